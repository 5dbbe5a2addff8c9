"""How J stretches what it is given, and what f and J make of a cloud of inputs."""

import math
from collections.abc import Callable
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

import jax
import numpy as np
from jax.typing import ArrayLike

from explainers.core.host import on_host
from explainers.core.kept import kept
from explainers.core.known import Known, Vector, bounds_of
from explainers.core.ready import ready
from explainers.core.rounding import TINY, UNIT, Array, cleared, rank
from explainers.core.types import Map, Value
from explainers.core.verdicts import Lie

COUNT = 160
"""How many inputs a cloud has."""
CLOSE = 0.02
"""Two spreads that differ by no more than this part of the larger look alike."""


class Grasp(Enum):
    """What is known of the smallest singular value of J."""

    UNKNOWN = auto()
    """Nothing: an entry of J has no bound."""
    ZERO = auto()
    """No entry of J is known to differ from 0."""
    SINGULAR = auto()
    """It is not known to differ from 0, in whatever units inputs and outputs are taken."""
    LOST = auto()
    """It differs from 0, but is smaller than the errors of the others."""
    KNOWN = auto()


class Stretch(NamedTuple):
    """The singular values of J, the largest first: lengths of the axes of a unit ball's image."""

    values: Array
    """min(m, n) of them; those that are only rounding are 0."""
    error: float
    """How far each may be off (Weyl's inequality)."""
    rank: int
    """As far as rounding lets it be told."""
    grasp: Grasp

    @property
    def condition(self) -> tuple[float, float]:
        """Between which numbers σmax/σmin lies, where the smallest is known."""
        largest, smallest = self.values[0], self.values[-1]
        return (
            float((largest - self.error) / (smallest + self.error)),
            float((largest + self.error) / (smallest - self.error)),
        )


def stretch(found: Known) -> Stretch:
    """The singular values of a J that is finite."""
    matrix, errors = np.asarray(found.numbers.jacobian), np.asarray(found.errors.jacobian)
    # Divided by a power of two first, which is exact: squares neither overflow nor vanish.
    _, exponent = math.frexp(float(np.abs(matrix).max(initial=0.0)))
    with np.errstate(all="ignore"):
        values = np.linalg.svd(np.ldexp(matrix, -exponent), compute_uv=False)
        moved = np.linalg.norm(np.ldexp(errors, -exponent))
        moved += 8 * max(matrix.shape) * UNIT * values[0]
        error = float(np.ldexp(moved, exponent)) + TINY
        values = np.ldexp(values, exponent)
    if not (math.isfinite(error) and np.isfinite(values).all()):
        return Stretch(values, math.inf, 0, Grasp.UNKNOWN)
    count, shown = rank(matrix, errors), np.where(values > error, values, 0.0)
    if count == 0:
        grasp = Grasp.ZERO
    elif count < len(values):
        grasp = Grasp.SINGULAR
    else:
        grasp = Grasp.KNOWN if values[-1] > error else Grasp.LOST
    return Stretch(shown, error, count, grasp)


class Cloud(NamedTuple):
    """How wide the outputs of a cloud of inputs spread, by J and by f; a number an output."""

    linear: Array
    """Standard deviations that J gives them: roots of the diagonal of JΣJᵀ."""
    true: Array
    """Those of the points f(x + d)."""
    shift: Array
    """Their mean, less f(x)."""
    doubt: Array
    """How far rounding may have moved each of these."""
    lost: int
    """How many of the inputs f has no finite value at; with any the rest is zeros."""
    smooth: bool
    """Whether f is known to be smooth at x."""


@lru_cache(maxsize=16)
def draws(n: int) -> Array:
    """``COUNT``×n normal draws, of mean exactly 0 and covariance exactly the identity.

    Each stands beside its opposite, and all are turned and stretched until their covariance is
    the identity, but for rounding: what a linear map makes of them is then no matter of chance.
    """
    half = np.random.default_rng(20).standard_normal((COUNT // 2, n))
    points = np.concatenate([half, -half])
    factor = np.linalg.cholesky(points.T @ points / COUNT)
    made: Array = np.asarray(np.linalg.solve(factor, points.T).T, dtype=np.float64)
    made.setflags(write=False)
    return made


@kept
def scattered(f: Map) -> Callable[[ArrayLike], Value]:
    """Values of f at k points at once."""
    return ready(f, jax.vmap(f))


def cloud(f: Map, found: Known, x: Vector, spread: float) -> Cloud:
    """What f and J make of inputs around x with covariance ``spread``² times the identity.

    What is known of f at x has to be finite.
    """
    points = np.asarray(x, float) + spread * draws(len(x))
    values = np.asarray(on_host(scattered(f)(points)))
    errors = bounds_of(f, points).value_errors
    matrix, slack = np.asarray(found.numbers.jacobian), np.asarray(found.errors.jacobian)
    lost = int((~np.isfinite(values).all(axis=1)).sum())
    smooth = all(lie is Lie.SMOOTH for lie in found.local.whole)
    if lost:
        nothing = np.zeros(len(matrix))
        return Cloud(nothing, nothing, nothing, nothing, lost, smooth)
    with np.errstate(all="ignore"):
        away = values - np.asarray(found.numbers.value)
        room = errors + np.asarray(found.errors.value) + UNIT * np.abs(away)
        # Divided by powers of two first, which is exact: squares neither overflow nor vanish.
        sizes = np.abs(np.vstack([matrix.T * spread, away])).max(axis=0)
        _, exponents = np.frexp(np.where(np.isfinite(sizes), sizes, 1.0))
        away, room = np.ldexp(away, -exponents), np.ldexp(room, -exponents)
        rows = np.ldexp(matrix * spread, -exponents[:, None])
        loose = np.ldexp(slack * spread, -exponents[:, None])
        shift = away.mean(axis=0)
        true = np.sqrt(((away - shift) ** 2).mean(axis=0))
        linear = np.sqrt((rows**2).sum(axis=1))
        doubt = 2 * np.sqrt((room**2).mean(axis=0)) + np.sqrt((loose**2).sum(axis=1))
        doubt += COUNT * UNIT * (true + linear)
        doubt = np.where(np.isfinite(doubt), doubt, np.inf)
        parts = (cleared(part, doubt) for part in (linear, true, shift))
        linear, true, shift = (np.ldexp(part, exponents) for part in parts)
        return Cloud(linear, true, shift, np.ldexp(doubt, exponents), 0, smooth)


class Bend(Enum):
    """How far what J says of an output's spread is from what the points do."""

    UNKNOWN = auto()
    """Rounding hides it."""
    STILL = auto()
    """Neither spreads, as far as is known."""
    ALIKE = auto()
    WIDER = auto()
    """The points spread wider."""
    NARROWER = auto()
    ALONE = auto()
    """The points spread, and J says that they do not."""
    NEVER = auto()
    """J says that they spread, and they do not."""


def bends(found: Cloud) -> list[Bend]:
    """How J and f compare, for each output of a cloud of which no input was lost."""
    return [
        _bend(*map(float, row)) for row in zip(found.linear, found.true, found.doubt, strict=True)
    ]


def _bend(linear: float, true: float, doubt: float) -> Bend:
    largest = max(linear, true)
    if largest == 0:
        return Bend.STILL if math.isfinite(doubt) else Bend.UNKNOWN
    if not (math.isfinite(largest) and doubt <= CLOSE / 10 * largest):
        return Bend.UNKNOWN
    if linear == 0:
        return Bend.ALONE
    if true == 0:
        return Bend.NEVER
    if abs(true - linear) <= CLOSE * largest:
        return Bend.ALIKE
    return Bend.WIDER if true > linear else Bend.NARROWER
