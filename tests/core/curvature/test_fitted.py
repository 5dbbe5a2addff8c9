"""Steps by G before an implementation of their own in mpmath, and what they promise."""

import mpmath
import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.curvature.fits import FITS
from explainers.core.curvature.fitted import Fitted, fitted
from explainers.core.curvature.race import LONGEST, End, Path, climbed, leading, race
from tests.core.curvature.sums import DIGITS, SUMS, gauss_newton, levenberg_marquardt

STARTS = [
    ("rosenbrock", (0.5, 0.3)),
    ("rosenbrock", (-0.5, 0.5)),
    ("rosenbrock", (-1.2, 1.0)),
    ("rosenbrock", (0.0, 0.0)),
    ("line-squares", (1.6, 1.0)),
    ("line-squares", (3.0, -2.0)),
    ("logistic", (0.5, -1.0)),
    ("logistic", (-1.0, 1.0)),
    ("logistic", (2.0, -3.0)),
]
each_start = pytest.mark.parametrize(("slug", "x"), STARTS)


def run(slug: str, x: tuple[float, ...]) -> Fitted:
    return fitted(CATALOG[slug].map, FITS[slug], x)


@each_start
def test_gauss_newton_goes_where_formulas_lead(slug: str, x: tuple[float, ...]) -> None:
    path = run(slug, x).gauss
    with mpmath.workdps(DIGITS):
        walk = gauss_newton(SUMS[slug], x, path.steps)
        for place, value, error, there, true in zip(
            path.places, path.values, path.errors, walk.places, walk.values, strict=True
        ):
            np.testing.assert_allclose(place, [float(z) for z in there], rtol=1e-9, atol=1e-9)
            assert abs(mpmath.mpf(float(value)) - true) <= mpmath.mpf("1e-9") * (1 + abs(true))
            here = SUMS[slug].value([mpmath.mpf(float(z)) for z in place])
            assert abs(mpmath.mpf(float(value)) - here) <= error


@each_start
def test_damped_steps_are_those_of_the_rule(slug: str, x: tuple[float, ...]) -> None:
    """Until so little is left that what falls is rounding's to say."""
    found = run(slug, x)
    path = found.damped
    with mpmath.workdps(DIGITS):
        walk = levenberg_marquardt(SUMS[slug], x, path.steps)
        least = min(walk.values)
        clear = [k for k, value in enumerate(walk.values) if value - least > 1e-9]
        for k in clear:
            there = [float(z) for z in walk.places[k]]
            np.testing.assert_allclose(path.places[k], there, rtol=1e-8, atol=1e-8)
        dampings = [float(walk.dampings[k]) for k in clear[:-1]]
    assert len(clear) > 2
    np.testing.assert_allclose(found.dampings[: len(dampings)], dampings, rtol=1e-9)
    assert len(found.dampings) == path.steps


def test_two_gauss_newton_steps_solve_rosenbrock_from_anywhere() -> None:
    """The second error is linear, and so is the first along what is left."""
    for x in np.random.default_rng(5).uniform(-3, 3, (20, 2)):
        path = run("rosenbrock", tuple(x.tolist())).gauss
        a = x[0]
        np.testing.assert_allclose(path.places[1], [1, a * a + 2 * a * (1 - a)], atol=1e-12)
        np.testing.assert_allclose(path.places[2], [1, 1], atol=1e-11)
        assert path.values[1] == pytest.approx(100 * (1 - a) ** 4)


def test_of_a_line_one_step_of_either_leads_to_least_squares_from_anywhere() -> None:
    """Beside NumPy's own fit of a polynomial of degree 1."""
    times, measured = np.linspace(0.5, 3.0, 6), [1.4, 2.6, 3.4, 4.7, 5.3, 6.6]
    best = np.polyfit(times, measured, 1)
    for x in np.random.default_rng(5).uniform(-30, 30, (8, 2)):
        path = run("line-squares", tuple(x.tolist())).gauss
        np.testing.assert_allclose(path.places[1], best, atol=1e-12)
        newton = race(CATALOG["line-squares"].map, tuple(x.tolist()), 1.0).newton
        np.testing.assert_array_equal(path.places, newton.places)


@pytest.mark.parametrize("slug", FITS)
def test_damped_steps_never_climb(slug: str) -> None:
    for x in np.random.default_rng(6).uniform(-4, 4, (12, 2)):
        found = run(slug, tuple(x.tolist()))
        assert (np.diff(found.damped.values) < 0).all()
        assert not climbed(found.damped, LONGEST)


def test_a_million_out_rounding_hides_a_direction_from_gauss_newton() -> None:
    for a in (1e3, 1e6, -1e6):
        (first, _), *_ = run("rosenbrock", (a, 1.0)).gauss.places[1:]
        assert first == pytest.approx(1, abs=1e-9)
    for a in (2e6, -1e8):
        (first, _), *_ = run("rosenbrock", (a, 1.0)).gauss.places[1:]
        assert first == pytest.approx(a / 2, rel=1e-6)


@pytest.mark.parametrize(
    "x",
    [(0.5, -1.0), (0.0, -2.0), (0.0, -5.5), (0.5, -6.0), (-1.0, -3.0), (0.0, 3.0), (100.0, -200.0)],
)
def test_on_the_logistic_fit_gauss_newton_is_newton(x: tuple[float, float]) -> None:
    """Also where a direction is flat as far as rounding shows: the rule for that is one."""
    newton, gauss = race(CATALOG["logistic"].map, x, 1.0).newton, run("logistic", x).gauss
    np.testing.assert_array_equal(gauss.places, newton.places)
    assert gauss.end is newton.end


@pytest.mark.parametrize("x", [(200.0, -400.0), (140.0, -350.0), (-200.0, 200.0)])
def test_damping_moves_along_what_g_does_not_bend(x: tuple[float, float]) -> None:
    """The first step, −(G + μI)⁻¹∇f, with G all but of rank 1."""
    found, of = run("logistic", x), SUMS["logistic"]
    with mpmath.workdps(DIGITS):
        damped = of.gauss(x) + mpmath.mpf(found.dampings[0]) * mpmath.eye(2)
        step = [float(z) for z in mpmath.lu_solve(damped, -of.gradient(x))]
    np.testing.assert_allclose(found.damped.places[1] - x, step, rtol=1e-9)
    assert min(map(abs, step)) > 1


def test_from_far_gauss_newton_runs_away_and_damping_holds() -> None:
    found = run("logistic", (0.0, -2.0))
    assert climbed(found.gauss, 7)
    assert found.damped.end in (End.STUCK, End.STILL)
    np.testing.assert_allclose(found.damped.places[-1], [2.428055, -4.249097], atol=1e-6)
    assert leading((found.gauss, found.damped), 7) == (1,)


@pytest.mark.parametrize(
    ("slug", "x", "ends"),
    [
        ("rosenbrock", (1.0, 1.0), (End.STILL, End.STILL)),
        ("rosenbrock", (0.5, 0.3), (End.STILL, End.STILL)),
        ("line-squares", (1.6, 1.0), (End.STILL, End.STUCK)),
        ("logistic", (300.0, 0.0), (End.STRAIGHT, End.STRAIGHT)),
        ("logistic", (0.0, 360.0), (End.STRAIGHT, End.STRAIGHT)),
    ],
)
def test_why_they_end_is_found(slug: str, x: tuple[float, ...], ends: tuple[End, End]) -> None:
    found = run(slug, x)
    assert (found.gauss.end, found.damped.end) == ends


def test_who_stands_lowest_is_known_only_beyond_rounding() -> None:
    found = run("rosenbrock", (0.5, 0.3))
    paths = (found.gauss, found.damped)
    assert leading(paths, 0) == ()
    assert leading(paths, 1) == (1,)  # 6.25 against 0.22
    assert leading(paths, 2) == (0,)
    assert leading((found.gauss, found.gauss), 1) == ()
    assert leading((found.gauss, found.damped, found.gauss, found.damped), 1) == (1, 3)


def test_nothing_is_known_of_a_height_without_a_bound() -> None:
    def at(value: float, error: float) -> Path:
        return Path(np.zeros((1, 2)), np.array([value]), np.array([error]), None)

    assert leading((at(0.0, np.inf), at(1.0, 0.0), at(2.0, 0.0)), 0) == ()
    assert leading((at(0.0, 0.6), at(1.0, 0.6), at(3.0, 0.1)), 0) == (0, 1)
