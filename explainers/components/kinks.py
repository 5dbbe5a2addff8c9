"""A case of the gallery of kinks, moved by hand (frontend/kinks)."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from streamlit.components.v2 import component

from explainers.components.data import numbers
from explainers.core.kinks import CASES, refusal, samples

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


@lru_cache(maxsize=len(CASES))
def _case(slug: str) -> dict[str, Any]:
    """A case with all of JAX's numbers along it, as JSON can hold it."""
    case, found = CASES[slug], samples(slug)
    refused = {mode: refusal(slug, mode) for mode in ("forward", "reverse")}
    return {
        "slug": slug,
        "title": case.title,
        "at": case.at,
        "step": case.step,
        "reach": list(case.reach),
        "y_view": list(case.y_view),
        "slope_view": list(case.slope_view),
        "whole": case.whole,
        "central": case.central,
        "said": {mode: answer.said if answer else "" for mode, answer in refused.items()},
        "torch": list(case.torch.texts),
        "samples": {
            "x": found.x.tolist(),
            "value": _sent(found.value),
            "left": _sent(found.left),
            "right": _sent(found.right),
            "forward": _sent(found.forward),
            "reverse": _sent(found.reverse),
            "mended": _sent(found.mended),
            "mended_slope": _sent(found.mended_slope),
        },
    }


def kinks(
    *,
    key: str,
    edition: str,
    slug: str,
    state: Mapping[str, Any],
    on_gesture: Callable[[], None],
) -> None:
    """Mount the figure; the callback finds the gesture under ``key`` in the session."""
    _mount(
        key=key,
        data={"edition": edition, "case": _case(slug), "state": dict(state)},
        on_gesture_change=on_gesture,
    )
