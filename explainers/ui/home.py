"""The first page: the Stage with the robot arm, and a card for each lesson."""

import streamlit as st

from explainers.lessons import LESSONS, words
from explainers.ui import session
from explainers.ui.share import share
from explainers.ui.stage import stage


@st.fragment
def live(lesson: str) -> None:
    """The Stage, the link to what it shows, and what its vectors mean."""
    stage(lesson)
    share(lesson)
    entry = session.held(lesson).state.entry
    st.markdown(f"**{entry.title}.** Here {entry.story}")


def about(lesson: str) -> None:
    """What the two products are."""
    st.markdown(words(lesson, "what"))
    for column, section in zip(st.columns(2, gap="medium"), ("push", "pull"), strict=True):
        column.markdown(words(lesson, section))


def cards() -> None:
    """A card for each lesson."""
    st.header("Lessons", anchor=False)
    with st.container(horizontal=True, key="home-cards"):
        for lesson in LESSONS:
            with st.container(border=True, width=380, key=f"home-card-{lesson.slug}", gap="xsmall"):
                st.page_link(lesson.page, label=f"**{lesson.title}**")
                st.markdown(lesson.teaser)
