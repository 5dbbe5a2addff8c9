"""The microscope: a map and its linear picture, magnified together (frontend/linearization)."""

from typing import Generic, NamedTuple

import numpy as np
from jaxtyping import Float

from explainers.components.wire import Edition, Entry, Figure, Limits, Numbers, S, Vector
from explainers.core.linearization.numbers import Remainders
from explainers.core.tape import Tape


class Image(NamedTuple):
    """The image of a grid, for a function that no tape holds, in units of h about f(x)."""

    step: float
    """Distance of its lines in the input space, in units of h."""
    families: Float[np.ndarray, "2 lines nodes 4"]
    """Two families of lines of nodes, each with its position and velocity."""


class Settled(NamedTuple):
    """What JAX computed, and the state that it belongs to."""

    x: Vector
    v: Vector
    zoom: float
    numbers: Numbers[Remainders]
    notes: tuple[str, str]
    """Why there is no line, with J and with J/2; "" where there is one."""
    image: Image | None
    """For functions without a tape."""


class Data(NamedTuple, Generic[S]):
    """What the microscope is sent."""

    edition: Edition
    entry: Entry
    tape: Tape | None
    steps: Vector
    """At which remainders are computed."""
    state: S
    limits: Limits
    settled: Settled | None


mount = Figure("linearization", alone="replayed")
