"""Variants: the same everywhere for a seed, solvable, and not solved where they begin."""

import subprocess
import sys

import numpy as np
import pytest

from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Spot, holds, weighed
from explainers.core.practice.grounds import seen, valid
from explainers.core.practice.judge import judged
from explainers.core.practice.puzzles import PUZZLES, Puzzle
from explainers.core.practice.solve import solution
from explainers.core.practice.variants import of_student, variant, worked

SEEDS = [*(str(k) for k in range(400)), *(of_student("class-7", k) for k in range(100))]
JUDGED = SEEDS[:12]
"""Seeds of which JAX is asked, too."""

each_puzzle = pytest.mark.parametrize("puzzle", PUZZLES, ids=lambda puzzle: puzzle.slug)


SHARES = {puzzle: 24 if puzzle.ground == "listing" else 4 for puzzle in PUZZLES}
"""Of all seeds `make test` tries each so many-th; a listing has to be run, which takes longer."""


@pytest.mark.parametrize(
    ("puzzle", "stride"),
    [
        *(pytest.param(one, 1, id=f"{one.slug}-all", marks=pytest.mark.whole) for one in PUZZLES),
        *(pytest.param(one, share, id=f"{one.slug}-some") for one, share in SHARES.items()),
    ],
)
def test_every_seed_makes_a_puzzle_that_is_not_solved_and_that_a_hand_can_solve(
    puzzle: Puzzle, stride: int
) -> None:
    for seed in SEEDS[::stride]:
        given = variant(puzzle.slug, seed)
        solved = solution(given)
        start, end = (seen(given.setting, at) for at in (given.start, solved))
        assert not holds(given.goals, start), seed
        assert holds(given.goals, end), seed
        for name, begun, ended in zip(Spot._fields, given.start, solved, strict=True):
            assert name in puzzle.free or begun == ended, seed
        # Stones stand at states, which are counted.
        moved = solved[: 3 if given.setting.ground == "memory" else 4]
        assert max((abs(z) for part in moved for z in part), default=0) <= 8, seed
        assert valid(given.setting, solved.picks), seed
        assert valid(given.setting, given.start.picks), seed


@each_puzzle
def test_jax_judges_as_the_tape_does(puzzle: Puzzle) -> None:
    for seed in JUDGED:
        given = variant(puzzle.slug, seed)
        assert judged(given, solution(given)).solved, seed
        begun = judged(given, given.start)
        assert not begun.solved, seed
        taped = seen(given.setting, given.start)
        for goal in begun.goals:
            again = weighed(goal.goal, taped).measure
            np.testing.assert_allclose(goal.measure, again, rtol=1e-9, atol=1e-12)


@each_puzzle
@pytest.mark.share(5)
def test_seeds_and_students_get_numbers_of_their_own(puzzle: Puzzle) -> None:
    settings = {variant(puzzle.slug, seed).setting for seed in SEEDS[:60]}
    assert len(settings) >= 5
    others = {variant(puzzle.slug, of_student("class-7", k)).setting for k in range(30)}
    assert len(others) >= 5


@each_puzzle
def test_a_worked_case_gives_no_solution_away_and_stands_on_the_same_figure(puzzle: Puzzle) -> None:
    for seed in ("1", "worked-1"):
        given = variant(puzzle.slug, seed)
        first = variant(puzzle.slug, worked(given))
        moved = [[getattr(solution(one), name) for name in puzzle.free] for one in (first, given)]
        assert moved[0] != moved[1]
        assert first.setting.ground == given.setting.ground == puzzle.ground
    assert puzzle.slug in puzzle.kin


def test_nobody_meets_a_mistake_to_be_spotted_first() -> None:
    names = [puzzle.slug for puzzle in PUZZLES]
    assert names.index("repair-listing") == len(names) - 1


def test_draws_depend_on_their_names_alone() -> None:
    program = (
        "from explainers.core.practice.draws import Draws; draws = Draws('aim', '7');"
        "print([draws.number(-1, 1) for _ in range(5)])"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    draws = Draws("aim", "7")
    assert elsewhere.stdout.strip() == str([draws.number(-1, 1) for _ in range(5)])


def test_draws_cover_their_grid_and_keep_to_it() -> None:
    draws = Draws("grid")
    numbers = {draws.number(-1, 1, 0.5) for _ in range(200)}
    assert numbers == {-1, -0.5, 0, 0.5, 1}
    assert {draws.among("abc") for _ in range(60)} == {*"abc"}


def test_what_is_no_puzzle_is_named() -> None:
    with pytest.raises(KeyError, match="juggle"):
        variant("juggle", "1")
