"""The microscope: a map and its linear picture, magnified together (frontend/linearization)."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from streamlit.components.v2 import component

from explainers.components.data import entry_json, numbers
from explainers.core.catalog import Entry
from explainers.core.linearization.numbers import STEPS, Line, Settled
from explainers.core.tape import Tape

_mount = component(
    "explainers.linearization",
    html='<div class="instrument linearization" data-figure></div>',
    js="linearization/linearization.js",
    css="linearization/linearization.css",
)


class Image(NamedTuple):
    """The image of a grid, for a function that no tape holds, in units of h about f(x)."""

    step: float
    """Distance of its lines in the input space, in units of h."""
    families: np.ndarray
    """Two families of lines of nodes: (2, lines, nodes, 4) positions and velocities."""


class Answer(NamedTuple):
    """What JAX computed, with the state that it belongs to."""

    x: tuple[float, ...]
    v: tuple[float, ...]
    zoom: float
    remainders: Settled
    image: Image | None = None


def _line(line: Line) -> dict[str, Any]:
    return {
        "slope": numbers(line.slope),
        "height": numbers(line.height),
        "used": np.asarray(line.used).tolist(),
    }


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    found = answer.remainders
    sent: dict[str, Any] = {
        "x": list(answer.x),
        "v": list(answer.v),
        "zoom": answer.zoom,
        "value": numbers(found.value),
        "jacobian": numbers(np.ravel(found.jacobian)),
        "change": numbers(found.change),
        "missed": numbers(found.missed),
        "missed_halved": numbers(found.missed_halved),
        "sizes": numbers(found.sizes),
        "halved": numbers(found.halved),
        "floor": found.floor,
        "line": _line(found.line),
        "halved_line": _line(found.halved_line),
        "precision": str(found.value.dtype),
    }
    if answer.image is not None:
        sent["image"] = {
            "step": answer.image.step,
            "families": numbers(answer.image.families),
        }
    return sent


def linearization(
    *,
    key: str,
    edition: str,
    entry: Entry,
    state: Mapping[str, Any],
    limits: Mapping[str, Any],
    tape: Tape | None,
    settled: Answer | None,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the microscope; the callback finds what the browser sent under ``key``.

    ``state`` holds x, v and how they are looked at; ``limits`` what it keeps to.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "entry": entry_json(entry),
            "tape": tape.as_json() if tape else None,
            "steps": STEPS.tolist(),
            "state": dict(state),
            "limits": dict(limits),
            "settled": _answer(settled),
        },
        on_gesture_change=on_gesture,
    )
