"""What a case of the gallery is."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from jax import Array

from explainers.core.numerals import numeral

Scalar: TypeAlias = Callable[[Array], Array]
"""A function from ℝ to ℝ, written in jax.numpy."""
Range: TypeAlias = tuple[float, float]

TORCH = "2.13.0"
"""The version of PyTorch whose answers are recorded."""


class Torch(NamedTuple):
    """The same function in PyTorch, and what that returned; a test asks it again."""

    function: str
    mended: str
    forward: str
    """A number in full, or the name of the error."""
    reverse: str

    @property
    def texts(self) -> tuple[str, str]:
        """What forward and reverse mode returned, as readers see it."""
        return _text(self.forward), _text(self.reverse)


def _text(recorded: str) -> str:
    return recorded if recorded.endswith("Error") else numeral(float(recorded))


class Case(NamedTuple):
    """A function that misleads at some point, and what mends it."""

    slug: str
    title: str
    f: Scalar
    mended: Scalar
    at: float
    """Where it misleads."""
    reach: Range
    """Where a hand may take x."""
    y_view: Range
    slope_view: Range
    torch: Torch
    nodes: int = 200
    """Into how many steps the reach is divided; x stands on one of their ends."""
    sampled: Range | None = None
    """Where f may be asked beside the reach, if not one unit further to either side."""
    whole: bool = False
    """Whether x is a whole number of an integer type."""
    central: bool = False
    """Whether x is the logarithm of a step h, and central differences are the subject."""

    @property
    def step(self) -> float:
        """Distance of the points on which x may stand."""
        return (self.reach[1] - self.reach[0]) / self.nodes

    def place(self, index: int) -> float:
        """The point of this number, counted from the low end of the reach."""
        return float(f"{self.reach[0] + index * self.step:.12g}") + 0.0

    def nearest(self, x: float) -> float:
        """The point on which x may stand that is nearest to a number."""
        index = round((x - self.reach[0]) / self.step)
        return self.place(min(max(index, 0), self.nodes))
