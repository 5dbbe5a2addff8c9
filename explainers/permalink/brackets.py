"""State of the lesson on the chain rule's order ↔ query string.

``?sizes=300_200_100_1&ends=v&order=2_1_1&mirror=1&shape=1024_4``: sizes from the input to
the output, places of the order counted from 1 and from the left; what is usual is left out.
"""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from explainers.core.brackets.numbers import Order, from_left
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.parts import choice, join, numbers_of

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

    @property
    def factors(self) -> int:
        """Matrices and vectors in the row."""
        return len(self.sizes) - 1 + self.u + self.v


USUAL = State()


def usual_order(state: State) -> Order:
    """Order of a chain for which a link names none."""
    same = (len(state.sizes), state.u, state.v) == (len(USUAL.sizes), USUAL.u, USUAL.v)
    return USUAL.order if same else from_left(state.factors)


def valid_sizes(sizes: object) -> bool:
    """Whether a value from outside gives the spaces of a chain their sizes."""
    return (
        isinstance(sizes, list | tuple)
        and FEWEST + 1 <= len(sizes) <= MOST + 1
        and all(_whole(size, 1, LARGEST_SIZE) for size in sizes)
    )


def valid_order(order: object, factors: int) -> bool:
    """Whether a value from outside says where to multiply in a row of so many factors."""
    return (
        isinstance(order, list | tuple)
        and len(order) < factors
        and all(_whole(place, 0, factors - 2 - done) for done, place in enumerate(order))
    )


def _whole(number: object, low: int, high: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and low <= number <= high


def encode(state: State) -> str:
    """Query string of a state, without the question mark; ``decode`` undoes it exactly."""
    items: dict[str, str] = {}
    if state.sizes != USUAL.sizes:
        items["sizes"] = join(state.sizes)
    if (state.u, state.v) != (USUAL.u, USUAL.v):
        items["ends"] = next(name for name, on in _ENDS.items() if on == (state.u, state.v))
    if state.order != usual_order(state):
        items["order"] = join(1 + place for place in state.order) if state.order else "none"
    if state.mirror:
        items["mirror"] = "1"
    if state.shape != USUAL.shape:
        items["shape"] = join(state.shape)
    return urlencode(items)


def _integers(text: str) -> tuple[int, ...] | None:
    numbers = numbers_of(text)
    if numbers is None or not all(abs(z) <= 1e6 and z == int(z) for z in numbers):
        return None
    return tuple(int(number) for number in numbers)


def decode(query: Mapping[str, str]) -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced."""
    notices: list[str] = []
    state = USUAL
    if "sizes" in query:
        sizes = _integers(query["sizes"])
        if sizes is not None and valid_sizes(sizes):
            state = state._replace(sizes=sizes)
        else:
            notices.append(
                f"sizes in the link are not {FEWEST + 1} to {MOST + 1} whole numbers from 1 to "
                f"{LARGEST_SIZE}; the usual sizes are used."
            )
    if "ends" in query:
        ends = choice("ends", query["ends"], _ENDS, "v", notices)
        state = state._replace(u=_ENDS[ends][0], v=_ENDS[ends][1])
    state = state._replace(order=usual_order(state))
    if "order" in query:
        named = _integers(query["order"])
        order = () if query["order"] == "none" else tuple(place - 1 for place in named or ())
        empty = not order and query["order"] != "none"
        if empty or not valid_order(order, state.factors):
            notices.append("order in the link does not fit the chain; the usual order is used.")
        else:
            state = state._replace(order=order)
    if "shape" in query:
        shape = _integers(query["shape"])
        if shape is not None and valid_shape(shape):
            state = state._replace(shape=(shape[0], shape[1]))
        else:
            notices.append(
                f"shape in the link is not two whole numbers from 1 to {LARGEST_SIDE}; "
                "the usual shape is used."
            )
    return Arrival(state._replace(mirror=query.get("mirror") == "1"), tuple(notices))


def valid_shape(shape: object) -> bool:
    """Whether a value from outside counts inputs and outputs that can be timed."""
    return (
        isinstance(shape, list | tuple)
        and len(shape) == 2
        and all(_whole(side, 1, LARGEST_SIDE) for side in shape)
    )


CODEC = Codec(decode, encode)
