"""The complex plane: a derivative is a rotation and a scaling, and anything else is refused."""

import streamlit as st

from explainers.ui import complex_plane as sections
from explainers.ui.breath import DRAWING, breath
from explainers.ui.frame import footer, frame
from explainers.ui.share import share

lesson = frame("complex_plane", sections.HOME)


@st.fragment
def explorer() -> None:
    """The figure, and all that is said about the state it is in."""
    sections.function()
    sections.figure()
    share(lesson.slug, sections.HOME)
    breath(DRAWING)

    reading, promise = st.columns(2, gap="medium")
    with reading:
        sections.reading()
        sections.conventions()
    with promise:
        sections.promise()
    sections.code()


explorer()
footer(lesson)
