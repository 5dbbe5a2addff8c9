"""State of the cheat sheet ↔ query string: ``?m=2&n=3&layout=denominator``."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias, get_args
from urllib.parse import urlencode

from explainers.core.cheatsheet import MOST
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.parts import choice, whole

Layout: TypeAlias = Literal["numerator", "denominator"]


class State(NamedTuple):
    """All that a link restores: how many outputs and inputs, and the convention looked through."""

    m: int = 2
    n: int = 3
    layout: Layout = "numerator"


PRESET = State()


def encode(state: State) -> str:
    """Query string of a state, without the question mark; ``decode`` undoes it exactly."""
    items = {"m": str(state.m), "n": str(state.n)}
    if state.layout != PRESET.layout:
        items["layout"] = state.layout
    return urlencode(items)


def decode(query: Mapping[str, str]) -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced."""
    notices: list[str] = []
    state = PRESET
    if "m" in query:
        state = state._replace(m=whole("m", query["m"], 1, MOST, state.m, notices))
    if "n" in query:
        state = state._replace(n=whole("n", query["n"], 1, MOST, state.n, notices))
    if "layout" in query:
        layout = choice("layout", query["layout"], get_args(Layout), state.layout, notices)
        state = state._replace(layout=layout)
    return Arrival(state, tuple(notices))


CODEC: Codec[State] = Codec(decode, encode)
