"""Push and pull: Jv weights and adds columns, uᵀJ weights and adds rows."""

import streamlit as st

from explainers.ui import controls
from explainers.ui import push_and_pull as sections
from explainers.ui.below import below
from explainers.ui.code_panel import code_panel
from explainers.ui.frame import footer, frame
from explainers.ui.stage import is_drawn

lesson = frame("push_and_pull")


@below(
    lesson,
    lambda: sections.figure(lesson.slug),
    story=lambda: controls.story(lesson.slug),
)
def explorer() -> None:
    """What is said about the state that the figure is in."""
    reading, naming = st.columns(2, gap="medium")
    with reading:
        sections.board(lesson.slug)
    with naming:
        sections.mnemonic(lesson.slug)

    swapping, stepping = st.columns(2, gap="medium")
    with swapping:
        sections.swapped(lesson.slug)
    with stepping:
        sections.recipe(lesson.slug)

    if is_drawn(lesson.slug):
        code_panel(lesson.slug)


explorer()
footer(lesson)
