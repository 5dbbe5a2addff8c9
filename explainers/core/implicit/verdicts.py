"""Whether a solution is known to have a derivative, and what the curve does where it has none.

A computed x is a solution only up to rounding. Where g_x keeps clear of being singular on a box
around it, the box holds exactly one solution, and its derivative is known as well (a test of the
kind of Krawczyk 1969; Rump 2010, Verification methods, section 13).
"""

from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from explainers.core.implicit.numbers import Vector, program
from explainers.core.implicit.problems import Problem, Special
from explainers.core.rounding import bounded

CLEAR = 1e-3
"""Of 1, by how much g_x may vary relative to itself on the box: three digits of dx/dp hold."""
DIGITS = 1e-3
"""Of itself, by how much g_p may be off where three digits of it are known."""
BESIDE = 1e-4
"""Within so much of the window a place that is not regular is taken for the special one there."""


class Standing(NamedTuple):
    """What is known of a solution."""

    regular: bool
    """Whether there is exactly one near, of which three digits of the derivative are known."""
    special: Special | None
    """Where it is not regular, the known place that it is at, if there is one."""
    upright: bool
    """Where it is not regular, whether g_p is known not to be 0, so that the curve is upright."""
    kink: bool = False
    """Whether g may have a kink or a jump there, or end: what is not regular then may be so for
    that alone."""
    hidden: bool = False
    """Where it is regular, whether rounding hides digits of g_p, if not all of them."""
    level: bool = False
    """Where it is, whether no g_p is known to differ from 0, though they may."""


def standing(problem: Problem, p: float, x: Vector) -> Standing:
    """How the solution x at p stands, by error bounds."""
    tape, n = program(problem), problem.n
    point = np.array([[*x, p]])
    here = bounded(tape, point)
    g_x, g_p = here.jacobians[0, :, :n], here.jacobians[0, :, n]
    odd = bool(here.ties[0] or here.edges[0])
    if not np.isfinite(here.jacobians).all():
        return Standing(False, None, False, kink=odd)
    inverse = _inverse(g_x)
    if inverse is not None:
        residual = np.abs(here.values[0]) + here.value_errors[0]
        loose = np.append(2 * np.abs(inverse) @ residual, 0.0)
        box = bounded(tape, point, loose=loose[None])
        error = box.jacobian_errors[0, :, :n]
        vary = np.abs(inverse) @ error
        odd = odd or bool(box.ties[0] or box.edges[0])
        if not odd and np.isfinite(vary).all() and vary.sum(axis=1).max() <= CLEAR:
            off = box.jacobian_errors[0, :, n]
            hidden = bool((off > DIGITS * np.abs(g_p)).any())
            level = hidden and bool((off >= np.abs(g_p)).all())
            return Standing(True, None, False, hidden=hidden, level=level)
    near = BESIDE * problem.view[2]
    special = next(
        (one for one in problem.specials if _apart((*x, p), (*one.x, one.p)) <= near), None
    )
    upright = bool((np.abs(g_p) > here.jacobian_errors[0, :, n]).any())
    return Standing(False, special, upright, kink=odd)


def _inverse(matrix: Float[np.ndarray, "n n"]) -> Float[np.ndarray, "n n"] | None:
    try:
        found = np.linalg.inv(matrix)
    except np.linalg.LinAlgError:
        return None
    return found if np.isfinite(found).all() else None


def _apart(one: Vector, other: Vector) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
