"""Descent: each step of SGD is a VJP, whose u weights the samples of the batch."""

import streamlit as st

from explainers.ui import descent as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame
from explainers.ui.saying import folds

lesson = frame("descent", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """All that is said about the runs that the figure shows."""
    sections.ends()
    sections.risk()

    left, right = st.columns(2, gap="medium")
    with left:
        folds(lesson.slug, sections.pull(), sections.far())
    with right:
        folds(lesson.slug, sections.push(), *sections.noise())

    sections.code(lesson.slug)


explorer()
footer(lesson)
