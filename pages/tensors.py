"""Tensors: inputs and outputs need not be vectors, and both products keep the shapes."""

import streamlit as st

from explainers.lessons import words
from explainers.ui import tensors as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame
from explainers.ui.saying import folded, say

lesson = frame("tensors", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """What is said about the state that the figure is in."""
    axes, products = st.columns(2, gap="medium")
    with axes:
        say(lesson.slug, "axes")
    with products:
        folded(lesson.slug, "products")

    sections.loss()

    with st.expander(words(lesson.slug, "six"), expanded=sections.second_is_open()):
        sections.hessian()
    with st.expander(words(lesson.slug, "alone")):
        sections.product()
    with st.expander(words(lesson.slug, "fit")):
        sections.plugs()
    sections.code()


explorer()
footer(lesson)
