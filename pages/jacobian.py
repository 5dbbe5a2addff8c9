"""The Jacobian: a table of sensitivities, read by entries, by columns and by rows."""

import streamlit as st

from explainers.ui import controls
from explainers.ui import jacobian as sections
from explainers.ui.code_panel import code_panel
from explainers.ui.frame import footer, frame
from explainers.ui.share import share
from explainers.ui.waiting import waiting

lesson = frame("jacobian")


@st.fragment
def explorer(lesson: str) -> None:
    """The table and all that depends on the state it is in."""
    table, hands = st.columns([8, 5], gap="large")
    with table:
        controls.function(lesson)
        if waiting(lesson):
            return
        sections.reading(lesson)
        sections.table(lesson)
    with hands:
        controls.point(lesson)
        sections.value(lesson)
        sections.guide()
    sections.formulas(lesson)
    share(lesson)

    st.header("In code", anchor=False)
    code_panel(lesson)


explorer(lesson.slug)
footer(lesson)
