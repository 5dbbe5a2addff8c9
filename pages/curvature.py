"""Curvature: the Hessian as the Jacobian of the gradient, products with it, and steps."""

import streamlit as st

from explainers.ui import curvature as sections
from explainers.ui.breath import DRAWING, breath
from explainers.ui.frame import footer, frame
from explainers.ui.share import share

lesson = frame("curvature", sections.HOME)


@st.fragment
def explorer(lesson: str) -> None:
    """The figure, and all that is said about the state it is in."""
    sections.function()
    settled = sections.figure()
    share(lesson, sections.HOME)
    breath(DRAWING)
    if not settled:
        sections.waiting()
        return

    forming, bending = st.columns(2, gap="medium")
    with forming:
        sections.product()
    with bending:
        sections.kind()

    stepping, costing = st.columns(2, gap="medium")
    with stepping:
        sections.steps()
    with costing:
        sections.costs()

    sections.code()


explorer(lesson.slug)
footer(lesson)
