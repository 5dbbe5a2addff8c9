"""A room, for its teacher and its students: a question, and everybody's answer."""

from typing import Literal, NamedTuple, TypeAlias

from explainers.components.task import Slip
from explainers.components.wire import Entry, Figure, Numbers, Vector
from explainers.core.practice.goals import Goal, Target
from explainers.core.products import Products
from explainers.core.tape import Tape
from explainers.lessons.asking import Variant


class Arrow(NamedTuple):
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


class Card(NamedTuple):
    """What is answered on a card: by a number, a choice, an entry, an order, or a place."""

    kind: Literal["number", "choose", "cell", "order", "place"]
    title: str
    """Of the function or the lesson."""
    program: str
    """Of f, where that is what is asked about."""
    variant: Variant


class Puzzle(NamedTuple):
    """A puzzle of the practice page whose solution is one vector, or a point, of a plane."""

    kind: Literal["puzzle"]
    puzzle: str
    """Its name."""
    seed: str
    """Of its numbers."""
    title: str
    statement: str
    hand: Literal["x", "v", "u"]
    """What is placed."""
    mode: Literal["push", "pull", "both"]
    goals: tuple[Goal, ...]
    slips: tuple[Slip, ...]
    won: str
    target: Target | None
    solution: Vector
    entry: Entry
    tape: Tape
    x: Vector
    v: Vector
    u: Vector
    inputs: tuple[int, int]
    outputs: tuple[int, int]
    value: Vector
    """f(x) where hands begin."""


Question: TypeAlias = Arrow | Card | Puzzle


class Topic(NamedTuple):
    """What a teacher may ask about the state at hand, by its name, and as it would be asked."""

    name: str
    card: Card


class Posed(NamedTuple):
    """A question of a lesson, by its name, for a teacher to pick."""

    name: str
    lesson: str
    """Its title."""
    ask: str
    fresh: bool
    """Whether it is asked with numbers that are drawn then."""


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
    question: Arrow | None
    """As the room would ask it; None where it cannot be asked."""
    topics: tuple[Topic, ...]
    """What else it would ask about that state."""
    puzzle: Puzzle | None
    """Where the link at hand is about one."""
    posed: tuple[Posed, ...]
    """What it would ask of the lessons."""


mount = Figure("room", '<div class="instrument room" data-figure aria-busy="true"></div>')
