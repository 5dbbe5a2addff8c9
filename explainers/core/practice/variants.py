"""A puzzle's numbers by a seed: the same link is the same puzzle, everywhere and always."""

from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from explainers.core.catalog import Entry
from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Goal, Mistake, Setting, Spot, Target, holds
from explainers.core.practice.grounds import seen
from explainers.core.practice.puzzles import BY_SLUG, Puzzle

TRIES = 400
"""Draws until one is a puzzle: solvable, and not solved where it starts."""
KEPT = 256
_SOON = 8
"""Seeds among which one with the same function is sought."""


class Variant(NamedTuple):
    """A puzzle as one reader meets it."""

    puzzle: Puzzle
    seed: str
    setting: Setting

    @property
    def entry(self) -> Entry:
        """Its function."""
        return self.setting.entry

    @property
    def start(self) -> Spot:
        """What hands hold at first."""
        return self.setting.start

    @property
    def goals(self) -> tuple[Goal, ...]:
        """What has to be reached."""
        return self.setting.goals

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What is known by its name when it is done instead."""
        return self.setting.mistakes

    @property
    def target(self) -> Target | None:
        """An arrow to cover, if there is one."""
        return self.setting.target


@lru_cache(maxsize=KEPT)
def variant(slug: str, seed: str) -> Variant:
    """The puzzle of this name with the numbers of a seed. Raises KeyError for no puzzle."""
    puzzle = BY_SLUG[slug]
    for attempt in range(TRIES):
        setting = puzzle.draw(Draws(slug, seed, str(attempt)))
        if setting is not None and _is_sound(setting):
            return Variant(puzzle, seed, setting)
    raise ValueError(f"seed: {seed!r} makes no {slug} in {TRIES} draws")


def worked(given: Variant) -> str:
    """A seed by which the same puzzle is solved elsewhere, of the same function if one comes soon.

    For a case that a reader sees solved before.
    """

    def moved(one: Variant) -> list[object]:
        return [getattr(one.setting.solution, name) for name in one.puzzle.free]

    found = (variant(given.puzzle.slug, f"worked-{k}") for k in range(1, TRIES))
    others = [*islice((one for one in found if moved(one) != moved(given)), _SOON)]
    alike = (one for one in others if one.setting.slug == given.setting.slug)
    return next(alike, others[0]).seed


def of_student(seed: str, student: int) -> str:
    """The seed of one student of a class; that of the class itself is the student 0's."""
    return f"{seed}/{student}" if student else seed


def _is_sound(setting: Setting) -> bool:
    start, end = (seen(setting, spot) for spot in (setting.start, setting.solution))
    return not holds(setting.goals, start) and holds(setting.goals, end)
