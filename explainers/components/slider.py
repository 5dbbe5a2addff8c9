"""Numbers of a state that stand beside a figure: each is dragged, stepped by keys, or typed."""

from typing import NamedTuple

from explainers.components.wire import KEPT, Edition, Figure, Span


class Row(NamedTuple):
    """A number, and the track on which it slides."""

    name: str
    track: Span
    whole: bool = False
    """Only whole numbers on the track will do; else any number, be it beside the track."""


class State(NamedTuple):
    """What hands move."""

    numbers: tuple[float, ...]


class Data(NamedTuple):
    """What the sliders are sent."""

    edition: Edition
    state: State
    rows: tuple[Row, ...]
    of: str
    """What the numbers belong to: a function, a risk."""
    fixed: bool = False
    """Whether no hand moves them."""
    query: str = ""
    """What restores the state, where the link of the page is not drawn anew with them."""


mount = Figure("slider", f'{KEPT}<div class="instrument sliders" aria-busy="true"></div>')
