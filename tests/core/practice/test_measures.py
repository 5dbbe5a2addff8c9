"""Measures against formulas of another kind, with f and J derived by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from explainers.core.practice.goals import Goal, Spot, at_least, at_most, weighed
from explainers.core.practice.measures import MEASURES, At, stretches
from explainers.core.practice.places import laid
from explainers.core.practice.puzzles import PUZZLES, Puzzle
from explainers.core.practice.solve import solution
from explainers.core.practice.variants import Variant, variant
from tests.core.oracles import ORACLES

Vector = NDArray[np.float64]
SEEDS = [str(k) for k in range(25)]
STEP = 1e-6


def size(vector: Vector) -> float:
    return math.sqrt(math.fsum(z * z for z in np.asarray(vector).ravel()))


def turned(one: Vector, other: Vector) -> float:
    """Degrees between two vectors, by the lengths of sum and difference (Kahan)."""
    a, b = one / size(one), other / size(other)
    return math.degrees(2 * math.atan2(size(a - b), size(a + b)))


def lined(one: Vector, other: Vector) -> float:
    return min(turned(one, other), 180 - turned(one, other))


class Hand:
    """What is at a place, from the formulas of the oracles alone."""

    def __init__(self, slug: str, spot: Spot) -> None:
        self.x, self.v, self.u = (np.array(part, float) for part in spot)
        self.f = lambda x: ORACLES[slug](x).value
        self.J = ORACLES[slug](self.x).jacobian
        self.change = self.f(self.x + self.v) - self.f(self.x)
        ends = (self.f(self.x + STEP * self.v), self.f(self.x - STEP * self.v))
        self.push = (ends[0] - ends[1]) / (2 * STEP)
        self.pull = np.array([self.u @ column for column in self.J.T])
        self.sizes = np.linalg.svd(self.J, compute_uv=False)

    def pulled(self, u: Vector) -> Vector:
        return np.array([u @ column for column in self.J.T])

    def measure(self, name: str, by: tuple[float, ...]) -> float:
        b, J = np.array(by), self.J
        match name:
            case "x-part":
                return abs(self.x[int(by[0])] - by[1])
            case "x-length" | "v-length" | "u-length":
                return size(getattr(self, name[0]))
            case "push-length":
                return size(self.push)
            case "v-distance":
                return size(self.v - b)
            case "push-distance":
                return size(self.push[: len(b)] - b)
            case "pull-distance":
                return size(self.pull[: len(b)] - b)
            case "change-distance":
                return size(self.change - b)
            case "swapped-distance":
                return size(self.pulled(self.v) - b)
            case "push-part":
                return abs(self.push[int(by[0])])
            case "pull-part":
                return abs(self.pull[int(by[0])] - (by[1] if len(by) > 1 else 0))
            case "times-least":
                nearest = J @ np.linalg.pinv(J) @ b[1:]
                return size(self.push - b[1:]) / size(nearest - b[1:])
            case "table-distance":
                return max(abs(J.ravel() - b))
            case "weights-distance":
                return max(abs(self.u - b * self.f(self.x)))
            case "v-angle" | "u-angle":
                return lined(getattr(self, name[0]), b)
            case "pull-angle":
                return lined(self.pull, self.u)
            case "swap-angle":
                return turned(self.push, self.pulled(self.v))
            case "silence":
                return size(self.push) / size(J) / size(self.v)
            case "deafness":
                return size(self.pull) / size(J) / size(self.u)
            case "power":
                return abs(math.cos(math.radians(turned(self.u, self.push))))
            case "plain-power":
                return abs(math.cos(math.radians(turned(self.u, self.v))))
            case "gain":
                return size(self.push) / self.sizes[0] / size(self.v)
            case "feel":
                return size(self.pull) / self.sizes[0] / size(self.u)
            case "honesty":
                return math.cos(math.radians(turned(J @ self.pull, self.u)))
            case "flatness":
                return self.sizes[-1] / self.sizes[0]
            case "turn":
                return math.sqrt(sum((s * s - 1) ** 2 for s in self.sizes))
            case "asymmetry":
                return size(J - J.T) / size(J)
            case "remainder":
                return size(self.change - self.push) / size(self.v)
            case _:
                raise KeyError(name)


def between(given: Variant, part: float) -> Spot:
    """A place on the way from the start to the solution."""
    pairs = zip(given.start, solution(given), strict=True)
    return Spot(*(tuple((1 - part) * a + part * b for a, b in zip(*p, strict=True)) for p in pairs))


@pytest.mark.parametrize("puzzle", PUZZLES, ids=lambda puzzle: puzzle.slug)
def test_measures_are_what_their_formulas_say(puzzle: Puzzle) -> None:
    for seed in SEEDS:
        found = variant(puzzle.slug, seed)
        signs = [sign for mistake in found.mistakes for sign in mistake.signs]
        for part in (0.0, 0.3, 0.9):
            spot = between(found, part)
            hand, at = Hand(found.setting.slug, spot), laid(found.setting.slug, spot)
            for goal in (*found.goals, *signs):
                expected = hand.measure(goal.measure, goal.by)
                measure = weighed(goal, at).measure
                assert measure == pytest.approx(expected, rel=2e-4, abs=1e-6), (seed, goal)


def test_every_measure_is_used() -> None:
    used = {
        goal.measure
        for puzzle in PUZZLES
        for seed in SEEDS
        for found in [variant(puzzle.slug, seed)]
        for goal in (*found.goals, *(s for mistake in found.mistakes for s in mistake.signs))
    }
    assert used == MEASURES.keys()


@given(st.lists(st.floats(-5, 5), min_size=6, max_size=6), st.booleans())
def test_stretches_are_singular_values(entries: list[float], tall: bool) -> None:
    matrix = np.array(entries).reshape((3, 2) if tall else (2, 3))
    sizes = np.linalg.svd(matrix, compute_uv=False)
    assert stretches(matrix) == pytest.approx(sizes, abs=1e-6 * (1 + sizes[0]))


def test_stretches_of_more_than_two_by_two_are_refused() -> None:
    with pytest.raises(ValueError, match="jacobian"):
        stretches(np.eye(3))


def nowhere() -> At:
    zero = np.zeros(2)
    return At(zero, zero, zero, zero, np.zeros((2, 2)), zero, zero, zero)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_zeros_reach_no_goal_that_compares(name: str) -> None:
    by = {"times-least": (0.0, 1.0, 1.0), "table-distance": (1.0,) * 4}.get(name, (0.0, 1.0))
    measure = MEASURES[name](nowhere(), by)
    parts = {"silence", "deafness", "power", "plain-power", "remainder", "flatness", "asymmetry"}
    if name in parts | {"times-least"}:
        assert measure == math.inf
    if name in {"gain", "feel", "honesty", "swap-angle"}:
        assert measure == 0


@pytest.mark.parametrize("goal", [at_most(1, "v-length"), at_least(1, "v-length")])
def test_what_is_no_number_reaches_nothing(goal: Goal) -> None:
    lost = nowhere()._replace(v=np.array([math.nan, 1.0]))
    assert not weighed(goal, lost).met
