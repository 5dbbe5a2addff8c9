"""Charts of solvers, of a ridge and of an ODE draw what was computed, and nothing of rounding."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from explainers.core.implicit import adjoint, iterations, ridge
from explainers.core.implicit.courses import POWERS, T_HELD, Solver, T
from explainers.figures import implicit as figures
from explainers.figures.style import LIGHT


def lines(picture: go.Figure) -> dict[str, Any]:
    """What a chart draws, by name; of several with one name the last."""
    return {line.name: line for line in drawn(picture)}


def drawn(picture: go.Figure) -> list[Any]:
    """All that a chart draws."""
    return list(picture.data)


@pytest.mark.parametrize("solver", ["fixed", "newton"])
def test_errors_are_drawn_until_rounding_begins(solver: Solver) -> None:
    found = iterations.found(iterations.Given(0.2, 0.8))
    told = lines(figures.rounds(found, solver, "A solver", LIGHT))
    assert list(told) == ["x", "unrolled", "implicit"]
    errors = found.errors(solver)
    floors = (found.x_error, found.slope_error, found.slope_error)
    for line, row, floor in zip(told.values(), errors, floors, strict=True):
        np.testing.assert_array_equal(line.y, np.where(row > floor, row, np.nan))
    assert len({line.line.dash for line in told.values()}) == 3


def test_of_a_derivative_without_a_finite_value_no_error_is_drawn() -> None:
    found = iterations.found(iterations.Given(0.0, 1.0))
    picture = figures.rounds(found, "newton", "A solver", LIGHT)
    assert list(lines(picture)) == ["x"]
    layout: Any = picture.layout
    assert not layout.shapes


def test_slopes_of_the_ridge_touch_its_lines() -> None:
    power = -1.0
    found = ridge.found(power)
    told = lines(figures.losses(found.path, found.here, power, LIGHT))
    ends, heights = told["slope"].x, np.log(told["slope"].y)
    slope = (heights[1] - heights[0]) / (ends[1] - ends[0])
    near = np.searchsorted(POWERS, power)
    rise = np.log(found.path.loss[near + 1] / found.path.loss[near - 1])
    assert slope == pytest.approx(rise / (POWERS[near + 1] - POWERS[near - 1]), rel=0.02)
    picture = figures.weights(found.path, found.here, power, LIGHT)
    tangents = [line for line in drawn(picture) if line.name == "slope"]
    for tangent, row, now in zip(tangents, found.path.w.T, found.here.w, strict=True):
        rise = (row[near + 1] - row[near - 1]) / (POWERS[near + 1] - POWERS[near - 1])
        slope = (tangent.y[1] - tangent.y[0]) / (tangent.x[1] - tangent.x[0])
        assert slope == pytest.approx(rise, rel=0.05, abs=0.005)
        assert np.mean(tangent.y) == pytest.approx(now)


def test_the_fit_is_drawn_with_the_samples_that_it_knows_and_those_that_it_does_not() -> None:
    here = ridge.found(-1.0).here
    told = lines(figures.fitted(here, LIGHT))
    assert (len(told["fitted"].x), len(told["held out"].x)) == (len(T), len(T_HELD))
    curve = told["fit"]
    np.testing.assert_allclose(np.polynomial.Polynomial(here.w)(curve.x), curve.y)


def test_a_path_that_runs_off_does_not_take_the_axes_along() -> None:
    found = adjoint.runs(adjoint.Given(40.0, 40, 0.9))
    picture = figures.orbit(found.here, LIGHT)
    layout: Any = picture.layout
    for axis in (layout.xaxis, layout.yaxis):
        low, high = axis.range
        assert -4 < low < high < 4
    assert list(lines(picture))[:2] == ["there", "back"]
    beside: Any = figures.lambdas(found.here, 40.0, LIGHT).layout
    assert np.isfinite(beside.yaxis.range).all()


def test_nothing_finite_is_drawn_as_nothing() -> None:
    found = adjoint.runs(adjoint.Given(20.0, 8, 0.0))
    for picture in (
        figures.orbit(found.here, LIGHT),
        figures.lambdas(found.here, 20.0, LIGHT),
        figures.ladder(found.ladder, found.at, LIGHT),
    ):
        layout: Any = picture.layout
        assert np.isfinite(layout.yaxis.range).all()
        picture.to_json()


def test_the_ladder_draws_each_error_over_its_steps() -> None:
    found = adjoint.runs(adjoint.Given(8.0, 33, 0.25))
    told = lines(figures.ladder(found.ladder, found.at, LIGHT))
    np.testing.assert_array_equal(told["backprop"].x, [one.steps for one in found.ladder])
    np.testing.assert_array_equal(told["adjoint"].y, [one.adjoint for one in found.ladder])
    np.testing.assert_array_equal(told["drift"].y, [one.drift for one in found.ladder])


def test_the_ladder_ends_where_rounding_begins_or_a_path_runs_off() -> None:
    found = adjoint.runs(adjoint.Given(40.0, 100, 0.9))
    told = lines(figures.ladder(found.ladder, found.at, LIGHT))
    for name in ("drift", "adjoint"):
        np.testing.assert_array_equal(np.isfinite(told[name].y), [0, 0, 0, 1, 0, 0])
    assert np.isfinite(told["backprop"].y).all()


@pytest.mark.parametrize("e", [0.8, 0.95, 1.0])
def test_every_error_lies_within_its_chart(e: float) -> None:
    found = iterations.found(iterations.Given(0.013, e))
    pictures = [figures.rounds(found, solver, "A solver", LIGHT) for solver in iterations.STEPS]
    trips = adjoint.runs(adjoint.Given(40.0, 16, e - 0.1))
    for picture in (*pictures, figures.ladder(trips.ladder, trips.at, LIGHT)):
        layout: Any = picture.layout
        for line in drawn(picture):
            assert np.nanmax(np.log10(line.y)) <= layout.yaxis.range[1]


def test_the_fit_stays_within_its_chart() -> None:
    for power in np.linspace(-6.0, 2.0, 33):
        picture = figures.fitted(ridge.found(float(power)).here, LIGHT)
        layout: Any = picture.layout
        assert max(np.abs(line.y).max() for line in drawn(picture)) < layout.yaxis.range[1]


def test_each_weight_is_named_beside_its_line_and_no_name_stands_on_another() -> None:
    found = ridge.found(-1.0)
    picture = figures.weights(found.path, found.here, -1.0, LIGHT)
    names = lines(picture)["names"]
    assert list(names.text) == [f"w{digit}" for digit in "₀₁₂₃₄₅₆"]
    begin, places = found.path.w[0], np.array(names.y)
    np.testing.assert_array_equal(np.argsort(places), np.argsort(begin))
    assert np.diff(np.sort(places)).min() > 0.07 * np.ptp(found.path.w)
    assert np.abs(places - begin).max() < 0.1 * np.ptp(found.path.w)
    layout: Any = picture.layout
    assert layout.xaxis.range[0] < POWERS[0]
    dashes = {line.name: line.line.dash for line in drawn(picture) if line.mode == "lines"}
    assert dashes == {"a weight": "solid", "slope": "dash"}
