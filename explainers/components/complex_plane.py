"""The complex plane: z, a step dz and their images, moved by hand (frontend/complex_plane)."""

from typing import Generic, NamedTuple

from explainers.components.wire import Edition, Figure, Numbers, S, Span
from explainers.core import complex_plane
from explainers.core.complex_plane.entry import Window
from explainers.core.tape import Tape


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
    half: float = complex_plane.HALF
    preset: Preset = Preset()


class Settled(NamedTuple):
    """What JAX computed, and the z and dz that it belongs to."""

    z: Span
    dz: Span
    numbers: Numbers[complex_plane.Numbers]
    accepted: bool
    """Whether f′(z) exists."""


class Data(NamedTuple, Generic[S]):
    """What the figure is sent."""

    edition: Edition
    plan: Plan
    state: S
    settled: Settled | None


mount = Figure("complex_plane")
