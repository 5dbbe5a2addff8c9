"""The code of what is on screen, ready to paste or to download."""

import streamlit as st

from explainers.core import snippets
from explainers.core.functions import is_typed
from explainers.core.numerals import numerals
from explainers.permalink import State
from explainers.ui import session
from explainers.ui.theme import muted

_LIBRARIES = {"jax": "JAX", "torch": "PyTorch", "numpy": "NumPy"}


def context(state: State) -> str:
    """What the programs compute, in one sentence."""
    return (
        f"Runs as pasted: f(x), J, Jv, uᵀJ and uᵀJv of “{state.entry.title}” at "
        f"x = {numerals(state.x)}, with v = {numerals(state.v)} and u = {numerals(state.u)}."
    )


def _file(state: State) -> str:
    return "typed" if is_typed(state.slug) else state.slug


def code_panel(lesson: str) -> None:
    """The settled state of a lesson as a program in each library."""
    state = session.held(lesson).state
    programs = snippets.products(state.entry, state.x, state.v, state.u)
    muted(context(state))
    tabs = st.tabs(list(_LIBRARIES.values()), key=f"{lesson}-code")
    for tab, (short, name), program in zip(tabs, _LIBRARIES.items(), programs, strict=True):
        with tab:
            st.code(program, language="python")
            st.download_button(
                f"Download for {name}",
                program,
                file_name=f"{_file(state)}_{short}.py",
                mime="text/x-python",
                key=f"{lesson}-download-{short}",
                on_click="ignore",
                icon=":material/download:",
            )
