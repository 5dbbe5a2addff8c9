"""The chain of Euler steps whose stones a reader places, differentiated by JAX.

x′ = e⁻ˣ from x = 0.5, in steps of 1: x becomes x + e⁻ˣ. A state is one number, and so is what a
step keeps for its way back, e⁻ˣ.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from explainers.core.memory.saved import kept, operations
from explainers.core.memory.schedule import slots_of, split

Scalar = Float[Array, ""]
Chain = Callable[[Scalar], Scalar]

X = 0.5
"""Where the chain starts."""


def step(x: Scalar) -> Scalar:
    """One step: e⁻ˣ is added, and kept for the way back."""
    return x + jnp.exp(-x)


def plain(steps: int) -> Chain:
    """All steps, none of them recomputed."""

    def chain(x: Scalar) -> Scalar:
        for _ in range(steps):
            x = step(x)
        return x

    return chain


def checkpointed(steps: int, slots: int, stones: Sequence[int] = ()) -> Chain:
    """The same with stones after so many steps.

    ``jax.checkpoint`` recomputes what lies before a stone, nested where slots have become free.
    """
    if steps == 1:
        return step
    first = stones[0] if stones else split(steps, slots)
    before = jax.checkpoint(checkpointed(first, slots))
    after = checkpointed(steps - first, slots - 1, [stone - first for stone in stones[1:]])
    return lambda x: after(before(x))


class Counted(NamedTuple):
    """What JAX makes of a placement."""

    recomputed: int
    """Steps beyond each one's first, in its program of the gradient."""
    kept: int
    """Numbers between the sweep out and the way back: states, and the last step's own."""
    plain: int
    """The same without checkpoints."""


def counted(steps: int, stones: Sequence[int]) -> Counted:
    """JAX's own count, from the program of the gradient; it runs nothing."""
    chain, x = checkpointed(steps, slots_of(stones), stones), jnp.float64(X)
    return Counted(
        recomputed=operations("exp", jax.grad(chain), x) - steps,
        kept=sum(one.size for one in kept(chain, x)),
        plain=sum(one.size for one in kept(plain(steps), x)),
    )


def gradients(steps: int, stones: Sequence[int]) -> tuple[float, float]:
    """Derivative of the end by the start, with checkpoints and without, as JAX computes them."""
    chain, x = checkpointed(steps, slots_of(stones), stones), jnp.float64(X)
    return float(jax.grad(chain)(x)), float(jax.grad(plain(steps))(x))
