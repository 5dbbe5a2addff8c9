"""The words of a lesson, on its page."""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainers.core.known import Known
from explainers.lessons import section
from explainers.lessons.captions import kinks, trouble
from explainers.lessons.glossary import linked
from explainers.permalink import State


def say(slug: str, name: str, anchor: str | Literal[False] = False) -> None:
    """A section of a lesson: its heading and its words, as far as it has them.

    Terms of the glossary are links to it, each where the page first uses it.
    """
    _head(slug, name, anchor)
    _tell(slug, name)


def folded(slug: str, name: str, anchor: str | Literal[False] = False) -> DeltaGenerator:
    """A section, which phones show folded below its heading, if it has one; the place for the rest.

    The style sheet of the frame folds it, and the glossary's ``folds.js`` opens it.
    """
    key = f"folded-{slug}-{name}" if section(slug, name).heading else None
    with st.container(key=key):
        _head(slug, name, anchor)
        rest = st.container()
    with rest:
        _tell(slug, name)
    return rest


def _head(slug: str, name: str, anchor: str | Literal[False]) -> None:
    heading = section(slug, name).heading
    if heading:
        st.header(heading, anchor=anchor)


def _tell(slug: str, name: str) -> None:
    words = linked(slug).get(name, section(slug, name).words)
    if words:
        st.markdown(words)


def doubt(state: State, found: Known) -> None:
    """What is not finite at the state on screen, and where f has a kink, if it has any."""
    for told in (trouble(state.entry, state.x, found), kinks(state.entry, found)):
        if told is not None:
            st.warning(told)
