"""A case of the gallery of kinks, moved by hand (frontend/kinks)."""

from collections.abc import Callable
from typing import Any

import numpy as np
from streamlit.components.v2 import component

from explainers.components.stage import numbers
from explainers.core.kinks import Case, Samples

_mount = component(
    "explainers.kinks",
    html='<div class="instrument kinks" data-figure></div>',
    js="kinks/kinks.js",
    css="kinks/kinks.css",
)

DIGITS = 9
"""Significant digits in which samples are sent: more than a screen can show."""


def _sent(part: np.ndarray[Any, Any] | None) -> Any:
    if part is None:
        return None
    return numbers([float(f"{number:.{DIGITS}g}") for number in part])


def kinks(
    *,
    key: str,
    edition: str,
    case: Case,
    samples: Samples,
    said: tuple[str, str],
    x: float,
    h: float,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the figure; the callback finds the gesture under ``key`` in the session.

    ``said`` is what forward and reverse mode say in place of numbers, or "".
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "case": {
                "slug": case.slug,
                "title": case.title,
                "at": case.at,
                "step": case.step,
                "reach": list(case.reach),
                "yView": list(case.y_view),
                "slopeView": list(case.slope_view),
                "whole": case.whole,
                "central": case.central,
                "said": dict(zip(("forward", "reverse"), said, strict=True)),
                "torch": list(case.torch.texts),
                "samples": {
                    "x": samples.x.tolist(),
                    "value": _sent(samples.value),
                    "left": _sent(samples.left),
                    "right": _sent(samples.right),
                    "forward": _sent(samples.forward),
                    "reverse": _sent(samples.reverse),
                    "mended": _sent(samples.mended),
                    "mendedSlope": _sent(samples.mended_slope),
                },
            },
            "state": {"x": x, "h": h},
        },
        on_gesture_change=on_gesture,
    )
