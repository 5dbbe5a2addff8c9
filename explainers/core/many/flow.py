"""A flow of one number, the density that it makes of the normal one, and the usual wrong sign."""

from functools import lru_cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from explainers.core.executable import Executable

POINTS = np.linspace(-8.0, 8.0, 641)
"""Places z, beyond which the normal density is below 10⁻¹⁴."""


class Densities(NamedTuple):
    """Densities of y = f(z) where z is normal, at the images of the points."""

    y: Float[np.ndarray, " points"]
    right: Float[np.ndarray, " points"]
    """log p(y) = log p(z) − log f′(z)."""
    wrong: Float[np.ndarray, " points"]
    """The same with a plus."""
    areas: tuple[float, float]
    """What each encloses."""


def flow(z: Array, c: Array) -> Array:
    """Z + c·tanh(z), which stretches what is near 0."""
    return z + c * jnp.tanh(z)


def _slopes(z: Array, c: Array) -> tuple[Array, Array]:
    def push(one: Array) -> tuple[Array, Array]:
        return jax.jvp(lambda z: flow(z, c), (one,), (jnp.ones_like(one),))

    return jax.vmap(push)(z)


_PROGRAM = Executable(_slopes)


@lru_cache(maxsize=64)
def densities(c: float) -> Densities:
    """Both densities for a strength; areas by the trapezoidal rule, exact to ten digits here."""
    y, slope = map(np.asarray, _PROGRAM(POINTS, np.float64(c)))
    log_p = -(POINTS**2) / 2 - np.log(2 * np.pi) / 2
    right, wrong = np.exp(log_p - np.log(slope)), np.exp(log_p + np.log(slope))
    # dy is f′(z) dz.
    step = POINTS[1] - POINTS[0]
    areas = (float((right * slope).sum() * step), float((wrong * slope).sum() * step))
    return Densities(y, right, wrong, areas)
