"""State of the lesson on the linear picture ↔ query string.

``?f=polar&x=1.4_0.75&v=0.55_0.8&zoom=2.5&j=half&cover=1``: ``zoom`` is the decimal logarithm of
the magnification, ``j=half`` puts J/2 in place of J, ``cover=1`` hides where the linear picture
leads.
"""

from typing import NamedTuple

from explainers.core.catalog import CATALOG, Entry
from explainers.core.functions import find
from explainers.permalink.codec import Codec
from explainers.permalink.fields import Numbers, Pair, flag, number, pair, vector
from explainers.permalink.functions import function, preset

USUAL = "polar"
DEEPEST = 6.0
"""Largest zoom: a magnification of a million."""


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
    cover: bool = False

    @property
    def entry(self) -> Entry:
        """The function of this state."""
        return find(self.slug)


def usual(entry: Entry) -> State:
    """The state in which a function is first met."""
    shared = preset(entry)
    return State(entry.slug, shared.x, shared.v, shared.inputs, shared.outputs)


FIELDS = (
    function(USUAL),
    vector("x", "n", lock="point"),
    vector("v", "n"),
    pair("inputs", "n"),
    pair("outputs", "m"),
    number("zoom", (0.0, DEEPEST), until="ever"),
    flag("halved", ("true", "half"), link="j", until="ever"),
    flag("cover"),
)
CODEC = Codec(usual(CATALOG[USUAL]), FIELDS, lambda state: usual(state.entry))
