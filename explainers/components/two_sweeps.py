"""The player of the two sweeps: graph, table, memory, one playhead (frontend/two_sweeps)."""

from typing import Generic, NamedTuple

import numpy as np
from jaxtyping import Float

from explainers.components.wire import Edition, Entry, Figure, S, Span, Vector
from explainers.core.tape import Tape
from explainers.core.two_sweeps.numbers import Memory


class Row(NamedTuple):
    """An operation of the program."""

    sign: str
    formula: str
    arguments: tuple[tuple[int, int], ...]
    """Node, and edge or −1 where no derivative passes."""
    kept: tuple[str, ...]
    """Residuals, as formulas."""
    kept_at: int
    """Number of the first of them."""
    moves: bool
    """Whether derivatives pass through it."""


class Program(NamedTuple):
    """All of a function that does not depend on where it is looked at."""

    nodes: tuple[str, ...]
    """Names of the inputs, then of the rows."""
    outputs: tuple[str, ...]
    results: tuple[str, ...]
    """What each output is: a node's name or a number."""
    output_nodes: tuple[int, ...]
    """Node of each output, −1 for a constant."""
    output_constants: tuple[float | None, ...]
    rows: tuple[Row, ...]
    edges: int
    tape: Tape
    memory: Memory
    spots: tuple[Span, ...]
    """Layer and height of inputs, rows and outputs."""
    links: tuple[tuple[int, int, tuple[Span, ...]], ...]
    """From a node to a node, and the way."""
    layers: int
    height: float


class Settled(NamedTuple):
    """What JAX computed, and what it belongs to."""

    x: Vector
    v: Vector
    u: Vector
    way: str
    runs: tuple[Float[np.ndarray, " numbers"], ...]
    """The flat list of numbers of each sweep that the way takes."""


class Data(NamedTuple, Generic[S]):
    """What the player is sent."""

    edition: Edition
    entry: Entry
    program: Program
    state: S
    settled: Settled | None


mount = Figure("two_sweeps", alone="replayed")
