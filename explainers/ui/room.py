"""The page of a room: what a teacher could ask, and how a room works."""

from urllib.parse import urlencode

import streamlit as st

from explainers.components.room import Data, mount
from explainers.rooms import room
from explainers.ui.answers import waiting
from explainers.ui.rooms import asked, drawn, pending
from explainers.ui.saying import say
from explainers.ui.theme import escaped


@st.fragment
def figure() -> None:
    """The way into a room; with a link to a state, what would be asked in a new one."""
    found = asked(urlencode(st.query_params.to_dict()))
    for notice in found.notices:
        st.info(escaped(notice), icon=":material/link:")
    missing = pending(found.state)
    mount(
        "room-figure",
        Data(
            letters=room.LETTERS,
            length=room.LENGTH,
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
