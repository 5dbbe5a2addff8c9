"""The Hessian is the Jacobian of the gradient, a product needs none, and steps keep laws."""

from typing import Any

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.catalog import CATALOG, Entry
from explainers.core.curvature import numbers as cur
from explainers.core.curvature.fits import FITS
from explainers.core.curvature.gauss import parts_at
from explainers.core.curvature.programs import curvature as programs
from explainers.core.expression import entry as typed
from explainers.core.tape import replayed, tape
from tests.core.oracles import ORACLES
from tests.core.test_programs import run

pytestmark = pytest.mark.share(3)

SCALARS = {slug: entry for slug, entry in CATALOG.items() if entry.m == 1}
TYPED = (
    "sin(x)",
    "exp(-x^2-y^2)",
    "x^y",
    "norm([x1,x2,x3])",
    "sum([x1,x2]) max(x1,x2)",
    "sin(x1*x2)+x3^2*x4-x5*x6",
)
EVERY: dict[str, Entry] = {**SCALARS, **{text: typed(text) for text in TYPED}}
every_scalar = pytest.mark.parametrize("entry", EVERY.values(), ids=EVERY.keys())
each_of_the_catalogue = pytest.mark.parametrize("slug", SCALARS)


def at_preset(entry: Entry) -> cur.Curvature:
    return cur.curvature(entry.map, entry.x, entry.v, 1.0)


def gradient(slug: str, x: np.ndarray) -> np.ndarray:
    """∇f by the formula in NumPy, derived by hand."""
    return np.asarray(ORACLES[slug](x)[1], float)[0]


@each_of_the_catalogue
def test_the_hessian_is_how_the_gradient_of_the_formula_changes(slug: str) -> None:
    found, x, h = at_preset(SCALARS[slug]), np.array(SCALARS[slug].x), 1e-5
    columns = [
        (gradient(slug, x + h * e) - gradient(slug, x - h * e)) / (2 * h) for e in np.eye(len(x))
    ]
    size = np.abs(found.hessian).max()
    np.testing.assert_allclose(found.hessian, np.stack(columns, axis=1), atol=1e-7 * size)
    np.testing.assert_allclose(found.gradient, gradient(slug, x), atol=1e-12)


@every_scalar
def test_one_product_gives_what_the_formed_hessian_gives(entry: Entry) -> None:
    found = at_preset(entry)
    size = max(1.0, float(np.abs(found.formed).max()))
    np.testing.assert_allclose(found.product, found.formed, atol=1e-13 * size)
    np.testing.assert_allclose(found.hessian @ np.array(entry.v), found.product, atol=1e-13 * size)


@every_scalar
def test_the_hessian_is_symmetric(entry: Entry) -> None:
    found = at_preset(entry)
    size = np.abs(found.hessian).max()
    np.testing.assert_allclose(found.hessian, found.hessian.T, atol=1e-13 * size)


def primitives(jaxpr: Any) -> set[tuple[int, ...]]:
    """Shapes of all arrays of a program."""
    return {tuple(v.aval.shape) for eqn in jaxpr.eqns for v in eqn.outvars}


def test_one_product_forms_no_matrix() -> None:
    entry = typed("sin(x1*x2)+x3^2*x4-x5*x6")
    given_ = (np.array(entry.x), np.array(entry.v))
    product = jax.make_jaxpr(lambda x, v: cur.hessian_product(entry.map, x, v))(*given_)
    formed = jax.make_jaxpr(lambda x: cur.hessian(entry.map, x))(given_[0])
    assert (6, 6) not in primitives(product.jaxpr)
    assert (6, 6) in primitives(formed.jaxpr)


small = st.floats(-50, 50)


@given(st.tuples(small, small))
def test_newtons_step_lands_on_the_minimum_of_a_quadratic(x: tuple[float, float]) -> None:
    found = cur.curvature(CATALOG["bowl"].map, x, (1.0, 0.0), 1.0)
    np.testing.assert_allclose(np.array(x) + found.newton.step, 0.0, atol=1e-11)
    for step in (found.newton, found.along):
        assert float(step.quadratic) == pytest.approx(float(step.true), rel=1e-9, abs=1e-9)


def test_on_a_saddle_newton_goes_to_the_saddle_and_descent_goes_lower() -> None:
    entry = CATALOG["two-wells"]
    found = at_preset(entry)
    assert found.curvatures[0] < 0 < found.curvatures[1]
    lands = np.array(entry.x) + found.newton.step
    assert np.linalg.norm(lands) < 0.1  # the saddle of f is at 0
    assert found.descents.true[2] < found.newton.true


@each_of_the_catalogue
def test_newtons_step_is_where_the_model_is_level(slug: str) -> None:
    found = at_preset(SCALARS[slug])
    left = found.gradient + found.hessian @ found.newton.step
    flat = np.abs(found.curvatures) < 1e-9 * np.abs(found.curvatures).max()
    bent = found.directions[:, ~flat]
    size = np.abs(found.gradient).max()
    np.testing.assert_allclose(bent.T @ left, 0.0, atol=1e-10 * size)


def test_newtons_step_leaves_a_flat_direction_out() -> None:
    """Log-sum-exp has no curvature along (1, 1, 1)."""
    found = at_preset(CATALOG["logsumexp"])
    assert found.curvatures[0] == pytest.approx(0.0, abs=1e-15)
    assert np.isfinite(found.newton.step).all()
    assert found.newton.step.sum() == pytest.approx(0.0, abs=1e-12)


def test_the_bowls_curvatures_are_two_plus_and_minus_root_two() -> None:
    found = at_preset(CATALOG["bowl"])
    assert found.curvatures == pytest.approx([2 - 2**0.5, 2 + 2**0.5])
    assert found.rates == pytest.approx(np.array([*cur.RATES, 1.0]) / (2 + 2**0.5))


def test_beyond_two_over_the_steepest_curvature_a_gradient_step_climbs() -> None:
    """Along the steepest direction of the bowl the promise is −η(1 − ηλ/2)‖∇f‖²."""
    steep = (1 + 2**0.5, 1.0)
    found = cur.curvature(CATALOG["bowl"].map, steep, (1.0, 0.0), 2.0)
    signs = np.sign(np.round(found.descents.true, 9))
    assert signs.tolist() == [-1, -1, -1, -1, 1, 0]


def test_outside_the_domain_nothing_is_said() -> None:
    assert not cur.are_finite(cur.curvature(CATALOG["baydin"].map, (0.0, 1.0), (1.0, 1.0), 1.0))
    assert cur.are_finite(at_preset(CATALOG["baydin"]))


@every_scalar
def test_the_tape_of_the_gradient_gives_jaxs_gradient_and_hessian(entry: Entry) -> None:
    bend = tape(cur.gradient_map(entry.map), entry.n)
    points = np.array(entry.x) + np.linspace(-0.2, 0.2, 5)[:, None] * np.array(entry.v)
    given_ = replayed(bend, points)
    for point, value, matrix in zip(points, *given_, strict=True):
        found = cur.curvature(entry.map, tuple(point), entry.v, 1.0)
        size = max(1.0, float(np.abs(found.hessian).max()))
        np.testing.assert_allclose(value, found.gradient, atol=1e-12 * size)
        np.testing.assert_allclose(matrix, found.hessian, atol=1e-12 * size)


@pytest.mark.parametrize("slug", sorted(SCALARS, key=lambda slug: slug not in FITS))  # sums first
@pytest.mark.share(99)
def test_the_jax_and_numpy_programs_print_what_the_lesson_shows(slug: str, tmp_path) -> None:
    entry = SCALARS[slug]
    found = at_preset(entry)
    expected = {
        "∇f": found.gradient,
        "Hv": found.product,
        "H": found.hessian,
        "curvatures": found.curvatures,
        "Newton": found.newton.step,
    }
    if slug in FITS:
        parts = parts_at(entry.map, FITS[slug], np.array(entry.x), np.array(entry.v))
        expected |= {"Jv": parts.push, "LJv": parts.weighed, "Gv": parts.product}
    written = programs(entry, entry.x, entry.v)
    for program, tolerance in ((written.jax, 1e-11), (written.numpy, 2e-5)):
        printed = run(program, tmp_path)
        assert list(printed) == list(expected)
        for label, numbers in expected.items():
            size = max(1.0, float(np.abs(numbers).max()))
            np.testing.assert_allclose(printed[label], numbers, atol=tolerance * size)
