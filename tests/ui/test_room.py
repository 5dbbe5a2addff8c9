"""Rooms about puzzles: each is solved by one hand in one plane, with any numbers."""

import numpy as np
import pytest

from explainers.core.practice.grounds import settled
from explainers.core.practice.judge import judged_at
from explainers.core.practice.puzzles import BY_SLUG, PUZZLES
from explainers.core.practice.solve import PLACED
from explainers.core.practice.variants import variant
from explainers.ui import room

SEEDS = tuple(f"class-{k}" for k in range(8))


def sizes(slug: str, seed: str) -> tuple[int, int]:
    entry = variant(slug, seed).entry
    return entry.n, entry.m


@pytest.mark.parametrize("slug", PLACED)
def test_a_puzzle_of_a_room_is_one_hands_and_its_solution_solves_it(slug: str) -> None:
    for seed in SEEDS:
        shown, given = room.puzzle(slug, seed), variant(slug, seed)
        assert given.puzzle.free == (shown.hand,)
        assert sizes(slug, seed) == (2, 2)
        spot = given.start._replace(**{shown.hand: shown.solution})
        assert judged_at(given, settled(given.setting, spot)).solved
        assert not judged_at(given, settled(given.setting, given.start)).solved
        value = settled(given.setting, given.start).value
        np.testing.assert_allclose(shown.value, value, rtol=1e-9, atol=1e-9)
        question = room.of_practice(slug, seed)
        assert (question.kind, question.size, question.counts) == ("puzzle", 2, ())


def test_every_other_puzzle_of_the_stage_needs_more_than_one_plane() -> None:
    for puzzle in PUZZLES:
        alone = len(puzzle.free) == 1 and puzzle.free != ("picks",)
        on_stage = variant(puzzle.slug, "0").setting.ground == "stage"
        if puzzle.slug not in PLACED and alone and on_stage:
            assert any(sizes(puzzle.slug, f"{k}") != (2, 2) for k in range(60)), puzzle.slug
    assert PLACED.keys() <= BY_SLUG.keys()


@pytest.mark.parametrize(
    ("slug", "seed"), [("budget", "1"), ("", "1"), ("aim-push", "<b>"), ("aim-push", "x" * 99)]
)
def test_what_is_no_puzzle_of_a_room_is_none(slug: str, seed: str) -> None:
    with pytest.raises(LookupError):
        room.of_practice(slug, seed)
    assert room.puzzle_of(f"practice/{slug}", seed) is None


def test_what_cancels_is_not_asked_by_a_number() -> None:
    """The two columns add 1000 and −1000: no rounded number could be told from 0."""
    apart, cancels = (f"f==[1000x1-1000x2,x1]&x=1_2&v={v}&u=1_0" for v in ("1_0", "1_1"))
    assert room.question(apart, "pairing").size == 1
    with pytest.raises(room.Refused, match="cancels"):
        room.question(cancels, "pairing")
