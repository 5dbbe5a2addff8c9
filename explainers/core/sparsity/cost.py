"""The rod of any length, to be timed: its J by a push for each column, and by three in all."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from explainers.core.types import Matrix, Point, Value

COLOURS = 3
"""How many share out the columns: each row holds three neighbours."""


def rod(x: Point) -> Value:
    """Heat along a rod, as the first case has it."""
    none = jnp.zeros(1)
    left, right = jnp.concatenate([none, x[:-1]]), jnp.concatenate([x[1:], none])
    return left - 2.0 * x + right - 0.1 * x**3


def dense(x: Point) -> Matrix:
    """J by n pushes."""
    return jax.jacfwd(rod)(x)


def coloured(x: Point) -> Float[Array, "n 3"]:
    """The three entries around the diagonal of each row of J, by three pushes.

    Of the first and the last row one entry lies outside of J, and is 0.
    """
    n = len(x)
    colours = jnp.arange(n) % COLOURS
    seeds = (colours == jnp.arange(COLOURS)[:, None]).astype(x.dtype)
    pushed = jax.vmap(lambda s: jax.jvp(rod, (x,), (s,))[1])(seeds)
    beside = jnp.arange(n)[:, None] + jnp.array([-1, 0, 1])
    found = pushed[beside % COLOURS, jnp.arange(n)[:, None]]
    return jnp.where((beside >= 0) & (beside < n), found, 0.0)
