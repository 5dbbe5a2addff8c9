"""What questions are: their kinds, and how one is drawn anew with other numbers."""

import math
from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random
from typing import Literal, NamedTuple, TypeAlias

from explainers.lessons.page import Answer, Question

Point: TypeAlias = tuple[float, float]


class Mistake(NamedTuple):
    """What a reader finds who makes a known mistake, and the sentence that explains it."""

    value: tuple[float, ...]
    why: str


class Choose(NamedTuple):
    """One of several answers."""

    ask: str
    answers: tuple[Answer, ...]
    kind: Literal["choose"] = "choose"


class Step(NamedTuple):
    """One step of an order, and why it cannot come sooner."""

    text: str
    why: str


class Order(NamedTuple):
    """Steps that belong in one order, which is that of ``steps``."""

    ask: str
    steps: tuple[Step, ...]
    shown: tuple[int, ...]
    """The order in which a reader first sees them."""
    why: str
    kind: Literal["order"] = "order"


class Number(NamedTuple):
    """A number to type."""

    ask: str
    truth: float
    tolerance: float
    mistakes: tuple[Mistake, ...]
    why: str
    hint: str
    """What is said of an answer that no known mistake gives."""
    kind: Literal["number"] = "number"


class Given(NamedTuple):
    """An arrow that is drawn from the start, or a point, if it has no name."""

    name: str
    at: Point


class Place(NamedTuple):
    """A point or an arrow's tip to place in a plane."""

    ask: str
    space: Literal["input", "output"]
    role: Literal["push", "pull", "point"]
    """What is placed; its colour follows."""
    name: str
    axes: tuple[str, str]
    half: float
    """What the plane shows to each side of 0."""
    given: tuple[Given, ...]
    truth: Point
    tolerance: float
    reach: float
    """How near to what a mistake gives an answer is taken for it."""
    mistakes: tuple[Mistake, ...]
    why: str
    hint: str
    kind: Literal["place"] = "place"


class Cell(NamedTuple):
    """One entry of a small matrix; each has its sentence."""

    ask: str
    name: str
    cells: tuple[tuple[str, ...], ...]
    whys: tuple[tuple[str, ...], ...]
    truth: tuple[int, int]
    """Row and column, from 0."""
    kind: Literal["cell"] = "cell"


Variant: TypeAlias = Choose | Order | Number | Place | Cell


class Asked(NamedTuple):
    """A question by its name, and what draws it with the numbers of a chance."""

    slug: str
    draw: Callable[[Random], Variant]
    fresh: bool = True
    """Whether another draw asks with other numbers."""

    def variant(self, seed: int) -> Variant:
        """What this seed draws: the first of its draws in which no mistake looks like the truth."""
        for attempt in range(_ATTEMPTS):
            drawn = self.draw(Random(f"{self.slug} {seed} {attempt}"))
            if _apart(drawn):
                return drawn
        raise ValueError(f"seed: {seed} draws no numbers for {self.slug!r} that can be told apart")

    @property
    def variants(self) -> tuple[Variant, ...]:
        """What is asked in turn: a few with different numbers, or the one without any."""
        if not self.fresh:
            return (self.variant(0),)
        found: dict[Variant, None] = {}
        for seed in range(_ATTEMPTS):
            found[self.variant(seed)] = None
            if len(found) == TURNS:
                break
        return tuple(found)


_ATTEMPTS = 500
TURNS = 5
"""Numbers that one question is asked with before the first come again."""


def same(slug: str, variant: Variant) -> Asked:
    """A question that has no numbers to draw."""
    return Asked(slug, lambda _: variant, fresh=False)


def chosen(question: Question) -> Asked:
    """The question that a lesson closes with, as its first one."""
    return same("idea", Choose(question.ask, question.answers))


def mistaken(*pairs: tuple[float | tuple[float, ...], str]) -> tuple[Mistake, ...]:
    """Mistakes, each by what it gives and its sentence."""
    return tuple(
        Mistake(tuple(map(float, value)) if isinstance(value, tuple) else (float(value),), why)
        for value, why in pairs
    )


def shuffled(chance: Random, count: int) -> tuple[int, ...]:
    """An order that is not yet the right one."""
    shown = list(range(count))
    while shown == sorted(shown):
        chance.shuffle(shown)
    return tuple(shown)


def mixed(chance: Random, *answers: Answer) -> tuple[Answer, ...]:
    """Answers in an order of chance."""
    return tuple(chance.sample(answers, len(answers)))


def _apart(drawn: Variant) -> bool:
    """Whether an answer that counts as one thing counts as nothing else."""
    match drawn:
        case Choose():
            return len({answer.text for answer in drawn.answers}) == len(drawn.answers)
        case Number():
            return _far((drawn.truth,), drawn.mistakes, 2 * drawn.tolerance)
        case Place():
            inside = all(abs(z) <= drawn.half - _EDGE for one in _places(drawn) for z in one)
            reach = max(drawn.reach + drawn.tolerance, 2 * drawn.reach)
            return inside and _far(drawn.truth, drawn.mistakes, reach)
        case Order() | Cell():
            return True


_EDGE = 0.4
"""What stays free at the edge of a plane, in its units."""


def _places(drawn: Place) -> Iterator[tuple[float, ...]]:
    yield drawn.truth
    yield from (mistake.value for mistake in drawn.mistakes)
    yield from (given.at for given in drawn.given)


def _far(truth: tuple[float, ...], mistakes: tuple[Mistake, ...], apart: float) -> bool:
    values = [truth, *(mistake.value for mistake in mistakes)]
    return all(math.dist(one, other) > apart for one, other in combinations(values, 2))
