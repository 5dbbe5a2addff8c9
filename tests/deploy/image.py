"""What the Dockerfile says."""

import re

from harness.replicas import DEPLOY

DOCKERFILE = DEPLOY / "Dockerfile"


def instructions() -> list[tuple[str, str]]:
    """What the Dockerfile says: names, and what follows them."""
    text = re.sub(r"\\\n\s*", "", DOCKERFILE.read_text())
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines]


def said(name: str) -> list[str]:
    return [words for instruction, words in instructions() if instruction == name]


def copies() -> list[tuple[list[str], str]]:
    """What is copied into the image, and where to."""
    return [(words.split()[:-1], words.split()[-1]) for words in said("COPY")]
