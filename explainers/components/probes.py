"""A hidden Jacobian, probed by pushes and pulls and filled in by hand (frontend/probes)."""

from typing import NamedTuple

from explainers.components.task import Task
from explainers.components.wire import Edition, Figure, Vector


class State(NamedTuple):
    """What hands hold: the next push and pull, and behind the entries each probe that was made."""

    v: Vector
    u: Vector
    picks: Vector


class Settled(NamedTuple):
    """What JAX pushed and pulled, and the probes that it belongs to."""

    picks: Vector
    results: tuple[Vector, ...]
    """Jv or uᵀJ of each probe."""


class Data(NamedTuple):
    """What the figure is sent."""

    edition: Edition
    state: State
    rows: int
    columns: int
    most: int
    """Probes that can be made."""
    table: Vector
    """The hidden J row by row, for probes while there is no answer; it is never drawn."""
    settled: Settled | None
    task: Task


mount = Figure("probes")
