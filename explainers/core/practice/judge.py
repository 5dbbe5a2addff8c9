"""Whether a puzzle is solved, by JAX's numbers, and which mistake was made if it is not."""

from typing import NamedTuple

import numpy as np

from explainers.core.known import known
from explainers.core.practice.goals import Spot, Weighed, holds, weighed
from explainers.core.practice.measures import At
from explainers.core.practice.places import together
from explainers.core.practice.variants import Variant


class Verdict(NamedTuple):
    """What is said of what a hand has set."""

    solved: bool
    goals: tuple[Weighed, ...]
    mistake: str | None
    """The name of the first one whose signs are all met, where nothing is solved."""


def judged(variant: Variant, spot: Spot) -> Verdict:
    """The verdict on x, v and u; every place where all goals are met counts."""
    return judged_at(variant, _numbers(variant, spot))


def judged_at(variant: Variant, at: At) -> Verdict:
    """The same from numbers at hand."""
    goals = tuple(weighed(goal, at) for goal in variant.goals)
    solved = all(goal.met for goal in goals)
    made = (mistake.name for mistake in variant.mistakes if holds(mistake.signs, at))
    return Verdict(solved, goals, None if solved else next(made, None))


def _numbers(variant: Variant, spot: Spot) -> At:
    found = known(variant.entry.map, spot.x, spot.v, spot.u).numbers
    x, v, u = (np.asarray(part, float) for part in spot)
    with np.errstate(all="ignore"):
        return together(x, v, u, found.value, found.jacobian, found.moved)
