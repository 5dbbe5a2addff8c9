"""What the real 2×2 Jacobian of a complex function says: a turn and a scaling, and a rest.

``real_jacobian`` and ``derivative`` are also shown to readers as they stand here.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float

from explainers.core.complex_plane.evaluate import ComplexMap
from explainers.core.host import on_host
from explainers.core.types import Map

TOLERANCE = 1e-9
"""Misses of Cauchy–Riemann below this part of ‖J‖ are rounding."""


def real_jacobian(f, z):  # pyright: ignore[reportMissingParameterType]
    """The 2×2 Jacobian of (Re z, Im z) ↦ (Re f(z), Im f(z)), by forward mode."""

    def pair(x):  # pyright: ignore[reportMissingParameterType]
        w = f(x[0] + 1j * x[1])
        return jnp.stack([jnp.real(w), jnp.imag(w)])

    return jax.jacfwd(pair)(jnp.stack([jnp.real(z), jnp.imag(z)]))


def derivative(f, z, tolerance=1e-9):  # pyright: ignore[reportMissingParameterType]
    """f′(z) from the real Jacobian; refuses where the Cauchy–Riemann equations fail."""
    J = real_jacobian(f, z)
    missed = jnp.hypot(J[0, 0] - J[1, 1], J[0, 1] + J[1, 0])
    if not missed <= tolerance * jnp.linalg.norm(J):
        raise ValueError(f"no complex derivative: Cauchy–Riemann misses by {missed:.3g}")
    return (J[0, 0] + J[1, 1] + 1j * (J[1, 0] - J[0, 1])) / 2


class Numbers(NamedTuple):
    """All numbers of one picture; complex ones as pairs (Re, Im)."""

    value: Float[Array, "2"]
    jacobian: Float[Array, "2 2"]
    push: Float[Array, "2"]
    """J dz, by one forward sweep."""
    moved: Float[Array, "2"]
    """f(z + dz)."""
    linear: Float[Array, "2"]
    """∂f/∂z: the part of J that turns and scales."""
    rest: Float[Array, "2"]
    """∂f/∂z̄: the factor of the conjugate of dz, which vanishes where Cauchy–Riemann holds."""
    residual: Float[Array, ""]
    """By how much the Cauchy–Riemann equations fail: 2|∂f/∂z̄|."""
    forward: Float[Array, "2"]
    """What jacfwd(f, holomorphic=True) returns."""
    reverse: Float[Array, "2"]
    """What grad(f, holomorphic=True) returns."""
    gradient: Float[Array, "2"]
    """What grad returns for the real function Re f."""


class Settled(NamedTuple):
    """The same numbers on the host, as NumPy arrays, and whether f′(z) exists."""

    numbers: Numbers
    accepted: bool

    @property
    def is_finite(self) -> bool:
        """Whether f(z) and its Jacobian are finite."""
        return bool(np.isfinite([*self.numbers.value, *np.ravel(self.numbers.jacobian)]).all())


def linear_part(jacobian: Float[Array, "2 2"]) -> Float[Array, "2"]:
    """∂f/∂z as (Re, Im): half the sum of the diagonal, half the difference beside it."""
    (a, b), (c, d) = jacobian
    return jnp.stack([a + d, c - b]) / 2


def rest(jacobian: Float[Array, "2 2"]) -> Float[Array, "2"]:
    """∂f/∂z̄ as (Re, Im); twice its size is the Cauchy–Riemann residual."""
    (a, b), (c, d) = jacobian
    return jnp.stack([a - d, c + b]) / 2


def is_accepted(jacobian: Float[np.ndarray, "2 2"]) -> bool:
    """Whether ``derivative`` takes a Jacobian for that of a complex derivative."""
    missed = 2 * float(np.linalg.norm(np.asarray(rest(jnp.asarray(jacobian)))))
    return missed <= TOLERANCE * float(np.linalg.norm(jacobian))


def _parts(z: Array) -> Float[Array, "2"]:
    return jnp.stack([jnp.real(z), jnp.imag(z)])


@lru_cache(maxsize=96)
def compiled(f: Map, g: ComplexMap) -> Callable[[Array, Array], Numbers]:
    """All numbers of a function as one compiled function of z and dz, given as pairs.

    ``f`` works on pairs of real numbers, ``g`` on complex ones; they are the same function.
    """

    def numbers(z: Array, dz: Array) -> Numbers:
        value, push = jax.jvp(f, (z,), (dz,))
        jacobian = jax.jacfwd(f)(z)
        at = z[0] + 1j * z[1]
        left = rest(jacobian)
        return Numbers(
            value=value,
            jacobian=jacobian,
            push=push,
            moved=f(z + dz),
            linear=linear_part(jacobian),
            rest=left,
            residual=2 * jnp.hypot(left[0], left[1]),
            forward=_parts(jax.jacfwd(g, holomorphic=True)(at)),
            reverse=_parts(jax.grad(g, holomorphic=True)(at)),
            gradient=_parts(jax.grad(lambda z: jnp.real(g(z)))(at)),
        )

    return jax.jit(numbers)


def settled(f: Map, g: ComplexMap, z: tuple[float, ...], dz: tuple[float, ...]) -> Settled:
    """JAX's numbers for a function at z, with the step dz."""
    at, step = jnp.asarray(z, dtype=float), jnp.asarray(dz, dtype=float)
    numbers = on_host(compiled(f, g)(at, step))
    return Settled(numbers, is_accepted(np.asarray(numbers.jacobian)))
