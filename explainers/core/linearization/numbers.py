"""How far the linear picture holds: the remainder of f(x + hv) ≈ f(x) + hJv, and differences.

The remainder ‖f(x + hv) − f(x) − hJv‖ falls as h² if J is the derivative and f is smooth;
its slope against h on logarithmic axes is a referee for any J that claims to be one.
"""

from collections.abc import Callable
from typing import NamedTuple

import jax
import numpy as np
from jaxtyping import Array, Bool, Float
from numpy import ndarray

from explainers.core.host import on_host
from explainers.core.kept import kept
from explainers.core.linearization.curve import Best, Theory
from explainers.core.linearization.higher_derivatives import derivatives_along, higher_derivatives
from explainers.core.products import jacobian
from explainers.core.ready import ready
from explainers.core.rounding import (
    SAFE,
    UNIT,
    bounded,
    cleared,
    is_rounding,
    product_error,
    stable_errors,
)
from explainers.core.tape import UnsupportedPrimitive, plain_tape, replayed_values, tape
from explainers.core.types import Map, Point, Tangent

STEPS: Float[ndarray, " k"] = 10.0 ** (-np.arange(0, 33) / 4)
"""Where the remainder is computed: h from 1 down to 1e-8, four a decade."""
FINE: Float[ndarray, " k"] = 10.0 ** (-np.arange(0, 61) / 4)
"""Where differences in float64 are computed: h from 1 down to 1e-15."""
COARSE: Float[ndarray, " k"] = 10.0 ** (-np.arange(0, 33) / 4)
"""Where differences in float32 are computed: h from 1 down to 1e-8."""

ABOVE_ROUNDING = 100
"""A remainder takes part in a fit if it is this many times as large as a bound of its error."""
DECADES = 1.5
"""How far the range of the fit reaches up from its smallest h."""
FEWEST = 4
"""A slope is fitted to no fewer remainders than these."""
STRAY = 0.005
"""Where x + hv, rounded, lies off by more than this part of hv, h takes no part."""
FLAT = 0.3
"""Decades by which an error must vary with h to have a least value."""
NEAR = 0.05
"""Remainders are near what a formula says if they differ from it by no more than this part."""


class Line(NamedTuple):
    """A line through remainders on logarithmic axes, and what it was fitted to."""

    slope: Float[ndarray, ""]
    """NaN where too few remainders stand clear of rounding."""
    height: Float[ndarray, ""]
    """Decimal logarithm of the line at h = 1."""
    used: Bool[ndarray, " k"]
    """Which of ``STEPS`` took part."""
    cliff: Bool[ndarray, ""]
    """Whether the remainder is zero below the smallest of them: f is affine near x along v."""


class Evidence(NamedTuple):
    """What remainders and f's program show, for ``verdicts`` to judge."""

    behind: Line
    """Of the remainders towards −v."""
    both: Line
    """Of ‖f(x + hv) + f(x − hv) − 2f(x)‖, which falls as h at a kink and faster elsewhere."""
    change: Line
    """Of ‖f(x + hv) − f(x)‖, where there is no Jacobian to take away."""
    change_behind: Line
    """Of ‖f(x − hv) − f(x)‖."""
    finite: Bool[ndarray, ""]
    """Whether f is finite at each x + hv."""
    clear: Bool[ndarray, ""]
    """Whether any remainder stands clear of rounding."""
    smooth: Bool[ndarray, ""]
    """Whether f is smooth at x: nothing switches there, and D²f(v, v) is finite. Where no tape
    tells, remainders near h²‖D²f(v, v)‖/2 do."""
    straight: Bool[ndarray, ""]
    """Whether D²f(v, v) is zero by f's program, at every x."""
    switches: Bool[ndarray, ""]
    """Whether f has kinks or jumps, or may have some."""
    exact: Bool[ndarray, ""]
    """Whether D²f(v, v) is known without an error."""
    near_second: Bool[ndarray, ""]
    """Whether the remainders that were fitted to are near h²‖D²f(v, v)‖/2."""
    near_half: Bool[ndarray, ""]
    """Whether those with J/2 are near h‖Jv‖/2."""
    level: Bool[ndarray, ""]
    """Whether J is zero, but for rounding."""
    known: Float[ndarray, " m"]
    """f(x), what is nothing but rounding as 0."""
    theory: tuple[Bool[ndarray, ""], Bool[ndarray, ""]]
    """Whether forward and central differences have no truncation, by f's program."""


class Remainders(NamedTuple):
    """What is left of f(x + hv) when its linear picture is taken away.

    What is nothing but rounding is 0 in all but ``value``, ``jacobian``, ``sizes`` and ``halved``.
    """

    value: Float[ndarray, " m"]
    jacobian: Float[ndarray, "m n"]
    push: Float[ndarray, " m"]
    change: Float[ndarray, " m"]
    """f(x + hv) − f(x) at the h that was asked for."""
    missed: Float[ndarray, " m"]
    """The same less hJv."""
    missed_halved: Float[ndarray, " m"]
    """The same less hJv/2."""
    sizes: Float[ndarray, " k"]
    """‖f(x + hv) − f(x) − hJv‖ at each of ``STEPS``."""
    halved: Float[ndarray, " k"]
    """The same with J/2 in place of J."""
    floor: Float[ndarray, ""]
    """A bound of the rounding errors in the smallest of them."""
    line: Line
    halved_line: Line
    second: Float[ndarray, " m"]
    """D²f(x)(v, v)."""
    third: Float[ndarray, " m"]
    """D³f(x)(v, v, v)."""
    evidence: Evidence


class Quotient(NamedTuple):
    """How far one kind of difference quotient is from Jv, and where it is nearest."""

    errors: Float[ndarray, " k"]
    best: float
    """The h at the bottom of the valley; NaN where there is none."""
    found: Best
    theory: float
    """Where theory puts it; NaN where it puts it nowhere."""
    known: Theory


class Errors(NamedTuple):
    """How far difference quotients are from Jv, in one precision.

    By theory truncation and rounding balance at 2√(ε‖f‖/‖D²f(v, v)‖) and ∛(3ε‖f‖/‖D³f(v, v, v)‖),
    with ε half a unit in the last place of 1.
    """

    steps: Float[ndarray, " k"]
    ahead: Quotient
    """(f(x + hv) − f(x))/h."""
    across: Quotient
    """(f(x + hv) − f(x − hv))/2h."""

    @property
    def forward(self) -> Float[ndarray, " k"]:
        """‖(f(x + hv) − f(x))/h − Jv‖."""
        return self.ahead.errors

    @property
    def central(self) -> Float[ndarray, " k"]:
        """‖(f(x + hv) − f(x − hv))/2h − Jv‖."""
        return self.across.errors

    @property
    def best_forward(self) -> float:
        """The h at the bottom of the valley; NaN where there is none."""
        return self.ahead.best

    @property
    def best_central(self) -> float:
        """The same of central differences."""
        return self.across.best

    @property
    def theory_forward(self) -> float:
        """Where theory puts it."""
        return self.ahead.theory

    @property
    def theory_central(self) -> float:
        """The same of central differences."""
        return self.across.theory


class Differences(NamedTuple):
    """Difference quotients beside Jv."""

    double: Errors
    single: Errors
    lost: ndarray
    """(f(x + hv) − f(x))/h at h = 1e-8 in float32."""
    moved: bool
    """Whether x + hv differs from x at all in float32 for that h."""


def fitted(sizes: ndarray, errors: ndarray) -> Line:
    """Least-squares line through the smallest of some remainders that stand clear of rounding.

    ``errors`` bound those of ``sizes``, one at each of ``STEPS``. The range starts at the
    smallest h from which enough in a row are clear, and goes up by ``DECADES``, so that terms
    of higher order are small.
    """
    clear = _clear(sizes, errors)
    used, last = np.zeros(len(STEPS), bool), len(STEPS)
    while last > 0 and used.sum() < FEWEST:
        last -= 1
        within = STEPS[last] * 10.0 ** (DECADES + 0.01) >= STEPS
        run = np.cumprod(clear[last::-1] & within[last::-1]).astype(bool)
        used = np.zeros(len(STEPS), bool)
        used[last::-1] = run
    slope = height = np.nan
    if used.sum() >= FEWEST:
        slope, height = np.polyfit(np.log10(STEPS[used]), np.log10(sizes[used]), 1)
    return Line(np.asarray(slope), np.asarray(height), used & ~np.isnan(slope), np.asarray(False))


def _clear(sizes: ndarray, errors: ndarray) -> ndarray:
    return np.isfinite(sizes) & (sizes > ABOVE_ROUNDING * errors)


def norms(rows: ndarray) -> ndarray:
    """Length of each row; squares neither overflow nor vanish."""
    with np.errstate(all="ignore"):
        largest = np.max(np.abs(rows), axis=-1, keepdims=True)
        scale = np.where(np.isfinite(largest) & (largest > 0), largest, 1.0)
        return scale[..., 0] * np.linalg.norm(rows / scale, axis=-1)


class _Computed(NamedTuple):
    value: ndarray
    jacobian: ndarray
    values: ndarray
    """At k points."""
    second: ndarray
    third: ndarray


@kept
def compiled(f: Map) -> Callable[..., tuple[Array, ...]]:
    """F and its derivatives at x along v, and f at k points, as one program, ready to run."""

    def computed(x: Point, v: Tangent, points: Float[Array, "k n"]) -> tuple[Array, ...]:
        return f(x), jacobian(f, x), jax.vmap(f)(points), *derivatives_along(f, x, v)

    return ready(f, computed)


def _as_stated(f: Map, x: ndarray, points: ndarray, found: _Computed) -> _Computed:
    """What was computed, without numbers where f as it is stated has none.

    A compiler may put one formula for another: log(exp x) is x to XLA, however large x is.
    """
    try:
        plain = plain_tape(f, len(x))
    except UnsupportedPrimitive:
        return found
    stated = replayed_values(plain, np.concatenate([x[None], points]))
    fit = np.isfinite(stated)
    return found._replace(
        value=np.where(fit[0], found.value, stated[0]),
        jacobian=np.where((fit[0] | ~np.isfinite(found.value))[:, None], found.jacobian, np.nan),
        values=np.where(fit[1:], found.values, stated[1:]),
    )


class _Bounds(NamedTuple):
    """Bounds of rounding errors, and whether a comparison may switch at x."""

    value: ndarray
    values: ndarray
    jacobian: ndarray
    value_nearby: ndarray
    """Where each coordinate of x is itself rounded."""
    jacobian_nearby: ndarray
    tie: bool


def _bounds(f: Map, x: ndarray, points: ndarray, found: _Computed) -> _Bounds:
    try:
        derived, plain = tape(f, len(x)), plain_tape(f, len(x))
    except UnsupportedPrimitive:
        value, values = (
            stable_errors(values, at, found.jacobian)
            for values, at in ((found.value[None], x[None]), (found.values, points))
        )
        moved = 8 * UNIT * (np.abs(found.jacobian) + norms(x) * norms(found.second))
        return _Bounds(value[0], values, moved, value[0], moved, True)
    here, nearby = bounded(derived, x[None]), bounded(derived, x[None], spacing=True)
    return _Bounds(
        here.value_errors[0],
        bounded(plain, points).value_errors,
        here.jacobian_errors[0],
        nearby.value_errors[0],
        nearby.jacobian_errors[0],
        bool(here.ties[0]),
    )


class _Side(NamedTuple):
    """What is seen of f at x + hv at each h, or at x − hv."""

    moves: ndarray
    change: ndarray
    change_errors: ndarray
    linear: ndarray
    linear_errors: ndarray

    def missed(self, part: float = 1.0) -> tuple[ndarray, ndarray]:
        """What a part of the linear picture misses, and bounds of its errors."""
        missed = self.change - part * self.linear
        added = UNIT * (np.abs(self.change) + np.abs(self.linear) + np.abs(missed))
        return missed, self.change_errors + self.linear_errors + SAFE * added

    def against(self, other: "_Side") -> tuple[ndarray, ndarray]:
        """The changes on both sides together; steps that differ, rounded, count as errors."""
        uneven = norms(self.moves + other.moves) / norms(self.moves)
        doubt = self.change_errors + other.change_errors + uneven[:, None] * np.abs(self.change)
        return self.change + other.change, doubt


def _side(
    x: ndarray,
    v: ndarray,
    points: ndarray,
    found: _Computed,
    values: ndarray,
    errors: ndarray,
    bounds: _Bounds,
    steps: ndarray,
) -> _Side:
    moves = points - x
    stray = norms(moves - steps[:, None] * v) > STRAY * np.abs(steps) * norms(v)
    change = values - found.value
    doubt = errors + bounds.value + UNIT * np.abs(change)
    return _Side(
        moves=moves,
        change=change,
        change_errors=np.where(stray[:, None], np.inf, doubt),
        linear=moves @ found.jacobian.T,
        linear_errors=product_error(
            moves, UNIT * np.abs(moves), found.jacobian.T, bounds.jacobian.T
        ),
    )


def _line(missed: ndarray, errors: ndarray) -> Line:
    """Of what is missed at each of ``STEPS``, behind the one h that was asked for."""
    return fitted(norms(missed[1:]), norms(errors[1:]))


def remainders(f: Map, x: tuple[float, ...], v: tuple[float, ...], h: float = 1.0) -> Remainders:
    """Remainders of f at x along v at h and at each of ``STEPS``, with slopes fitted to these.

    Each step is the one that float64 really takes, (x + hv) − x, so that rounding x + hv
    does not count as a remainder.
    """
    at, along = np.asarray(x, float), np.asarray(v, float)
    steps = np.array([h, *STEPS])
    points = np.concatenate([at + steps[:, None] * along, at - steps[:, None] * along])
    found = _Computed(*on_host(compiled(f)(at, along, points)))
    with np.errstate(all="ignore"):
        return _judged(f, at, along, steps, points, _as_stated(f, at, points, found))


def _judged(
    f: Map, x: ndarray, v: ndarray, steps: ndarray, points: ndarray, found: _Computed
) -> Remainders:
    bounds = _bounds(f, x, points, found)
    count = len(steps)
    ahead, behind = (
        _side(x, v, points[k], found, found.values[k], bounds.values[k], bounds, side * steps)
        for k, side in ((slice(count), 1.0), (slice(count, None), -1.0))
    )
    (missed, errors), (halved, halved_errors) = ahead.missed(), ahead.missed(0.5)
    missed_behind, errors_behind = behind.missed()
    both, both_errors = missed + missed_behind, errors + errors_behind
    if not np.isfinite(found.jacobian).all():
        both, both_errors = ahead.against(behind)
    line, halved_line = _line(missed, errors), _line(halved, halved_errors)
    push = found.jacobian @ v
    push = cleared(push, product_error(found.jacobian, bounds.jacobian_nearby, v, 0 * v))
    higher = higher_derivatives(f, x, v)
    second = higher.second if higher else found.second
    straight = higher is not None and higher.straight
    switches = higher is None or higher.switches
    sizes, halved_sizes = norms(missed[1:]), norms(halved[1:])
    near_second = _near(line, sizes, STEPS**2 * norms(second) / 2)
    smooth = not bounds.tie and higher.known if higher else bool(near_second)
    return Remainders(
        value=found.value,
        jacobian=found.jacobian,
        push=push,
        change=cleared(ahead.change[0], ahead.change_errors[0]),
        missed=cleared(missed[0], errors[0]),
        missed_halved=cleared(halved[0], halved_errors[0]),
        sizes=sizes,
        halved=halved_sizes,
        floor=np.asarray(norms(errors[-1])),
        line=line._replace(cliff=np.asarray(smooth and straight and switches)),
        halved_line=halved_line,
        second=second,
        third=higher.third if higher else found.third,
        evidence=Evidence(
            behind=_line(missed_behind, errors_behind),
            both=_line(both, both_errors),
            change=_line(ahead.change, ahead.change_errors),
            change_behind=_line(behind.change, behind.change_errors),
            finite=np.asarray(np.isfinite(found.values[1:count]).all()),
            clear=np.asarray(_clear(sizes, norms(errors[1:])).any()),
            smooth=np.asarray(smooth),
            straight=np.asarray(straight),
            switches=np.asarray(switches),
            exact=np.asarray(higher is not None and higher.exact),
            near_second=near_second,
            near_half=_near(halved_line, halved_sizes, STEPS * norms(push) / 2),
            level=np.asarray(is_rounding(found.jacobian, bounds.jacobian_nearby).all()),
            known=cleared(found.value, bounds.value_nearby),
            theory=(
                np.asarray(straight and not switches),
                np.asarray(higher is not None and higher.square and not switches),
            ),
        ),
    )


def _near(line: Line, sizes: ndarray, formula: ndarray) -> ndarray:
    """Whether all remainders that a line was fitted to are near what a formula says."""
    off = np.abs(sizes - formula) <= NEAR * formula
    return np.asarray(line.used.any() and off[line.used].all())


@kept
def _values(f: Map) -> Callable[..., Float[Array, "k m"]]:
    return ready(f, jax.vmap(f))


def _ladder(x: ndarray, v: ndarray, steps: ndarray) -> ndarray:
    """The point x, then x + hv and x − hv for each h, as rows, in the precision of x."""
    h = steps.astype(x.dtype)[:, None]
    return np.concatenate([x[None], x + h * v, x - h * v])


def _quotients(values: ndarray, steps: ndarray) -> tuple[ndarray, ndarray]:
    """Forward and central difference quotients, in the precision of the values."""
    h = steps.astype(values.dtype)[:, None]
    count = len(steps)
    ahead, behind = values[1 : count + 1], values[count + 1 :]
    with np.errstate(all="ignore"):
        return (ahead - values[0]) / h, (ahead - behind) / (2 * h)


def bottom(steps: ndarray, errors: ndarray, floor: float) -> tuple[float, Best]:
    """The h at which errors, smoothed over five neighbours, are least, and where that is.

    Rounding errors scatter, and one of them may be small by luck: hence the neighbours, and
    errors below the ``floor``, which no quotient can do better than, count as that. NaN where
    the least error stands at an end of ``steps``, or nowhere.
    """
    smooth = np.full(len(errors), np.inf)
    with np.errstate(all="ignore"):
        logs = np.log10(np.maximum(errors, floor or 1e-300))
        for k in range(len(logs)):
            smooth[k] = np.mean(logs[max(0, k - 2) : k + 3])
    known = np.isfinite(smooth)
    low, high = np.where(known, smooth, np.inf), np.where(known, smooth, -np.inf)
    least = int(np.argmin(low))
    deep = low[least] + FLAT
    if not np.max(high) > deep:
        return float("nan"), Best.NOWHERE
    if not np.max(high[:least], initial=-np.inf) > deep:
        return float("nan"), Best.LARGEST
    if not np.max(high[least + 1 :], initial=-np.inf) > deep:
        return float("nan"), Best.SMALLEST
    return float(steps[least]), Best.INSIDE


def _quotient(
    steps: ndarray, errors: ndarray, exact: bool, half: float, power: int, settled: Remainders
) -> Quotient:
    """Beside Jv, where the truncation begins with a ``power`` of h, unless it is ``exact``.

    ``half`` is half a unit in the last place of 1.
    """
    rounding = half * float(norms(settled.evidence.known))
    derivative = float(norms((settled.second, settled.third)[power - 1]))
    known = next(
        (
            reason
            for reason, holds in (
                (Theory.NO_TRUNCATION, exact),
                (Theory.NOT_SMOOTH, not settled.evidence.smooth),
                (Theory.NO_TERM, not derivative),
                (Theory.NO_ROUNDING, not rounding),
            )
            if holds
        ),
        Theory.KNOWN,
    )
    theory = float("nan")
    if known is Theory.KNOWN:
        ratio = rounding / derivative
        theory = float(2 * np.sqrt(ratio) if power == 1 else np.cbrt(3 * ratio))
    return Quotient(
        errors, *bottom(steps, errors, half * float(norms(settled.push))), theory, known
    )


def _errors(steps: ndarray, values: ndarray, settled: Remainders) -> tuple[Errors, ndarray]:
    forward, central = _quotients(values, steps)
    half = float(np.finfo(values.dtype).eps) / 2
    ahead, across = (
        _quotient(
            steps, norms(quotient.astype(float) - settled.push), bool(exact), half, k, settled
        )
        for k, quotient, exact in zip(
            (1, 2), (forward, central), settled.evidence.theory, strict=True
        )
    )
    return Errors(steps, ahead, across), forward


def differences(
    f: Map, x: tuple[float, ...], v: tuple[float, ...], settled: Remainders
) -> Differences:
    """Forward and central differences of f at x along v, in float64 and in float32."""
    fine = _ladder(np.asarray(x, np.float64), np.asarray(v, np.float64), FINE)
    coarse = _ladder(np.asarray(x, np.float32), np.asarray(v, np.float32), COARSE)
    values = _values(f)
    precise = np.asarray(values(fine))
    with jax.enable_x64(False):
        rough = np.asarray(values(coarse))
    double, _ = _errors(FINE, precise, settled)
    single, quotients = _errors(COARSE, rough, settled)
    return Differences(
        double=double,
        single=single,
        lost=quotients[-1].astype(float),
        moved=bool((coarse[len(COARSE)] != coarse[0]).any()),
    )
