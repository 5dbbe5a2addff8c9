"""Measures against formulas of another kind, with f and J derived by hand."""

import math
from collections.abc import Callable
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from explainers.core.practice import listings
from explainers.core.practice.goals import Goal, Spot, at_least, at_most, weighed
from explainers.core.practice.grounds import seen
from explainers.core.practice.measures import MEASURES, At, stretches
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
        self.x, self.v, self.u = (np.array(part, float) for part in spot[:3])
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
            case "sign-error":
                said = [np.dot(s, J @ s) for s in product((-1.0, 1.0), repeat=len(J))]
                return float(np.std(said)) / size(J)
            case "remainder":
                return size(self.change - self.push) / size(self.v)
            case _:
                raise KeyError(name)


class Beside:
    """The same on other ground, by formulas of another kind than those of the app."""

    def __init__(self, given: Variant, spot: Spot) -> None:
        self.setting, self.spot = given.setting, spot

    def measure(self, name: str, by: tuple[float, ...]) -> float:
        match self.setting.ground:
            case "brackets":
                return self.costs()[name == "held"]
            case "rules":
                return self.of_rule(name)
            case "memory":
                return self.stones()[name == "slots"]
            case "probes":
                return self.of_probes(name, by)
            case "sparsity":
                return self.of_colours()[name == "mixed"]
            case "implicit":
                return abs(self.slope() - by[0]) / max(1, abs(by[0]))
            case _:
                return self.of_listing(name, by)

    def costs(self) -> tuple[float, float]:
        """Multiplications and numbers held, with matrices of ones that really are multiplied."""
        chain = self.setting.chain
        assert chain is not None
        row: list[Any] = [np.ones(shape) for shape in pairwise(chain.sides)]
        made: list[int] = []
        total = most = 0
        for place in map(int, self.spot.picks):
            left, right = row[place : place + 2]
            counted = left @ right  # each entry of a product of ones counts its terms
            total += int(counted.sum())
            result = np.ones(counted.shape)
            most = max(most, result.size + sum(z.size for z in row if id(z) in made))
            row[place : place + 2] = [result]
            made.append(id(result))
        return (total, most) if len(row) == 1 else (math.inf, math.inf)

    def stones(self) -> tuple[float, float]:
        """Steps recomputed by the binomial law of each segment, and slots held."""
        ends = (0, *map(int, self.spot.picks), self.setting.steps)
        slots = len(ends) - 1
        return ends[-2] + sum(
            revolved(b - a, slots - k) for k, (a, b) in enumerate(pairwise(ends))
        ), slots

    def of_rule(self, name: str) -> float:
        A = np.array([[0.6, -0.8], [0.7, 0.5]])
        x, v, u = (np.array(part) for part in self.spot[:3])
        y = np.exp(A @ x)
        truth = (u * y) @ A
        taught = {
            "sign": -truth,
            "factor": u @ A,
            "residual": ((A @ x) * u) @ A,
            "transposed": A @ (y * u),
        }[self.setting.slug]
        sizes = size(u) * size(v)
        match name:
            case "gap":
                return abs(float((truth - taught) @ v)) / sizes if sizes else 0.0
            case "true-gap":
                return abs(float(truth @ v)) / sizes if sizes else 0.0
            case "rule-error":
                return size(truth - taught)
            case _:
                return size({"v": v, "u": u}[name[0]])

    def of_probes(self, name: str, by: tuple[float, ...]) -> float:
        hidden = self.setting.hidden
        assert hidden is not None
        filled = len(hidden.entries)
        entries, rest = self.spot.picks[:filled], self.spot.picks[filled:]
        width = 1 + (hidden.rows if rest and rest[0] else hidden.columns)
        made = len(rest) / width
        if name == "probes":
            return made
        if name == "found-distance":
            fewest, by = by[0], by[1:]
            if made < fewest:
                return math.inf
        return max(abs(a - b) for a, b in zip(entries, by, strict=True))

    def of_colours(self) -> tuple[float, float]:
        """Products, and entries that none tells, by counting in matrices of ones."""
        of = self.setting.sparse
        assert of is not None
        there = np.array([[j in row for j in range(of.columns)] for row in of.rows], int)
        colours = np.array(self.spot.picks or [0] * sum(there.shape), int)
        columns, rows = colours[: of.columns], colours[of.columns :]
        named = [rows == colour for colour in set(rows) - {0}] if of.way == "both" else []
        told = np.zeros_like(there, bool)
        for group in named:
            told |= np.outer(group, group @ there == 1) & (there == 1)
        pushed = [columns == colour for colour in set(columns) - {0}]
        alone = [np.eye(of.columns)[j] == 1 for j in np.flatnonzero(columns == 0)]
        pushed += [one for one in alone if (there[:, one] > told[:, one]).any()]
        for group in pushed:
            told |= np.outer(there @ group == 1, group) & (there == 1)
        return len(named) + len(pushed), float((there > told).sum())

    def slope(self) -> float:
        """One over the slope of p over x, for a place of the curve."""
        p, x = self.spot.x
        if self.setting.slug == "fold":
            return 1 / np.poly1d([1, 0, 0]).deriv()(x) if abs(x * x - p) < 1e-6 else math.nan
        # A radius of the circle stands at a right angle to it.
        return -1 / math.tan(math.atan2(x, p)) if abs(math.hypot(p, x) - 1) < 1e-6 else math.nan

    def of_listing(self, name: str, by: tuple[float, ...]) -> float:
        if name == "line-off":
            return abs(self.spot.picks[0] - by[0]) if self.spot.picks else math.nan
        given, place = self.setting, self.spot
        text = listings.program(listings.LISTINGS[given.slug], place.x, place.v, place.picks)
        return float(np.abs(printed(text) - wanted(given.slug, place.x, place.v)).max())


def revolved(steps: int, slots: int) -> int:
    """Griewank and Walther's fewest repetitions of so many steps."""
    r = next(r for r in range(steps + 1) if math.comb(slots + r, slots) >= steps)
    return r * steps - (math.comb(slots + r, r - 1) if r else 0)


def printed(program: str) -> Vector:
    """What a program, run as a reader would run it, sets its answer to."""
    names: dict[str, Any] = {}
    exec(compile(program, "listing", "exec"), names)  # noqa: S102
    return np.asarray(names["answer"], float)


def wanted(slug: str, x: tuple[float, ...], second: tuple[float, ...]) -> Vector:
    """What each listing is for, by central differences of f in NumPy."""

    def f(x: Vector) -> Vector:
        return np.array([x[0] * x[1], x[0] + x[1] ** 2])

    def table(g: Callable[[Vector], Any], at: Vector) -> Vector:
        steps = STEP * np.eye(2)
        return np.stack([(g(at + h) - g(at - h)) / (2 * STEP) for h in steps], axis=-1)

    a, b = np.array(x), np.array(second)

    def loss(x: Vector) -> Any:
        return np.sum((f(x) - b) ** 2) / 2

    return {
        "swap": lambda: b @ table(f, a),
        "mode": lambda: table(f, a) @ b,
        "sign": lambda: a - 0.1 * table(loss, a),
        "mean": lambda: table(lambda x: np.mean((f(x) - b) ** 2), a),
        "argument": lambda: table(lambda y: np.sum((f(a) - y) ** 2) / 2, b),
        "chain": lambda: b @ table(lambda x: f(f(x)), a),
    }[slug]()


def between(given: Variant, part: float) -> Spot:
    """A place on the way from the start to the solution."""
    end = solution(given)
    pairs = zip(given.start[:3], end[:3], strict=True)
    picks = end.picks if part > 0.5 else given.start.picks
    x, v, u = (tuple((1 - part) * a + part * b for a, b in zip(*p, strict=True)) for p in pairs)
    return Spot(x, v, u, picks)


@pytest.mark.parametrize("puzzle", PUZZLES, ids=lambda puzzle: puzzle.slug)
@pytest.mark.share(5)
def test_measures_are_what_their_formulas_say(puzzle: Puzzle) -> None:
    for seed in SEEDS:
        found = variant(puzzle.slug, seed)
        signs = [sign for mistake in found.mistakes for sign in mistake.signs]
        for part in (0.0, 0.3, 0.9):
            spot = between(found, part)
            stands = found.setting.ground == "stage"
            hand = Hand(found.setting.slug, spot) if stands else Beside(found, spot)
            at = seen(found.setting, spot)
            for goal in (*found.goals, *signs):
                expected = hand.measure(goal.measure, goal.by)
                measure = weighed(goal, at).measure
                # Of a listing's answer, central differences know seven digits.
                same = pytest.approx(expected, rel=2e-4, abs=1e-6, nan_ok=True)
                assert measure == same, (seed, goal)


def test_of_z_squared_every_u_is_honest_and_of_the_arm_not() -> None:
    draws = np.random.default_rng(3)
    for _ in range(50):
        x, u = draws.uniform(-2, 2, (2, 2))
        of = {slug: Hand(slug, Spot(x, x, u)).measure("honesty", ()) for slug in ("square", "arm")}
        assert of["square"] == pytest.approx(1, abs=1e-12)
        assert of["arm"] < 0.99999


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
    return At(zero, zero, zero, zero, np.zeros((2, 2)), zero, zero, zero, np.zeros(2))


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_zeros_reach_no_goal_that_compares(name: str) -> None:
    by = {
        "times-least": (0.0, 1.0, 1.0),
        "table-distance": (1.0,) * 4,
        "entries-distance": (1.0,),
        "found-distance": (1.0, 1.0),
    }.get(name, (0.0, 1.0))
    measure = MEASURES[name](nowhere(), by)
    parts = {"silence", "deafness", "power", "plain-power", "remainder", "flatness", "asymmetry"}
    if name in parts | {"times-least", "found-distance"}:
        assert measure == math.inf
    if name in {"gain", "feel", "honesty", "swap-angle", "gap", "true-gap"}:
        assert measure == 0


@pytest.mark.parametrize("goal", [at_most(1, "v-length"), at_least(1, "v-length")])
def test_what_is_no_number_reaches_nothing(goal: Goal) -> None:
    lost = nowhere()._replace(v=np.array([math.nan, 1.0]))
    assert not weighed(goal, lost).met
