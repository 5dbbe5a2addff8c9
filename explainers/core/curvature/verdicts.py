"""What is known of f at x: whether it is smooth, where it slopes, and what its model looks like."""

from enum import Enum, auto
from typing import NamedTuple

import numpy as np

from explainers.core.curvature.numbers import (
    Curvature,
    Errors,
    Known,
    Vector,
    are_finite,
    bend,
    known,
    program,
    steepest,
    tilts,
)
from explainers.core.rounding import Array, Bounded, bounded, is_rounding
from explainers.core.tape import Tape
from explainers.core.types import Map
from explainers.core.verdicts import Flags, Lie, Local, local


class Edge(Enum):
    """How f lies at x."""

    SMOOTH = auto()
    """It has the slope and the curvature that JAX gives."""
    KINK = auto()
    """Its slopes on the sides of x differ."""
    STEEP = auto()
    """Its slope grows without bound towards x."""
    JUMP = auto()
    """It has a jump."""
    EDGE = auto()
    """It, or its slope, is not defined on every side of x."""
    CREASE = auto()
    """It has the slope that JAX gives, but no curvature: that differs from side to side."""
    RULES = auto()
    """It has a slope and a curvature, but JAX's rules give others."""
    UNKNOWN = auto()
    """None of these is known."""


class Shape(Enum):
    """Which way the quadratic model bends, along the directions that are not flat."""

    BOWL = auto()
    HILL = auto()
    SADDLE = auto()
    FLAT = auto()
    """It bends nowhere."""
    UNKNOWN = auto()
    """Rounding hides which way."""


class Level(Enum):
    """Where the quadratic model is level."""

    POINT = auto()
    """At one point."""
    MANY = auto()
    """Along all directions in which it is flat, through one point."""
    NOWHERE = auto()
    """∇f has a part along a direction in which it is flat."""
    UNKNOWN = auto()


class Slope(Enum):
    """Whether ∇f is zero."""

    ZERO = auto()
    """To the last digit."""
    ROUNDING = auto()
    """It is not known to differ from zero."""
    CLEAR = auto()
    """It is not."""
    UNKNOWN = auto()
    """How far rounding has moved it is not known."""


class Verdict(NamedTuple):
    """What is known of f and its quadratic model at x."""

    edge: Edge
    slope: Slope
    shape: Shape
    flat: int
    """Directions along which the model is flat."""
    bound: float
    """How much its curvature along them may be in truth: 0 where they are flat exactly."""
    level: Level
    curved: bool
    """Whether it is known which curvature is the steepest, to measure rates by."""


class Lowest(NamedTuple):
    """Which steps go lowest: their places among the gradient steps, Newton's as the last."""

    steps: tuple[int, ...]
    """More than one where rounding hides which; none where f is finite after none."""
    all_finite: bool
    """Whether f is finite after every step."""
    falls: bool | None
    """Whether the lowest is lower than f(x); None where rounding hides it."""


class Found(NamedTuple):
    """The numbers of f at x, how well they are known, and what is known."""

    x: Vector
    numbers: Curvature
    errors: Errors
    verdict: Verdict


def found(f: Map, x: tuple[float, ...], v: tuple[float, ...], rate: float) -> Found:
    """All that the lesson says of f at x; ``rate`` in units of 1/|λ|."""
    have = known(f, x, v, rate)
    return Found(
        np.asarray(x, float), have.numbers, have.errors, _verdict(f, np.asarray(x, float), have)
    )


def _verdict(f: Map, x: Array, have: Known) -> Verdict:
    if not are_finite(have.numbers):
        return Verdict(Edge.UNKNOWN, Slope.UNKNOWN, Shape.UNKNOWN, 0, 0.0, Level.UNKNOWN, False)
    shape = _shape(have)
    straight = ~have.spectrum.clear & (shape is not Shape.UNKNOWN)
    return Verdict(
        edge=edge(f, x, have),
        slope=slope(have.numbers.gradient, have.errors.gradient),
        shape=shape,
        flat=int(straight.sum()),
        bound=_bound(have, straight),
        level=_level(have, shape, straight),
        curved=steepest(have.spectrum) > 0,
    )


def _bound(have: Known, straight: Flags) -> float:
    """Largest curvature that the flat directions may have."""
    values, errors, directions = have.spectrum[:3]
    sizes = np.abs(directions)
    moved = (sizes.T @ have.errors.hessian @ sizes)[straight]
    return float((np.abs(values) + errors)[straight].max()) if moved.any() else 0.0


def slope(gradient: Array, errors: Array) -> Slope:
    """Whether a gradient is zero; ``gradient`` with what is only rounding as 0."""
    if not np.isfinite(errors).all():
        return Slope.UNKNOWN
    if gradient.any():
        return Slope.CLEAR
    return Slope.ROUNDING if errors.any() else Slope.ZERO


def _shape(have: Known) -> Shape:
    values, errors = have.spectrum[:2]
    if not np.isfinite(errors).all():
        return Shape.UNKNOWN
    bent = have.spectrum.clear
    if not bent.any():
        return Shape.UNKNOWN if have.errors.hessian.any() else Shape.FLAT
    hidden = (np.abs(values) + errors)[~bent]
    if hidden.size and hidden.max() >= np.abs(values[bent]).min():
        return Shape.UNKNOWN
    up, down = bool((values[bent] > 0).any()), bool((values[bent] < 0).any())
    if up and down:
        return Shape.SADDLE
    return Shape.BOWL if up else Shape.HILL


def _level(have: Known, shape: Shape, straight: Flags) -> Level:
    if shape is Shape.UNKNOWN:
        return Level.UNKNOWN
    if not straight.any():
        return Level.POINT
    gradient, errors = have.numbers.gradient, have.errors.gradient
    if not np.isfinite(errors).all():
        return Level.UNKNOWN
    parts = is_rounding(*tilts(have.spectrum, gradient, errors))
    return Level.MANY if parts.all() else Level.NOWHERE


def edge(f: Map, x: Array, have: Known) -> Edge:
    """How f lies at x, by its slopes and those of its gradient on all sides."""
    whole, bent = program(f, len(x)), bend(f, len(x))
    if whole is None or bent is None:
        return Edge.UNKNOWN
    lies = _local(whole, x)
    if lies is not None:
        lie = lies.whole[0]
        if lie is not Lie.SMOOTH:
            return Edge[lie.name]
        if not _agree(lies, have.numbers.gradient[None], have.errors.gradient[None]):
            return Edge.RULES
    lies = _local(bent, x)
    if lies is None:
        return Edge.SMOOTH
    if Lie.EDGE in lies.whole:
        return Edge.EDGE
    if Lie.JUMP in lies.whole or Lie.KINK in lies.whole or Lie.STEEP in lies.whole:
        return Edge.CREASE
    if Lie.UNKNOWN in lies.whole:
        return Edge.UNKNOWN
    same = _agree(lies, have.numbers.hessian, have.errors.hessian)
    return Edge.SMOOTH if same else Edge.RULES


def switches(tape: Tape, points: Array) -> Flags:
    """Whether something on the way to the outputs of a tape may switch, at each of k points."""
    return bounded(tape, points, spacing=True).ties


def _local(tape: Tape, x: Array) -> Local | None:
    """How the outputs of a tape lie at x; None where nothing on the way switches there."""

    def at(points: Array) -> Bounded:
        return bounded(tape, points, spacing=True)

    return local(at, x) if switches(tape, x[None])[0] else None


def _agree(lies: Local, jacobian: Array, errors: Array) -> bool:
    """Whether the slopes on the sides of x are those that JAX gives."""
    slopes = np.array([[[one.ahead, one.behind] for one in row] for row in lies.along])
    doubt = np.array([[one.error for one in row] for row in lies.along]) + errors
    return bool((np.abs(slopes - jacobian[..., None]) <= doubt[..., None]).all())


@np.errstate(invalid="ignore")
def lowest(numbers: Curvature, errors: Errors, taken: int, newton: bool) -> Lowest:
    """Which of the first ``taken`` gradient steps, and Newton's where it counts, go lowest."""
    true = np.append(numbers.descents.true[:taken], [numbers.newton.true] * newton)
    doubt = np.append(errors.descents.true[:taken], [errors.newton.true] * newton)
    finite = np.isfinite(true)
    if not finite.any():
        return Lowest((), False, None)
    low = np.where(finite, true - doubt, np.inf)
    high = np.where(finite, true + doubt, np.inf).min()
    falls = True if high < 0 else False if low.min() > 0 else None
    steps = tuple(np.flatnonzero(finite & (low <= high)).tolist())
    return Lowest(steps, bool(finite.all()), falls)
