"""Colour the columns: Jacobians that are mostly zero, by products that columns share."""

import streamlit as st

from explainers.ui import sparsity as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame

lesson = frame("sparsity", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """All that is said about the J at hand."""
    left, right = st.columns(2, gap="medium")
    with left:
        sections.share()
        sections.orders()
    with right:
        sections.ways()
        sections.pattern()
    sections.code()


explorer()
sections.measured()
footer(lesson)
