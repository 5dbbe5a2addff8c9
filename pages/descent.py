"""Descent: each step of SGD is a VJP, whose u weights the samples of the batch."""

import streamlit as st

from explainers.ui import descent as sections
from explainers.ui.frame import footer, frame
from explainers.ui.share import share

lesson = frame("descent", sections.HOME)


@st.fragment
def explorer(lesson: str) -> None:
    """The figure, and all that is said about the runs it shows."""
    sections.choices(lesson)
    sections.figure(lesson)
    share(lesson, sections.HOME)
    sections.ends()

    pulling, pushing = st.columns(2, gap="medium")
    with pulling:
        sections.pull()
    with pushing:
        sections.push()

    stepping, wandering = st.columns(2, gap="medium")
    with stepping:
        sections.far()
    with wandering:
        sections.noise()

    st.header("In code", anchor=False)
    sections.code(lesson)


explorer(lesson.slug)
footer(lesson)
