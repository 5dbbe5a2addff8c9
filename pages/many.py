"""Many products at once: what random ones tell of J, and what all of them cost."""

import streamlit as st

from explainers.ui import many as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame

lesson = frame("many", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """All that is said about the estimates on screen, and about the flow of the same strength."""
    left, right = st.columns(2, gap="medium")
    with left:
        sections.estimate()
        sections.law()
    with right:
        sections.forward()
        sections.span()
    sections.series()
    sections.code()
    sections.flow()


explorer()
sections.chunks()
footer(lesson)
