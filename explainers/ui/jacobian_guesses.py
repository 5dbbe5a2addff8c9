"""Guesses which entry of J is farthest from 0: how long each stays, and what is marked of it."""

from typing import NamedTuple

import numpy as np
import streamlit as st

from explainers.core.jacobian.verdicts import Place, farthest
from explainers.core.known import Known
from explainers.permalink import State


class Guess(NamedTuple):
    """Which entry of a function's J is guessed to be farthest from 0, if one is."""

    slug: str
    at: Place | None = None
    shown: tuple[float, ...] | None = None
    """The x at which the numbers were uncovered; None while they are covered."""

    def is_told(self, state: State) -> bool:
        """Whether it is said what became of it: where x is that at which it was checked."""
        return self.shown == state.x


class Marks(NamedTuple):
    """What is marked in the table: the entry that was guessed, and those that are farthest."""

    guess: Place | None
    truths: tuple[Place, ...]


UNMARKED = Marks(None, ())


def guessed(lesson: str, state: State) -> Guess:
    """The guess at hand: it stays until the table is covered anew or is about another function."""
    kept: Guess = st.session_state.get(f"{lesson}-guess", Guess(state.slug))
    if kept.slug == state.slug and (kept.shown is None) == state.cover:
        return kept
    return keep(lesson, Guess(state.slug))


def keep(lesson: str, guess: Guess) -> Guess:
    """Remember a guess; gives it."""
    st.session_state[f"{lesson}-guess"] = guess
    return guess


def counted(lesson: str) -> None:
    """Count a guess that is checked, which the browser hears of (``below.share``)."""
    st.session_state[f"{lesson}-guesses"] = st.session_state.get(f"{lesson}-guesses", 0) + 1


def marks(guess: Guess, state: State, found: Known) -> Marks:
    """The guess, which stays, and beside it what it is held against where it is told."""
    if guess.at is None:
        return UNMARKED
    compared = guess.is_told(state) and np.isfinite(found.numbers.jacobian[guess.at])
    return Marks(guess.at, farthest(found) if compared else ())
