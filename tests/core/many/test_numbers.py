"""Estimates have the means and the spreads of their closed forms, over all signs and draws."""

import itertools
import math
from typing import Any

import mpmath
import numpy as np
import pytest

from explainers.core.executable import Executable
from explainers.core.many import numbers as many
from explainers.core.many import series
from explainers.core.many.flow import densities
from explainers.core.many.maps import MAPS, SIZE, X
from explainers.core.many.numbers import LAWS, OFS, Found, Given, Law, Of
from explainers.core.tape import LONGEST, replayed, tape
from tests.core.many.oracles import JACOBIANS, powers

STRENGTHS = (0.0, 0.3, 1.0)
MEANS: tuple[Of, ...] = ("trace", "diagonal", "norm", "gradient", "logdet")
SIGNS = np.array(list(itertools.product((-1.0, 1.0), repeat=SIZE)))
"""All 4096 v that there are."""
each = pytest.mark.parametrize("slug", MAPS)


def drawn(slug: str, c: float, directions: np.ndarray) -> Found:
    """The numbers of directions, by the Jacobian that is derived by hand."""
    jacobian = JACOBIANS[slug](c)
    said = np.zeros(len(directions))
    pushed = directions
    for k in range(1, 9):
        pushed = 0.4 * pushed @ jacobian.T
        said -= (-1) ** k * (directions * pushed).sum(axis=1) / k
    whole = float(np.linalg.slogdet(np.eye(SIZE) + 0.4 * jacobian)[1])
    return Found(jacobian, directions, directions @ jacobian.T, said, whole)


def asked(of: Of, jacobian: np.ndarray) -> np.ndarray:
    """On what means settle, in NumPy's own words."""
    return {
        "trace": lambda: np.atleast_1d(np.trace(jacobian)),
        "diagonal": lambda: np.diagonal(jacobian),
        "norm": lambda: np.atleast_1d(np.linalg.norm(jacobian) ** 2),
        "gradient": lambda: np.ones(SIZE) @ jacobian,
        "logdet": lambda: np.atleast_1d(np.trace(powers(jacobian))),
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
    np.testing.assert_allclose(many.settles(of, found.jacobian), truth, atol=1e-12 * size)
    if of != "logdet":
        np.testing.assert_array_equal(many.truth(of, found), many.settles(of, found.jacobian))
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
            float(np.linalg.norm(said.mean(axis=0) - many.truth(of, found))), abs=1e-13
        )
        assert many.settled(of, found, "signs", 1).measured is None


def test_what_is_exact_in_each_product_has_no_spread_at_all() -> None:
    def spread(of: Of, slug: str, c: float, law: Law = "signs") -> float:
        return many.spread(of, many.found(Given(slug, c, law, 0)).jacobian, law)

    for of in ("trace", "diagonal", "norm", "logdet"):
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


# A log-determinant --------------------------------------------------------------------------------


@each
@pytest.mark.parametrize("c", [*STRENGTHS, 1e-6, 0.8])
def test_jax_pushes_the_series_and_finds_the_determinant(slug: str, c: float) -> None:
    by_hand = drawn(slug, c, many.draws("normal", 7))
    found = many.found(Given(slug, c, "normal", 7))
    size = max(1.0, float(np.abs(by_hand.series).max()))
    np.testing.assert_allclose(found.series, by_hand.series, atol=1e-12 * size)
    np.testing.assert_allclose(series.matrix(found.jacobian), powers(found.jacobian), atol=1e-13)
    mpmath.mp.dps = 40
    flow = mpmath.eye(SIZE) + mpmath.mpf(0.4) * mpmath.matrix(found.jacobian.tolist())
    exact: Any = mpmath.log(abs(mpmath.det(flow)))
    near = 1e-13 / float(np.linalg.norm(np.eye(SIZE) + 0.4 * found.jacobian, -2))
    assert found.log_det == pytest.approx(float(exact), rel=1e-13, abs=near * abs(float(exact)))
    assert found.log_det == pytest.approx(by_hand.log_det, abs=1e-12)
    assert many.truth("logdet", found).tolist() == [found.log_det]


def test_any_determinant_is_found_with_rows_that_change_places() -> None:
    log_det = Executable(series.log_det)
    rng = np.random.default_rng(0)
    for size in (1e-9, 0.1, 1.0, 30.0):
        for jacobian in size * rng.standard_normal((20, SIZE, SIZE)):
            truth = np.linalg.slogdet(np.eye(SIZE) + 0.4 * jacobian)[1]
            assert float(log_det(jacobian)) == pytest.approx(truth, rel=1e-9, abs=1e-13)
    singular = np.diag([-2.5, *np.ones(SIZE - 1)])
    assert float(log_det(singular)) == -math.inf
    swapped = 2.5 * (np.eye(SIZE)[::-1] - np.eye(SIZE))
    assert float(log_det(swapped)) == pytest.approx(0, abs=1e-14)


@each
@pytest.mark.parametrize("c", [*STRENGTHS, 0.8])
def test_what_the_series_leaves_out_is_within_its_bound(slug: str, c: float) -> None:
    found = drawn(slug, c, SIGNS[:1])
    flow = 0.4 * found.jacobian
    norm = float(np.linalg.norm(flow, 2))
    assert series.sigmas(found.jacobian)[0] == pytest.approx(norm, abs=1e-13)
    assert series.bounded(found.jacobian) == (norm < 1)
    size = float(np.abs(np.linalg.eigvals(flow)).max())
    assert series.largest(found.jacobian) == pytest.approx(size, abs=1e-13)
    if norm < 1:
        left = abs(found.log_det - float(asked("logdet", found.jacobian)[0]))
        assert left <= series.remainder(found.jacobian) + 1e-13


def test_only_a_strong_ring_is_beyond_the_series_and_no_strength_lies_on_the_edge() -> None:
    for slug in MAPS:
        at = {c: series.sigmas(JACOBIANS[slug](c))[0] for c in np.linspace(0, 1, 101).round(2)}
        assert (max(at.values()) > 1) == (slug == "ring")
    low, high = 0, 10**6
    while high - low > 1:
        middle = (low + high) // 2
        below = series.sigmas(JACOBIANS["ring"](middle / 1e6))[0] < 1
        low, high = (middle, high) if below else (low, middle)
    for c in (low / 1e6, high / 1e6):
        assert abs(series.sigmas(JACOBIANS["ring"](c))[0] - 1) > 10 * series.CLOSE


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
