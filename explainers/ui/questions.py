"""What a page asks, as its browser gets it, and what that browser tells of its record."""

from functools import cache

import streamlit as st

from explainers.components.questions import Data, Posed, mount
from explainers.lessons import HOME
from explainers.lessons.questions import QUESTIONS
from explainers.ui import progress


def check(slug: str) -> None:
    """Mount the questions of a page; they stand outside its fragments: no gesture sends them."""
    key = f"{slug}-questions"
    marked = "" if slug == HOME.slug else slug
    mount(
        key,
        Data(marked, posed(slug), progress.written(progress.marks())),
        on_gesture=lambda: progress.heard(st.session_state[key].get("gesture")),
    )


@cache
def posed(slug: str) -> tuple[Posed, ...]:
    """The questions of a page, with their numbers; none for pages that ask nothing."""
    return tuple(Posed(f"{slug}/{asked.slug}", asked.variants) for asked in QUESTIONS.get(slug, ()))
