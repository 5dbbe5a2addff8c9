"""Shapes of everything for the reader's m and n, and two ways to lay out J."""

from typing import Generic, NamedTuple

from explainers.components.wire import Edition, Figure, Limits, S, Vector
from explainers.core.cheatsheet import Shapes


class Example(NamedTuple):
    """One Jacobian, to be looked at in two layouts."""

    jacobian: tuple[Vector, ...]
    of: str


class Data(NamedTuple, Generic[S]):
    """What the sheet is sent."""

    edition: Edition
    state: S
    limits: Limits
    shapes: Shapes
    """JAX's, for the m and n of the state."""
    example: Example | None
    """None until JAX has answered."""


mount = Figure("cheatsheet")
