"""The complex plane: a derivative is a rotation and a scaling, and anything else is refused."""

import streamlit as st

from explainers.ui import complex_plane as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame

lesson = frame("complex_plane", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """What is said about the state that the figure is in."""
    reading, promise = st.columns(2, gap="medium")
    with reading:
        sections.reading()
        sections.conventions()
    with promise:
        sections.promise()
    sections.code()


explorer()
footer(lesson)
