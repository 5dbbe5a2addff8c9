"""The maps whose Jacobians are estimated: twelve numbers to twelve, each with a strength c."""

import inspect
import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

Strong: TypeAlias = Callable[[Array, Array], Array]
"""A map of x, and of the strength c of what it does beside the diagonal."""

SIZE = 12
"""Inputs, and outputs."""
X: Float[np.ndarray, " n"] = np.linspace(-0.9, 0.9, SIZE).round(2)
"""Where all of them are looked at."""


def layer(x: Array, c: Array) -> Array:
    i = jnp.arange(1.0, 13.0)
    mix = jnp.sin(5 * i[:, None] * i + i)
    return x + c * jnp.tanh(mix @ x / 2)


def ring(x: Array, c: Array) -> Array:
    neighbours = jnp.concatenate([x[1:], x[:1]]) + jnp.concatenate([x[-1:], x[:-1]])
    return x - x**3 + c * neighbours


def swirl(x: Array, c: Array) -> Array:
    ahead = jnp.concatenate([x[1:], x[:1]])
    behind = jnp.concatenate([x[-1:], x[:-1]])
    return c * (ahead - behind)


def bottleneck(x: Array, c: Array) -> Array:
    i = jnp.arange(1.0, 13.0)
    narrow = jnp.cos(i[:3, None] * i)
    return narrow.T @ jnp.tanh(narrow @ x / 6) + c * jnp.sin(x)


class Subject(NamedTuple):
    """A map by its name, and what c is the strength of."""

    slug: str
    title: str
    f: Strong
    knob: str

    @property
    def source(self) -> str:
        """Its text as a function f of x, for a program that has c."""
        text = re.sub(r"^def \w+\(.*\) -> Array:", "def f(x):", inspect.getsource(self.f))
        return text.rstrip()


MAPS = {
    one.slug: one
    for one in (
        Subject("layer", "Residual layer", layer, "mixing"),
        Subject("ring", "Neighbours on a ring", ring, "coupling"),
        Subject("swirl", "Swirl", swirl, "speed"),
        Subject("bottleneck", "Bottleneck of 3", bottleneck, "leak"),
    )
}
