"""Fields for what is part of no state: what is typed is kept for as long as the session lasts."""

import re
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from explainers.components import choice, wire
from explainers.ui.gestures import meant

T = TypeVar("T", str, int)
_WHOLE = re.compile(r"[0-9]{1,9}")


def text(key: str, label: str, first: str, most: int, *, lines: bool = False) -> str:
    """What is typed, of so many characters at the most; ``first``, before."""

    def read(sent: str) -> str | None:
        return sent if len(sent) <= most else None

    state = choice.State(_now(key, first))
    look = "lines" if lines else "line"
    _mount(key, choice.Data(first, state, (), label, look=look, most=most), first, read)
    return state.chosen


def whole(key: str, label: str, first: int, span: tuple[int, int]) -> int:
    """The whole number from 0 on that is typed; ``first``, before."""

    def read(sent: str) -> int | None:
        number = int(sent) if _WHOLE.fullmatch(sent) else -1
        return number if span[0] <= number <= span[1] else None

    now = _now(key, first)
    data = choice.Data(str(first), choice.State(str(now)), (), label, look="whole", span=span)
    _mount(key, data, first, read)
    return now


def _now(key: str, first: T) -> T:
    """What was typed since the field began with this."""
    begun, now = st.session_state.get(_kept(key), (first, first))
    return now if begun == first else first


def _mount(key: str, data: choice.Data, first: T, read: Callable[[str], T | None]) -> None:
    place = choice.keyed(key, data.look)

    def take() -> None:
        gesture = meant(st.session_state[place].get("gesture"), data.edition)
        sent = None if gesture is None else gesture.get("chosen")
        found = read(sent) if isinstance(sent, str) else None
        if gesture is not None and found is not None:
            wire.take(place, gesture)
            st.session_state[_kept(key)] = first, found

    choice.mount(place, data, on_gesture=take)


def _kept(key: str) -> str:
    return f"{key}-typed"
