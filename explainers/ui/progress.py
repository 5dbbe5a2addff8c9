"""Which lessons a reader has opened, and whose questions they have answered.

The session keeps it, and a cookie carries it to the next one: a page's name, with a star where its
question was answered, and a dot between two of them.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias, cast

import streamlit as st

from explainers.lessons import LESSONS

COOKIE = "progress"
Mark: TypeAlias = Literal["visited", "answered"]
_SLOT = "progress"
_SLUGS = frozenset(lesson.slug for lesson in LESSONS)


def parsed(text: str) -> dict[str, Mark]:
    """What a cookie says; whatever is no lesson's is passed over."""
    named = ((name.removesuffix("*"), name.endswith("*")) for name in text.split("."))
    return {slug: "answered" if done else "visited" for slug, done in named if slug in _SLUGS}


def written(marks: Mapping[str, Mark]) -> str:
    """What a cookie is to say; ``parsed`` undoes it."""
    return ".".join(slug + "*" * (mark == "answered") for slug, mark in marks.items())


def marks() -> dict[str, Mark]:
    """The mark of each lesson that has one."""
    if _SLOT not in st.session_state:
        st.session_state[_SLOT] = parsed(st.context.cookies.get(COOKIE, ""))
    return cast(dict[str, Mark], st.session_state[_SLOT])


def visit(slug: str) -> None:
    """Note that a page is open."""
    if slug in _SLUGS:
        marks().setdefault(slug, "visited")


def answer(slug: str) -> bool:
    """Note that a lesson's question is answered; whether that is news."""
    news = slug in _SLUGS and marks().get(slug) != "answered"
    if news:
        marks()[slug] = "answered"
    return news
