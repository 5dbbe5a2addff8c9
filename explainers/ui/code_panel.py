"""The code of what is on screen, ready to paste or to download."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from explainers.core.functions import is_typed
from explainers.core.programs import products
from explainers.lessons.captions import code
from explainers.permalink import State
from explainers.ui import session
from explainers.ui.controls import offered
from explainers.ui.saying import folded
from explainers.ui.theme import quiet

NAMES = {"jax": "JAX", "torch": "PyTorch", "module": "PyTorch, a model", "numpy": "NumPy"}
"""Libraries, and ways to use them, by the short names that files and keys have."""


def _file(state: State) -> str:
    return "typed" if is_typed(state.slug) else state.slug


def panel(lesson: str, said: str, programs: Mapping[str, str], file: str) -> None:
    """A whole program for the library that is chosen, under a sentence about all of them.

    ``programs`` has one by the short name of each library.
    """
    with folded(lesson, "code", quiet(said)):
        chosen = st.segmented_control(
            "Library",
            list(programs),
            default=next(iter(programs)),
            format_func=NAMES.__getitem__,
            required=True,
            key=f"{lesson}-code",
            persist_state="session",
            label_visibility="collapsed",
        )
        short = offered(chosen, programs) or next(iter(programs))
        st.code(programs[short], language="python")
        # Made on demand: the address of a file that lies ready is dead after the next run,
        # and a browser that is a run behind would ask for it.
        st.download_button(
            f"Download for {NAMES[short]}",
            partial(str, programs[short]),
            file_name=f"{file}_{short}.py",
            mime="text/x-python",
            key=f"{lesson}-download-{short}",
            on_click="ignore",
            icon=":material/download:",
        )


def code_panel(lesson: str) -> None:
    """The settled state of a lesson on a function as a program in each library."""
    state = session.home(lesson).state
    programs = products(state.entry, state.x, state.v, state.u)
    said = code(state.entry.title, state.x, state.v, state.u)
    panel(lesson, said, programs._asdict(), _file(state))
