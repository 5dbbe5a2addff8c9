"""A Jacobian whose columns and rows are coloured by hand, or probed (frontend/sparsity)."""

from typing import Generic, NamedTuple

import numpy as np
from jaxtyping import Float

from explainers.components.task import Task
from explainers.components.wire import Edition, Figure, S
from explainers.core.sparsity.colouring import Colours, Ordering, Way
from explainers.core.sparsity.pattern import Rows
from explainers.core.tape import Tape


class Order(NamedTuple):
    """What a greedy colouring finds that takes the columns in some order."""

    name: Ordering
    columns: Colours
    rows: Colours
    products: int


class Ways(NamedTuple):
    """What is known of a pattern in one way of colouring it."""

    way: Way
    orders: tuple[Order, ...]
    fewest: int | None
    """None where there is too much to try."""
    edges: tuple[tuple[int, int], ...]
    """The conflict graph; none by both, where no pairs alone decide."""


class Case(NamedTuple):
    """A function, its pattern, and what JAX knows of it."""

    slug: str
    title: str
    n: int
    inputs: tuple[str, ...]
    """Names of the columns."""
    outputs: tuple[str, ...]
    rows: Rows
    """The columns that each row of J may hold something in."""
    ways: tuple[Ways, ...]
    jacobian: tuple[Float[np.ndarray, " n"], ...] | None
    """At the x of the state, row by row; None until JAX has answered, where no tape can."""
    tape: Tape | None = None
    x: tuple[float, ...] = ()
    """Where the function is first met."""


class Settled(NamedTuple):
    """What JAX computed, and the colouring that it belongs to."""

    way: Way
    columns: Colours
    rows: Colours
    pushes: tuple[Float[np.ndarray, " m"], ...]
    pulls: tuple[Float[np.ndarray, " n"], ...]
    x: tuple[float, ...]
    forward: tuple[Float[np.ndarray, " n"], ...]
    """J as pushes along each unit vector give it, row by row."""
    reverse: tuple[Float[np.ndarray, " n"], ...]
    """And as pulls do."""


class Data(NamedTuple, Generic[S]):
    """What the figure is sent."""

    edition: Edition
    case: Case
    state: S
    settled: Settled | None
    task: Task | None = None
    """The puzzle that is to be solved on it, if it is a puzzle's."""


mount = Figure("sparsity", alone="whole")
