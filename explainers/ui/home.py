"""The first page: the Stage with the robot arm, and a card for each lesson."""

import streamlit as st

from explainers.lessons import LESSONS, words
from explainers.ui import controls
from explainers.ui.code_panel import code_panel
from explainers.ui.share import share
from explainers.ui.stage import is_drawn, let_it_draw, stage
from explainers.ui.waiting import waiting


@st.fragment
def live(lesson: str) -> None:
    """The Stage, the link to what it shows, what its vectors mean, and its code."""
    stage(lesson)
    share(lesson)
    let_it_draw(lesson)
    controls.story(lesson)
    if waiting(lesson):
        return
    st.markdown(words(lesson, "what"))
    for column, section in zip(st.columns(2, gap="medium"), ("push", "pull"), strict=True):
        column.markdown(words(lesson, section))
    if is_drawn(lesson):
        st.header("In code", anchor=False)
        code_panel(lesson)


def cards() -> None:
    """A card for each lesson."""
    st.header("Lessons", anchor=False)
    with st.container(horizontal=True, key="home-cards"):
        for lesson in LESSONS:
            with st.container(border=True, width=380, key=f"home-card-{lesson.slug}", gap="xsmall"):
                st.page_link(lesson.page, label=f"**{lesson.title}**")
                st.markdown(lesson.teaser)
