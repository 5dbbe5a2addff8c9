"""How a cost grows with the size of a problem, on two logarithmic axes."""

import math
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import plotly.graph_objects as go

from explainers.core.numerals import numeral
from explainers.figures.style import CLEAR, Roles

Role: TypeAlias = Literal["push", "pull", "ink"]

HEIGHT = 300
_MARKS: dict[Role, str] = {"push": "circle", "pull": "square", "ink": "diamond"}
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


class Series(NamedTuple):
    """Costs at some sizes, and what they were predicted to be, if they were."""

    name: str
    role: Role
    sizes: Sequence[float]
    costs: Sequence[float]
    predicted: Sequence[float] | None = None


def _ticks(low: float, high: float) -> dict[str, Any]:
    """Powers of ten within a range of logarithms: thinned where many, with others where few."""
    powers = range(math.ceil(low), math.floor(high) + 1)
    numbers = [10.0**k for k in (powers if len(powers) <= 5 else powers[::2])]
    if len(numbers) < 2:
        decades = range(math.floor(low), math.ceil(high))
        finer = [step * 10.0**k for k in decades for step in (1, 2, 3, 5, 7)]
        numbers = [number for number in finer if low <= math.log10(number) <= high]
    return {"tickvals": numbers, "ticktext": [_label(number) for number in numbers]}


def _label(number: float) -> str:
    exponent = math.log10(number)
    return numeral(number) if -2 <= exponent <= 3 or not exponent.is_integer() else _power(exponent)


def _power(exponent: float) -> str:
    sign = "⁻" if exponent < 0 else ""
    return "10" + sign + "".join(_DIGITS[int(digit)] for digit in str(abs(int(exponent))))


def _range(numbers: Sequence[float]) -> list[float]:
    """Ends of a logarithmic axis that holds these numbers with some room."""
    logs = [math.log10(number) for number in numbers if number > 0]
    low, high = min(logs), max(logs)
    room = 0.08 * (high - low) or 0.2
    return [low - room, high + room]


def scaling(series: Sequence[Series], what: str, size: str, unit: str, colours: Roles) -> go.Figure:
    """Costs against sizes; measured points joined by lines, predictions dashed.

    ``what`` names the cost and ``size`` what grows; ``unit`` stands behind hovered numbers.
    """
    figure = go.Figure()
    shades = {"push": colours.push, "pull": colours.pull, "ink": colours.ink}
    for one in series:
        colour = shades[one.role]
        figure.add_scatter(
            x=list(one.sizes),
            y=list(one.costs),
            name=one.name,
            mode="lines+markers",
            line={"color": colour, "width": 2},
            marker={"symbol": _MARKS[one.role], "size": 9, "color": colour},
            customdata=[
                [numeral(cost), numeral(at, 4)]
                for at, cost in zip(one.sizes, one.costs, strict=True)
            ],
            hovertemplate=f"{one.name}, {size}: %{{customdata[1]}}"
            f"<br>%{{customdata[0]}} {unit}<extra></extra>",
        )
    predicted = [one for one in series if one.predicted is not None]
    for one in predicted:
        figure.add_scatter(
            x=list(one.sizes),
            y=list(one.predicted or ()),
            name="predicted",
            legendgroup="predicted",
            mode="lines",
            line={"color": colours.ink, "width": 1.6, "dash": "dot"},
            hoverinfo="skip",
            showlegend=one is predicted[0],
        )
    costs = [cost for one in series for cost in (*one.costs, *(one.predicted or ()))]
    sizes = sorted({at for one in series for at in one.sizes})
    across, up = _range(sizes), _range(costs)
    axis: dict[str, Any] = {
        "type": "log",
        "fixedrange": True,
        "gridcolor": colours.hairline,
        "zeroline": False,
        "tickfont": {"size": 13, "color": colours.muted},
        "title": {"font": {"size": 13, "color": colours.muted}},
    }
    return figure.update_layout(
        xaxis={
            **axis,
            "range": across,
            "tickvals": sizes,
            "ticktext": [f"{at:g}" for at in sizes],
            "title": {**axis["title"], "text": size},
        },
        yaxis={**axis, "range": up, **_ticks(*up)},
        title={
            "text": what,
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
