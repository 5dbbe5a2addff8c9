"""Which entry of a Jacobian is the largest, whether all are zero, and what a guess of it was."""

from enum import Enum, auto
from typing import NamedTuple, TypeAlias

import numpy as np
from jaxtyping import Bool
from numpy import ndarray

from explainers.core.known import Known

Place: TypeAlias = tuple[int, int]
"""Row and column of an entry."""


class Zero(Enum):
    """Whether all entries that are finite are zero."""

    NOT = auto()
    ROUNDED = auto()
    """None is known to differ from 0."""
    EXACT = auto()


class Largest(NamedTuple):
    """The finite entry that is the largest in size, and what is known of its rank."""

    row: int
    column: int
    alone: bool
    """Whether no other may be as large."""


def zero(found: Known) -> Zero:
    """Whether all entries that are finite are zero."""
    entries, errors = found.numbers.jacobian, found.errors.jacobian
    finite = np.isfinite(entries)
    if np.any(entries[finite]):
        return Zero.NOT
    return Zero.ROUNDED if np.any(errors[finite]) else Zero.EXACT


def largest(found: Known) -> Largest | None:
    """The largest of the entries that are finite, if any is."""
    entries = found.numbers.jacobian
    finite = np.isfinite(entries)
    if not finite.any():
        return None
    sizes = np.where(finite, np.abs(entries), -1.0)
    row, column = (int(i) for i in np.unravel_index(np.argmax(sizes), sizes.shape))
    return Largest(row, column, bool(np.count_nonzero(_reaching(found, (row, column))) == 1))


def farthest(found: Known) -> tuple[Place, ...]:
    """The entries than which none is known to be farther from 0; none where all may be 0."""
    first = largest(found)
    if first is None or zero(found) is not Zero.NOT:
        return ()
    return tuple((int(i), int(j)) for i, j in np.argwhere(_reaching(found, first[:2])))


def _reaching(found: Known, first: Place) -> Bool[ndarray, "m n"]:
    """Which of the finite entries may be as far from 0 as the largest of them."""
    entries, errors = found.numbers.jacobian, found.errors.jacobian
    least = np.abs(entries[first]) - errors[first]
    return np.isfinite(entries) & (np.abs(entries) + errors >= least)


class Gap(NamedTuple):
    """Bounds of how much farther from 0 one entry is than another."""

    least: float
    most: float


def gap(found: Known, near: Place, far: Place) -> Gap:
    """How much farther from 0 one entry is than another, both finite."""
    entries, errors = found.numbers.jacobian, found.errors.jacobian
    apart = float(np.abs(entries[far]) - np.abs(entries[near]))
    doubt = float(errors[far] + errors[near])
    return Gap(apart - doubt, apart + doubt)


class Guess(Enum):
    """What became of a guess which entry is farthest from 0."""

    RIGHT = auto()
    AS_FAR = auto()
    """No other is known to be farther."""
    ZERO = auto()
    """None is known to differ from 0."""
    TURNED = auto()
    """It is the right one of Jᵀ: row and column have changed places."""
    SIGNED = auto()
    """It is the largest number, though one below 0 is farther from it."""
    OTHER = auto()
    UNKNOWN = auto()
    """Its entry is not finite."""


def guessed(found: Known, row: int, column: int) -> Guess:
    """How a guess of the largest entry in size compares; ties within rounding count as right."""
    entries, errors = found.numbers.jacobian, found.errors.jacobian
    first = largest(found)
    if first is None or not np.isfinite(entries[row, column]):
        return Guess.UNKNOWN
    if zero(found) is not Zero.NOT:
        return Guess.ZERO
    mine, most = np.abs(entries[row, column]), np.abs(entries[first.row, first.column])
    if mine + errors[row, column] >= most - errors[first.row, first.column]:
        return Guess.RIGHT if first.alone else Guess.AS_FAR
    if (row, column) == (first.column, first.row):
        return Guess.TURNED
    finite = entries[np.isfinite(entries)]
    if entries[row, column] == finite.max() > 0 > entries[first.row, first.column]:
        return Guess.SIGNED
    return Guess.OTHER
