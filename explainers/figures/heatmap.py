"""The Jacobian as a table of signed colours with its numbers in the cells."""

import math
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float
from numpy import ndarray

from explainers.core.numerals import numeral
from explainers.figures.style import CLEAR, Roles, signed_scale

Reading: TypeAlias = Literal["entries", "column", "row"]

_NARROWEST = 300
"""Pixels that all columns share on the narrowest screen."""
_LARGEST_TEXT, _SMALLEST_TEXT = 20, 11
_GLYPH = 0.58
"""Width of a digit in units of the text size."""
_TOP, _REST = 36, 6
_STEPS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0)
_EDGE = 0.01
"""Room for half the line of a frame, in parts of the table."""


class Lettering(NamedTuple):
    """What the cells say, row by row, and how large."""

    texts: list[list[str]]
    size: int


def bound(numbers: Float[ndarray, "m n"]) -> float:
    """Smallest of 1, 1.5, 2, 3, 5, 7, 10, … (and 0.7, …) that no finite entry exceeds.

    Steps keep the colours from shifting while the point moves a little.
    """
    finite = np.abs(numbers[np.isfinite(numbers)])
    largest = float(finite.max()) if finite.size else 0.0
    if largest < 1e-300:
        return 1.0
    decade = 10.0 ** math.floor(math.log10(largest))
    return next(step * decade for step in _STEPS if step * decade >= largest)


def lettering(numbers: Float[ndarray, "m n"]) -> Lettering:
    """Numerals that fit their cells on the narrowest screen; powers of ten may break."""
    columns = numbers.shape[1]
    texts = [[numeral(number, 3 if columns < 7 else 2) for number in row] for row in numbers]

    def fitting() -> int:
        longest = max(len(line) for row in texts for text in row for line in text.split("<br>"))
        return int(_NARROWEST / columns / (_GLYPH * longest))

    if fitting() < _SMALLEST_TEXT + 2:
        texts = [[text.replace("·10", "<br>·10") for text in row] for row in texts]
    return Lettering(texts, min(_LARGEST_TEXT, max(_SMALLEST_TEXT, fitting())))


def _marked(names: Sequence[str], index: int | None, colour: str) -> list[str]:
    return [
        f'<b><span style="color:{colour}">{name}</span></b>' if i == index else name
        for i, name in enumerate(names)
    ]


def heatmap(
    jacobian: Float[ndarray, "m n"],
    inputs: Sequence[str],
    outputs: Sequence[str],
    reading: Reading,
    index: int,
    colours: Roles,
    chosen: tuple[int, int] | None = None,
) -> go.Figure:
    """The m×n table of partial derivatives, with the column or row that is read framed.

    Of a chosen entry its row, its column and the entry itself are framed. A point that is not
    seen stands in the middle of each cell, row by row: clicks select points only. Colour is
    signed and symmetric about zero; entries that are not finite stand as text on the neutral
    ground.
    """
    m, n = jacobian.shape
    letters = lettering(jacobian)
    largest = bound(jacobian)
    row, column = chosen or (None, None)
    if reading != "entries":
        row, column = (index, None) if reading == "row" else (None, index)
    table = go.Heatmap(
        z=np.where(np.isfinite(jacobian), jacobian, 0.0),
        zmin=-largest,
        zmid=0.0,
        zmax=largest,
        colorscale=signed_scale(colours),
        showscale=False,
        xgap=4,
        ygap=4,
        text=letters.texts,
        texttemplate="%{text}",
        textfont={"size": letters.size, "color": colours.ink},
        hoverinfo="skip",
    )
    points = go.Scatter(
        x=[j for _ in outputs for j in range(n)],
        y=[i for i in range(m) for _ in inputs],
        mode="markers",
        marker={"size": 30, "opacity": 0, "color": colours.ink},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        customdata=[
            f"∂{out}/∂{inp} = {numeral(jacobian[i, j], 5)}"
            for i, out in enumerate(outputs)
            for j, inp in enumerate(inputs)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        hoverlabel={
            "bgcolor": colours.page,
            "bordercolor": colours.hairline,
            "font": {"size": 15, "color": colours.ink},
        },
    )
    shapes: list[dict[str, Any]] = []
    if column is not None:
        shapes.append(_frame(column - 0.5, -0.5, column + 0.5, m - 0.5, colours.push))
    if row is not None:
        shapes.append(_frame(-0.5, row - 0.5, n - 0.5, row + 0.5, colours.pull))
    if row is not None and column is not None:
        shapes.append(_frame(column - 0.5, row - 0.5, column + 0.5, row + 0.5, colours.ink))
    return go.Figure(
        [table, points],
        {
            "xaxis": {
                **_axis(_marked(inputs, column, colours.push_text), colours),
                "side": "top",
                "range": [-0.5 - _EDGE * n, n - 0.5 + _EDGE * n],
            },
            "yaxis": {
                **_axis(_marked(outputs, row, colours.pull_text), colours),
                "range": [m - 0.5 + _EDGE * m, -0.5 - _EDGE * m],
                "ticklabelstandoff": 6,
            },
            "shapes": shapes,
            "height": m * (84 if m <= 3 else 60 if m <= 5 else 46) + _TOP + _REST,
            "margin": {
                "l": 18 + 9 * max(len(name) for name in outputs),
                "r": _REST,
                "t": _TOP,
                "b": _REST,
            },
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            # All of a cell is nearest to its own point.
            "hoverdistance": -1,
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
        },
    )


def covered(
    inputs: Sequence[str],
    outputs: Sequence[str],
    colours: Roles,
    guess: tuple[int, int] | None = None,
) -> go.Figure:
    """The same table while a reader guesses: names, shape, the guess framed, and no number."""
    m, n = len(outputs), len(inputs)
    figure = heatmap(np.zeros((m, n)), inputs, outputs, "entries", 0, colours, guess)
    figure.data[0].text = [["?"] * n] * m
    figure.data[1].customdata = [f"∂{out}/∂{inp}" for out in outputs for inp in inputs]
    return figure


def _axis(names: list[str], colours: Roles) -> dict[str, Any]:
    """An axis that is nothing but names, and stays where it is."""
    return {
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "tickfont": {"size": 15, "color": colours.muted},
        "ticks": "",
        "fixedrange": True,
        "automargin": False,
        "showgrid": False,
        "showline": False,
        "zeroline": False,
    }


def _frame(x0: float, y0: float, x1: float, y1: float, colour: str) -> dict[str, Any]:
    line = {"color": colour, "width": 3}
    return {"type": "rect", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": line}
