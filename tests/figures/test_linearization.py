"""The valley's curves, marks and axes."""

import math
from typing import Any

import numpy as np
import pytest

from explainers.core.linearization.curve import Curve
from explainers.figures.linearization import valley
from explainers.figures.style import DARK, LIGHT, Roles

STEPS = 10.0 ** (-np.arange(0, 33) / 4)
ERRORS = STEPS + 1e-8 / STEPS


def curve(**change: Any) -> Curve:
    usual: dict[str, Any] = {
        "name": "forward, float64",
        "steps": STEPS,
        "errors": ERRORS,
        "best": 1e-4,
        "theory": 2e-4,
        "central": False,
        "single": False,
    }
    return Curve(**(usual | change))


def traces(curves: list[Curve], colours: Roles = LIGHT) -> Any:
    """What a figure of these curves draws."""
    return valley(curves, colours).data


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_on_the_curve(colours) -> None:
    _, best, theory = traces([curve()], colours)
    assert best.x[0] == 1e-4
    assert theory.x[0] == 2e-4
    assert best.y[0] == pytest.approx(2e-4, rel=0.6)
    assert best.marker.symbol != theory.marker.symbol


def test_precisions_and_kinds_differ_by_more_than_colour() -> None:
    drawn = traces([curve(), curve(central=True, name="central, float64")])
    lines = [trace for trace in drawn if trace.mode == "lines"]
    assert [line.line.dash for line in lines] == ["solid", "dash"]
    assert {line.name for line in lines} == {"forward, float64", "central, float64"}


def test_without_a_best_h_there_is_no_mark() -> None:
    assert len(traces([curve(best=math.nan, theory=math.nan)])) == 1


def test_zeros_and_what_is_not_finite_are_left_out() -> None:
    errors = ERRORS.copy()
    errors[:3] = [0.0, np.nan, np.inf]
    drawn = traces([curve(errors=errors)])[0].y
    assert np.isnan(drawn[:3]).all()
    assert np.isfinite(drawn[3:]).all()


def test_axes_do_not_depend_on_the_errors_below_the_top() -> None:
    layouts: list[Any] = [valley([curve(errors=ERRORS * k)], LIGHT).layout for k in (1e-9, 1e-6)]
    low, high = layouts
    assert low.yaxis.range == high.yaxis.range
    assert low.xaxis.range == high.xaxis.range


def test_the_legend_names_each_curve_and_each_kind_of_mark_once() -> None:
    drawn = traces([curve(), curve(name="central, float64", central=True)])
    named = [trace.name for trace in drawn if trace.showlegend is not False]
    assert named == ["forward, float64", "best h", "best h in theory", "central, float64"]
    assert all(trace.name for trace in drawn)
