"""The first page: what the vectors of the robot arm mean, and a card for each lesson."""

import streamlit as st

from explainers.lessons import HOME, LESSONS
from explainers.ui import session
from explainers.ui.numbers import known_at, place
from explainers.ui.saying import doubt, say


def vectors(lesson: str) -> None:
    """What is pushed and what is pulled."""
    state = session.home(lesson).state
    doubt(state, known_at(place(state)))
    say(lesson, "what")
    for column, section in zip(st.columns(2, gap="medium"), ("push", "pull"), strict=True):
        with column:
            say(lesson, section)


def cards() -> None:
    """A card for each lesson."""
    say(HOME.slug, "cards")
    with st.container(horizontal=True, key="home-cards"):
        for lesson in LESSONS:
            with st.container(border=True, width=380, key=f"home-card-{lesson.slug}", gap="xsmall"):
                st.page_link(lesson.page, label=f"**{lesson.title}**")
                st.markdown(lesson.teaser)
