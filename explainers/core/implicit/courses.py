"""What solvers leave of a derivative, a ridge's path, and an ODE there and back, as data."""

import math
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from jaxtyping import Float

Solver: TypeAlias = Literal["fixed", "newton"]
Numbers: TypeAlias = Float[np.ndarray, " rounds"]
Weights: TypeAlias = Float[np.ndarray, " weights"]
Pair: TypeAlias = Float[np.ndarray, "2"]
Path: TypeAlias = Float[np.ndarray, "states 2"]

ENOUGH = 1e-6
"""The part of a derivative that it is off by when it counts as found."""
POWERS = np.linspace(-6.0, 2.0, 65)
"""Powers of ten: the penalties along which the path of a ridge is drawn."""

T = np.array([-0.95, -0.7, -0.45, -0.25, 0.0, 0.2, 0.4, 0.7, 0.9])
Y = np.array([-0.55, -1.15, -0.7, -0.9, 0.3, 0.25, 1.2, 0.7, 0.85])
"""Samples to which a ridge is fitted."""
T_HELD = np.array([-0.85, -0.6, -0.35, -0.1, 0.1, 0.3, 0.55, 0.8])
Y_HELD = np.array([-0.5, -1.0, -0.95, -0.2, 0.3, 0.85, 1.0, 0.65])
"""Those that are held out, and tell how good a penalty is."""


class Course(NamedTuple):
    """Where a solver stands after 0, 1, … rounds, and what that tells of dx/dp."""

    x: Numbers
    unrolled: Numbers
    """The derivative of all rounds until then."""
    implicit: Numbers
    """−g_p/g_x at that x."""


class Solved(NamedTuple):
    """A solution, its derivative, and the courses of both solvers."""

    x: float
    slope: float
    """dx/dp; infinite where g_x is 0."""
    x_error: float
    """How far rounding may have moved x."""
    slope_error: float
    rate: float
    """What a round of the fixed point leaves of an error near x; above 1 it makes it larger."""
    courses: dict[Solver, Course]

    def errors(self, solver: Solver) -> Course:
        """How far each number of a course is from the truth."""
        course = self.courses[solver]
        return Course(
            abs(course.x - self.x),
            abs(course.unrolled - self.slope),
            abs(course.implicit - self.slope),
        )

    def until(self, errors: Numbers) -> int | None:
        """After how many rounds dx/dp is found, and stays so; None if never."""
        if np.isinf(self.slope):
            return None
        large = np.flatnonzero(~(errors <= ENOUGH * abs(self.slope)))
        if not large.size:
            return 0
        return int(large[-1]) + 1 if large[-1] + 1 < len(errors) else None


class Fit(NamedTuple):
    """A ridge for a penalty, and its derivatives; or a row of each for many penalties."""

    w: Weights
    push: Weights
    """dw/dα, by one solve with g_w."""
    loss: Float[np.ndarray, ""]
    """½‖Xw − y‖² on the samples held out."""
    fitted: Float[np.ndarray, ""]
    """The same on those that are fitted."""
    pull: Float[np.ndarray, ""]
    """d loss/dα, by one solve with the transpose of g_w."""


class Ridge(NamedTuple):
    """All along the path, and at one penalty."""

    path: Fit
    here: Fit
    closed: float
    """The pull by the singular values of X, and no solve."""
    error: float
    """How far rounding may have moved either."""


class Trip(NamedTuple):
    """A run there and back."""

    path: Path
    """States, from the start to the end."""
    back: Path
    """States as they are computed from the end back to the start."""
    adjoint: Path
    """λ along the way back: the gradient of x(T) in the state there."""
    gradient: Pair
    """By backprop through the steps."""


class Errors(NamedTuple):
    """What is off with so many steps, as lengths of vectors, and what rounding hides of it."""

    steps: int
    drift: float
    """How far from the start the path that is computed back ends."""
    adjoint: float
    """How far the adjoint's gradient is from that of many steps."""
    backprop: float
    """The same of the steps' own gradient."""
    home_doubt: float
    """How far rounding may have moved the start that is computed back."""
    adjoint_doubt: float
    """How far it may have moved the adjoint's gradient."""
    backprop_doubt: float
    """How far it may have moved that of the steps, or of many."""
    goes: bool
    """Whether the path stays near, rather than running off."""
    returns: bool
    """Whether it does on its way back."""

    @property
    def seen(self) -> tuple[float, float, float]:
        """Drift and errors of both gradients; NaN where rounding hides one, or a path runs off."""
        rows = (
            (self.drift, self.home_doubt, self.returns),
            (self.adjoint, self.adjoint_doubt, self.returns),
            (self.backprop, self.backprop_doubt, self.goes),
        )
        drift, adjoint, backprop = (
            off if stays and off > doubt else math.nan for off, doubt, stays in rows
        )
        return drift, adjoint, backprop


class Trips(NamedTuple):
    """The run that is asked for, what is off there, and what is with other numbers of steps."""

    here: Trip
    at: Errors
    ladder: tuple[Errors, ...]
    truth: Pair
    """The gradient by many steps, to which others are held."""
