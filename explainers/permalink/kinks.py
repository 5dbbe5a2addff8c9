"""State of the gallery of kinks ↔ query string: ``?case=where&x=0.02&h=0.5``."""

from dataclasses import replace
from typing import NamedTuple

from explainers.core.kinks import CASES, Case
from explainers.permalink.codec import Codec
from explainers.permalink.fields import choice, flag, number

USUAL = "abs"
LEAST = 1e-9
"""What a link means by a step of 0: less than any that there is, of which no hand comes."""


class State(NamedTuple):
    """All that a link restores: the case, the place of x, and the step of the secants."""

    slug: str
    x: float
    h: float
    cover: bool = False
    """Whether what JAX returns is hidden, to be guessed."""

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


_STEP = number(
    "h", (0.0, 1.0), near=lambda state, h: nearest_step(state.case, h) if h > 0 else None
)


def _read_step(text: str) -> float | None:
    h = _STEP.read(text)
    return LEAST if h == 0 else h


FIELDS = (
    choice("slug", CASES, link="case", hand="names", subject=True, lock="function"),
    number(
        "x",
        lambda state: state.case.reach,
        near=lambda state, x: state.case.nearest(x),
        lock="point",
    ),
    replace(_STEP, read=_read_step),
    flag("cover"),
)
CODEC = Codec(preset(USUAL), FIELDS, lambda state: preset(state.slug))
