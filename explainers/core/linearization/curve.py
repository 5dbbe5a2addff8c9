"""A curve of errors of difference quotients, as words and figures take it."""

from typing import NamedTuple

from jaxtyping import Float
from numpy import ndarray


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
