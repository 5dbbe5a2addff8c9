"""What the browser counts while a size moves is what Python counts when it has settled."""

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from explainers.core.brackets.numbers import answer, dimensions, factor_names, kind, written

ROOT = Path(__file__).parents[3]


def chains() -> list[dict[str, Any]]:
    rng = random.Random(0)
    made: list[dict[str, Any]] = []
    for _ in range(200):
        sizes = [rng.choice((1, 2, 7, 64, 300, 1000)) for _ in range(rng.randint(3, 6))]
        u, v = rng.random() < 0.5, rng.random() < 0.5
        factors = len(sizes) - 1 + u + v
        done = rng.randint(0, factors - 1)
        order = [rng.randint(0, factors - 2 - step) for step in range(done)]
        made.append({"sizes": sizes, "u": u, "v": v, "order": order, "mirror": False})
    return made


def test_the_browser_counts_as_python_does() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail("Node.js is needed", pytrace=False)
    asked = chains()
    told = subprocess.run(
        [node, ROOT / "tests/js/count_chains.mjs"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    for chain, browser in zip(asked, json.loads(told.stdout), strict=True):
        sizes, u, v, order = (chain[name] for name in ("sizes", "u", "v", "order"))
        sides, steps = dimensions(sizes, u, v), tuple(order)
        said = answer(sides, steps)
        names = factor_names(sizes, u, v)
        assert browser == {
            "counts": [product.multiplications for product in said.products],
            "held": [product.held for product in said.products],
            "left": said.left,
            "right": said.right,
            "best": said.best,
            "worst": said.worst,
            "best_order": list(said.best_order),
            "kind": kind(len(sides) - 1, steps),
            "written": written(names, steps),
        }
