"""The browser judges colourings as Python does."""

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

from explainers.core.sparsity.cases import CASES
from explainers.core.sparsity.colouring import Coloured, Way, judged
from explainers.core.sparsity.pattern import Rows

ROOT = Path(__file__).parents[3]


def asked() -> list[tuple[Rows, Way, Coloured]]:
    """Colourings by chance, of all cases in all ways and of tables by chance."""
    chance = random.Random(1)
    found: list[tuple[Rows, Way, Coloured]] = []

    def colours(size: int) -> tuple[int, ...]:
        return tuple(chance.choice((0, 0, 1, 2, 3)) for _ in range(size))

    for case in CASES.values():
        for way in case.ways:
            for _ in range(12):
                found.append((case.pattern.rows, way, Coloured(colours(case.n), colours(case.m))))
    for _ in range(200):
        m, n = chance.randint(1, 6), chance.randint(1, 6)
        rows = tuple(tuple(j for j in range(n) if chance.random() < 0.4) for _ in range(m))
        way: Way = chance.choice(("columns", "rows", "both"))
        found.append((rows, way, Coloured(colours(n), colours(m))))
    return found


def test_the_browser_judges_as_python_does() -> None:
    node = shutil.which("node")
    assert node, "Node.js runs the browser's modules"
    cases = asked()
    sent = [
        {"rows": rows, "way": way, "columns": given.columns, "downs": given.rows}
        for rows, way, given in cases
    ]
    done = subprocess.run(
        [node, ROOT / "tests/js/judge_colourings.mjs"],
        input=json.dumps(sent),
        capture_output=True,
        text=True,
        check=True,
    )
    answered: list[dict[str, Any]] = json.loads(done.stdout)
    for (rows, way, given), told in zip(cases, answered, strict=True):
        found = judged(rows, way, given)
        assert told["products"] == found.products
        assert told["pushes"] == [list(group) for group in found.pushes]
        assert told["pulls"] == [list(group) for group in found.pulls]
        assert told["mixed"] == [list(entry) for entry in found.mixed]
        expected = {(i, j, kind, place) for (i, j), (kind, place) in found.told.items()}
        assert {tuple(one) for one in told["told"]} == expected
