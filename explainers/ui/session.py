"""The one home of a lesson's state: widgets, components and the address are views of it.

Whoever changes the state from outside its figure takes a new *edition* of it, so that
the figure knows to follow, and a gesture made on an older edition is not taken for news.
"""

import secrets
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar, cast

import streamlit as st

from explainers.core.catalog import Entry
from explainers.permalink import Codec, State
from explainers.permalink.functions import codec

S = TypeVar("S")


class Held(NamedTuple, Generic[S]):
    """What a session remembers of a state."""

    state: S
    edition: str
    notices: tuple[str, ...]


class Along(NamedTuple, Generic[S]):
    """How a lesson with a state of its own shares function and point with the others.

    ``take`` brings into its own state, as it was left, what the reader last looked at
    elsewhere; ``give`` brings what it shows into the state that the others share.
    """

    take: Callable[[S, State], S]
    give: Callable[[S, State], State]


class Home(Generic[S]):
    """Where the state of one lesson lives, for the reader of the present session."""

    def __init__(self, slot: str, codec: Codec[S], along: Along[S] | None = None) -> None:
        self.codec = codec
        self._slot = f"held-{slot}"
        self._along = along

    @property
    def held(self) -> Held[S]:
        """State, edition and notices, once the lesson has been arrived at."""
        return cast(Held[S], st.session_state[self._slot])

    @property
    def state(self) -> S:
        """The state at hand."""
        return self.held.state

    def arrive(self, lesson: str) -> None:
        """Take the state from the link when the reader comes to a page, and only then.

        Without a link, what the reader last did comes along.
        """
        here = st.session_state.get("lesson") == lesson
        st.session_state["lesson"] = lesson
        if here and self._slot in st.session_state:
            return
        query = st.query_params.to_dict()
        if query or self._slot not in st.session_state:
            arrival = self.codec.decode(query)
            state = arrival.state if query else self._brought(arrival.state)
            self._store(state, secrets.token_hex(4), arrival.notices)
        else:
            brought = self._brought(self.state)
            same = brought == self.state
            self._store(brought, self.held.edition if same else secrets.token_hex(4))

    def change(self, state: S) -> None:
        """Set the state from outside the figure, which will follow."""
        self._store(state, secrets.token_hex(4))

    def pick(self, entry: Entry) -> None:
        """Turn to another function, as it is first met here."""
        if self.codec.met is None:
            raise ValueError(f"entry: no function is picked in the lesson of {self._slot}")
        self.change(self.codec.met(self.state, entry))

    def follow(self, state: S) -> None:
        """Take over what the figure already shows."""
        self._store(state, self.held.edition)

    def query(self) -> str:
        """Query string that restores the present state."""
        return self.codec.encode(self.state)

    def covered_query(self) -> str | None:
        """Query string of the present state with its results covered, if they can be."""
        covered = self.codec.covered
        return None if covered is None else self.codec.encode(covered(self.state))

    def _brought(self, own: S) -> S:
        shared = cast(Held[State] | None, st.session_state.get(f"held-{SHARED}"))
        if self._along is None or shared is None:
            return own
        return self._along.take(own, shared.state)

    def _store(self, state: S, edition: str, notices: tuple[str, ...] = ()) -> None:
        st.session_state[self._slot] = Held(state, edition, notices)
        if self._along is None:
            return
        shared = cast(Held[State] | None, st.session_state.get(f"held-{SHARED}"))
        base = shared.state if shared else codec("seed").decode({}).state
        given = self._along.give(state, base)
        st.session_state[f"held-{SHARED}"] = Held(given, secrets.token_hex(4), ())


SHARED = "lessons"
"""Where the lessons on a function of the catalogue keep their common state."""

_FUNCTIONS = {"home": Home("home", codec("arm"))}
_COMMON = Home(SHARED, codec("seed"))


def home(lesson: str) -> Home[State]:
    """Home of the state of a lesson that shares function, point and vectors with others."""
    return _FUNCTIONS.get(lesson, _COMMON)


def held(lesson: str) -> Held[State]:
    """State, edition and notices of a lesson on a function, once it was arrived at."""
    return home(lesson).held


def change(lesson: str, state: State) -> None:
    """Set the state of a lesson on a function from outside its figure."""
    home(lesson).change(state)


def follow(lesson: str, state: State) -> None:
    """Take over what the figure of a lesson on a function already shows."""
    home(lesson).follow(state)
