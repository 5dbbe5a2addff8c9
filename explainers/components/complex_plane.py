"""The complex plane: z, a step dz and their images, moved by hand (frontend/complex_plane)."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from streamlit.components.v2 import component

from explainers.components.data import numbers
from explainers.core.complex_plane import DZ, HALF, Plan, Settled, Z

_mount = component(
    "explainers.complex_plane",
    html='<div class="instrument complex_plane" data-figure></div>',
    js="complex_plane/complex_plane.js",
    css="complex_plane/complex_plane.css",
)

_SENT = ("value", "jacobian", "push", "moved", "linear", "rest", "forward", "reverse")


def _answer(state: Mapping[str, Any], settled: Settled | None) -> dict[str, Any] | None:
    if settled is None:
        return None
    found = settled.numbers
    return {
        **state,
        "numbers": {name: numbers(np.ravel(getattr(found, name))) for name in _SENT},
        "residual": numbers(found.residual),
        "accepted": settled.accepted,
        "precision": str(np.asarray(found.value).dtype),
    }


def complex_plane(
    *,
    key: str,
    edition: str,
    plan: Plan,
    state: Mapping[str, Any],
    settled: Settled | None,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the figure; the callback finds the gesture under ``key`` in the session.

    ``state`` holds z and dz; ``settled`` is JAX's numbers for them, where they are at hand.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "plan": {
                "slug": plan.slug,
                "title": plan.title,
                "half": HALF,
                "window": list(plan.window),
                "tape": plan.tape.as_json(),
                "cuts": plan.cuts.as_json() if plan.cuts else None,
                "preset": {"z": list(Z), "dz": list(DZ)},
            },
            "state": dict(state),
            "settled": _answer(state, settled),
        },
        on_gesture_change=on_gesture,
    )
