"""Backpropagation as composition: each layer gives a vjp_x and a vjp_w, and no more is needed."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from explainers.core.host import on_host

X = (1.0, 2.0, 3.0)
W = (0.1, 0.2, 0.3)


class Backprop(NamedTuple):
    """Forward and backward through y = x·w and the loss Σy², and jax.grad of the whole."""

    y: Array
    loss: Array
    cotangent: Array
    """u = 2y, what the loss hands back to the layer."""
    by_x: Array
    """vjp_x(u) = u w."""
    by_w: Array
    """vjp_w(u) = u x."""
    whole: tuple[Array, Array]
    """jax.grad of the composed loss in x and in w."""


def layer(x: Float[Array, " n"], w: Float[Array, " n"]) -> Float[Array, ""]:
    """The product y = x·w of inputs and weights."""
    return jnp.dot(x, w)


def loss(y: Float[Array, "..."]) -> Float[Array, ""]:
    """Sum of squares: its gradient is 2y, not ones."""
    return jnp.sum(y**2)


def backprop() -> Backprop:
    """Each pullback applied in turn, the last one first, beside jax.grad of the composition."""
    x, w = jnp.array(X), jnp.array(W)
    y, layer_back = jax.vjp(layer, x, w)
    value, loss_back = jax.vjp(loss, y)
    (u,) = loss_back(jnp.ones_like(value))
    by_x, by_w = layer_back(u)
    whole = jax.grad(lambda x, w: loss(layer(x, w)), argnums=(0, 1))(x, w)
    return on_host(Backprop(y, value, u, by_x, by_w, whole))


NUMPY = f'''\
import numpy as np


def dot(x, w):
    """y = x·w, with a pullback for each of the two."""
    vjp_x = lambda u: u * w
    vjp_w = lambda u: u * x
    return x @ w, vjp_x, vjp_w


def sum_of_squares(y):
    return np.sum(y**2), lambda u: 2.0 * y * u


x = np.array({list(X)})
w = np.array({list(W)})

y, vjp_x, vjp_w = dot(x, w)  # forward, keeping what the way back needs
loss, vjp_y = sum_of_squares(y)

u = vjp_y(1.0)  # backward: the loss first, with the cotangent 1
print("y =", y.item())
print("u =", u.item())
print("∂loss/∂x =", vjp_x(u).tolist())
print("∂loss/∂w =", vjp_w(u).tolist())
'''
"""The same in NumPy, as a whole program."""
