"""Mistakes seen in the wild, each to be tried beside what was meant.

The text of each attempt is also the code on screen.
"""

import inspect
import textwrap
from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from explainers.core.types import Point, Value


def f(x: Point) -> Value:
    """The seed example, at which most of them are tried."""
    return jnp.stack([x[0] ** 2 + x[1] + x[2], x[0] - x[1] + x[2]])


class Outcome(NamedTuple):
    """What an attempt gives: numbers, or the name and the words of an error."""

    numbers: np.ndarray | None
    error: str = ""


class Mistake(NamedTuple):
    """A mistake, and what was meant."""

    slug: str
    title: str
    wrong: Callable[[], Array]
    right: Callable[[], Array]
    torch: str = ""
    """The same mistake in PyTorch, where that is another library's alone."""
    torch_says: str = ""
    """What PyTorch answers; a test asks it."""


def _outer_wrong() -> Array:
    x = jnp.array([1.0, 2.0, 3.0])
    W = jnp.ones((3, 2))
    u = jnp.array([0.5, 1.0])  # a cotangent of y = x @ W
    return W - 0.1 * jnp.outer(u, x)


def _outer_right() -> Array:
    x = jnp.array([1.0, 2.0, 3.0])
    W = jnp.ones((3, 2))
    u = jnp.array([0.5, 1.0])  # a cotangent of y = x @ W
    return W - 0.1 * jnp.outer(x, u)


def _ones_wrong() -> Array:
    x = jnp.array([2.0, 3.0, 1.0])
    v = jnp.ones(3)
    return jax.jvp(f, (x,), (v,))[1]


def _ones_right() -> Array:
    x = jnp.array([2.0, 3.0, 1.0])
    v = jnp.ones(3) / jnp.sqrt(3.0)
    return jax.jvp(f, (x,), (v,))[1]


def _sum_wrong() -> Array:
    x = jnp.array([2.0, 3.0, 1.0])
    y, pull = jax.vjp(f, x)
    return pull(jnp.ones_like(y))[0]


def _sum_right() -> Array:
    x = jnp.array([2.0, 3.0, 1.0])
    y, pull = jax.vjp(f, x)
    return pull(2 * y)[0]  # the gradient of the loss Σy²


def _tuples_wrong() -> Array:
    x = jnp.array([2.0, 3.0, 1.0])
    v = jnp.array([0.5, 1.0, 2.0])
    return jax.jvp(f, x, v)[1]


def _tuples_right() -> Array:
    x = jnp.array([2.0, 3.0, 1.0])
    v = jnp.array([0.5, 1.0, 2.0])
    return jax.jvp(f, (x,), (v,))[1]


def _broadcast_wrong() -> Array:
    predicted = jnp.array([[1.0], [2.0], [3.0]])  # (B, 1)
    observed = jnp.array([1.0, 2.0, 3.0])  # (B,)
    return jnp.mean((predicted - observed) ** 2)


def _broadcast_right() -> Array:
    predicted = jnp.array([[1.0], [2.0], [3.0]])  # (B, 1)
    observed = jnp.array([1.0, 2.0, 3.0])  # (B,)
    return jnp.mean((predicted[:, 0] - observed) ** 2)


def _in_place_wrong() -> Array:
    x = jnp.array([2.0, 3.0, 1.0])
    x[0] = 4.0
    return x


def _in_place_right() -> Array:
    x = jnp.array([2.0, 3.0, 1.0])
    return x.at[0].set(4.0)  # another array


_MISTAKES = (
    Mistake(
        "outer",
        "Outer product the wrong way round",
        _outer_wrong,
        _outer_right,
    ),
    Mistake(
        "ones",
        "v all ones",
        _ones_wrong,
        _ones_right,
    ),
    Mistake(
        "sum",
        "vjp(ones) as the gradient",
        _sum_wrong,
        _sum_right,
    ),
    Mistake(
        "tuples",
        "Tuples forgotten",
        _tuples_wrong,
        _tuples_right,
    ),
    Mistake(
        "broadcast",
        "(B, 1) − (B,)",
        _broadcast_wrong,
        _broadcast_right,
    ),
    Mistake(
        "in-place",
        "A leaf changed in place",
        _in_place_wrong,
        _in_place_right,
        "x = torch.tensor([2.0, 3.0, 1.0], requires_grad=True)\nx[0] = 4.0",
        "RuntimeError: a view of a leaf Variable that requires grad is being used in an "
        "in-place operation.",
    ),
)

MISTAKES: dict[str, Mistake] = {mistake.slug: mistake for mistake in _MISTAKES}
"""Each by its slug, in the order in which readers see them."""


def tried(attempt: Callable[[], Array]) -> Outcome:
    """What an attempt gives, asked of JAX now."""
    try:
        return Outcome(np.asarray(attempt()))
    except (TypeError, ValueError) as error:
        (first, *_) = str(error).strip().splitlines()
        return Outcome(None, f"{type(error).__name__}: {first}")


def text(attempt: Callable[[], Array]) -> str:
    """The lines of an attempt as a program that prints what it gives."""
    _, *body = inspect.getsource(attempt).splitlines()
    lines = textwrap.dedent("\n".join(body)).splitlines()
    given, _, note = lines[-1].removeprefix("return ").partition("  # ")
    return "\n".join([*lines[:-1], f"print({given}){f'  # {note}' if note else ''}"])
