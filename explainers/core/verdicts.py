"""How f lies at x: smooth, with a kink, steep, with a jump, or at the edge of where it is defined.

Where no comparison switches at x and all is finite, f is put together from analytic functions
and has the derivative that JAX gives. Elsewhere slopes on both sides of x are followed towards
x, along each axis and in other directions, each with a bound of its error; where they do not
tell, nothing is known.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from explainers.core.rounding import UNIT, Array, Bounded

Flags: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
At: TypeAlias = Callable[[Array], Bounded]
"""What f and its Jacobian are at k points, one a row, with bounds of their errors."""

OCTAVES = np.arange(12, 45, 4)
"""How near x is looked at: at 2 to minus these, in units of x."""
OTHERS = 6
"""Directions that are tried beside the axes."""
FALLING = 1.5
"""What converges gains at least this factor from one step to the next, 4 octaves on."""
FINE = 1e-3
"""A limit that is not known to this part of the slopes that lead to it is not known."""


_NOTHING = 1e-300


class Lie(Enum):
    """How an output of f lies at x, along a direction or in all."""

    SMOOTH = auto()
    """It has a derivative."""
    KINK = auto()
    """Its slopes on the two sides differ."""
    STEEP = auto()
    """Its slope grows without bound towards x."""
    JUMP = auto()
    """It has a jump."""
    EDGE = auto()
    """It is not defined on every side of x."""
    UNKNOWN = auto()
    """None of these is known."""


class Slopes(NamedTuple):
    """How an output lies along an axis, and its slopes there: for h > 0 and for h < 0."""

    lie: Lie
    ahead: float
    behind: float
    error: float
    """Of each slope."""


class Local(NamedTuple):
    """How f lies at x."""

    along: tuple[tuple[Slopes, ...], ...]
    """m × n: each output along each axis."""
    whole: tuple[Lie, ...]
    """Each output, whatever the direction."""


def smooth(jacobian: Array, errors: Array) -> Local:
    """How f lies where it is known to have this m × n Jacobian."""
    along = tuple(
        tuple(Slopes(Lie.SMOOTH, float(d), float(d), float(e)) for d, e in zip(*row, strict=True))
        for row in zip(jacobian, errors, strict=True)
    )
    return Local(along, (Lie.SMOOTH,) * len(jacobian))


def local(at: At, x: Array) -> Local:
    """How f lies at x, by its slopes on the way to x from both sides in several directions."""
    n = len(x)
    sizes = np.where(x != 0, np.abs(x), np.abs(x).max() or 1.0)
    others = np.random.default_rng(1).uniform(0.3, 1.0, (OTHERS, n)) * sizes
    others *= np.random.default_rng(2).choice([-1.0, 1.0], (OTHERS, n))
    directions = np.concatenate([np.eye(n), others if n > 1 else others[:0]])
    reach = np.concatenate([sizes, np.ones(len(directions) - n)])
    steps = reach[:, None] * 2.0**-OCTAVES
    sides = _sides(at, x, directions, steps)
    lies, slopes, errors = _joined(sides)
    along = tuple(
        tuple(
            Slopes(lies[j][i], float(slopes[j, 0, i]), float(slopes[j, 1, i]), float(errors[j, i]))
            for j in range(n)
        )
        for i in range(slopes.shape[-1])
    )
    return Local(
        along, tuple(map(_whole, zip(*lies, strict=True), _linear(directions, slopes, errors)))
    )


class _Sides(NamedTuple):
    """Of each direction, side (ahead and behind) and output."""

    slopes: Array
    errors: Array
    scales: Array
    """Largest slope on the way."""
    defined: Flags
    jumps: Flags
    joined: Flags
    """Whether it is known to be continuous."""
    steep: Flags


def _sides(at: At, x: Array, directions: Array, steps: Array) -> _Sides:
    ways = np.array([1.0, -1.0])[:, None, None]
    points = x + (ways * steps[:, None, :, None]) * directions[:, None, None, :]
    found = at(np.concatenate([x[None], points.reshape(-1, len(x))]))
    shape = points.shape[:-1]
    values, errors = (part[1:].reshape(*shape, -1) for part in (found.values, found.value_errors))
    moving = directions[:, None, None, None, :]
    with np.errstate(all="ignore"):
        entries = found.jacobians[1:].reshape(*shape, -1, len(x))
        bounds = found.jacobian_errors[1:].reshape(*shape, -1, len(x))
        terms = np.where(moving != 0, entries * moving, 0.0)
        slopes = terms.sum(-1)
        known = np.where(moving != 0, bounds * np.abs(moving), 0.0).sum(-1)
        known = known + 4 * len(x) * UNIT * np.abs(terms).sum(-1)
        limits, limit_errors = _limits(slopes, known)
        moved = np.abs(values - found.values[0])
        doubt = errors + found.value_errors[0]
        near, nearer = moved[:, :, -3:-1], moved[:, :, -2:]
        clear = moved[:, :, -1] > doubt[:, :, -1]
        sizes = np.abs(slopes)
        grows = (sizes[:, :, 1:] >= FALLING * sizes[:, :, :-1]) & (sizes > known)[:, :, 1:]
    return _Sides(
        slopes=limits,
        errors=limit_errors,
        scales=np.nan_to_num(sizes, nan=0.0, posinf=np.inf).max(2),
        defined=np.all(np.isfinite(values[:, :, -3:]), axis=2),
        jumps=clear & (nearer >= 0.99 * near).all(2),
        joined=np.isfinite(doubt[:, :, -1]) & (~clear | (nearer <= 0.9 * near).all(2)),
        steep=grows[:, :, -3:].all(2),
    )


def _limits(slopes: Array, errors: Array) -> tuple[Array, Array]:
    """Where sequences along the third axis lead to, and how far from there they may end.

    A sequence whose differences fall geometrically is summed to its end; NaN and infinity
    where none does.
    """
    slopes, errors = np.moveaxis(slopes, 2, -1), np.moveaxis(errors, 2, -1)
    last, doubt = slopes[..., 1:], errors[..., 1:]
    change, noise = np.diff(slopes), errors[..., 1:] + errors[..., :-1]
    ratio = np.concatenate([np.full_like(change[..., :1], np.nan), change[..., :-1]], -1) / change
    rest = np.where(np.abs(change) <= noise, 0.0, change / (ratio - 1))
    limits = last + rest
    bounds = np.where(
        np.abs(change) <= noise,
        doubt + np.abs(change),
        np.where(ratio >= FALLING, np.abs(rest) + 2 * doubt, np.inf),
    )
    kept = np.isfinite(limits)
    for k in range(last.shape[-1]):
        room = bounds[..., k : k + 1] + np.abs(last[..., k : k + 1] - limits[..., k : k + 1])
        later = np.abs(last[..., k + 1 :] - limits[..., k : k + 1]) <= room + doubt[..., k + 1 :]
        kept[..., k] &= later.all(-1)
    bounds = np.where(kept & np.isfinite(bounds), bounds, np.inf)
    best = bounds.argmin(-1)[..., None]
    bound = np.take_along_axis(bounds, best, -1)[..., 0]
    limit = np.take_along_axis(limits, best, -1)[..., 0]
    return np.where(np.isfinite(bound), limit, np.nan), bound


def _joined(sides: _Sides) -> tuple[list[list[Lie]], Array, Array]:
    """How each output lies along each direction, its slopes ahead and behind, and their error."""
    apart = np.abs(sides.slopes[:, 0] - sides.slopes[:, 1])
    bound = sides.errors.sum(1)
    scale = np.maximum(np.abs(sides.slopes).max(1), sides.scales.max(1))
    order: tuple[tuple[Lie, Any], ...] = (
        (Lie.EDGE, ~sides.defined.all(1)),
        (Lie.JUMP, sides.jumps.any(1)),
        (Lie.UNKNOWN, ~sides.joined.all(1)),
        (Lie.STEEP, sides.steep.any(1)),
        (Lie.UNKNOWN, ~np.isfinite(bound)),
        (Lie.KINK, apart > bound),
        (Lie.UNKNOWN, bound > np.maximum(FINE * scale, _NOTHING)),
    )
    lies = [
        [
            next((lie for lie, holds in order if np.asarray(holds)[direction, i]), Lie.SMOOTH)
            for i in range(apart.shape[-1])
        ]
        for direction in range(len(apart))
    ]
    return lies, sides.slopes, sides.errors.max(1)


def _linear(directions: Array, slopes: Array, errors: Array) -> list[bool]:
    """Whether the slope of each output is linear in the direction."""
    n, middle, sizes = directions.shape[-1], (slopes / 2).sum(1), np.abs(directions)
    with np.errstate(all="ignore"):
        made, added = directions @ middle[:n], sizes @ np.abs(middle[:n])
        room = errors + sizes @ errors[:n] + 8 * n * UNIT * added
        return [bool(fits) for fits in (np.abs(middle - made) <= room).all(0)]


_FIRST = (Lie.EDGE, Lie.JUMP, Lie.STEEP, Lie.KINK, Lie.UNKNOWN)


def _whole(lies: tuple[Lie, ...], linear: bool) -> Lie:
    worst = next((lie for lie in _FIRST if lie in lies), Lie.SMOOTH)
    return Lie.UNKNOWN if worst is Lie.SMOOTH and not linear else worst
