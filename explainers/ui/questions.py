"""What a page asks, as its browser gets it, and what that browser tells of its record."""

from functools import cache

import streamlit as st

from explainers.components.questions import Data, Posed, mount
from explainers.lessons import HOME, lesson
from explainers.lessons.questions import questions
from explainers.ui import progress


def check(slug: str) -> None:
    """Mount the questions of a page; they stand outside its fragments: no gesture sends them."""
    marked = "" if slug == HOME.slug else slug
    _mount(f"{slug}-questions", Data(marked, posed(slug), _marks()))


def listen() -> None:
    """Mount none, on a page without a figure: its record still tells the menu what to show."""
    _mount("frame-questions", Data("", (), _marks(), alone=True))


def _marks() -> str:
    return progress.written(progress.marks())


def _mount(key: str, data: Data) -> None:
    def hear() -> None:
        progress.heard(st.session_state[key].get("gesture"))

    mount(key, data, on_gesture=hear)


@cache
def posed(slug: str) -> tuple[Posed, ...]:
    """The questions of a page, with their numbers."""
    return tuple(Posed(f"{slug}/{asked.slug}", asked.variants) for asked in questions(lesson(slug)))
