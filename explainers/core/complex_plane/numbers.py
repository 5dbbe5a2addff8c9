"""What the real 2×2 Jacobian of a complex function says: a turn and a scaling, and a rest.

``real_jacobian`` and ``derivative`` are also shown to readers as they stand here, but for types.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.typing import ArrayLike
from jaxtyping import Float

from explainers.core.complex_plane.evaluate import ComplexMap
from explainers.core.complex_plane.verdicts import Kind, Verdict, judged
from explainers.core.host import on_host
from explainers.core.kept import kept
from explainers.core.ready import ready
from explainers.core.rounding import cleared, product_error
from explainers.core.types import Map


def real_jacobian(f: ComplexMap, z: Array) -> Array:
    """The 2×2 Jacobian of (Re z, Im z) ↦ (Re f(z), Im f(z)), by forward mode."""

    def pair(x: Array) -> Array:
        w = f(x[0] + 1j * x[1])
        return jnp.stack([jnp.real(w), jnp.imag(w)])

    return jax.jacfwd(pair)(jnp.stack([jnp.real(z), jnp.imag(z)]))


def examined(f: ComplexMap, z: Array) -> tuple[Array, Array, Array, Array, Array]:
    """A, by how much Cauchy–Riemann misses, and whether f jumps, has a kink, or misses at z.

    What differs at points right beside z, and hardly less than far from z, is a jump or a
    kink, or rounding as large as J.
    """
    turns = jnp.exp(1j * jnp.pi * (jnp.arange(12) + 0.3) / 6)
    reach = jnp.concatenate([jnp.zeros(1), 2.0**-40 * turns, 2.0**-6 * turns])
    steps = jnp.where(z == 0, 1.0, jnp.abs(z)) * reach
    w, Js = f(z + steps), jax.vmap(lambda step: real_jacobian(f, z + step))(steps)
    J, size = Js[0], jnp.linalg.norm(Js[0])
    linear = J @ jnp.stack([jnp.real(steps), jnp.imag(steps)])
    jump = jnp.abs(w - w[0] - (linear[0] + 1j * linear[1]))
    bend = jnp.max(jnp.abs(Js - J), axis=(1, 2))

    def stays(part: Array, scale: Array) -> Array:
        near, far = jnp.max(part[1:13]), jnp.nan_to_num(jnp.max(part[13:]), nan=jnp.inf)
        return ~(near <= far / 64 + 2.0**-26 * scale)

    jumps, bends = stays(jump, jnp.abs(w[0]) + size * jnp.abs(z)), stays(bend, size)
    missed = jnp.hypot(J[0, 0] - J[1, 1], J[0, 1] + J[1, 0])
    misses = ~(missed <= 8 * jnp.max(bend[1:13]) + 2.0**-46 * size)
    return (J[0, 0] + J[1, 1] + 1j * (J[1, 0] - J[0, 1])) / 2, missed, jumps, bends, misses


def derivative(f: ComplexMap, z: Array) -> Array:
    """f′(z), from the real Jacobian; refuses where there is none to be seen."""
    A, missed, jumps, bends, misses = examined(f, z)
    if jumps:
        raise ValueError("no complex derivative: f jumps at z, or is not finite")
    if bends:
        raise ValueError("no complex derivative: J is not steady about z, or all rounding")
    if misses:
        raise ValueError(f"no complex derivative: Cauchy–Riemann misses by {missed:.3g}")
    return A


class Numbers(NamedTuple):
    """All numbers of one picture; complex ones as pairs (Re, Im).

    What is nothing but rounding is 0, in all but ``value`` and ``moved``.
    """

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
    """The same numbers on the host, as NumPy arrays, and what is known of f′(z)."""

    numbers: Numbers
    verdict: Verdict
    checked: bool
    """Whether ``derivative`` returns a number."""

    @property
    def accepted(self) -> bool:
        """Whether f′(z) is known to exist."""
        return self.verdict.kind is Kind.DERIVATIVE

    @property
    def is_finite(self) -> bool:
        """Whether f(z) and its Jacobian are finite."""
        return self.verdict.kind not in (Kind.VALUE, Kind.JACOBIAN)


def linear_part(jacobian: Float[Array, "2 2"]) -> Float[Array, "2"]:
    """∂f/∂z as (Re, Im): half the sum of the diagonal, half the difference beside it."""
    (a, b), (c, d) = jacobian
    return jnp.stack([a + d, c - b]) / 2


def rest(jacobian: Float[Array, "2 2"]) -> Float[Array, "2"]:
    """∂f/∂z̄ as (Re, Im); twice its size is the Cauchy–Riemann residual."""
    (a, b), (c, d) = jacobian
    return jnp.stack([a - d, c + b]) / 2


def _parts(z: Array) -> Float[Array, "2"]:
    return jnp.stack([jnp.real(z), jnp.imag(z)])


@kept
def compiled(f: Map, g: ComplexMap) -> Callable[[ArrayLike, ArrayLike], tuple[Numbers, Array]]:
    """All numbers of a function, and whether ``derivative`` refuses, as one program.

    It takes z and dz as pairs. ``f`` works on pairs of real numbers, ``g`` on complex ones;
    they are the same function.
    """

    def numbers(z: Array, dz: Array) -> tuple[Numbers, Array]:
        value, push = jax.jvp(f, (z,), (dz,))
        jacobian = jax.jacfwd(f)(z)
        at = z[0] + 1j * z[1]
        left = rest(jacobian)
        found = Numbers(
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
        _, _, *refused = examined(g, at)
        return found, jnp.any(jnp.stack(refused))

    return ready(f, numbers)


def settled(f: Map, g: ComplexMap, z: tuple[float, ...], dz: tuple[float, ...]) -> Settled:
    """JAX's numbers for a function at z, with the step dz."""
    at, step = np.asarray(z, float), np.asarray(dz, float)
    numbers, refused = on_host(compiled(f, g)(at, step))
    with np.errstate(all="ignore"):
        verdict = judged(f, g, np.asarray(z, float), numbers.value, numbers.jacobian)
        return Settled(_cleared(numbers, verdict, np.asarray(dz, float)), verdict, not refused)


def _cleared(found: Any, verdict: Verdict, dz: np.ndarray) -> Numbers:
    """The numbers with rounding as 0; where f′(z) exists, the rest is nothing else."""
    errors = verdict.errors
    linear, left = (
        cleared(found.linear, verdict.part_errors),
        cleared(found.rest, verdict.part_errors),
    )
    if verdict.kind is Kind.DERIVATIVE:
        left = np.zeros(2)
    return found._replace(
        jacobian=cleared(found.jacobian, errors),
        push=cleared(found.push, product_error(found.jacobian, errors, dz, 0 * dz)),
        linear=linear,
        rest=left,
        residual=np.asarray(2 * np.linalg.norm(left)),
        forward=cleared(found.forward, errors[:, 0]),
        reverse=cleared(found.reverse, errors[0]),
        gradient=cleared(found.gradient, errors[0]),
    )
