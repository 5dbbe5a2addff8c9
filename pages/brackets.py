"""Brackets and cost: the chain rule's order, what it takes, and how to measure it."""

import streamlit as st

from explainers.ui import brackets as sections
from explainers.ui.brackets import HOME
from explainers.ui.breath import DRAWING, breath
from explainers.ui.frame import footer, frame
from explainers.ui.share import share

lesson = frame("brackets", HOME)


@st.fragment
def chain(lesson: str) -> None:
    """The machine, and all that is said about the chain it holds."""
    sections.machine(lesson)
    share(lesson, HOME)
    breath(DRAWING)
    reading, keeping = st.columns(2, gap="medium")
    with reading:
        sections.order(lesson)
    with keeping:
        sections.ratio(lesson)
    sections.measured(lesson)
    st.header("This chain in code", anchor=False)
    sections.code(lesson)


chain(lesson.slug)
sections.shapes(lesson.slug)
sections.mistakes(lesson.slug)
sections.product(lesson.slug)
footer(lesson)
