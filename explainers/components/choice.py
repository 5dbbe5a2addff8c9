"""What is chosen of some options, or typed, drawn with what the figures of a page load anyway."""

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from explainers.components.wire import KEPT, Edition, Figure, Span, Width

Look: TypeAlias = Literal["list", "row", "pills", "switch", "line", "lines", "whole"]
"""The browser's own list; buttons in a row, joined or each for itself; on or off; a text of one
line or of several; a whole number."""


class Option(NamedTuple):
    """One that can be chosen."""

    value: str
    words: str


class State(NamedTuple):
    """What hands change."""

    chosen: str
    """The value of an option, empty where there is none yet; or what is typed."""


class Data(NamedTuple):
    """What the choice is sent."""

    edition: Edition
    state: State
    options: tuple[Option, ...]
    """A switch has two: off and on. What is typed has none."""
    label: str
    named: bool = False
    """Whether the label is seen above the options, or only spoken; a switch shows it."""
    fixed: bool = False
    """Whether no hand changes it."""
    look: Look = "list"
    most: int = 0
    """Characters that a text may have."""
    span: Span = (0, 0)
    """The least and the largest of a whole number."""


_FIGURE = Figure("choice", f'{KEPT}<div class="choice" aria-busy="true"></div>')


def keyed(key: str, look: Look, *, named: bool = False) -> str:
    """The key of a choice, by which the style sheet of the frame keeps its place."""
    return f"choice-{look}-{'named-' * named}{key}"


def mount(
    key: str, data: Data, *, on_gesture: Callable[[], None], width: Width = "stretch"
) -> None:
    """Mount it under a key that was ``keyed``."""
    _FIGURE(key, data, on_gesture=on_gesture, width=width)
