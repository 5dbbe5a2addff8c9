"""A case of the gallery of kinks, moved by hand (frontend/kinks)."""

from typing import Generic, NamedTuple

from explainers.components.wire import Edition, Figure, S, Span
from explainers.core.kinks.numbers import Samples


class Said(NamedTuple):
    """What each mode says in place of a number, if anything."""

    forward: str
    reverse: str


class Case(NamedTuple):
    """A case."""

    slug: str
    title: str
    at: float
    step: float
    reach: Span
    y_view: Span
    slope_view: Span
    whole: bool
    central: bool
    said: Said
    torch: tuple[str, str]
    """What PyTorch returned at the kink, in forward and in reverse mode."""
    samples: Samples | None
    """All of JAX's numbers along it; None until JAX has answered."""


class Data(NamedTuple, Generic[S]):
    """What the figure is sent."""

    edition: Edition
    case: Case
    state: S


mount = Figure("kinks", alone="whole")
