"""Implicit derivatives: what solves an equation, differentiated by the equation alone."""

import streamlit as st

from explainers.ui import implicit as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame
from explainers.ui.implicit import solvers

lesson = frame("implicit", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """All that is said about the solution on screen."""
    left, right = st.columns(2, gap="medium")
    with left:
        sections.why()
    with right:
        sections.here()
        sections.singular()
    sections.code()


explorer()
solvers.unrolled()
solvers.penalty()
solvers.back()
solvers.costs()
footer(lesson)
