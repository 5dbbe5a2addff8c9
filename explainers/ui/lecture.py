"""A lecture: its page, and the way from one of its states to the next.

The list lives in the session; the address of its page holds it, too.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn, cast

import streamlit as st

from explainers.components.lecture import Data, mount
from explainers.components.lecture import Stop as Row
from explainers.lessons import lesson
from explainers.lessons import words as told
from explainers.permalink import lecture
from explainers.permalink.fields import valid_whole
from explainers.permalink.lecture import LARGEST, Stop
from explainers.ui import session
from explainers.ui.saying import say

SLUG = "lecture"
_HELD, _AT, _TURN = (f"{SLUG}-{name}" for name in ("held", "at", "turn"))
_VISIT = f"{SLUG}-visit"
_LIST, _TYPED = f"{SLUG}-list", f"{SLUG}-typed"


class Held(NamedTuple):
    """What a session has of a lecture."""

    stops: tuple[Stop, ...] = ()
    problems: tuple[str, ...] = ()
    heard: int = 0
    """The number of the last thing that hands did."""


def held() -> Held:
    """The lecture of this session."""
    return st.session_state.get(_HELD, Held())


def _hold(stops: tuple[Stop, ...], problems: tuple[str, ...] = (), heard: int = 0) -> None:
    st.session_state[_HELD] = Held(stops, problems, heard or held().heard)


def arrive() -> None:
    """Take the lecture that the address holds when the reader comes to the page, and only then."""
    here, st.session_state[_VISIT] = st.session_state.get(_VISIT), session.visit()
    texts = st.query_params.get_all(lecture.NAME)
    if texts and here != session.visit():
        _hold(*lecture.read(texts))


# On its page ----------------------------------------------------------------------------------


@st.fragment
def figure(slug: str) -> None:
    """The list, what adds to it, and what is done with it."""
    arrive()
    now = held()
    rows = tuple(Row(lesson(stop.page).title, stop.ask, stop.link) for stop in now.stops)
    query = lecture.address(now.stops)
    problems = now.problems if query or not rows else (*now.problems, told(slug, "too-long"))
    mount(_LIST, Data(now.heard, rows, problems, query), on_gesture=_heard)
    st.text_area(told(slug, "links"), key=_TYPED, max_chars=LARGEST, height=110)
    with st.container(horizontal=True):
        st.button(told(slug, "add"), on_click=_add, icon=":material/add:")
        st.download_button(
            told(slug, "save"),
            lecture.written(now.stops),
            file_name="lecture.json",
            mime="application/json",
            on_click="ignore",
            disabled=not now.stops,
            icon=":material/download:",
        )
        begins = st.button(
            told(slug, "show"),
            type="primary",
            disabled=not now.stops,
            icon=":material/play_arrow:",
        )
    if begins and now.stops:
        _go(0)


def words(slug: str) -> None:
    """How it is kept, and how it is shown."""
    say(slug, "keep")
    say(slug, "use")


def _add() -> None:
    now = held().stops
    lines = st.session_state[_TYPED].splitlines()
    found = lecture.read(lines, st.context.url or "", lecture.MOST - len(now))
    _hold(now + found.stops, found.problems)


def _heard() -> None:
    """Take an order of the list, a state that is to go, or a file."""
    sent: object = st.session_state[_LIST].get("gesture")
    if not isinstance(sent, Mapping):
        return
    message = cast("Mapping[str, Any]", sent)
    number, text = message.get("sent"), message.get("file")
    if not valid_whole(number, 1, 2**53):
        return
    if isinstance(text, str):
        found = lecture.from_file(text)
        _hold(found.stops or held().stops, found.problems, cast(int, number))
    else:
        gone, order = message.get("remove"), message.get("order")
        _hold(ordered(without(held().stops, gone), order), (), cast(int, number))


def without(stops: tuple[Stop, ...], gone: object) -> tuple[Stop, ...]:
    """States but for the first of this link."""
    at = next((at for at, stop in enumerate(stops) if stop.link == gone), len(stops))
    return stops[:at] + stops[at + 1 :]


def ordered(stops: tuple[Stop, ...], order: object) -> tuple[Stop, ...]:
    """States in the order of their links, and then those that it does not name.

    What names others is no order of these, and changes nothing.
    """
    if not isinstance(order, list):
        return stops
    links = [link for link in cast("list[object]", order) if isinstance(link, str)]
    known = {stop.link: stop for stop in stops}
    rest = Counter(stop.link for stop in stops)
    if len(links) != len(order) or not Counter(links) <= rest:
        return stops
    rest.subtract(links)
    return tuple(known[link] for link in (*links, *rest.elements()))


# While it is shown ----------------------------------------------------------------------------


def place(page: str) -> tuple[int, int] | None:
    """Which state of how many is shown, from 1, on a page that shows one."""
    at, stops = st.session_state.get(_AT), held().stops
    if at is None or at >= len(stops) or stops[at].page != page:
        return None
    return at + 1, len(stops)


def query(page: str) -> str:
    """What holds the lecture that a page shows a state of; a browser keeps it over a reload."""
    kept = lecture.encode(held().stops) if place(page) else ""
    return kept if len(kept) <= lecture.LARGEST else ""


def resumed(page: str, kept: object, at: object) -> None:
    """Take up a lecture that a browser has kept, at the state that its page shows.

    Only a session that has had none does.
    """
    if _HELD in st.session_state or not isinstance(kept, str) or len(kept) > lecture.LARGEST:
        return
    stops = lecture.decode(kept).stops
    if valid_whole(at, 1, len(stops)) and stops[cast(int, at) - 1].page == page:
        _hold(stops)
        st.session_state[_AT] = cast(int, at) - 1


def turned(by: object) -> None:
    """Note that the next state is wanted, or the one before."""
    if turns(by):
        st.session_state[_TURN] = by


def turns(by: object) -> bool:
    """Whether a browser asks for one step, on or back."""
    return valid_whole(by, -1, 1) and by != 0


def turn(page: str) -> None:
    """Go where it was asked to go, if there is such a state."""
    by, shown = st.session_state.pop(_TURN, 0), place(page)
    if by and shown and 1 <= shown[0] + by <= shown[1]:
        _go(shown[0] - 1 + by)


def _go(at: int) -> NoReturn:
    stop = held().stops[at]
    st.session_state[_AT] = at
    st.session_state.pop("lesson", None)  # the page takes its link, though it is open already
    query = {**lecture.parsed(stop.query), "present": "1"}
    st.switch_page(lesson(stop.page).page, query_params=query)
