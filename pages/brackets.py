"""Brackets and cost: the chain rule's order, what it takes, and how to measure it."""

import streamlit as st

from explainers.ui import brackets as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame

lesson = frame("brackets", sections.HOME)


@below(lesson, sections.machine, sections.HOME)
def chain() -> None:
    """All that is said about the chain that the machine holds."""
    reading, keeping = st.columns(2, gap="medium")
    with reading:
        sections.order(lesson.slug)
    with keeping:
        sections.ratio(lesson.slug)
    sections.measured(lesson.slug)
    st.header("This chain in code", anchor=False)
    sections.code(lesson.slug)


chain()
sections.shapes(lesson.slug)
sections.mistakes(lesson.slug)
sections.product(lesson.slug)
footer(lesson)
