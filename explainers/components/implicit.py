"""A solution of g(x, p) = 0 that follows p under a hand (frontend/implicit)."""

from typing import Generic, NamedTuple

import numpy as np
from jaxtyping import Float

from explainers.components.task import Task
from explainers.components.wire import Edition, Figure, Limits, S, Vector
from explainers.core.implicit.problems import Picture, Turn
from explainers.core.tape import Tape


class Start(NamedTuple):
    """Where an equation is first met."""

    p: float
    x: Vector
    dp: float
    u: Vector


class Special(NamedTuple):
    """A place where g_x is singular."""

    p: float
    x: Vector
    turn: Turn


class Settled(NamedTuple):
    """What JAX computed, and what for."""

    p: float
    x: Vector
    dp: float
    u: Vector
    value: Float[np.ndarray, " n"]
    g_x: Float[np.ndarray, " entries"]
    """Row by row."""
    g_p: Float[np.ndarray, " n"]
    push: Float[np.ndarray, " n"]
    adjoint: Float[np.ndarray, " n"]
    pull: float
    regular: bool
    """Whether the derivative is known, by error bounds."""


class Data(NamedTuple, Generic[S]):
    """What the figure is sent."""

    edition: Edition
    state: S
    slug: str
    title: str
    unknowns: tuple[str, ...]
    """Names of what is solved for."""
    view: Vector
    """Centre in p, centre in x, and half of what either spans."""
    specials: tuple[Special, ...]
    picture: Picture | None
    preset: Start
    limits: Limits
    tape: Tape
    """Of g as a function of x and p together."""
    settled: Settled | None
    """None until JAX has answered."""
    task: Task | None = None
    """The puzzle that is to be solved on it, if it is a puzzle's."""


mount = Figure("implicit", alone="replayed")
