"""Push and pull: Jv weights and adds columns, uᵀJ weights and adds rows."""

import streamlit as st

from explainers.ui import controls
from explainers.ui import push_and_pull as sections
from explainers.ui.below import below
from explainers.ui.code_panel import code_panel
from explainers.ui.frame import footer, frame
from explainers.ui.saying import folds

lesson = frame("push_and_pull")


@below(
    lesson,
    lambda: sections.figure(lesson.slug),
    story=lambda: controls.story(lesson.slug),
)
def explorer() -> None:
    """What is said about the state that the figure is in."""
    left, right = st.columns(2, gap="medium")
    with left:
        sections.board(lesson.slug)
        folds(
            lesson.slug,
            sections.swapped(lesson.slug),
            sections.stretch(lesson.slug),
            sections.push_then_pull(lesson.slug),
        )
    with right:
        folds(
            lesson.slug,
            sections.mnemonic(lesson.slug),
            sections.recipe(lesson.slug),
            sections.cloud(lesson.slug),
        )

    code_panel(lesson.slug)


explorer()
footer(lesson)
