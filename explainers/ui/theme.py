"""Colours and quiet words that fit the theme the reader sees."""

import streamlit as st

from explainers.figures.style import Roles, roles


def colours() -> Roles:
    """Roles of the present theme; light where the browser has not said which it is."""
    return roles("dark" if st.context.theme.type == "dark" else "light")


def muted(text: str) -> None:
    """A quiet line that keeps its contrast, which Streamlit's captions do not."""
    plain = text.replace("[", r"\[").replace("]", r"\]")
    st.markdown(f":small[:gray[{plain}]]")
