"""Descent: five runs on their landscape, their lines, and each step's pull (frontend/descent)."""

import base64
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from streamlit.components.v2 import component

from explainers.core.descent.look import Board, Landscape, Window
from explainers.core.descent.risks import Risk, Starts
from explainers.core.descent.run import Runs

_mount = component(
    "explainers.descent",
    html='<div class="instrument descent" data-figure></div>',
    js="descent/descent.js",
    css="descent/descent.css",
)

LARGEST = 3e38
"""What a number of the picture is cut at: single precision holds no more."""


class Ground(NamedTuple):
    """What stays the same while starts and rate are moved."""

    risk: Risk
    x: np.ndarray
    y: np.ndarray
    jacobian: np.ndarray
    """A row for each sample; empty where a risk has none."""
    batches: np.ndarray | None
    """Samples of the batch at each step shown; None where all of them always are."""
    taken: int
    landscape: Landscape
    limit: float | None
    window: Window
    field: np.ndarray
    frames: np.ndarray


class Course(NamedTuple):
    """Where the runs go from these starts at this rate, and the board of one of them."""

    starts: Starts
    rate: float
    run: int
    runs: Runs
    risks: np.ndarray
    board: Board
    frames: np.ndarray


def packed(numbers: Any) -> str:
    """Numbers in single precision, more than a picture can show, as base64."""
    cut = np.nan_to_num(np.asarray(numbers, float), nan=np.nan, posinf=LARGEST, neginf=-LARGEST)
    return _text(np.clip(cut, -LARGEST, LARGEST).astype("<f4").tobytes())


def marked(rows: np.ndarray, count: int) -> str:
    """Which of ``count`` samples each row names, a bit for each, as base64."""
    marks = np.zeros((len(rows), count), bool)
    np.put_along_axis(marks, rows.astype(int), True, axis=1)
    return _text(np.packbits(marks, axis=1, bitorder="little").tobytes())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def ground_json(ground: Ground) -> dict[str, Any]:
    """What stays the same, as the browser takes it."""
    risk, count = ground.risk, len(ground.x)
    return {
        "risk": {
            "slug": risk.slug,
            "parameters": list(risk.parameters),
            "sampled": risk.sampled,
            "labels": risk.labels,
        },
        "samples": count,
        "taken": ground.taken,
        "x": packed(ground.x),
        "y": packed(ground.y),
        "jacobian": packed(ground.jacobian),
        "batches": None if ground.batches is None else marked(ground.batches, count),
        "truth": None if risk.truth is None else list(risk.truth),
        "lowest": None if ground.landscape.lowest is None else list(ground.landscape.lowest),
        "least": ground.landscape.least,
        "limit": ground.limit,
        "window": [*ground.window.centre, ground.window.half],
        "field": packed(ground.field),
        "lattice": ground.field.shape[0],
        "frames": ground.frames.tolist(),
    }


def course_json(course: Course) -> dict[str, Any]:
    """Where the runs go, as the browser takes it."""
    return {
        "of": {
            "starts": [number for start in course.starts for number in start],
            "rate": course.rate,
            "run": course.run,
        },
        "theta": packed(course.runs.theta[:, course.frames]),
        "risks": packed(course.risks),
        "ended": [
            end if course.runs.stopped(run) else None for run, end in enumerate(course.runs.ended)
        ],
        "gradient": packed(course.board.gradient),
        "step": packed(course.board.step),
        "u": packed(course.board.u),
        "rest": packed(course.board.rest),
        "rows": course.board.u.shape[1],
    }


def descent(
    *,
    key: str,
    edition: str,
    state: Mapping[str, Any],
    ground: Mapping[str, Any] | None,
    course: Mapping[str, Any] | None,
    on_gesture: Callable[[], None],
    on_probe: Callable[[], None],
) -> None:
    """Mount the figure; the callbacks find what the browser sent under ``key`` in the session.

    ``ground`` may be left out where the browser has said that it holds it; without a course
    the figure says that JAX is still at work.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "state": dict(state),
            "ground": None if ground is None else dict(ground),
            "course": None if course is None else dict(course),
        },
        on_gesture_change=on_gesture,
        on_probe_change=on_probe,
    )
