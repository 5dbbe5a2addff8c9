"""Arrays of four axes as blocks, and shapes as plugs and sockets."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float
from numpy import ndarray

from explainers.core.numerals import numeral
from explainers.figures.style import CLEAR, Roles, bound, signed_scale

_APART = 0.35
"""Room between blocks, in cells."""
_TITLE = 0.62
"""Room for the title of a block, in cells."""
_CELL = 34
"""Height of a cell in pixels."""


def blocks(
    numbers: Float[ndarray, "p q r s"],
    titles: Sequence[Sequence[str]],
    say: Callable[[int, int, int, int], str],
    colours: Roles,
) -> go.Figure:
    """A grid of p×q blocks of r×s numbers, each on the colour of its sign.

    ``titles`` stand over the blocks; ``say`` names an entry for those who hover over it. All
    blocks share one symmetric scale.
    """
    p, q, r, s = numbers.shape
    largest = bound(numbers.reshape(p * r, q * s))
    figure = go.Figure()
    for i, j in np.ndindex(p, q):
        left, top = j * (s + _APART), i * (r + _APART + _TITLE) + _TITLE
        block = numbers[i, j]
        figure.add_trace(
            go.Heatmap(
                z=block,
                x=left + 0.5 + np.arange(s),
                y=top + 0.5 + np.arange(r),
                zmin=-largest,
                zmid=0.0,
                zmax=largest,
                colorscale=signed_scale(colours),
                showscale=False,
                xgap=2,
                ygap=2,
                text=[[numeral(number) for number in row] for row in block],
                texttemplate="%{text}",
                textfont={"size": 13, "color": colours.ink},
                customdata=[
                    [f"{say(i, j, a, b)} = {numeral(block[a, b], 5)}" for b in range(s)]
                    for a in range(r)
                ],
                hovertemplate="%{customdata}<extra></extra>",
                hoverlabel={
                    "bgcolor": colours.page,
                    "bordercolor": colours.hairline,
                    "font": {"size": 14, "color": colours.ink},
                },
            )
        )
        figure.add_annotation(
            x=left + s / 2,
            y=top - 0.05,
            text=titles[i][j],
            showarrow=False,
            yanchor="bottom",
            font={"size": 13, "color": colours.muted},
        )
    width, height = q * s + (q - 1) * _APART, p * (r + _TITLE) + (p - 1) * _APART
    return figure.update_layout(_still(width, height, _CELL))


def plug(shape: tuple[int, ...], socket: tuple[int, ...], colours: Roles, role: str) -> go.Figure:
    """A shape laid over the one that is needed: filled cells over dotted ones, as a legend names.

    Shapes of one axis lie in a row, as they are printed; a shape without axes is one cell.
    """
    fill = colours.push if role == "tangent" else colours.pull
    given, needed = _cells(shape), _cells(socket)
    rows, columns = (max(a, b) for a, b in zip(given, needed, strict=True))
    shapes: list[dict[str, Any]] = []
    for i, j in np.ndindex(given):
        fits = i < needed[0] and j < needed[1]
        shapes.append(
            _square(i, j, 0.1)
            | {
                "fillcolor": fill,
                "opacity": 0.85 if fits else 0.35,
                "line": {"width": 0},
                "layer": "below",
            }
        )
    shapes += [
        _square(i, j, 0.04) | {"line": {"color": colours.muted, "width": 1.5, "dash": "dot"}}
        for i, j in np.ndindex(needed)
    ]
    named = [("what is given", "square", fill, 0.85), ("what is needed", "square-open-dot", "", 1)]
    if any(a > b for a, b in zip(given, needed, strict=True)):
        named.insert(1, ("what does not fit", "square", fill, 0.35))
    figure = go.Figure()
    for name, symbol, colour, opacity in named:
        marker = {"symbol": symbol, "size": 12, "color": colour or colours.muted}
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=name, marker=marker, opacity=opacity
        )
    figure.update_layout(_still(max(columns, 10), max(rows, 5), 18), shapes=shapes)
    return figure.update_layout(
        yaxis={"scaleanchor": "x", "constrain": "domain"},
        showlegend=True,
        legend={
            "font": {"size": 13, "color": colours.ink},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )


def _cells(shape: tuple[int, ...]) -> tuple[int, int]:
    rows, columns = (1, 1, *shape)[-2:]
    return rows, columns


def _square(row: int, column: int, inset: float) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": column + inset,
        "x1": column + 1 - inset,
        "y0": row + inset,
        "y1": row + 1 - inset,
    }


def _still(width: float, height: float, cell: int) -> dict[str, Any]:
    """A picture without axes that nothing moves."""
    hidden = {"visible": False, "fixedrange": True}
    return {
        "xaxis": {**hidden, "range": [-0.05, width + 0.05]},
        "yaxis": {**hidden, "range": [height + 0.05, -0.05]},
        "height": int(height * cell) + 8,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
    }
