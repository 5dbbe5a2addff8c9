"""The cards of all lessons, on a page."""

import streamlit as st

from explainers.lessons import words
from explainers.ui.saying import folded


def cards(lesson: str) -> None:
    """Cards of every lesson, to take along."""
    with folded(lesson, "cards", anchor="cards"):
        st.download_button(
            words(lesson, "anki"),
            _deck,
            file_name="push-and-pull.apkg",
            mime="application/octet-stream",
            key=f"{lesson}-anki",
            on_click="ignore",
            icon=":material/style:",
        )


def _deck() -> bytes:
    # Imported only here: it draws on lessons that no other page needs all of.
    from explainers.ui.deck import package

    return package()
