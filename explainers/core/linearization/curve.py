"""A curve of errors of difference quotients, as words and figures take it."""

from enum import Enum, auto
from typing import NamedTuple

from jaxtyping import Float
from numpy import ndarray


class Best(Enum):
    """Where among the h that were tried the error is least."""

    INSIDE = auto()
    """At the bottom of a valley, which has two sides."""
    LARGEST = auto()
    """At the largest h, or beyond it."""
    SMALLEST = auto()
    """At the smallest h, or beyond it."""
    NOWHERE = auto()
    """The error does not depend on h, or is no number."""


class Theory(Enum):
    """What theory says of the best h: truncation and rounding balance there."""

    KNOWN = auto()
    NO_TRUNCATION = auto()
    """By f's program the quotient of exact values is exact, at every h."""
    NO_TERM = auto()
    """The first term of the truncation is zero at this x, others may not be."""
    NO_ROUNDING = auto()
    """f(x) is zero, and rounding errors are taken to be relative to it."""
    NOT_SMOOTH = auto()
    """f is not known to be smooth at x."""


class Curve(NamedTuple):
    """Errors of one kind of quotient in one precision."""

    name: str
    steps: Float[ndarray, " k"]
    errors: Float[ndarray, " k"]
    best: float
    """Where the valley is deepest; NaN for no mark."""
    theory: float
    """Where theory puts it; NaN for no mark."""
    central: bool
    single: bool
    found: Best = Best.INSIDE
    known: Theory = Theory.KNOWN
