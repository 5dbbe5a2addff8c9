"""The bracket machine: a chain of Jacobians, multiplied by hand (frontend/brackets)."""

from typing import Generic, NamedTuple

from explainers.components.task import Task
from explainers.components.wire import Edition, Figure, Limits, S
from explainers.core.brackets.numbers import Order


class Settled(NamedTuple):
    """What Python counted, and the chain and the order that it belongs to."""

    sizes: tuple[int, ...]
    """Of the spaces, from the input to the output."""
    u: bool
    v: bool
    order: Order
    counts: tuple[int, ...]
    """Multiplications in each product."""
    held: tuple[int, ...]
    """Numbers held during each product."""
    left: int
    right: int
    best: int
    worst: int
    best_order: Order


class Data(NamedTuple, Generic[S]):
    """What the machine is sent."""

    edition: Edition
    state: S
    limits: Limits
    settled: Settled
    task: Task | None = None
    """The puzzle that is to be solved on it, if it is a puzzle's."""


mount = Figure("brackets", alone="whole")
