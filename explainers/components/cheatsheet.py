"""Shapes of everything for the reader's m and n, and two ways to lay out J."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from streamlit.components.v2 import component

from explainers.components.data import numbers
from explainers.core import cheatsheet

_mount = component(
    "explainers.cheatsheet",
    html='<div class="instrument cheatsheet" data-figure></div>',
    js="cheatsheet/cheatsheet.js",
    css="cheatsheet/cheatsheet.css",
)


def sheet(
    *,
    key: str,
    edition: str,
    state: Mapping[str, Any],
    shapes: cheatsheet.Shapes,
    lens: np.ndarray,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the figure; the callback finds what the browser sent under ``key``.

    ``state`` holds m, n and layout; ``shapes`` are JAX's for this m and n, ``lens``
    is the Jacobian that is laid out in two ways.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "state": dict(state),
            "most": cheatsheet.MOST,
            "shapes": {name: list(shape) for name, shape in shapes._asdict().items()},
            "lens": {
                "jacobian": numbers(lens),
                "of": cheatsheet.LENS_TEXT,
            },
        },
        on_gesture_change=on_gesture,
    )
