"""State of the lesson on the two sweeps ↔ query string: a function, its seeds and a playhead.

``?f=baydin&x=2_5&v=0_1&way=reverse&step=7``: what equals the preset is left out. A link
that names no step means the end, as links always have; whoever comes without a link, brings
another function or point along, or picks one here begins at the first step, which links name.
"""

from dataclasses import replace
from typing import Literal, NamedTuple, TypeAlias, get_args

from explainers.core.catalog import CATALOG, Entry
from explainers.core.functions import find
from explainers.permalink.codec import Codec
from explainers.permalink.fields import Numbers, choice, flag, vector, whole
from explainers.permalink.functions import function

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
    cover: bool = False
    """Whether what comes after the step is hidden, to be guessed."""

    @property
    def entry(self) -> Entry:
        """The function of this state."""
        return find(self.slug)


def preset(entry: Entry) -> State:
    """The state in which a function is first met: seeds that ask for one column, one row."""
    return State(entry.slug, entry.x, _first(entry.n), _first(entry.m))


def _first(size: int) -> Numbers:
    return (1.0, *(0.0 for _ in range(size - 1)))


def _step(text: str) -> int | None:
    fits = text.isascii() and text.isdigit() and len(text) <= len(str(LAST))
    return int(text) if fits else None


FIELDS = (
    function(USUAL),
    vector("x", "n", lock="point"),
    vector("v", "n"),
    vector("u", "m"),
    choice("way", get_args(Way), until="ever"),
    replace(
        whole("step", (END, LAST), until="point"),
        begins=True,
        read=_step,
        values=f"a whole number from 0 to {LAST}",
        wrong=f"step in the link is not written in digits as a whole number from 0 to {LAST}; the "
        "playhead stands at the end.",
    ),
    flag("cover"),
)
FIRST = preset(CATALOG[USUAL])._replace(step=0)
"""Before the first step, with nothing of the answer to be seen."""
CODEC = Codec(preset(CATALOG[USUAL]), FIELDS, lambda state: preset(state.entry), first=FIRST)
