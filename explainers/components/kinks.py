"""A case of the gallery of kinks, moved by hand (frontend/kinks)."""

from collections.abc import Callable
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


def _case(slug: str) -> dict[str, Any]:
    """A case, as JSON can hold it."""
    case = CASES[slug]
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
    }


@lru_cache(maxsize=len(CASES))
def _samples(slug: str) -> dict[str, Any]:
    """All of JAX's numbers along a case, likewise."""
    found = samples(slug)
    return {
        "x": found.x.tolist(),
        "value": _sent(found.value),
        "left": _sent(found.left),
        "right": _sent(found.right),
        "forward": _sent(found.forward),
        "reverse": _sent(found.reverse),
        "mended": _sent(found.mended),
        "mended_slope": _sent(found.mended_slope),
    }


def kinks(
    *,
    key: str,
    edition: str,
    slug: str,
    answered: bool,
    x: float,
    h: float,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the figure; the callback finds the gesture under ``key`` in the session.

    Until JAX has answered, the figure says that it is still at work.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "case": {**_case(slug), "samples": _samples(slug) if answered else None},
            "state": {"x": x, "h": h},
        },
        on_gesture_change=on_gesture,
    )
