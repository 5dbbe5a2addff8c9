"""Two answers to "how should x move, so that the output moves by u?", held side by side.

Jᵀu is the gradient of x ↦ u·f(x): a direction to climb in, and no answer. The smallest
answer to first order is pinv(J)u, where there is one.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Int

from explainers.core.products import COMPILED, jacobian
from explainers.core.types import Cotangent, Gradient, Map, Matrix, Point, Tangent, Value

NEGLIGIBLE = 1e-12
"""Singular values below this part of the largest are rounding errors of J, and count as zero."""


class Step(NamedTuple):
    """A change of x, what the linear picture makes of it, and what f makes of it."""

    step: Tangent
    linear: Value
    """J times the step."""
    true: Value
    """f(x + step) − f(x)."""


class Recipes(NamedTuple):
    """The pulled-back u taken as a step, beside the smallest step that answers u."""

    gradient: Step
    smallest: Step
    missed: Value
    """Part of u that no step reaches to first order: u − J pinv(J) u."""
    rank: Int[Array, ""]


class Smallest(NamedTuple):
    """The smallest x for which Ax comes as near to b as it can, and the rank of A."""

    solution: Gradient
    rank: Int[Array, ""]


def least_squares(matrix: Matrix, target: Value) -> Smallest:
    """pinv(A)b and the rank of A, from one singular value decomposition."""
    left, sizes, right = jnp.linalg.svd(matrix, full_matrices=False)
    kept = sizes > NEGLIGIBLE * sizes[0]
    weights = jnp.where(kept, left.T @ target / jnp.where(kept, sizes, 1.0), 0.0)
    return Smallest(right.T @ weights, jnp.count_nonzero(kept))


def recipes(f: Map, x: Point, u: Cotangent) -> Recipes:
    """Jᵀu and pinv(J)u as steps from x; all NaN or rank 0 where J is not finite."""
    value, matrix = f(x), jacobian(f, x)

    def taken(step: Tangent) -> Step:
        return Step(step, matrix @ step, f(x + step) - value)

    smallest = least_squares(matrix, u)
    answer = taken(smallest.solution)
    return Recipes(taken(matrix.T @ u), answer, u - answer.linear, smallest.rank)


@lru_cache(maxsize=COMPILED)
def compiled(f: Map) -> Callable[[Point, Cotangent], Recipes]:
    """Both steps for f as one compiled function of (x, u), shared by every session."""

    def both(x: Point, u: Cotangent) -> Recipes:
        return recipes(f, x, u)

    return jax.jit(both)
