"""State of the practice ground ↔ query string: ``?puzzle=aim-push&seed=class-7&student=12``."""

import re
from dataclasses import replace
from typing import Any, NamedTuple

from explainers.core.catalog import Entry
from explainers.core.practice.goals import Free, Spot
from explainers.core.practice.puzzles import BY_SLUG
from explainers.core.practice.variants import Variant, of_student, variant
from explainers.permalink import functions
from explainers.permalink.codec import Codec
from explainers.permalink.fields import Field, Numbers, Pair, choice, vector, whole
from explainers.permalink.functions import FIELDS as FUNCTION_FIELDS

USUAL, SEED = "aim-push", "1"
STUDENTS = 9999
_SEED = re.compile(r"[a-z0-9-]{1,24}")


class State(NamedTuple):
    """All that a link restores: the puzzle, whose numbers it has, and what hands hold."""

    puzzle: str
    seed: str
    student: int
    x: Numbers
    v: Numbers
    u: Numbers
    inputs: Pair = (0, 1)
    """Which two inputs the input plane shows, counted from 0; (0, 0) if there is one."""
    outputs: Pair = (0, 1)
    """Which two outputs the output plane shows."""
    views: Numbers = ()
    """Windows of the two planes, as the Stage has them; () for the usual."""

    @property
    def variant(self) -> Variant:
        """The puzzle with its numbers."""
        return variant(self.puzzle, of_student(self.seed, self.student))

    @property
    def entry(self) -> Entry:
        """The function of the puzzle."""
        return self.variant.entry

    @property
    def spot(self) -> Spot:
        """What hands hold."""
        return Spot(self.x, self.v, self.u)

    @property
    def staged(self) -> functions.State:
        """The same as the Stage shows it."""
        return functions.State(
            slug=self.entry.slug,
            x=self.x,
            v=self.v,
            u=self.u,
            mode=self.variant.puzzle.mode,
            inputs=self.inputs,
            outputs=self.outputs,
            views=self.views,
        )


def at_start(slug: str, seed: str = SEED, student: int = 0) -> State:
    """A puzzle as it is first met."""
    given = variant(slug, of_student(seed, student))
    inputs = (0, min(1, given.entry.n - 1))
    return State(slug, seed, student, *given.start, inputs, given.setting.outputs)


def _usual(state: State) -> State:
    return at_start(state.puzzle, state.seed, state.student)


def _is_given(name: Free, size: str) -> Field:
    """A vector that hands move only where the puzzle lets them."""
    field = vector(name, size)

    def sound(sent: Any, state: State) -> Numbers | None:
        value = field.sound(sent, state)
        free = name in state.variant.puzzle.free
        return value if free or value == getattr(state.variant.start, name) else None

    def wrong(sent: Any, state: State) -> str:
        if field.sound(sent, state) is None:
            return field.notice(sent, state)
        return f"{name} in the link is not the one that this puzzle gives; the given one is used."

    return replace(field, sound=sound, wrong=wrong)


def _seed(sent: Any, _: State) -> str | None:
    return sent if isinstance(sent, str) and _SEED.fullmatch(sent) else None


_NO_SEED = (
    "seed in the link is not made of up to 24 small letters, digits and hyphens; "
    f"the puzzle has the numbers of the seed {SEED}."
)
FIELDS = (
    choice("puzzle", BY_SLUG, hand="leaves", subject=True),
    Field("seed", str, _seed, _NO_SEED, hand="leaves", subject=True),
    whole("student", (0, STUDENTS), hand="leaves", subject=True, absent=0),
    _is_given("x", "n"),
    _is_given("v", "n"),
    _is_given("u", "m"),
    *(field for field in FUNCTION_FIELDS if field.name in ("inputs", "outputs", "views")),
)
CODEC = Codec(at_start(USUAL), FIELDS, _usual)
