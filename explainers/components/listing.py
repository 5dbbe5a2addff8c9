"""A listing with a mistake in it, mended by hand and run by JAX (frontend/listing)."""

from typing import NamedTuple

from explainers.components.task import Task
from explainers.components.wire import Edition, Figure, Vector


class State(NamedTuple):
    """The line that is mended and the mend that was chosen, both from 0; empty for none."""

    picks: Vector


class Line(NamedTuple):
    """A line as it stands, and what may stand there instead."""

    text: str
    mends: tuple[str, ...]


class Settled(NamedTuple):
    """What the listing gave when JAX ran it, and the mend that it belongs to."""

    picks: Vector
    answer: Vector
    """Empty where it did not run."""
    wanted: Vector
    problem: str
    """Name of the exception, or nothing."""
    off: float
    """How far the answer is from what is wanted."""


class Data(NamedTuple):
    """What the figure is sent."""

    edition: Edition
    state: State
    head: str
    """What stands before the lines: the function, and the numbers of the puzzle."""
    lines: tuple[Line, ...]
    settled: Settled | None
    task: Task


mount = Figure("listing")
