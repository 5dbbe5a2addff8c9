"""What the lesson on rules says of its numbers, in words: pure functions of the numbers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from jax import Array

from explainers.core.numerals import numeral, numerals
from explainers.core.rules.composition import Backprop, W, X
from explainers.core.rules.modes import MODES, Tried
from explainers.core.rules.residuals import Kept, Operation
from explainers.core.rules.verdicts import Fall, Judged


class Said(NamedTuple):
    """What each referee says, in a few words."""

    adjoint: str
    remainder: str
    checked: str


_FALLS: dict[Fall, str] = {
    "h": "{slope}: it falls only like h",
    "h2": "{slope}: it falls like h²",
    "faster": "{slope}: it falls faster than h²",
    "neither": "{slope}: neither like h nor like h²",
    "rounding": "too little of it stands clear of rounding",
    "beyond": "f(x + hv) is beyond the range of numbers",
    "nothing": "nothing to measure where v or u is 0",
}


def referees(found: Judged) -> Said:
    """What the three referees say of a rule."""
    equal = "holds" if found.forwards or found.backwards else "holds: both sides are 0"
    adjoint = {"holds": equal, "fails": "fails", "nothing": "asks nothing where v or u is 0"}
    return Said(
        adjoint[found.adjoint],
        _FALLS[found.remainder].format(slope=numeral(found.slope)),
        "passes" if found.checked else "raises AssertionError",
    )


def kept(found: Iterable[tuple[Operation, Kept]]) -> str:
    """What each operation keeps, as JAX holds it: a table."""
    rows = ["| operation | at x = | keeps | JAX holds |", "|---|---|---|---|"]
    for operation, held in found:
        at = np.atleast_1d(np.asarray(operation.at))
        where = numeral(at[0]) if at.size == 1 else numerals(at)
        holds = "; ".join(_written(leaf) for leaf in held.residuals) or "–"
        rows.append(f"| {held.name} | {where} | {held.said} | {holds} |")
    return "\n".join(rows)


def _written(numbers: Array) -> str:
    if numbers.ndim == 0:
        return numeral(float(numbers))
    if numbers.ndim == 1:
        return numerals(numbers)
    return "rows " + ", ".join(numerals(row) for row in numbers)


def composed(found: Backprop) -> str:
    """Backpropagation through x·w and Σy², box by box, beside jax.grad: a table."""
    x, w = numerals(X), numerals(W)
    by_x, by_w = numerals(found.by_x), numerals(found.by_w)
    return "\n".join(
        [
            "| box | :blue[forward] | :orange[backward] |",
            "|---|---|---|",
            f"| Σy² | y = {numeral(float(found.y))} → {numeral(float(found.loss))} "
            f"| 1 → u = 2y = {numeral(float(found.cotangent))} |",
            f"| x·w, vjp_x | x = {x} → y = {numeral(float(found.y))} | u → u w = {by_x} |",
            f"| x·w, vjp_w | w = {w} | u → u x = {by_w} |",
            f"| whole, jax.grad | | {numerals(found.whole[0])} and {numerals(found.whole[1])} |",
        ]
    )


def modes(found: Tried) -> str:
    """Which modes a custom VJP and a custom JVP leave open: a table."""
    rows = ["| mode | custom_vjp | custom_jvp |", "|---|---|---|"]
    for name in MODES:
        outcomes = ["refused" if by[name] else "works" for by in found]
        rows.append(f"| {name} | {outcomes[0]} | {outcomes[1]} |")
    return "\n".join(rows)


def code(title: str, x: Sequence[float], v: Sequence[float], u: Sequence[float]) -> str:
    """What the programs compute, in one sentence."""
    return (
        f"Runs as pasted: f(x) = exp(Ax) with the rule “{title}” at "
        f"x = {numerals(x)}, with v = {numerals(v)} and u = {numerals(u)}."
    )
