"""The rule laboratory: boxes forward and back, and what three referees say (frontend/rules)."""

from typing import Generic, Literal, NamedTuple

from explainers.components.task import Task
from explainers.components.wire import Edition, Figure, Limits, Numbers, S, Span, Vector
from explainers.core.rules import numbers as rules
from explainers.core.rules.verdicts import Judged
from explainers.core.tape import Tape
from explainers.lessons.rules.captions import Said


class Rule(NamedTuple):
    """A backward rule, as readers see it, and what it does."""

    slug: str
    title: str
    verdict: str
    keeps: Literal["a", "y"]
    through: str
    back: str
    tape: Tape


class Fixed(NamedTuple):
    """What never changes: the function, its rules, and the risk that SGD goes down."""

    layer: Tape
    rules: tuple[Rule, ...]
    lengths: Vector
    """Of the steps at which remainders are taken."""
    goal: Span
    observations: tuple[Span, ...]
    rate: float
    steps: int


class Settled(NamedTuple):
    """What JAX computed, and the state that it belongs to."""

    rule: str
    x: Vector
    v: Vector
    u: Vector
    numbers: Numbers[rules.Settled]
    judged: Judged
    said: Said


class Data(NamedTuple, Generic[S]):
    """What the laboratory is sent."""

    edition: Edition
    fixed: Fixed
    state: S
    preset: S
    limits: Limits
    settled: Settled | None
    task: Task | None = None
    """The puzzle that is to be solved on it, if it is a puzzle's."""


mount = Figure("rules", alone="replayed")
