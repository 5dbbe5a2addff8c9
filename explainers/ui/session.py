"""The one home of a lesson's state: widgets, components and the address are views of it.

Whoever changes the state from outside the Stage takes a new *edition* of it, so that
the Stage knows to follow, and a gesture made on an older edition is not taken for news.
"""

import secrets
from typing import NamedTuple, cast

import streamlit as st

from explainers.permalink import State, decode, encode

_SHARED = "lessons"


class Held(NamedTuple):
    """What a session remembers of a state."""

    state: State
    edition: str
    notices: tuple[str, ...]


def _slot(lesson: str) -> str:
    return f"held-{lesson if lesson == 'home' else _SHARED}"


def _store(lesson: str, state: State, edition: str, notices: tuple[str, ...] = ()) -> None:
    st.session_state[_slot(lesson)] = Held(state, edition, notices)


def arrive(lesson: str, usual: str) -> None:
    """Take the state from the link when the reader comes to a page, and only then.

    Without a link, what the reader last did on another lesson comes along; the home
    page keeps a state of its own. ``usual`` is the function shown to a first visitor.
    """
    here = st.session_state.get("lesson") == lesson
    st.session_state["lesson"] = lesson
    if here and _slot(lesson) in st.session_state:
        return
    query = st.query_params.to_dict()
    if query or _slot(lesson) not in st.session_state:
        arrival = decode(query, usual)
        _store(lesson, arrival.state, secrets.token_hex(4), arrival.notices)
    else:
        follow(lesson, held(lesson).state)


def held(lesson: str) -> Held:
    """State, edition and notices of a lesson that has been arrived at."""
    return cast(Held, st.session_state[_slot(lesson)])


def change(lesson: str, state: State) -> None:
    """Set the state from outside the Stage, which will follow."""
    _store(lesson, state, secrets.token_hex(4))


def follow(lesson: str, state: State) -> None:
    """Take over what the Stage already shows."""
    _store(lesson, state, held(lesson).edition)


def query(lesson: str) -> str:
    """Query string that restores the present state of a lesson."""
    return encode(held(lesson).state)
