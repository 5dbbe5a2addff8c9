"""Kinks and traps: where derivatives mislead, why, and what mends it."""

import streamlit as st

from explainers.ui import kinks as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame

lesson = frame("kinks", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """All that is said about the case at hand, and the table of all, covered with it."""
    why, remedy = st.columns(2, gap="medium")
    with why:
        sections.why()
    with remedy:
        sections.remedy()
    sections.code()
    sections.table()


explorer()
sections.at_pi()
footer(lesson)
