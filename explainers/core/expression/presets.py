"""Where a typed function is first met: a point at which f and J are finite and show something.

All places are evaluated at once by replaying the function's tape in NumPy, so that
nothing waits for a compiler.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from explainers.core.catalog.entry import Range
from explainers.core.rounding import bounded
from explainers.core.tape import Replayed, Tape, replayed

Vector: TypeAlias = NDArray[np.float64]

_PATTERNS = (
    (0.7, 0.5, -0.6, 0.4, -0.5, 0.6),
    (0.7, -0.5, 0.6, 0.5, -0.4, -0.6),
    (0.4, 0.8, 0.5, -0.6, 0.7, 0.5),
    (-0.6, 0.7, 0.4, 0.5, 0.6, -0.7),
)
"""Directions that are tried for v and for u, of moderate length and unequal entries."""
_FINALISTS = 8
_ON_A_TIE = 1000.0
"""What a point costs at which f has a kink, or J depends on how a tie is broken."""
_SAMPLES = 96
_FARTHEST = 1e6
"""No vector that a link may hold is longer."""
_NICE = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


class Preset(NamedTuple):
    """Point, vectors and windows; all numbers are short."""

    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]
    x_view: tuple[Range, ...]
    y_view: tuple[Range, ...]


class _Region(NamedTuple):
    """A range in which points are looked for, and how far around them is shown."""

    low: float
    high: float
    points: int
    reach: float


_REGIONS = (
    _Region(0.3, 2.0, 32, 2.0),
    _Region(-2.0, 2.0, 64, 2.0),
    _Region(-0.7, 0.7, 32, 0.5),
    _Region(1.5, 9.5, 32, 2.0),
    *(
        _Region(low * size, size, 24, 0.2 * size)
        for size in (10.0, 1e2, 1e3, 1e4, 1e5)
        for low in (0.1, -1.0)
    ),
)
"""The sooner a region comes, the rather it is taken."""


def preset(tape: Tape) -> Preset:
    """A first point for the function of a tape, with vectors and windows to match."""
    points, reaches = _candidates(tape.inputs)
    costs = _costs(replayed(tape, points)) + _ON_A_TIE * bounded(tape, points).ties
    best = [int(i) for i in np.argsort(costs, kind="stable")[:_FINALISTS]]
    chosen = best[0]
    if math.isfinite(costs[chosen]):
        costs_around = [
            costs[i] + 4.0 * (1.0 - _finite_share(tape, points[i], reaches[i]))
            for i in best
            if math.isfinite(costs[i])
        ]
        chosen = best[int(np.argmin(costs_around))]
    x, reach = points[chosen], float(reaches[chosen])
    while reach > reaches[chosen] / 8 and _finite_share(tape, x, reach) < 0.7:
        reach /= 2
    return _around(tape, x, reach)


def _candidates(n: int) -> tuple[Vector, Vector]:
    """Points spread evenly over each region, by the sequence of the plastic numbers."""
    ratio = 2.0
    for _ in range(40):
        ratio = (1.0 + ratio) ** (1.0 / (n + 1))
    steps = ratio ** -np.arange(1.0, n + 1)
    points: list[Vector] = []
    reaches: list[Vector] = []
    for low, high, count, reach in _REGIONS:
        shares = (0.5 + np.outer(np.arange(1, count + 1), steps)) % 1.0
        digits = 2 if high < 1 else 1 - math.floor(math.log10(high))
        points.append(np.round(low + (high - low) * shares, digits))
        reaches.append(np.full(count, reach))
    return np.concatenate(points), np.concatenate(reaches)


def _costs(found: Replayed) -> Vector:
    """How little each point shows; infinite where f or J is not finite."""
    values, jacobians = found
    finite = _is_finite(found)
    safe = np.where(finite[:, None, None], jacobians, 0.0)
    sizes = np.linalg.svd(safe, compute_uv=False)
    largest = sizes[:, 0]
    entries = np.abs(safe).max(axis=(1, 2))
    with np.errstate(all="ignore"):
        evenness = np.where(largest > 0, sizes[:, -1] / largest, 0.0)
        steep = np.where(entries > 0, np.abs(np.log10(entries)), 6.0)
        far = np.log10(1.0 + np.abs(values).max(axis=1) / 20.0)
    still_rows = (np.abs(safe).max(axis=2) <= 1e-3 * entries[:, None]).sum(axis=1)
    still_columns = (np.abs(safe).max(axis=1) <= 1e-3 * entries[:, None]).sum(axis=1)
    costs = (
        4.0 * (1.0 - np.minimum(1.0, evenness / 0.1))
        + 2.0 * np.maximum(0.0, steep - 0.7)
        + 2.0 * (still_rows + still_columns)
        + far
        + 0.01 * np.arange(len(values))
    )
    return np.where(finite, costs, np.inf)


def _is_finite(found: Replayed) -> NDArray[np.bool_]:
    values = np.isfinite(found.values).all(axis=1)
    return np.logical_and(values, np.isfinite(found.jacobians).all(axis=(1, 2)))


def _box(x: Vector, reach: float) -> Vector:
    """Points spread evenly over the square window around x."""
    steps = np.sqrt([2.0, 3.0, 5.0, 7.0, 11.0, 13.0])[: len(x)]
    shares = np.outer(np.arange(1, _SAMPLES + 1), steps) % 1.0
    return x + reach * (2.0 * shares - 1.0)


def _finite_share(tape: Tape, x: Vector, reach: float) -> float:
    return float(_is_finite(replayed(tape, _box(x, reach))).mean())


def _around(tape: Tape, x: Vector, reach: float) -> Preset:
    """Vectors and windows for a point that has been chosen."""
    here = replayed(tape, x[None])
    value, jacobian = here.values[0], here.jacobians[0]
    known = bool(_is_finite(here)[0])
    slopes = jacobian if known else np.zeros_like(jacobian)
    v = _rounded(_clearest(slopes, tape, x, reach))
    pushed = slopes @ v
    center = value + pushed / 2 if known else np.where(np.isfinite(value), value, 0.0)
    half = _half(tape, x, reach, float(np.abs(pushed).max()))
    u = _rounded(_weighting(slopes, half, reach))
    return Preset(
        x=_floats(x),
        v=_floats(v),
        u=_floats(u),
        x_view=tuple(_window(float(c), reach) for c in x),
        y_view=tuple(_window(float(c), half) for c in center),
    )


def _directions(size: int) -> Iterator[Vector]:
    return (np.array(pattern[:size]) for pattern in _PATTERNS)


def _clearest(slopes: Vector, tape: Tape, x: Vector, reach: float) -> Vector:
    """A direction v that J does not nearly lose, and along which f stays finite."""

    def clearness(v: Vector) -> float:
        size = float(np.linalg.norm(slopes, 2)) * float(np.linalg.norm(v))
        shown = float(np.linalg.norm(slopes @ v)) / size if size > 0 else 0.0
        stays = bool(np.isfinite(replayed(tape, (x + v)[None]).values).all())
        return min(shown, 0.5) + (0.5 if stays else 0.0)

    return max((reach * 0.7 * v for v in _directions(len(x))), key=clearness)


def _half(tape: Tape, x: Vector, reach: float, pushed: float) -> float:
    """Half of the output window: what f mostly covers, if Jv is then neither dot nor giant."""
    values = replayed(tape, _box(x, reach)).values
    values = values[np.isfinite(values).all(axis=1)]
    spread = 0.0
    if len(values):
        low, high = np.quantile(values, [0.15, 0.85], axis=0)
        spread = 0.75 * float((high - low).max())
    half = min(max(spread, 1.5 * pushed), 5.0 * pushed) if pushed > 0 else spread
    return _nice(half) if 0 < half < math.inf else 1.0


def _weighting(slopes: Vector, half: float, reach: float) -> Vector:
    """A weighting u that is seen in the output window, and uᵀJ if possible in the other."""

    def clearness(u: Vector) -> float:
        size = float(np.linalg.norm(slopes, 2)) * float(np.linalg.norm(u))
        return min(0.5, float(np.linalg.norm(u @ slopes)) / size) if size > 0 else 0.0

    u = max(_directions(len(slopes)), key=clearness)
    pulled = float(np.abs(u @ slopes).max())
    size = min(0.8 * half, 0.8 * reach / pulled if pulled > 0 else math.inf)
    return u * min(max(size, 0.2 * half), _FARTHEST)


def _nice(size: float) -> float:
    """A round number, at least as large."""
    unit = 10.0 ** math.floor(math.log10(size))
    return next(k for k in _NICE if k * unit >= size * (1 - 1e-9)) * unit


def _window(center: float, half: float) -> Range:
    digits = 1 - math.floor(math.log10(half))
    return (round(center - half, digits) + 0.0, round(center + half, digits) + 0.0)


def _rounded(vector: Vector) -> Vector:
    """The same direction with about two digits."""
    digits = 1 - math.floor(math.log10(float(np.abs(vector).max())))
    return np.round(vector, digits)


def _floats(vector: Vector) -> tuple[float, ...]:
    return tuple(float(f"{number:.3g}") + 0.0 for number in vector.tolist())
