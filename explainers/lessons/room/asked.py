"""What a class is asked about a state by a number or by an entry of J, as pure functions of it.

What is given is printed with few digits, and the truth is what JAX computed with all of them: an
answer counts as right as far from it as the printed digits, and some rounding by hand, may lead.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np

from explainers.core.numerals import numeral, numerals
from explainers.lessons.asking import Cell, Mistake, Number

Topic: TypeAlias = Literal["length", "pairing", "entry", "cell"]
NEAR = 0.02
"""So far from the truth, in parts of it, an answer is right."""
ROUNDED = 0.002
"""And so far in parts of what was added on the way to it: four digits are given of each factor."""
_GIVEN, _EXACT = 4, 8
"""Digits of what is multiplied, and of x, where a program is run at it."""


class About(NamedTuple):
    """A state, with JAX's numbers at it; x, v and what has n items, u and what has m."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]
    value: np.ndarray
    jacobian: np.ndarray
    """m×n."""
    push: np.ndarray
    pull: np.ndarray
    pairing: float


class _Wrong(NamedTuple):
    value: float
    why: str


def length(about: About) -> Number:
    """How long Jv is, from the rows of J and v."""
    J, v, pushed = about.jacobian, np.array(about.v), about.push
    wrong = [
        _Wrong(_norm(v), "That is how long v is. Let J act on it first."),
        _Wrong(float(pushed @ pushed), "That is the square of the length: its root is left."),
        _Wrong(float(np.abs(pushed).sum()), "Those are the sizes of Jv's numbers, added."),
        _Wrong(float(pushed.sum()), "Those are Jv's numbers, added."),
    ]
    if J.shape[0] == J.shape[1]:
        wrong.append(_Wrong(_norm(J.T @ v), "That is how long Jᵀv is: rows were weighted."))
    return _number(
        f"{_rows(J)}, and v = {_given(v)}. How long is Jv?",
        _norm(pushed),
        _tolerance(_norm(pushed), _norm(np.abs(J) @ np.abs(v))),
        wrong,
        f"Jv = {numerals(pushed)}, and its length is the root of the sum of squares.",
        "Each row of J meets v; then come squares, their sum, and its root.",
    )


def pairing(about: About) -> Number:
    """What u·(Jv) is, from the rows of J, v and u."""
    J, v, u = about.jacobian, np.array(about.v), np.array(about.u)
    pushed, pulled = about.push, about.pull
    wrong = [
        _Wrong(float(pushed.sum()), "Those are Jv's numbers, added, as if u were all ones."),
        _Wrong(float(pulled.sum()), "Those are uᵀJ's numbers, added, as if v were all ones."),
        _Wrong(_norm(pushed), "That is how long Jv is. It still has to meet u."),
    ]
    if J.shape[0] == J.shape[1]:
        wrong.insert(0, _Wrong(float(v @ J @ u), "That is v·(Ju): u and v have changed places."))
        wrong.append(_Wrong(float(u @ v), "That is u·v. J has to act on v first."))
    return _number(
        f"{_rows(J)}, v = {_given(v)} and u = {_given(u)}. What is u·(Jv)?",
        about.pairing,
        _tolerance(about.pairing, float(np.abs(u) @ np.abs(J) @ np.abs(v))),
        wrong,
        f"Jv = {numerals(pushed)} meets u; or uᵀJ = {numerals(pulled)} meets v, which gives the "
        "same.",
        "Push v and let u weight what comes out, or pull u back and let it meet v.",
    )


def entry(about: About) -> Number:
    """What one entry of J is, from the program of f."""
    J = about.jacobian
    i, j = place(J)
    y, x = about.outputs[i], about.inputs[j]
    wrong = [_Wrong(float(about.value[i]), f"That is {y} itself. J holds how fast it moves.")]
    if max(i, j) < min(J.shape):
        told = f"That is row {j + 1}, column {i + 1}: row and column have changed places."
        wrong.insert(0, _Wrong(float(J[j, i]), told))
    wrong.append(_Wrong(float(-J[i, j]), "The size is right, and the sign is not."))
    return _number(
        f"x = {numerals(about.x, _EXACT)}. Which number stands in row {i + 1}, column {j + 1} of "
        "J there?",
        float(J[i, j]),
        NEAR * abs(float(J[i, j])),
        wrong,
        f"It tells how fast {y} moves when only {x} moves.",
        f"Take {y}, let {x} alone move, and put in x.",
    )


def cell(about: About) -> Cell:
    """Which entry of J tells how fast one output moves with one input."""
    J = about.jacobian
    i, j = place(J)

    def why(row: int, column: int) -> str:
        y, x = about.outputs[row], about.inputs[column]
        told = f"Row {row + 1}, column {column + 1} tells how fast {y} moves when {x} moves"
        if (row, column) == (i, j):
            return f"{told}: rows belong to outputs, columns to inputs."
        if (row, column) == (j, i):
            return f"{told}. Row and column are taken for one another."
        return f"{told}."

    rows, columns = J.shape
    return Cell(
        f"The inputs are {_listed(about.inputs)}, the outputs {_listed(about.outputs)}, in this "
        f"order. Which entry tells how fast {about.outputs[i]} moves when only {about.inputs[j]} "
        "moves?",
        "J",
        tuple(tuple(map(numeral, numbers)) for numbers in J.tolist()),
        tuple(tuple(why(row, column) for column in range(columns)) for row in range(rows)),
        (i, j),
    )


TOPICS: dict[str, Callable[[About], Number | Cell]] = {
    "length": length,
    "pairing": pairing,
    "entry": entry,
    "cell": cell,
}
PROGRAM: frozenset[str] = frozenset({"entry"})
"""What is asked by the program of f."""


def place(J: np.ndarray) -> tuple[int, int]:
    """The entry that is asked about: the largest beside the diagonal, where there is any."""
    rows, columns = J.shape
    entries = [(i, j) for i in range(rows) for j in range(columns)]
    among = [(i, j) for i, j in entries if i != j] or entries
    return max(among, key=lambda at: abs(float(J[at])))


def _tolerance(truth: float, added: float) -> float:
    return max(NEAR * abs(truth), ROUNDED * added)


def _number(
    ask: str, truth: float, tolerance: float, wrong: list[_Wrong], why: str, hint: str
) -> Number:
    """The question, with those mistakes that can be told from the truth and from one another."""
    mistakes: list[Mistake] = []
    apart = 2 * tolerance
    for value, told in wrong:
        others = (truth, *(mistake.value[0] for mistake in mistakes))
        if np.isfinite(value) and all(abs(value - other) > apart for other in others):
            mistakes.append(Mistake((float(value),), told))
    return Number(ask, truth, tolerance, tuple(mistakes), why, hint)


def _rows(J: np.ndarray) -> str:
    rows = [_given(row) for row in J.tolist()]
    return f"J has the rows {_listed(rows)}" if len(rows) > 1 else f"J has one row, {rows[0]}"


def _given(numbers: Any) -> str:
    return numerals(numbers, _GIVEN)


def _listed(names: Any) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _norm(vector: np.ndarray) -> float:
    return float(np.linalg.norm(vector))
