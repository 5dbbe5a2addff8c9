"""Tensors: inputs and outputs need not be vectors, and both products keep the shapes."""

import streamlit as st

from explainers.ui import tensors as sections
from explainers.ui.frame import footer, frame
from explainers.ui.share import share

lesson = frame("tensors", sections.HOME)


@st.fragment
def explorer() -> None:
    """The figure, and all that is said about the state it is in."""
    sections.figure()
    share(lesson.slug, sections.HOME)
    sections.let_it_draw()

    axes, products = st.columns(2, gap="medium")
    with axes:
        sections.axes()
    with products:
        sections.products()

    sections.loss()

    second, product = st.columns(2, gap="medium")
    with second:
        sections.hessian()
    with product:
        sections.product()

    sections.plugs()
    sections.code()


explorer()
footer(lesson)
