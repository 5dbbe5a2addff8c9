"""Colourings tell what they promise, and the fewest are the fewest."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.sparsity.cases import CASES
from explainers.core.sparsity.colouring import (
    LARGEST,
    ORDERINGS,
    PALETTE,
    WAYS,
    Coloured,
    Ordering,
    Way,
    conflicts,
    fewest,
    greedy,
    is_symmetric,
    judged,
    plain,
    transposed,
)
from explainers.core.sparsity.pattern import Rows

FEWEST = {
    "rod": (3, 3, 3, 3),
    "traffic": (2, 2, 2),
    "hub": (8, 8, 3),
    "groups": (3, 3, 3),
    "brusselator": (4, 4, 4),
    "classifier": (3, 5, 3),
    "network": (3, 3, 3, 3),
    "energy": (8, 8, 3, 2),
}
"""Bidiagonal 2, tridiagonal 3 and arrowhead 3 by both are those of Curtis, Powell, Reid 1974 and of
Coleman and Verma 1998; a star has a star colouring with 2 colours, a path one with 3 (Fertin,
Raspaud, Reed 2004)."""
each_case = pytest.mark.parametrize("slug", CASES)


def ones(rows: Rows, n: int) -> np.ndarray:
    return np.array([[int(j in row) for j in range(n)] for row in rows])


def solvable(there: np.ndarray, way: Way, colours: Coloured) -> set[tuple[int, int]]:
    """The entries that a product holds alone, by the products of a matrix of unknowns.

    Each entry has a weight of its own, a power of 2, so that a sum tells what it is made of.
    """
    m, n = there.shape
    found = judged(rows_of(there), way, colours)
    places = np.argwhere(there)
    weights = np.zeros(there.shape, object)
    for k, (i, j) in enumerate(places):
        mirrored = way == "symmetric" and j < i
        weights[i, j] = weights[j, i] if mirrored else 2**k
    S = np.array([[int(j in group) for group in found.pushes] for j in range(n)], object)
    T = np.array([[int(i in group) for i in range(m)] for group in found.pulls], object)
    sums: set[int] = set()
    if found.pushes:
        sums |= set((weights @ S).ravel().tolist())
    if found.pulls:
        sums |= set((T.reshape(len(found.pulls), m) @ weights).ravel().tolist())
    return {(int(i), int(j)) for i, j in places if weights[i, j] in sums}


def rows_of(there: np.ndarray) -> Rows:
    return tuple(tuple(int(j) for j in np.flatnonzero(row)) for row in there)


def patterns(most: int = 5) -> st.SearchStrategy[np.ndarray]:
    sizes = st.tuples(st.integers(1, most), st.integers(1, most))
    return sizes.flatmap(
        lambda size: st.lists(
            st.booleans(), min_size=size[0] * size[1], max_size=size[0] * size[1]
        ).map(lambda flat: np.reshape(np.array(flat, int), size))
    )


def symmetric(there: np.ndarray) -> np.ndarray:
    size = min(there.shape)
    square = there[:size, :size]
    return np.maximum(np.maximum(square, square.T), np.eye(size, dtype=int))


@given(patterns(), st.sampled_from(WAYS), st.data())
def test_what_is_told_is_what_a_product_holds_alone(
    there: np.ndarray, way: Way, data: st.DataObject
) -> None:
    there = symmetric(there) if way == "symmetric" else there
    m, n = there.shape
    colour = st.integers(0, 3)
    colours = Coloured(
        tuple(data.draw(st.lists(colour, min_size=n, max_size=n))),
        tuple(data.draw(st.lists(colour, min_size=m, max_size=m))),
    )
    found = judged(rows_of(there), way, colours)
    assert set(found.told) == solvable(there, way, colours)
    assert len(found.told) + len(found.mixed) == there.sum()


@given(patterns(), st.sampled_from(WAYS), st.sampled_from(ORDERINGS))
def test_a_greedy_colouring_mixes_nothing(there: np.ndarray, way: Way, ordering: Ordering) -> None:
    there = symmetric(there) if way == "symmetric" else there
    rows, n = rows_of(there), there.shape[1]
    found = greedy(rows, n, way, ordering)
    assert not judged(rows, way, found).mixed
    assert max((*found.columns, *found.rows), default=0) <= PALETTE


@given(patterns(), st.sampled_from(ORDERINGS))
def test_by_both_a_greedy_colouring_makes_no_needless_product(
    there: np.ndarray, ordering: Ordering
) -> None:
    rows, n = rows_of(there), there.shape[1]
    found = judged(rows, "both", greedy(rows, n, "both", ordering))
    telling = {(kind, place) for kind, place in found.told.values()}
    assert len(telling) == found.products


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_one_pull_tells_a_single_row(ordering: Ordering) -> None:
    rows: Rows = ((0, 1, 2),)
    found = greedy(rows, 3, "both", ordering)
    assert found == Coloured((0, 0, 0), (1,))
    assert judged(rows, "both", found).products == 1


@pytest.mark.parametrize("columns", [1, 2, LARGEST + 1])
@pytest.mark.parametrize("way", ["columns", "rows", "both"])
def test_of_nothing_no_product_is_needed(columns: int, way: Way) -> None:
    nothing: Rows = ((), ())
    assert fewest(nothing, columns, way) == 0
    for colours in (greedy(nothing, columns, way, "natural"), Coloured((1,) * columns, (2, 0))):
        assert judged(nothing, way, colours).products == 0


@pytest.mark.parametrize("way", WAYS)
def test_what_holds_nothing_is_in_no_product_whatever_its_colour(way: Way) -> None:
    rows: Rows = ((0, 2), (), (0, 2))
    bare = plain(rows, 3)
    assert judged(rows, way, bare).products == 2
    assert judged(rows, way, Coloured((0, 1, 0), (0, 1, 0))).products == 2
    assert judged(rows, way, Coloured((0, 1, 1), (1, 1, 0))).mixed == judged(rows, way, bare).mixed
    for ordering in ORDERINGS:
        found = greedy(rows, 3, way, ordering)
        assert (found.columns[1], found.rows[1]) == (0, 0)


def by_trying(there: np.ndarray, way: Way) -> int:
    """The fewest products of any colouring, each tried."""
    m, n = there.shape
    rows = rows_of(there)
    columns = [(0,) * n] if way == "rows" else list(product(range(n + 1), repeat=n))
    downs = [(0,) * m] if way in ("columns", "symmetric") else list(product(range(m + 1), repeat=m))
    found = (judged(rows, way, Coloured(a, b)) for a in columns for b in downs)
    return min(one.products for one in found if not one.mixed)


@given(patterns(3), st.sampled_from(WAYS))
def test_the_fewest_is_what_trying_finds(there: np.ndarray, way: Way) -> None:
    there = symmetric(there) if way == "symmetric" else there
    found = fewest(rows_of(there), there.shape[1], way)
    assert found == by_trying(there, way)


@each_case
def test_the_fewest_of_each_case_are_the_published_ones(slug: str) -> None:
    case = CASES[slug]
    rows = case.pattern.rows
    assert tuple(fewest(rows, case.n, way) for way in case.ways) == FEWEST[slug]


@each_case
def test_a_full_row_bounds_the_pushes_from_below(slug: str) -> None:
    rows, n = CASES[slug].pattern.rows, CASES[slug].n
    found = fewest(rows, n, "columns")
    assert found is not None
    assert found >= max(map(len, rows))


def test_the_order_of_a_greedy_colouring_matters() -> None:
    case = CASES["network"]
    rows = case.pattern.rows
    counts = [
        judged(rows, "columns", greedy(rows, 8, "columns", one)).products for one in ORDERINGS
    ]
    assert counts == [5, 3, 3]


def test_too_many_columns_are_not_tried_by_both() -> None:
    wide: Rows = (tuple(range(LARGEST + 1)),)
    assert fewest(wide, LARGEST + 1, "both") is None
    assert fewest(wide, LARGEST + 1, "rows") == 1


@each_case
def test_a_wrong_colouring_says_which_entries_it_mixes(slug: str) -> None:
    case = CASES[slug]
    rows = case.pattern.rows
    a, b = conflicts(rows, case.n, "columns")[0]
    colours = plain(rows, case.n)._replace(columns=tuple(int(j in (a, b)) for j in range(case.n)))
    found = judged(rows, "columns", colours)
    shared = [i for i, row in enumerate(rows) if a in row and b in row]
    assert set(found.mixed) == {(i, j) for i in shared for j in (a, b)}


@each_case
def test_pairs_in_conflict_are_those_that_share_a_row(slug: str) -> None:
    case = CASES[slug]
    there = ones(case.pattern.rows, case.n)
    both = there.T @ there
    expected = [(a, b) for a in range(case.n) for b in range(a + 1, case.n) if both[a, b]]
    assert list(conflicts(case.pattern.rows, case.n, "columns")) == expected


def test_a_symmetric_pattern_is_its_own_transpose() -> None:
    for case in CASES.values():
        rows = case.pattern.rows
        assert np.array_equal(ones(transposed(rows, case.n), case.m), ones(rows, case.n).T)
        assert is_symmetric(rows, case.n) or not case.symmetric
