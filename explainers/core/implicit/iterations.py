"""Kepler's equation by rounds of two solvers, and its derivative three ways after each of them.

g(x, p) = x − e·sin x − p is 0 where p + e·sin x gives x back. With 0 ≤ p ≤ 2.5, e up to 1.5 and the
start at 3, Newton's method comes down a convex slope to the largest solution below 3, where g_x is
not below 0. A round of the fixed point leaves at most e of an error; beyond e = 1 it may lead away
from that solution, on whose two sides it then ends up in turns. Nothing of the start depends on p.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jaxtyping import Array, Float

from explainers.core.executable import Executable
from explainers.core.implicit.courses import Course, Solved, Solver
from explainers.core.memory.saved import kept
from explainers.core.rounding import UNIT

Number: TypeAlias = Float[Array, ""]
Step: TypeAlias = Callable[[Number, Number, Number], Number]

MEANS = (0.0, 2.5)
"""That p lies between."""
ECCENTRICITIES = (0.0, 1.5)
"""Of an orbit they are below 1."""
ROUNDS = 60
START = 3.0


class Given(NamedTuple):
    """An equation: p, and how far from a circle its orbit is."""

    p: float
    e: float


def equation(x: Number, p: Number, e: Number) -> Number:
    """What is 0 at the solution."""
    return x - e * jnp.sin(x) - p


def fixed(x: Number, p: Number, e: Number) -> Number:
    """One round of the fixed point."""
    return p + e * jnp.sin(x)


def newton(x: Number, p: Number, e: Number) -> Number:
    """One round of Newton's method."""
    value, slope = jax.value_and_grad(equation)(x, p, e)
    return x - value / slope


STEPS: dict[Solver, Step] = {"fixed": fixed, "newton": newton}


def rounds(step: Step, p: Number, e: Number, count: int = ROUNDS) -> Float[Array, " rounds"]:
    """Where a solver stands after each round, and before the first."""

    def one(x: Number, _: None) -> tuple[Number, Number]:
        x = step(x, p, e)
        return x, x

    start = jnp.asarray(START)
    return jnp.concatenate([start[None], lax.scan(one, start, length=count)[1]])


def _courses(p: Number, e: Number) -> dict[Solver, tuple[Array, Array, Array]]:
    def course(step: Step) -> tuple[Array, Array, Array]:
        x, unrolled = jax.jvp(lambda p: rounds(step, p, e), (p,), (jnp.ones_like(p),))
        g_x, g_p = (jax.vmap(jax.grad(equation, k), (0, None, None))(x, p, e) for k in (0, 1))
        return x, unrolled, -g_p / g_x

    return {solver: course(step) for solver, step in STEPS.items()}


_PROGRAM = Executable(_courses)


def found(given: Given) -> Solved:
    """Both solvers after each round; the last round of Newton's method is the truth.

    Its errors follow from those of g, which is within four roundings of its largest term, and of
    g_x, to first order. With p = 0 and e up to 1 the solution is 0.
    """
    p, e = given
    courses: dict[Solver, Course] = {
        solver: Course(*map(np.asarray, parts))
        for solver, parts in _PROGRAM(np.float64(p), np.float64(e)).items()
    }
    moves = bool(p) or e > 1
    x = float(courses["newton"].x[-1]) if moves else 0.0
    g_x = 1 - e * np.cos(x)
    rate = float(abs(e * np.cos(x)))
    if g_x == 0:
        return Solved(x, np.inf, 0.0, np.inf, rate, courses)
    x_error = float(4 * UNIT * (abs(x) + abs(p)) / g_x) if moves else 0.0
    slope_error = float((abs(e * np.sin(x)) * x_error + 4 * UNIT) / g_x**2 + 2 * UNIT / g_x)
    return Solved(x, float(1 / g_x), x_error, 4 * slope_error, rate, courses)


@cache
def held(solver: Solver) -> int:
    """Numbers that reverse mode keeps of each round, as JAX counts them."""

    def count(length: int) -> int:
        def last(p: Number) -> Number:
            return rounds(STEPS[solver], p, jnp.asarray(0.5), length)[-1]

        return sum(one.size for one in kept(last, jnp.asarray(1.0)))

    return count(ROUNDS + 1) - count(ROUNDS)
