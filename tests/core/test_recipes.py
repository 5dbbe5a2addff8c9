"""A pulled-back u taken as a step, beside the smallest step that answers u."""

import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.products import jacobian
from explainers.core.recipes import Recipes, compiled, least_squares, recipes

SEED = CATALOG["seed"].map


def _recipes(slug: str, u: tuple[float, ...] | None = None) -> Recipes:
    entry = CATALOG[slug]
    return compiled(entry.map)(jnp.asarray(entry.x), jnp.asarray(u or entry.u))


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
    solution, rank = least_squares(jnp.asarray(matrix), jnp.asarray(target))
    np.testing.assert_allclose(matrix.T @ (target - matrix @ solution), 0, atol=1e-13)
    assert rank == 2


def test_a_jacobian_of_zeros_reaches_nothing() -> None:
    solution, rank = least_squares(jnp.zeros((2, 3)), jnp.ones(2))
    np.testing.assert_array_equal(solution, 0)
    assert rank == 0


def test_outside_the_domain_nothing_is_finite_and_nothing_is_raised() -> None:
    baydin = CATALOG["baydin"].map
    found = recipes(baydin, jnp.asarray([-1.0, 5.0]), jnp.asarray([1.0]))
    assert np.isnan(found.gradient.true).all()


def test_a_function_is_compiled_once() -> None:
    assert compiled(SEED) is compiled(SEED)
