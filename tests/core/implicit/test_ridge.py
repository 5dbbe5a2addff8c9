"""The ridge's path and its derivatives, against exact solves and differences of them."""

from functools import cache
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf

from explainers.core.implicit import ridge
from explainers.core.implicit.courses import POWERS, T_HELD, Y_HELD, T, Y
from explainers.core.implicit.ridge import COUNT
from explainers.permalink.implicit import DECIMALS, rounded

DIGITS = 60
each = pytest.mark.parametrize("power", [-6.0, -4.3, -2.9, -1.0, 0.0, 0.77, 2.0])


def rows(samples: np.ndarray) -> Any:
    return mpmath.matrix([[mpf(float(t)) ** k for k in range(COUNT)] for t in samples])


def fit(penalty: Any) -> Any:
    """The weights, by a solve in many digits."""
    x = rows(T)
    normal = x.T * x + penalty * mpmath.eye(COUNT)
    return mpmath.lu_solve(normal, x.T * mpmath.matrix([mpf(float(y)) for y in Y]))


def loss(w: Any, samples: np.ndarray, wanted: np.ndarray) -> Any:
    off = rows(samples) * w - mpmath.matrix([mpf(float(y)) for y in wanted])
    return sum(z**2 for z in off) / 2


@cache
def truth(power: float) -> tuple[Any, Any, Any]:
    """Weights, dw/dλ and d loss/dλ: slopes by differences whose step no float64 sees."""
    penalty, h = mpf(10.0**power), mpf(10) ** -25
    low, high = fit(penalty - h), fit(penalty + h)
    change = loss(high, T_HELD, Y_HELD) - loss(low, T_HELD, Y_HELD)
    return fit(penalty), (high - low) / (2 * h), change / (2 * h)


@each
def test_the_fit_and_its_derivatives_are_those_of_many_digits(power: float) -> None:
    found = ridge.found(power)
    w, push, pull = truth(power)
    size = max(map(abs, w))
    assert max(abs(a - b) for a, b in zip(found.here.w, w, strict=True)) < 1e-10 * size
    steep = max(map(abs, push))
    assert max(abs(a - b) for a, b in zip(found.here.push, push, strict=True)) < 1e-9 * steep
    assert abs(found.here.pull - pull) <= found.error
    assert abs(found.closed - pull) <= found.error
    assert found.error < 1e-5 * abs(pull) + 1e-12
    for held, told in (((T, Y), found.here.fitted), ((T_HELD, Y_HELD), found.here.loss)):
        assert float(told) == pytest.approx(float(loss(w, *held)), rel=1e-9)


def test_the_path_is_that_of_its_penalties() -> None:
    path = ridge.found(0.0).path
    for row in (0, 37, 64):
        at = ridge.found(float(POWERS[row])).here
        np.testing.assert_allclose(path.w[row], at.w, rtol=1e-12)
        assert path.loss[row] == pytest.approx(float(at.loss), rel=1e-12)


def test_the_slope_changes_its_sign_where_the_loss_is_lowest() -> None:
    path = ridge.found(0.0).path
    row = int(np.argmin(path.loss))
    assert 0 < row < len(POWERS) - 1
    assert path.pull[row - 1] < 0 < path.pull[row + 1]


def test_the_loss_has_one_lowest_place_and_it_is_found() -> None:
    pulls = [ridge.found(float(power)).here.pull for power in np.linspace(-6.0, 2.0, 81)]
    assert np.count_nonzero(np.diff(np.sign(pulls))) == 1
    at = ridge.lowest()
    assert truth(np.log10(at * (1 - 1e-6)))[2] < 0 < truth(np.log10(at * (1 + 1e-6)))[2]


def test_rounding_hides_the_slope_at_no_penalty_that_a_link_holds() -> None:
    low = np.floor(np.log10(ridge.lowest()) * 10**DECIMALS) / 10**DECIMALS
    for power in (low, low + 10.0**-DECIMALS):
        found = ridge.found(rounded(float(power)))
        assert abs(found.here.pull) > 10 * found.error
