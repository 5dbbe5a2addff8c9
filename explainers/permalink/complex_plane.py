"""State of the lesson on the complex plane ↔ query string: ``?f=conj&z=3_4&dz=0.6_0.3``."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from explainers.core.complex_plane import DZ, PLANS, Plan, Z, find, is_typed
from explainers.core.expression import ExpressionError
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.parts import join, vector

USUAL = "square"


class State(NamedTuple):
    """All that a link restores: the function, the point and the step, as (Re, Im)."""

    slug: str = USUAL
    z: tuple[float, float] = Z
    dz: tuple[float, float] = DZ

    @property
    def plan(self) -> Plan:
        """The function of this state."""
        return find(self.slug)


def encode(state: State) -> str:
    """Query string of a state, without the question mark; ``decode`` undoes it exactly."""
    items = {"f": state.slug}
    for name, usual in (("z", Z), ("dz", DZ)):
        if getattr(state, name) != usual:
            items[name] = join(getattr(state, name))
    return urlencode(items)


def decode(query: Mapping[str, str]) -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced."""
    notices: list[str] = []
    state = State(slug=_slug(query.get("f", USUAL), notices))
    for name in ("z", "dz"):
        if name in query:
            pair = vector(name, query[name], getattr(state, name), notices)
            state = state._replace(**{name: pair})
    return Arrival(state, tuple(notices))


def _slug(asked: str, notices: list[str]) -> str:
    usual = PLANS[USUAL].title
    if is_typed(asked):
        try:
            return find(asked).slug
        except ExpressionError as error:
            notices.append(
                f"The function in the link cannot be read, at character {error.start + 1}: "
                f"{error.message} This is {usual} instead."
            )
            return USUAL
    if asked in PLANS:
        return asked
    notices.append(f"The link asks for a function that is not here; this is {usual} instead.")
    return USUAL


CODEC: Codec[State] = Codec(decode, encode)
