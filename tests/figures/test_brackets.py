"""Figures of growth show what was measured, on axes that hold it, and tell roles apart."""

import math
from typing import Any

import plotly.graph_objects as go

from explainers.figures.brackets import Series, scaling
from explainers.figures.style import LIGHT

FORWARD = Series("jacfwd", "push", [4, 64, 1024], [1.0, 10.0, 900.0], [1.0, 12.0, 1000.0])
REVERSE = Series("jacrev", "pull", [4, 64, 1024], [0.5, 0.6, 0.7], [0.5, 0.5, 0.5])


def traces(figure: go.Figure) -> list[Any]:
    """What is drawn, in order."""
    return list(figure.data)


def test_measured_points_and_predictions_are_drawn_as_given() -> None:
    figure = scaling([FORWARD, REVERSE], "Time", "n", "ms", LIGHT)
    measured = [trace for trace in traces(figure) if trace.mode == "lines+markers"]
    assert [(list(t.x), list(t.y)) for t in measured] == [
        ([4, 64, 1024], [1.0, 10.0, 900.0]),
        ([4, 64, 1024], [0.5, 0.6, 0.7]),
    ]
    dotted = [trace for trace in traces(figure) if trace.line.dash == "dot"]
    assert [list(trace.y) for trace in dotted] == [[1.0, 12.0, 1000.0], [0.5, 0.5, 0.5]]
    assert [trace.showlegend for trace in dotted] == [True, False]


def test_roles_differ_in_colour_and_in_form() -> None:
    figure = scaling([FORWARD, REVERSE], "Time", "n", "ms", LIGHT)
    forward, reverse = (trace for trace in traces(figure) if trace.mode == "lines+markers")
    assert (forward.line.color, reverse.line.color) == (LIGHT.push, LIGHT.pull)
    assert forward.marker.symbol != reverse.marker.symbol


def test_the_axes_hold_every_point() -> None:
    figure = scaling([FORWARD, REVERSE], "Time", "n", "ms", LIGHT)
    layout: Any = figure.layout
    for axis, numbers in ((layout.xaxis, [4, 1024]), (layout.yaxis, [0.5, 1000.0])):
        low, high = axis.range
        assert axis.type == "log"
        assert all(low < math.log10(number) < high for number in numbers)
    assert list(layout.xaxis.ticktext) == ["4", "64", "1024"]


def test_a_single_point_can_be_drawn() -> None:
    figure = scaling([Series("jvp", "ink", [1], [0.02])], "Time", "n", "ms", LIGHT)
    layout: Any = figure.layout
    low, high = layout.yaxis.range
    assert low < math.log10(0.02) < high


def test_an_axis_has_at_least_two_marks_and_not_too_many() -> None:
    for costs in ([0.02, 0.03], [30.0, 90.0], [1e-3, 1e9], [5.0, 5.0]):
        layout: Any = scaling([Series("jvp", "ink", [1, 2], costs)], "T", "n", "ms", LIGHT).layout
        low, high = layout.yaxis.range
        marks = layout.yaxis.tickvals
        assert 1 <= len(marks) <= 9
        assert len(marks) >= 2 or costs[0] == costs[1]
        assert all(low <= math.log10(mark) <= high for mark in marks)
