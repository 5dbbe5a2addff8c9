"""A Jacobian in words: by entries, by a column, by a row. Pure functions of what is known of it."""

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from explainers.core.catalog import Entry
from explainers.core.jacobian.verdicts import Gap, Guess, Zero, gap, guessed, largest, zero
from explainers.core.known import Known, is_derivative, is_gradient
from explainers.core.numerals import numeral, numerals, subscript
from explainers.lessons.captions import along, kink, partial

_UNSEEN = 1e-3
"""Errors below this part of a row turn its direction by less than its digits show."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def unit(index: int) -> str:
    """Name of a unit vector: e₁."""
    return f"e{subscript(index + 1)}"


def by_entries(entry: Entry, found: Known, chosen: tuple[int, int] | None = None) -> str:
    """What one entry says, told of the chosen one or else of the largest."""
    jacobian = found.numbers.jacobian
    first = largest(found)
    if first is None:
        return "No entry that is shown is finite at this point."
    finite = bool(np.isfinite(jacobian).all())
    nothing = zero(found)
    if nothing is not Zero.NOT:
        return _nothing(entry, found, " up to rounding" if nothing is Zero.ROUNDED else "", finite)
    row, column, alone = first
    place = "the largest" if alone else "one of the largest"
    place += (
        " of those that are finite" if not finite else " entry in size" if alone else " entries"
    )
    if jacobian.size == 1:
        place = "the only entry"
    elif chosen is not None and np.isfinite(jacobian[chosen]):
        (row, column), place = chosen, "the selected entry"
    number = numeral(jacobian[row, column])
    said = f"{partial(entry, row, column)} = {number}, {place}"
    if not is_derivative(found, row, column):
        return f"{said}, is what JAX returns. {along(entry, found, row, column)}"
    return (
        f"{said}: nudging {entry.inputs[column]} by a small h moves {entry.outputs[row]} by about "
        f"{number}·h."
    )


def _nothing(entry: Entry, found: Known, rounded: str, finite: bool) -> str:
    if not finite:
        return f"Every entry that is finite is 0{rounded}."
    if all(is_gradient(found, row) for row in range(entry.m)):
        known = "is known to move" if rounded else "moves"
        return f"Every entry is 0{rounded}: to first order, no input {known} any output."
    odd = (kink(entry, found, row) for row in range(entry.m) if not is_gradient(found, row))
    return f"Every entry is 0{rounded}, which is what JAX returns. {' '.join(odd)}"


def by_column(entry: Entry, found: Known, index: int) -> str:
    """What moves when only one input moves."""
    name = entry.inputs[index]
    numbers = found.numbers.jacobian[:, index]
    column = numerals(numbers)
    said = f"Column {name} is J{unit(index)} = {column}"
    if not np.isfinite(numbers).all():
        return f"{said}: not all of it is finite, so JAX gives no rate of change here."
    given = (
        f"One JVP with v = {unit(index)} gives it."
        if np.isfinite(found.forward[:, index]).all()
        else f"A JVP with v = {unit(index)} gives {numerals(found.forward[:, index])} instead."
    )
    odd = [row for row in range(entry.m) if not is_derivative(found, row, index)]
    if odd:
        told = " ".join(along(entry, found, row, index) for row in odd)
        return f"{said}, which is what JAX returns. {told} {given}"
    return (
        f"{said}: what moves when only {name} moves. "
        f"A small h added to {name} adds about h·{column} to f(x). {given}"
    )


def by_row(entry: Entry, found: Known, index: int) -> str:
    """The gradient of one output."""
    name = entry.outputs[index]
    numbers = found.numbers.jacobian[index]
    row = numerals(numbers)
    said = f"Row {name} is {unit(index)}ᵀJ = {row}"
    if not np.isfinite(numbers).all():
        return f"{said}: not all of it is finite, so JAX gives no gradient here."
    given = (
        f"One VJP with u = {unit(index)} gives it."
        if np.isfinite(found.reverse[index]).all()
        else f"A VJP with u = {unit(index)} gives {numerals(found.reverse[index])} instead."
    )
    if not is_gradient(found, index):
        return f"{said}, which is what JAX returns. {kink(entry, found, index)} {given}"
    return f"{said}: the gradient of {name}. {_climb(name, found, index)} {given}"


def _climb(name: str, found: Known, index: int) -> str:
    numbers, errors = found.numbers.jacobian[index], found.errors.jacobian[index]
    if numbers.any() and _length(errors) > _UNSEEN * _length(numbers):
        return f"Rounding hides in which direction {name} rises fastest."
    if numbers.any():
        return f"{name} rises fastest in this direction, at a rate of {numeral(_length(numbers))}."
    if errors.any():
        return f"Up to rounding, no input is known to move {name}."
    return f"To first order, no input moves {name}."


def _length(numbers: Float[ndarray, " n"]) -> float:
    size = float(np.abs(numbers).max())
    return size * float(np.linalg.norm(numbers / size)) if 0 < size < np.inf else size


def value(entry: Entry, numbers: Float[ndarray, " m"]) -> str:
    """f(x) with the names of the outputs: f(x): y₁ = 8, y₂ = 0."""
    named = (
        f"{name} = {numeral(number)}" for name, number in zip(entry.outputs, numbers, strict=True)
    )
    return f"**f(x)**: {', '.join(named)}"


def shapes(entry: Entry) -> str:
    """Where x and f(x) live, and how large J is."""
    return f"f: {space(entry.n)} → {space(entry.m)}, so J is {entry.m}×{entry.n}"


def space(size: int) -> str:
    """Name of a real vector space: ℝ, ℝ², ℝ³."""
    return "ℝ" if size == 1 else "ℝ" + str(size).translate(_RAISED)


def table(entry: Entry, jacobian: Float[ndarray, "m n"]) -> str:
    """The whole table for those who do not see it, row by row."""
    rows = (
        f"row {name}: {', '.join(numeral(number) for number in numbers)}"
        for name, numbers in zip(entry.outputs, jacobian, strict=True)
    )
    return f"Jacobian of {entry.title}, columns {', '.join(entry.inputs)}; {'; '.join(rows)}"


def covered(entry: Entry) -> str:
    """The table for those who do not see it, while its numbers are hidden."""
    return f"A {entry.m} by {entry.n} table; its numbers are covered."


_GUESSED = {
    Guess.RIGHT: "Right: {0} is the entry farthest from 0.",
    Guess.AS_FAR: "Right: no entry is known to be farther from 0 than {0}.",
    Guess.ZERO: "No entry is known to differ from 0, so none is farther from it than another.",
    Guess.TURNED: (
        "You chose {0}, and {1} is farther from 0, by {gap}. Rows are outputs and columns "
        "are inputs: yours is that place with the two exchanged."
    ),
    Guess.SIGNED: (
        "You chose {0}, the largest number; {1} is farther from 0, by {gap}. How much an "
        "input matters is the size of an entry, and its sign says which way."
    ),
    Guess.OTHER: "You chose {0}, and {1} is farther from 0, by {gap}.",
    Guess.UNKNOWN: "The entry that you chose is not finite here: there is nothing to compare.",
}


def guess(entry: Entry, found: Known, row: int, column: int) -> str:
    """How a guess of the entry farthest from 0 compares with it."""
    entries, mine, first = found.numbers.jacobian, (row, column), largest(found)
    said = _GUESSED[guessed(found, row, column)]
    if first is None or not np.isfinite(entries[mine]):
        return said
    named = (f"{partial(entry, *at)} = {numeral(entries[at])}" for at in (mine, first[:2]))
    told = [said.format(*named, gap=_apart(gap(found, mine, first[:2])))]
    if not np.isfinite(entries).all():
        told.append("Entries that are not finite do not count here.")
    if not all(is_derivative(found, *at) for at in (mine, first[:2])):
        told.append("They are what JAX returns; not each is known to be a derivative here.")
    return " ".join(told)


def _apart(bounds: Gap) -> str:
    least, most = bounds
    if most - least <= _UNSEEN * least:
        return numeral(least + (most - least) / 2)
    return f"{numeral(least)} to {numeral(most)}"


def framed(entry: Entry, row: int, column: int) -> str:
    """Which entry is guessed to be farthest from 0, while its number is hidden."""
    return f"Your guess: {partial(entry, row, column)}."
