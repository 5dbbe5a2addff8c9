"""What stands below a figure: the link that restores it, and then what is said about it."""

import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import partial, wraps
from typing import Any, cast
from urllib.parse import urlencode

import streamlit as st

from explainers.components.link import Data, mount
from explainers.lessons import Lesson
from explainers.permalink import State, practice
from explainers.ui import ahead, arrival, for_class, lecture, session
from explainers.ui.answers import Pending, afterwards, has_typed, watch
from explainers.ui.compiling import SCHEDULER
from explainers.ui.session import Home
from explainers.ui.turns import TURNS, Part

DRAWING = 0.06
"""Seconds in which a browser draws a figure's answer to a gesture."""
_HURRIED = "figure-hurried"
_TABLES = {"jacobian": "ask=cell"}
"""Where the figure is the table of J, a class is asked for an entry."""


def below(
    page: Lesson,
    figure: Callable[[], Pending | None],
    home: Home[Any] | None = None,
    story: Callable[[], None] | None = None,
    after: Callable[[], None] | None = None,
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Turn the words about a figure into a fragment: figure, link, story, and then the words.

    ``figure`` gives what it still waits for, and the words wait with it; the story, and what
    comes ``after`` the words, need no numbers and do not.
    """

    def fragment(words: Callable[[], None]) -> Callable[[], None]:
        @st.fragment
        @wraps(words)
        def explorer() -> None:
            SCHEDULER.touch()
            if arrival.returns(page.slug):
                st.rerun(scope="app")
            with TURNS.turn(_part((home or session.home(page.slug)).state)):
                with st.container(key="frame-figure"):
                    _ask()
                    pending = figure()
                share(page.slug, home)
                if story is not None:
                    story()
            _breathe()
            told = nullcontext()
            if after is not None:
                told = st.container()
                with TURNS.turn(Part.WORDS):
                    after()
            with told:
                if pending is not None:
                    watch(pending)
                else:
                    with afterwards(), TURNS.turn(Part.WORDS):
                        words()
            if pending is None:  # or it may still have to be drawn
                arrival.leave(page.slug)

        return explorer

    return fragment


def _part(state: object) -> Part:
    if arrival.is_drawn():
        return Part.FIGURE
    return Part.TYPED if has_typed(state) else Part.ARRIVAL


def _ask() -> None:
    """The question of the teacher whose link it is: plain text, in which no mark means anything."""
    question = session.at_hand().ask
    if question:
        with st.container(key="frame-question"):
            st.text(question)


def share(lesson: str, home: Home[Any] | None = None) -> None:
    """Keep the address in step with the state of a lesson, and offer its link."""
    place = home or session.home(lesson)
    asks = _asks(lesson, place)
    guesses = st.session_state.get(f"{lesson}-guesses", 0)
    mount(
        _shared(lesson),
        Data(place.query(), guesses, asks, lecture.place(lesson), lecture.query(lesson)),
        on_gesture=partial(_heard, lesson),
    )
    for_class.offer(lesson, place, asks)
    lecture.turn(lesson)


def _shared(lesson: str) -> str:
    return f"{lesson}-share"


def _heard(lesson: str) -> None:
    """Note what was asked for beside the link."""
    sent: object = st.session_state[_shared(lesson)].get("gesture")
    if isinstance(sent, Mapping):
        message = cast("Mapping[str, object]", sent)
        lecture.turned(message.get("turn"))
        lecture.resumed(lesson, message.get("lecture"), message.get("place"))
        if "asked" in message:
            for_class.asked()


def _asks(lesson: str, place: Home[Any]) -> str:
    """What a room begins with: the state that is shown, or else what the lesson asks."""
    if isinstance(place.state, practice.State):
        slug, seed, *_ = place.state
        return urlencode({"ask": f"{lesson}/{slug}", "seed": seed})
    if not isinstance(place.state, State):
        at = {"at": f"{lesson}?{place.query()}"} if place.query() else {}
        return urlencode({"ask": lesson, **at})
    query = place.query()
    return "&".join(filter(None, (query, _TABLES.get(lesson, ""))))


def hurry() -> None:
    """Do not rest in this run: a hand that moves waits for its end."""
    st.session_state[_HURRIED] = True


def _breathe() -> None:
    """Let the browser draw what was sent, before more of the page comes.

    Streamlit sends while a script rests; without a rest the browser would be busy with
    captions and code when the figure's numbers arrive.
    """
    if st.session_state.pop(_HURRIED, False):
        return
    time.sleep(DRAWING)
    if arrival.is_drawn():
        ahead.start()
