"""The Stage: two planes and the bordered Jacobian, moved by hand (frontend/stage)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from streamlit.components.v2 import component

from explainers.components.data import entry_json, numbers
from explainers.core.catalog import Entry
from explainers.core.products import Settled
from explainers.core.tape import Tape

_mount = component(
    "explainers.stage",
    html='<div class="instrument stage" data-figure></div>',
    js="stage/stage.js",
    css="stage/stage.css",
)


class Samples(NamedTuple):
    """The image of a grid, for a function that no tape holds (see scene.js)."""

    step: float
    families: np.ndarray
    """Two families of lines of nodes: (2, lines, nodes, 4) positions and velocities."""
    curve: np.ndarray
    """Nodes of t ↦ f(x + tv): (nodes, 4)."""


class Answer(NamedTuple):
    """What JAX computed, with the x, v and u that it belongs to."""

    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]
    products: Settled
    samples: Samples | None = None
    number: int = 0
    """Which question of the browser this answers; 0 for none."""


def _vectors(vectors: Mapping[str, Iterable[float]]) -> dict[str, list[float]]:
    return {name: [float(number) for number in vector] for name, vector in vectors.items()}


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    products = answer.products
    sent: dict[str, Any] = {
        **_vectors({"x": answer.x, "v": answer.v, "u": answer.u}),
        "value": numbers(products.value),
        "jacobian": numbers(np.ravel(products.jacobian)),
        "push": numbers(products.push),
        "pull": numbers(products.pull),
        "pairing": numbers(products.pairing),
        "moved": numbers(products.moved),
        "precision": str(np.asarray(products.value).dtype),
        "number": answer.number,
    }
    if answer.samples is not None:
        sent["samples"] = {
            "step": answer.samples.step,
            "families": numbers(answer.samples.families),
            "curve": numbers(answer.samples.curve),
            "v": list(answer.v),
        }
    return sent


def stage(
    *,
    key: str,
    edition: str,
    entry: Entry,
    state: Mapping[str, Any],
    limits: Mapping[str, Any],
    tape: Tape | None,
    settled: Answer | None,
    live: Answer | None,
    on_gesture: Callable[[], None],
    on_probe: Callable[[], None],
) -> None:
    """Mount the Stage; the callbacks find what the browser sent under ``key`` in the session.

    ``state`` holds x, v, u and how they are looked at; ``limits`` what it keeps to.
    ``settled`` and ``live`` are JAX's numbers, each with the state that it belongs to.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "entry": entry_json(entry),
            "tape": tape.as_json() if tape else None,
            "state": dict(state),
            "limits": dict(limits),
            "settled": _answer(settled),
            "live": _answer(live),
        },
        on_gesture_change=on_gesture,
        on_probe_change=on_probe,
    )
