"""Eigenvalues of a symmetric matrix of which each entry has a bound of its error.

They are found by Jacobi's rotations in decimal arithmetic, so that all their error is that of
the entries: an eigenvalue of 67 beside one of 10¹⁹, as Rosenbrock's function has far out, keeps
its digits, and so does its sign.
"""

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from typing import NamedTuple, TypeAlias

import numpy as np

from explainers.core.rounding import UNIT, Array, is_rounding
from explainers.core.verdicts import Flags

_ARITHMETIC = Context(prec=60, Emin=-999999, Emax=999999)
_ENOUGH = Decimal("1e-40")
"""Rotations are done when what is off the diagonal is below this part of the largest entry."""
LOST = 1e-50
"""The arithmetic itself loses less than this part of the entries that are rotated."""
_SWEEPS = 60
"""Rotations converge quadratically; this many are never needed."""


class Spectrum(NamedTuple):
    """Eigenvalues from the lowest to the highest, and how far errors may have moved them."""

    values: Array
    errors: Array
    """Infinite where an error of an entry is."""
    directions: Array
    """Eigenvectors, one a column."""
    mixed: Array
    """n × n: how far entry i, k of the matrix in its own directions may differ from 0, or from
    the eigenvalue where i = k."""
    whole: tuple[tuple[Decimal, tuple[Decimal, ...]], ...]
    """Each eigenvalue with its eigenvector, to all digits."""

    @property
    def clear(self) -> Flags:
        """Which eigenvalues are known to differ from 0."""
        return ~is_rounding(self.values, self.errors)

    @property
    def inverse(self) -> Array:
        """The inverse along eigenvectors whose eigenvalue is known to differ from 0: pinv."""
        with localcontext(_ARITHMETIC):
            terms = [(1 / value, q) for value, q in self._bent()]
            n = len(self.values)
            return np.array(
                [
                    [float(sum((z * q[i] * q[j] for z, q in terms), Decimal(0))) for j in range(n)]
                    for i in range(n)
                ]
            )

    def solved(self, right: Array) -> tuple[Array, float]:
        """The inverse times a vector, and that times the vector again, each rounded once."""
        with localcontext(_ARITHMETIC):
            given = [Decimal(float(z)) for z in right]
            parts = [(_dot(q, given), value, q) for value, q in self._bent()]
            made = [
                float(sum((part / value * q[i] for part, value, q in parts), Decimal(0)))
                for i in range(len(given))
            ]
            return np.array(made), float(sum((p * p / z for p, z, _ in parts), Decimal(0)))

    def _bent(self) -> list[tuple[Decimal, tuple[Decimal, ...]]]:
        return [pair for pair, bent in zip(self.whole, self.clear, strict=True) if bent]


def spectrum(matrix: Array, errors: Array) -> Spectrum:
    """Spectrum of a finite n × n matrix that is symmetric but for errors of that shape."""
    n = len(matrix)
    with localcontext(_ARITHMETIC):
        a, vectors, sizes = _rotated(matrix.tolist())
        order = sorted(range(n), key=lambda k: a[k][k])
        values = np.array([float(a[k][k]) for k in order])
        directions = np.array([[float(row[k]) for k in order] for row in vectors])
        left = np.array([[float(abs(a[i][j])) * (i != j) for j in order] for i in order])
        lost = LOST * np.array([float(sizes[k]) for k in order])
        whole = tuple((a[k][k], tuple(row[k] for row in vectors)) for k in order)
    if not np.isfinite(errors).all():
        nothing = np.full((n, n), np.inf)
        return Spectrum(values, nothing[0], directions, nothing, whole)
    mixed = np.abs(directions).T @ ((errors + errors.T) / 2) @ np.abs(directions) + left
    gaps = np.abs(values[:, None] - values)
    others = mixed * ~np.eye(n, dtype=bool)
    with np.errstate(all="ignore"):
        near = np.where(gaps > 2 * others, 2 * others / gaps, 1.0)
    moved = np.diagonal(mixed) + (others * near).sum(axis=1)
    return Spectrum(values, moved + lost + UNIT * np.abs(values), directions, mixed, whole)


_Table: TypeAlias = list[list[Decimal]]


def _dot(a: Sequence[Decimal], b: Sequence[Decimal]) -> Decimal:
    return sum((x * y for x, y in zip(a, b, strict=True)), Decimal(0))


def _rotated(matrix: Sequence[Sequence[float]]) -> tuple[_Table, _Table, list[Decimal]]:
    """What rotations make of a matrix, their product, and the largest entries each axis met."""
    n = len(matrix)
    half = Decimal("0.5")
    a = [
        [half * (Decimal(matrix[i][j]) + Decimal(matrix[j][i])) for j in range(n)] for i in range(n)
    ]
    q = [[Decimal(i == j) for j in range(n)] for i in range(n)]
    sizes = [Decimal(0)] * n
    least = _ENOUGH * max(abs(entry) for row in a for entry in row)
    for _ in range(_SWEEPS):
        pairs = [(i, j) for i in range(n) for j in range(i) if abs(a[i][j]) > least]
        if not pairs:
            break
        for i, j in pairs:
            met = max(sizes[i], sizes[j], *(abs(a[k][other]) for k in (i, j) for other in (i, j)))
            sizes[i] = sizes[j] = met
            _rotate(a, q, i, j)
    return a, q, sizes


def _rotate(a: _Table, q: _Table, i: int, j: int) -> None:
    """Turn the plane of two axes so that their entry off the diagonal vanishes."""
    if a[i][j] == 0:
        return
    theta = (a[j][j] - a[i][i]) / (2 * a[i][j])
    t = (-1 if theta < 0 else 1) / (abs(theta) + (theta * theta + 1).sqrt())
    c = 1 / (t * t + 1).sqrt()
    s = t * c
    for row in (*a, *q):
        row[i], row[j] = c * row[i] - s * row[j], s * row[i] + c * row[j]
    a[i], a[j] = (
        [c * p - s * r for p, r in zip(a[i], a[j], strict=True)],
        [s * p + c * r for p, r in zip(a[i], a[j], strict=True)],
    )
    a[i][j] = a[j][i] = Decimal(0)
