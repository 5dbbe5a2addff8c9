"""What each operation keeps on the way forward, read off the pullbacks that JAX makes."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

from explainers.core.host import on_host

Numbers = Float[Array, "..."]


class Operation(NamedTuple):
    """An operation, where it is asked, and what its residuals are in words."""

    name: str
    map: Callable[[Numbers], Numbers]
    at: tuple[float, ...] | float
    said: str
    means: Callable[[Numbers], tuple[Numbers, ...]]
    """What the words say, as a function of the input: what JAX keeps is held against it."""


class Kept(NamedTuple):
    """What JAX keeps of an operation at its input."""

    name: str
    said: str
    value: Numbers
    residuals: tuple[Numbers, ...]


_W = ((1.0, 2.0), (3.0, 4.0))


def _weights() -> Float[Array, "2 2"]:
    return jnp.array(_W)


OPERATIONS = (
    Operation("exp x", jnp.exp, 0.7, "its output", lambda x: (jnp.exp(x),)),
    Operation("sin x", jnp.sin, 0.7, "cos x", lambda x: (jnp.cos(x),)),
    Operation("x · x", lambda x: x * x, 0.7, "x", lambda x: (x,)),
    Operation("ln x", jnp.log, 0.7, "x", lambda x: (x,)),
    Operation("√x", jnp.sqrt, 0.7, "its derivative", lambda x: (0.5 / jnp.sqrt(x),)),
    Operation("x + x", lambda x: x + x, 0.7, "nothing", lambda x: ()),
    Operation(
        "Wx + b",
        lambda x: _weights() @ x + jnp.ones(2),
        (0.5, 0.6),
        "W, a constant",
        lambda x: (_weights(),),
    ),
)


def kept(operation: Operation) -> Kept:
    """Value of an operation and the residuals that its pullback holds."""
    # Arrays, not Python floats: of those JAX keeps nothing, for it bakes them in.
    value, pullback = jax.vjp(operation.map, jnp.asarray(operation.at))
    return Kept(operation.name, operation.said, *on_host((value, tuple(jax.tree.leaves(pullback)))))
