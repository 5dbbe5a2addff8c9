"""A puzzle as a figure is sent it: its words, what hands may move, and what has to be reached."""

from typing import NamedTuple

from explainers.core.practice.goals import Free, Goal, Spot, Target


class Slip(NamedTuple):
    """A mistake, known by what it brings about, and what is said of it."""

    signs: tuple[Goal, ...]
    """All of them are met where it was made."""
    said: str


class Task(NamedTuple):
    """A puzzle with its numbers."""

    puzzle: str
    seed: str
    """Of its numbers, with the number of a student."""
    place: str
    """Where it stands in the path."""
    title: str
    statement: str
    free: tuple[Free, ...]
    """What hands may move."""
    goals: tuple[Goal, ...]
    slips: tuple[Slip, ...]
    hints: tuple[str, ...]
    """The last one comes with the solution."""
    won: str
    """What a reader has learned who solved it."""
    target: Target | None
    solution: Spot
    kin: tuple[str, ...]
    """All puzzles of the same figure: who has solved none of them is new to it."""
    worked: bool
    """Whether it is solved for the reader, who then gets other numbers."""
