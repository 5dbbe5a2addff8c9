"""Two answers to "how should x move, so that the output moves by u?", held side by side.

Jᵀu is the gradient of x ↦ u·f(x): a direction to climb in, and no answer. The smallest
answer to first order is pinv(J)u, where there is one.
"""

from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import numpy as np

from explainers.core import products
from explainers.core.host import on_host
from explainers.core.known import Known, Vector, bounds_of
from explainers.core.rounding import UNIT, Array, cleared, is_rounding, product_error, rank
from explainers.core.types import Map

Exact: TypeAlias = list[list[Fraction]]
"""A matrix, row by row."""
SLACK = 8.0
"""What is dropped where J lacks rank may be so many times the errors of its entries."""


class Reach(Enum):
    """What of u some step reaches, to first order."""

    EVERY = auto()
    """Every u can be reached, and so this one."""
    THIS = auto()
    """This u, though not every one."""
    PART = auto()
    NOTHING = auto()
    UNKNOWN = auto()


class Step(NamedTuple):
    """A change of x, what the linear picture makes of it, and what f makes of it."""

    step: Array
    linear: Array
    """J times the step."""
    true: Array
    """f(x + step) − f(x)."""


class Recipes(NamedTuple):
    """The pulled-back u taken as a step, beside the smallest step that answers u."""

    gradient: Step
    smallest: Step
    missed: Array
    """Part of u that no step reaches to first order: u − J pinv(J) u."""
    rank: int
    """Of J, as far as rounding lets it be told."""
    reach: Reach


class Smallest(NamedTuple):
    """The smallest x for which Ax comes as near to b as it can."""

    solution: Array
    solution_error: Array
    missed: Array
    """b − Ax."""
    missed_error: Array
    rank: int
    """Of A: singular values that are known to differ from 0."""


def least_squares(matrix: Array, target: Array, errors: Array | None = None) -> Smallest:
    """pinv(A)b for an m×n matrix A whose entries are known up to some errors, and its rank.

    A full-rank factorisation A = BC gives pinv(A) = Cᵀ(CCᵀ)⁻¹(BᵀB)⁻¹Bᵀ (Ben-Israel and
    Greville 2003, Generalized Inverses, section 1.6), in rational numbers, so that no size of
    one row or column drowns another. Errors are those to first order in the errors of A.
    Raises ValueError if A or its errors are not finite.
    """
    bounds = np.zeros_like(matrix) if errors is None else errors
    found = rank(matrix, bounds)
    exact = [[Fraction(float(z)) for z in row] for row in matrix]
    inverse = _pseudoinverse(exact, found)
    wanted = [[Fraction(float(z))] for z in target]
    solution = _times(inverse, wanted)
    left = [[b[0] - z[0]] for b, z in zip(wanted, _times(exact, solution), strict=True)]
    x, missed = _floats(solution)[:, 0], _floats(left)[:, 0]
    with np.errstate(all="ignore"):
        p, slack = _floats(inverse), SLACK if found < min(matrix.shape) else 1.0
        e, size = slack * bounds, np.abs(p)
        kept = np.abs(_floats(_rest(exact, inverse)))
        free = np.abs(_floats(_rest(inverse, exact)))
        return Smallest(
            solution=x,
            solution_error=UNIT * np.abs(x)
            + size @ (e @ np.abs(x))
            + size @ (size.T @ (e.T @ np.abs(missed)))
            + free @ (e.T @ (size.T @ np.abs(x))),
            missed=missed,
            missed_error=UNIT * np.abs(missed)
            + kept @ (e @ np.abs(x))
            + size.T @ (e.T @ np.abs(missed)),
            rank=found,
        )


def recipes(f: Map, found: Known, x: Vector, u: Vector) -> Recipes:
    """Jᵀu and pinv(J)u as steps from x; numbers that are only rounding are 0.

    Nothing may be wrong with f there: what is known of it has to be finite.
    """
    at, weights = np.asarray(x, float), np.asarray(u, float)
    matrix, bounds = np.asarray(found.numbers.jacobian), np.asarray(found.errors.jacobian)
    pulled = np.asarray(found.numbers.pull), np.asarray(found.errors.pull)
    if not np.isfinite(bounds).all():
        nowhere, nothing = np.full_like(at, np.nan), np.full_like(weights, np.nan)
        unknown = Step(nowhere, nothing, nothing)
        (gradient,) = _taken(f, found, at, pulled)
        return Recipes(gradient, unknown, nothing, 0, Reach.UNKNOWN)
    smallest = least_squares(matrix, weights, bounds)
    missed = cleared(smallest.missed, smallest.missed_error)
    gradient, answer = _taken(f, found, at, pulled, (smallest.solution, smallest.solution_error))
    answer = answer._replace(linear=cleared(weights - missed, smallest.missed_error))
    return Recipes(gradient, answer, missed, smallest.rank, reach(smallest, weights))


def _taken(f: Map, found: Known, at: Array, *steps: tuple[Array, Array]) -> list[Step]:
    """Steps, each with its error, and what comes of them."""
    matrix, bounds = np.asarray(found.numbers.jacobian), np.asarray(found.errors.jacobian)
    rooms = bounds_of(f, np.stack([at + step for step, _ in steps])).value_errors
    taken: list[Step] = []
    for (step, error), room in zip(steps, rooms, strict=True):
        there = on_host(products.compiled(f)(at, step, np.zeros(len(matrix))).moved)
        with np.errstate(all="ignore"):
            linear = cleared(matrix @ step, product_error(matrix, bounds, step, error))
            true = cleared(there - found.numbers.value, room + found.errors.value)
        taken.append(Step(cleared(step, error), linear, true))
    return taken


def reach(found: Smallest, u: Array) -> Reach:
    """What of u is reached."""
    if found.rank == len(u):
        return Reach.EVERY
    if not np.isfinite(found.missed_error).all():
        return Reach.UNKNOWN
    if is_rounding(found.missed, found.missed_error).all():
        return Reach.THIS
    if is_rounding(u - found.missed, found.missed_error).all():
        return Reach.NOTHING
    return Reach.PART


# Rational numbers ------------------------------------------------------------------------------


def _pseudoinverse(matrix: Exact, kept: int) -> Exact:
    """Of a matrix, or of the nearest one by its pivots that has so much rank."""
    if kept == 0:
        return [[Fraction(0)] * len(matrix) for _ in matrix[0]]
    rows, columns = _pivots(matrix, kept)
    left = [[row[j] for j in columns] for row in matrix]
    right = _solved([left[i] for i in rows], [matrix[i] for i in rows])
    across = _transposed(right)
    turned = _solved(_times(_transposed(left), left), _transposed(left))
    return _times(across, _solved(_times(right, across), turned))


def _pivots(matrix: Exact, kept: int) -> tuple[list[int], list[int]]:
    """Rows and columns of so many pivots, each the largest in its own row's and column's units."""
    left = [list(row) for row in matrix]
    rows: list[int] = []
    columns: list[int] = []
    sizes = [max((abs(z) for z in row), default=Fraction(0)) or Fraction(1) for row in matrix]
    widths = [
        max(abs(row[j]) / size for row, size in zip(matrix, sizes, strict=True)) or Fraction(1)
        for j in range(len(matrix[0]))
    ]
    for _ in range(kept):
        i, j = max(
            (
                (i, j)
                for i in range(len(left))
                for j in range(len(widths))
                if i not in rows and j not in columns
            ),
            key=lambda at: abs(left[at[0]][at[1]]) / (sizes[at[0]] * widths[at[1]]),
        )
        rows.append(i)
        columns.append(j)
        for k, row in enumerate(left):
            if k not in rows and row[j]:
                part = row[j] / left[i][j]
                left[k] = [a - part * b for a, b in zip(row, left[i], strict=True)]
    return rows, columns


def _solved(matrix: Exact, right: Exact) -> Exact:
    """A⁻¹B for an invertible A, by elimination."""
    size = len(matrix)
    rows = [[*one, *other] for one, other in zip(matrix, right, strict=True)]
    for k in range(size):
        first = next(i for i in range(k, size) if rows[i][k])
        rows[k], rows[first] = rows[first], rows[k]
        pivot = rows[k][k]
        rows[k] = [z / pivot for z in rows[k]]
        for i in range(size):
            if i != k and rows[i][k]:
                part = rows[i][k]
                rows[i] = [a - part * b for a, b in zip(rows[i], rows[k], strict=True)]
    return [row[size:] for row in rows]


def _times(left: Exact, right: Exact) -> Exact:
    columns = _transposed(right)
    return [[_dot(row, column) for column in columns] for row in left]


def _dot(row: list[Fraction], column: list[Fraction]) -> Fraction:
    """Their product over one common denominator: to reduce each term would take most time."""
    top, bottom = 0, 1
    for a, b in zip(row, column, strict=True):
        under = a.denominator * b.denominator
        top, bottom = top * under + a.numerator * b.numerator * bottom, bottom * under
    return Fraction(top, bottom)


def _transposed(matrix: Exact) -> Exact:
    return [list(column) for column in zip(*matrix, strict=True)]


def _rest(left: Exact, right: Exact) -> Exact:
    """I − AB."""
    return [
        [Fraction(int(i == j)) - z for j, z in enumerate(row)]
        for i, row in enumerate(_times(left, right))
    ]


def _floats(matrix: Exact) -> Array:
    def number(z: Fraction) -> float:
        try:
            return float(z)
        except OverflowError:
            return float("inf") if z > 0 else float("-inf")

    return np.array([[number(z) for z in row] for row in matrix], dtype=float)
