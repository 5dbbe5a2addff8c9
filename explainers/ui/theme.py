"""Colours and quiet words that fit the theme the reader sees."""

import re

import streamlit as st

from explainers.figures.style import Roles, roles

_MARKS = re.compile(r"[\\`*_\[\]<>#|~$:^&]")


def colours() -> Roles:
    """Roles of the present theme; light where the browser has not said which it is."""
    return roles("dark" if st.context.theme.type == "dark" else "light")


def escaped(text: str) -> str:
    """Text that markdown shows as it is, whatever a reader typed into it."""
    return _MARKS.sub(r"\\\g<0>", text)


def muted(text: str) -> None:
    """A quiet line that keeps its contrast, which Streamlit's captions do not."""
    st.markdown(f":small[:gray[{escaped(text)}]]")
