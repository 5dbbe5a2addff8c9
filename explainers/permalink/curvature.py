"""State of the lesson on curvature ↔ query string: ``?f=bowl&x=1_2&v=0.5_1&rate=0.5``."""

from typing import NamedTuple

from explainers.core.catalog import CATALOG, Entry
from explainers.core.curvature.race import LONGEST
from explainers.core.functions import find
from explainers.permalink.codec import Codec
from explainers.permalink.fields import Numbers, Pair, flag, number, pair, vector, whole
from explainers.permalink.functions import function, preset

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
    step: int = 0
    """Steps of the race that are shown."""
    cover: bool = False

    @property
    def entry(self) -> Entry:
        """The function of this state."""
        return find(self.slug)


def usual(entry: Entry) -> State:
    """The state in which a function is first met."""
    shared = preset(entry)
    return State(entry.slug, shared.x, shared.v, shared.inputs)


def _refusal(entry: Entry) -> str:
    if entry.m == 1:
        return ""
    return (
        f"The function in the link has {entry.m} outputs, and curvature here is that of a "
        "single one"
    )


FIELDS = (
    function(USUAL, _refusal),
    vector("x", "n", lock="point"),
    vector("v", "n"),
    pair("inputs", "n"),
    number("rate", (SLOWEST, FASTEST), until="ever"),
    number("zoom", (0.0, CLOSEST), until="pick"),
    whole("step", (0, LONGEST), until="point"),
    flag("cover"),
)
CODEC = Codec(
    usual(CATALOG[USUAL]),
    FIELDS,
    usual=lambda state: usual(state.entry),
    takes=lambda entry: entry.m == 1,
)
