"""Under the microscope: how far the linear picture holds, and at what rate it fails."""

import streamlit as st

from explainers.ui import linearization as sections
from explainers.ui.breath import DRAWING, breath
from explainers.ui.frame import footer, frame
from explainers.ui.share import share

lesson = frame("linearization", sections.HOME)


@st.fragment
def explorer(lesson: str) -> None:
    """The microscope, and all that is said about the state it is in."""
    sections.function()
    settled = sections.microscope()
    share(lesson, sections.HOME)
    breath(DRAWING)
    if not settled:
        sections.waiting()
        return

    judging, reaching = st.columns(2, gap="medium")
    with judging:
        sections.slope()
    with reaching:
        sections.tangent()

    sections.quotients()
    sections.code()


explorer(lesson.slug)
footer(lesson)
