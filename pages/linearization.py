"""Under the microscope: how far the linear picture holds, and at what rate it fails."""

import streamlit as st

from explainers.ui import linearization as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame

lesson = frame("linearization", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """What is said about the state that the figure is in."""
    judging, reaching = st.columns(2, gap="medium")
    with judging:
        sections.slope()
    with reaching:
        sections.tangent()

    sections.quotients()
    sections.code()


explorer()
footer(lesson)
