"""How often a chain of steps is recomputed on the way back, by where its states are kept.

A slot holds one state, and the start takes one. A step is recorded, with what its way back needs,
only just before the way back goes through it; any evaluation beyond each step's first counts as
recomputed, the one that records it included. The rule for a segment without stones is Griewank and
Walther's revolve (Algorithm 799, ACM Transactions on Mathematical Software 26, 2000).
"""

import math
from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise

MOST = 20
"""Steps that a chain has at most."""


@cache
def least(steps: int, slots: int) -> float:
    """The fewest recomputed steps of a segment whose start is held in one of so many slots.

    A single step is recorded where it stands, without a slot; infinite where a slot is missing.
    """
    if steps == 1:
        return 0
    if slots < 1:
        return math.inf
    return min(_price(steps, slots, first) for first in range(1, steps))


def _price(steps: int, slots: int, first: int) -> float:
    """Fewest with the next stone after ``first`` steps: out to it, then back through both parts."""
    return first + least(steps - first, slots - 1) + least(first, slots)


@cache
def split(steps: int, slots: int) -> int:
    """After how many steps the next stone stands best; the earliest such place."""
    return min(range(1, steps), key=lambda first: _price(steps, slots, first))


def best(steps: int, slots: int) -> tuple[int, ...]:
    """A placement that recomputes least with so many slots: the stones after the start."""
    stones: list[int] = []
    at = 0
    while slots > 1 and steps - at > 1:
        at += split(steps - at, slots)
        stones.append(at)
        slots -= 1
    return tuple(stones)


@cache
def descending(steps: int, slots: int) -> tuple[int, ...]:
    """A placement that recomputes least, in which no segment is longer than the one before."""
    wanted = least(steps, slots)

    def fits(stones: tuple[int, ...]) -> bool:
        lengths = [b - a for a, b in pairwise((0, *stones, steps))]
        return all(a >= b for a, b in pairwise(lengths)) and recomputed(steps, stones) == wanted

    return next(filter(fits, combinations(range(1, steps), slots - 1)))


def evenly(steps: int) -> tuple[int, ...]:
    """About √steps segments of about the same length."""
    parts = max(1, round(math.sqrt(steps)))
    return tuple(math.floor(k * steps / parts + 0.5) for k in range(1, parts))


def slots_of(stones: Sequence[int]) -> int:
    """Slots that a placement takes: one for each stone, and one for the start."""
    return len(stones) + 1


def recomputed(steps: int, stones: Sequence[int]) -> int:
    """Steps that are computed again: out to the last stone, then each segment from the last.

    Each segment has the slots that are free by then, its own start's included.
    """
    ends = (0, *stones, steps)
    slots = slots_of(stones)
    segments = (least(b - a, slots - k) for k, (a, b) in enumerate(pairwise(ends)))
    return ends[-2] + int(sum(segments))


def is_placement(steps: int, stones: Sequence[float]) -> bool:
    """Whether stones are such as a hand can place: whole, in order, between the two ends."""
    whole = all(stone == int(stone) for stone in stones)
    return whole and all(a < b for a, b in pairwise((0, *stones, steps)))
