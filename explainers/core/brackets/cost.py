"""What a program costs: XLA's own count before it runs, and the time it takes when it does.

All times are in seconds, all memory in bytes; arrays are float64.
"""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from explainers.core.brackets.numbers import Order, dimensions

HIDDEN = 128
"""Numbers between the two layers of the network whose Jacobian is timed."""

Parameters = tuple[Float[Array, "h n"], Float[Array, "m h"]]


class Program(NamedTuple):
    """A compiled program with its arguments, and what XLA says of it."""

    run: Callable[[], Any]
    """Calls it; the answer may still be under way when this returns."""
    compile: float
    """Seconds that tracing and compiling took."""
    flops: float
    """Floating-point operations: an addition and a multiplication count as two."""
    temporary: int
    """Bytes that it needs beside its arguments and its results."""


class Timing(NamedTuple):
    """How long many runs took."""

    median: float
    low: float
    """A quarter of the runs was faster."""
    high: float
    """A quarter of the runs was slower."""
    runs: int


def program(f: Callable[..., Any], *arguments: Any) -> Program:
    """Compile f for these arguments, and ask XLA what it will cost."""
    begin = time.perf_counter()
    compiled = jax.jit(f).lower(*arguments).compile()
    seconds = time.perf_counter() - begin
    costs = compiled.cost_analysis()
    memory = compiled.memory_analysis()
    return Program(
        lambda: compiled(*arguments),
        seconds,
        float(costs.get("flops", 0.0)) if costs else math.nan,
        int(memory.temp_size_in_bytes) if memory else 0,
    )


def timed(
    run: Callable[[], Any],
    seconds: float = 0.4,
    fewest: int = 5,
    most: int = 300,
    wait: bool = True,
) -> Timing:
    """Time of a call, from many of them after one that does not count.

    Each call is waited for; with ``wait`` false only after the clock has stopped, which is
    the mistake that the lesson shows.
    """
    jax.block_until_ready(run())
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while len(taken) < fewest or (len(taken) < most and time.perf_counter() < end):
        begin = time.perf_counter()
        answer = run()
        if wait:
            jax.block_until_ready(answer)
        taken.append(time.perf_counter() - begin)
        jax.block_until_ready(answer)
    low, _, high = statistics.quantiles(taken, n=4)
    return Timing(statistics.median(taken), low, high, len(taken))


def network(parameters: Parameters, x: Float[Array, " n"]) -> Float[Array, " m"]:
    """tanh(B tanh(Ax)), whose cost is in its two matrices."""
    inner, outer = parameters
    return jnp.tanh(outer @ jnp.tanh(inner @ x))


def parameters(n: int, m: int) -> Parameters:
    """Two random matrices, small enough that tanh is not saturated."""
    rng = np.random.default_rng(0)
    inner = jnp.asarray(rng.normal(size=(HIDDEN, n)) / math.sqrt(n))
    outer = jnp.asarray(rng.normal(size=(m, HIDDEN)) / math.sqrt(HIDDEN))
    return inner, outer


def value(given: Parameters, x: Float[Array, " n"]) -> Float[Array, " m"]:
    """The network itself."""
    return network(given, x)


def push(
    given: Parameters, x: Float[Array, " n"], v: Float[Array, " n"]
) -> tuple[Float[Array, " m"], Float[Array, " m"]]:
    """The network and Jv, in one forward sweep."""
    return jax.jvp(lambda point: network(given, point), (x,), (v,))


def pull(
    given: Parameters, x: Float[Array, " n"], u: Float[Array, " m"]
) -> tuple[Float[Array, " m"], Float[Array, " n"]]:
    """The network and uᵀJ, in one forward and one reverse sweep."""
    y, back = jax.vjp(lambda point: network(given, point), x)
    return y, back(u)[0]


def forward(given: Parameters, x: Float[Array, " n"]) -> Float[Array, "m n"]:
    """The whole Jacobian, by one forward sweep for each input."""
    return jax.jacfwd(network, argnums=1)(given, x)


def reverse(given: Parameters, x: Float[Array, " n"]) -> Float[Array, "m n"]:
    """The whole Jacobian, by one reverse sweep for each output."""
    return jax.jacrev(network, argnums=1)(given, x)


def formed(given: Parameters, x: Float[Array, " n"], v: Float[Array, " n"]) -> Float[Array, " m"]:
    """Jv by way of the whole Jacobian."""
    return forward(given, x) @ v


def pushed(given: Parameters, x: Float[Array, " n"], v: Float[Array, " n"]) -> Float[Array, " m"]:
    """Jv alone, in one forward sweep."""
    return push(given, x, v)[1]


def one_more(x: Float[Array, ""]) -> Float[Array, ""]:
    """Next to nothing: its time is that of a call."""
    return x + 1.0


def chain(sizes: Sequence[int], u: bool, v: bool) -> list[Float[Array, "rows columns"]]:
    """Random factors of a chain, from left to right; u is a row and v a column."""
    rng = np.random.default_rng(0)
    sides = dimensions(sizes, u, v)
    return [
        jnp.asarray(rng.normal(size=(rows, columns)) / math.sqrt(columns))
        for rows, columns in pairwise(sides)
    ]


def multiplied(order: Order) -> Callable[..., Float[Array, "rows columns"]]:
    """The function that multiplies the factors of a chain in an order."""

    def product(*factors: Float[Array, "rows columns"]) -> Float[Array, "rows columns"]:
        row = list(factors)
        for place in order:
            row[place : place + 2] = [row[place] @ row[place + 1]]
        return row[0]

    return product
