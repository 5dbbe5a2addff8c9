"""Charts of what solvers leave of a derivative, of a ridge's path, and of an ODE there and back."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float

from explainers.core.implicit.courses import POWERS, Course, Errors, Fit, Trip
from explainers.figures.style import CLEAR, Roles

HEIGHT = 300
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEAST = 1e-17
"""Errors below this are drawn nowhere: they are zeros, or as good as zeros."""
_MARKS = ("circle", "square", "diamond", "cross", "triangle-up", "star", "x")


class _Line(NamedTuple):
    """A line of a chart."""

    name: str
    x: Sequence[float] | np.ndarray
    y: Sequence[float] | np.ndarray
    colour: str
    dash: str = "solid"
    symbol: str | None = None
    """Of its marks, if it has some."""
    sparse: int = 1
    """It has one at each so many points."""


def rounds(errors: Course, floor: float, title: str, colours: Roles) -> go.Figure:
    """Errors of x and of its derivative two ways, against the rounds of a solver.

    ``floor`` is what rounding alone may make of the derivative's.
    """
    count = np.arange(len(errors.x))
    lines = (
        _Line("x", count, errors.x, colours.muted, "dot"),
        _Line("dx/dp unrolled", count, errors.unrolled, colours.pull, "solid", "square", 4),
        _Line("dx/dp implicit", count, errors.implicit, colours.ink, "dash", "diamond", 4),
    )
    figure = _drawn([line._replace(y=_seen(line.y)) for line in lines], "round %{x}: %{y:.2e}")
    if floor < 1:
        figure.add_hline(floor, line={"color": colours.edge, "width": 1})
    return _laid(figure, title, "rounds", colours, up=_powers(-17, 3, 4))


def weights(path: Fit, here: Fit, power: float, colours: Roles) -> go.Figure:
    """Each weight of the ridge against its penalty, and those at hand."""
    lines = [
        _Line(f"w{k}".translate(_LOWERED), POWERS, row, colours.ink, dash)
        for k, (row, dash) in enumerate(zip(path.w.T, _DASHES, strict=True))
    ]
    figure = _drawn(lines, "%{y:.3g}")
    figure.add_vline(power, line={"color": colours.edge, "width": 1})
    _points(figure, [power] * len(here.w), here.w, colours.ink, "circle", "w")
    return _laid(figure, "Weights", "λ", colours, across=_penalties())


def losses(path: Fit, here: Fit, power: float, colours: Roles) -> go.Figure:
    """Both losses against the penalty, and the tangent that one solve gives."""
    lines = (
        _Line("fitted", POWERS, path.fitted, colours.muted, "dot"),
        _Line("held out", POWERS, path.loss, colours.ink),
    )
    figure = _drawn(lines, "%{y:.3g}")
    slope = np.log(10) * 10.0**power * float(here.pull)
    ends = np.array([-1.0, 1.0])
    tangent = _Line("its slope", power + ends, float(here.loss) + slope * ends, colours.pull)
    _add(figure, tangent, None)
    _points(figure, [power], [float(here.loss)], colours.ink, "circle", "held out")
    top = 1.1 * float(max(path.fitted.max(), path.loss.max()))
    return _laid(figure, "Loss", "λ", colours, across=_penalties(), up={"range": [0, top]})


def orbit(found: Trip, colours: Roles) -> go.Figure:
    """The path in the plane of prey and hunters, and as it is computed from its end."""
    lines = (
        _Line("there", found.path[:, 0], found.path[:, 1], colours.push),
        _Line("back", found.back[:, 0], found.back[:, 1], colours.pull, "dash"),
    )
    figure = _drawn(lines, "%{x:.3f}, %{y:.3f}")
    (begin, end), home = found.path[[0, -1]], found.back[-1]
    _points(figure, [begin[0]], [begin[1]], colours.push, "circle", "start")
    _points(figure, [end[0]], [end[1]], colours.ink, "square", "end")
    _points(figure, [home[0]], [home[1]], colours.pull, "circle-open", "start, computed back")
    wide, high = (_room(found.path[:, k], found.back[:, k]) for k in (0, 1))
    return _laid(
        figure, "Path", "prey", colours, across={"range": wide}, up={"range": high}, side="hunters"
    )


def lambdas(found: Trip, time: float, colours: Roles) -> go.Figure:
    """Both numbers of λ along the way back, over time."""
    at = np.linspace(time, 0, len(found.adjoint))
    lines = (
        _Line("by prey", at, found.adjoint[:, 0], colours.pull),
        _Line("by hunters", at, found.adjoint[:, 1], colours.pull_text, "dash"),
    )
    figure = _drawn(lines, "t = %{x:.3g}: %{y:.3g}")
    _points(figure, [0, 0], found.gradient, colours.ink, "diamond", "by backprop")
    high = _room(found.adjoint.ravel(), found.gradient)
    return _laid(figure, "λ", "time", colours, up={"range": high})


def ladder(errors: Sequence[Errors], at: Errors, colours: Roles) -> go.Figure:
    """What is off, against the number of steps, and the number at hand."""
    steps = [one.steps for one in errors]
    lines = (
        _Line("drift", steps, [one.drift for one in errors], colours.muted, "dot", "circle"),
        _Line("adjoint", steps, [one.adjoint for one in errors], colours.pull, "dash", "square"),
        _Line("backprop", steps, [one.backprop for one in errors], colours.ink, "solid", "diamond"),
    )
    figure = _drawn([line._replace(y=_seen(line.y)) for line in lines], "%{x} steps: %{y:.2e}")
    figure.add_vline(at.steps, line={"color": colours.edge, "width": 1})
    axis = {
        "type": "log",
        "tickvals": steps,
        "ticktext": [str(count) for count in steps],
        "range": [np.log10(7), np.log10(600)],
    }
    return _laid(figure, "Errors", "steps", colours, across=axis, up=_powers(-14, 2, 4))


# What they have in common -------------------------------------------------------------------------

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "5px 2px 1px 2px")


def _seen(errors: Sequence[float] | np.ndarray) -> Float[np.ndarray, " points"]:
    errors = np.asarray(errors, dtype=float)
    return np.where(np.isfinite(errors) & (errors > _LEAST), errors, np.nan)


def _room(*parts: np.ndarray) -> list[float]:
    """Ends of an axis that holds what is drawn, but not what runs off."""
    numbers = np.concatenate(parts)
    numbers = numbers[np.isfinite(numbers) & (np.abs(numbers) < 1e3)]
    low, high = (float(f(numbers, initial=0.0)) for f in (np.min, np.max))
    room = 0.06 * (high - low) or 1.0
    return [low - room, high + room]


def _drawn(lines: Sequence[_Line], hover: str) -> go.Figure:
    figure = go.Figure()
    for line in lines:
        _add(figure, line, hover)
    return figure


def _add(figure: go.Figure, line: _Line, hover: str | None) -> None:
    marks = [line.symbol or "circle"] * len(line.x)
    sizes = [7 if line.symbol and k % line.sparse == 0 else 0 for k in range(len(line.x))]
    figure.add_scatter(
        x=np.asarray(line.x, dtype=float),
        y=np.asarray(line.y, dtype=float),
        name=line.name,
        mode="lines+markers" if line.symbol else "lines",
        line={"color": line.colour, "width": 2, "dash": line.dash},
        marker={"symbol": marks, "size": sizes, "color": line.colour} if line.symbol else None,
        hovertemplate=None if hover is None else f"{line.name}, {hover}<extra></extra>",
        hoverinfo="skip" if hover is None else None,
        connectgaps=False,
    )


def _points(
    figure: go.Figure,
    x: Sequence[float],
    y: Sequence[float] | np.ndarray,
    colour: str,
    symbol: str,
    name: str,
) -> None:
    figure.add_scatter(
        x=list(x),
        y=list(y),
        mode="markers",
        marker={
            "color": colour,
            "size": 9,
            "symbol": symbol,
            "line": {"width": 2, "color": colour},
        },
        hovertemplate=f"{name}: %{{y:.4g}}<extra></extra>",
        showlegend=False,
    )


def _powers(low: int, high: int, step: int) -> dict[str, Any]:
    """A logarithmic axis with a number at each so many powers of ten."""
    powers = range(step * -(-low // step), high + 1, step)
    return {
        "type": "log",
        "range": [low, high],
        "tickvals": [10.0**power for power in powers],
        "ticktext": [_ten(power) for power in powers],
    }


def _penalties() -> dict[str, Any]:
    low, high = int(POWERS[0]), int(POWERS[-1])
    powers = list(range(low, high + 1, 2))
    return {
        "range": [low, high],
        "tickvals": powers,
        "ticktext": [_ten(power) for power in powers],
    }


def _ten(power: int) -> str:
    return "1" if power == 0 else "10" + str(power).translate(_RAISED)


def _laid(
    figure: go.Figure,
    title: str,
    below: str,
    colours: Roles,
    across: dict[str, Any] | None = None,
    up: dict[str, Any] | None = None,
    side: str = "",
) -> go.Figure:
    def axis(name: str) -> dict[str, Any]:
        return {
            "fixedrange": True,
            "gridcolor": colours.hairline,
            "zeroline": False,
            "tickfont": {"size": 13, "color": colours.muted},
            "title": {"text": name, "font": {"size": 13, "color": colours.muted}},
        }

    return figure.update_layout(
        xaxis={**axis(below), **(across or {})},
        yaxis={**axis(side), **(up or {})},
        title={
            "text": title,
            "font": {"size": 14, "color": colours.ink, "weight": 600},
            "x": 0,
            "xref": "paper",
            "y": 0.97,
        },
        height=HEIGHT,
        margin={"l": 52, "r": 10, "t": 66, "b": 44},
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "font": {"size": 13, "color": colours.ink},
        },
        hoverlabel={
            "bgcolor": colours.page,
            "bordercolor": colours.hairline,
            "font": {"size": 13, "color": colours.ink},
        },
        dragmode=False,
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )
