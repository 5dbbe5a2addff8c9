"""Sections of the lesson on the two products: what they add up, and what they are mistaken for."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
import streamlit as st

from explainers.core import products, recipes
from explainers.lessons import words
from explainers.permalink import State
from explainers.ui import captions, session

_SLUG = "push_and_pull"


class _Settled(NamedTuple):
    """J and its two products at the state on screen, as JAX computes them."""

    jacobian: captions.Table
    push: captions.Vector
    pull: captions.Vector


def _settle(state: State) -> _Settled | None:
    """J, Jv and uᵀJ of a state; None where f or J is not finite."""
    found = products.compiled(state.entry.map)(
        jnp.asarray(state.x), jnp.asarray(state.v), jnp.asarray(state.u)
    )
    if not (np.isfinite(found.value).all() and np.isfinite(found.jacobian).all()):
        return None
    return _Settled(np.asarray(found.jacobian), np.asarray(found.push), np.asarray(found.pull))


def _say(section: str) -> None:
    st.markdown(words(_SLUG, section))


def board(lesson: str) -> None:
    """How Jv and uᵀJ come about, with the numbers on screen."""
    state = session.held(lesson).state
    st.header("Read it on the board", anchor=False)
    _say("board")
    settled = _settle(state)
    if settled is None:
        _say("undefined")
    elif state.cover:
        _say("covered")
    else:
        st.markdown(captions.pushed(state.v, settled.jacobian, settled.push))
        st.markdown(captions.pulled(state.u, settled.jacobian, settled.pull))


def mnemonic(lesson: str) -> None:
    """Which is which, and where each vector lives."""
    entry = session.held(lesson).state.entry
    st.header("Tell them apart", anchor=False)
    _say("mnemonic")
    st.markdown(captions.lengths(entry.m, entry.n))


def swapped(lesson: str) -> None:
    """What happens when v and u change places."""
    state = session.held(lesson).state
    m, n = state.entry.m, state.entry.n
    st.header("If you swap them", anchor=False)
    if m != n:
        _say("oblong")
        st.markdown(captions.refusals(m, n))
        return
    _say("square")
    settled = _settle(state)
    if settled is not None and not state.cover:
        st.markdown(captions.both_sides(state.v, state.u, settled.jacobian))
        st.markdown(captions.symmetry(state.v, settled.jacobian))


def recipe(lesson: str) -> None:
    """uᵀJ taken as a step, beside the smallest step that moves the output by u."""
    state = session.held(lesson).state
    st.header("A gradient is not a recipe", anchor=False)
    _say("recipe")
    if _settle(state) is None or state.cover:
        return
    found = recipes.compiled(state.entry.map)(jnp.asarray(state.x), jnp.asarray(state.u))
    st.markdown(captions.steps(state.u, found))
    st.markdown(captions.reach(state.u, found))
    if int(found.rank) < state.entry.m:
        _say("unreachable")
