"""What several lessons say of numbers, in words: pure functions of the numbers."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from explainers.core.catalog import Entry
from explainers.core.known import Known, are_finite, is_derivative, is_gradient
from explainers.core.numerals import numeral, numerals
from explainers.core.verdicts import Flags, Lie, Slopes
from explainers.measure.bench import Ticket
from explainers.measure.results import Result


def code(title: str, x: Sequence[float], v: Sequence[float], u: Sequence[float]) -> str:
    """What the programs about a function compute, in one sentence."""
    return (
        f"Runs as pasted: f(x), J, Jv, uᵀJ and uᵀJv of “{title}” at "
        f"x = {numerals(x)}, with v = {numerals(v)} and u = {numerals(u)}."
    )


def failed(error: BaseException) -> str:
    """Why there is no answer."""
    said = f"{type(error).__name__}: {error}".partition("\n")[0]
    return f"JAX could not compute this. {said} You may ask again in a moment."


def origin(result: Result, recorded: bool) -> str:
    """Where and when a result was measured: here, or recorded elsewhere beforehand."""
    machine, day = result.machine, date.fromisoformat(result.date)
    cores = f"{machine.used} of {machine.cores} cores" if machine.cores > 1 else "its only core"
    when = f"{'Recorded' if recorded else 'Measured here'} on {day.day} {day:%B %Y}"
    return f"{when}: {machine.processor}, {cores}, JAX {machine.jax}, float64."


def progress(ticket: Ticket, ahead: int) -> str:
    """What a reader who waits for a measurement is told."""
    if ticket.stage == "waiting":
        return f"{ahead} before you" if ahead else "Next"
    if not ticket.of:
        return "Starting"
    return f"{ticket.done} of {ticket.of} programs timed"


def listed(names: Sequence[str]) -> str:
    """Several names in a row: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def partial(entry: Entry, row: int, column: int) -> str:
    """Name of an entry of J: ∂y₁/∂x₂."""
    return f"∂{entry.outputs[row]}/∂{entry.inputs[column]}"


# Where J is not what it looks like -------------------------------------------------------------

_SAID = 3
"""More outputs or entries than this are counted and not listed."""


def trouble(entry: Entry, x: Sequence[float], found: Known) -> str | None:
    """What is not finite at this point, and whose number that is, if anything."""
    numbers = found.numbers
    undefined = [i for i in range(entry.m) if not np.isfinite(numbers.value[i])]
    if undefined:
        said = listed([f"{entry.outputs[i]} = {numeral(numbers.value[i])}" for i in undefined])
        rows, says = ("Its row", "says") if len(undefined) == 1 else ("Their rows", "say")
        return (
            f"At x = {numerals(x)} f is not finite in float64: {said}. {rows} of J {says} "
            "nothing there."
        )
    told = [*_broken(entry, found), *_disputed(entry, found)]
    if not told and not are_finite(numbers):
        told = [_overflown(found)]
    return " ".join(told) or None


def _broken(entry: Entry, found: Known) -> list[str]:
    """Which entries are not finite, and how f lies there."""
    shown = np.isfinite(found.numbers.jacobian)
    either = np.isfinite(found.forward) | np.isfinite(found.reverse)
    names = [partial(entry, int(i), int(j)) for i, j in np.argwhere(~shown & ~either)]
    told: list[str] = []
    if len(names) > _SAID:
        told = [f"f(x) is finite here, but {len(names)} of JAX's entries of J are not."]
    elif len(names) > 1:
        told = [f"f(x) is finite here, but JAX's numbers for {listed(names)} are not."]
    elif names:
        told = [f"f(x) is finite here, but JAX's number for {names[0]} is not."]
    told += _withheld(entry, found, ~shown & either)
    rows = np.flatnonzero((~shown).any(axis=1))[:_SAID]
    return [*told, *(_lies(entry, found, int(row)) for row in rows)]


def _withheld(entry: Entry, found: Known, where: Flags) -> list[str]:
    """Which entries are finite by one of JAX's modes at least, and yet not shown."""
    if np.count_nonzero(where) > _SAID:
        return [
            f"For {np.count_nonzero(where)} entries at least one of JAX's modes gives a finite "
            "number; none of them is shown."
        ]
    places = [(int(i), int(j)) for i, j in np.argwhere(where)]
    return [
        f"For {partial(entry, i, j)} forward mode gives {numeral(found.forward[i, j])} "
        f"and reverse mode {numeral(found.reverse[i, j])}, by their rules; neither is shown."
        for i, j in places
    ]


def _lies(entry: Entry, found: Known, row: int) -> str:
    name = entry.outputs[row]
    return {
        Lie.SMOOTH: f"{name} has the derivative {_derivative(found, row)} here all the same: "
        "what is not finite is JAX's, by its rule.",
        Lie.KINK: f"{name} has a kink here.",
        Lie.STEEP: f"The slope of {name} grows without bound towards this x.",
        Lie.JUMP: f"{name} jumps here.",
        Lie.EDGE: f"Next to this x, {name} is not finite on every side.",
        Lie.UNKNOWN: f"Whether {name} has a derivative here is not known.",
    }[found.local.whole[row]]


def _derivative(found: Known, row: int) -> str:
    return numerals(map(_middle, found.local.along[row]))


def _middle(slopes: Slopes) -> float:
    middle = slopes.ahead / 2 + slopes.behind / 2
    return middle if abs(middle) > slopes.error else 0.0


def _disputed(entry: Entry, found: Known) -> list[str]:
    """Where JAX's modes disagree on an entry that is shown, and which number is whose."""
    shown = np.isfinite(found.numbers.jacobian)
    forward, reverse = np.isfinite(found.forward), np.isfinite(found.reverse)
    where = [(int(i), int(j)) for i, j in np.argwhere(shown & ~(forward & reverse))]
    if len(where) > _SAID:
        return [
            f"For {len(where)} entries only one of JAX's modes, or neither, gives a finite number; "
            "those that are finite are shown."
        ]
    told: list[str] = []
    for i, j in where:
        name, right = partial(entry, i, j), ", and right" if is_derivative(found, i, j) else ""
        one, other = numeral(found.forward[i, j]), numeral(found.reverse[i, j])
        number = numeral(found.numbers.jacobian[i, j])
        if reverse[i, j]:
            whose = f"forward mode gives {one}, by its rule; {number} is shown, by reverse mode"
        elif forward[i, j]:
            whose = f"reverse mode gives {other}, by its rule; {number} is shown, by forward mode"
        else:
            whose = (
                f"both of JAX's modes give {one}, by their rules; {number} is shown, without "
                "what is multiplied by 0"
            )
        told.append(f"For {name} {whose}{right}.")
    return told


def _overflown(found: Known) -> str:
    numbers = found.numbers
    sums = {"Jv": numbers.push, "uᵀJ": numbers.pull, "uᵀJv": numbers.pairing}
    names = [name for name, part in sums.items() if not np.isfinite(part).all()]
    return (
        f"J is finite here, but {listed(names)} {'is' if len(names) == 1 else 'are'} not: too "
        "large for float64."
    )


def kinks(entry: Entry, found: Known) -> str | None:
    """Which rows of J are finite and yet no gradient, if any."""
    rows = [
        row
        for row in range(entry.m)
        if np.isfinite(found.numbers.jacobian[row]).all()
        and np.isfinite(found.numbers.value[row])
        and not is_gradient(found, row)
    ]
    return (
        " ".join(
            f"{kink(entry, found, row)} Its row of J, {numerals(found.numbers.jacobian[row])}, is "
            "what JAX returns."
            for row in rows
        )
        or None
    )


def kink(entry: Entry, found: Known, row: int) -> str:
    """Why a row of J, though finite, is not known to be a gradient."""
    name, lie = entry.outputs[row], found.local.whole[row]
    if lie is Lie.SMOOTH:
        return (
            f"{name} has the derivative {_derivative(found, row)} here, which JAX's rules for "
            "kinks within f miss."
        )
    bent = [j for j, s in enumerate(found.local.along[row]) if s.lie is Lie.KINK]
    if lie is Lie.KINK and bent:
        at = found.local.along[row][bent[0]]
        return f"{name} has a kink here: {_slopes(entry, bent[0], at)}."
    return _lies(entry, found, row)


def _slopes(entry: Entry, column: int, at: Slopes) -> str:
    return (
        f"along {entry.inputs[column]} its slope is {_slope(at.ahead, at)} for h > 0 and "
        f"{_slope(at.behind, at)} for h < 0"
    )


def _slope(slope: float, at: Slopes) -> str:
    return numeral(slope if abs(slope) > at.error else 0.0)


def along(entry: Entry, found: Known, row: int, column: int) -> str:
    """How an output lies along an axis where its entry of J is not the slope there."""
    name, axis = entry.outputs[row], entry.inputs[column]
    at = found.local.along[row][column]
    return {
        Lie.SMOOTH: f"Along {axis} the slope of {name} is {numeral(_middle(at))}, which JAX's "
        "rule misses.",
        Lie.KINK: f"{name} has a kink here: {_slopes(entry, column, at)}.",
        Lie.STEEP: f"The slope of {name} along {axis} grows without bound towards this x.",
        Lie.JUMP: f"{name} jumps along {axis} here.",
        Lie.EDGE: f"Along {axis}, {name} is not finite on both sides of this x.",
        Lie.UNKNOWN: f"Whether {name} has a slope along {axis} here is not known.",
    }[at.lie]
