"""Counts of a chain's orders agree with brute force, and the named orders are what they claim."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.brackets.numbers import (
    answer,
    best,
    canonical,
    dimensions,
    factor_names,
    from_left,
    from_right,
    held,
    kind,
    multiplications,
    orders,
    products,
    worst,
    written,
)

sides_of_chains = st.lists(st.integers(1, 1000), min_size=3, max_size=8)


def trees(first: int, end: int) -> Iterator[Any]:
    """Every way to bracket factors, as nested pairs: written here without orders or places."""
    if end - first == 1:
        yield first
    for cut in range(first + 1, end):
        for left in trees(first, cut):
            for right in trees(cut, end):
                yield (left, right)


def counted(tree: Any, sides: Sequence[int]) -> tuple[int, int, int]:
    """Rows, columns and multiplications of a bracketed product."""
    if isinstance(tree, int):
        return sides[tree], sides[tree + 1], 0
    rows, inner, before = counted(tree[0], sides)
    again, columns, after = counted(tree[1], sides)
    assert inner == again
    return rows, columns, before + after + rows * inner * columns


@given(sides_of_chains)
def test_the_best_and_the_worst_order_are_those_of_brute_force(sides: list[int]) -> None:
    costs = [counted(tree, sides)[2] for tree in trees(0, len(sides) - 1)]
    assert multiplications(sides, best(sides)) == min(costs)
    assert multiplications(sides, worst(sides)) == max(costs)


@given(sides_of_chains)
def test_all_orders_cost_what_all_brackets_cost(sides: list[int]) -> None:
    factors = len(sides) - 1
    costs = [counted(tree, sides)[2] for tree in trees(0, factors)]
    assert sorted(multiplications(sides, order) for order in orders(factors)) == sorted(costs)


@pytest.mark.parametrize("factors", range(1, 8))
def test_there_are_as_many_orders_as_the_catalan_number_says(factors: int) -> None:
    found = list(orders(factors))
    assert len(found) == len(set(found)) == math.comb(2 * factors - 2, factors - 1) // factors
    assert all(canonical(factors, order) == order for order in found)


def test_a_product_takes_the_multiplications_that_are_counted() -> None:
    """Counted one by one in a loop, on small matrices."""
    sides = (2, 3, 4, 5)
    rng = np.random.default_rng(0)
    given_ = [rng.normal(size=pair) for pair in pairwise(sides)]
    for order in orders(3):
        row, count = list(given_), 0
        for place in order:
            left, right = row[place : place + 2]
            made = np.zeros((len(left), right.shape[1]))
            for i, k, j in np.ndindex(len(left), len(right), right.shape[1]):
                made[i, j] += left[i, k] * right[k, j]
                count += 1
            row[place : place + 2] = [made]
        assert count == multiplications(sides, order)
        np.testing.assert_allclose(row[0], np.linalg.multi_dot(given_))


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 500))
def test_the_classic_chain_costs_what_the_formulas_say(n: int, m: int, d: int) -> None:
    gradient = dimensions((n, m, d, 1), u=False, v=False)
    assert multiplications(gradient, from_left(3)) == d * m + m * n
    assert multiplications(gradient, from_right(3)) == d * m * n + d * n
    one_direction = dimensions((n, m, d, 1), u=False, v=True)
    assert multiplications(one_direction, from_right(4)) == m * n + d * m + d
    ratio = (d * m * n + d * n) / (d * m + m * n)
    assert ratio == pytest.approx(d * n * (m + 1) / (m * (n + d)))
    if 1 in (n, d):
        assert 1 / 2 < ratio < 2 or ratio == pytest.approx(1 if m == n == d == 1 else ratio)
        assert 1 / 2 <= ratio <= 2


def test_what_is_held_is_every_result_that_is_not_used_up() -> None:
    sides = dimensions((300, 200, 100, 1), u=False, v=True)
    assert [p.held for p in products(sides, (1, 0, 0))] == [30_000, 30_300, 301]
    assert [p.held for p in products(sides, (0, 0, 0))] == [200, 500, 301]
    assert [p.held for p in products(sides, (0, 1, 0))] == [200, 400, 401]
    assert held(sides, (1, 0, 0)) == 30_300
    assert held(sides, ()) == 0


def test_the_time_at_which_brackets_are_worked_off_changes_what_is_held_and_no_count() -> None:
    sides = (100, 1, 100, 1, 2, 90)
    large_first, small_first = (0, 0, 1, 0), (3, 0, 0, 0)
    assert canonical(5, large_first) == canonical(5, small_first)
    assert multiplications(sides, large_first) == multiplications(sides, small_first)
    assert held(sides, large_first) == 10_100
    assert held(sides, small_first) == 10_190


def test_the_modes_are_told_apart_by_their_brackets() -> None:
    assert kind(4, from_left(4)) == "left"
    assert kind(4, from_right(4)) == "right"
    assert kind(4, (1, 0, 0)) == "mixed"
    assert kind(4, (1,)) == "open"
    assert kind(2, (0,)) == "only"


def test_a_place_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no place 2"):
        products((1, 2, 3, 4), (2,))
    with pytest.raises(ValueError, match="leaves 2 of 3"):
        canonical(3, (0,))


def test_the_answer_holds_what_the_page_compares() -> None:
    said = answer(dimensions((300, 200, 100, 1), u=False, v=True), (1, 0, 0))
    assert said.total == 6_030_300
    assert (said.left, said.right) == (80_300, 80_100)
    assert (said.best, said.worst) == (80_100, 6_030_300)
    assert said.best_order == canonical(4, from_right(4))


def test_the_product_is_written_with_its_brackets() -> None:
    names = factor_names((300, 200, 100, 1), u=False, v=True)
    assert names == ("∇hᵀ", "J₂", "J₁", "v")
    assert written(names, ()) == "∇hᵀ·J₂·J₁·v"
    assert written(names, (1,)) == "∇hᵀ·(J₂·J₁)·v"
    assert written(names, (1, 0, 0)) == "(∇hᵀ·(J₂·J₁))·v"
    assert factor_names((3, 2, 4), u=True, v=False) == ("uᵀ", "J₂", "J₁")
