"""The first page: what the vectors of the robot arm mean, and a card for each lesson."""

from collections.abc import Sequence

import streamlit as st

from explainers.lessons import AFTERWARDS, CORE, HOME, Lesson, words
from explainers.lessons.reading import minutes
from explainers.ui import session
from explainers.ui.numbers import known_at, place
from explainers.ui.saying import doubt, folded, say
from explainers.ui.theme import muted


def doubts(lesson: str) -> None:
    """What is not as usual at the state on screen."""
    state = session.home(lesson).state
    doubt(state, known_at(place(state)))


def vectors(lesson: str) -> None:
    """What is pushed and what is pulled."""
    say(lesson, "what")
    for column, section in zip(st.columns(2, gap="medium"), ("push", "pull"), strict=True):
        with column:
            say(lesson, section)


def cards() -> None:
    """A card for each lesson: the core, and what may come afterwards."""
    say(HOME.slug, "begin")
    _cards("begin", CORE)
    with folded(HOME.slug, "more"):
        _cards("more", AFTERWARDS)


def _cards(group: str, lessons: Sequence[Lesson]) -> None:
    with st.container(horizontal=True, key=f"home-cards-{group}"):
        for lesson in lessons:
            time = words(HOME.slug, "minutes").format(minutes=minutes(lesson))
            with st.container(border=True, width=340, key=f"home-card-{lesson.slug}", gap="xsmall"):
                st.page_link(lesson.page, label=f"**{lesson.title}**")
                st.markdown(lesson.teaser)
                muted(time)
