"""A pulled-back u taken as a step, beside the smallest step that answers u."""

import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.known import known
from explainers.core.products import jacobian
from explainers.core.recipes import Reach, Recipes, least_squares, recipes


def _recipes(slug: str, u: tuple[float, ...] | None = None) -> Recipes:
    entry = CATALOG[slug]
    weights = u or entry.u
    return recipes(entry.map, known(entry.map, entry.x, entry.v, weights), entry.x, weights)


def test_the_gradient_taken_as_a_step_overshoots_the_wish() -> None:
    gradient = _recipes("seed", (0.5, 0.0)).gradient
    np.testing.assert_allclose(gradient.step, (2, 0.5, 0.5), rtol=1e-14)
    np.testing.assert_allclose(gradient.linear, (9, 2), rtol=1e-14)
    np.testing.assert_allclose(gradient.true, (13, 2), rtol=1e-14)


def test_the_smallest_step_fulfils_the_wish_to_first_order() -> None:
    found = _recipes("seed", (0.5, 0.0))
    np.testing.assert_allclose(found.smallest.step, (0.1053, 0.0921, -0.0132), atol=5e-5)
    np.testing.assert_allclose(found.smallest.linear, (0.5, 0), atol=1e-14)
    np.testing.assert_allclose(found.smallest.true, (0.5111, 0), atol=5e-5)
    np.testing.assert_allclose(found.missed, 0, atol=1e-14)
    assert found.rank == 2


@pytest.mark.parametrize("slug", CATALOG)
def test_steps_agree_with_numpys_pseudoinverse(slug: str) -> None:
    entry = CATALOG[slug]
    matrix = np.asarray(jacobian(entry.map, jnp.asarray(entry.x)))
    pseudoinverse = np.linalg.pinv(matrix, rcond=1e-12)
    u = np.asarray(entry.u)
    found = _recipes(slug)
    np.testing.assert_allclose(found.gradient.step, u @ matrix, rtol=1e-11, atol=1e-12)
    np.testing.assert_allclose(found.smallest.step, pseudoinverse @ u, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(found.missed, u - matrix @ pseudoinverse @ u, rtol=1e-9, atol=1e-11)
    assert found.rank == np.linalg.matrix_rank(matrix, tol=1e-12 * np.linalg.norm(matrix, 2))


@pytest.mark.parametrize(("slug", "rank"), [("softmax", 2), ("normalize", 1), ("seed", 2)])
def test_rank_is_that_of_theory(slug: str, rank: int) -> None:
    assert _recipes(slug).rank == rank


def test_softmax_misses_the_common_shift_of_u() -> None:
    missed = _recipes("softmax", (0.5, 0.4, -0.5)).missed
    np.testing.assert_allclose(missed, np.full(3, 0.4 / 3), rtol=1e-12)


def test_normalize_misses_the_radial_part_of_u() -> None:
    entry = CATALOG["normalize"]
    radial = np.asarray(entry.x) / np.linalg.norm(entry.x)
    missed = _recipes("normalize").missed
    np.testing.assert_allclose(missed, radial * (radial @ np.asarray(entry.u)), rtol=1e-12)


def test_what_is_missed_is_at_right_angles_to_every_column() -> None:
    matrix = np.asarray([[1.0, 2.0], [2.0, 4.0], [0.0, 1.0]])
    target = np.asarray([1.0, -1.0, 3.0])
    found = least_squares(matrix, target)
    np.testing.assert_allclose(matrix.T @ (target - matrix @ found.solution), 0, atol=1e-13)
    np.testing.assert_allclose(found.missed, target - matrix @ found.solution, atol=1e-15)
    assert found.rank == 2


def test_a_jacobian_of_zeros_reaches_nothing() -> None:
    found = least_squares(np.zeros((2, 3)), np.ones(2))
    np.testing.assert_array_equal(found.solution, 0)
    np.testing.assert_array_equal(found.missed, 1)
    assert found.rank == 0


@pytest.mark.parametrize(
    ("rows", "target", "step"),
    [
        ([[2e12, 0], [0, 1]], [1, 1], [0.5e-12, 1]),
        ([[1e200, 0], [0, 1e-200]], [1, 1], [1e-200, 1e200]),
        ([[1e20, 1], [1e20, -1]], [1, 0], [0.5e-20, 0.5]),
        ([[1, 1], [1, 1 + 2**-40]], [1, 0], [1 + 2**40, -(2**40)]),
        ([[1e15], [1]], [1e15, 1], [1]),
    ],
)
def test_no_row_or_column_is_lost_in_the_size_of_another(
    rows: list[list[float]], target: list[float], step: list[float]
) -> None:
    matrix = np.asarray(rows, float)
    found = least_squares(matrix, np.asarray(target, float))
    assert found.rank == min(matrix.shape)
    np.testing.assert_allclose(found.solution, step, rtol=1e-15)
    np.testing.assert_array_equal(found.missed, 0)


def test_a_matrix_that_lacks_rank_but_for_rounding_is_solved_as_one_that_lacks_it() -> None:
    rng = np.random.default_rng(5)
    left, right = rng.normal(size=(4, 2)), rng.normal(size=(2, 5))
    matrix, target = left @ right, rng.normal(size=4)
    found = least_squares(matrix, target, np.full(matrix.shape, 1e-15))
    wanted = np.linalg.pinv(matrix, rcond=1e-12)
    assert found.rank == 2
    np.testing.assert_allclose(found.solution, wanted @ target, rtol=1e-9)
    np.testing.assert_allclose(found.missed, target - matrix @ wanted @ target, rtol=1e-9)


def test_what_is_reached_is_a_verdict() -> None:
    assert _recipes("seed").reach is Reach.EVERY
    assert _recipes("softmax", (0.5, -0.5, 0.0)).reach is Reach.THIS
    assert _recipes("softmax", (2.0, 2.0, 2.0)).reach is Reach.NOTHING
    assert _recipes("softmax", (0.5, 0.4, -0.5)).reach is Reach.PART


def test_a_matrix_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="not finite"):
        least_squares(np.asarray([[np.nan]]), np.ones(1))
