"""Estimates have the means and the spreads of their closed forms, over all signs and draws."""

import itertools
import math
from typing import Any

import mpmath
import numpy as np
import pytest

from explainers.core.many import numbers as many
from explainers.core.many.flow import densities
from explainers.core.many.maps import MAPS, SIZE, X
from explainers.core.many.numbers import LAWS, OFS, Found, Given, Law, Of
from explainers.core.tape import LONGEST, replayed, tape
from tests.core.many.oracles import JACOBIANS

STRENGTHS = (0.0, 0.3, 1.0)
MEANS: tuple[Of, ...] = ("trace", "diagonal", "norm", "gradient")
SIGNS = np.array(list(itertools.product((-1.0, 1.0), repeat=SIZE)))
"""All 4096 v that there are."""
each = pytest.mark.parametrize("slug", MAPS)


def drawn(slug: str, c: float, directions: np.ndarray) -> Found:
    """The numbers of directions, by the Jacobian that is derived by hand."""
    jacobian = JACOBIANS[slug](c)
    return Found(jacobian, directions, directions @ jacobian.T)


def asked(of: Of, jacobian: np.ndarray) -> np.ndarray:
    """What is estimated, in NumPy's own words."""
    return {
        "trace": lambda: np.atleast_1d(np.trace(jacobian)),
        "diagonal": lambda: np.diagonal(jacobian),
        "norm": lambda: np.atleast_1d(np.linalg.norm(jacobian) ** 2),
        "gradient": lambda: np.ones(SIZE) @ jacobian,
    }[of]()


@each
@pytest.mark.parametrize("c", STRENGTHS)
def test_jax_and_the_tape_agree_with_derivatives_by_hand(slug: str, c: float) -> None:
    truth = JACOBIANS[slug](c)
    found = many.found(Given(slug, c, "normal", 7))
    np.testing.assert_allclose(found.jacobian, truth, atol=1e-13)
    np.testing.assert_allclose(found.products, found.directions @ truth.T, atol=1e-12)
    program = tape(many.joined(slug), SIZE + 1)
    assert len(program.operations) <= LONGEST
    wide = replayed(program, np.array([[*X, c]])).jacobians[0]
    np.testing.assert_allclose(wide[:, :SIZE], truth, atol=1e-13)


@each
@pytest.mark.parametrize("c", STRENGTHS)
@pytest.mark.parametrize("of", MEANS)
def test_over_all_signs_mean_and_variance_are_exactly_those_predicted(
    slug: str, c: float, of: Of
) -> None:
    found = drawn(slug, c, SIGNS)
    said = many.samples(of, found)
    truth = asked(of, found.jacobian)
    size = max(1.0, float(np.abs(said).max()) ** 2)
    np.testing.assert_allclose(said.mean(axis=0), truth, atol=1e-12 * size)
    np.testing.assert_allclose(many.truth(of, found.jacobian), truth, atol=1e-12 * size)
    predicted = many.variances(of, found.jacobian, "signs")
    np.testing.assert_allclose(predicted, said.var(axis=0), atol=1e-12 * size)


@each
@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("of", MEANS)
def test_over_many_draws_mean_and_variance_come_near(slug: str, law: Law, of: Of) -> None:
    count = 100_000
    found = drawn(slug, 0.7, many.draws(law, 11, count))
    said = many.samples(of, found)
    truth, predicted = asked(of, found.jacobian), many.variances(of, found.jacobian, law)
    error = np.sqrt(predicted / count)
    assert (np.abs(said.mean(axis=0) - truth) <= 5 * error + 1e-12).all()
    np.testing.assert_allclose(said.var(axis=0), predicted, rtol=0.1, atol=1e-12)


@each
@pytest.mark.parametrize("law", LAWS)
def test_means_of_k_are_off_by_the_standard_error(slug: str, law: Law) -> None:
    """A thousand means of 20, of each estimate, against what is predicted of one."""
    for of in MEANS:
        found = drawn(slug, 0.7, many.draws(law, 5, 20_000))
        said = many.samples(of, found).reshape(1000, 20, -1).mean(axis=1)
        off = np.linalg.norm(said - asked(of, found.jacobian), axis=1)
        predicted = many.settled(of, found, law, 20).predicted
        assert math.sqrt((off**2).mean()) == pytest.approx(predicted, rel=0.12, abs=1e-12)


def test_the_error_that_draws_measure_is_theirs() -> None:
    found = many.found(Given("ring", 0.6, "signs", 2))
    for of in MEANS:
        said = many.samples(of, found)[:9]
        settled = many.settled(of, found, "signs", 9)
        squares = sum(float(np.var(column, ddof=1)) for column in said.T)
        assert settled.measured == pytest.approx(math.sqrt(squares / 9), rel=1e-12)
        assert settled.off == pytest.approx(
            float(np.linalg.norm(said.mean(axis=0) - asked(of, found.jacobian))), abs=1e-13
        )
        assert many.settled(of, found, "signs", 1).measured is None


def test_what_is_exact_in_each_product_has_no_spread_at_all() -> None:
    def spread(of: Of, slug: str, c: float, law: Law = "signs") -> float:
        return many.spread(of, many.found(Given(slug, c, law, 0)).jacobian, law)

    for of in ("trace", "diagonal", "norm"):
        assert spread(of, "layer", 0.0) == spread(of, "ring", 0.0) == 0
        assert spread(of, "layer", 0.0, "normal") > 0
        assert spread(of, "layer", 1e-6) > 0
    assert spread("trace", "swirl", 0.7) == spread("trace", "swirl", 0.7, "normal") == 0
    assert spread("gradient", "swirl", 0.7, "normal") == 0
    assert spread("diagonal", "swirl", 0.7) > 0
    assert all(spread(of, "swirl", 0.0, law) == 0 for of in OFS for law in LAWS)


@pytest.mark.parametrize("law", LAWS)
def test_the_first_draws_of_many_are_those_of_few(law: Law) -> None:
    for count in (1, 7, 64):
        np.testing.assert_array_equal(many.draws(law, 3, count), many.draws(law, 3)[:count])
    assert set(np.unique(many.draws("signs", 3))) == {-1.0, 1.0}
    assert not np.array_equal(many.draws(law, 3), many.draws(law, 4))


# The range ----------------------------------------------------------------------------------------


@each
@pytest.mark.parametrize("c", STRENGTHS)
def test_the_picture_is_what_of_j_lies_in_the_span_of_the_products(slug: str, c: float) -> None:
    found = many.found(Given(slug, c, "normal", 1))
    sigmas = np.linalg.svd(JACOBIANS[slug](c))[1]
    for k in range(1, SIZE + 1):
        seen = many.caught(found, k)
        reached = found.products[:k].T
        by_least_squares = reached @ np.linalg.pinv(reached, rcond=1e-10) @ found.jacobian
        np.testing.assert_allclose(seen.picture, by_least_squares, atol=1e-8)
        assert seen.missing >= seen.least - 1e-12
        assert seen.least == pytest.approx(math.sqrt((sigmas[k:] ** 2).sum()), abs=1e-12)
        np.testing.assert_allclose(seen.sigmas, sigmas, atol=1e-12)
        assert (seen.held <= sigmas + 1e-12).all()
        assert seen.held[k:] == pytest.approx(np.zeros(SIZE - k), abs=1e-12)
    assert many.caught(found, 100).missing == pytest.approx(0, abs=1e-12)


def test_three_products_hold_all_of_a_bottleneck_of_three() -> None:
    found = many.found(Given("bottleneck", 0.0, "signs", 0))
    missing = [many.caught(found, k).missing for k in (1, 2, 3, 4)]
    assert missing[1] > 0.1
    assert missing[2:] == pytest.approx([0, 0], abs=1e-12)
    assert len(many.basis(found.products)) == 3


# The flow -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("c", [0.0, 0.4, 1.0])
def test_only_the_right_density_encloses_one(c: float) -> None:
    found = densities(c)

    def wrong(z: Any) -> Any:
        slope = 1 + c * mpmath.sech(z) ** 2
        return mpmath.npdf(z) * slope**2

    assert found.areas[0] == pytest.approx(1, abs=1e-10)
    area: Any = mpmath.quad(wrong, [-10, 0, 10])
    assert found.areas[1] == pytest.approx(float(area), abs=1e-10)
    assert (found.areas[1] > 1 + 1e-6) == (c > 0)


def test_the_right_density_is_that_of_moved_draws() -> None:
    c = 0.8
    found = densities(c)
    z = np.random.default_rng(0).standard_normal(200_000)
    y = z + c * np.tanh(z)
    counts, edges = np.histogram(y, bins=40, range=(-4, 4))
    heights = counts / len(y) / np.diff(edges)
    middles = (edges[1:] + edges[:-1]) / 2
    np.testing.assert_allclose(heights, np.interp(middles, found.y, found.right), atol=0.012)
