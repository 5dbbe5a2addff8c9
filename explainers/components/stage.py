"""The Stage: two planes and the bordered Jacobian, moved by hand (frontend/stage)."""

from typing import Generic, NamedTuple

import numpy as np
from jaxtyping import Float

from explainers.components.task import Task
from explainers.components.wire import Edition, Entry, Figure, Limits, Numbers, S, Vector
from explainers.core.products import Products
from explainers.core.tape import Tape


class Samples(NamedTuple):
    """The image of a grid, for a function that no tape holds."""

    step: float
    families: Float[np.ndarray, "2 lines nodes 4"]
    """Two families of lines of nodes, each with its position and velocity."""
    curve: Float[np.ndarray, "nodes 4"]
    """Nodes of t ↦ f(x + tv)."""
    v: Vector
    """The direction of the curve."""


class Settled(NamedTuple):
    """What JAX computed, and the x, v and u that it belongs to."""

    x: Vector
    v: Vector
    u: Vector
    numbers: Numbers[Products]
    samples: Samples | None = None
    number: int = 0
    """Which question of the browser this answers; 0 for none."""
    errors: Vector = ()
    """How far rounding may have moved each entry of J, row by row."""


class Data(NamedTuple, Generic[S]):
    """What the Stage is sent."""

    edition: Edition
    entry: Entry
    tape: Tape | None
    state: S
    limits: Limits
    settled: Settled | None
    live: Settled | None
    """For a function without a tape, while a hand moves."""
    calm: bool = False
    """Whether the board is folded until it is asked for, and first steps are shown."""
    task: Task | None = None
    """The puzzle that is to be solved on it, if it is a puzzle's."""
    clouds: bool = False
    """Whether a cloud of inputs may be drawn."""
    draws: Float[np.ndarray, "count n"] | None = None
    """Its inputs less x, for a spread of 1, while there is one."""


mount = Figure("stage", alone="replayed")
