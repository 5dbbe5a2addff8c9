"""A ridge fit as the solution of an equation in its penalty: its path, and a gradient through it.

The weights w are lowest for ½‖Xw − y‖² + ½α‖w‖² where g(w, α) = Xᵀ(Xw − y) + αw is 0. There g_w
is XᵀX + α and g_α is w, and how far w is off on other samples has a gradient in α by one solve.
"""

from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from explainers.core.executable import Executable
from explainers.core.implicit.courses import POWERS, T_HELD, Y_HELD, Fit, Ridge, T, Weights, Y
from explainers.core.rounding import UNIT

Samples = Float[np.ndarray, " samples"]

COUNT = 7
"""Weights: of 1, t, …, t⁶."""


def features(t: Samples) -> Float[np.ndarray, "samples weights"]:
    """Powers of t, a row for each sample."""
    return np.vander(t, COUNT, increasing=True)


def loss(w: Array, t: Samples, y: Samples) -> Array:
    """Half the squares of what w leaves of some samples."""
    return jnp.sum((features(t) @ w - y) ** 2) / 2


def risk(w: Array, penalty: Array) -> Array:
    """What is lowest at the fit."""
    return loss(w, T, Y) + penalty * jnp.sum(w**2) / 2


def _settled(penalty: Array) -> tuple[Array, ...]:
    g = jax.grad(risk)
    zero = jnp.zeros(COUNT)
    # g is linear in w: one step of Newton's method from anywhere ends at its zero.
    w = -jnp.linalg.solve(jax.jacfwd(g)(zero, penalty), g(zero, penalty))
    g_w, g_p = jax.jacfwd(g, (0, 1))(w, penalty)
    off, bar = jax.value_and_grad(loss)(w, T_HELD, Y_HELD)
    adjoint = jnp.linalg.solve(g_w.T, bar)
    return w, -jnp.linalg.solve(g_w, g_p), off, loss(w, T, Y), -adjoint @ g_p


_PROGRAM = Executable(jax.vmap(_settled))


def found(power: float) -> Ridge:
    """The path, and the fit for the penalty of a power of ten.

    Solving with g_w leaves an error of some roundings times its condition (Higham 2002, Accuracy
    and Stability of Numerical Algorithms, theorem 9.4), in the adjoint as in w.
    """
    penalties = 10.0 ** np.append(POWERS, power)
    every = Fit(*map(np.asarray, _PROGRAM(penalties)))
    path, here = (Fit(*(part[rows] for part in every)) for rows in (np.s_[:-1], -1))
    spectrum = np.linalg.svd(features(T), compute_uv=False) ** 2 + penalties[-1]
    bar, closed_pull = _closed_pull(float(penalties[-1]))
    sizes = np.linalg.norm(bar) / spectrum[-1] * np.linalg.norm(here.w)
    error = 8 * COUNT**2 * UNIT * spectrum[0] / spectrum[-1] * sizes
    return Ridge(path, here, closed_pull, float(error))


def _closed_pull(penalty: float) -> tuple[Weights, float]:
    """How the loss on what is held out changes with w, and with the penalty."""
    w, change = closed(penalty)
    bar = features(T_HELD).T @ (features(T_HELD) @ w - Y_HELD)
    return bar, float(bar @ change)


@cache
def lowest() -> float:
    """The penalty with the lowest loss on what is held out: where that has no slope."""
    low, high = map(float, POWERS[[0, -1]])
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _closed_pull(10.0**middle)[1] < 0 else (low, middle)
    return 10.0**low


def closed(penalty: float) -> tuple[Weights, Weights]:
    """The fit and dw/dα by the singular values of X, and no solve."""
    left, sigmas, right = np.linalg.svd(features(T), full_matrices=False)
    told = left.T @ Y
    w = right.T @ (sigmas / (sigmas**2 + penalty) * told)
    return w, -right.T @ (sigmas / (sigmas**2 + penalty) ** 2 * told)
