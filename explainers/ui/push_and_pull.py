"""Sections of the lesson on the two products: what they add up, and what they are mistaken for."""

import numpy as np
import streamlit as st

from explainers.core.known import Known
from explainers.core.push_and_pull import verdicts
from explainers.lessons.push_and_pull import captions
from explainers.ui import controls, session
from explainers.ui.answers import Pending, together
from explainers.ui.numbers import RECIPES, SETTLED, known_at, place
from explainers.ui.saying import doubt, folded, say
from explainers.ui.stage import stage

_SLUG = "push_and_pull"


def figure(lesson: str) -> Pending | None:
    """A function, and the Stage."""
    controls.function(lesson)
    return together(stage(lesson), RECIPES.pending(place(session.home(lesson).state)))


def board(lesson: str) -> None:
    """How Jv and uᵀJ come about, with the numbers on screen."""
    state = session.home(lesson).state
    say(_SLUG, "board")
    found = _known(lesson)
    doubt(state, found)
    if not found.finite:
        say(_SLUG, "undefined")
    elif state.cover:
        say(_SLUG, "covered")
    else:
        numbers = found.numbers
        jacobian = np.asarray(numbers.jacobian)
        st.markdown(captions.pushed(state.v, jacobian, np.asarray(numbers.push)))
        st.markdown(captions.pulled(state.u, jacobian, np.asarray(numbers.pull)))


def _known(lesson: str) -> Known:
    at = place(session.home(lesson).state)
    SETTLED.now(at)
    return known_at(at)


def mnemonic(lesson: str) -> None:
    """Which is which, and where each vector lives."""
    entry = session.home(lesson).state.entry
    with folded(_SLUG, "mnemonic"):
        st.markdown(captions.lengths(entry.m, entry.n))


def swapped(lesson: str) -> None:
    """What happens when v and u change places."""
    state = session.home(lesson).state
    m, n = state.entry.m, state.entry.n
    with folded(_SLUG, "swapped"):
        if m != n:
            say(_SLUG, "oblong")
            st.markdown(captions.refusals(m, n))
            return
        say(_SLUG, "square")
        found = _known(lesson)
        if found.finite and not state.cover:
            sides = verdicts.sides(found, np.asarray(state.v), np.asarray(state.u))
            st.markdown(captions.both_sides(state.v, state.u, sides))
            st.markdown(captions.symmetry(sides))


def recipe(lesson: str) -> None:
    """uᵀJ taken as a step, beside the smallest step that moves the output by u."""
    state = session.home(lesson).state
    with folded(_SLUG, "recipe"):
        found = None if state.cover else RECIPES.now(place(state))
        if found is None:
            return
        st.markdown(captions.steps(state.u, found))
        st.markdown(captions.reach(state.u, found, state.entry.n))
        if found.rank < state.entry.m:
            say(_SLUG, "unreachable")
