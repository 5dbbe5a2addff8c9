"""The complex plane: z, a step dz and their images, moved by hand (frontend/complex_plane)."""

from typing import Generic, Literal, NamedTuple, TypeAlias

from explainers.components.wire import Edition, Figure, Numbers, S, Span
from explainers.core import complex_plane
from explainers.core.complex_plane.entry import Window
from explainers.core.tape import Tape

Kind: TypeAlias = Literal["value", "jacobian", "jump", "kink", "none", "derivative", "unknown"]
"""The values of ``complex_plane.Kind``."""


class Preset(NamedTuple):
    """Where every function is first met."""

    z: Span = complex_plane.Z
    dz: Span = complex_plane.DZ


class Plan(NamedTuple):
    """A function w = f(z), and the windows it is seen in."""

    slug: str
    title: str
    window: Window
    tape: Tape
    cuts: Tape | None
    analytic: bool
    """Whether f calls analytic functions alone, so that Cauchy–Riemann holds wherever J is
    that of all sides."""
    half: float = complex_plane.HALF
    preset: Preset = Preset()


class Settled(NamedTuple):
    """What JAX computed, and the z and dz that it belongs to."""

    z: Span
    dz: Span
    numbers: Numbers[complex_plane.Numbers]
    kind: Kind
    """What is known of f′(z)."""
    image: complex_plane.Image
    """What J makes of a small circle."""
    checked: bool
    """Whether ``derivative`` returns a number."""
    apart: bool
    """Whether forward and reverse are known to disagree."""


class Data(NamedTuple, Generic[S]):
    """What the figure is sent."""

    edition: Edition
    plan: Plan
    state: S
    settled: Settled | None


mount = Figure("complex_plane", alone="replayed")
