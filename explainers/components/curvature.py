"""A scalar function, its quadratic model and its Hessian, moved by hand (frontend/curvature)."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from streamlit.components.v2 import component

from explainers.components.data import entry_json, numbers
from explainers.core.catalog import Entry
from explainers.core.curvature.numbers import Curvature
from explainers.core.tape import Tape

_mount = component(
    "explainers.curvature",
    html='<div class="instrument curvature" data-figure></div>',
    js="curvature/curvature.js",
    css="curvature/curvature.css",
)


class Answer(NamedTuple):
    """What JAX computed, with the state that it belongs to."""

    x: tuple[float, ...]
    v: tuple[float, ...]
    rate: float
    curvature: Curvature


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    found = answer.curvature

    def step(index: int | None) -> dict[str, Any]:
        taken = found.newton if index is None else found.descents
        parts = taken._asdict()
        return {name: numbers(z if index is None else z[index]) for name, z in parts.items()}

    return {
        "x": list(answer.x),
        "v": list(answer.v),
        "rate": answer.rate,
        "value": numbers(found.value),
        "gradient": numbers(found.gradient),
        "hessian": numbers(np.ravel(found.hessian)),
        "product": numbers(found.product),
        "moved": numbers(found.moved),
        "curvatures": numbers(found.curvatures),
        "newton": step(None),
        "descent": step(-1),
        "eta": numbers(found.rates[-1]),
        "precision": str(found.gradient.dtype),
    }


def curvature(
    *,
    key: str,
    edition: str,
    entry: Entry,
    state: Mapping[str, Any],
    limits: Mapping[str, Any],
    tape: Tape | None,
    bend: Tape | None,
    settled: Answer | None,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the figure; the callback finds what the browser sent under ``key``.

    ``tape`` is the program of f, ``bend`` that of its gradient and its Hessian.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "entry": entry_json(entry),
            "tape": tape.as_json() if tape else None,
            "bend": bend.as_json() if bend else None,
            "state": dict(state),
            "limits": dict(limits),
            "settled": _answer(settled),
        },
        on_gesture_change=on_gesture,
    )
