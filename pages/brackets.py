"""Brackets and cost: the chain rule's order, what it takes, and how to measure it."""

import streamlit as st

from explainers.ui import brackets as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame
from explainers.ui.saying import say

lesson = frame("brackets", sections.HOME)


@below(lesson, sections.machine, sections.HOME)
def chain() -> None:
    """All that is said about the chain that the machine holds."""
    reading, keeping = st.columns(2, gap="medium")
    with reading:
        say(lesson.slug, "order")
    with keeping:
        sections.ratio(lesson.slug)
    sections.measured(lesson.slug)
    sections.code(lesson.slug)


chain()
sections.shapes(lesson.slug)
sections.mistakes(lesson.slug)
sections.product(lesson.slug)
footer(lesson)
