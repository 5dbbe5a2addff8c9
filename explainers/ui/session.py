"""The one home of a lesson's state: widgets, components and the address are views of it.

Lessons about one function have function, point and vectors in common, held once; what is a
lesson's own is kept apart. Whoever changes the state from outside its figure takes a new
*edition* of it, so that the figure knows to follow, and a gesture made on an older edition is
not taken for news.
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar, cast

import streamlit as st

from explainers.components import wire
from explainers.permalink import Codec, State, classroom, functions
from explainers.permalink.codec import Asked, Named
from explainers.permalink.functions import Shared, brought, given
from explainers.permalink.pages import CODECS

S = TypeVar("S", bound=NamedTuple)

_SHARED = "held-function"
_CLASSROOM = "held-classroom"
_VISIT = "visit"


class Held(NamedTuple, Generic[S]):
    """What a session remembers of a lesson: its own, beside what is in common."""

    make: Callable[..., S]
    own: dict[str, Any]
    shared: dict[str, Any]
    """Function, point and vectors, as the lesson last saw them."""
    edition: str
    notices: tuple[str, ...]
    asked: Asked | None = None
    """What the reader was asked about the link, and has not answered."""
    at_hand: tuple[object, ...] = ()
    """What keeps at hand what the state is about."""

    @property
    def state(self) -> S:
        """The state at hand."""
        return self.make(**self.shared | self.own)


class Home(Generic[S]):
    """Where the state of one lesson lives, for the reader of the present session.

    ``shares`` says whether function, point and vectors are those of the other lessons.
    """

    def __init__(self, slot: str, codec: Codec[S], shares: bool = False) -> None:
        self.codec = codec
        self._slot = f"held-{slot}"
        self._shares = shares

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
        sent = st.query_params.to_dict()
        page, told = classroom.read(sent, self.codec)
        st.session_state[_CLASSROOM] = page
        wire.lock(self.codec.locked(page.lock))
        _, query = classroom.parted(sent)
        if query:
            state, notices = self.codec.decode(query)
            asked = self.codec.asked(query)
            self._store(state, _edition(), (*told, *notices), asked)
        elif self._slot not in st.session_state:
            self._store(self._brought(self.codec.first), _edition(), told)
        else:
            state = self._brought(self.state)
            self._store(state, self.held.edition if state == self.state else _edition(), told)

    def begin(self, state: S) -> None:
        """Be where no link has led: at a state that this session alone has."""
        self._store(state, _edition())

    def answer(self, query: Mapping[str, str]) -> None:
        """Take the link as the reader says that it is meant."""
        state, notices = self.codec.decode(query)
        self._store(state, _edition(), notices)

    def change(self, state: S) -> None:
        """Set the state from outside the figure, which will follow."""
        self._store(self._free(state), _edition(), asked=self.held.asked)

    def pick(self, subject: Named) -> None:
        """Turn to something else, as it is first met here, if it is not locked."""
        if not locks("function"):
            self._store(self.codec.met(self.state, subject), _edition())

    def follow(self, state: S) -> None:
        """Take over what the figure already shows; where that is nothing new, notices stay."""
        state = self._free(state)
        if state == self.state:
            return
        self._store(state, self.held.edition, asked=self.held.asked)

    def query(self) -> str:
        """Query string that restores the present state; a question stays until it is answered."""
        query = self.codec.encode(self.state)
        asked = self.held.asked
        return query if asked is None or query != asked.usual else asked.query

    def _free(self, state: S) -> S:
        """A state that is asked for, but for what the link has locked."""
        now = self.state._asdict()
        return state._replace(**{name: now[name] for name in wire.locked() if name in now})

    def _brought(self, own: S) -> S:
        shared = cast(Shared | None, st.session_state.get(_SHARED))
        return brought(self.codec, own, shared) if self._shares and shared else own

    def _store(
        self,
        state: S,
        edition: str,
        notices: tuple[str, ...] = (),
        asked: Asked | None = None,
    ) -> None:
        shared: dict[str, Any] = {}
        if self._shares:
            common = given(self.codec, state, st.session_state.get(_SHARED))
            st.session_state[_SHARED] = common
            shared = common.of(state)
        own = {k: part for k, part in state._asdict().items() if shared.get(k, ...) != part}
        at_hand = self.codec.held(state)
        st.session_state[self._slot] = Held(
            type(state), own, shared, edition, notices, asked, at_hand
        )


def at_hand() -> classroom.State:
    """What the link by which the reader came says of the page."""
    return st.session_state.get(_CLASSROOM, classroom.State())


def locks(part: str) -> bool:
    """Whether that link keeps the function or the point as it is."""
    return part in at_hand().lock


def alone(slug: str) -> None:
    """Be on a page of which no lesson's link says anything; to come to it is a visit."""
    if st.session_state.get("lesson") != slug:
        st.session_state["lesson"] = slug
        st.session_state[_VISIT] = secrets.token_hex(4)
    st.session_state[_CLASSROOM] = classroom.State()
    wire.lock(())


def visit() -> str:
    """Another text each time that such a page is come to."""
    return st.session_state[_VISIT]


def _edition() -> str:
    return secrets.token_hex(4)


_FUNCTIONS: dict[str, Home[State]] = {"home": Home("home", CODECS["home"])}
_COMMON = Home("lessons", functions.CODEC, shares=True)


def home(lesson: str) -> Home[State]:
    """Home of the state of a lesson whose figure is the Stage, or that has none of its own."""
    return _FUNCTIONS.get(lesson, _COMMON)
