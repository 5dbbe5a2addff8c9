"""The functions of the gallery, as readers see them, each with what mends it.

Their text is also the code on screen, where each of them is called f.
"""

import jax
import jax.numpy as jnp
from jax import Array, lax


def absolute(x: Array) -> Array:
    return jnp.abs(x)


def absolute_smooth(x: Array) -> Array:
    return jnp.sqrt(x**2 + 1e-4)


def maximum(x: Array) -> Array:
    return jnp.maximum(x, 0.0)


def maximum_chosen(x: Array) -> Array:
    return jnp.where(x > 0.0, x, 0.0)


def relu(x: Array) -> Array:
    return jax.nn.relu(x)


def relu_smooth(x: Array) -> Array:
    return jax.nn.softplus(8.0 * x) / 8.0


def length(x: Array) -> Array:
    return jnp.linalg.norm(jnp.stack([3.0 * x, 4.0 * x]))


def length_safe(x: Array) -> Array:
    square = (3.0 * x) ** 2 + (4.0 * x) ** 2
    inside = jnp.where(square > 0.0, square, 1.0)
    return jnp.where(square > 0.0, jnp.sqrt(inside), 0.0)


def root(x: Array) -> Array:
    return jnp.sqrt(x)


def root_bounded(x: Array) -> Array:
    return jnp.sqrt(x + 1e-4)


def difference(x: Array) -> Array:
    return jax.nn.relu(x) - jax.nn.relu(-x)


def difference_halved(x: Array) -> Array:
    return jnp.maximum(x, 0.0) - jnp.maximum(-x, 0.0)


def piecewise(x: Array) -> Array:
    return jnp.where(x < 1.0, x, jnp.sqrt(x))


def piecewise_safe(x: Array) -> Array:
    inside = jnp.where(x < 1.0, 1.0, x)
    return jnp.where(x < 1.0, x, jnp.sqrt(inside))


def frozen(x: Array) -> Array:
    return x * lax.stop_gradient(x)


def thawed(x: Array) -> Array:
    return x * x


def rounded(x: Array) -> Array:
    return jnp.round(x)


def rounded_through(x: Array) -> Array:
    return x + lax.stop_gradient(jnp.round(x) - x)


def floored(x: Array) -> Array:
    return jnp.floor(x)


def floored_through(x: Array) -> Array:
    return x + lax.stop_gradient(jnp.floor(x) - x)


def signed(x: Array) -> Array:
    return jnp.sign(x)


def signed_soft(x: Array) -> Array:
    return jnp.tanh(4.0 * x)


def winner(x: Array) -> Array:
    return jnp.argmax(jnp.stack([0.5, x])).astype(float)


def winner_soft(x: Array) -> Array:
    return jax.nn.softmax(8.0 * jnp.stack([0.5, x]))[1]


def whole(n: Array) -> Array:
    return n * n


def floating(x: Array) -> Array:
    return x * x


def loop(x: Array) -> Array:
    def is_far(y: Array) -> Array:
        return jnp.abs(y * y - x) > 1e-12

    def better(y: Array) -> Array:
        return (y + x / y) / 2.0

    return lax.while_loop(is_far, better, (1.0 + x) / 2.0)


def loop_counted(x: Array) -> Array:
    def better(_: int, y: Array) -> Array:
        return (y + x / y) / 2.0

    return lax.fori_loop(0, 8, better, (1.0 + x) / 2.0)


def quotient(k: Array) -> Array:
    h = (10.0**k).astype("float32")
    one = jnp.float32(1.0)
    return (jnp.sin(one + h) - jnp.sin(one - h)) / (2 * h)


def quotient_double(k: Array) -> Array:
    h = 10.0**k
    return (jnp.sin(1.0 + h) - jnp.sin(1.0 - h)) / (2 * h)


def sine(x: Array) -> Array:
    return jnp.sin(x)
