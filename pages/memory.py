"""Checkpoints: keep a few states, and compute the others again on the way back."""

import streamlit as st

from explainers.ui import memory as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame

lesson = frame("memory", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """What the stones do, and what JAX and XLA make of them."""
    left, right = st.columns(2, gap="large")
    with left:
        sections.rule()
    with right:
        sections.bound()
    sections.in_jax()
    sections.network()
    sections.in_loops()
    sections.code()


explorer()
footer(lesson)
