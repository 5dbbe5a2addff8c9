"""The density that a flow makes, and the one that the wrong sign makes."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float

from explainers.figures.style import CLEAR, Roles

HEIGHT = 280
_REACH = 4.0
"""How far from 0 is shown."""


def densities(
    y: Float[np.ndarray, " points"],
    right: Float[np.ndarray, " points"],
    wrong: Float[np.ndarray, " points"],
    colours: Roles,
) -> go.Figure:
    """Both as lines over y, the wrong one dashed."""
    figure = go.Figure()
    lines = (
        ("log p(z) − log f′(z)", right, colours.ink, "solid"),
        ("log p(z) + log f′(z)", wrong, colours.negative_text, "dash"),
    )
    for name, heights, colour, dash in lines:
        figure.add_scatter(
            x=y,
            y=heights,
            name=name,
            mode="lines",
            line={"color": colour, "width": 2, "dash": dash, "simplify": False},
            hovertemplate="y = %{x:.2f}: %{y:.3f}<extra></extra>",
        )
    axis: dict[str, Any] = {
        "fixedrange": True,
        "gridcolor": colours.hairline,
        "zeroline": False,
        "tickfont": {"size": 13, "color": colours.muted},
    }
    return figure.update_layout(
        xaxis={
            **axis,
            "range": [-_REACH, _REACH],
            "title": {"text": "y", "font": {"size": 13, "color": colours.muted}},
        },
        yaxis={**axis, "range": [0, 0.85]},
        height=HEIGHT,
        margin={"l": 40, "r": 10, "t": 36, "b": 40},
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
