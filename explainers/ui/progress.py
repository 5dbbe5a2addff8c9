"""Which lessons a reader has opened, predicted, solved and answered.

The browser keeps it (``frontend/questions``); what the menu shows of it comes with a cookie, and
later by message: a page's name, with the number of its puzzles that are solved, ``!`` where a
guess was checked on it and ``*`` where its questions are answered, and a dot between two of them.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple, cast

import streamlit as st

from explainers.lessons import HOME, LESSONS, words
from explainers.lessons import written as sections

COOKIE = "progress"
_SLOT = "progress"
_LONGEST = 1000
"""Characters."""
_SLUGS = frozenset(lesson.slug for lesson in LESSONS)
_FORM = re.compile(r"([a-z_]+)([0-9]{0,3})(!?)(\*?)")


class Mark(NamedTuple):
    """What a reader has done on a page that was opened."""

    answered: bool = False
    """All its questions."""
    predicted: bool = False
    """Whether a guess was checked."""
    solved: int = 0
    """How many of its puzzles."""


VISITED = Mark()


def parsed(text: str) -> dict[str, Mark]:
    """What a cookie says; whatever is no lesson's is passed over."""
    found = filter(None, map(_FORM.fullmatch, text.split(".")))
    parts = (one.groups() for one in found)
    return {
        slug: Mark(bool(done), bool(guessed), int(solved or 0))
        for slug, solved, guessed, done in parts
        if slug in _SLUGS
    }


def written(marks: Mapping[str, Mark]) -> str:
    """What the browser is told, by name; ``parsed`` undoes it."""
    return ".".join(
        slug + str(mark.solved or "") + "!" * mark.predicted + "*" * mark.answered
        for slug, mark in sorted(marks.items())
    )


def said(mark: Mark) -> str:
    """What a reader has done, in words."""
    done = (mark.answered, "answered"), (mark.predicted, "predicted")
    told = [words(HOME.slug, name) for is_done, name in done if is_done]
    if mark.solved:
        puzzles = len(sections("practice", "puzzles.md"))
        solved = min(mark.solved, puzzles)
        told.append(words(HOME.slug, "solved").format(solved=solved, all=puzzles))
    return " · ".join(told) or words(HOME.slug, "visited")


def marks() -> dict[str, Mark]:
    """The mark of each lesson that has one."""
    if _SLOT not in st.session_state:
        st.session_state[_SLOT] = parsed(st.context.cookies.get(COOKIE, ""))
    return cast(dict[str, Mark], st.session_state[_SLOT])


def visit(slug: str) -> None:
    """Note that a page is open."""
    if slug in _SLUGS:
        marks().setdefault(slug, VISITED)


def heard(text: object) -> None:
    """Take the marks that a browser's record has; what is no such text is passed over."""
    if isinstance(text, str) and len(text) <= _LONGEST:
        st.session_state[_SLOT] = parsed(text)
