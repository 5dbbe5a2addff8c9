"""Whether a vector on the wrong side of a square J would be noticed."""

from enum import Enum, auto
from typing import NamedTuple

import numpy as np

from explainers.core.known import Known
from explainers.core.rounding import UNIT, Array, cleared, is_rounding, product_error


class Symmetry(Enum):
    """Whether v to the right of J differs from v to its left."""

    SINGLE = auto()
    """J is a single number."""
    EXACT = auto()
    """J is symmetric."""
    ROUNDED = auto()
    """Not known to be anything else."""
    CHANCE = auto()
    """J is not, but for this v nothing is known to differ."""
    NONE = auto()
    """J is not, and the products differ."""
    UNKNOWN = auto()


class Sides(NamedTuple):
    """A square J times v and u, and v and u times J; numbers that are only rounding are 0."""

    jv: Array
    vj: Array
    ju: Array
    uj: Array
    symmetry: Symmetry


def sides(found: Known, v: Array, u: Array) -> Sides:
    """V and u on either side of a square J."""
    matrix, bounds = np.asarray(found.numbers.jacobian), np.asarray(found.errors.jacobian)
    exact = np.zeros_like(v)

    def times(left: Array, left_error: Array, right: Array, right_error: Array) -> Array:
        with np.errstate(all="ignore"):
            return cleared(left @ right, product_error(left, left_error, right, right_error))

    return Sides(
        jv=np.asarray(found.numbers.push),
        vj=times(v, exact, matrix, bounds),
        ju=times(matrix, bounds, u, exact),
        uj=np.asarray(found.numbers.pull),
        symmetry=symmetry(matrix, bounds, v),
    )


def symmetry(matrix: Array, bounds: Array, v: Array) -> Symmetry:
    """Whether J and its transpose differ, and whether they do so for this v."""
    if len(matrix) == 1:
        return Symmetry.SINGLE
    with np.errstate(all="ignore"):
        apart = matrix - matrix.T
        room = bounds + bounds.T + UNIT * np.abs(apart)
        product, doubt = apart @ v, product_error(apart, room, v, np.zeros_like(v))
        left, right = matrix @ v, v @ matrix
    if not (np.isfinite([*left, *right]).all() and np.isfinite(bounds).all()):
        return Symmetry.UNKNOWN
    if (np.abs(apart) <= room).all():
        off = ~np.eye(len(matrix), dtype=bool)
        return Symmetry.ROUNDED if bounds[off].any() else Symmetry.EXACT
    return Symmetry.CHANCE if is_rounding(product, doubt).all() else Symmetry.NONE
