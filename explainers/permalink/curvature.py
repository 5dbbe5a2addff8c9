"""State of the lesson on curvature ↔ query string: ``?f=bowl&x=1_2&v=0.5_1&rate=0.5``."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from explainers.core.catalog import CATALOG, Entry
from explainers.core.functions import find
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.functions import State as Shared
from explainers.permalink.functions import function_of, pair_of, preset
from explainers.permalink.parts import Numbers, Pair, join, number, number_text, vector

USUAL = "two-wells"
SLOWEST, FASTEST = 0.05, 3.0
"""Rates of a gradient step, in units of 1/|λ|, λ the steepest curvature."""
CLOSEST = 3.0
"""Largest zoom: a magnification of a thousand."""
SCALARS: tuple[str, ...] = tuple(slug for slug, entry in CATALOG.items() if entry.m == 1)
"""Functions of the catalogue with a single output."""


class State(NamedTuple):
    """Scalar function, point, direction, and the rate of the gradient step."""

    slug: str
    x: Numbers
    v: Numbers
    inputs: Pair = (0, 1)
    rate: float = 1.0
    """In units of 1/|λ|."""
    zoom: float = 0.0
    """Decimal logarithm of how much the window on the input space is magnified about x."""

    @property
    def entry(self) -> Entry:
        """The function of this state."""
        return find(self.slug)


def usual(entry: Entry) -> State:
    """The state in which a function is first met."""
    shared = preset(entry)
    return State(entry.slug, shared.x, shared.v, shared.inputs)


def met(own: State, entry: Entry) -> State:
    """Another function as it is first met, with the same rate; one of several outputs is not."""
    return usual(entry)._replace(rate=own.rate) if entry.m == 1 else own


def encode(state: State) -> str:
    """Query string of a state; ``decode`` undoes it exactly."""
    first = usual(state.entry)
    items = {"f": state.slug}
    for name in ("x", "v"):
        if getattr(state, name) != getattr(first, name):
            items[name] = join(getattr(state, name))
    if state.inputs != first.inputs:
        items["inputs"] = join(i + 1 for i in state.inputs)
    if state.rate != first.rate:
        items["rate"] = number_text(state.rate)
    if state.zoom:
        items["zoom"] = number_text(state.zoom)
    return urlencode(items)


def decode(query: Mapping[str, str]) -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced."""
    notices: list[str] = []
    entry = function_of(query, USUAL, notices)
    if entry is not None and entry.m != 1:
        notices.append(
            f"The function in the link has {entry.m} outputs, and curvature here is that of a "
            f"single one; this is “{CATALOG[USUAL].title}” instead."
        )
        entry = None
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
    if "rate" in query:
        rate = number("rate", query["rate"], SLOWEST, FASTEST, state.rate, notices)
        state = state._replace(rate=rate)
    if "zoom" in query:
        zoom = number("zoom", query["zoom"], 0.0, CLOSEST, 0.0, notices)
        state = state._replace(zoom=zoom + 0.0)
    return Arrival(state, tuple(notices))


def take(own: State, shared: Shared) -> State:
    """Function, point and direction of another lesson, if the function has a single output."""
    if shared.entry.m != 1:
        return own
    return own._replace(slug=shared.slug, x=shared.x, v=shared.v, inputs=shared.inputs)


def give(own: State, shared: Shared) -> Shared:
    """What this lesson shows, for the lessons that share a function.

    A function with several outputs, which could not come along, stays with the others
    until something is done here.
    """
    if shared.entry.m != 1 and own == usual(own.entry):
        return shared
    base = shared if shared.slug == own.slug else preset(own.entry)
    moved = base.x != own.x or base.v != own.v
    return base._replace(x=own.x, v=own.v, inputs=own.inputs, views=() if moved else base.views)


CODEC = Codec(decode, encode, met=met)
