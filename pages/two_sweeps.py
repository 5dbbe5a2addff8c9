"""One program, two sweeps: forward with tangents, or forward and then back with cotangents."""

import streamlit as st

from explainers.ui import two_sweeps as sections
from explainers.ui.below import below
from explainers.ui.frame import footer, frame
from explainers.ui.saying import Told, folds, say, text

lesson = frame("two_sweeps", sections.HOME)


@below(lesson, sections.figure, sections.HOME)
def explorer() -> None:
    """What is said about the sweeps, if the function has a trace to play."""
    if not sections.is_traced():
        return

    left, right = st.columns(2, gap="medium")
    with left:
        say(lesson.slug, "forward")
        sections.depth()
    with right:
        kept = Told("kept", (text(lesson.slug, "convention"),))
        folds(lesson.slug, Told("reverse"), kept)

    sections.code()


explorer()
footer(lesson)
