"""Sections of the lesson on the two products: what they add up, and what they are mistaken for."""

import numpy as np
import streamlit as st

from explainers.lessons.push_and_pull import captions
from explainers.ui import controls, session
from explainers.ui.answers import Pending, together
from explainers.ui.numbers import RECIPES, SETTLED, are_finite, place
from explainers.ui.saying import say
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
    numbers = SETTLED.now(place(state))
    if not are_finite(numbers):
        say(_SLUG, "undefined")
    elif state.cover:
        say(_SLUG, "covered")
    else:
        jacobian = np.asarray(numbers.jacobian)
        st.markdown(captions.pushed(state.v, jacobian, np.asarray(numbers.push)))
        st.markdown(captions.pulled(state.u, jacobian, np.asarray(numbers.pull)))


def mnemonic(lesson: str) -> None:
    """Which is which, and where each vector lives."""
    entry = session.home(lesson).state.entry
    say(_SLUG, "mnemonic")
    st.markdown(captions.lengths(entry.m, entry.n))


def swapped(lesson: str) -> None:
    """What happens when v and u change places."""
    state = session.home(lesson).state
    m, n = state.entry.m, state.entry.n
    say(_SLUG, "swapped")
    if m != n:
        say(_SLUG, "oblong")
        st.markdown(captions.refusals(m, n))
        return
    say(_SLUG, "square")
    numbers = SETTLED.now(place(state))
    if are_finite(numbers) and not state.cover:
        jacobian = np.asarray(numbers.jacobian)
        st.markdown(captions.both_sides(state.v, state.u, jacobian))
        st.markdown(captions.symmetry(state.v, jacobian))


def recipe(lesson: str) -> None:
    """uᵀJ taken as a step, beside the smallest step that moves the output by u."""
    state = session.home(lesson).state
    say(_SLUG, "recipe")
    if state.cover or not are_finite(SETTLED.now(place(state))):
        return
    found = RECIPES.now(place(state))
    st.markdown(captions.steps(state.u, found))
    st.markdown(captions.reach(state.u, found))
    if int(found.rank) < state.entry.m:
        say(_SLUG, "unreachable")
