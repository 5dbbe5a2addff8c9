"""Rules: a derivative that is taught, and three referees who judge it."""

import streamlit as st

from explainers.ui import rules as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame

lesson = frame("rules", sections.HOME)


@below(lesson, sections.laboratory, sections.HOME)
def explorer() -> None:
    """What the laboratory rests on, and the code of the rule in it."""
    sections.reading(lesson.slug)

    keeping, composing = st.columns(2, gap="medium")
    with keeping:
        sections.kept(lesson.slug)
    with composing:
        sections.composed(lesson.slug)
    sections.modes_open(lesson.slug)
    sections.code(lesson.slug)


explorer()
footer(lesson)
