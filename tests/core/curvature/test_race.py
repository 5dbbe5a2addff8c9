"""The race before closed forms and mpmath: places of both, and who leads, stops or climbs."""

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf

from explainers.core.catalog import CATALOG
from explainers.core.curvature.race import LONGEST, End, Lead, climbed, lead, race
from explainers.core.expression import entry as typed

DIGITS = 40


def test_on_a_quadratic_newton_arrives_at_once_and_descent_by_powers() -> None:
    """The bowl has H = ((3, 1), (1, 1)), so that gradient steps multiply x by I − ηH."""
    x = (-0.5, 1.2)
    run = race(CATALOG["bowl"].map, x, 1.0)
    matrix = np.array([[3.0, 1.0], [1.0, 1.0]])
    shrink = np.eye(2) - matrix / np.linalg.eigvalsh(matrix)[-1]
    for k, place in enumerate(run.descent.places):
        np.testing.assert_allclose(place, np.linalg.matrix_power(shrink, k) @ x, atol=1e-14)
    assert len(run.descent.places) == LONGEST + 1
    np.testing.assert_allclose(run.newton.places[1], 0, atol=1e-15)
    assert run.newton.end is End.STILL
    assert lead(run, 1) is Lead.NEWTON


def _rosenbrock(x: Any) -> tuple[Any, Any]:
    a, b = x
    gradient = mpmath.matrix([-400 * a * (b - a * a) - 2 * (1 - a), 200 * (b - a * a)])
    return gradient, mpmath.matrix([[1200 * a * a - 400 * b + 2, -400 * a], [-400 * a, 200]])


def _wells(x: Any) -> tuple[Any, Any]:
    a, b = x
    quarter = mpf(1) / 4
    gradient = mpmath.matrix([a + b * quarter, a * quarter + b**3 - b])
    return gradient, mpmath.matrix([[1, quarter], [quarter, 3 * b * b - 1]])


@pytest.mark.parametrize(("slug", "derived"), [("rosenbrock", _rosenbrock), ("two-wells", _wells)])
def test_places_are_those_of_mpmath(slug: str, derived: Callable[..., Any]) -> None:
    """Where both go is not chaotic here; what rounding adds stays small."""
    entry = CATALOG[slug]
    run = race(entry.map, entry.x, 1.0)
    with mpmath.workdps(DIGITS):
        first = derived(mpmath.matrix(entry.x))[1]
        eta = 1 / max(map(abs, mpmath.eigsy(first)[0]))
        ways: tuple[Callable[..., Any], ...] = (
            lambda gradient, _: eta * gradient,
            lambda gradient, hessian: mpmath.lu_solve(hessian, gradient),
        )
        for path, way in zip(run, ways, strict=True):
            x = mpmath.matrix(entry.x)
            for place in path.places:
                np.testing.assert_allclose(place, [float(z) for z in x], rtol=1e-9, atol=1e-12)
                x -= way(*derived(x))


def test_newton_runs_to_the_saddle_and_descent_past_it() -> None:
    run = race(CATALOG["two-wells"].map, CATALOG["two-wells"].x, 1.0)
    np.testing.assert_allclose(run.newton.places[-1], 0, atol=1e-12)
    assert lead(run, LONGEST) is Lead.DESCENT


def test_who_climbs_and_who_stops_is_found() -> None:
    hill = race(typed("sin(x1)").map, (1.0,), 1.0)  # π/2 is the top
    assert climbed(hill.newton, 3)
    assert not climbed(hill.descent, 3)
    away = race(typed("x1^2").map, (1.0,), 2.5)
    assert climbed(away.descent, 1)
    plane = race(typed("2*x1+x2").map, (1.0, 0.5), 1.0)
    assert (plane.newton.end, len(plane.newton.places)) == (End.STRAIGHT, 1)
    assert plane.descent.end is None
    gone = race(CATALOG["baydin"].map, CATALOG["baydin"].x, 1.0)
    assert gone.descent.end is End.LOST
    assert lead(gone, LONGEST) is Lead.UNKNOWN
    rough = race(typed("relu(x1)-relu(-x1)").map, (1.0,), 1.0)  # one step leads to the kink at 0
    assert (rough.descent.end, rough.descent.steps) == (End.ROUGH, 1)
