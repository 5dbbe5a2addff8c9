"""Push and pull: Jv weights and adds columns, uᵀJ weights and adds rows."""

import streamlit as st

from explainers.ui import controls
from explainers.ui import push_and_pull as sections
from explainers.ui.code_panel import code_panel
from explainers.ui.frame import footer, frame
from explainers.ui.share import share
from explainers.ui.stage import is_drawn, let_it_draw, stage
from explainers.ui.waiting import waiting

lesson = frame("push_and_pull")


@st.fragment
def explorer(lesson: str) -> None:
    """The figure, and all that is said about the state it is in."""
    controls.function(lesson)
    stage(lesson)
    share(lesson)
    let_it_draw(lesson)
    controls.story(lesson)
    if waiting(lesson):
        return

    reading, naming = st.columns(2, gap="medium")
    with reading:
        sections.board(lesson)
    with naming:
        sections.mnemonic(lesson)

    swapping, stepping = st.columns(2, gap="medium")
    with swapping:
        sections.swapped(lesson)
    with stepping:
        sections.recipe(lesson)

    if is_drawn(lesson):
        st.header("In code", anchor=False)
        code_panel(lesson)


explorer(lesson.slug)
footer(lesson)
