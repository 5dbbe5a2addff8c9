"""The browser weighs goals as Python does, and has a name for each."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from explainers.components.wire import encoded
from explainers.core.practice.goals import Goal, Spot, weighed
from explainers.core.practice.grounds import seen
from explainers.core.practice.measures import At
from explainers.core.practice.puzzles import PUZZLES
from explainers.core.practice.solve import solution
from explainers.core.practice.variants import variant

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "tests" / "js" / "weigh.mjs"
SEEDS = [str(k) for k in range(30)]


def cases() -> list[tuple[tuple[Goal, ...], At]]:
    """All goals and signs of mistakes, at starts, at solutions and where hands hold nothing."""
    found: list[tuple[tuple[Goal, ...], At]] = []
    for puzzle in PUZZLES:
        for seed in SEEDS:
            given = variant(puzzle.slug, seed)
            goals = (*given.goals, *(s for made in given.mistakes for s in made.signs))
            x, v, u, picks = given.start
            empty = Spot(x, (0.0,) * len(v), (0.0,) * len(u), picks)
            spots = (given.start, solution(given), empty)
            found += [(goals, seen(given.setting, spot)) for spot in spots]
    return found


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    node = shutil.which("node")
    assert node, "Node.js runs the browser's modules"
    asked = [
        {"goals": encoded(goals), "at": encoded(at._replace(jacobian=at.jacobian.ravel()))}
        for goals, at in cases()
    ]
    done = subprocess.run(
        [node, str(SCRIPT)], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_the_browser_weighs_as_python_does(answer: dict[str, Any]) -> None:
    for (goals, at), told in zip(cases(), answer["answered"], strict=True):
        for goal, (text, met) in zip(goals, told, strict=True):
            found = weighed(goal, at)
            measure = float(text.replace("Infinity", "inf"))  # and "NaN"
            # An angle near 0 has half the digits of its cosine.
            assert measure == pytest.approx(found.measure, rel=1e-9, abs=2e-6, nan_ok=True), goal
            if abs(found.measure - goal.bound) > 1e-5:
                assert met == found.met, goal


def test_every_goal_has_its_words(answer: dict[str, Any]) -> None:
    asked = {g.measure for p in PUZZLES for s in SEEDS for g in variant(p.slug, s).goals}
    assert asked == {*answer["named"]}
