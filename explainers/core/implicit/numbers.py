"""The derivative of a solution, by JAX: g_x and g_p at the solution, and one linear solve.

On the curve g(x, p) = 0 steps dx and dp keep to g_x dx + g_p dp = 0. A push solves it for dx; a
pull of u solves λᵀ g_x = uᵀ, and gives −λᵀ g_p (the implicit function theorem; Griewank and
Walther 2008, Evaluating Derivatives, chapter 15).
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float

from explainers.core.executable import Executable
from explainers.core.functions import is_typed
from explainers.core.host import on_host
from explainers.core.implicit.problems import PROBLEMS, Equation, Problem, find
from explainers.core.kept import kept
from explainers.core.ready import ready
from explainers.core.rounding import bounded
from explainers.core.tape import Tape, replayed, tape
from explainers.core.types import Map

Vector: TypeAlias = tuple[float, ...]
Host: TypeAlias = Float[np.ndarray, "..."]


class Given(NamedTuple):
    """What JAX is asked for: an equation, a solution, a step of p, and a weighting of x."""

    slug: str
    p: float
    x: Vector
    dp: float
    u: Vector


class Found(NamedTuple):
    """An equation at a solution, and the two products of the solution's derivative."""

    value: Float[np.ndarray, " n"]
    """g, which is 0 up to rounding."""
    g_x: Float[np.ndarray, "n n"]
    g_p: Float[np.ndarray, " n"]
    push: Float[np.ndarray, " n"]
    """dx = −g_x⁻¹ g_p dp; not finite where g_x is singular."""
    adjoint: Float[np.ndarray, " n"]
    """λ, with λᵀ g_x = uᵀ."""
    pull: float
    """−λᵀ g_p."""


def _solve(matrix: Array, right: Array) -> Array:
    return right / matrix[0] if len(right) == 1 else jnp.linalg.solve(matrix, right)


def solved(g: Equation, x: Array, p: Array, dp: Array, u: Array) -> tuple[Array, ...]:
    """All of ``Found`` for an equation, by one push of each input and two solves."""
    g_x, g_p = jax.jacfwd(g, argnums=(0, 1))(x, p)
    adjoint = _solve(g_x.T, u)
    return g(x, p), g_x, g_p, -_solve(g_x, g_p * dp), adjoint, -(adjoint @ g_p)


def equation(problem: Problem) -> Equation:
    """G of x and p apart."""

    def g(x: Array, p: Array) -> Array:
        return problem.map(jnp.concatenate([x, jnp.reshape(p, (1,))]))

    return g


_ONES = tuple(one for one in PROBLEMS.values() if one.n == 1)


def _one(which: Array, x: Array, p: Array, dp: Array, u: Array) -> tuple[Array, ...]:
    branches = [equation(one) for one in _ONES]

    def g(x: Array, p: Array) -> Array:
        return jax.lax.switch(which, branches, x, p)

    return solved(g, x, p, dp, u)


def _arm(x: Array, p: Array, dp: Array, u: Array) -> tuple[Array, ...]:
    return solved(equation(PROBLEMS["arm"]), x, p, dp, u)


ONE: Executable[tuple[Array, ...]] = Executable(_one)
"""One program for all given equations in one unknown."""
ARM: Executable[tuple[Array, ...]] = Executable(_arm)


@kept
def _typed(f: Map) -> Callable[..., tuple[Array, ...]]:
    def run(x: Array, p: Array, dp: Array, u: Array) -> tuple[Array, ...]:
        return solved(lambda x, p: f(jnp.stack([x[0], p])), x, p, dp, u)

    return ready(f, run)


def found(given: Given) -> Found:
    """The derivative of a solution, by JAX."""
    problem = find(given.slug)
    x, u = (np.asarray(part, float) for part in (given.x, given.u))
    at = (x, np.float64(given.p), np.float64(given.dp), u)
    if is_typed(given.slug):
        parts = _typed(problem.map)(*at)
    elif problem.n == 1:
        parts = ONE(np.int32(_ONES.index(problem)), *at)
    else:
        parts = ARM(*at)
    value, g_x, g_p, push, adjoint, pull = on_host(parts)
    return Found(value, g_x, g_p, push, adjoint, float(pull))


# The solution, without a compiler -----------------------------------------------------------------

ROUNDS = 60
"""Steps by Newton's method, at most."""
NEAR = 2.0**-48
"""Rounding may leave a solution off by so much of what p and x are."""
ON = 1e-8
"""Within so much of the window a place that is no solution is taken for a singular one there."""
ASTRAY = 0.1
"""So far, in parts of the window, Newton's method may lead from what was meant."""
FAR = 2.5
"""x is looked for so far from the centre, in parts of half the window; hands lead it to 2."""


def program(problem: Problem) -> Tape:
    """The tape of g as a function of x and p together."""
    return tape(problem.map, problem.n + 1)


def _at(problem: Problem, x: Host, p: float) -> tuple[Host, Host]:
    """G and its Jacobian in x and p."""
    seen = replayed(program(problem), np.array([[*x, p]]))
    return seen.values[0], seen.jacobians[0]


def solution(problem: Problem, p: float, x: Vector) -> Vector | None:
    """The solution that Newton's method finds from x; x itself where it is one; or None."""
    at, n = np.array(x, float), problem.n
    for _ in range(ROUNDS):
        value, jacobian = _at(problem, at, p)
        if not (np.isfinite(value).all() and np.isfinite(jacobian).all()):
            return None
        error = bounded(program(problem), np.array([[*at, p]])).value_errors[0]
        if (np.abs(value) <= 4 * error + 2.0**-1000).all():
            return tuple(at.tolist())
        step = np.linalg.lstsq(jacobian[:, :n], -value, rcond=None)[0]
        if np.linalg.norm(step) <= 2.0**-50 * (1 + np.linalg.norm(at)):
            return tuple(at.tolist()) if _close(value, jacobian, at, p) else None
        at = at + step
    return tuple(at.tolist()) if _close(*_at(problem, at, p), at, p) else None


def landed(problem: Problem, p: float, x: Vector) -> tuple[float, Vector] | None:
    """The p and the solution that are meant: those themselves if they are, or the next ones."""
    _, cy, half = problem.view
    at = solution(problem, p, x)
    if at != x:
        for one in problem.specials:
            if _apart((one.p, *one.x), (p, *(at or x))) <= ON * half:
                return one.p, one.x
    if at is None or _apart(at, x) > ASTRAY * half or _apart(at, (cy,) * problem.n) > FAR * half:
        return None
    return p, at


def _apart(one: Vector, other: Vector) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _close(value: Host, jacobian: Host, x: Host, p: float) -> bool:
    """Whether g is as small as a shift of x and p by rounding makes it."""
    room = np.abs(jacobian) @ np.full(len(x) + 1, NEAR * (1 + abs(p) + np.abs(x).max()))
    return bool((np.abs(value) <= room + NEAR**2).all())
