"""What is said of solvers, of a ridge and of an ODE's adjoint: pure functions of numbers."""

import math
from collections.abc import Sequence

import numpy as np

from explainers.core.implicit.adjoint import FAR, FINE, Given
from explainers.core.implicit.adjoint import held as held_by_step
from explainers.core.implicit.courses import (
    T_HELD,
    Course,
    Errors,
    Ridge,
    Solved,
    T,
    Trips,
)
from explainers.core.implicit.iterations import ROUNDS, STEPS, held
from explainers.core.implicit.ridge import lowest
from explainers.core.numerals import above, counted, numeral, numerals
from explainers.lessons.brackets.captions import EVEN, factor, seconds, size_of
from explainers.measure.results import Run

SHOWN = (10, 20)
"""Rounds of Newton's method after which numbers are told where dx/dp has no finite value."""
ROUNDED = 1e-14
"""A way from a start near 1 that is nothing but rounding."""

# Rounds of a solver -------------------------------------------------------------------------------


def slope(found: Solved) -> str:
    """The derivative, how fast the fixed point comes to it, and what is special where p is 0."""
    if math.isinf(found.slope):
        newton, fixed = found.courses["newton"], found.courses["fixed"]
        return (
            "At the solution x = 0 the derivative gₓ = 1 − cos x is 0: dx/dp has no finite value, "
            "and what is said below does not hold. Neither way settles: " + _given(newton) + ". "
            "The solvers are slow, too: Newton’s method leaves two thirds of a small error in a "
            f"round, and the fixed point is still {numeral(fixed.x[-1])} away after {ROUNDS}."
        )
    told = (
        f"Here dx/dp is {numeral(found.slope, 4)}. Near the solution a round of the fixed point "
        f"{_leaves(found.rate)}. The level line is what rounding alone may make of dx/dp: "
        f"{above(found.slope_error)}."
    )
    if found.rate > 1:
        return f"{told} {_astray(found)}"
    return f"{told} {_AT_ZERO}" if not found.x and found.rate else told


def _leaves(rate: float) -> str:
    """What a round makes of an error: three digits of a rate near 1 would tell little."""
    if rate <= 1:
        slow = 1 - rate <= _SLOW
        return (
            f"takes away {numeral(1 - rate)} of an error"
            if slow
            else f"leaves {numeral(rate)} of an error"
        )
    slow = rate - 1 <= _SLOW
    return (
        f"adds {numeral(rate - 1)} of an error to it"
        if slow
        else f"makes an error {numeral(rate)} times as large"
    )


def _astray(found: Solved) -> str:
    """Where the fixed point ends up that leads away from the solution."""
    course = found.courses["fixed"]
    last = sorted(zip(*(row[-2:].tolist() for row in course), strict=True))
    (x, unrolled, implicit), (y, late, wrong) = ([*map(numeral, row)] for row in last)
    steady = all(numeral(row[-1 - k]) == numeral(row[-3 - k]) for row in course[:2] for k in (0, 1))
    where, goes = (
        (
            f"So it leads away from the solution: after {ROUNDS} rounds it goes to and fro between",
            "goes between",
        )
        if steady
        else (
            f"So it does not settle at the solution: the last two of {ROUNDS} rounds come to",
            "is then",
        )
    )
    return (
        f"{where} {x} and {y}, neither of which is one. Unrolled, its derivative {goes} {unrolled} "
        f"and {late}, and the implicit rule makes {implicit} and {wrong} of what are no solutions. "
        "Newton’s method still comes to the solution, and to dx/dp both ways."
    )


_SLOW = 0.005
_AT_ZERO = (
    "With p = 0 all goes better than is said below, as sin x has no curvature at x = 0: Newton’s "
    "method triples the digits of both, the error of the fixed point’s derivative falls like ρᵏ, "
    "and that of the implicit rule like the square of what x is off."
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
        kept = held(solver) * (late or 0)
        soon = found.until(errors.implicit)
        rows.append([_round(late), _kept(late, kept), _round(soon), _kept(soon, 1)])
    lines = ["| dx/dp to a millionth | fixed point | Newton’s method |", "|:--|--:|--:|"]
    names = ("unrolled", "kept for that", "implicit", "kept for that")
    lines += [f"| {name} | {a} | {b} |" for name, a, b in zip(names, *rows, strict=True)]
    return "\n".join(lines)


def _round(count: int | None) -> str:
    return f"not in {ROUNDS} rounds" if count is None else f"from round {count} on"


def _kept(late: int | None, count: int) -> str:
    return "—" if late is None else counted(count, "number")


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
    better = "smaller" if pull > 0 else "larger"
    told = (
        f"With α = {numeral(10.0**power)} the loss on what is held out is {numeral(loss)}. Its "
        f"derivative in α is {numeral(pull)}: to first order a {better} penalty lowers it."
    )
    if abs(found.closed - pull) <= found.error:
        told += " The closed form, by the singular values of X, gives the same up to rounding."
    return f"{told} That loss is lowest near α = {numeral(lowest())}."


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
        f"{len(found.here.w)} weights against the penalty, from 10⁻⁶ to 100; with α = "
        f"{numeral(10.0**power)} they are {numerals(found.here.w)}."
    )


def losses_alt(found: Ridge, power: float) -> str:
    """The chart of losses in words."""
    here = found.here
    return (
        f"Losses against the penalty; with α = {numeral(10.0**power)} that of what is fitted is "
        f"{numeral(float(here.fitted))}, that of what is held out {numeral(float(here.loss))}, "
        "with its tangent."
    )


# There and back -----------------------------------------------------------------------------------


def ode(found: Trips, given: Given) -> str:
    """Where the way back ends, and both gradients."""
    here, at = found.here, found.at
    long = f"Steps of {numeral(given.time / given.steps)} are too long"
    if not at.goes:
        return (
            f"{long}: the computed path runs off beyond {FAR:.0f}, and no gradient of it is one of "
            "the ODE. Take more of them."
        )
    gradient = numerals(here.gradient)
    if at.backprop >= math.hypot(*found.truth):
        return (
            f"{long}: their gradient, by backprop, is {gradient}, and that of {FINE} steps "
            f"{numerals(found.truth)}. Take more of them."
        )
    of_steps = _off(at.backprop, at.backprop_doubt)
    if not at.returns:
        return (
            f"Computed back from its end, the path runs off beyond {FAR:.0f}, and the gradient "
            "that comes with it is worth nothing. Backprop through the same steps gives "
            f"{gradient}, which is off by {of_steps} beside {FINE} steps."
        )
    drift = _told(at.drift, at.home_doubt)
    ends = f"{drift} from the start" if drift != "0" else "at the start, up to rounding"
    told = (
        f"Computed back from its end, the path arrives {ends}. The adjoint method’s gradient is "
        f"{_tolds(here.adjoint[-1], at.adjoint_doubt)}, that of backprop {gradient}. Beside "
        f"{FINE} steps they are off by {_off(at.adjoint, at.adjoint_doubt)} and {of_steps}."
    )
    if at.home_doubt < _DOUBTED * at.drift and at.adjoint_doubt < _DOUBTED * at.adjoint:
        return told
    return (
        f"{told} Rounding alone may move this start by {above(at.home_doubt)}, and the adjoint’s "
        f"gradient by {above(at.adjoint_doubt)}."
    )


_DOUBTED = 1e-3
"""The part of an error that rounding makes when it is spoken of."""


def _told(number: float, doubt: float) -> str:
    """A number to three digits, but to no place below a doubt; 0 where that leaves none."""
    size = abs(number)
    if not doubt < size:
        return "0"
    place = math.ceil(math.log10(doubt)) if doubt else -math.inf
    if place <= math.floor(math.log10(size)) - 2:
        return numeral(number)
    return numeral(round(number, -int(place)))


def _tolds(numbers: np.ndarray, doubt: float) -> str:
    return f"({', '.join(_told(float(number), doubt) for number in numbers)})"


def _off(number: float, doubt: float) -> str:
    told = _told(number, doubt)
    return "no more than rounding" if told == "0" else told


def left_out(errors: Sequence[Errors]) -> str:
    """What the chart of errors does not draw; empty where it draws all."""
    off = [one.steps for one in errors if not (one.goes and one.returns)]
    hidden = [
        one.steps for one in errors if one.goes and one.returns and not np.isfinite(one.seen).all()
    ]
    parts = [
        f"{what}, with {_listed(steps)}"
        for what, steps in (("what runs off", off), ("what rounding hides", hidden))
        if steps
    ]
    return f"The chart of errors leaves out {'; and '.join(parts)}." if parts else ""


def _listed(steps: Sequence[int]) -> str:
    *most, last = map(str, steps)
    return f"{', '.join(most)} and {last} steps" if most else f"{last} steps"


def kept(given: Given) -> str:
    """What either way keeps."""
    each = held_by_step()
    return (
        f"Backprop keeps {each} numbers of each step, {each * given.steps:,} here; the adjoint "
        "method keeps the two of the end."
    )


def orbit_alt(found: Trips) -> str:
    """The chart of the path in words."""
    at, (begin, end) = found.at, found.here.path[[0, -1]]
    if not at.goes:
        return f"The path of prey and hunters from {numerals(begin)} runs off beyond {FAR:.0f}."
    home = f"to {_tolds(found.here.back[-1], at.home_doubt)}"
    return (
        f"The path of prey and hunters from {numerals(begin)} to {numerals(end)}, and computed "
        f"back from there {home if at.returns else f'beyond {FAR:.0f}'}."
    )


def lambdas_alt(found: Trips) -> str:
    """The chart of λ in words."""
    at, here = found.at, found.here
    begin = (
        f"at the start {_tolds(here.adjoint[-1], at.adjoint_doubt)}"
        if at.goes and at.returns
        else "then it runs off"
    )
    told = f"Both numbers of λ over time: at the end (1, 0), {begin}"
    return f"{told}; by backprop {numerals(here.gradient)}." if at.goes else f"{told}."


def ladder_alt(errors: Sequence[Errors]) -> str:
    """The chart of errors in words."""
    doubts = [(one.home_doubt, one.adjoint_doubt, one.backprop_doubt) for one in errors]
    told: list[str] = []
    for k, name in enumerate(("drift", "adjoint", "backprop")):
        seen = [
            f"{_told(one.seen[k], doubt[k])} with {one.steps} steps"
            for one, doubt in zip(errors, doubts, strict=True)
            if math.isfinite(one.seen[k])
        ]
        if seen:
            told.append(f"{name} {' and '.join(dict.fromkeys((seen[0], seen[-1])))}")
    return (
        f"Errors against the number of steps, from {errors[0].steps} to {errors[-1].steps}, beside "
        f"{FINE} steps: {'; '.join(told)}."
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


def _part(taken: float, predicted: Sequence[float]) -> str:
    return f"{100 * taken / predicted[-1]:.0f} %"


def cost(runs: Sequence[Run], each: int) -> str:
    """What both took with the most rounds, beside what was predicted from ``each`` round."""
    unrolled, implicit = (cost_runs(runs, name)[-1] for name in ("unrolled", "implicit"))
    memory = _part(unrolled.temporary / 1000, predicted_memory(runs, each))
    time = _part(1000 * unrolled.median, predicted_times(runs))
    told = (
        f"After {unrolled.n} rounds the unrolled gradient took {size_of(unrolled.temporary)} "
        f"beside its result, the implicit one {size_of(implicit.temporary)}. Of what was "
        f"predicted, the unrolled one took {memory} of the memory and {time} of the time. "
    )
    slow, fast = sorted((unrolled, implicit), key=lambda run: -run.median)
    times = f"{seconds(unrolled.median)} and {seconds(implicit.median)}"
    if slow.median < EVEN * fast.median:
        return f"{told}Their times are about even: {times}."
    which = "unrolled" if slow is unrolled else "implicit"
    ratio = factor(slow.median / fast.median)
    return f"{told}Of their times, {times}, that of the {which} one is {ratio} times as long."
