"""A room, for its teacher and its students: a question, and everybody's answer."""

from typing import Literal, NamedTuple, TypeAlias

from explainers.components.task import Slip
from explainers.components.wire import Entry, Figure, Numbers, Vector
from explainers.core.practice.goals import Chain, Free, Goal, Sparse, Target
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


class Words(NamedTuple):
    """A question that is answered by a few words, which nobody judges."""

    ask: str
    kind: Literal["words"] = "words"


class Card(NamedTuple):
    """What is answered on a card: by a number, a choice, an entry, an order, a place, or words."""

    kind: Literal["number", "choose", "cell", "order", "place", "words"]
    title: str
    """Of the function or the lesson."""
    program: str
    """Of f, where that is what is asked about."""
    variant: Variant | Words
    link: str = ""
    """To the state of a figure that it is about, with what is asked for covered; or nothing."""


class Puzzle(NamedTuple):
    """A puzzle of the practice page that is solved in the planes of the Stage."""

    kind: Literal["puzzle"]
    puzzle: str
    """Its name."""
    seed: str
    """Of its numbers."""
    title: str
    statement: str
    free: tuple[Free, ...]
    """What hands place: an answer has the numbers of each, one after another."""
    mode: Literal["push", "pull", "both"]
    goals: tuple[Goal, ...]
    slips: tuple[Slip, ...]
    won: str
    target: Target | None
    solution: Vector
    """An answer that solves it."""
    entry: Entry
    tape: Tape
    rule: Tape | None
    """Of (x, u), with uᵀJ at its end as a rule has it; None where that is JAX's own."""
    right: Tape | None
    """The same with the right rule."""
    curve: bool
    """Whether answers lie where the program of x and p gives 0."""
    x: Vector
    v: Vector
    u: Vector
    inputs: tuple[int, int]
    outputs: tuple[int, int]
    value: Vector
    """f(x) where hands begin."""


class Picks(NamedTuple):
    """A puzzle of the practice page that is solved by choices: products, stones, or colours."""

    kind: Literal["picks"]
    puzzle: str
    seed: str
    title: str
    statement: str
    goals: tuple[Goal, ...]
    slips: tuple[Slip, ...]
    won: str
    solution: tuple[int, ...]
    """An answer that solves it."""
    counts: tuple[int, ...]
    """How many each of its numbers, from 0, is chosen from."""
    chain: Chain | None
    """Whose products are put in order."""
    steps: int
    """Of a chain on which stones are placed; 0 for none."""
    sparse: Sparse | None
    """A J that is coloured."""


Question: TypeAlias = Arrow | Card | Puzzle | Picks


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


class Instead(NamedTuple):
    """Why what a link is about cannot be asked, and what is nearest to it."""

    why: str
    name: str


class Data(NamedTuple):
    """What the page is sent before it has a room."""

    letters: str
    """Of codes."""
    length: int
    """Of a code."""
    code: str
    """Of the room that the link at hand leads to; or nothing."""
    ask: str
    """What that link asks, by its name; or nothing."""
    say: str
    """What it asks in the teacher's own words; or nothing."""
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
    puzzle: Puzzle | Picks | None
    """Where the link at hand is about one."""
    instead: Instead | None
    """Where it is about one that no class can be asked."""
    posed: tuple[Posed, ...]
    """What it would ask of the lessons."""
    at: str
    """A link to the state that a question in one's own words would be about; or nothing."""


mount = Figure("room", '<div class="instrument room" data-figure aria-busy="true"></div>')
