"""State of the gallery of kinks ↔ query string: ``?case=where&x=0.02&h=0.5``."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from explainers.core.kinks import CASES, Case
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.parts import choice, number, number_text

USUAL = "abs"


class State(NamedTuple):
    """All that a link restores: the case, the place of x, and the step of the secants."""

    slug: str
    x: float
    h: float

    @property
    def case(self) -> Case:
        """The case of this state."""
        return CASES[self.slug]


def nearest_step(case: Case, h: float) -> float:
    """The step nearest to a number that leads from place to place, at most 1."""
    steps = max(1, round(min(h, 1.0) / case.step))
    return float(f"{steps * case.step:.12g}")


def preset(slug: str) -> State:
    """A case as it is first met: at its kink."""
    case = CASES[slug]
    return State(slug, case.at, nearest_step(case, 0.5))


def encode(state: State) -> str:
    """Query string of a state, without the question mark; ``decode`` undoes it exactly."""
    usual = preset(state.slug)
    items = {"case": state.slug}
    for name in ("x", "h"):
        if getattr(state, name) != getattr(usual, name):
            items[name] = number_text(getattr(state, name))
    return urlencode(items)


def decode(query: Mapping[str, str]) -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced."""
    notices: list[str] = []
    slug = USUAL
    if "case" in query:
        slug = choice("case", query["case"], CASES, USUAL, notices)
    state = preset(slug)
    case = state.case
    if "x" in query:
        x = number("x", query["x"], *case.reach, state.x, notices)
        state = state._replace(x=case.nearest(x))
    if "h" in query:
        h = number("h", query["h"], 0.0, 1.0, state.h, notices)
        state = state._replace(h=nearest_step(case, h))
    return Arrival(state, tuple(notices))


CODEC: Codec[State] = Codec(decode, encode)
