"""What is said of a puzzle, from its section of ``puzzles.md``.

A section has the statement in a line of its own, three hints as a numbered list, a line
``- name: sentence`` for each mistake that is known by a name, and, behind ``>``, what a reader has
learned who solved it. Words that depend on the case that was drawn stand in ``cases.md``, a line
``- name: words`` for each place of the section in which they stand.
"""

import re
from typing import NamedTuple

from explainers.core.practice.goals import Setting
from explainers.lessons import of_case, written

_HINT = re.compile(r"^\d\. (.+)$", re.MULTILINE)
_NAMED = re.compile(r"^- ([a-z-]+): (.+)$", re.MULTILINE)
_WON = re.compile(r"^> (.+)$", re.MULTILINE)


class Told(NamedTuple):
    """The words of a puzzle, as plain text."""

    title: str
    statement: str
    """With places for the variant's numbers and words: ``{target}``."""
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
        dict(_NAMED.findall(rest)),
        " ".join(_WON.findall(rest)),
    )


def places(slug: str, setting: Setting) -> dict[str, str]:
    """What stands in the places of a puzzle's words: the variant's numbers, words of its case."""
    case = of_case("practice", slug, setting.case)
    return dict((*setting.said, *_NAMED.findall(case)))
