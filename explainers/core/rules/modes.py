"""Which modes a custom rule leaves open, tried out, with what JAX says of those it closes."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp

from explainers.core.rules.numbers import layer, matrix, taught
from explainers.core.types import Map, Point, Tangent, Value

Derivative = Callable[[Map, Point], object]


def _ones(f: Map, x: Point) -> object:
    return jax.vjp(f, x)[1](jnp.ones_like(x))


MODES: dict[str, Derivative] = {
    "jvp": lambda f, x: jax.jvp(f, (x,), (jnp.ones_like(x),)),
    "vjp": _ones,
    "jacfwd": lambda f, x: jax.jacfwd(f)(x),
    "jacrev": lambda f, x: jax.jacrev(f)(x),
    "jacfwd of jacrev": lambda f, x: jax.jacfwd(jax.jacrev(f))(x),
    "jacrev of jacfwd": lambda f, x: jax.jacrev(jax.jacfwd(f))(x),
}
"""Ways to differentiate, once and twice."""


class Tried(NamedTuple):
    """What became of each mode: "" where it worked, or else JAX's words."""

    vjp: dict[str, str]
    jvp: dict[str, str]


@jax.custom_jvp
def by_tangents(x: Point) -> Value:
    """f(x) = exp(Ax) with a forward rule, which is linear and so gives the backward one too."""
    return layer(x)


@by_tangents.defjvp
def _by_tangents(primals: tuple[Point], tangents: tuple[Tangent]) -> tuple[Value, Value]:
    y = layer(*primals)
    return y, y * (matrix() @ tangents[0])


def tried() -> Tried:
    """Each mode, on f with a custom VJP and on f with a custom JVP, both right."""

    def outcomes(f: Map) -> dict[str, str]:
        return {name: _outcome(derive, f) for name, derive in MODES.items()}

    return Tried(outcomes(taught("right")), outcomes(by_tangents))


def _outcome(derive: Derivative, f: Map) -> str:
    # Lowering is enough: what JAX refuses it refuses before it compiles.
    try:
        jax.jit(lambda x: derive(f, x)).lower(jax.ShapeDtypeStruct((2,), jnp.float64))
    except TypeError as error:
        return f"TypeError: {error}"
    return ""
