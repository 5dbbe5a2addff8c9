"""The chain of Euler steps whose stones a reader places, differentiated by JAX.

x′ = e⁻ˣ from x = 0.5, in steps of 1: x becomes x + e⁻ˣ. A state is one number, and so is what a
step keeps for its way back, e⁻ˣ.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from explainers.core.executable import Executable
from explainers.core.memory.saved import kept, let_go, operations
from explainers.core.memory.schedule import best, evenly, slots_of, split

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


def counted(steps: int, stones: Sequence[int]) -> Counted:
    """JAX's own count, from the program of the gradient; it runs nothing."""
    chain, x = checkpointed(steps, slots_of(stones), stones), jnp.float64(X)
    found = Counted(
        recomputed=operations("exp", jax.grad(chain), x) - steps,
        kept=sum(one.size for one in kept(chain, x)),
    )
    let_go()
    return found


def gradient(chain: Chain) -> float:
    """Derivative of the end by the start, as JAX computes it."""
    return float(jax.grad(chain)(jnp.float64(X)))


SHOWN = 10
"""Steps of the placements that are shown with JAX's count."""


class Placed(NamedTuple):
    """A placement, and what JAX makes of it."""

    name: str
    steps: int
    stones: tuple[int, ...]
    found: Counted


def placed(name: str, steps: int, stones: tuple[int, ...]) -> Placed:
    """Stones on so many steps, as JAX counts them."""
    return Placed(name, steps, stones, counted(steps, stones))


@cache
def placements() -> tuple[Placed, ...]:
    """A few placements of stones on ten steps, as JAX counts them."""
    chosen = {
        "only the start": (),
        "one stone, in the middle": (SHOWN // 2,),
        "evenly": evenly(SHOWN),
        "best with 3 slots": best(SHOWN, 3),
        "every state": tuple(range(1, SHOWN)),
    }
    return tuple(placed(name, SHOWN, stones) for name, stones in chosen.items())


class Plain(NamedTuple):
    """The same steps without checkpoints, and with three slots."""

    kept: int
    """Numbers that JAX keeps without."""
    gradient: float
    """Derivative of the end by the start, without."""
    with_stones: float
    """And with."""


@cache
def plainly() -> Plain:
    """What JAX keeps without checkpoints, and the derivative both ways, each compiled apart."""
    bare, x = plain(SHOWN), jnp.float64(X)
    stones = checkpointed(SHOWN, 3, best(SHOWN, 3))
    derivatives = (float(Executable(jax.grad(chain))(x)) for chain in (bare, stones))
    return Plain(sum(one.size for one in kept(bare, x)), *derivatives)
