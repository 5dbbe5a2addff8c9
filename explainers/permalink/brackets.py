"""State of the lesson on the chain rule's order ↔ query string.

``?sizes=300_200_100_1&ends=v&order=2_1_1&mirror=1&shape=1024_4``: sizes from the input to
the output, places of the order counted from 1 and from the left; what is usual is left out.
A reader without a link begins with ``FIRST``, whose links name it.
"""

from typing import Any, NamedTuple

from explainers.core.brackets.numbers import Order, from_left
from explainers.permalink.codec import Codec
from explainers.permalink.fields import Field, flag, join, valid_whole, wholes, wholes_of

FEWEST, MOST = 2, 5
"""How many maps a chain has."""
LARGEST_SIZE = 1000
LARGEST_SIDE = 1024
"""The largest input or output of the function whose Jacobian is timed."""

_ENDS = {"none": (False, False), "u": (True, False), "v": (False, True), "uv": (True, True)}


class State(NamedTuple):
    """All that a link restores."""

    sizes: tuple[int, ...] = (300, 200, 100, 1)
    """Of the spaces, from the input to the output."""
    u: bool = False
    v: bool = True
    order: Order = (1, 0, 0)
    """Place of each product in turn, from 0; it may be unfinished."""
    mirror: bool = False
    shape: tuple[int, int] = (1024, 4)
    """Inputs and outputs of the function whose Jacobian is timed in both modes."""
    cover: bool = False
    """Whether counts are hidden, to be guessed."""

    @property
    def factors(self) -> int:
        """Matrices and vectors in the row."""
        return len(self.sizes) - 1 + self.u + self.v


USUAL = State()


def usual_order(state: State) -> Order:
    """Order of a chain for which a link names none."""
    same = (len(state.sizes), state.u, state.v) == (len(USUAL.sizes), USUAL.u, USUAL.v)
    return USUAL.order if same else from_left(state.factors)


def _read_order(text: str) -> Order | None:
    places = () if text == "none" else wholes_of(text)
    return None if places is None else tuple(place - 1 for place in places)


def _order(sent: Any, state: State) -> Order | None:
    fits = (
        isinstance(sent, (list, tuple))
        and len(sent) < state.factors
        and all(valid_whole(z, 0, state.factors - 2 - done) for done, z in enumerate(sent))
    )
    return tuple(sent) if fits else None


def _written(order: Order) -> str:
    return join(1 + place for place in order) if order else "none"


def _ends(sent: Any, _: Any) -> tuple[bool, bool] | None:
    return sent if sent and all(isinstance(on, bool) for on in sent) else None


def _end_word(ends: tuple[bool, bool]) -> str:
    return next(word for word, on in _ENDS.items() if on == ends)


_COUNTS = (FEWEST + 1, MOST + 1)
_NO_SIZES = (
    f"sizes in the link are not {_COUNTS[0]} to {_COUNTS[1]} whole numbers from 1 to "
    f"{LARGEST_SIZE}; the usual sizes are used."
)
_NO_ENDS = f"ends in the link is none of {', '.join(_ENDS)}; v is used."
_NO_ORDER = "order in the link does not fit the chain; the usual order is used."
_ENDS_SAID = f"one of {', '.join(_ENDS)}"
_ORDER_SAID = "places of the products in turn, counted from 1, joined by _; or none"
_NO_SHAPE = (
    f"shape in the link is not two whole numbers from 1 to {LARGEST_SIDE}; the usual shape is used."
)
FIELDS = (
    wholes("sizes", _COUNTS, (1, LARGEST_SIZE), _NO_SIZES),
    Field("u v", _ENDS.get, _ends, _NO_ENDS, _end_word, link="ends", values=_ENDS_SAID),
    Field(
        "order", _read_order, _order, _NO_ORDER, _written, follows=usual_order, values=_ORDER_SAID
    ),
    flag("mirror"),
    wholes("shape", (2, 2), (1, LARGEST_SIDE), _NO_SHAPE, hand="leaves"),
    flag("cover"),
)
FIRST = State(sizes=(500, 500, 500, 1), v=False, order=(1, 0))
"""A gradient in the dearer of its two orders: the numbers are those of the text."""
CODEC = Codec(USUAL, FIELDS, lambda state: USUAL._replace(order=usual_order(state)), first=FIRST)
