"""The log-determinant of a flow z = x + STEP·f(x), as a series of traces that is cut off.

With A = STEP·J, log det(I + A) is tr A − tr A²/2 + tr A³/3 − …, if ‖A‖ is below 1: then no
eigenvalue of A is as large as 1. The first terms of that are the trace of one matrix M, and v·Mv is
told by products alone. (Behrmann and others 2019, Invertible residual networks; Chen and others
2019, Residual flows.)
"""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from explainers.core.types import Tangent, Value

STEP = 0.4
"""Of the flow: A is this times J."""
TERMS = 8
"""Of the series, and so products that each v takes."""
COEFFICIENTS: Float[np.ndarray, " terms"] = np.array(
    [(-1) ** (k + 1) / k for k in range(1, TERMS + 1)]
)
CLOSE = 1e-9
"""A norm this near below 1 is not told from 1."""

Square = Float[np.ndarray, "n n"]


def matrix(jacobian: Square) -> Square:
    """M = A − A²/2 + A³/3 − …, as far as terms are taken."""
    a, m = STEP * jacobian, np.zeros_like(jacobian)
    for coefficient in COEFFICIENTS[::-1]:
        m = a @ (coefficient * np.eye(len(a)) + m)
    return m


def sigmas(jacobian: Square) -> Float[np.ndarray, " n"]:
    """Singular values of A, from the largest, which is ‖A‖."""
    return STEP * np.linalg.svd(jacobian, compute_uv=False)


def bounded(jacobian: Square) -> bool:
    """Whether ‖A‖ is below 1, which bounds what the series leaves out."""
    return float(sigmas(jacobian)[0]) < 1 - CLOSE


def remainder(jacobian: Square) -> float:
    """At least what all terms that are left out come to, where ‖A‖ is below 1.

    Of no Aᵏ is the trace larger than the sum of the k-th powers of the singular values (Weyl 1949),
    and of each of these the powers shrink by at least the value itself.
    """
    sizes = sigmas(jacobian)
    return float((sizes ** (TERMS + 1) / ((TERMS + 1) * (1 - sizes))).sum())


def largest(jacobian: Square) -> float:
    """Size of the largest eigenvalue of A: if that is above 1, the series does not converge."""
    return STEP * float(np.abs(np.linalg.eigvals(jacobian)).max())


# By JAX -------------------------------------------------------------------------------------------


def sample(push: Callable[[Tangent], Value], v: Tangent) -> Array:
    """v·Mv by as many products as there are terms, each of what the last one gave."""

    def term(w: Tangent, coefficient: Array) -> tuple[Tangent, Array]:
        w = STEP * push(w)
        return w, coefficient * (v @ w)

    return jax.lax.scan(term, v, jnp.asarray(COEFFICIENTS))[1].sum()


def log_det(jacobian: Array) -> Array:
    """Logarithm of |det(I + A)| by elimination in A, which keeps what is small beside 1.

    Rows change places only where a pivot is not the largest below it; −∞ if I + A is singular.
    """
    n = len(jacobian)
    one, rows = jnp.eye(n), jnp.arange(n)

    def eliminate(k: Array, held: tuple[Array, Array]) -> tuple[Array, Array]:
        a, total = held
        whole = one + a
        best = jnp.argmax(jnp.where(rows >= k, jnp.abs(whole[:, k]), -1.0))
        places = rows.at[k].set(best).at[best].set(k)
        a = jnp.where(best == k, a, whole[places] - one)
        pivot = a[k, k]
        size = jnp.where(pivot > -1, jnp.log1p(pivot), jnp.log(-1 - pivot))
        below = jnp.where(rows > k, a[:, k], 0.0)
        share = jnp.where(pivot == -1, 0.0, 1 / (1 + pivot))
        return a - jnp.outer(below, a[k]) * share, total + size

    return jax.lax.fori_loop(0, n, eliminate, (STEP * jacobian, jnp.zeros(())))[1]
