"""Curvature: the Hessian as the Jacobian of the gradient, products with it, and steps."""

import streamlit as st

from explainers.ui import curvature as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame

lesson = frame("curvature", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """What is said about the state that the figure is in."""
    left, right = st.columns(2, gap="medium")
    with left:
        sections.product()
        sections.raced()
        sections.steps()
    with right:
        sections.kind()
        sections.weighed()
        sections.costs()

    sections.code()


explorer()
footer(lesson)
