"""A chain of steps with stones on it, placed by hand (frontend/memory)."""

from typing import Generic, NamedTuple

from explainers.components.task import Task
from explainers.components.wire import Edition, Figure, Limits, S


class Settled(NamedTuple):
    """What Python counted, and the placement that it belongs to."""

    steps: int
    stones: tuple[int, ...]
    recomputed: int


class Data(NamedTuple, Generic[S]):
    """What the figure is sent."""

    edition: Edition
    state: S
    limits: Limits
    settled: Settled
    task: Task | None = None
    """The puzzle that is to be solved on it, if it is a puzzle's."""


mount = Figure("memory", alone="whole")
