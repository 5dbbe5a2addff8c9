"""Answers that miss a puzzle in a known way, found by its mistakes' signs; without a browser."""

import math
import random
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import numpy as np

from explainers.core.practice.colouring import SIZE
from explainers.core.practice.goals import Goal, Spot, weighed
from explainers.core.practice.grounds import seen
from explainers.core.practice.judge import judged_at
from explainers.core.practice.listings import LISTINGS
from explainers.core.practice.mending import everything
from explainers.core.practice.puzzles import Puzzle
from explainers.core.practice.variants import Variant, variant
from explainers.lessons.practice.told import told

SEED = "1"
_ELSEWHERE = {
    ("aim-push", "pulled"): "2",
    ("aim-pull", "pushed"): "2",
    ("match-table", "transposed"): "2",
    ("pure-turn", "unit"): "6",
    ("hide-rule", "true-zero"): "2",
    ("few-slots", "bare"): "6",
}
"""Seeds of mistakes that nobody can make with the numbers of the usual one."""


def mistakes(puzzle: Puzzle) -> list[tuple[str, str]]:
    """Those that a puzzle knows, each with the seed of numbers with which it can be made."""
    names = told(puzzle.slug).mistakes
    return sorted((_ELSEWHERE.get((puzzle.slug, name), SEED), name) for name in names)


@cache
def mistaken(slug: str, name: str, seed: str) -> Spot:
    """A spot at which a puzzle is missed in this way. Raises LookupError where none is found."""
    given = variant(slug, seed)
    for spot in _tries(given, name):
        # Where nothing was moved, nothing is said.
        if _is_moved(given, spot) and judged_at(given, seen(given.setting, spot)).mistake == name:
            return spot
    raise LookupError(f"name: {slug!r} cannot be missed by {name!r} with the seed {seed!r}")


def _is_moved(given: Variant, spot: Spot) -> bool:
    pairs = zip(spot[:3], given.start[:3], strict=True)
    apart = [abs(a - b) for pair in pairs for a, b in zip(*pair, strict=True)]
    return spot.picks != given.start.picks or max(apart, default=0) > 0.05


def _tries(given: Variant, name: str) -> Iterator[Spot]:
    setting, end = given.setting, given.setting.solution
    match setting.ground:
        case "brackets":
            assert setting.chain is not None
            for order in everything(len(setting.chain.sides) - 1):
                yield end._replace(picks=tuple(map(float, order)))
        case "memory":
            for many in range(5):
                for stones in combinations(range(1, setting.steps), many):
                    yield end._replace(picks=tuple(map(float, stones)))
        case "listing":
            for line, there in enumerate(LISTINGS[setting.slug].lines):
                for mend in range(len(there.mends)):
                    yield end._replace(picks=(float(line), float(mend)))
        case "probes":
            assert setting.hidden is not None
            size = len(setting.hidden.entries)
            shots = end.picks[size:]
            yield end._replace(picks=(*end.picks[:size], *shots, *shots))
            for sign in (sign for mistake in given.mistakes for sign in mistake.signs):
                if len(sign.by) == size:
                    yield end._replace(picks=(*sign.by, *shots))
        case "implicit":
            for (sign,) in (mistake.signs for mistake in given.mistakes):
                (slope,) = sign.by
                # On x² = p, and on the circle.
                for side in (1, -1):
                    x = 1 / (2 * slope) if setting.slug == "fold" else side / math.hypot(1, slope)
                    p = x * x if setting.slug == "fold" else -slope * x
                    yield end._replace(x=(p, x))
        case "sparsity":
            picks = end.picks
            yield end._replace(picks=(1.0, *(0.0 for _ in picks[1:-SIZE]), *picks[-SIZE:]))
            for k, colour in enumerate(picks):
                for other in (0.0, *set(picks) - {0.0, colour}):
                    yield end._replace(picks=(*picks[:k], other, *picks[k + 1 :]))
        case _:
            yield from _climbed(given, name)


def _climbed(given: Variant, name: str) -> Iterator[Spot]:
    """Spots found by steps of chance that lead nearer to all signs of a mistake."""
    chance = random.Random(f"{given.puzzle.slug} {name}")
    for signs in (mistake.signs for mistake in given.mistakes if mistake.name == name):
        for attempt in range(12):
            first = (given.start, given.setting.solution)[attempt % 2]
            spot, step = _moved(given, first, chance, 1.5 * (attempt > 1)), 1.0
            miss = _miss(given, spot, signs)
            for _ in range(250):
                if miss == 0 or step < 0.004:
                    break
                other = _moved(given, spot, chance, step)
                found = _miss(given, other, signs)
                if found < miss:
                    spot, miss = other, found
                else:
                    step *= 0.96
            if miss == 0:
                yield spot


def _moved(given: Variant, spot: Spot, chance: random.Random, step: float) -> Spot:
    parts = {
        kind: tuple(round(z + chance.gauss(0, step), 2) + 0.0 for z in getattr(spot, kind))
        for kind in given.puzzle.free
    }
    return spot._replace(**parts)


def _miss(given: Variant, spot: Spot, signs: tuple[Goal, ...]) -> float:
    """By how much signs are not met, each in parts of what it asks for."""
    at = seen(given.setting, spot)
    total = 0.0
    for sign in signs:
        found = weighed(sign, at)
        if not found.met:
            total += min(1e6, abs(found.measure - sign.bound) / (abs(sign.bound) or 1))
    return total if np.isfinite(total) else 1e9
