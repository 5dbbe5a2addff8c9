"""Which entry of a Jacobian is the largest, and whether all of them are zero."""

from enum import Enum, auto
from typing import NamedTuple

import numpy as np

from explainers.core.known import Known


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
    entries, errors = found.numbers.jacobian, found.errors.jacobian
    finite = np.isfinite(entries)
    if not finite.any():
        return None
    sizes = np.where(finite, np.abs(entries), -1.0)
    row, column = (int(i) for i in np.unravel_index(np.argmax(sizes), sizes.shape))
    reaching = sizes + errors >= sizes[row, column] - errors[row, column]
    return Largest(row, column, bool(np.count_nonzero(finite & reaching) == 1))
