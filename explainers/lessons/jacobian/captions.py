"""A Jacobian in words: by entries, by a column, by a row. Pure functions of the numbers."""

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from explainers.core.catalog import Entry
from explainers.core.numerals import numeral, numerals, subscript

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def partial(entry: Entry, row: int, column: int) -> str:
    """Name of an entry: ∂y₁/∂x₂."""
    return f"∂{entry.outputs[row]}/∂{entry.inputs[column]}"


def unit(index: int) -> str:
    """Name of a unit vector: e₁."""
    return f"e{subscript(index + 1)}"


def by_entries(entry: Entry, jacobian: Float[ndarray, "m n"]) -> str:
    """What one entry says, told of the largest one."""
    sizes = np.where(np.isfinite(jacobian), np.abs(jacobian), -1.0)
    row, column = (int(i) for i in np.unravel_index(np.argmax(sizes), sizes.shape))
    if sizes[row, column] < 0:
        return "No entry is finite at this point."
    number = numeral(jacobian[row, column])
    if number == "0":
        return "Every entry is 0: to first order, no input moves any output."
    ties = np.count_nonzero(np.isclose(sizes, sizes[row, column], rtol=1e-12, atol=0.0))
    rank = "one of the largest entries" if ties > 1 else "the largest entry in size"
    place = rank if jacobian.size > 1 else "the only entry"
    return (
        f"{partial(entry, row, column)} = {number}, {place}: nudging {entry.inputs[column]} "
        f"by a small h moves {entry.outputs[row]} by about {number}·h."
    )


def by_column(entry: Entry, jacobian: Float[ndarray, "m n"], index: int) -> str:
    """What moves when only one input moves."""
    name = entry.inputs[index]
    column = numerals(jacobian[:, index])
    if not np.isfinite(jacobian[:, index]).all():
        return f"Column {name} is J{unit(index)} = {column}: not a rate of change here."
    return (
        f"Column {name} is J{unit(index)} = {column}: what moves when only {name} moves. "
        f"A small h added to {name} adds about h·{column} to f(x). "
        f"One JVP with v = {unit(index)} gives it."
    )


def by_row(entry: Entry, jacobian: Float[ndarray, "m n"], index: int) -> str:
    """The gradient of one output."""
    name = entry.outputs[index]
    row = numerals(jacobian[index])
    if not np.isfinite(jacobian[index]).all():
        return f"Row {name} is {unit(index)}ᵀJ = {row}: not a gradient here."
    length = float(np.linalg.norm(jacobian[index]))
    climb = (
        f"{name} rises fastest in this direction, at a rate of {numeral(length)}."
        if length > 0
        else f"To first order, no input moves {name}."
    )
    return (
        f"Row {name} is {unit(index)}ᵀJ = {row}: the gradient of {name}. {climb} "
        f"One VJP with u = {unit(index)} gives it."
    )


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


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def trouble(
    entry: Entry,
    x: tuple[float, ...],
    value: Float[ndarray, " m"],
    jacobian: Float[ndarray, "m n"],
) -> str | None:
    """What is not finite at this point, if anything."""
    undefined = [i for i in range(entry.m) if not np.isfinite(value[i])]
    if undefined:
        said = [f"{entry.outputs[i]} = {numeral(value[i])}" for i in undefined]
        rows = "Its row" if len(undefined) == 1 else "Their rows"
        says = "says" if len(undefined) == 1 else "say"
        return (
            f"At x = {numerals(x)} f is not finite: {_listed(said)}. "
            f"{rows} of J {says} nothing there."
        )
    broken = [partial(entry, int(i), int(j)) for i, j in np.argwhere(~np.isfinite(jacobian))]
    if not broken:
        return None
    if len(broken) > 3:
        said = f"{len(broken)} entries of J are not"
    else:
        said = f"{_listed(broken)} {'is' if len(broken) == 1 else 'are'} not"
    return (
        f"f(x) is finite here, but {said}: the chain rule breaks down at this point, and mostly f "
        "has no derivative there."
    )
