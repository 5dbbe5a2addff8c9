"""JAX's loops under derivatives: which ways they take, what they keep, and what they raise."""

import inspect
import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import lax
from jaxtyping import Array, Float, Int

from explainers.core.executable import Executable
from explainers.core.memory.saved import kept

Scalar = Float[Array, ""]

X, TIMES = 0.5, 10
"""Where each loop starts, and how often one goes round that is told how often."""


def step(x: Scalar) -> Scalar:
    """What each loop repeats: a step towards 1."""
    return x + 0.1 * x * (1 - x)


def scanned(x: Scalar, n: Int[Array, ""]) -> Scalar:
    """A scan: its length is known before it runs."""
    return lax.scan(lambda x, _: (step(x), None), x, length=10)[0]


def counted(x: Scalar, n: Int[Array, ""]) -> Scalar:
    """A fori_loop between two numbers that are known."""
    return lax.fori_loop(0, 10, lambda k, x: step(x), x)


def asked(x: Scalar, n: Int[Array, ""]) -> Scalar:
    """A fori_loop up to a number that is an argument."""
    return lax.fori_loop(0, n, lambda k, x: step(x), x)


def until(x: Scalar, n: Int[Array, ""]) -> Scalar:
    """A while_loop: when it ends depends on x."""
    return lax.while_loop(lambda x: x < 0.9, step, x)


def bounded(x: Scalar, n: Int[Array, ""]) -> Scalar:
    """The same as a scan of at most 40 rounds, of which the last ones change nothing."""
    return lax.scan(lambda x, _: (jnp.where(x < 0.9, step(x), x), None), x, length=40)[0]


LOOPS: dict[str, Callable[[Scalar, Int[Array, ""]], Scalar]] = {
    "scan": scanned,
    "fori_loop, known": counted,
    "fori_loop, n given": asked,
    "while_loop": until,
    "scan, bounded": bounded,
}


class Loop(NamedTuple):
    """A loop as JAX differentiates it."""

    name: str
    text: str
    """Its program, as readers see it."""
    push: float
    pull: float | None
    """None where reverse mode refuses."""
    message: str
    """JAX's own, where it refuses."""
    kept: int | None
    """Numbers, and bits, between the way out and the way back."""


def text(name: str) -> str:
    """What a loop returns, as it stands in this file."""
    (body,) = re.findall(r"    return (.+)\n", inspect.getsource(LOOPS[name]))
    return body


@cache
def loops() -> tuple[Loop, ...]:
    """Every loop at X, by one program for all that run."""
    x, n = jnp.float64(X), jnp.int64(TIMES)
    messages = {name: _refusal(f) for name, f in LOOPS.items()}
    runs = [name for name, message in messages.items() if not message]

    def everything(x: Scalar, n: Int[Array, ""]) -> tuple[list[Scalar], list[Scalar]]:
        pushed = [
            jax.jvp(lambda x, f=f: f(x, n), (x,), (jnp.ones_like(x),))[1] for f in LOOPS.values()
        ]
        return pushed, [jax.grad(LOOPS[name])(x, n) for name in runs]

    pushes, pulls = Executable(everything)(x, n)
    pulled = dict(zip(runs, map(float, pulls), strict=True))
    return tuple(
        Loop(
            name,
            text(name),
            float(push),
            pulled.get(name),
            messages[name],
            _kept(f, n) if name in runs else None,
        )
        for (name, f), push in zip(LOOPS.items(), pushes, strict=True)
    )


def _kept(f: Callable[..., Any], n: Any) -> int:
    return sum(one.size for one in kept(lambda x: f(x, n), jnp.float64(X)))


def _refusal(f: Callable[..., Any]) -> str:
    """What reverse mode says where it refuses, or nothing; it runs nothing."""
    try:
        jax.make_jaxpr(jax.grad(f))(jnp.float64(X), jnp.int64(TIMES))
    except ValueError as error:
        return str(error)
    return ""
