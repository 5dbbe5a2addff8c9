"""One program, two sweeps: forward with tangents, or forward and then back with cotangents."""

import streamlit as st

from explainers.ui import controls
from explainers.ui import two_sweeps as sections
from explainers.ui.frame import footer, frame
from explainers.ui.share import share
from explainers.ui.two_sweeps import HOME

lesson = frame("two_sweeps", HOME)


@st.fragment
def explorer(lesson: str) -> None:
    """The player, and all that is said about the state it is in."""
    controls.function(lesson, HOME)
    with st.container(key="two_sweeps-figure"):
        sections.player()
    share(lesson, HOME)
    sections.let_it_draw()
    if not sections.is_traced():
        return

    carrying, keeping = st.columns(2, gap="medium")
    with carrying:
        sections.forward()
    with keeping:
        sections.reverse()

    waiting, listing = st.columns(2, gap="medium")
    with waiting:
        sections.depth()
    with listing:
        sections.kept()

    sections.code()


explorer(lesson.slug)
footer(lesson)
