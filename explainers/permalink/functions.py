"""State of a lesson about a function ↔ query string: short, readable, and never trusted.

``?f=polar&x=1.4_0.75&v=0.55_0.8&mode=push``: what equals the preset is left out,
numbers are joined by ``_`` (which no browser escapes), coordinates count from 1.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar, get_args

from explainers.core.catalog import CATALOG, Entry
from explainers.core.expression import ExpressionError
from explainers.core.functions import find, held, linked
from explainers.permalink import fields
from explainers.permalink.codec import Codec
from explainers.permalink.fields import LARGEST, Field, Numbers, Pair, join, numbers_of

S = TypeVar("S", bound=NamedTuple)

Mode: TypeAlias = Literal["push", "pull", "both"]
Covectors: TypeAlias = Literal["arrows", "stripes"]
Reading: TypeAlias = Literal["entries", "column", "row"]

NARROWEST = 1e-6
"""Half a side of the narrowest window on a plane."""
CLOUD = (1e-3, 1e3)
"""Standard deviations of a cloud of inputs, where there is one."""
_SLUG = re.compile(r"[a-z0-9-]{1,40}")


class State(NamedTuple):
    """All that a link restores: function, point, vectors and how they are looked at."""

    slug: str
    x: Numbers
    v: Numbers
    u: Numbers
    mode: Mode = "both"
    covectors: Covectors = "arrows"
    inputs: Pair = (0, 1)
    """Which two inputs the input plane shows, counted from 0; (0, 0) if there is one."""
    outputs: Pair = (0, 1)
    """Which two outputs the output plane shows."""
    views: Numbers = ()
    """Windows of the two planes: centre, centre and half a side of each; () for the usual."""
    reading: Reading = "entries"
    """Whether the table is read by entries, by a column or by a row."""
    index: int = 0  # no tuple method here
    """Which column or row is read, counted from 0."""
    circle: bool = False
    cloud: float = 0.0
    """Standard deviation of each input in a cloud around x; 0 for none."""
    cover: bool = False

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


def function(usual: str, refusal: Callable[[Entry], str] = lambda _: "") -> Field:
    """The function that a lesson is about; ``refusal`` says why it cannot be about another."""
    instead = f"“{CATALOG[usual].title}”"

    listed = [slug for slug, entry in CATALOG.items() if not refusal(entry)]

    def found(slug: str) -> Entry:
        entry = find(slug)
        if refusal(entry):
            raise ValueError(f"{refusal(entry)}; this is {instead} instead.")
        return entry

    def wrong(slug: str, error: Exception) -> str:
        if isinstance(error, ExpressionError):
            return fields.unread(error, instead)
        if isinstance(error, ValueError):
            return str(error)
        asked = f" “{slug}”" if _SLUG.fullmatch(slug) else ""
        return f"The link asks for a function{asked} that is not here; this is {instead} instead."

    return fields.named(
        "slug",
        found,
        wrong,
        linked,
        link="f",
        hand="names",
        held=held,
        subject=True,
        leads=True,
        lock="function",
        values=f"one of {', '.join(listed)}; or = and a function of your own",
    )


def _read(text: str) -> tuple[str, int] | None:
    kind, _, number = text.partition("_")
    fits = number.isascii() and number.isdigit() and len(number) < 3
    return (kind, int(number) - 1) if fits else None


def _reading(sent: tuple[str, int] | None, state: State) -> tuple[str, int] | None:
    kind, index = sent or ("", 0)
    count = {"column": state.entry.n, "row": state.entry.m}.get(kind, 0)
    return (kind, index) if fields.valid_whole(index, 0, count - 1) else None


def _written(reading: tuple[str, int]) -> str:
    return f"{reading[0]}_{reading[1] + 1}"


def _views(sent: Any, _: Any) -> Numbers | None:
    if sent in ((), []):
        return ()
    fits = fields.valid_vector(sent, 6) and min(sent[2], sent[5]) >= NARROWEST
    return tuple(map(float, sent)) if fits else None


_NO_WINDOW = "view in the link is no window on the planes; the usual one is shown."
_NO_READING = "read in the link names no column or row; the table is read by entries."
FIELDS = (
    fields.vector("x", "n", lock="point"),
    fields.vector("v", "n"),
    fields.vector("u", "m"),
    fields.choice("mode", get_args(Mode)),
    fields.choice("covectors", get_args(Covectors)),
    fields.pair("inputs", "n"),
    fields.pair("outputs", "m"),
    Field(
        "views",
        numbers_of,
        _views,
        _NO_WINDOW,
        join,
        link="view",
        limits=(NARROWEST, LARGEST),
        values="centre, centre and half a side of each plane's window: 6 numbers, joined by _",
    ),
    Field(
        "reading index",
        _read,
        _reading,
        _NO_READING,
        _written,
        link="read",
        hand="leaves",
        values="column_ or row_, and which, counted from 1",
    ),
    fields.flag("circle"),
    replace(
        fields.number("cloud", (0.0, CLOUD[1]), lambda _, z: max(z, CLOUD[0]) if z else 0.0),
        limits=CLOUD,
    ),
    fields.flag("cover"),
)


def codec(usual: str, mode: Mode = "both") -> Codec[State]:
    """How a lesson about a function, ``usual`` to begin with, keeps its state in links.

    A reader who comes without a link meets it in ``mode``; a link that leaves it out means both.
    """
    start = preset(CATALOG[usual])
    return Codec(
        start,
        (function(usual), *FIELDS),
        lambda state: preset(state.entry),
        first=start._replace(mode=mode),
    )


CODEC = codec("seed")


# What lessons share --------------------------------------------------------------------------


class Shared(NamedTuple):
    """Function, point and vectors, and what the planes show of them: one for all lessons."""

    slug: str
    x: Numbers
    v: Numbers
    u: Numbers
    inputs: Pair
    outputs: Pair
    views: Numbers

    @property
    def entry(self) -> Entry:
        """The function that is shared."""
        return find(self.slug)

    def of(self, state: NamedTuple) -> dict[str, Any]:
        """The part of it that a lesson's state has."""
        return {name: part for name, part in self._asdict().items() if name in state._fields}


def brought(codec: Codec[S], own: S, shared: Shared) -> S:
    """The state in which a lesson shows what others left, with its own as far as that lasts."""
    state: Any = own._replace(**shared.of(own))
    if state == own or not codec.takes(shared.entry):
        return own
    other = state.slug != getattr(own, "slug", None)
    return codec.renewed(state, "function" if other else "point")._replace(**shared.of(own))


def given(codec: Codec[S], own: S, shared: Shared | None) -> Shared:
    """What others find where a lesson has this state.

    A function that the lesson could not show stays with the others until something is done here.
    """
    state: Any = own
    if shared and not codec.takes(shared.entry) and own == codec.usual(own):
        return shared
    if shared is None or shared.slug != state.slug:
        first = preset(state.entry)
        shared = Shared(*(getattr(first, name) for name in Shared._fields))
    moved = (shared.x, shared.v) != (state.x, state.v)
    kept = shared._replace(views=()) if moved else shared
    return kept._replace(**{name: getattr(own, name) for name in shared.of(own)})
