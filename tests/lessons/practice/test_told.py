"""The words of puzzles, with what stands in their places."""

import pytest

from explainers.core.practice.puzzles import PUZZLES, Puzzle
from explainers.core.practice.variants import variant
from explainers.lessons.practice.told import places, told

SEEDS = [str(k) for k in range(12)]


@pytest.mark.parametrize("puzzle", PUZZLES, ids=lambda puzzle: puzzle.slug)
def test_every_place_in_the_words_is_filled(puzzle: Puzzle) -> None:
    said = told(puzzle.slug)
    text = "\n".join((said.statement, *said.hints))
    for seed in SEEDS:
        found = places(puzzle.slug, variant(puzzle.slug, seed).setting)
        assert "{" not in text.format(**found), seed


def test_words_are_those_of_the_case_that_was_drawn() -> None:
    rules: dict[str, str] = {}
    for seed in SEEDS:
        setting = variant("fewest-products", seed).setting
        assert setting.sparse is not None
        assert setting.sparse.way == setting.case, seed
        rules[setting.case] = places("fewest-products", setting)["rule"]
    assert {*rules} == {"both", "columns"}
    assert "row" in rules["both"]
    assert "row" not in rules["columns"]
