"""State of the lesson on the linear picture ↔ query string.

``?f=polar&x=1.4_0.75&v=0.55_0.8&zoom=2.5&j=half``: ``zoom`` is the decimal logarithm of the
magnification, ``j=half`` puts J/2 in place of J.
"""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from explainers.core.catalog import CATALOG, Entry
from explainers.core.functions import find
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.functions import State as Shared
from explainers.permalink.functions import function_of, pair_of, preset
from explainers.permalink.parts import (
    Numbers,
    Pair,
    choice,
    join,
    number,
    number_text,
    vector,
)

USUAL = "polar"
DEEPEST = 6.0
"""Largest zoom: a magnification of a million."""
_MATRICES = ("true", "half")


class State(NamedTuple):
    """Function, point and direction, how far the microscope is turned, and with which J."""

    slug: str
    x: Numbers
    v: Numbers
    inputs: Pair = (0, 1)
    outputs: Pair = (0, 1)
    zoom: float = 0.0
    """Decimal logarithm of the magnification 1/h."""
    halved: bool = False
    """Whether the linear picture is drawn with J/2, which is no derivative."""

    @property
    def entry(self) -> Entry:
        """The function of this state."""
        return find(self.slug)


def usual(entry: Entry) -> State:
    """The state in which a function is first met."""
    shared = preset(entry)
    return State(entry.slug, shared.x, shared.v, shared.inputs, shared.outputs)


def met(own: State, entry: Entry) -> State:
    """Another function as it is first met, under the same lens."""
    return usual(entry)._replace(zoom=own.zoom, halved=own.halved)


def encode(state: State) -> str:
    """Query string of a state; ``decode`` undoes it exactly."""
    first = usual(state.entry)
    items = {"f": state.slug}
    for name in ("x", "v"):
        if getattr(state, name) != getattr(first, name):
            items[name] = join(getattr(state, name))
    for name in ("inputs", "outputs"):
        if getattr(state, name) != getattr(first, name):
            items[name] = join(i + 1 for i in getattr(state, name))
    if state.zoom:
        items["zoom"] = number_text(state.zoom)
    if state.halved:
        items["j"] = "half"
    return urlencode(items)


def decode(query: Mapping[str, str]) -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced."""
    notices: list[str] = []
    entry = function_of(query, USUAL, notices)
    if entry is None:
        return Arrival(usual(CATALOG[USUAL]), tuple(notices))
    state = usual(entry)
    for name in ("x", "v"):
        if name in query:
            numbers = vector(name, query[name], getattr(state, name), notices)
            state = state._replace(**{name: numbers})
    if "inputs" in query:
        pair = pair_of("inputs", query["inputs"], entry.n, state.inputs, notices)
        state = state._replace(inputs=pair)
    if "outputs" in query:
        pair = pair_of("outputs", query["outputs"], entry.m, state.outputs, notices)
        state = state._replace(outputs=pair)
    if "zoom" in query:
        zoom = number("zoom", query["zoom"], 0.0, DEEPEST, 0.0, notices)
        state = state._replace(zoom=zoom + 0.0)
    if "j" in query:
        matrix = choice("j", query["j"], _MATRICES, "true", notices)
        state = state._replace(halved=matrix == "half")
    return Arrival(state, tuple(notices))


def take(own: State, shared: Shared) -> State:
    """Function, point and direction of another lesson, in this one's own settings."""
    return own._replace(
        slug=shared.slug,
        x=shared.x,
        v=shared.v,
        inputs=shared.inputs,
        outputs=shared.outputs,
    )


def give(own: State, shared: Shared) -> Shared:
    """What this lesson shows, for the lessons that share a function."""
    base = shared if shared.slug == own.slug else preset(own.entry)
    moved = base.x != own.x or base.v != own.v
    return base._replace(
        x=own.x,
        v=own.v,
        inputs=own.inputs,
        outputs=own.outputs,
        views=() if moved else base.views,
    )


CODEC = Codec(decode, encode, met=met)
