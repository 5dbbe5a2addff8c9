"""What is said of a puzzle, from its section of ``puzzles.md``.

A section has the statement in a line of its own, three hints as a numbered list, a line
``- name: sentence`` for each mistake that is known by a name, and, behind ``>``, what a reader has
learned who solved it.
"""

import re
from typing import NamedTuple

from explainers.lessons import written

_HINT = re.compile(r"^\d\. (.+)$", re.MULTILINE)
_MISTAKE = re.compile(r"^- ([a-z-]+): (.+)$", re.MULTILINE)
_WON = re.compile(r"^> (.+)$", re.MULTILINE)


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
    statement, _, rest = words.partition("\n\n")
    return Told(
        heading,
        statement,
        tuple(_HINT.findall(rest)),
        dict(_MISTAKE.findall(rest)),
        " ".join(_WON.findall(rest)),
    )
