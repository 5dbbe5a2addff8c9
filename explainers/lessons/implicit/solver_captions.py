"""What is said of solvers, of a ridge and of an ODE's adjoint: pure functions of numbers."""

import math
from collections.abc import Sequence

import numpy as np

from explainers.core.implicit.adjoint import FINE, Given
from explainers.core.implicit.adjoint import held as held_by_step
from explainers.core.implicit.courses import (
    POWERS,
    T_HELD,
    Course,
    Errors,
    Ridge,
    Solved,
    T,
    Trip,
    Trips,
)
from explainers.core.implicit.iterations import ROUNDS, STEPS, held
from explainers.core.numerals import above, counted, numeral, numerals
from explainers.lessons.brackets.captions import EVEN, factor, seconds, size_of
from explainers.measure.results import Run

SHOWN = (10, 20)
"""Rounds of Newton's method after which numbers are told where dx/dp has no finite value."""
ROUNDED = 1e-14
"""A way from a start near 1 that is nothing but rounding."""

# Rounds of a solver -------------------------------------------------------------------------------


def slope(found: Solved) -> str:
    """The derivative, and how fast the fixed point comes to it."""
    if math.isinf(found.slope):
        newton, fixed = found.courses["newton"], found.courses["fixed"]
        return (
            "At the solution x = 0 the derivative gₓ = 1 − cos x is 0: dx/dp has no finite value, "
            "and what is said below does not hold. Neither way settles: " + _given(newton) + ". "
            "The solvers are slow, too: Newton’s method leaves two thirds of a small error in a "
            f"round, and the fixed point is still {numeral(fixed.x[-1])} away after {ROUNDS}."
        )
    return (
        f"Here dx/dp is {numeral(found.slope, 4)}. Near the solution a round of the fixed point "
        f"leaves {numeral(found.rate)} of an error. The level line is what rounding alone may "
        f"make of dx/dp: {above(found.slope_error)}."
    )


def _given(course: Course) -> str:
    return ", and ".join(
        f"after {k} rounds of Newton’s method unrolling gives {numeral(course.unrolled[k])} and "
        f"the implicit rule {numeral(course.implicit[k])}"
        for k in SHOWN
    )


def table(found: Solved) -> str:
    """When each way has found the derivative, and what reverse mode keeps until then."""
    rows: list[list[str]] = []
    for solver in STEPS:
        errors = found.errors(solver)
        late = found.until(errors.unrolled)
        kept = held(solver) * (ROUNDS if late is None else late)
        soon = found.until(errors.implicit)
        rows.append([_round(late), counted(kept, "number"), _round(soon), counted(1, "number")])
    lines = ["| dx/dp to a millionth | fixed point | Newton’s method |", "|:--|--:|--:|"]
    names = ("unrolled", "kept for that", "implicit", "kept for that")
    lines += [f"| {name} | {a} | {b} |" for name, a, b in zip(names, *rows, strict=True)]
    return "\n".join(lines)


def _round(count: int | None) -> str:
    return f"not in {ROUNDS} rounds" if count is None else f"from round {count} on"


def rounds_alt(errors: Course, name: str) -> str:
    """The chart of a solver's errors in words."""
    parts = (
        ("x", errors.x),
        ("dx/dp unrolled", errors.unrolled),
        ("dx/dp implicit", errors.implicit),
    )
    told = "; ".join(
        f"{what} from {numeral(row[0])} to {numeral(row[-1])}"
        for what, row in parts
        if np.isfinite(row[[0, -1]]).all()
    )
    return f"{name}: errors against rounds, from 0 to {ROUNDS}, on a logarithmic axis: {told}."


# The ridge ----------------------------------------------------------------------------------------


def ridge(found: Ridge, power: float) -> str:
    """What one solve tells of the penalty."""
    loss, pull = float(found.here.loss), float(found.here.pull)
    told = f"With λ = {numeral(10.0**power)} the loss on what is held out is {numeral(loss)}"
    if abs(pull) <= found.error:
        told += ", and rounding hides how it changes with λ."
    else:
        better = "smaller" if pull > 0 else "larger"
        told += (
            f". Its derivative in λ is {numeral(pull)}: to first order a {better} penalty lowers "
            "it."
        )
    if abs(found.closed - pull) <= found.error:
        told += " The closed form, by the singular values of X, gives the same up to rounding."
    least = 10.0 ** float(POWERS[int(np.argmin(found.path.loss))])
    return f"{told} Of the penalties drawn, {numeral(least)} has the lowest loss."


def fitted_alt(found: Ridge) -> str:
    """The chart of the fit in words."""
    here = found.here
    return (
        f"A polynomial with {len(here.w)} weights fitted to {len(T)} samples, with a loss of "
        f"{numeral(float(here.fitted))}, and {len(T_HELD)} samples held out, with a loss of "
        f"{numeral(float(here.loss))}."
    )


def weights_alt(found: Ridge, power: float) -> str:
    """The chart of weights in words."""
    return (
        f"{len(found.here.w)} weights against the penalty, from 10⁻⁶ to 100; with λ = "
        f"{numeral(10.0**power)} they are {numerals(found.here.w)}."
    )


def losses_alt(found: Ridge, power: float) -> str:
    """The chart of losses in words."""
    here = found.here
    return (
        f"Losses against the penalty; with λ = {numeral(10.0**power)} that of what is fitted is "
        f"{numeral(float(here.fitted))}, that of what is held out {numeral(float(here.loss))}, "
        "with its tangent."
    )


# There and back -----------------------------------------------------------------------------------


def ode(found: Trips, given: Given) -> str:
    """Where the way back ends, and both gradients."""
    here, at = found.here, found.at
    if not np.isfinite(here.gradient).all():
        return (
            f"Steps of {numeral(given.time / given.steps)} are too long: the computed path runs "
            "off, and there is no gradient. Take more of them."
        )
    gradient = numerals(here.gradient)
    if not np.isfinite(here.adjoint[-1]).all() or not math.isfinite(at.drift):
        return (
            "Computed back from its end, the path runs off, and λ with it: the adjoint method has "
            f"no gradient here. Backprop through the same steps gives {gradient}."
        )
    apart = f"{numeral(at.drift)} from the start"
    ends = apart if at.drift > ROUNDED else "at the start, up to rounding"
    return (
        f"Computed back from its end, the path arrives {ends}. The adjoint method’s gradient is "
        f"{numerals(here.adjoint[-1])}, that of backprop {gradient}: {numeral(at.apart)} apart."
    )


def kept(given: Given) -> str:
    """What either way keeps."""
    each = held_by_step()
    return (
        f"Backprop keeps {each} numbers of each step, {each * given.steps:,} here; the adjoint "
        "method keeps the two of the end."
    )


def orbit_alt(found: Trip) -> str:
    """The chart of the path in words."""
    begin, end = map(_ends, found.path[[0, -1]])
    return (
        f"The path of prey and hunters from {begin} to {end}, and computed back from there to "
        f"{_ends(found.back[-1])}."
    )


def _ends(numbers: np.ndarray) -> str:
    return numerals(numbers) if np.isfinite(numbers).all() else "beyond all numbers"


def lambdas_alt(found: Trip) -> str:
    """The chart of λ in words."""
    return (
        f"Both numbers of λ over time: at the end (1, 0), at the start "
        f"{_ends(found.adjoint[-1])}; by backprop {_ends(found.gradient)}."
    )


def _span(first: float, last: float) -> str:
    begin = numeral(first) if math.isfinite(first) else "beyond all numbers"
    return f"from {begin} to {numeral(last)}"


def ladder_alt(errors: Sequence[Errors]) -> str:
    """The chart of errors in words."""
    first, last = errors[0], errors[-1]
    told = "; ".join(
        f"{name} {_span(a, b)}"
        for name, a, b in (
            ("drift", first.drift, last.drift),
            ("adjoint", first.adjoint, last.adjoint),
            ("backprop", first.backprop, last.backprop),
        )
    )
    return (
        f"Errors against the number of steps, from {first.steps} to {last.steps}, beside {FINE} "
        f"steps: {told}."
    )


# What both cost -----------------------------------------------------------------------------------


def cost_runs(runs: Sequence[Run], name: str) -> list[Run]:
    """Those of one program, from few rounds to many."""
    return [run for run in runs if run.name == name]


def predicted_times(runs: Sequence[Run]) -> list[float]:
    """Milliseconds of twice the rounds alone: as many products again on the way back."""
    return [2000 * run.median for run in cost_runs(runs, "rounds")]


def predicted_memory(runs: Sequence[Run], each: int) -> list[float]:
    """Kilobytes of what waits for the way back, ``each`` numbers of a round."""
    return [8 * each * run.n / 1000 for run in cost_runs(runs, "unrolled")]


def cost(runs: Sequence[Run]) -> str:
    """What both took with the most rounds."""
    unrolled, implicit = (cost_runs(runs, name)[-1] for name in ("unrolled", "implicit"))
    told = (
        f"After {unrolled.n} rounds the unrolled gradient took {size_of(unrolled.temporary)} "
        f"beside its result, the implicit one {size_of(implicit.temporary)}. "
    )
    slow, fast = sorted((unrolled, implicit), key=lambda run: -run.median)
    times = f"{seconds(unrolled.median)} and {seconds(implicit.median)}"
    if slow.median < EVEN * fast.median:
        return f"{told}Their times are about even: {times}."
    which = "unrolled" if slow is unrolled else "implicit"
    ratio = factor(slow.median / fast.median)
    return f"{told}Of their times, {times}, that of the {which} one is {ratio} times as long."
