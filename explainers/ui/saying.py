"""The words of a lesson, on its page."""

from typing import Literal

import streamlit as st

from explainers.lessons import section


def say(slug: str, name: str, anchor: str | Literal[False] = False) -> None:
    """A section of a lesson: its heading, if it has one, and its words, if it has any."""
    heading, words = section(slug, name)
    if heading:
        st.header(heading, anchor=anchor)
    if words:
        st.markdown(words)
