"""Second derivatives of a scalar function: the Jacobian of its gradient, and what steps make of it.

A scalar function is a map to ℝ¹; its gradient is a map ℝⁿ → ℝⁿ, whose Jacobian is the Hessian.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float
from numpy import ndarray

from explainers.core.host import on_host
from explainers.core.products import COMPILED
from explainers.core.types import Gradient, Map, Matrix, Point, Tangent

RATES = (0.25, 0.5, 1.0, 1.5, 2.5)
"""Rates of gradient steps that are compared, in units of 1/|λ|, λ the steepest curvature."""
SINGULAR = 1e-9
"""Curvatures below this part of the largest count as zero: Newton's step then does without."""


class Step(NamedTuple):
    """A change of x: what each model promised of f, and what f did."""

    step: Tangent
    linear: Float[Array, ""]
    """∇f·s."""
    quadratic: Float[Array, ""]
    """∇f·s + sᵀHs/2."""
    true: Float[Array, ""]
    """f(x + s) − f(x)."""


class Steps(NamedTuple):
    """Several of them, stacked."""

    step: Float[Array, "k n"]
    linear: Float[Array, " k"]
    quadratic: Float[Array, " k"]
    true: Float[Array, " k"]


class Curvature(NamedTuple):
    """Everything that the lesson shows of f at x."""

    value: Float[Array, ""]
    gradient: Gradient
    hessian: Matrix
    """By forward mode over reverse mode."""
    product: Gradient
    """Hv by one forward sweep through the gradient, without H."""
    formed: Gradient
    """H, formed, times v."""
    moved: Gradient
    """∇f(x + v)."""
    curvatures: Float[Array, " n"]
    """Eigenvalues of H, from the lowest to the highest."""
    directions: Matrix
    """Eigenvectors of H, one a column."""
    along: Step
    """v itself as a step."""
    newton: Step
    descents: Steps
    """Against the gradient at each of ``RATES`` and at the rate asked for."""
    rates: Float[Array, " k"]
    """Those rates."""


def scalar(f: Map) -> Callable[[Point], Float[Array, ""]]:
    """The only output of f, as a number."""

    def value(x: Point) -> Float[Array, ""]:
        return f(x)[0]

    return value


@lru_cache(maxsize=COMPILED)
def gradient_map(f: Map) -> Map:
    """The map x ↦ ∇f(x), by reverse mode; the same object each time, for caches keyed on it."""
    return jax.grad(scalar(f))


def hessian_product(f: Map, x: Point, v: Tangent) -> tuple[Gradient, Gradient]:
    """∇f(x) and Hv in one forward sweep through the reverse sweep: H is never formed."""
    return jax.jvp(gradient_map(f), (x,), (v,))


def hessian(f: Map, x: Point) -> Matrix:
    """The Hessian: the Jacobian of the gradient, by n forward sweeps over one reverse sweep."""
    return jax.jacfwd(gradient_map(f))(x)


def newton_step(gradient: Gradient, curvatures: Float[Array, " n"], directions: Matrix) -> Tangent:
    """−H⁻¹∇f, without the directions in which f is flat."""
    flat = jnp.abs(curvatures) <= SINGULAR * jnp.max(jnp.abs(curvatures))
    parts = directions.T @ gradient
    return -directions @ jnp.where(flat, 0.0, parts / jnp.where(flat, 1.0, curvatures))


@lru_cache(maxsize=COMPILED)
def compiled(f: Map) -> Callable[[Point, Tangent, Float[Array, ""]], Curvature]:
    """All of the lesson's numbers of f as one compiled function of x, v and a rate."""

    def curvature(x: Point, v: Tangent, rate: Float[Array, ""]) -> Curvature:
        value = scalar(f)(x)
        gradient, product = hessian_product(f, x, v)
        matrix = hessian(f, x)
        finite = jnp.isfinite(matrix).all()
        curvatures, directions = jnp.linalg.eigh(jnp.where(finite, matrix, jnp.eye(len(x))))

        def taken(step: Tangent) -> Step:
            linear = gradient @ step
            return Step(
                step, linear, linear + step @ matrix @ step / 2, scalar(f)(x + step) - value
            )

        steepest = jnp.max(jnp.abs(curvatures))
        unit = jnp.where(steepest > 0, 1 / jnp.where(steepest > 0, steepest, 1.0), 1.0)
        rates = jnp.append(jnp.asarray(RATES), rate) * unit
        return Curvature(
            value=value,
            gradient=gradient,
            hessian=matrix,
            product=product,
            formed=matrix @ v,
            moved=gradient_map(f)(x + v),
            curvatures=jnp.where(finite, curvatures, jnp.nan),
            directions=directions,
            along=taken(v),
            newton=taken(newton_step(gradient, curvatures, directions)),
            descents=Steps(*jax.vmap(taken)(-rates[:, None] * gradient)),
            rates=rates,
        )

    return jax.jit(curvature)


def curvature(f: Map, x: tuple[float, ...], v: tuple[float, ...], rate: float) -> Curvature:
    """The lesson's numbers of f at x and v, on the host; ``rate`` in units of 1/|λ|."""
    return on_host(compiled(f)(jnp.asarray(x), jnp.asarray(v), jnp.asarray(rate)))


def are_finite(found: Curvature) -> bool:
    """Whether f, its gradient and its Hessian are finite at x."""
    parts: list[ndarray] = [np.asarray(p) for p in (found.value, found.gradient, found.hessian)]
    return all(bool(np.isfinite(part).all()) for part in parts)
