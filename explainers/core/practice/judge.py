"""Whether a puzzle is solved, by JAX's numbers, and which mistake was made if it is not."""

from typing import NamedTuple

from explainers.core.practice.goals import Spot, Weighed, holds, weighed
from explainers.core.practice.grounds import settled
from explainers.core.practice.measures import At
from explainers.core.practice.variants import Variant


class Verdict(NamedTuple):
    """What is said of what a hand has set."""

    solved: bool
    goals: tuple[Weighed, ...]
    mistake: str | None
    """The name of the first one whose signs are all met, where nothing is solved."""


def judged(variant: Variant, spot: Spot) -> Verdict:
    """The verdict on x, v and u; every place where all goals are met counts."""
    return judged_at(variant, settled(variant.setting, spot))


def judged_at(variant: Variant, at: At) -> Verdict:
    """The same from numbers at hand."""
    goals = tuple(weighed(goal, at) for goal in variant.goals)
    solved = all(goal.met for goal in goals)
    made = (mistake.name for mistake in variant.mistakes if holds(mistake.signs, at))
    return Verdict(solved, goals, None if solved else next(made, None))
