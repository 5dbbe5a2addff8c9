"""The Gauss–Newton matrix and its products before formulas by hand, and where it is H."""

from itertools import product
from typing import Any

import jax.numpy as jnp
import mpmath
import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.curvature.fits import FITS
from explainers.core.curvature.gauss import Apart, Gauss, gauss
from explainers.core.curvature.numbers import bend, known, program
from explainers.core.curvature.verdicts import Edge, found
from explainers.core.rounding import has_switches
from explainers.core.tape import tape
from tests.core.curvature.sums import DIGITS, SUMS

each = pytest.mark.parametrize("slug", FITS)
PLACES = [(0.5, -1.0), (0.0, 0.0), (-0.7, 1.3), (2.0, -3.5), (1e-7, 2e-7), (-3.0, 8.0)]


def at(slug: str, x: tuple[float, ...], v: tuple[float, ...] = (0.9, -1.1)) -> Gauss:
    entry = CATALOG[slug]
    return gauss(entry.map, FITS[slug], found(entry.map, x, v, 1.0), v)


def array(matrix: Any) -> np.ndarray:
    return np.array(matrix.tolist(), float)


def test_every_sum_is_known_by_hand() -> None:
    assert SUMS.keys() == FITS.keys()


@each
def test_each_is_the_sum_of_its_losses(slug: str) -> None:
    entry, fit = CATALOG[slug], FITS[slug]
    for x in PLACES:
        at_x = jnp.array(x)
        total = np.asarray(fit.losses(fit.outputs(at_x))).sum()
        np.testing.assert_allclose(entry.map(at_x)[0], total, rtol=1e-13)


@each
def test_a_product_passes_through_what_formulas_give(slug: str) -> None:
    of, v = SUMS[slug], (0.9, -1.1)
    for x in PLACES:
        parts = at(slug, x, v).parts
        with mpmath.workdps(DIGITS):
            jacobian, weights = array(of.jacobian(x)), np.array(of.weights(of.z(x)), float)
            matrix, squared = array(of.gauss(x)), array(of.squared(x))
        size = np.abs(matrix).max()
        np.testing.assert_allclose(parts.push, jacobian @ v, atol=1e-13 * np.abs(jacobian).max())
        np.testing.assert_allclose(parts.weighed, weights * (jacobian @ v), atol=1e-13 * size)
        np.testing.assert_allclose(parts.product, matrix @ v, atol=1e-13 * size)
        np.testing.assert_allclose(parts.matrix, matrix, atol=1e-13 * size)
        np.testing.assert_allclose(parts.squared, squared, atol=1e-13 * np.abs(squared).max())


@each
def test_numbers_keep_within_their_bounds(slug: str) -> None:
    of, v = SUMS[slug], (0.9, -1.1)
    for x in [*PLACES, (1e3, -2e3), (-40.0, 3.0), (30.0, 1.0)]:
        have = at(slug, x, v)
        with mpmath.workdps(DIGITS):
            matrix = of.gauss(x)
            pairs = {"matrix": matrix, "product": matrix * mpmath.matrix(v)}
            pairs |= {"squared": of.squared(x), "slopes": mpmath.matrix(of.slopes(of.z(x)))}
            for name, true in pairs.items():
                found_, room = getattr(have.parts, name), getattr(have.errors, name)
                for z, e, t in zip(found_.ravel(), room.ravel(), true, strict=True):
                    assert not np.isfinite(e) or abs(mpmath.mpf(float(z)) - t) <= e, (name, x)


@each
def test_what_parts_h_from_g_is_the_bending_inside(slug: str) -> None:
    for x in PLACES:
        with mpmath.workdps(DIGITS):
            rest, size = array(SUMS[slug].rest(x)), array(SUMS[slug].gauss(x))
        np.testing.assert_allclose(at(slug, x).rest, rest, atol=1e-12 * np.abs(size).max())
        # and H is what differences of the gradient by hand give
        hessian = known(CATALOG[slug].map, x, (0.0, 0.0), 1.0).numbers.hessian
        np.testing.assert_allclose(hessian, size + rest, atol=1e-12 * np.abs(size).max())


@pytest.mark.parametrize(
    ("slug", "x", "v", "apart", "differs"),
    [
        ("rosenbrock", (0.5, 0.3), (0.6, 0.7), Apart.APART, True),
        ("rosenbrock", (0.5, 0.3), (0.0, 1.0), Apart.APART, False),
        ("rosenbrock", (0.5, 0.25), (0.6, 0.7), Apart.ALIKE, False),
        ("rosenbrock", (1.0, 1.0), (0.6, 0.7), Apart.LEVEL, False),
        ("rosenbrock", (1e-7, 0.0), (1.0, 0.0), Apart.APART, True),
        ("rosenbrock", (1e6, 1e12), (1.0, 0.0), Apart.ALIKE, False),
        ("rosenbrock", (1e160, 0.0), (1.0, 0.0), Apart.UNKNOWN, False),
        ("line-squares", (1.6, 1.0), (0.6, 0.7), Apart.LINEAR, False),
        ("line-squares", (1e100, -1e100), (0.6, 0.7), Apart.LINEAR, False),
        ("logistic", (0.5, -1.0), (0.6, 0.7), Apart.LINEAR, False),
        ("logistic", (-200.0, 3.0), (0.6, 0.7), Apart.LINEAR, False),
        ("logistic", (300.0, 0.0), (0.6, 0.7), Apart.LINEAR, False),
    ],
)
def test_where_they_agree_is_told(
    slug: str, x: tuple[float, ...], v: tuple[float, ...], apart: Apart, differs: bool
) -> None:
    have = at(slug, x, v)
    assert (have.apart, have.differs) == (apart, differs)


def test_g_is_the_fisher_information_of_the_logistic_fit() -> None:
    """The mean of ggᵀ over all labels, each as likely as the scores say: by counting them."""
    x = (0.5, -1.0)
    with mpmath.workdps(DIGITS):
        jacobian = array(SUMS["logistic"].jacobian(x))
        chances = 1 / (1 + np.exp(-np.array(SUMS["logistic"].z(x), float)))
    information = np.zeros((2, 2))
    for labels in product((0, 1), repeat=6):
        y = np.array(labels)
        gradient = jacobian.T @ (chances - y)
        information += np.where(y, chances, 1 - chances).prod() * np.outer(gradient, gradient)
    np.testing.assert_allclose(at("logistic", x).parts.matrix, information, rtol=1e-12)


def test_the_empirical_fisher_is_g_only_by_chance() -> None:
    assert at("logistic", (0.0, 0.0)).alike  # each σ is ½, and each error squared its variance
    assert at("logistic", (0.5, -1.0)).alike is False
    assert at("logistic", (300.0, 0.0)).alike is False
    assert at("rosenbrock", (1e160, 0.0)).alike is None


def test_g_of_a_line_is_the_matrix_of_its_normal_equations() -> None:
    times = np.linspace(0.5, 3.0, 6)
    design = np.stack([times, np.ones(6)], axis=1)
    for x in PLACES:
        have = at("line-squares", x)
        np.testing.assert_allclose(have.parts.matrix, 2 * design.T @ design, rtol=1e-14)
        assert not have.rest.any()


def test_nothing_in_errors_and_scores_switches() -> None:
    """So that they are smooth wherever they are finite, and races need not ask."""
    for slug in ("rosenbrock", "line-squares"):
        whole, slopes = program(CATALOG[slug].map, 2), bend(CATALOG[slug].map, 2)
        assert whole
        assert slopes
        assert not has_switches(whole)
        assert not has_switches(slopes)
    for fit in FITS.values():
        assert not has_switches(tape(fit.outputs, 2))


@pytest.mark.parametrize(
    "x",
    [
        *[(0.5, -1.0), (0.0, 0.0), (0.3, -1.2), (2.0, -3.0), (-1.0, 1.0), (1e-9, 0.0)],
        *[(0.0, 40.0), (0.0, 360.0), (0.0, 700.0), (0.0, 800.0), (120.0, 0.0), (-200.0, 700.0)],
        *[(0.0, -40.0), (0.0, -800.0), (-400.0, 3.0), (1e6, 1.0), (1e-300, 1e-300)],
    ],
)
def test_the_logistic_fit_is_smooth_though_its_program_switches(x: tuple[float, float]) -> None:
    """The pieces agree to all orders, where a score is 0 and where it is lost beside another."""
    entry = CATALOG["logistic"]
    have = found(entry.map, x, entry.v, 1.0)
    assert have.verdict.edge is Edge.SMOOTH
    of = SUMS["logistic"]
    with mpmath.workdps(400):
        value, gradient, hessian = of.value(x), of.gradient(x), of.gauss(x)
        value, gradient, hessian = float(value), array(gradient).ravel(), array(hessian)
    size = 1e-15 * (1 + abs(x[0]) + abs(x[1]))
    assert float(have.numbers.value) == pytest.approx(value, rel=1e-12, abs=size)
    np.testing.assert_allclose(have.numbers.gradient, gradient, rtol=1e-12, atol=100 * size)
    np.testing.assert_allclose(have.numbers.hessian, hessian, rtol=1e-12, atol=100 * size)
