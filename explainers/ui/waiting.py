"""What a reader sees while JAX compiles a function that was typed."""

import streamlit as st

from explainers.core.catalog import Entry
from explainers.core.expression import compiling
from explainers.ui import session
from explainers.ui.numbers import at_hand
from explainers.ui.theme import muted

_LOOK_AGAIN = 0.5
"""Seconds after which to look whether the compilation has ended."""


def waiting(lesson: str) -> bool:
    """Whether JAX's numbers are still to come; says so, and draws the page anew when they do."""
    entry = session.held(lesson).state.entry
    with st.container(key=f"{lesson}-waiting"):
        # A compilation that ends after the Stage was drawn without it needs another look.
        if at_hand(entry) and not st.session_state.get(f"{lesson}-unsettled", False):
            return False
        _watch(entry)
        return True


@st.fragment(run_every=_LOOK_AGAIN)
def _watch(entry: Entry) -> None:
    if compiling(entry).done():
        st.rerun()
    muted("JAX is still compiling this function. You may go on: what moves is replayed meanwhile.")
