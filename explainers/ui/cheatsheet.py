"""Sections of the cheat sheet: shapes, lines that run, mistakes and names, on one page."""

import streamlit as st

from explainers.components.cheatsheet import Data, Example, mount
from explainers.core import cheatsheet
from explainers.core import mistakes as core
from explainers.lessons import of_case, words
from explainers.lessons.cheatsheet import captions
from explainers.permalink.cheatsheet import CODEC
from explainers.ui import arrival
from explainers.ui.answers import Answers, Pending, afterwards
from explainers.ui.controls import apart
from explainers.ui.gestures import taken
from explainers.ui.saying import folded, say
from explainers.ui.session import Home

HOME = Home("cheatsheet", CODEC)


def _example(text: str) -> Example:
    return Example(tuple(map(tuple, cheatsheet.example().tolist())), text)


_EXAMPLE = Answers(_example, 1)


def figure() -> Pending | None:
    """Shapes for the reader's m and n, which mode when, and one Jacobian in two layouts."""
    key = "cheatsheet-sheet"
    held = HOME.held
    pending = _EXAMPLE.pending(cheatsheet.EXAMPLE_TEXT)
    data = Data(
        edition=held.edition,
        state=held.state,
        limits=CODEC.limits,
        shapes=cheatsheet.shapes(held.state.m, held.state.n),
        example=None if pending else _EXAMPLE.now(cheatsheet.EXAMPLE_TEXT),
    )
    mount(key, data, on_gesture=taken(HOME, key))
    return pending


def part(lesson: str, section: str) -> None:
    """A section, which other lessons link to by its name."""
    with st.container(key=f"{lesson}-{section}"):
        folded(lesson, section, anchor=section)


def mistakes(lesson: str) -> None:
    """Mistakes to read, and some to try beside what was meant."""
    with st.container(key=f"{lesson}-mistakes"), folded(lesson, "mistakes", anchor="mistakes"):
        _try(lesson)


def _try(lesson: str) -> None:
    """A mistake beside what was meant, both run."""
    with st.container(key=f"{lesson}-tried"), afterwards():
        say(lesson, "tried")
        first = next(iter(core.MISTAKES))
        titles = {slug: one.title for slug, one in core.MISTAKES.items()}
        label = words(lesson, "mistake")
        slug = apart(HOME, f"{lesson}-mistake", label, titles, first, look="pills") or first
        mistake = core.MISTAKES[slug]
        attempts = (("wrong_attempt", mistake.wrong), ("right_attempt", mistake.right))
        found = _TRIED.now(slug)
        for column, (name, attempt), outcome in zip(
            st.columns(2, gap="medium"), attempts, found, strict=True
        ):
            with column:
                st.markdown(f"**{words(lesson, name)}** {captions.given(outcome)}")
                arrival.code(core.text(attempt))
                if outcome.error:
                    arrival.code(outcome.error, None)
        if mistake.torch:
            st.markdown(words(lesson, "torch_attempt"))
            arrival.code(mistake.torch)
            arrival.code(mistake.torch_says, None)
        st.markdown(of_case(lesson, slug))


def _attempted(slug: str) -> tuple[core.Outcome, core.Outcome]:
    mistake = core.MISTAKES[slug]
    return core.tried(mistake.wrong), core.tried(mistake.right)


_TRIED = Answers(_attempted, len(core.MISTAKES))


def lines(lesson: str) -> None:
    """The same in JAX and in PyTorch, side by side."""
    with st.container(key=f"{lesson}-lines"), folded(lesson, "lines", anchor="lines"):
        st.markdown(_lines())


def _lines() -> str:
    rows = [f"| {line.task} | `{line.jax}` | `{line.torch}` |" for line in cheatsheet.ONE_LINERS]
    return "\n".join(["| task | JAX | PyTorch |", "|---|---|---|", *rows])
