"""Both gradients of an ODE, against closed forms, against the same steps, and against the ODE."""

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import mpmath
import numpy as np
import pytest
from mpmath import mpf

from explainers.core.implicit import adjoint
from explainers.core.implicit.adjoint import FINE, LADDER, START, Given

DIGITS = 40
Vector = list[Any]
CALM = [Given(1.0, 8, 0.0), Given(12.5, 33, 0.25), Given(20.0, 40, 0.0), Given(20.0, 100, 0.9)]
each = pytest.mark.parametrize("given", CALM, ids=str)


def field(z: Vector, c: Any) -> Vector:
    x, y = z
    return [x * (1 - y - c * x), y * (x - 1)]


def slopes(z: Vector, c: Any) -> list[Vector]:
    """∂f/∂z, by hand."""
    x, y = z
    return [[1 - y - 2 * c * x, -x], [y, x - 1]]


def step(f: Callable[[Vector], Vector], z: Vector, h: Any) -> Vector:
    """The classical method, as its table has it."""

    def ahead(k: Vector, part: Any) -> Vector:
        return [a + part * h * b for a, b in zip(z, k, strict=True)]

    first = f(z)
    second = f(ahead(first, mpf(1) / 2))
    third = f(ahead(second, mpf(1) / 2))
    last = f(ahead(third, 1))
    weights = (first, second, second, third, third, last)
    return [a + h * sum(ks) / 6 for a, *ks in zip(z, *weights, strict=True)]


def forth(given: Given, start: Vector) -> Vector:
    h, c = mpf(given.time) / given.steps, mpf(given.crowding)
    z = start
    for _ in range(given.steps):
        z = step(lambda z: field(z, c), z, h)
    return z


def back(given: Given, end: Vector) -> Vector:
    """Path and λ from the end to the start, by the same method."""
    h, c = mpf(given.time) / given.steps, mpf(given.crowding)

    def both(pair: Vector) -> Vector:
        z, bar = pair[:2], pair[2:]
        j = slopes(z, c)
        return [*field(z, c), *(-(j[0][k] * bar[0] + j[1][k] * bar[1]) for k in (0, 1))]

    pair = [*end, mpf(1), mpf(0)]
    for _ in range(given.steps):
        pair = step(both, pair, -h)
    return pair


def by_steps(given: Given) -> Vector:
    """The gradient of the steps: differences of them, with a step that no float64 sees."""
    h = mpf(10) ** -15
    start = [mpf(float(z)) for z in START]
    gradient: Vector = []
    for k in (0, 1):
        moved = [[z + sign * h * (j == k) for j, z in enumerate(start)] for sign in (1, -1)]
        high, low = (forth(given, z)[0] for z in moved)
        gradient.append((high - low) / (2 * h))
    return gradient


def apart(found: np.ndarray, wanted: Vector) -> float:
    return float(mpmath.norm([mpf(float(a)) - b for a, b in zip(found, wanted, strict=True)]))


@each
def test_both_ways_are_those_of_many_digits(given: Given) -> None:
    found = adjoint.runs(given)
    here = found.here
    assert len(here.path) == len(here.back) == len(here.adjoint) == given.steps + 1
    start = [mpf(float(z)) for z in START]
    end = forth(given, start)
    assert apart(here.path[-1], end) < 1e-11
    pair = back(given, end)
    gradient = by_steps(given)
    # What decays forwards grows backwards, and rounding with it.
    assert apart(here.back[-1], pair[:2]) < 1e-7
    assert apart(here.adjoint[-1], pair[2:]) < 1e-8
    assert apart(here.gradient, gradient) < 1e-10
    drift = mpmath.norm([a - b for a, b in zip(pair[:2], start, strict=True)])
    assert found.at.drift == pytest.approx(float(drift), rel=1e-3, abs=1e-12)


@pytest.mark.parametrize(
    "given",
    [
        *CALM,
        Given(40.0, 100, 0.9),
        Given(40.0, 256, 0.9),
        Given(40.0, 512, 0.9),
        Given(40.0, 512, 0.0),
        Given(33.41, 400, 0.0),
        Given(1.0, 512, 0.0),
    ],
    ids=str,
)
def test_rounding_moves_the_way_back_by_no_more_than_is_said(given: Given) -> None:
    found = adjoint.runs(given)
    pair = back(given, forth(given, [mpf(float(z)) for z in START]))
    for moved, doubt in (
        (apart(found.here.back[-1], pair[:2]), found.at.home_doubt),
        (apart(found.here.adjoint[-1], pair[2:]), found.at.adjoint_doubt),
    ):
        assert moved <= doubt < 300 * moved + 1e-12


@pytest.mark.parametrize("c", [0.0, 0.9])
def test_rounding_moves_the_gradient_of_many_steps_by_less_than_is_said(c: float) -> None:
    found = adjoint.runs(Given(30.0, 40, c))
    assert apart(found.truth, by_steps(Given(30.0, FINE, c))) <= found.at.backprop_doubt


@pytest.mark.parametrize("c", [0.0, 0.5])
def test_many_steps_give_the_gradient_of_the_ode_itself(c: float) -> None:
    """By the variational equation, with as many terms of Taylor as it takes."""
    with mpmath.workdps(20):
        time, start = 4, [mpf(float(z)) for z in START]

        def wide(_: Any, z: Vector) -> Vector:
            j = slopes(z[:2], mpf(c))
            rest = [j[i][0] * z[2 + k] + j[i][1] * z[4 + k] for i in (0, 1) for k in (0, 1)]
            return [*field(z[:2], mpf(c)), *rest]

        solved = mpmath.odefun(wide, 0, [*start, mpf(1), mpf(0), mpf(0), mpf(1)], tol=mpf("1e-14"))
        truth = solved(time)[2:4]
    found = adjoint.runs(Given(float(time), 512, c))
    assert apart(found.here.gradient, truth) < 1e-9
    assert apart(found.here.adjoint[-1], truth) < 1e-8
    for near, far in zip(found.ladder[3:], found.ladder[2:], strict=False):
        assert far.backprop / near.backprop == pytest.approx(16, rel=0.2)
        assert far.adjoint / near.adjoint == pytest.approx(16, rel=0.2)
    assert found.at.backprop < 20 * apart(found.here.gradient, truth)


def test_on_a_linear_ode_steps_are_powers_of_one_matrix() -> None:
    """The harmonic oscillator: forth by the series of exp cut after h⁴, and back by that of −h."""
    turn = np.array([[0.0, 1.0], [-1.0, 0.0]])
    h, count = 0.1, 30

    def series(h: float) -> np.ndarray:
        powers = [np.linalg.matrix_power(h * turn, k) for k in range(5)]
        return sum((p / f for p, f in zip(powers, (1, 1, 2, 6, 24), strict=True)), np.zeros((2, 2)))

    def linear(z: Any) -> Any:
        return jnp.asarray(turn) @ z

    steps = jnp.asarray(count)
    path = np.asarray(adjoint.run(linear, jnp.asarray(START), jnp.asarray(h), steps))
    np.testing.assert_allclose(path[count], np.linalg.matrix_power(series(h), count) @ START)
    home = np.asarray(adjoint.run(linear, jnp.asarray(path[-1]), jnp.asarray(-h), steps))[-1]
    both = np.linalg.matrix_power(series(-h) @ series(h), count)
    np.testing.assert_allclose(home, both @ START, atol=1e-14)
    exact = np.array([np.cos(h * count), np.sin(h * count)])
    np.testing.assert_allclose(np.linalg.matrix_power(series(h), count)[0], exact, atol=1e-5)


def test_what_decays_forwards_comes_back_elsewhere() -> None:
    away = adjoint.runs(Given(40.0, 100, 0.9))
    assert away.at.drift > 0.5
    assert away.at.backprop < 1e-5 < away.at.adjoint
    lost = adjoint.runs(Given(40.0, 40, 0.9))
    assert np.isfinite(lost.here.gradient).all()
    assert (lost.at.goes, lost.at.returns) == (True, False)
    nothing = adjoint.runs(Given(20.0, 8, 0.0))
    assert not np.isfinite(nothing.here.gradient).any()
    assert not nothing.at.goes


def test_the_ladder_has_its_steps_and_ends_below_the_fine_one() -> None:
    found = adjoint.runs(Given(3.0, LADDER[2], 0.3))
    assert tuple(one.steps for one in found.ladder) == LADDER
    assert found.at == found.ladder[2]
    assert LADDER[-1] < FINE


def test_reverse_mode_keeps_the_same_of_each_step() -> None:
    """Both factors of two products, at each of four stages."""
    assert adjoint.held() == 16
