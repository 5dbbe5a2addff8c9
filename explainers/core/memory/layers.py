"""The same choice in a network: sixteen layers, kept whole, in segments, by a policy, in a loop.

Each is one function of the same weights and the same batch. What JAX keeps of it is counted
before anything runs; what XLA makes of it is measured apart (``explainers/measure``).
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import lax
from jaxtyping import Array, Float

from explainers.core.memory.saved import kept, operations

LAYERS, BATCH, WIDTH = 16, 256, 64
SEGMENT = 4
"""Layers between two checkpoints: √16."""
BYTES = 8

Weights = Float[Array, "layers width width"]
Batch = Float[Array, "batch width"]
Loss = Callable[[Weights, Batch], Float[Array, ""]]
Segment = Callable[[Weights, Batch], Batch]


def segment(weights: Weights, x: Batch) -> Batch:
    """A few layers, one after another."""
    for weight in weights:
        x = jnp.tanh(x @ weight)
    return x


def unrolled(part: Segment) -> Loss:
    """Segments written out one after another."""

    def loss(weights: Weights, x: Batch) -> Float[Array, ""]:
        for k in range(0, LAYERS, SEGMENT):
            x = part(weights[k : k + SEGMENT], x)
        return jnp.sum(x**2)

    return loss


def looped(part: Segment) -> Loss:
    """The same segments as the body of a loop."""

    def loss(weights: Weights, x: Batch) -> Float[Array, ""]:
        parts = weights.reshape(-1, SEGMENT, WIDTH, WIDTH)
        x, _ = lax.scan(lambda x, part_weights: (part(part_weights, x), None), x, parts)
        return jnp.sum(x**2)

    return loss


_POLICIES = jax.checkpoint_policies
LOSSES: dict[str, Loss] = {
    "plain": unrolled(segment),
    "nothing": unrolled(jax.checkpoint(segment)),
    "products": unrolled(jax.checkpoint(segment, policy=_POLICIES.dots_saveable)),
    "everything": unrolled(jax.checkpoint(segment, policy=_POLICIES.everything_saveable)),
    "loop": looped(segment),
    "loop-nothing": looped(jax.checkpoint(segment)),
}
"""By what their segments keep: all, ``jax.checkpoint`` with its policies, and both in a loop."""


def gradient(loss: Loss) -> Callable[[Weights, Batch], tuple[Weights, Batch]]:
    """The gradient in all weights and in the batch."""
    return jax.grad(loss, argnums=(0, 1))


def given() -> tuple[Weights, Batch]:
    """Random weights that keep the size of what they are given, and a batch of ones."""
    key = jax.random.key(0)
    return jax.random.normal(key, (LAYERS, WIDTH, WIDTH)) / 8, jnp.ones((BATCH, WIDTH))


class Asked(NamedTuple):
    """What JAX asks for, before XLA compiles it."""

    kept: int
    """Bytes between the sweep out and the way back, beside the weights."""
    products: int
    """Matrix products in the program of the gradient, each as often as its loop goes round."""


@cache
def asked(name: str) -> Asked:
    """JAX's own count for one of ``LOSSES``; it runs nothing."""
    shapes = jax.eval_shape(given)
    loss = LOSSES[name]
    numbers = sum(one.size for one in kept(loss, *shapes) if _is_between(one.shape))
    return Asked(BYTES * numbers, operations("dot_general", gradient(loss), *shapes))


def _is_between(shape: tuple[int, ...]) -> bool:
    """Whether an array holds what layers made of the batch: weights end in two equal sides."""
    return shape[-2:] == (BATCH, WIDTH)
