"""State of a lesson about a function ↔ query string: short, readable, and never trusted.

``?f=polar&x=1.4_0.75&v=0.55_0.8&mode=push``: what equals the preset is left out,
numbers are joined by ``_`` (which no browser escapes), coordinates count from 1.
"""

import math
import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias, get_args
from urllib.parse import urlencode

from explainers.core.catalog import CATALOG, Entry
from explainers.core.expression import ExpressionError
from explainers.core.functions import find, is_typed
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.parts import (
    Numbers,
    Pair,
    choice,
    join,
    numbers_of,
    valid_vector,
    vector,
)

Mode: TypeAlias = Literal["push", "pull", "both"]
Covectors: TypeAlias = Literal["arrows", "stripes"]
Reading: TypeAlias = Literal["entries", "column", "row"]

NARROWEST = 1e-6
"""Half a side of the narrowest window on a plane."""
_SLUG = re.compile(r"[a-z0-9-]{1,40}")


class State(NamedTuple):
    """All that a link restores: function, point, vectors and how they are looked at."""

    slug: str
    x: Numbers
    v: Numbers
    u: Numbers
    mode: Mode = "both"
    covectors: Covectors = "arrows"
    circle: bool = False
    cover: bool = False
    inputs: Pair = (0, 1)
    """Which two inputs the input plane shows, counted from 0; (0, 0) if there is one."""
    outputs: Pair = (0, 1)
    """Which two outputs the output plane shows."""
    views: Numbers = ()
    """Windows of the two planes: centre, centre and half a side of each; () for the usual."""
    reading: Reading = "entries"
    """Whether the table is read by entries, by a column or by a row."""
    index: int = 0  # pyright: ignore[reportIncompatibleMethodOverride]  # no tuple method here
    """Which column or row is read, counted from 0."""

    @property
    def entry(self) -> Entry:
        """The function of this state."""
        return find(self.slug)


def preset(entry: Entry) -> State:
    """The state in which a function is first met."""
    return State(
        slug=entry.slug,
        x=entry.x,
        v=entry.v,
        u=entry.u,
        inputs=(0, min(1, entry.n - 1)),
        outputs=(0, min(1, entry.m - 1)),
    )


def valid_pair(pair: object, size: int) -> bool:
    """Whether a value from outside names two different coordinates out of ``size``."""
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        return False
    if not all(isinstance(i, int) and not isinstance(i, bool) and 0 <= i < size for i in pair):
        return False
    return size == 1 or pair[0] != pair[1]


def valid_views(views: object) -> bool:
    """Whether a value from outside is no windows, or two of them with sides of some length."""
    if not isinstance(views, list | tuple) or not views:
        return views in ((), [])
    return valid_vector(views, 6) and min(views[2], views[5]) >= NARROWEST


def encode(state: State) -> str:
    """Query string of a state, without the question mark; ``decode`` undoes it exactly."""
    usual = preset(state.entry)
    items = {"f": state.slug}
    for name in ("x", "v", "u"):
        if getattr(state, name) != getattr(usual, name):
            items[name] = join(getattr(state, name))
    if state.mode != usual.mode:
        items["mode"] = state.mode
    if state.covectors != usual.covectors:
        items["covectors"] = state.covectors
    for name in ("inputs", "outputs"):
        if getattr(state, name) != getattr(usual, name):
            items[name] = join(i + 1 for i in getattr(state, name))
    if state.views:
        items["view"] = join(state.views)
    if state.reading != usual.reading:
        items["read"] = f"{state.reading}_{state.index + 1}"
    for name in ("circle", "cover"):
        if getattr(state, name):
            items[name] = "1"
    return urlencode(items)


def pair_of(name: str, text: str, size: int, usual: Pair, notices: list[str]) -> Pair:
    """Two coordinates that a link names, or the usual ones, with a notice."""
    numbers = numbers_of(text) or ()
    pair = tuple(int(n) - 1 for n in numbers if math.isfinite(n) and n == int(n))
    if len(pair) == len(numbers) == 2 and valid_pair(pair, size):
        return (pair[0], pair[1])
    notices.append(f"{name} in the link does not name two coordinates; the first two are shown.")
    return usual


def function_of(query: Mapping[str, str], usual: str, notices: list[str]) -> Entry | None:
    """Function that a link asks for, or None, with a notice, if there is no such one."""
    slug = query.get("f", usual)
    if is_typed(slug):
        try:
            return find(slug)
        except ExpressionError as error:
            notices.append(
                f"The function in the link cannot be read, at character {error.start + 1}: "
                f"{error.message} This is “{CATALOG[usual].title}” instead."
            )
            return None
    if slug not in CATALOG:
        asked = f" “{slug}”" if _SLUG.fullmatch(slug) else ""
        notices.append(
            f"The link asks for a function{asked} that is not here; "
            f"this is “{CATALOG[usual].title}” instead."
        )
        return None
    return CATALOG[slug]


def decode(query: Mapping[str, str], usual: str = "seed") -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced.

    Never raises: a missing part means the preset, a bad one the preset and a notice.
    """
    notices: list[str] = []
    entry = function_of(query, usual, notices)
    if entry is None:
        return Arrival(preset(CATALOG[usual]), tuple(notices))
    state = preset(entry)
    for name in ("x", "v", "u"):
        if name in query:
            numbers = vector(name, query[name], getattr(state, name), notices)
            state = state._replace(**{name: numbers})
    if "mode" in query:
        mode = choice("mode", query["mode"], get_args(Mode), state.mode, notices)
        state = state._replace(mode=mode)
    if "covectors" in query:
        covectors = choice(
            "covectors", query["covectors"], get_args(Covectors), state.covectors, notices
        )
        state = state._replace(covectors=covectors)
    if "inputs" in query:
        pair = pair_of("inputs", query["inputs"], entry.n, state.inputs, notices)
        state = state._replace(inputs=pair)
    if "outputs" in query:
        pair = pair_of("outputs", query["outputs"], entry.m, state.outputs, notices)
        state = state._replace(outputs=pair)
    if "view" in query:
        views = numbers_of(query["view"]) or (0.0,)
        if valid_views(views):
            state = state._replace(views=views)
        else:
            notices.append("view in the link is no window on the planes; the usual one is shown.")
    if "read" in query:
        state = _reading(query["read"], state, notices)
    return Arrival(
        state._replace(circle=query.get("circle") == "1", cover=query.get("cover") == "1"),
        tuple(notices),
    )


def _reading(text: str, state: State, notices: list[str]) -> State:
    kind, _, number = text.partition("_")
    sizes = {"column": state.entry.n, "row": state.entry.m}
    if kind in sizes and number.isascii() and number.isdigit() and len(number) < 3:
        index = int(number) - 1
        if 0 <= index < sizes[kind]:
            reading: Reading = "column" if kind == "column" else "row"
            return state._replace(reading=reading, index=index)
    notices.append("read in the link names no column or row; the table is read by entries.")
    return state


def codec(usual: str) -> Codec[State]:
    """How a lesson about a function, ``usual`` to begin with, keeps its state in links."""
    return Codec(lambda query: decode(query, usual), encode, _covered, _met)


def _covered(state: State) -> State:
    return state._replace(cover=True)


def _met(_: State, entry: Entry) -> State:
    return preset(entry)
