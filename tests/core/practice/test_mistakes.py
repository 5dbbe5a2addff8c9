"""Each mistake that a puzzle knows can be made, and is named by Python and by the browser."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from explainers.components.wire import encoded
from explainers.core.practice.goals import Spot
from explainers.core.practice.grounds import seen, valid
from explainers.core.practice.judge import judged
from explainers.core.practice.puzzles import PUZZLES, Puzzle
from explainers.core.practice.variants import variant
from explainers.lessons.practice.told import told
from explainers.ui.practice import task
from tests.missed import mistaken, mistakes

SCRIPT = Path(__file__).parents[2] / "js" / "name_slips.mjs"
EVERY = [(puzzle, seed, name) for puzzle in PUZZLES for seed, name in mistakes(puzzle)]
NAMES = [f"{puzzle.slug}/{name}" for puzzle, _, name in EVERY]
SEEDS = [str(k) for k in range(25)]


@pytest.mark.parametrize(("puzzle", "seed", "name"), EVERY, ids=NAMES)
def test_a_mistake_is_made_by_what_is_free_and_jax_names_it(
    puzzle: Puzzle, seed: str, name: str
) -> None:
    given, spot = variant(puzzle.slug, seed), mistaken(puzzle.slug, name, seed)
    found = judged(given, spot)
    assert (found.solved, found.mistake) == (False, name)
    assert valid(given.setting, spot.picks)
    for kind, begun, ended in zip(Spot._fields, given.start, spot, strict=True):
        assert kind in puzzle.free or begun == ended


@pytest.mark.parametrize("puzzle", PUZZLES, ids=lambda puzzle: puzzle.slug)
def test_the_browser_tells_of_the_same_mistakes(puzzle: Puzzle) -> None:
    said = told(puzzle.slug).mistakes
    assert in_browser()[puzzle.slug] == [[False, said[name]] for _, name in mistakes(puzzle)]


@cache
def in_browser() -> dict[str, list[tuple[bool, str]]]:
    """Of each puzzle what the browser's modules say of each mistake: it is solved, and what."""
    node = shutil.which("node")
    assert node, "Node.js runs the browser's modules"
    asked = []
    for puzzle, seed, name in EVERY:
        given = variant(puzzle.slug, seed)
        there = seen(given.setting, mistaken(puzzle.slug, name, seed))
        at = there._replace(jacobian=there.jacobian.ravel())
        sent = task(given)
        parts = {"goals": sent.goals, "slips": sent.slips, "at": at}
        asked.append({part: encoded(of) for part, of in parts.items()})
    done = subprocess.run(
        [node, str(SCRIPT)], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    answers = iter(json.loads(done.stdout))
    return {puzzle.slug: [next(answers) for _ in mistakes(puzzle)] for puzzle in PUZZLES}


@pytest.mark.parametrize("puzzle", PUZZLES, ids=lambda puzzle: puzzle.slug)
def test_each_mistake_has_its_sentence_and_each_sentence_its_mistake(puzzle: Puzzle) -> None:
    known = {made.name for seed in SEEDS for made in variant(puzzle.slug, seed).mistakes}
    said = told(puzzle.slug).mistakes
    assert known == {*said}
    assert len({*said.values()}) == len(said)
