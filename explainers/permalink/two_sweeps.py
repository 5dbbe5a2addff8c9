"""State of the lesson on the two sweeps ↔ query string: a function, its seeds and a playhead.

``?f=baydin&x=2_5&v=0_1&way=reverse&step=7``: what equals the preset is left out; without a
step the playhead stands at the end.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias, get_args
from urllib.parse import urlencode

from explainers.core.catalog import CATALOG, Entry
from explainers.core.functions import find
from explainers.permalink import functions
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.functions import function_of
from explainers.permalink.parts import Numbers, choice, join, vector

Way: TypeAlias = Literal["both", "forward", "reverse", "columns", "rows"]
"""What is played: a sweep forward and one back, either alone, or all of J in either way."""

USUAL = "baydin"
END = -1
"""The playhead at the end, wherever that is."""
LAST = 9999
"""No run has more steps."""


class State(NamedTuple):
    """All that a link restores."""

    slug: str
    x: Numbers
    v: Numbers
    u: Numbers
    way: Way = "both"
    step: int = END

    @property
    def entry(self) -> Entry:
        """The function of this state."""
        return find(self.slug)


def preset(entry: Entry, way: Way = "both") -> State:
    """The state in which a function is first met: seeds that ask for one column, one row."""
    return State(entry.slug, entry.x, _first(entry.n), _first(entry.m), way)


def _first(size: int) -> Numbers:
    return (1.0, *(0.0 for _ in range(size - 1)))


def encode(state: State) -> str:
    """Query string of a state, without the question mark; ``decode`` undoes it exactly."""
    usual = preset(state.entry)
    items = {"f": state.slug}
    for name in ("x", "v", "u"):
        if getattr(state, name) != getattr(usual, name):
            items[name] = join(getattr(state, name))
    if state.way != usual.way:
        items["way"] = state.way
    if state.step != END:
        items["step"] = str(state.step)
    return urlencode(items)


def decode(query: Mapping[str, str]) -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced."""
    notices: list[str] = []
    entry = function_of(query, USUAL, notices)
    if entry is None:
        return Arrival(preset(CATALOG[USUAL]), tuple(notices))
    state = preset(entry)
    for name in ("x", "v", "u"):
        if name in query:
            numbers = vector(name, query[name], getattr(state, name), notices)
            state = state._replace(**{name: numbers})
    if "way" in query:
        way = choice("way", query["way"], get_args(Way), state.way, notices)
        state = state._replace(way=way)
    if "step" in query:
        state = state._replace(step=_step(query["step"], notices))
    return Arrival(state, tuple(notices))


def _step(text: str, notices: list[str]) -> int:
    if text.isascii() and text.isdigit() and len(text) <= len(str(LAST)):
        return int(text)
    notices.append("step in the link is no whole number; the playhead stands at the end.")
    return END


def take(own: State, shared: functions.State) -> State:
    """The function and point that a reader last looked at elsewhere, looked at as before."""
    same = (own.slug, own.x, own.v, own.u) == (shared.slug, shared.x, shared.v, shared.u)
    if same:
        return own
    return State(shared.slug, shared.x, shared.v, shared.u, own.way)


def give(state: State, base: functions.State) -> functions.State:
    """The state that lessons on a function share, with the function and point of this one."""
    first = base if base.slug == state.slug else functions.preset(state.entry)
    return first._replace(x=state.x, v=state.v, u=state.u)


def _met(state: State, entry: Entry) -> State:
    return preset(entry, state.way)


CODEC: Codec[State] = Codec(decode, encode, met=_met)
