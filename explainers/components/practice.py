"""The path through the puzzles, with a mark at those that this browser has seen solved."""

from typing import NamedTuple

from explainers.components.wire import Edition, Figure


class Step(NamedTuple):
    """A puzzle on the path."""

    slug: str
    title: str


class Level(NamedTuple):
    """Puzzles of one level."""

    title: str
    steps: tuple[Step, ...]


class Data(NamedTuple):
    """What the path is sent."""

    edition: Edition
    levels: tuple[Level, ...]
    here: str
    """The puzzle that is open."""


mount = Figure("practice", '<div class="instrument practice"></div>')
