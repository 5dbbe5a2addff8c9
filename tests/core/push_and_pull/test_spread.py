"""How J stretches, and clouds of inputs, against closed forms and other draws."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.expression import entry as typed
from explainers.core.known import known
from explainers.core.push_and_pull.spread import (
    COUNT,
    Bend,
    Cloud,
    Grasp,
    bends,
    cloud,
    draws,
    stretch,
)
from tests.exact import mp


def at(text: str, x: tuple[float, ...]):
    entry = CATALOG.get(text) or typed(text)
    found = known(entry.map, x, (0.0,) * entry.n, (0.0,) * entry.m)
    return entry.map, found


@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_a_cloud_has_mean_0_and_the_identity_for_covariance(n: int) -> None:
    points = draws(n)
    assert points.shape == (COUNT, n)
    np.testing.assert_allclose(points.mean(axis=0), 0, atol=1e-14)
    np.testing.assert_allclose(points.T @ points / COUNT, np.eye(n), atol=1e-13)
    assert {tuple(point) for point in np.round(-points, 9) + 0.0} == {
        tuple(point) for point in np.round(points, 9) + 0.0
    }


@pytest.mark.parametrize(
    ("text", "x"), [("polar", (1.4, 0.75)), ("seed", (1.0, 2.0, 0.5)), ("arm", (0.3, 1.1))]
)
def test_singular_values_are_those_of_a_library_with_more_digits(
    text: str, x: tuple[float, ...]
) -> None:
    _, found = at(text, x)
    told = stretch(found)
    exact = mp.svd_r(mp.matrix(found.numbers.jacobian.tolist()), compute_uv=False)
    assert told.grasp is Grasp.KNOWN
    for one, other in zip(told.values, exact, strict=True):
        assert abs(one - other) <= told.error
    low, high = told.condition
    assert low <= exact[0] / exact[len(exact) - 1] <= high


@pytest.mark.parametrize(
    ("text", "x", "grasp", "rank"),
    [
        ("[x1^2,x1*x2]", (0.0, 0.0), Grasp.ZERO, 0),
        ("[x1+x2,2x1+2x2]", (1.0, 1.0), Grasp.SINGULAR, 1),
        ("[1e6*(1e6*(1e6*(100x1))),x2]", (1.0, 1.0), Grasp.LOST, 2),
        ("[-x2,x1]", (1.0, 1.0), Grasp.KNOWN, 2),
        ("[x1,x1,x1]", (2.0,), Grasp.KNOWN, 1),
    ],
)
def test_what_is_known_of_the_smallest_singular_value(
    text: str, x: tuple[float, ...], grasp: Grasp, rank: int
) -> None:
    told = stretch(at(text, x)[1])
    assert (told.grasp, told.rank) == (grasp, rank)


@pytest.mark.parametrize("spread", [1e-3, 0.2, 1000.0])
def test_of_an_affine_map_j_says_all(spread: float) -> None:
    f, found = at("[2x1+x2-1,x1-3x2,5]", (0.5, -2.0))
    told = cloud(f, found, (0.5, -2.0), spread)
    wanted = spread * np.sqrt([5, 10, 0])
    np.testing.assert_allclose(told.linear, wanted, rtol=1e-12)
    np.testing.assert_allclose(told.true, wanted, rtol=1e-9, atol=0)
    assert not told.shift.any()
    assert bends(told) == [Bend.ALIKE, Bend.ALIKE, Bend.STILL]


@pytest.mark.parametrize(("x", "spread"), [(0.0, 0.5), (1.0, 0.5), (3.0, 0.01)])
def test_of_a_square_the_mean_moves_by_the_variance(x: float, spread: float) -> None:
    f, found = at("x1^2", (x,))
    told = cloud(f, found, (x,), spread)
    z = draws(1)[:, 0]
    np.testing.assert_allclose(told.shift, spread**2, rtol=1e-9)
    fourth = np.mean(z**4) - 1
    variance = 4 * x**2 * spread**2 + spread**4 * fourth
    np.testing.assert_allclose(told.true, math.sqrt(variance), rtol=1e-9)
    np.testing.assert_allclose(told.linear, 2 * abs(x) * spread, rtol=1e-12)


@pytest.mark.parametrize(
    ("text", "x", "formula"),
    [
        ("polar", (1.4, 0.75), lambda r, a: (r * np.cos(a), r * np.sin(a))),
        ("seed", (1.0, 2.0, 0.5), lambda a, b, c: (a * a + b + c, a - b + c)),
        ("square", (0.6, -1.1), lambda a, b: (a * a - b * b, 2 * a * b)),
    ],
)
def test_spreads_are_those_of_many_other_draws(
    text: str, x: tuple[float, ...], formula: Callable[..., tuple[np.ndarray, ...]]
) -> None:
    spread, many = 0.02, 100_000
    f, found = at(text, x)
    told = cloud(f, found, x, spread)
    others = np.array(x) + spread * np.random.default_rng(3).standard_normal((many, len(x)))
    values = np.array(formula(*others.T))
    # By k draws a standard deviation is known to 1/√(2k): four of those, and what f bends.
    room = 4 / math.sqrt(2 * many) + spread**2
    np.testing.assert_allclose(told.linear, values.std(axis=1), rtol=room)
    np.testing.assert_allclose(told.true, values.std(axis=1), rtol=room)
    covariance = found.numbers.jacobian @ found.numbers.jacobian.T * spread**2
    np.testing.assert_allclose(covariance, np.cov(values), atol=3 * room * np.max(covariance))


def test_inputs_at_which_f_has_no_value_are_counted() -> None:
    f, found = at("log(x1)", (0.5,))
    told = cloud(f, found, (0.5,), 0.5)
    assert told.lost == int((0.5 + 0.5 * draws(1) <= 0).sum()) > 0


@pytest.mark.parametrize(
    ("linear", "true", "doubt", "bend"),
    [
        (1.0, 1.019, 0.0, Bend.ALIKE),
        (1.0, 1.03, 0.0, Bend.WIDER),
        (1.0, 0.9, 0.0, Bend.NARROWER),
        (0.0, 0.9, 0.0, Bend.ALONE),
        (0.9, 0.0, 0.0, Bend.NEVER),
        (0.0, 0.0, 1.0, Bend.STILL),
        (0.0, 0.0, math.inf, Bend.UNKNOWN),
        (1.0, 1.5, 0.01, Bend.UNKNOWN),
        (1.0, math.inf, 0.0, Bend.UNKNOWN),
    ],
)
def test_how_two_spreads_compare(linear: float, true: float, doubt: float, bend: Bend) -> None:
    wide, points, error = (np.array([z]) for z in (linear, true, doubt))
    assert bends(Cloud(wide, points, np.zeros(1), error, 0, True)) == [bend]


@pytest.mark.parametrize("x", [-400.0, -372.0, 0.0, 400.0])
def test_how_wide_a_cloud_spreads_hangs_on_no_unit(x: float) -> None:
    f, found = at("exp(x1)", (x,))
    told = cloud(f, found, (x,), 0.1)
    values = np.exp(0.1 * draws(1)[:, 0])
    np.testing.assert_allclose(told.true / math.exp(x), values.std(), rtol=1e-12)
    np.testing.assert_allclose(told.linear / math.exp(x), 0.1, rtol=1e-12)
    np.testing.assert_allclose(told.shift / math.exp(x), values.mean() - 1, rtol=1e-9)
    assert bends(told) == bends(cloud(*at("exp(x1)", (0.0,)), (0.0,), 0.1))
