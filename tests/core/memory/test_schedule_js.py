"""What the browser counts while a stone moves is what Python counts."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from explainers.core.memory import schedule

ROOT = Path(__file__).parents[3]


def placements() -> list[tuple[int, tuple[int, ...]]]:
    rng = random.Random(0)
    sizes = [rng.randint(2, schedule.MOST) for _ in range(300)]
    return [
        (steps, tuple(sorted(rng.sample(range(1, steps), rng.randint(0, steps - 1)))))
        for steps in sizes
    ]


def held(steps: int, stones: tuple[int, ...]) -> list[int]:
    """How many states are kept at each move of the run, simulated step by step."""
    kept = [0]
    found = list[int]()
    ahead = [*stones]
    for end in range(steps, 0, -1):  # the step whose turn it is ends here
        at = kept[-1]
        while at < end - 1:
            free = len(stones) + 1 - len(kept)
            stone = ahead.pop(0) if ahead else at + schedule.split(end - at, free + 1)
            found += [len(kept)] * (stone - at)
            at = stone
            if free:
                kept.append(at)
        found += [len(kept)] * 2  # recorded, and gone back through
        if kept[-1] == end - 1:
            kept.pop()
    assert kept == []
    return found


def test_the_browser_counts_as_python_does() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail("Node.js is needed", pytrace=False)
    asked = placements()
    told = subprocess.run(
        [node, ROOT / "tests/js/run_stones.mjs"],
        input=json.dumps([{"steps": steps, "stones": stones} for steps, stones in asked]),
        capture_output=True,
        text=True,
        check=True,
    )
    for (steps, stones), browser in zip(asked, json.loads(told.stdout), strict=True):
        slots = schedule.slots_of(stones)
        assert browser == {
            "recomputed": schedule.recomputed(steps, stones),
            "least": schedule.least(steps, slots),
            "best": list(schedule.best(steps, slots)),
            "evenly": list(schedule.evenly(steps)),
            "held": held(steps, stones),
        }
        assert max(browser["held"]) == slots
        assert len(browser["held"]) == 2 * steps + browser["recomputed"]
