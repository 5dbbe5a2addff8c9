"""One program, two sweeps: forward with tangents, or forward and then back with cotangents."""

import streamlit as st

from explainers.ui import two_sweeps as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame
from explainers.ui.saying import folded, say

lesson = frame("two_sweeps", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """What is said about the sweeps, if the function has a trace to play."""
    if not sections.is_traced():
        return

    carrying, keeping = st.columns(2, gap="medium")
    with carrying:
        say(lesson.slug, "forward")
    with keeping:
        folded(lesson.slug, "reverse")

    waiting, listing = st.columns(2, gap="medium")
    with waiting:
        sections.depth()
    with listing, folded(lesson.slug, "kept"):
        say(lesson.slug, "convention")

    sections.code()


explorer()
footer(lesson)
