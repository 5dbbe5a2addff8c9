"""Which lessons a reader has opened, and whose questions they have answered.

The browser keeps it (``frontend/questions``); what the menu shows of it comes with a cookie, and
later by message: a page's name, with a star where its questions are answered, and a dot between
two of them.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias, cast

import streamlit as st

from explainers.lessons import LESSONS

COOKIE = "progress"
Mark: TypeAlias = Literal["visited", "answered"]
_SLOT = "progress"
_LONGEST = 1000
"""Characters."""
_SLUGS = frozenset(lesson.slug for lesson in LESSONS)


def parsed(text: str) -> dict[str, Mark]:
    """What a cookie says; whatever is no lesson's is passed over."""
    named = ((name.removesuffix("*"), name.endswith("*")) for name in text.split("."))
    return {slug: "answered" if done else "visited" for slug, done in named if slug in _SLUGS}


def written(marks: Mapping[str, Mark]) -> str:
    """What the browser is told, by name; ``parsed`` undoes it."""
    return ".".join(slug + "*" * (mark == "answered") for slug, mark in sorted(marks.items()))


def marks() -> dict[str, Mark]:
    """The mark of each lesson that has one."""
    if _SLOT not in st.session_state:
        st.session_state[_SLOT] = parsed(st.context.cookies.get(COOKIE, ""))
    return cast(dict[str, Mark], st.session_state[_SLOT])


def visit(slug: str) -> None:
    """Note that a page is open."""
    if slug in _SLUGS:
        marks().setdefault(slug, "visited")


def heard(text: object) -> None:
    """Take the marks that a browser's record has; what is no such text is passed over."""
    if isinstance(text, str) and len(text) <= _LONGEST:
        st.session_state[_SLOT] = parsed(text)
