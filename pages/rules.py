"""Rules: a derivative that is taught, and three referees who judge it."""

import streamlit as st

from explainers.ui import rules as sections
from explainers.ui.frame import footer, frame
from explainers.ui.share import share

lesson = frame("rules", sections.HOME)


@st.fragment
def explorer(lesson: str) -> None:
    """The laboratory, what it rests on, and the code of the rule in it."""
    sections.laboratory(lesson)
    share(lesson, sections.HOME)
    sections.let_it_draw(lesson)
    sections.reading(lesson)

    keeping, composing = st.columns(2, gap="medium")
    with keeping:
        sections.kept(lesson)
    with composing:
        sections.composed(lesson)
    sections.modes_open(lesson)
    sections.code(lesson)


explorer(lesson.slug)
footer(lesson)
