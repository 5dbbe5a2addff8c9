"""Solvers of Kepler's equation and their derivatives, against the same rounds in many digits."""

import itertools
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf

from explainers.core.implicit import iterations
from explainers.core.implicit.courses import Course
from explainers.core.implicit.iterations import ECCENTRICITIES, MEANS, ROUNDS, START, Given

DIGITS = 50
GIVEN = [
    *(
        Given(p, e)
        for p, e in itertools.product(
            (0.0, 1e-6, 0.013, 0.2, 0.770796, 1.3, MEANS[1]),
            (0.0, 1e-6, 0.3, 0.8, 0.95, 0.999999, 1.0),
        )
        if (p, e) != (0.0, 1.0)
    ),
    *(Given(0.0, 1.000001), Given(0.0, 1.5), Given(0.2, 1.5), Given(1.3, 1.2)),
]
"""Where both solvers come nearer."""
ASTRAY = [
    *(Given(p, ECCENTRICITIES[1]) for p in (1.5, 2.0, MEANS[1])),
    *(Given(MEANS[1], e) for e in (1.06, 1.1, 1.3)),
    Given(2.2627, 1.1),
]
"""Where the fixed point does not."""
SINGULAR = Given(0.0, 1.0)
each = pytest.mark.parametrize("given", GIVEN, ids=str)


def solution(given: Given) -> tuple[Any, Any]:
    """x and dx/dp, by bisection and the implicit function theorem by hand."""
    p, e = map(mpf, given)
    low, high = mpf(0), mpf(3)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if middle - e * mpmath.sin(middle) > p else (middle, high)
    x = low if p or e > 1 else mpf(0)
    return x, 1 / (1 - e * mpmath.cos(x))


def fixed(x: Any, slope: Any, p: Any, e: Any) -> tuple[Any, Any]:
    return p + e * mpmath.sin(x), 1 + e * mpmath.cos(x) * slope


def newton(x: Any, slope: Any, p: Any, e: Any) -> tuple[Any, Any]:
    g, g_x = x - e * mpmath.sin(x) - p, 1 - e * mpmath.cos(x)
    if not g:
        return x, 1 / g_x
    return x - g / g_x, 1 / g_x + g * e * mpmath.sin(x) / g_x**2 * slope


@each
def test_solution_and_derivative_are_right_within_their_errors(given: Given) -> None:
    found, (x, slope) = iterations.found(given), solution(given)
    assert abs(found.x - x) <= found.x_error
    assert abs(found.slope - slope) <= found.slope_error
    assert found.slope_error < 1e-6 * slope
    assert found.rate == pytest.approx(abs(given.e * float(mpmath.cos(x))), abs=1e-12)


@each
@pytest.mark.parametrize("name", ["fixed", "newton"])
def test_every_round_and_its_derivative_are_those_of_many_digits(given: Given, name: Any) -> None:
    found = iterations.found(given)
    course = found.courses[name]
    round_of = {"fixed": fixed, "newton": newton}[name]
    p, e = map(mpf, given)
    x, slope = mpf(START), mpf(0)
    # Rounding is handed on from round to round, by as much as it moves the solution itself.
    room = 30 * found.x_error + 1e-13
    steep = 30 * found.slope_error + 1e-12 * found.slope
    for k in range(ROUNDS + 1):
        assert abs(course.x[k] - x) <= room
        assert abs(course.unrolled[k] - slope) <= steep * (1 + abs(float(slope)))
        g_x = 1 - e * mpmath.cos(x)
        assert abs(course.implicit[k] - 1 / g_x) <= steep + 1e-13 / abs(float(g_x))
        x, slope = round_of(x, slope, p, e)


@pytest.mark.parametrize("given", ASTRAY, ids=str)
def test_where_a_round_makes_errors_larger_newton_alone_finds_the_derivative(given: Given) -> None:
    found, (x, slope) = iterations.found(given), solution(given)
    assert abs(found.x - x) <= found.x_error
    assert abs(found.slope - slope) <= found.slope_error
    assert found.rate > 1
    newton = found.courses["newton"]
    assert abs(newton.unrolled[-1] - slope) <= found.slope_error
    assert abs(newton.implicit[-1] - slope) <= found.slope_error
    fixed = found.courses["fixed"]
    assert abs(fixed.x[-1] - x) > 0.01
    assert found.until(found.errors("fixed").unrolled) is None
    assert found.until(found.errors("fixed").implicit) is None
    # In turns on both sides of the solution.
    assert (np.diff(np.sign(fixed.x[-10:] - found.x)) != 0).all()


@pytest.mark.parametrize("given", [Given(2.0, 1.5), Given(2.5, 1.5), Given(2.5, 1.3)], ids=str)
def test_a_fixed_point_that_goes_to_and_fro_has_the_derivatives_of_what_it_goes_between(
    given: Given,
) -> None:
    """a = φ(b) and b = φ(a), and a′ = 1 + φ′(b)b′ with b′ = 1 + φ′(a)a′, solved by hand."""
    p, e = map(mpf, given)
    course = iterations.found(given).courses["fixed"]
    start = [mpf(float(z)) for z in course.x[-2:]]
    a, b = mpmath.findroot(
        lambda a, b: [a - p - e * mpmath.sin(b), b - p - e * mpmath.sin(a)], start
    )
    at_a, at_b = e * mpmath.cos(a), e * mpmath.cos(b)
    slopes = [(1 + at_b) / (1 - at_a * at_b), (1 + at_a) / (1 - at_a * at_b)]
    np.testing.assert_allclose(course.x[-2:], [float(a), float(b)], rtol=1e-9)
    np.testing.assert_allclose(course.unrolled[-2:], list(map(float, slopes)), rtol=1e-7)
    implicit = [float(1 / (1 - at_a)), float(1 / (1 - at_b))]
    np.testing.assert_allclose(course.implicit[-2:], implicit, rtol=1e-8)


def test_without_a_finite_derivative_both_ways_grow() -> None:
    found = iterations.found(SINGULAR)
    assert (found.x, found.slope) == (0.0, np.inf)
    for name in iterations.STEPS:
        course = found.courses[name]
        assert (np.diff(course.unrolled[:40]) > 0).all()
        assert course.implicit[30] > course.implicit[10] > 10
        assert found.until(found.errors(name).unrolled) is None
    ratios = found.courses["newton"].x[6:30] / found.courses["newton"].x[5:29]
    np.testing.assert_allclose(ratios, 2 / 3, atol=0.01)


def test_the_errors_follow_the_laws_that_the_page_tells() -> None:
    found = iterations.found(Given(0.2, 0.8))
    errors: Course = found.errors("fixed")
    k = np.arange(ROUNDS + 1)
    np.testing.assert_allclose(errors.x[31:41] / errors.x[30:40], found.rate, rtol=1e-4)
    scaled = errors.unrolled[20:50] / (k[20:50] * found.rate ** k[20:50])
    assert scaled.max() < 1.15 * scaled.min()
    times = 0.8 * np.sin(found.x) * found.slope**2
    np.testing.assert_allclose(errors.implicit[25:45] / errors.x[25:45], times, rtol=1e-4)
    digits = -np.log10(found.errors("newton").x[3:6])
    assert (digits[1:] > 1.9 * digits[:-1]).all()


@pytest.mark.parametrize("e", [0.3, 0.8, 0.95])
@pytest.mark.parametrize("p", [0.0, 0.2, 1.3])
def test_each_solver_comes_nearer_as_the_page_tells(p: float, e: float) -> None:
    """Newton's derivative is off by what x is times some 2ᵏ, or as x was a round before, squared.

    With p = 0 the second derivative of g is 0 at the solution.
    """
    with mpmath.workdps(700):
        exact, x, slope = mpf(p), mpf(START), mpf(0)
        root = mpmath.findroot(lambda x: x - mpf(e) * mpmath.sin(x) - exact, mpf(1), verify=False)
        truth = 1 / (1 - mpf(e) * mpmath.cos(root))
        off: list[tuple[Any, Any]] = []
        while abs(x - root) > mpf(10) ** -200:
            off.append((abs(x - root), abs(slope - truth)))
            x, slope = newton(x, slope, exact, mpf(e))
        (a, b), (c, d) = off[-2:]
        power = 2 if p else 3
        assert mpmath.log(c) / mpmath.log(a) == pytest.approx(power, rel=0.1)
        assert mpmath.log(d) / mpmath.log(b) == pytest.approx(power, rel=0.1)
        if p:
            assert (d / c) / (b / a) == pytest.approx(2, rel=0.05)
        else:
            assert d / a**2 == pytest.approx(float(b / off[-3][0] ** 2), rel=0.01)


@pytest.mark.parametrize("e", [0.3, 0.8, 0.95])
def test_with_p_at_zero_the_fixed_points_derivative_falls_without_k(e: float) -> None:
    with mpmath.workdps(700):
        x, slope, truth = mpf(START), mpf(0), 1 / (1 - mpf(e))
        rows: list[tuple[Any, Any, Any]] = []
        for _ in range(401):
            rows.append((x, slope - truth, 1 / (1 - mpf(e) * mpmath.cos(x)) - truth))
            x, slope = fixed(x, slope, mpf(0), mpf(e))
        (x, off, implicit), (y, later, after) = rows[200], rows[400]
        assert later / off == pytest.approx(mpf(e) ** 200, rel=1e-2)
        assert after / y**2 == pytest.approx(implicit / x**2, rel=1e-2)


@each
def test_newtons_derivative_comes_at_most_a_round_behind(given: Given) -> None:
    found = iterations.found(given)
    errors = found.errors("newton")
    implicit, late = found.until(errors.implicit), found.until(errors.unrolled)
    assert implicit is not None
    assert late is not None
    assert implicit <= late <= implicit + 1


def test_reverse_mode_keeps_the_same_of_each_round() -> None:
    """Of the fixed point only e·cos x; Newton's step is a quotient."""
    assert iterations.held("fixed") == 1
    assert iterations.held("newton") > 1
