"""Random products of a Jacobian, added by hand until their mean settles (frontend/many)."""

import base64
from typing import Any, Generic, NamedTuple

import numpy as np
from jaxtyping import Float

from explainers.components.wire import Edition, Figure, Limits, S, Vector
from explainers.core.many.numbers import Law
from explainers.core.tape import Tape


def packed(numbers: Any) -> str:
    """Numbers in double precision, as base64."""
    return base64.b64encode(np.asarray(numbers, "<f8").tobytes()).decode("ascii")


class Settled(NamedTuple):
    """What JAX computed, and what for; rows of numbers are packed."""

    c: float
    law: Law
    seed: int
    jacobian: Float[np.ndarray, " entries"]
    """Row by row."""
    directions: str
    """One v behind the other."""
    products: str
    """Jv for each of them."""
    series: str
    """v·Mv for each of them, of which the log-determinant is estimated."""
    log_det: str
    """The log-determinant itself, which need not be finite."""


class Data(NamedTuple, Generic[S]):
    """What the figure is sent."""

    edition: Edition
    state: S
    slug: str
    """Of the map."""
    knob: str
    """What its strength is one of."""
    n: int
    x: Vector
    products: int
    """How many there are of each seed."""
    limits: Limits
    tape: Tape
    """Of the map as one function of x and its strength."""
    settled: Settled | None
    """None until JAX has answered."""


mount = Figure("many", alone="replayed")
