"""Errors of difference quotients against h: a valley between truncation and rounding."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from explainers.core.linearization.curve import Curve
from explainers.core.numerals import numeral
from explainers.figures.style import CLEAR, Roles

HEIGHT = 380
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEAST = 1e-17
"""Errors below this are drawn nowhere: they are zeros by luck."""


def valley(curves: Sequence[Curve], colours: Roles) -> go.Figure:
    """Error against h on logarithmic axes, with the best h of each curve and theory's.

    The legend names each curve, and each kind of mark once.
    """
    figure = go.Figure()
    named: set[str] = set()
    highest = 1e-3
    for curve in curves:
        colour = colours.pull_text if curve.single else colours.ink
        shown = np.isfinite(curve.errors) & (curve.errors > _LEAST)
        errors = np.where(shown, curve.errors, np.nan)
        if shown.any():
            highest = max(highest, float(np.nanmax(errors)))
        figure.add_scatter(
            x=curve.steps,
            y=errors,
            name=curve.name,
            mode="lines",
            line={"color": colour, "width": 2, "dash": "dash" if curve.central else "solid"},
            hovertemplate="h = %{x:.2e}<br>error %{y:.2e}<extra>" + curve.name + "</extra>",
            connectgaps=False,
        )
        for place, symbol, said in (
            (curve.best, "circle", "best h"),
            (curve.theory, "diamond-open", "best h in theory"),
        ):
            if math.isfinite(place):
                figure.add_scatter(
                    x=[place],
                    y=[_at(curve, place)],
                    mode="markers",
                    marker={
                        "color": colour,
                        "size": 11,
                        "symbol": symbol,
                        "line": {"width": 2, "color": colour},
                    },
                    name=said,
                    legendgroup=said,
                    showlegend=said not in named,
                    hovertemplate=f"{said}: {numeral(place)}<extra>{curve.name}</extra>",
                )
                named.add(said)
    top = math.ceil(math.log10(highest)) + 0.3
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 64, "r": 12, "t": 34, "b": 46},
        paper_bgcolor=CLEAR,
        plot_bgcolor=colours.ground,
        font={"color": colours.ink, "size": 13},
        legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        hoverlabel={"bgcolor": colours.page, "font": {"color": colours.ink}},
        xaxis=_axis("h", (-15.2, 0.2), colours),
        yaxis=_axis("error", (-16.5, top), colours),
        dragmode=False,
    )
    return figure


def _at(curve: Curve, step: float) -> float:
    """The curve's height at some h, smoothed over its neighbours."""
    near = np.abs(np.log10(curve.steps / step)) < 0.6
    errors = curve.errors[near & (curve.errors > _LEAST) & np.isfinite(curve.errors)]
    return float(np.exp(np.mean(np.log(errors)))) if errors.size else float("nan")


def _axis(title: str, limits: tuple[float, float], colours: Roles) -> dict[str, Any]:
    step = 3 if title == "h" else 4
    powers = range(step * math.ceil(limits[0] / step), math.floor(limits[1]) + 1, step)
    return {
        "title": {"text": title, "standoff": 6},
        "type": "log",
        "range": list(limits),
        "tickvals": [10.0**power for power in powers],
        "ticktext": ["10" + str(power).translate(_RAISED) for power in powers],
        "gridcolor": colours.hairline,
        "linecolor": colours.hairline,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": 13, "color": colours.muted},
    }
