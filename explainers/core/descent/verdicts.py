"""What is known of the runs and their risk, decided from programs and bounds of rounding."""

from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from operator import mul
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float

from explainers.core.descent.look import Landscape, Stepped
from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import Risk
from explainers.core.descent.roundings import points, slopes_of, values_of
from explainers.core.descent.run import Runs, Settings
from explainers.core.descent.samples import meant
from explainers.core.rounding import UNIT, bounded, product_error
from explainers.core.tape import SCALAR, Tape, live_slots

# How a risk curves --------------------------------------------------------------------------------

_PIECES = {
    *("abs", "sign", "max", "min", "floor", "ceil", "rem", "select", "atan2"),
    *("eq", "ne", "lt", "le", "gt", "ge"),
}
"""Operations that may join a function from pieces, with kinks or jumps between them."""
_FOLDED = 16 * UNIT
"""Constants of a program are themselves rounded."""
_PLACES = 5
"""Places along a side of the window at which Hessians are compared."""


class Bend(Enum):
    """How the Hessian of a risk depends on the parameters."""

    CONSTANT = auto()
    """Nothing in its program depends on them, and the risk is of one piece: a quadratic."""
    PIECES = auto()
    """Nothing in its program depends on them, but the risk may have kinks or jumps."""
    VARIES = auto()
    """At two places it differs by more than rounding."""
    UNKNOWN = auto()
    """Its program depends on them, or is too long to be read."""


class Shape(Enum):
    """Which way a quadratic curves."""

    BOWL = auto()
    """Upwards along all directions."""
    EDGE = auto()
    """Upwards along one; the other curvature is not known to differ from 0."""
    FALLS = auto()
    """Downwards along some direction."""
    FLAT = auto()
    """Not at all: its Hessian is exactly 0."""
    UNKNOWN = auto()


class Hessian(NamedTuple):
    """The Hessian of a quadratic risk: which way it curves, and how sharply at most."""

    shape: Shape
    largest: float
    """Its largest eigenvalue."""
    error: float
    """How far rounding may have moved that."""


def bend(settings: Settings) -> Bend:
    """How the Hessian of the risk of these samples depends on the parameters."""
    return _bend(_alone(settings))


def _alone(settings: Settings) -> Settings:
    """Settings with the same risk and samples, the same for all of those that share them."""
    usual = settings.risk.preset
    return settings._replace(
        optimiser="sgd", starts=usual.starts, rate=usual.rate, steps=usual.steps, batch=1
    )


@lru_cache(maxsize=64)
def _bend(settings: Settings) -> Bend:
    risk = settings.risk
    program = slopes_of(risk)
    if program is None:
        return Bend.UNKNOWN
    curved = [program.jacobian[4 * i + j] for i in range(2) for j in range(2)]
    if not _live(program, curved) & {0, 1}:
        whole = values_of(risk)
        smooth = whole is not None and not _names(whole) & _PIECES
        return Bend.CONSTANT if smooth else Bend.PIECES
    (a, b), half = risk.preset.centre, risk.preset.half
    side = np.linspace(-half, half, _PLACES)
    places = np.stack(np.meshgrid(a + side, b + side), axis=-1).reshape(-1, 2)
    found, errors = _hessians(program, settings, places)
    known = np.isfinite(found).all(axis=(1, 2)) & np.isfinite(errors).all(axis=(1, 2))
    low, high = (found - errors)[known], (found + errors)[known]
    differs = known.any() and bool((low.max(axis=0) > high.min(axis=0)).any())
    return Bend.VARIES if differs else Bend.UNKNOWN


def _live(program: Tape, outputs: list[int]) -> set[int]:
    first = program.inputs + len(program.constants)
    return live_slots({first + k: one for k, one in enumerate(program.operations)}, outputs)


def _names(program: Tape) -> set[str]:
    first = program.inputs + len(program.constants)
    live = _live(program, [*program.value])
    return {one.name for k, one in enumerate(program.operations) if first + k in live}


def _hessians(
    program: Tape, settings: Settings, places: Float[np.ndarray, "places 2"]
) -> tuple[Float[np.ndarray, "places 2 2"], Float[np.ndarray, "places 2 2"]]:
    """The Hessian of the risk over all samples at some places, and bounds of its errors."""
    x, y = (np.broadcast_to(part, (len(places), len(part))) for part in meant(settings.data))
    found = bounded(program, points(places, x, y))
    parts, errors = (
        part[:, :2, :2].reshape(*x.shape, 4) for part in (found.jacobians, found.jacobian_errors)
    )
    errors = errors + _FOLDED * np.abs(parts)
    mean = np.full((1, x.shape[1]), 1 / x.shape[1])
    shape = (len(places), 2, 2)
    with np.errstate(over="ignore", invalid="ignore"):
        return (
            (mean @ parts).reshape(shape),
            product_error(mean, UNIT * mean, parts, errors).reshape(shape),
        )


def hessian(settings: Settings) -> Hessian | None:
    """The Hessian of a risk that is a quadratic; None of any other."""
    program = slopes_of(settings.risk)
    if program is None or bend(settings) is not Bend.CONSTANT:
        return None
    found, errors = _hessians(program, settings, np.array([settings.risk.preset.centre]))
    return _curved(found[0], errors[0])


def _curved(found: Float[np.ndarray, "2 2"], errors: Float[np.ndarray, "2 2"]) -> Hessian:
    """Which way a symmetric matrix curves, from its trace and determinant (Weyl's inequality)."""
    if not (np.isfinite(found).all() and np.isfinite(errors).all()):
        return Hessian(Shape.UNKNOWN, np.nan, np.inf)
    if not found.any():
        return Hessian(Shape.FLAT, 0.0, 0.0)
    (a, b), (_, d) = found.tolist()
    (ea, eb), (_, ed) = (errors + _FOLDED * np.abs(found).max()).tolist()
    middle, radius = (a + d) / 2, float(np.hypot((a - d) / 2, b))
    largest, error = middle + radius, ea + 2 * eb + ed + 8 * UNIT * (abs(middle) + radius)
    product, moved = a * d - b * b, abs(a) * ed + abs(d) * ea + 2 * abs(b) * eb + ea * ed + eb * eb
    moved += 4 * UNIT * (abs(a * d) + b * b)
    if product < -moved or middle - radius < -error:
        shape = Shape.FALLS
    elif product > moved and middle > 0:
        shape = Shape.BOWL
    elif largest > error:
        shape = Shape.EDGE
    else:
        shape = Shape.UNKNOWN
    return Hessian(shape, largest, error)


# The rate -----------------------------------------------------------------------------------------


class Marked(Enum):
    """Whether a limit of the rate is known, or why none is."""

    MARKED = auto()
    ADAM = auto()
    """No curvature gives this optimiser one."""
    VARIES = auto()
    """The curvature changes from place to place."""
    MAY_VARY = auto()
    """Whether it does is not known."""
    PIECES = auto()
    """The risk may have kinks or jumps."""
    BATCHES = auto()
    """Theory has one for full gradients."""
    FLAT = auto()
    """Nothing curves."""
    FALLS = auto()
    """The risk curves downwards, and every rate leads away."""
    UNKNOWN = auto()
    """Rounding hides which way it curves."""


class Pace(Enum):
    """Where a rate stands beside its limit."""

    BELOW = auto()
    AT = auto()
    """As nearly as rounding can tell."""
    BEYOND = auto()


class Limit(NamedTuple):
    """The rate from which on steps along the sharpest direction grow, where theory has one."""

    marked: Marked
    shape: Shape = Shape.UNKNOWN
    rate: float | None = None
    error: float = 0.0
    """How far rounding may have moved the rate."""

    def pace(self, rate: float) -> Pace:
        """Where a rate stands. Raises ValueError where no limit is marked."""
        if self.rate is None:
            raise ValueError("no limit is marked")
        if abs(rate - self.rate) <= self.error:
            return Pace.AT
        return Pace.BELOW if rate < self.rate else Pace.BEYOND


_REASONS = {
    Bend.VARIES: Marked.VARIES,
    Bend.UNKNOWN: Marked.MAY_VARY,
    Bend.PIECES: Marked.PIECES,
}
_SHAPES = {Shape.FLAT: Marked.FLAT, Shape.FALLS: Marked.FALLS, Shape.UNKNOWN: Marked.UNKNOWN}


def limit(settings: Settings) -> Limit:
    """The limit of the rate for the optimiser and the batch at hand, or why there is none.

    Theory has one for full gradients of a quadratic: a constant over the largest eigenvalue
    of the Hessian (``optimisers``).
    """
    bound = OPTIMISERS[settings.optimiser].bound
    if bound is None:
        return Limit(Marked.ADAM)
    bent = bend(settings)
    if bent is not Bend.CONSTANT:
        return Limit(_REASONS[bent])
    if settings.risk.sampled and settings.taken < settings.data.size:
        return Limit(Marked.BATCHES)
    found = hessian(settings)
    if found is None or found.shape in _SHAPES:
        shape = Shape.UNKNOWN if found is None else found.shape
        return Limit(_SHAPES[shape], shape)
    rate = bound / found.largest
    return Limit(Marked.MARKED, found.shape, rate, rate * (found.error / found.largest + 8 * UNIT))


# Where a run stops --------------------------------------------------------------------------------


class Stop(Enum):
    """Why a run cannot be followed further."""

    PARAMETERS = "parameters"
    """The parameters that come next are not finite."""
    OUTSIDE = "outside"
    """They are outside the domain of the risk."""
    LARGE = "large"
    """The risk there is too large for a number."""
    UNDEFINED = "undefined"
    """The risk there is not finite, and why is not known."""


class Stopped(NamedTuple):
    """Where and why a run stopped."""

    step: int
    why: Stop
    begun: bool
    """Whether it did not begin at such a place."""


def stopped(risk: Risk, found: Runs) -> tuple[Stopped | None, ...]:
    """Of each run where and why it stopped; None for one that goes on."""
    return tuple(
        None if there is None else Stopped(end, _why(risk, there), found.begun(run))
        for run, (end, there) in enumerate(zip(found.ended, found.beyond, strict=True))
    )


def _why(risk: Risk, there: tuple[float, float]) -> Stop:
    if not np.isfinite(there).all():
        return Stop.PARAMETERS
    program = values_of(risk)
    return Stop.UNDEFINED if program is None else _undefined(program, there)


def _undefined(program: Tape, there: tuple[float, float]) -> Stop:
    """Why a program's value is not finite: an operation outside its domain, or too large.

    An operation is outside its domain if it is so wherever rounding may have moved what it
    takes; a pole, only if what it takes is exact.
    """
    first = program.inputs + len(program.constants)
    size = first + len(program.operations)
    every = tuple(range(size))
    whole = program._replace(value=every, jacobian=every * program.inputs)
    at = np.array([[*there, 0.0, 0.0]])
    found = bounded(whole, at)
    slots, errors = found.values[0], found.value_errors[0]
    live = _live(program, [*program.value])
    reasons: set[Stop] = set()
    for k, (name, arguments) in enumerate(program.operations):
        taken = slots[list(arguments)]
        if first + k not in live or np.isfinite(slots[first + k]) or not np.isfinite(taken).all():
            continue
        reasons.add(_reason(name, slots[first + k], taken, errors[list(arguments)]))
    return next((one for one in (Stop.OUTSIDE, Stop.LARGE) if one in reasons), Stop.UNDEFINED)


def _reason(name: str, given: float, taken: Any, errors: Any) -> Stop:
    exact = not errors.any()
    if np.isnan(given):
        sides = np.array(list(np.ndindex(*(3 for _ in taken)))) - 1
        with np.errstate(all="ignore"):
            around = SCALAR[name](*(taken + sides * errors).T)
        surely = exact or (np.isfinite(errors).all() and np.isnan(around).all())
        return Stop.OUTSIDE if surely else Stop.UNDEFINED
    pole = name in {"log", "log1p", "atanh"} or (name == "div" and taken[1] == 0)
    if pole or (name == "pow" and taken[0] == 0):
        return Stop.OUTSIDE if exact else Stop.UNDEFINED
    return Stop.LARGE


# What a step keeps of its promise -----------------------------------------------------------------


class Kept(Enum):
    """How what a risk changes by stands beside what a JVP says."""

    SAME = auto()
    """They do not differ by more than rounding."""
    OTHER = auto()
    KINK = auto()
    """The step may begin on a kink, where the slope is the one that JAX chooses."""
    LARGE = auto()
    """One of them is too large for a number."""
    UNKNOWN = auto()
    """How far rounding reaches is not known."""


def kept(seen: Stepped) -> Kept:
    """How the change of the risk of a batch stands beside what a JVP says of it."""
    if not np.isfinite([seen.promised, seen.kept]).all():
        return Kept.LARGE
    if seen.tie:
        return Kept.KINK
    if seen.slack is None:
        return Kept.UNKNOWN
    return Kept.SAME if abs(seen.kept - seen.promised) <= seen.slack else Kept.OTHER


# Whether runs come to rest ------------------------------------------------------------------------


class Motion(Enum):
    """What the batches do with a run that is at the lowest place."""

    WANDERS = auto()
    """They pull it away: the errors there are not 0."""
    WHOLE = auto()
    """Nothing: each of them is all samples."""
    AGREE = auto()
    """Nothing: the errors there are 0, as far as rounding can tell."""
    APART = auto()
    """There is none: the labels can be told apart without a mistake."""
    UNKNOWN = auto()
    """None was found."""


def motion(settings: Settings, least: Landscape) -> Motion:
    """What the batches of a risk with samples do with a run that is at the lowest place."""
    if settings.risk.labels and told_apart(settings):
        return Motion.APART
    if least.lowest is None:
        return Motion.UNKNOWN
    if settings.taken == settings.data.size:
        return Motion.WHOLE
    return Motion.WANDERS if _any_error(_alone(settings)) else Motion.AGREE


def told_apart(settings: Settings) -> bool:
    """Whether some x parts the labels 0 from the labels 1, which may meet in it."""
    x, y = meant(settings.data)
    zeros, ones = x[y == 0], x[y == 1]
    if not (len(zeros) and len(ones)):
        return True
    return bool(zeros.max() <= ones.min() or ones.max() <= zeros.min())


def noiseless(settings: Settings) -> bool:
    """Whether each y is the true line's, as far as rounding can tell."""
    x, y = meant(settings.data)
    a, b = settings.risk.truth or (0.0, 0.0)
    size = np.abs(a * x) + abs(b)
    return bool((np.abs(y - (a * x + b)) <= 4 * UNIT * size).all())


@lru_cache(maxsize=64)
def _any_error(settings: Settings) -> bool:
    """Whether the error of some sample at the lowest place is more than rounding of its parts.

    The line is that of the normal equations, solved in fractions. A probability is never its
    label.
    """
    if settings.risk.labels:
        return True
    x, y = (tuple(map(Fraction, part.tolist())) for part in meant(settings.data))
    count, sum_x, sum_y = len(x), sum(x), sum(y)
    spread = count * sum(a * a for a in x) - sum_x * sum_x
    slope = (count * sum(map(mul, x, y)) - sum_x * sum_y) / spread if spread else Fraction(0)
    offset = (sum_y - slope * sum_x) / count
    a, b = float(slope), float(offset)
    sizes = [abs(a * float(p)) + abs(b) + abs(float(q)) for p, q in zip(x, y, strict=True)]
    return any(
        abs(slope * p + offset - q) > 4 * UNIT * size
        for p, q, size in zip(x, y, sizes, strict=True)
    )
