"""Charts of what solvers leave of a derivative, of a ridge's path, and of an ODE there and back."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float

from explainers.core.implicit.courses import (
    POWERS,
    T_HELD,
    Y_HELD,
    Errors,
    Fit,
    Solved,
    Solver,
    T,
    Trip,
    Y,
)
from explainers.core.numerals import subscript
from explainers.figures.style import CLEAR, Roles

HEIGHT = 312
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_FEW = 20
"""Rounds up to which each has its mark."""
_LEAST = 1e-17
"""Errors below this are drawn nowhere: they are zeros, or as good as zeros."""


class _Line(NamedTuple):
    """A line of a chart."""

    name: str
    x: Sequence[float] | np.ndarray
    y: Sequence[float] | np.ndarray
    colour: str
    dash: str = "solid"
    symbol: str | None = None
    """Of its marks, if it has some."""


def rounds(found: Solved, solver: Solver, title: str, colours: Roles) -> go.Figure:
    """Errors of x and of its derivative two ways, against the rounds of a solver.

    Each line ends where rounding begins; a level line says where that is for the derivative.
    """
    floors = found.x_error, found.slope_error, found.slope_error
    x, unrolled, implicit = (
        np.where(row > floor, _seen(row), np.nan)
        for row, floor in zip(found.errors(solver), floors, strict=True)
    )
    count = np.arange(len(x))
    last = max(_last(x), _last(unrolled), _last(implicit))
    marked = last <= _FEW
    lines = (
        _Line("x", count, x, colours.muted, "dot"),
        _Line("unrolled", count, unrolled, colours.pull, symbol="square" if marked else None),
        _Line("implicit", count, implicit, colours.ink, "dash", "diamond" if marked else None),
    )
    figure = _drawn([line for line in lines if np.isfinite(line.y).any()], "round %{x}: %{y:.2e}")
    if found.slope_error < 1:
        figure.add_hline(found.slope_error, line={"color": colours.edge, "width": 1})
    across = {"range": [-0.5, max(10, last) + 0.5], "tickformat": "d"}
    up = _powers(-17, _top(4, x, unrolled, implicit), 4)
    return _laid(figure, title, "rounds", colours, across=across, up=up)


def _last(row: np.ndarray) -> int:
    """The last round at which something is drawn."""
    return int(np.flatnonzero(np.isfinite(row)).max(initial=0))


def fitted(here: Fit, colours: Roles) -> go.Figure:
    """The polynomial through its samples, and those held out."""
    t = np.linspace(-1, 1, 121)
    lines = (_Line("fit", t, np.vander(t, len(here.w), increasing=True) @ here.w, colours.ink),)
    figure = _drawn(lines, "%{x:.2f}: %{y:.2f}")
    _points(figure, _Line("fitted", T, Y, colours.ink, symbol="circle"), True)
    _points(figure, _Line("held out", T_HELD, Y_HELD, colours.pull, symbol="diamond-open"), True)
    return _laid(
        figure, "Samples", "t", colours, across={"range": [-1, 1]}, up={"range": [-2.2, 2.2]}
    )


def weights(path: Fit, here: Fit, power: float, colours: Roles) -> go.Figure:
    """Each weight of the ridge against its penalty, and where a push says that it goes."""
    figure = go.Figure()
    for k, row in enumerate(path.w.T):
        line = _Line("a weight", POWERS, row, colours.muted)
        _add(figure, line, f"{_weight(k)} = %{{y:.3g}}", not k)
    ends = np.array([-_TANGENT, _TANGENT])
    for k, (now, change) in enumerate(zip(here.w, _by_power(here.push, power), strict=True)):
        tangent = _Line("slope", power + ends, now + change * ends, colours.push, "dash")
        _add(figure, tangent, None, not k)
    _points(figure, _Line("w", [power] * len(here.w), here.w, colours.push, symbol="circle"))
    begin = path.w[0]
    figure.add_scatter(
        x=[POWERS[0] - 0.1] * len(begin),
        y=_apart(begin, _NAME * float(np.ptp(path.w))),
        text=[_weight(k) for k in range(len(begin))],
        name="names",
        mode="text",
        textposition="middle left",
        textfont={"size": 13, "color": colours.muted},
        hoverinfo="skip",
        showlegend=False,
    )
    across = _penalties()
    low, high = across["range"]
    across["range"] = [low - _NAMES, high]
    return _laid(figure, "Weights", "α", colours, across=across)


_NAMES = 0.9
"""Powers of ten left free for the names of weights."""
_NAME = 0.075
"""Height of a name, as a part of that of the chart."""


def _weight(k: int) -> str:
    return f"w{subscript(k)}"


def _apart(places: np.ndarray, gap: float) -> Float[np.ndarray, " places"]:
    """Places near those given, in their order, no two nearer than a gap."""
    order = np.argsort(places)
    steps = gap * np.arange(len(places))
    near = places[order] - steps
    up = np.maximum.accumulate(near)
    down = np.minimum.accumulate(near[::-1])[::-1]
    apart = np.empty(len(places))
    apart[order] = (up + down) / 2 + steps
    return apart


def losses(path: Fit, here: Fit, power: float, colours: Roles) -> go.Figure:
    """Both losses against the penalty, and the tangent that one solve gives."""
    lines = (
        _Line("fitted", POWERS, path.fitted, colours.muted, "dot"),
        _Line("held out", POWERS, path.loss, colours.ink),
    )
    figure = _drawn(lines, "%{y:.3g}")
    ends, now = np.array([-_TANGENT, _TANGENT]), float(here.loss)
    # Upright the axis is logarithmic, where a tangent is straight as well.
    rise = np.exp(_by_power(here.pull, power) / now * ends)
    _add(figure, _Line("slope", power + ends, now * rise, colours.pull, "dash"), None)
    _points(figure, _Line("held out", [power], [now], colours.pull, symbol="circle"))
    numbers = (0.1, 0.2, 0.5, 1, 2)
    up = {
        "type": "log",
        "range": [np.log10(0.07), np.log10(4)],
        "tickvals": numbers,
        "ticktext": [f"{number:g}" for number in numbers],
    }
    return _laid(figure, "Losses", "α", colours, across=_penalties(), up=up)


def orbit(found: Trip, colours: Roles) -> go.Figure:
    """The path in the plane of prey and hunters, and as it is computed from its end."""
    (begin, end), home = found.path[[0, -1]], found.back[-1]
    lines = (
        _Line("there", found.path[:, 0], found.path[:, 1], colours.push),
        _Line("back", found.back[:, 0], found.back[:, 1], colours.pull, "dash"),
    )
    figure = _drawn(lines, "%{x:.3f}, %{y:.3f}")
    for name, (x, y), colour, symbol in (
        ("start", begin, colours.push, "circle"),
        ("end", end, colours.ink, "square"),
        ("start, computed back", home, colours.pull, "circle-open"),
    ):
        _points(figure, _Line(name, [x], [y], colour, symbol=symbol))
    wide, high = (
        _room(found.path[:, k], _near(found.back[:, k], found.path[:, k])) for k in (0, 1)
    )
    across, up = {"range": wide}, {"range": high}
    return _laid(figure, "Path", "prey", colours, across=across, up=up, side="hunters")


def lambdas(found: Trip, time: float, colours: Roles) -> go.Figure:
    """Both numbers of λ along the way back, over time, and what backprop says of the start."""
    at = np.linspace(time, 0, len(found.adjoint))
    lines = (
        _Line("prey", at, found.adjoint[:, 0], colours.pull),
        _Line("hunters", at, found.adjoint[:, 1], colours.pull_text, "dash"),
    )
    figure = _drawn(lines, "t = %{x:.3g}: %{y:.3g}")
    told = _Line("backprop", [0, 0], found.gradient, colours.ink, symbol="diamond")
    _points(figure, told, True)
    up = {"range": _room(found.adjoint.ravel(), found.gradient)}
    return _laid(figure, "λ", "time", colours, up=up)


def ladder(errors: Sequence[Errors], at: Errors, colours: Roles) -> go.Figure:
    """What is off, against the number of steps, and the number at hand.

    What rounding hides, and what runs off, is not drawn.
    """
    steps = [one.steps for one in errors]
    drift, adjoint, backprop = np.array([one.seen for one in errors]).T
    lines = (
        _Line("drift", steps, drift, colours.muted, "dot", "circle"),
        _Line("adjoint", steps, adjoint, colours.pull, "dash", "square"),
        _Line("backprop", steps, backprop, colours.ink, symbol="diamond"),
    )
    figure = _drawn(lines, "%{x} steps: %{y:.2e}")
    figure.add_vline(at.steps, line={"color": colours.edge, "width": 1})
    across = {
        "type": "log",
        "tickvals": steps,
        "ticktext": [str(count) for count in steps],
        "range": [np.log10(7), np.log10(600)],
    }
    up = _powers(-14, _top(2, drift, adjoint, backprop), 4)
    return _laid(figure, "Errors", "steps", colours, across=across, up=up)


# What they have in common -------------------------------------------------------------------------

_TANGENT = 0.7
"""Powers of ten to either side over which a slope is drawn."""


def _by_power(slope: np.ndarray, power: float) -> np.ndarray:
    """A derivative in α as one in its power of ten."""
    return math.log(10) * 10.0**power * slope


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


def _near(numbers: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Numbers, those far beyond what others span cut off at as much again."""
    low, high = float(np.nanmin(others)), float(np.nanmax(others))
    return np.clip(numbers, 2 * low - high, 2 * high - low)


def _drawn(lines: Sequence[_Line], hover: str) -> go.Figure:
    figure = go.Figure()
    for line in lines:
        _add(figure, line, hover)
    return figure


def _add(figure: go.Figure, line: _Line, hover: str | None, named: bool = True) -> None:
    figure.add_scatter(
        x=np.asarray(line.x, dtype=float),
        y=np.asarray(line.y, dtype=float),
        name=line.name,
        mode="lines+markers" if line.symbol else "lines",
        line={"color": line.colour, "width": 2, "dash": line.dash},
        marker={"symbol": line.symbol or "circle", "size": 6, "color": line.colour},
        hovertemplate=None if hover is None else f"{line.name}, {hover}<extra></extra>",
        hoverinfo="skip" if hover is None else None,
        connectgaps=False,
        showlegend=named,
    )


def _points(figure: go.Figure, line: _Line, named: bool = False) -> None:
    figure.add_scatter(
        x=np.asarray(line.x, dtype=float),
        y=np.asarray(line.y, dtype=float),
        name=line.name,
        mode="markers",
        marker={
            "color": line.colour,
            "size": 8,
            "symbol": line.symbol,
            "line": {"width": 2, "color": line.colour},
        },
        hovertemplate=f"{line.name}: %{{y:.4g}}<extra></extra>",
        showlegend=named,
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


def _top(least: int, *rows: np.ndarray) -> int:
    """The power of ten above all that is drawn, or a usual one."""
    highest = max(float(np.nanmax(row, initial=0.0)) for row in rows)
    return max(least, math.ceil(math.log10(highest))) if highest else least


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
            "y": 0.98,
        },
        height=HEIGHT,
        margin={"l": 52, "r": 10, "t": 80, "b": 44},
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
