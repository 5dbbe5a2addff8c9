"""What is said of a puzzle, from its section of ``puzzles.md``.

A section has the statement, three hints as a numbered list, a line ``- name: sentence`` for each
mistake that is known by a name, and, behind ``>``, what a reader has learned who solved it.
"""

import re
from typing import NamedTuple

from explainers.lessons import written


class Told(NamedTuple):
    """The words of a puzzle, as plain text."""

    title: str
    statement: str
    """With places for the variant's numbers: ``{target}``."""
    hints: tuple[str, ...]
    mistakes: dict[str, str]
    """By their names."""
    won: str


def told(slug: str) -> Told:
    """The words of the puzzle of this name. Raises KeyError for none."""
    heading, words = written("practice", "puzzles.md")[slug]
    statement, *rest = (" ".join(block.split("\n")) for block in words.split("\n\n"))
    (hints,) = (block for block in rest if block.startswith("1. "))
    (won,) = (block for block in rest if block.startswith("> "))
    lines = [block for block in rest if block.startswith("- ")]
    parted = (line.partition(": ") for line in re.split(r"(?:^| )- ", " ".join(lines))[1:])
    return Told(
        heading,
        statement,
        tuple(re.split(r"(?:^| )\d\. ", hints)[1:]),
        {name: sentence for name, _, sentence in parted},
        won.removeprefix("> "),
    )
