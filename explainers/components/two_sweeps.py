"""The player of the two sweeps: graph, table, memory, one playhead (frontend/two_sweeps)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from streamlit.components.v2 import component

from explainers.components.data import numbers
from explainers.core.catalog import Entry
from explainers.core.two_sweeps.layered import Drawing
from explainers.core.two_sweeps.numbers import Sweeps
from explainers.core.two_sweeps.wengert import Named

_mount = component(
    "explainers.two_sweeps",
    html='<div class="instrument two_sweeps" data-figure></div>',
    js="two_sweeps/two_sweeps.js",
    css="two_sweeps/two_sweeps.css",
)


class Picture(NamedTuple):
    """All of a function that does not depend on where it is looked at."""

    both: Sweeps
    names: Named
    drawing: Drawing
    """Of the inputs, the rows and the outputs, in this order."""
    links: tuple[tuple[int, int], ...]
    """The edges of the drawing: from a node to a node."""


class Answer(NamedTuple):
    """What JAX computed, with the x, v, u and way that it belongs to."""

    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]
    way: str
    runs: Sequence[np.ndarray]
    """The flat list of numbers of each sweep that the way takes."""


def _program(picture: Picture) -> dict[str, Any]:
    both, names, drawing = picture.both, picture.names, picture.drawing
    edge = residual = 0
    rows: list[dict[str, Any]] = []
    for k, row in enumerate(both.trace.rows):
        arguments: list[tuple[int, int]] = []
        for position, slot in enumerate(row.arguments):
            node = both.node(slot)
            if node is not None:
                moving = position in row.moving
                arguments.append((node, edge if moving else -1))
                edge += moving
        rows.append(
            {
                "sign": names.signs[k],
                "formula": names.formulas[k],
                "arguments": arguments,
                "kept": list(names.kept[k]),
                "kept_at": residual,
                "moves": bool(row.moving),
            }
        )
        residual += len(names.kept[k])
    nodes = [both.node(slot) for slot in both.trace.outputs]
    return {
        "nodes": list(names.nodes),
        "outputs": list(names.outputs),
        "results": list(names.results),
        "output_nodes": [-1 if node is None else node for node in nodes],
        "output_constants": [
            None if node is not None else numbers(both.trace.constants[slot - both.trace.inputs])
            for node, slot in zip(nodes, both.trace.outputs, strict=True)
        ],
        "rows": rows,
        "edges": both.places.edges,
        "tape": both.tape.as_json(),
        "memory": both.memory._asdict(),
        "spots": [list(spot) for spot in drawing.nodes],
        "links": [
            [start, end, [list(spot) for spot in way]]
            for (start, end), way in zip(picture.links, drawing.ways, strict=True)
        ],
        "layers": drawing.layers,
        "height": drawing.height,
    }


def _entry(entry: Entry, preset: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    return {
        "slug": entry.slug,
        "inputs": list(entry.inputs),
        "outputs": list(entry.outputs),
        "x_view": [list(limits) for limits in entry.x_view],
        "preset": {name: list(vector) for name, vector in preset.items()},
    }


def two_sweeps(
    *,
    key: str,
    edition: str,
    entry: Entry,
    preset: Mapping[str, Sequence[float]],
    state: Mapping[str, Any],
    picture: Picture,
    settled: Answer | None,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the player; the callback finds what the browser sent under ``key`` in the session.

    ``state`` holds x, v, u, way and step; ``settled`` JAX's numbers, if they are at hand.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "entry": _entry(entry, preset),
            "program": _program(picture),
            "state": dict(state),
            "settled": None
            if settled is None
            else {
                **{name: list(getattr(settled, name)) for name in ("x", "v", "u")},
                "way": settled.way,
                "runs": [numbers(run) for run in settled.runs],
            },
        },
        on_gesture_change=on_gesture,
    )
