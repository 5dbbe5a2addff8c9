"""An evaluation trace in names: its equations, what each row keeps, and the NumPy program."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from explainers.core.catalog import Entry
from explainers.core.numerals import numeral
from explainers.core.two_sweeps.formulas import row_names, sign, symbols, written
from explainers.core.two_sweeps.numbers import Sweeps
from explainers.core.two_sweeps.trace import Row

LONGEST_PROGRAM = 60
"""Rows of the longest trace that is written out as a program."""


class Named(NamedTuple):
    """A trace as readers see it."""

    nodes: tuple[str, ...]
    """Names of the inputs, then of the rows."""
    outputs: tuple[str, ...]
    results: tuple[str, ...]
    """What each output is: the name of a node, or a number."""
    signs: tuple[str, ...]
    """Each row as it stands on a node of the graph."""
    formulas: tuple[str, ...]
    """The right-hand side of each row."""
    kept: tuple[tuple[str, ...], ...]
    """What each row keeps for the reverse sweep."""


def named(both: Sweeps, entry: Entry) -> Named:
    """The trace of an entry in names."""
    listed = both.trace
    inputs, outputs = symbols(entry.inputs, "x"), symbols(entry.outputs, "y")
    nodes = (*inputs, *row_names(len(listed.rows), (*inputs, *outputs)))
    constants = [numeral(number, 6) for number in listed.constants]
    slots = [*nodes[: listed.inputs], *constants, *nodes[listed.inputs :]]
    return Named(
        nodes=nodes,
        outputs=outputs,
        results=tuple(slots[slot] for slot in listed.outputs),
        signs=tuple(_sign(row) for row in listed.rows),
        formulas=tuple(
            written(row.name, [slots[a] for a in row.arguments], row.exponent)
            for row in listed.rows
        ),
        kept=tuple(
            tuple(text.format(*nodes) if text else f"a part of {name}" for text in row)
            for row, name in zip(both.written, nodes[listed.inputs :], strict=True)
        ),
    )


def _sign(row: Row) -> str:
    if row.name == "mul" and len(set(row.arguments)) == 1:
        return sign("square")
    return sign(row.name, row.exponent)


_IN_NUMPY = {
    "add": "{} + {}",
    "sub": "{} - {}",
    "mul": "{} * {}",
    "div": "{} / {}",
    "neg": "-{}",
    "pow": "{} ** {}",
    "eq": "{} == {}",
    "ne": "{} != {}",
    "lt": "{} < {}",
    "le": "{} <= {}",
    "gt": "{} > {}",
    "ge": "{} >= {}",
    "select": "np.where({0}, {2}, {1})",
    "max": "np.maximum({}, {})",
    "min": "np.minimum({}, {})",
    "rem": "np.fmod({}, {})",
    "atan2": "np.arctan2({}, {})",
    "asin": "np.arcsin({})",
    "acos": "np.arccos({})",
    "atan": "np.arctan({})",
    "asinh": "np.arcsinh({})",
    "acosh": "np.arccosh({})",
    "atanh": "np.arctanh({})",
    "and": "np.logical_and({}, {})",
    "or": "np.logical_or({}, {})",
    "not": "np.logical_not({})",
    "is_finite": "np.isfinite({})",
}
_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_OPERATORS = {"add", "sub", "mul", "div", "neg", "pow", "eq", "ne", "lt", "le", "gt", "ge"}


class _Writer:
    """Writes slots of the flat program as Python, each when it is first asked for."""

    def __init__(self, both: Sweeps, slots: Sequence[str]) -> None:
        tape = both.tape
        self._operations = tape.operations
        self._first = tape.inputs + len(tape.constants)
        self.text = [*slots, *(_python(c) for c in tape.constants)]
        self.text += [""] * len(tape.operations)
        self._uses = [0] * len(self.text)
        for slot in tape.value[: both.places.sent]:
            self._use(slot)

    def _use(self, slot: int) -> None:
        self._uses[slot] += 1
        if self._uses[slot] == 1 and slot >= self._first:
            for argument in self._operations[slot - self._first].arguments:
                self._use(argument)

    def named(self, slot: int, name: str, lines: list[str]) -> None:
        """A line that gives a slot its name, after the lines that it needs."""
        if self.text[slot]:
            lines.append(f"{name} = {self.text[slot]}")
        else:
            lines.append(f"{name} = {self._formula(slot, lines)}")
            self.text[slot] = name

    def _formula(self, slot: int, lines: list[str]) -> str:
        name, arguments = self._operations[slot - self._first]
        parts: list[str] = []
        for argument in arguments:
            if self.text[argument]:
                parts.append(self.text[argument])
                continue
            formula = self._formula(argument, lines)
            if self._uses[argument] > 1:
                self.text[argument] = f"part{argument}"
                lines.append(f"part{argument} = {formula}")
                parts.append(f"part{argument}")
            else:
                inner = self._operations[argument - self._first].name
                parts.append(f"({formula})" if inner in _OPERATORS else formula)
        if name in _OPERATORS:
            parts = [f"({part})" if part.startswith("-") else part for part in parts]
        return _IN_NUMPY.get(name, f"np.{name}({{}})").format(*parts)


def _python(number: float) -> str:
    text = repr(float(number))
    return f"np.{text}" if text in ("inf", "nan") else "-np.inf" if text == "-inf" else text


def program(
    both: Sweeps, entry: Entry, x: Iterable[float], v: Iterable[float], u: Iterable[float]
) -> str | None:
    """The trace as a NumPy program that prints f(x), Jv and uᵀJ, or None if it is too long.

    Each line is an operation that JAX derived; nothing is approximated.
    """
    listed, places = both.trace, both.places
    if len(listed.rows) > LONGEST_PROGRAM:
        return None
    n, m = entry.n, entry.m
    names = named(both, entry)
    rows = [name.translate(_DIGITS) for name in names.nodes[n:]]
    nodes = [*(f"x{j + 1}" for j in range(n)), *rows]
    seeds = [f"u{i + 1}" for i in range(m)]
    writer = _Writer(both, [*nodes[:n], *(f"d_x{j + 1}" for j in range(n)), *seeds])
    value = both.tape.value
    lines = [
        "import numpy as np",
        "",
        f"{_targets(nodes[:n])} = {_listed(x)}  # the point",
        f"{_targets([f'd_x{j + 1}' for j in range(n)])} = {_listed(v)}  # v",
        f"{_targets(seeds)} = {_listed(u)}  # u",
        "",
        "# The forward sweep: each value with its tangent.",
    ]
    for k, row in enumerate(rows):
        writer.named(value[places.values + n + k], row, lines)
        note = f"  # {names.formulas[k]}"
        lines[-1] += note if len(lines[-1]) + len(note) < 80 else ""
        writer.named(value[places.tangents + n + k], f"d_{row}", lines)
    lines += ["", "# The reverse sweep: cotangents, the last row first."]
    order = [*range(len(nodes) - 1, -1, -1)]
    for node in order:
        writer.named(value[places.cotangents + node], f"{nodes[node]}_bar", lines)
    slots = [both.node(slot) for slot in listed.outputs]
    y = [
        _python(listed.constants[slot - n]) if k is None else nodes[k]
        for slot, k in zip(listed.outputs, slots, strict=True)
    ]
    dy = ["0.0" if k is None else f"d_{nodes[k]}" for k in slots]
    bars = [f"{nodes[j]}_bar" for j in range(n)]
    lines += [""]
    for label, numbers in (("f(x)", y), ("Jv", dy), ("uᵀJ", bars)):
        lines.append(f'print("{label} =", [{", ".join(f"float({z})" for z in numbers)}])')
    return "\n".join(lines) + "\n"


def _targets(names: Sequence[str]) -> str:
    return ", ".join(names) + ("," if len(names) == 1 else "")


def _listed(numbers: Iterable[float]) -> str:
    return repr([float(number) for number in numbers])
