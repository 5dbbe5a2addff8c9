"""A room, for its teacher and its students: a question on two planes, and everybody's arrow."""

from typing import Literal, NamedTuple

from explainers.components.wire import Entry, Figure, Numbers, Vector
from explainers.core.products import Products
from explainers.core.tape import Tape


class Question(NamedTuple):
    """Where Jv ends, or where uᵀJ points, with all that a figure needs to draw it."""

    kind: Literal["push", "pull"]
    title: str
    """Of the function."""
    entry: Entry
    tape: Tape | None
    x: Vector
    v: Vector
    u: Vector
    inputs: tuple[int, int]
    outputs: tuple[int, int]
    numbers: Numbers[Products]


class Data(NamedTuple):
    """What the page is sent before it has a room."""

    letters: str
    """Of codes."""
    length: int
    """Of a code."""
    kind: Literal["push", "pull"]
    """What the link at hand is about, if a teacher opens a room."""
    query: str
    """That link."""
    title: str
    """And its function."""
    question: Question | None
    """As the room would ask it; None where it cannot be asked."""


mount = Figure("room", '<div class="instrument room" data-figure aria-busy="true"></div>')
