"""Recomputed steps: the binomial law of revolve, published counts, and runs searched through."""

import math
from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.memory import schedule


def binomial(steps: int, slots: int) -> int:
    """Griewank and Walther's closed form: r·L − C(s + r, r − 1), r repetitions at most."""
    r = next(r for r in range(steps + 1) if math.comb(slots + r, slots) >= steps)
    return r * steps - (math.comb(slots + r, r - 1) if r else 0)


@pytest.mark.parametrize("slots", range(1, 21))
def test_the_fewest_are_those_of_the_binomial_law(slots: int) -> None:
    for steps in range(1, schedule.MOST + 1):
        assert schedule.least(steps, slots) == binomial(steps, slots), steps


def test_published_counts() -> None:
    counts = {(10, 2): 20, (10, 3): 15, (10, 4): 14, (20, 3): 45}
    assert {key: schedule.least(*key) for key in counts} == counts


def searched(steps: int, slots: int) -> int:
    """The fewest evaluations beyond the first of each step, by a search through all runs.

    A run is at a state; it may go on, keep where it stands, return to what is kept, or record
    the step whose turn it is.
    """

    @cache
    def after(left: int) -> frozenset[int]:
        return frozenset(range(left))

    start = (0, steps, frozenset({0}))
    best: dict[tuple[int, int, frozenset[int]], int] = {start: 0}
    queue: list[tuple[int, int, frozenset[int]]] = [start]
    while queue:
        queue.sort(key=best.__getitem__, reverse=True)
        now = queue.pop()
        at, left, held = now
        if left == 0:
            return best[now] - steps
        nexts = [((where, left, held), 0) for where in held]
        if at + 1 < left:
            nexts.append(((at + 1, left, held), 1))
        if len(held) < slots:
            nexts.append(((at, left, held | {at}), 0))
        if at + 1 == left:
            nexts.append(((0, left - 1, held & after(left - 1) | {0}), 1))
        nexts += [((at, left, held - {one}), 0) for one in held if one]
        for other, price in nexts:
            if best[now] + price < best.get(other, 10**6):
                best[other] = best[now] + price
                queue.append(other)
    raise AssertionError


@pytest.mark.parametrize(("steps", "slots"), [(3, 1), (4, 2), (5, 1), (5, 2), (6, 2), (6, 3)])
def test_no_run_at_all_takes_fewer(steps: int, slots: int) -> None:
    assert schedule.least(steps, slots) == searched(steps, slots)


def test_the_best_placement_is_the_best_of_all() -> None:
    for steps in range(2, 11):
        for slots in range(1, steps):
            counts = [
                schedule.recomputed(steps, stones)
                for stones in combinations(range(1, steps), slots - 1)
            ]
            best = schedule.best(steps, slots)
            assert len(best) == slots - 1
            assert schedule.recomputed(steps, best) == min(counts) == binomial(steps, slots)


@given(st.integers(2, schedule.MOST), st.data())
def test_a_placement_costs_what_its_segments_do(steps: int, data: st.DataObject) -> None:
    stones = sorted(data.draw(st.sets(st.integers(1, steps - 1))))
    ends = [0, *stones, steps]
    slots = len(stones) + 1
    segments = [binomial(b - a, slots - k) for k, (a, b) in enumerate(pairwise(ends))]
    assert schedule.recomputed(steps, stones) == ends[-2] + sum(segments)
    assert schedule.recomputed(steps, stones) >= schedule.least(steps, slots)


def test_even_segments_differ_by_one_step_at_most_and_are_near_the_root() -> None:
    for steps in range(2, schedule.MOST + 1):
        ends = [0, *schedule.evenly(steps), steps]
        lengths = [b - a for a, b in pairwise(ends)]
        assert max(lengths) - min(lengths) <= 1
        assert abs(len(lengths) - math.sqrt(steps)) <= 0.5


@pytest.mark.parametrize(
    ("stones", "fits"),
    [((), True), ((1, 9), True), ((0,), False), ((10,), False), ((4, 4), False), ((5, 3), False)],
)
def test_stones_stand_in_order_between_the_ends(stones: tuple[int, ...], fits: bool) -> None:
    assert schedule.is_placement(10, stones) == fits
    assert not schedule.is_placement(10, [2.5])


@pytest.mark.parametrize("slots", [2, 3, 4])
@pytest.mark.parametrize("steps", range(8, schedule.MOST + 1))
def test_some_best_placement_has_no_segment_longer_than_the_one_before(
    steps: int, slots: int
) -> None:
    stones = schedule.descending(steps, slots)
    ends = (0, *stones, steps)
    lengths = [b - a for a, b in pairwise(ends)]
    assert sorted(lengths, reverse=True) == lengths
    assert schedule.slots_of(stones) == slots
    assert schedule.recomputed(steps, stones) == schedule.least(steps, slots)
