"""Programs whose cost is measured: gradients of a fixed point, unrolled and by the implicit rule.

x solves x = tanh(Ax + p), by k rounds from 0; the gradient in p is that of ‖x‖².
"""

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

import jax
import jax.numpy as jnp
from jax import lax
from jaxtyping import Array, Float

from explainers.core.memory.saved import kept

SIDE = 256
"""Unknowns, and numbers in p."""
ROUNDS = (10, 30, 100, 300, 1000)

Matrix: TypeAlias = Float[Array, "n n"]
Numbers: TypeAlias = Float[Array, " n"]
Gradient: TypeAlias = Callable[[Matrix, Numbers], Numbers]


def given() -> tuple[Matrix, Numbers]:
    """A random matrix that makes no vector longer than half of it or so, and p."""
    key = jax.random.key(0)
    return jax.random.normal(key, (SIDE, SIDE)) / (4 * SIDE**0.5), jnp.ones(SIDE)


def one(a: Matrix, p: Numbers, x: Numbers) -> Numbers:
    """A round."""
    return jnp.tanh(a @ x + p)


def loss(k: int) -> Callable[[Matrix, Numbers], Float[Array, ""]]:
    """The squares of x after k rounds."""

    def squares(a: Matrix, p: Numbers) -> Float[Array, ""]:
        x, _ = lax.scan(lambda x, _: (one(a, p, x), None), jnp.zeros(SIDE), length=k)
        return jnp.sum(x**2)

    return squares


def unrolled(k: int) -> Gradient:
    """Back through all rounds, as ``jax.grad`` goes by itself."""
    return jax.grad(loss(k), argnums=1)


def implicit(k: int) -> Gradient:
    """Rounds of which nothing is kept, and as many for the adjoint: λ = bar + Jᵀλ."""

    def gradient(a: Matrix, p: Numbers) -> Numbers:
        x = lax.fori_loop(0, k, lambda _, x: one(a, p, x), jnp.zeros(SIDE))
        _, pull = jax.vjp(lambda p, x: one(a, p, x), p, x)
        bar = 2 * x
        adjoint = lax.fori_loop(0, k, lambda _, bars: bar + pull(bars)[1], jnp.zeros(SIDE))
        return pull(adjoint)[0]

    return gradient


@cache
def held() -> int:
    """Numbers that reverse mode keeps of each round, as JAX counts them."""
    a, p = jax.eval_shape(given)
    a = jnp.zeros(a.shape)

    def count(k: int) -> int:
        squares = loss(k)
        return sum(array.size for array in kept(lambda p: squares(a, p), p))

    return count(101) - count(100)
