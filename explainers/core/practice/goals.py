"""What a puzzle asks, as data that Python and the browser judge alike."""

from typing import Literal, NamedTuple, TypeAlias

from explainers.core.brackets.numbers import dimensions
from explainers.core.catalog import CATALOG, Entry
from explainers.core.practice.measures import MEASURES, At
from explainers.core.sparsity.colouring import Way
from explainers.core.sparsity.pattern import Rows

Vector: TypeAlias = tuple[float, ...]
Sense: TypeAlias = Literal["at most", "at least"]
Space: TypeAlias = Literal["input", "output"]
Free: TypeAlias = Literal["x", "v", "u", "picks"]
Ground: TypeAlias = Literal[
    "stage", "brackets", "rules", "probes", "listing", "memory", "sparsity", "implicit"
]


class Goal(NamedTuple):
    """A bound of a measure."""

    measure: str
    by: Vector
    """Its parameters."""
    sense: Sense
    bound: float


class Mistake(NamedTuple):
    """Something else than what was asked, known by what it brings about."""

    name: str
    signs: tuple[Goal, ...]
    """All of them are met where it was made."""


class Target(NamedTuple):
    """An arrow that another is to cover, from the point of a plane."""

    space: Space
    by: Vector
    near: float
    """How far from its tip counts; 0 where that is no matter of distance."""


class Spot(NamedTuple):
    """What hands hold."""

    x: Vector
    v: Vector
    u: Vector
    picks: Vector = ()
    """What is chosen beside them: an order of products, entries and probes, a line's mend,
    stones, or a colour for each column and row."""


class Chain(NamedTuple):
    """A chain of Jacobians, as the lesson on brackets has it."""

    sizes: tuple[int, ...]
    """Of the spaces, from the input to the output."""
    u: bool
    v: bool

    @property
    def sides(self) -> tuple[int, ...]:
        """Sides of its factors, from left to right."""
        return dimensions(*self)


class Hidden(NamedTuple):
    """A Jacobian that is not shown."""

    rows: int
    columns: int
    entries: Vector
    """Row by row."""


class Sparse(NamedTuple):
    """A Jacobian to be coloured."""

    rows: Rows
    """Where it holds something."""
    columns: int
    way: Way
    entries: Vector
    """What it holds there, row by row."""


class Setting(NamedTuple):
    """A puzzle with its numbers."""

    slug: str
    """Of the function, the rule or the listing that it is about; empty where it has no name."""
    start: Spot
    goals: tuple[Goal, ...]
    solution: Spot
    """One of many: every place where all goals are met counts."""
    mistakes: tuple[Mistake, ...] = ()
    target: Target | None = None
    said: tuple[tuple[str, str], ...] = ()
    """What the statement names, by the names that it has there."""
    outputs: tuple[int, int] = (0, 1)
    """Which two the output plane shows at first."""
    ground: Ground = "stage"
    """The figure on which it is solved."""
    chain: Chain | None = None
    hidden: Hidden | None = None
    sparse: Sparse | None = None
    steps: int = 0
    """Of a chain on which stones are placed."""
    case: str = ""
    """Which of its puzzle's cases it is, of which words are said in ``cases.md``."""

    @property
    def about(self) -> object:
        """What JAX compiles for it, and so is compiled once: a function, or the ground's own."""
        return self.entry if self.ground == "stage" else (self.ground, self.slug)

    @property
    def entry(self) -> Entry:
        """Its function, on the Stage. Raises KeyError on other ground."""
        return CATALOG[self.slug]


class Weighed(NamedTuple):
    """A goal, and how far it is reached."""

    goal: Goal
    measure: float
    met: bool


def weighed(goal: Goal, at: At) -> Weighed:
    """How far a goal is reached; a measure that is no number reaches none."""
    measure = MEASURES[goal.measure](at, goal.by)
    met = measure <= goal.bound if goal.sense == "at most" else measure >= goal.bound
    return Weighed(goal, measure, met)


def holds(goals: tuple[Goal, ...], at: At) -> bool:
    """Whether all goals are met."""
    return all(weighed(goal, at).met for goal in goals)


def at_most(bound: float, measure: str, *by: float) -> Goal:
    """A measure that has to be small."""
    return Goal(measure, tuple(map(float, by)), "at most", float(bound))


def at_least(bound: float, measure: str, *by: float) -> Goal:
    """A measure that has to be large."""
    return Goal(measure, tuple(map(float, by)), "at least", float(bound))


def made(name: str, *signs: Goal) -> Mistake:
    """A mistake by its signs."""
    return Mistake(name, signs)
