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
from explainers.core.tape import replayed

CLEAR = 1e-3
"""Of 1, by how much g_x may vary relative to itself on the box: three digits of dx/dp hold."""
DIGITS = 1e-3
"""Of itself, by how much g_p may be off where three digits of it are known."""
BESIDE = 1e-4
"""Within so much of the window a place that is not regular is taken for the special one there."""
RINGS = (1e-4, 1e-5)
"""So far from a kink, in parts of half the window, its branches are looked at; branch.js has the
same, as all that follows."""
AROUND = 720
"""Directions that are tried."""
SAME, APART = 1e-2, 3e-2
"""Slopes on both rings are one if they are so near, and those of two branches two if so far
apart."""
STEEPEST = 1e-4
"""Of a unit tangent, in p, below which dx/dp is none."""


class Corner(NamedTuple):
    """A kink of the curve, which has a slope on each of its sides."""

    slopes: tuple[float, float]
    """dx/dp along the branch of smaller p, or of smaller x if both are on one side; then along
    the other."""
    turns: bool
    """Whether both are on one side: p has come to an end."""


class Standing(NamedTuple):
    """What is known of a solution."""

    regular: bool
    """Whether there is exactly one near, of which three digits of the derivative are known."""
    special: Special | None
    """Where it is not regular, the known place that it is at, if there is one."""
    upright: bool
    """Where it is not, whether g_p is known not to be 0 beside g_x: the curve is upright."""
    kink: bool = False
    """Whether g may have a kink or a jump there, or end: what is not regular then may be so for
    that alone."""
    hidden: bool = False
    """Where it is regular, whether rounding hides digits of g_p, if not all of them."""
    level: bool = False
    """Where it is, whether no g_p is known to differ from 0, though they may."""
    corner: Corner | None = None
    """Where g may have a kink, what is seen of one of the curve."""


def standing(problem: Problem, p: float, x: Vector) -> Standing:
    """How the solution x at p stands, by error bounds."""
    tape, n = program(problem), problem.n
    point = np.array([[*x, p]])
    here = bounded(tape, point)
    g_x, g_p = here.jacobians[0, :, :n], here.jacobians[0, :, n]
    odd = bool(here.ties[0] or here.edges[0])
    if not np.isfinite(here.jacobians).all():
        return Standing(False, None, False, kink=odd, corner=_corner(problem, p, x, odd))
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
    clear = bool((np.abs(g_p) > here.jacobian_errors[0, :, n]).any())
    upright = clear and _steep(g_x, g_p)
    return Standing(False, special, upright, odd, corner=_corner(problem, p, x, odd))


def _steep(g_x: Float[np.ndarray, "n n"], g_p: Float[np.ndarray, " n"]) -> bool:
    """Whether x moves much farther than p where g_x is least: of a square both would be 0."""
    left, sizes, _ = np.linalg.svd(g_x)
    return bool(sizes[-1] <= STEEPEST * abs(left[:, -1] @ g_p))


def _corner(problem: Problem, p: float, x: Vector, odd: bool) -> Corner | None:
    """What two rings around a solution show of a kink, of an equation in one unknown."""
    if not odd or problem.n > 1:
        return None
    far, near = (_sides(problem, (x[0], p), part * problem.view[2]) for part in RINGS)
    if far is None or near is None or any(map(_differ, far.slopes, near.slopes, (SAME, SAME))):
        return None
    # From both rings to the kink itself.
    one, other = (b + (b - a) / 9 for a, b in zip(far.slopes, near.slopes, strict=True))
    return Corner((one, other), near.turns) if _differ(one, other, APART) else None


def _differ(one: float, other: float, part: float) -> bool:
    return abs(one - other) >= part * max(1.0, abs(one), abs(other))


@np.errstate(all="ignore")
def _sides(problem: Problem, z: tuple[float, float], r: float) -> Corner | None:
    """The branches through a ring around z, of radius r, if they are two and straight."""
    tape = program(problem)

    def at(turn: float | np.ndarray) -> np.ndarray:
        angle = np.atleast_1d(turn) * 2 * np.pi / AROUND
        return np.array(z) + r * np.stack([np.cos(angle), np.sin(angle)], axis=1)

    ends = np.arange(AROUND + 1) + 0.5
    values = replayed(tape, at(ends)).values[:, 0]
    crossed = np.isfinite(values[:-1] + values[1:]) & ((values[:-1] < 0) != (values[1:] < 0))
    found: list[tuple[float, float, float]] = []
    for k in np.flatnonzero(crossed):
        low, high, large = ends[k], ends[k + 1], np.abs(values[k : k + 2]).max()
        for _ in range(40):
            middle = (low + high) / 2
            below = replayed(tape, at(middle)).values[0, 0] < 0
            low, high = (middle, high) if below == (values[k] < 0) else (low, middle)
        place = at((low + high) / 2)
        seen = replayed(tape, place)
        g_x, g_p = seen.jacobians[0, 0]
        long = np.hypot(g_x, g_p)
        if abs(replayed(tape, at(low)).values[0, 0]) > 1e-6 * large:
            continue  # a jump
        dx, dp = (place[0] - z) / r
        if not (long > 0 and abs(g_p * dx - g_x * dp) > 0.99 * long and abs(g_x) > STEEPEST * long):
            return None
        found.append((float(dx), float(dp), float(-g_p / g_x)))
    if len(found) != 2:
        return None
    turns = found[0][1] * found[1][1] > 0
    one, other = sorted(found, key=lambda side: side[0 if turns else 1])
    return Corner((one[2], other[2]), turns)


def _inverse(matrix: Float[np.ndarray, "n n"]) -> Float[np.ndarray, "n n"] | None:
    try:
        found = np.linalg.inv(matrix)
    except np.linalg.LinAlgError:
        return None
    return found if np.isfinite(found).all() else None


def _apart(one: Vector, other: Vector) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
