"""Kinks and traps: where derivatives mislead, why, and what mends it."""

import streamlit as st

from explainers.ui import kinks as sections
from explainers.ui.breath import DRAWING, breath
from explainers.ui.frame import footer, frame
from explainers.ui.share import share

lesson = frame("kinks", sections.HOME)


@st.fragment
def explorer() -> None:
    """The gallery: one case at a time, and all that is said about it."""
    sections.choose()
    sections.figure()
    share(lesson.slug, sections.HOME)
    breath(DRAWING)

    why, remedy = st.columns(2, gap="medium")
    with why:
        sections.why()
    with remedy:
        sections.remedy()
    sections.code()


explorer()
sections.table()
footer(lesson)
