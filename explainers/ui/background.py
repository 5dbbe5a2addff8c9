"""What must be compiled before it can be shown: started beside the sessions, and waited for."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import lru_cache

import streamlit as st

from explainers.core.catalog import Entry
from explainers.core.expression import in_turn
from explainers.ui.theme import muted

KEPT = 96
"""How many preparations are remembered; the least recently used goes first."""
PATIENCE = 0.2
"""Seconds that a page waits before it goes on without."""
_LOOK_AGAIN = 0.5


@lru_cache(maxsize=KEPT)
def preparing(prepare: Callable[[Entry], object], entry: Entry) -> Future[object]:
    """The preparation of a function, under way or done; the first call starts it.

    ``prepare`` is a function of a module, which compiles what a lesson needs.
    """
    return in_turn(lambda: prepare(entry))


def prepared(prepare: Callable[[Entry], object], entry: Entry) -> bool:
    """Whether a preparation is done, after a moment's patience."""
    work = preparing(prepare, entry)
    wait([work], PATIENCE)
    return work.done()


def watch(prepare: Callable[[Entry], object], entry: Entry) -> None:
    """Say that JAX is compiling, and draw the page anew when it has ended."""
    _watch(prepare, entry)


@st.fragment(run_every=_LOOK_AGAIN)
def _watch(prepare: Callable[[Entry], object], entry: Entry) -> None:
    if preparing(prepare, entry).done():
        st.rerun()
    muted("JAX is still compiling this function. You may go on: what moves is replayed meanwhile.")
