"""A room: what is asked in it, by the link of a state, and its page.

What is asked is drawn and computed before anybody is asked.
"""

from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

import numpy as np
import streamlit as st

from explainers.components.room import Data, Question, mount
from explainers.components.wire import Numbers, encoded, entry
from explainers.lessons import words as told
from explainers.permalink import State
from explainers.permalink.functions import CODEC
from explainers.rooms import room as rooms
from explainers.ui.answers import Pending, waiting
from explainers.ui.numbers import SETTLED, place, tape_of
from explainers.ui.saying import say
from explainers.ui.theme import escaped

SLUG = "room"
LONGEST = 1500
"""Characters of a link."""


class Refused(ValueError):
    """Why a link cannot be asked about; the message is for the teacher."""


class Asked(NamedTuple):
    """A state that a class is asked about, by the query of its link."""

    query: str
    state: State
    notices: tuple[str, ...]

    @property
    def kind(self) -> rooms.Kind:
        """What the link shows alone; a push where it shows both."""
        return "pull" if self.state.mode == "pull" else "push"


def asked(query: str) -> Asked:
    """The state that a link means, with a notice for each part that it cannot mean."""
    found = CODEC.decode(dict(parse_qsl(query)))
    return Asked(CODEC.encode(found.state), found.state, found.notices)


def pending(state: State) -> Pending | None:
    """What JAX has still to answer before the question can be drawn."""
    return SETTLED.pending(place(state))


def drawn(state: State, kind: rooms.Kind) -> Question | None:
    """The question as figures draw it, once JAX has answered; None where f or J is not finite."""
    found = SETTLED.wait(place(state))
    if not all(np.isfinite(part).all() for part in found._replace(moved=0.0)):
        return None
    return Question(
        kind=kind,
        title=state.entry.title,
        entry=entry(state.entry),
        tape=tape_of(state.entry),
        x=state.x,
        v=state.v,
        u=state.u,
        inputs=state.inputs,
        outputs=state.outputs,
        numbers=Numbers(found),
    )


def question(query: str, kind: rooms.Kind) -> rooms.Question:
    """The question of a link. Raises Refused, with words for the teacher."""
    if len(query) > LONGEST:
        raise Refused(told(SLUG, "too-long"))
    found = asked(query)
    if found.notices:
        raise Refused(" ".join(found.notices))
    shown = drawn(found.state, kind)
    if shown is None:
        raise Refused(told(SLUG, "not-finite"))
    a, b = shown.outputs if kind == "push" else shown.inputs
    as_json: dict[str, Any] = encoded(shown)
    return rooms.Question(kind, 1 if a == b else 2, as_json)


# On the page ----------------------------------------------------------------------------------


@st.fragment
def figure() -> None:
    """The way into a room; with a link to a state, what would be asked in a new one."""
    found = asked(urlencode(st.query_params.to_dict()))
    for notice in found.notices:
        st.info(escaped(notice), icon=":material/link:")
    missing = pending(found.state)
    mount(
        f"{SLUG}-figure",
        Data(
            letters=rooms.LETTERS,
            length=rooms.LENGTH,
            kind=found.kind,
            query=found.query,
            title=found.state.entry.title,
            question=None if missing else drawn(found.state, found.kind),
        ),
    )
    with waiting():
        if missing is not None:
            raise missing


def words(slug: str) -> None:
    """How it works, and what is kept."""
    say(slug, "use")
    say(slug, "kept")
