"""The three products of a Jacobian, each compiled once a function for the whole process."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax.typing import ArrayLike
from jaxtyping import Array, Float

from explainers.core.kept import kept
from explainers.core.ready import ready
from explainers.core.types import Cotangent, Gradient, Map, Matrix, Point, Tangent, Value


class Push(NamedTuple):
    """What one forward sweep gives: f(x) and Jv, both in the output space."""

    value: Value
    tangent: Value


class Pull(NamedTuple):
    """What one reverse sweep gives: f(x) in the output space, uᵀJ in the input space."""

    value: Value
    cotangent: Gradient


class Products(NamedTuple):
    """Everything that the Stage shows of f at x, v and u."""

    value: Value
    jacobian: Matrix
    push: Value
    pull: Gradient
    pairing: Float[Array, ""]
    moved: Value
    """f(x + v), for comparison with f(x) + Jv."""


def push(f: Map, x: Point, v: Tangent) -> Push:
    """Value of f at x and its directional derivative Jv along v, in one forward sweep."""
    return Push(*jax.jvp(f, (x,), (v,)))


def pull(f: Map, x: Point, u: Cotangent) -> Pull:
    """Value of f at x and the gradient uᵀJ of x ↦ u·f(x), in one reverse sweep."""
    value, pullback = jax.vjp(f, x)
    return Pull(value, *pullback(u))


def jacobian(f: Map, x: Point) -> Matrix:
    """All m×n partial derivatives ∂fᵢ/∂xⱼ of f at x, by n forward sweeps."""
    return jax.jacfwd(f)(x)


@kept
def compiled(f: Map) -> Callable[[ArrayLike, ArrayLike, ArrayLike], Products]:
    """All products of f as one program of (x, v, u), ready to run, shared by every session.

    It takes NumPy's arrays as they are: to make them JAX's first costs more than the products.
    """

    def products(x: Point, v: Tangent, u: Cotangent) -> Products:
        value, tangent = push(f, x, v)
        cotangent = pull(f, x, u).cotangent
        return Products(
            value=value,
            jacobian=jacobian(f, x),
            push=tangent,
            pull=cotangent,
            pairing=jnp.dot(u, tangent),
            moved=f(x + v),
        )

    return ready(f, products)


class Modes(NamedTuple):
    """The same Jacobian by n forward sweeps and by m reverse sweeps."""

    forward: Matrix
    reverse: Matrix


def modes(f: Map, x: Point) -> Modes:
    """What each of JAX's modes gives, operation by operation, as code runs that was pasted.

    A compiler may put one formula for another, where no number on the way is NaN then.
    """
    return Modes(jax.jacfwd(f)(x), jax.jacrev(f)(x))


@kept
def sampled(f: Map) -> Callable[[ArrayLike], tuple[Array, Array]]:
    """Values and Jacobians of f at k points at once, for pictures of a map."""

    def at(x: Point) -> tuple[Value, Matrix]:
        return f(x), jacobian(f, x)

    return ready(f, jax.vmap(at))
