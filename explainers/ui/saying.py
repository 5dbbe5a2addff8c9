"""The words of a lesson, on its page."""

from typing import Literal

import streamlit as st

from explainers.core.known import Known
from explainers.lessons import section
from explainers.lessons.captions import kinks, trouble
from explainers.lessons.glossary import linked
from explainers.permalink import State


def say(slug: str, name: str, anchor: str | Literal[False] = False) -> None:
    """A section of a lesson: its heading and its words, as far as it has them.

    Terms of the glossary are links to it, each where the page first uses it.
    """
    heading, plain = section(slug, name)
    words = linked(slug).get(name, plain)
    if heading:
        st.header(heading, anchor=anchor)
    if words:
        st.markdown(words)


def doubt(state: State, found: Known) -> None:
    """What is not finite at the state on screen, and where f has a kink, if it has any."""
    for told in (trouble(state.entry, state.x, found), kinks(state.entry, found)):
        if told is not None:
            st.warning(told)
