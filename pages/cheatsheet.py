"""Cheat sheet: shapes, modes, lines that run and names, on one page."""

import streamlit as st

from explainers.ui import cheatsheet as sections
from explainers.ui.frame import footer, frame
from explainers.ui.share import share

lesson = frame("cheatsheet", sections.HOME)


@st.fragment
def explorer(lesson: str) -> None:
    """Shapes for the m and n of the reader."""
    sections.figure(lesson)
    with st.container(key=f"{lesson}-share"):
        share(lesson, sections.HOME)


explorer(lesson.slug)
sections.mnemonic(lesson.slug)
sections.lines(lesson.slug)
sections.mistakes(lesson.slug)
sections.glossary(lesson.slug)
footer(lesson)
