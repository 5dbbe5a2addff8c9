"""Programs whose cost is measured: all columns of J in chunks, and a Jv too large for any J."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from explainers.core.brackets.cost import Parameters, network

SIDE = 1024
"""Inputs and outputs of the network whose columns are computed."""
CHUNKS = (1, 4, 16, 64, 256, 1024)
"""Columns that are computed at once."""
MILLION = 1_000_000
"""Inputs, and outputs, of a function whose J would take 8 terabytes."""

Columns = Callable[[Parameters, Float[Array, " n"]], Float[Array, "n m"]]


def chunked(size: int) -> Columns:
    """A function that gives the columns of J, so many at a time."""

    def columns(given: Parameters, x: Float[Array, " n"]) -> Float[Array, "n m"]:
        def push(j: Array) -> Array:
            v = jax.nn.one_hot(j, len(x), dtype=x.dtype)
            return jax.jvp(lambda point: network(given, point), (x,), (v,))[1]

        return jax.lax.map(push, jnp.arange(len(x)), batch_size=size)

    return columns


def wave(x: Float[Array, " n"]) -> Float[Array, " n"]:
    """A function of as many inputs as you like, each of which meets its neighbour."""
    return x * jnp.sin(jnp.roll(x, 1))


def waved(x: Float[Array, " n"], v: Float[Array, " n"]) -> Float[Array, " n"]:
    """Jv of it, without J."""
    return jax.jvp(wave, (x,), (v,))[1]
