"""Shapes of everything for the reader's m and n, and two ways to lay out J."""

from collections.abc import Callable, Mapping
from typing import Any

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
    limits: Mapping[str, Any],
    shapes: cheatsheet.Shapes,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the figure; the callback finds what the browser sent under ``key``.

    ``state`` holds m, n and layout, and ``limits`` what m and n keep to; ``shapes`` are JAX's
    for this m and n.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "state": dict(state),
            "limits": dict(limits),
            "shapes": {name: list(shape) for name, shape in shapes._asdict().items()},
            "lens": {
                "jacobian": numbers(cheatsheet.lens()),
                "of": cheatsheet.LENS_TEXT,
            },
        },
        on_gesture_change=on_gesture,
    )
