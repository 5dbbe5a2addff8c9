"""Sections of the cheat sheet: shapes, lines that run, mistakes and names, on one page."""

import streamlit as st

from explainers.components.cheatsheet import Data, Lens, mount
from explainers.core import cheatsheet
from explainers.permalink.cheatsheet import CODEC
from explainers.ui.answers import Answers, Pending
from explainers.ui.gestures import taken
from explainers.ui.saying import say
from explainers.ui.session import Home

HOME = Home("cheatsheet", CODEC)


def _lens(text: str) -> Lens:
    return Lens(tuple(map(tuple, cheatsheet.lens().tolist())), text)


_LENS = Answers(_lens, 1)


def figure() -> Pending | None:
    """Shapes for the reader's m and n, which mode when, and one Jacobian in two layouts."""
    key = "cheatsheet-sheet"
    held = HOME.held
    pending = _LENS.pending(cheatsheet.LENS_TEXT)
    data = Data(
        edition=held.edition,
        state=held.state,
        limits=CODEC.limits,
        shapes=cheatsheet.shapes(held.state.m, held.state.n),
        lens=None if pending else _LENS.now(cheatsheet.LENS_TEXT),
    )
    mount(key, data, on_gesture=taken(HOME, key))
    return pending


def part(lesson: str, section: str) -> None:
    """A section, which other lessons link to by its name."""
    with st.container(key=f"{lesson}-{section}"):
        say(lesson, section, anchor=section)


def lines(lesson: str) -> None:
    """The same in JAX and in PyTorch, side by side."""
    with st.container(key=f"{lesson}-lines"):
        say(lesson, "lines", anchor="lines")
        st.markdown(_lines())


def _lines() -> str:
    rows = [f"| {line.task} | `{line.jax}` | `{line.torch}` |" for line in cheatsheet.ONE_LINERS]
    return "\n".join(["| | JAX | PyTorch |", "|---|---|---|", *rows])
