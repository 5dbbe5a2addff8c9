"""Questions that come back after days, and the record of all that was answered."""

from typing import NamedTuple

from explainers.components.questions import Posed
from explainers.components.wire import Figure


class Group(NamedTuple):
    """The questions of one page."""

    lesson: str
    title: str
    marked: bool
    """Whether the menu has a mark for it."""
    questions: tuple[Posed, ...]


class Data(NamedTuple):
    """All that may come back."""

    groups: tuple[Group, ...]


mount = Figure("review", '<div class="instrument questions review" aria-busy="true"></div>')
