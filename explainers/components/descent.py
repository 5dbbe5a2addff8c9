"""Descent: five runs on their landscape, their lines, and each step's pull (frontend/descent)."""

import base64
from typing import Any, Generic, Literal, NamedTuple

import numpy as np
from jaxtyping import Int

from explainers.components.wire import Edition, Figure, S, Span, Vector

LARGEST = 3e38
"""What a number of the picture is cut at: single precision holds no more."""
LEAST = 1e-37
"""What a number other than 0 is lifted to: nor has it room for less."""


def packed(numbers: Any) -> str:
    """Numbers in single precision, more than a picture can show, as base64."""
    cut = np.nan_to_num(np.asarray(numbers, float), nan=np.nan, posinf=LARGEST, neginf=-LARGEST)
    small = (cut != 0) & (np.abs(cut) < LEAST)
    kept = np.where(small, np.copysign(LEAST, cut), np.clip(cut, -LARGEST, LARGEST))
    return _text(kept.astype("<f4").tobytes())


def marked(rows: np.ndarray, count: int) -> str:
    """Which of ``count`` samples each row names, a bit for each, as base64."""
    marks = np.zeros((len(rows), count), bool)
    np.put_along_axis(marks, rows.astype(int), True, axis=1)
    return _text(np.packbits(marks, axis=1, bitorder="little").tobytes())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


class Risk(NamedTuple):
    """What the runs go down."""

    slug: str
    parameters: tuple[str, str]
    sampled: bool
    labels: bool


class Ground(NamedTuple):
    """What stays the same while starts and rate are moved; long rows of numbers are packed."""

    risk: Risk
    samples: int
    taken: int
    """Of them in each step."""
    x: str
    y: str
    jacobian: str
    """A row for each sample; empty where a risk has none."""
    batches: str | None
    """Marks of the samples at each step shown; None where all of them always are."""
    truth: Span | None
    lowest: Span | None
    least: float | None
    """The risk at the lowest place."""
    limit: float | None
    slack: float
    """How far rounding may have moved the limit."""
    window: tuple[float, float, float]
    """Its centre, and half a side."""
    field: str
    lattice: int
    frames: Int[np.ndarray, " frames"]
    """The steps that are shown."""


class Of(NamedTuple):
    """What a course was computed for."""

    starts: Vector
    """One behind the other."""
    rate: float
    run: int


class Ended(NamedTuple):
    """Where a run stopped, and why."""

    step: int
    why: Literal["parameters", "outside", "large", "undefined"]
    begun: bool


class Course(NamedTuple):
    """Where the runs go from these starts at this rate, and the board of one of them, packed."""

    of: Of
    theta: str
    risks: str
    ended: tuple[Ended | None, ...]
    """Of each run where it stopped, if it did."""
    gradient: str
    step: str
    u: str
    rest: str
    rows: int


class Data(NamedTuple, Generic[S]):
    """What the figure is sent."""

    edition: Edition
    state: S
    usual: S
    """In which the risk is first met."""
    rule: str
    """Name of the optimiser."""
    plain: bool
    """Whether a step is the gradient times the rate, and no more."""
    ground: Ground | None
    """None where the browser has said that it holds it, and without a course."""
    course: Course | None
    """None until JAX has answered."""


mount = Figure("descent", alone="played")
