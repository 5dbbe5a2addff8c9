"""The states of a lecture, to be put in order."""

from typing import NamedTuple

from explainers.components.wire import Figure


class Stop(NamedTuple):
    """A state of the lecture."""

    title: str
    """Of its page."""
    ask: str
    """The teacher's question on it, or none."""
    link: str


class Data(NamedTuple):
    """What the list is sent."""

    heard: int
    """The last thing that hands sent."""
    stops: tuple[Stop, ...]
    problems: tuple[str, ...]
    """What was refused last, and why."""
    query: str
    """What the address holds of it."""


mount = Figure("lecture", '<div class="instrument lecture" aria-busy="true"></div>')
