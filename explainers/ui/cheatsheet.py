"""Sections of the cheat sheet: shapes, lines that run, mistakes and names, on one page."""

from collections.abc import Mapping
from typing import Any, get_args

import numpy as np
import streamlit as st

from explainers.components import cheatsheet as component
from explainers.core import cheatsheet
from explainers.lessons import words
from explainers.permalink.cheatsheet import CODEC, Layout, State
from explainers.ui.answers import Answers, Pending
from explainers.ui.gestures import taken
from explainers.ui.session import Home

HOME = Home("cheatsheet", CODEC)


def _count(number: object) -> bool:
    if not isinstance(number, int) or isinstance(number, bool):
        return False
    return 1 <= number <= cheatsheet.MOST


def read(gesture: Mapping[str, Any], state: State) -> State | None:
    """State that a gesture asks for, or None if it is malformed."""
    m, n, layout = (gesture.get(name) for name in ("m", "n", "layout"))
    if not (_count(m) and _count(n) and layout in get_args(Layout)):
        return None
    return state._replace(m=m, n=n, layout=layout)


def _lens(_: str) -> np.ndarray:
    return cheatsheet.lens()


_LENS = Answers(_lens, 1)


def figure() -> Pending | None:
    """Shapes for the reader's m and n, which mode when, and one Jacobian in two layouts."""
    key = "cheatsheet-sheet"
    held = HOME.held
    pending = _LENS.pending(key)
    if pending is not None:
        return pending
    component.sheet(
        key=key,
        edition=held.edition,
        state=held.state._asdict(),
        shapes=cheatsheet.shapes(held.state.m, held.state.n),
        lens=_LENS.now(key),
        on_gesture=taken(HOME, key, read),
    )
    return None


def mnemonic(lesson: str) -> None:
    """Which is which, and what the mnemonic does not say."""
    with st.container(key=f"{lesson}-mnemonic"):
        st.markdown(words(lesson, "mnemonic"))


def lines(lesson: str) -> None:
    """The same in JAX and in PyTorch, side by side."""
    with st.container(key=f"{lesson}-lines"):
        st.header("Lines that run", anchor="lines")
        st.markdown(words(lesson, "lines"))
        st.markdown(_lines())


def _lines() -> str:
    rows = [f"| {line.task} | `{line.jax}` | `{line.torch}` |" for line in cheatsheet.ONE_LINERS]
    return "\n".join(["| | JAX | PyTorch |", "|---|---|---|", *rows])


def mistakes(lesson: str) -> None:
    """Mistakes that have been seen."""
    with st.container(key=f"{lesson}-mistakes"):
        st.header("Mistakes seen in the wild", anchor="mistakes")
        st.markdown(words(lesson, "mistakes"))


def glossary(lesson: str) -> None:
    """Names of things; each has an anchor that other lessons link to."""
    with st.container(key=f"{lesson}-glossary"):
        st.header("Glossary", anchor="glossary")
        st.markdown(words(lesson, "glossary"))
