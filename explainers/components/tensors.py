"""A classifier's matrices and its Jacobian in four axes, moved by hand (frontend/tensors)."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from streamlit.components.v2 import component

from explainers.components.data import numbers
from explainers.core.tape import Tape
from explainers.core.tensors.numbers import PRESET, Numbers

_mount = component(
    "explainers.tensors",
    html='<div class="instrument tensors" data-figure></div>',
    js="tensors/tensors.js",
    css="tensors/tensors.css",
)

_SENT = ("logits", "outputs", "jacobian", "push", "pull")


def _answer(settled: Numbers[np.ndarray] | None) -> dict[str, Any] | None:
    if settled is None:
        return None
    return {
        **{name: numbers(np.ravel(getattr(settled, name))) for name in _SENT},
        "pairing": numbers(settled.pairing),
        "precision": str(np.asarray(settled.outputs).dtype),
    }


def tensors(
    *,
    key: str,
    edition: str,
    state: Mapping[str, Any],
    tape: Tape,
    settled: Numbers[np.ndarray] | None,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the figure; the callback finds the gesture under ``key`` in the session.

    ``state`` holds the numbers of a setting and how they are looked at; ``settled`` is JAX's
    answer for exactly these, if it is at hand.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "state": dict(state),
            "preset": {name: list(part) for name, part in PRESET._asdict().items()},
            "tape": tape.as_json(),
            "settled": _answer(settled),
        },
        on_gesture_change=on_gesture,
    )
