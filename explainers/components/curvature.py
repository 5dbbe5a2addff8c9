"""A scalar function, its quadratic model and its Hessian, moved by hand (frontend/curvature)."""

from typing import Generic, NamedTuple, TypeAlias

from jax import Array
from jaxtyping import Float

from explainers.components.wire import Edition, Entry, Figure, Limits, Numbers, S, Vector
from explainers.core.curvature.numbers import Curvature, Step
from explainers.core.tape import Tape

Heights: TypeAlias = tuple[float | None, ...]
"""f at places one after the other; null where it is not known."""


class Run(NamedTuple):
    """Where the steps of one kind lead."""

    places: tuple[Vector, ...]
    """From x on."""
    values: Heights
    """f there."""


class Settled(NamedTuple):
    """What JAX computed, and the state that it belongs to."""

    x: Vector
    v: Vector
    rate: float
    numbers: Numbers[Curvature]
    descent: Step
    """Against the gradient, at the rate of the state."""
    eta: Float[Array, ""]
    """That rate, not in units of 1/|λ|."""
    curved: bool
    """Whether there is a λ to measure rates by."""
    races: bool
    """Whether f is smooth at x and slopes, so that steps are suggested that mean something."""
    heights: tuple[Heights, Heights] | None
    """f at x and after each of the gradient steps and of Newton's; null before the race begins."""
    fitted: tuple[Run, Run] | None
    """Gauss–Newton and Levenberg–Marquardt steps; null where no race is run, or by two alone."""


class Data(NamedTuple, Generic[S]):
    """What the figure is sent."""

    edition: Edition
    entry: Entry
    tape: Tape | None
    """Of f."""
    bend: Tape | None
    """Of its gradient and its Hessian."""
    state: S
    limits: Limits
    fits: bool
    """Whether f is a sum of losses, so that four race."""
    settled: Settled | None


mount = Figure("curvature", alone="replayed")
