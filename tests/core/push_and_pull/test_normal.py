"""JᵀJv beside Hv of ½‖f‖², against formulas by hand."""

import numpy as np
import pytest

from explainers.core.catalog import CATALOG, Entry
from explainers.core.expression import entry as typed
from explainers.core.known import known
from explainers.core.push_and_pull.normal import Apart, Length, Normal, is_pushed, normal, reach
from tests.core.oracles import ORACLES


def at(entry: Entry, x: tuple[float, ...], v: tuple[float, ...]) -> Normal:
    found = known(entry.map, x, v, (0.0,) * entry.m)
    return normal(entry.map, found, x, v)


def seen(text: str, x: tuple[float, ...], v: tuple[float, ...]) -> Normal:
    return at(CATALOG.get(text) or typed(text), x, v)


@pytest.mark.parametrize("slug", ["polar", "arm", "seed", "rosenbrock-residuals", "helix"])
def test_both_products_are_those_of_differences(slug: str) -> None:
    entry, oracle = CATALOG[slug], ORACLES[slug]
    x, v = np.array(entry.x), np.array(entry.v)
    found = at(entry, entry.x, entry.v)
    jacobian = oracle(x).jacobian
    np.testing.assert_allclose(found.normal, jacobian.T @ (jacobian @ v), rtol=1e-12, atol=1e-12)
    step = 1e-6

    def gradient(point: np.ndarray) -> np.ndarray:
        there = oracle(point)
        return there.jacobian.T @ there.value

    slope = (gradient(x + step * v) - gradient(x - step * v)) / (2 * step)
    np.testing.assert_allclose(found.hessian, slope, rtol=1e-7, atol=1e-7)
    np.testing.assert_allclose(found.rest, found.hessian - found.normal, atol=1e-10)
    assert (found.apart is Apart.APART) == (np.abs(slope - found.normal).max() > 1e-6)


def test_of_errors_that_are_0_nothing_is_left() -> None:
    found = seen("rosenbrock-residuals", (1.0, 1.0), (0.9, 0.7))
    assert found.apart is Apart.NO_ERROR
    # J = [[-20, 10], [-1, 0]] there.
    np.testing.assert_allclose(found.normal, [401 * 0.9 - 200 * 0.7, -200 * 0.9 + 100 * 0.7])


@pytest.mark.parametrize(
    ("text", "x", "v", "apart"),
    [
        ("linear", (1.0, -1.0), (0.3, 2.0), Apart.ALIKE),
        ("[x1^2,x2]", (2.0, 1.0), (0.0, 1.0), Apart.ALIKE),
        ("[x1^2,x2]", (2.0, 1.0), (1.0, 0.0), Apart.APART),
        ("[x1^2,x2]", (0.0, 0.0), (1.0, 0.0), Apart.NO_ERROR),
        ("[x1^2-2,x2]", (0.0, 0.0), (1.0, 0.0), Apart.APART),
        ("[exp(x1),x1]", (400.0,), (1.0,), Apart.UNKNOWN),
        ("[1e-7*x1^2,x2]", (1e-7, 0.0), (1.0, 0.0), Apart.APART),
        # a kink, and a crease: ½‖f‖² has no Hessian
        ("[max(x1,0),x2]", (0.0, 0.5), (1.0, 1.0), Apart.UNKNOWN),
        ("[abs(x1)*x1-1]", (0.0,), (1.0,), Apart.UNKNOWN),
    ],
)
def test_how_they_compare(
    text: str, x: tuple[float, ...], v: tuple[float, ...], apart: Apart
) -> None:
    assert seen(text, x, v).apart is apart


def test_hv_may_be_negative_along_v_where_a_push_and_a_pull_never_is() -> None:
    found = seen("[x1^2-2]", (0.0,), (1.0,))
    assert (found.normal.item(), found.hessian.item()) == (0.0, -4.0)


@pytest.mark.parametrize(
    ("text", "x", "v", "length"),
    [
        ("polar", (1.4, 0.75), (0.0, 0.0), Length.NOTHING),
        ("softmax", (0.2, -0.4, 0.9), (1.0, 1.0, 1.0), Length.NOTHING),
        ("polar", (1e6, 0.0), (1.0, 1.1), Length.TOO_FAR),
        ("polar", (1.4, 0.75), (1.0, 0.0), Length.USUAL),
    ],
)
def test_whether_jv_can_be_taken_as_u(
    text: str, x: tuple[float, ...], v: tuple[float, ...], length: Length
) -> None:
    entry = CATALOG[text]
    assert reach(known(entry.map, x, v, (0.0,) * entry.m), 1e6) is length


def test_u_is_jv_to_the_last_digit_or_not_at_all() -> None:
    entry = CATALOG["polar"]
    found = known(entry.map, entry.x, entry.v, entry.u)
    push = tuple(found.numbers.push.tolist())
    assert is_pushed(found, push)
    assert not is_pushed(found, entry.u)
    assert not is_pushed(found, (push[0] * (1 + 1e-6), push[1]))
    still = known(entry.map, entry.x, (0.0, 0.0), (0.0, 0.0))
    assert not is_pushed(still, (0.0, 0.0))
