"""Puzzles of the practice page as a room asks them: what hands place, or what is chosen."""

from collections.abc import Callable
from typing import NamedTuple

from explainers.components.room import Picks, Puzzle
from explainers.components.wire import Entry, Preset, entry
from explainers.core.implicit import numbers as equations
from explainers.core.implicit.problems import PROBLEMS
from explainers.core.numerals import numbered
from explainers.core.practice.goals import Ground, Spot
from explainers.core.practice.grounds import seen
from explainers.core.practice.variants import Variant, variant
from explainers.core.rules import numbers as rules
from explainers.core.sparsity.colouring import PALETTE
from explainers.core.tape import Tape
from explainers.permalink.completion import is_class
from explainers.rooms.room import Question
from explainers.ui.numbers import tape_of
from explainers.ui.practice import task

_SEEN = (-2.1, 2.1), (-0.5, 3.7)
"""What the planes of a rule show of x and of f(x), in each coordinate."""


class _About(NamedTuple):
    """What a puzzle is about, where it is solved in planes."""

    entry: Entry
    tape: Tape | None
    rule: Tape | None = None
    right: Tape | None = None
    curve: bool = False
    """Whether answers lie where the program gives 0."""


def puzzle(slug: str, seed: str) -> Puzzle | Picks:
    """A puzzle with the numbers of a seed.

    Raises LookupError for none that a class can be asked, ValueError for a seed without numbers.
    """
    if not is_class(seed):
        raise LookupError(seed)
    given = variant(slug, seed)
    return _MADE[given.setting.ground](given)


def question(shown: Puzzle | Picks, encoded: dict[str, object]) -> Question:
    """A puzzle, and which answers to it are sound."""
    counts = shown.counts if isinstance(shown, Picks) else ()
    return Question(shown.kind, len(shown.solution), encoded, counts)


# In planes ------------------------------------------------------------------------------------


def _placed(given: Variant) -> Puzzle:
    told, setting = task(given), given.setting
    about = _ABOUT[setting.ground](given)
    if about.tape is None:
        raise LookupError(given.puzzle.slug)
    start, solution = (
        _p_last(spot) if about.curve else spot for spot in (given.start, told.solution)
    )
    n, m = len(start.x), len(start.u)
    return Puzzle(
        kind="puzzle",
        puzzle=given.puzzle.slug,
        seed=given.seed,
        title=told.title,
        statement=told.statement,
        free=given.puzzle.free,
        mode=given.puzzle.mode,
        goals=told.goals,
        slips=told.slips,
        won=told.won,
        target=told.target,
        solution=tuple(z for name in given.puzzle.free for z in getattr(solution, name)),
        entry=about.entry,
        tape=about.tape,
        rule=about.rule,
        right=about.right,
        curve=about.curve,
        x=start.x,
        v=start.v,
        u=start.u,
        inputs=(1, 0) if about.curve else (0, min(1, n - 1)),
        outputs=setting.outputs if m > 1 else (0, 0),
        value=tuple(seen(setting, given.start).value.tolist()),
    )


def _of_function(given: Variant) -> _About:
    return _About(entry(given.entry), tape_of(given.entry))


def _of_rule(given: Variant) -> _About:
    slug, (x, v, u, _) = given.setting.slug, given.start
    inputs, outputs = (numbered(name, rules.SIZE) for name in "xy")
    of_x, of_y = ((span,) * rules.SIZE for span in _SEEN)
    function = Entry(slug, inputs, outputs, of_x, of_y, Preset(x, v, u), None)
    return _About(function, rules.layer_tape(), rules.rule_tape(slug), rules.rule_tape("right"))


def _of_equation(given: Variant) -> _About:
    problem = PROBLEMS[given.setting.slug]
    across, up, half = problem.view
    spans = (up - half, up + half), (across - half, across + half)
    names = *problem.unknowns, "p"
    start = Preset(_p_last(given.start).x, (), ())
    function = Entry(problem.slug, names, ("g",), spans, ((-1.0, 1.0),), start, None)
    return _About(function, equations.program(problem), curve=True)


def _p_last(spot: Spot) -> Spot:
    """The same with p behind x, as the program of an equation has it."""
    p, *x = spot.x
    return spot._replace(x=(*x, p))


_ABOUT: dict[Ground, Callable[[Variant], _About]] = {
    "stage": _of_function,
    "rules": _of_rule,
    "implicit": _of_equation,
}


# By choices -----------------------------------------------------------------------------------


def _chosen(given: Variant) -> Picks:
    told, setting = task(given), given.setting
    picks = tuple(map(int, told.solution.picks))
    solution, counts = _CHOICES[setting.ground](given, picks)
    return Picks(
        kind="picks",
        puzzle=given.puzzle.slug,
        seed=given.seed,
        title=told.title,
        statement=told.statement,
        goals=told.goals,
        slips=told.slips,
        won=told.won,
        solution=solution,
        counts=counts,
        chain=setting.chain,
        steps=setting.steps,
        sparse=setting.sparse,
    )


Choices = tuple[tuple[int, ...], tuple[int, ...]]
"""A solution, and how many each of its numbers is chosen from."""


def _products(_: Variant, picks: tuple[int, ...]) -> Choices:
    """Which neighbours are multiplied: one pair fewer each time."""
    return picks, tuple(range(len(picks), 0, -1))


def _stones(given: Variant, picks: tuple[int, ...]) -> Choices:
    """Whether a stone stands, for each state that can keep one."""
    states = range(1, given.setting.steps)
    return tuple(int(k in picks) for k in states), (2,) * len(states)


def _colours(_: Variant, picks: tuple[int, ...]) -> Choices:
    return picks, (PALETTE + 1,) * len(picks)


_CHOICES: dict[Ground, Callable[[Variant, tuple[int, ...]], Choices]] = {
    "brackets": _products,
    "memory": _stones,
    "sparsity": _colours,
}
_MADE: dict[Ground, Callable[[Variant], Puzzle | Picks]] = {
    **dict.fromkeys(_ABOUT, _placed),
    **dict.fromkeys(_CHOICES, _chosen),
}
