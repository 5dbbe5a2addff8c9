"""State of the practice ground ↔ query string: ``?puzzle=aim-push&seed=class-7&student=12``."""

import re
from dataclasses import replace
from typing import Any, NamedTuple

from explainers.core.catalog import Entry
from explainers.core.practice import grounds
from explainers.core.practice.goals import Free, Spot
from explainers.core.practice.puzzles import BY_SLUG
from explainers.core.practice.variants import Variant, of_student, variant
from explainers.permalink import functions
from explainers.permalink.codec import Codec
from explainers.permalink.fields import (
    Field,
    Numbers,
    Pair,
    choice,
    join,
    numbers_of,
    valid_vector,
    vector,
    whole,
)
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
    picks: Numbers = ()
    """What is chosen beside x, v and u: an order, entries and probes, or a line and its mend."""

    @property
    def variant(self) -> Variant:
        """The puzzle with its numbers."""
        return variant(self.puzzle, of_student(self.seed, self.student))

    @property
    def entry(self) -> Entry:
        """The function of the puzzle. Raises KeyError for one that is not on the Stage."""
        return self.variant.entry

    @property
    def spot(self) -> Spot:
        """What hands hold."""
        return Spot(self.x, self.v, self.u, self.picks)

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
    on_stage = given.setting.ground == "stage"
    inputs = (0, min(1, given.entry.n - 1)) if on_stage else (0, 1)
    x, v, u, picks = given.start
    return State(slug, seed, student, x, v, u, inputs, given.setting.outputs, (), picks)


def _usual(state: State) -> State:
    return at_start(state.puzzle, state.seed, state.student)


def _is_given(name: Free) -> Field:
    """A vector that hands move only where the puzzle lets them."""

    def field(state: State) -> Field:
        return vector(name, (len(getattr(state.variant.start, name)),))

    def sound(sent: Any, state: State) -> Numbers | None:
        value = field(state).sound(sent, state)
        free = name in state.variant.puzzle.free
        return value if free or value == getattr(state.variant.start, name) else None

    def wrong(sent: Any, state: State) -> str:
        if field(state).sound(sent, state) is None:
            return field(state).notice(sent, state)
        return f"{name} in the link is not the one that this puzzle gives; the given one is used."

    return replace(
        vector(name, ()),
        sound=sound,
        wrong=wrong,
        values="as many numbers as the puzzle has, joined by _",
    )


def _of_stage(field: Field) -> Field:
    """What only the Stage has."""

    def sound(sent: Any, state: State) -> Any:
        there = state.variant.setting.ground == "stage"
        return field.sound(sent, state) if there else None

    return replace(field, sound=sound)


def _picks(sent: Any, state: State) -> Numbers | None:
    if not isinstance(sent, (list, tuple)) or not valid_vector(sent, len(sent)):
        return None
    given, value = state.variant, tuple(map(float, sent))
    free = "picks" in given.puzzle.free or value == given.start.picks
    return value if free and grounds.valid(given.setting, value) else None


def _seed(sent: Any, _: State) -> str | None:
    return sent if isinstance(sent, str) and _SEED.fullmatch(sent) else None


_NO_SEED = (
    "seed in the link is not made of up to 24 small letters, digits and hyphens; "
    f"the puzzle has the numbers of the seed {SEED}."
)
_NO_PICKS = "picks in the link is nothing that can be chosen in this puzzle; it begins as usual."
FIELDS = (
    choice("puzzle", BY_SLUG, hand="leaves", subject=True),
    Field(
        "seed",
        str,
        _seed,
        _NO_SEED,
        hand="leaves",
        subject=True,
        values="1 to 24 small letters, digits and hyphens",
    ),
    whole("student", (0, STUDENTS), hand="leaves", subject=True, absent=0),
    _is_given("x"),
    _is_given("v"),
    _is_given("u"),
    *(
        _of_stage(field)
        for field in FUNCTION_FIELDS
        if field.name in ("inputs", "outputs", "views")
    ),
    Field(
        "picks",
        numbers_of,
        _picks,
        _NO_PICKS,
        join,
        hand="leaves",
        values="what is chosen in the puzzle, as numbers, joined by _",
    ),
)
CODEC = Codec(at_start(USUAL), FIELDS, _usual)
