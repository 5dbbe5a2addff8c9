"""Predator and prey by steps of Runge and Kutta, and a gradient two ways back through them.

Prey x and hunters y follow x′ = x(1 − y − cx) and y′ = y(x − 1). What is asked for is the gradient
of x(T) in the start. Backprop through the steps keeps the states; the adjoint method keeps the end
alone, and computes path and λ backwards together: z′ = f(z), λ′ = −(∂f/∂z)ᵀλ, from T to 0
(Pontryagin 1962; Chen and others 2018, Neural Ordinary Differential Equations).
"""

import math
from collections.abc import Callable
from functools import cache
from typing import NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jaxtyping import Array

from explainers.core.executable import Executable
from explainers.core.implicit.courses import Errors, Trip, Trips
from explainers.core.memory.saved import kept
from explainers.core.rounding import UNIT

Field: TypeAlias = Callable[[Array], Array]

START = np.array([0.4, 1.2])
TIMES = (1.0, 40.0)
CROWDINGS = (0.0, 0.9)
FEWEST, MOST = 8, 512
FAR = 1000.0
"""Prey or hunters beyond this are no path of the ODE, which none of its times leads so far."""
LADDER = (16, 32, 64, 128, 256, 512)
"""Numbers of steps whose errors are drawn."""
FINE = 1024
"""Steps whose gradient is taken for the truth: its errors are 16 times less than those of 512."""
_MOVES = 20 * UNIT * np.array([[0.0, 0, 0, 0], [1, 0, 1, 1], [0, 1, -1, 1]])
"""By what parts of themselves ends are moved before they are followed back: not, and as far as
the roundings of many steps may."""


class Given(NamedTuple):
    """How long, in how many steps, and how much prey stands in its own way."""

    time: float
    steps: int
    crowding: float


def field(z: Array, c: Array) -> Array:
    """How prey and hunters change."""
    x, y = z
    return jnp.stack([x * (1 - y - c * x), y * (x - 1)])


def step(f: Field, z: Array, h: Array) -> Array:
    """One step of the classical method of order four."""
    a = f(z)
    b = f(z + h / 2 * a)
    c = f(z + h / 2 * b)
    d = f(z + h * c)
    return z + h / 6 * (a + 2 * b + 2 * c + d)


def run(f: Field, start: Array, h: Array, steps: Array) -> Array:
    """The start, and the state after each of so many steps; then nothing moves."""

    def one(z: Array, k: Array) -> tuple[Array, Array]:
        z = jnp.where(k < steps, step(f, z, h), z)
        return z, z

    return jnp.concatenate([start[None], lax.scan(one, start, jnp.arange(FINE))[1]])


def _solved(time: Array, steps: Array, c: Array) -> tuple[Array, Array, Array, Array, Array]:
    h = time / steps

    def forward(z: Array) -> Array:
        return field(z, c)

    def both(pair: Array) -> Array:
        value, pull = jax.vjp(forward, pair[:2])
        return jnp.concatenate([value, -pull(pair[2:])[0]])

    path, pull = jax.vjp(lambda start: run(forward, start, h, steps), jnp.asarray(START))
    gradient = pull(jnp.zeros_like(path).at[-1, 0].set(1.0))[0]
    end = jnp.concatenate([path[-1], jnp.array([1.0, 0.0])])
    ways = jax.vmap(lambda end: run(both, end, -h, steps))(end * (1 + _MOVES))
    pairs = ways[0]
    return path, pairs[:, :2], pairs[:, 2:], gradient, ways[1:, -1] - pairs[-1]


_PROGRAM = Executable(jax.vmap(_solved, (None, 0, None)))


def runs(given: Given) -> Trips:
    """The run that is asked for, and what is off along the ladder of steps.

    How far rounding may move the way back is told by two ends that are moved by some of it.
    """
    steps = np.array([*LADDER, FINE, given.steps], dtype=float)
    *parts, moved = map(
        np.asarray, _PROGRAM(np.float64(given.time), steps, np.float64(given.crowding))
    )
    every = Trip(*parts)
    truth = every.gradient[len(LADDER)]

    def errors(row: int) -> Errors:
        home, adjoint = moved[row, :, :2], moved[row, :, 2:]
        of_steps = 64 * UNIT * _length(truth)
        return Errors(
            steps=int(steps[row]),
            drift=_apart(every.back[row, -1], START),
            adjoint=_apart(every.adjoint[row, -1], truth),
            backprop=_apart(every.gradient[row], truth),
            home_doubt=sum(map(_length, home)),
            adjoint_doubt=sum(map(_length, adjoint)) + 4 * of_steps,
            backprop_doubt=of_steps,
            goes=_stays(every.path[row]),
            returns=_stays(every.back[row]),
        )

    rows = np.s_[-1, : given.steps + 1]
    path, back, adjoint = (part[rows].copy() for part in every[:3])
    here = Trip(path, back, adjoint, every.gradient[-1].copy())
    return Trips(here, errors(-1), tuple(map(errors, range(len(LADDER)))), truth.copy())


def _length(vector: np.ndarray) -> float:
    """Of a vector whose squares may be too large for numbers."""
    return math.hypot(*map(float, vector))


def _apart(a: np.ndarray, b: np.ndarray) -> float:
    with np.errstate(all="ignore"):
        return _length(a - b)


def _stays(path: np.ndarray) -> bool:
    return bool((np.abs(path) <= FAR).all())


@cache
def held() -> int:
    """Numbers that reverse mode keeps of each step, as JAX counts them."""

    def count(steps: int) -> int:
        def end(start: Array) -> Array:
            def one(z: Array, _: None) -> tuple[Array, None]:
                return step(lambda z: field(z, jnp.asarray(0.5)), z, jnp.asarray(0.1)), None

            return lax.scan(one, start, length=steps)[0][0]

        return sum(array.size for array in kept(end, jnp.asarray(START)))

    return count(11) - count(10)
