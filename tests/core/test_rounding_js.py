"""The browser bounds rounding as Python does."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from explainers.components.wire import encoded
from explainers.core.expression import entry as typed
from explainers.core.rounding import bounded
from explainers.core.tape import Operation, Tape, tape
from tests.core.test_tape_js import BINARY, PAIRS, TAPED, UNARY, points

SCRIPT = Path(__file__).parents[1] / "js" / "bound_tapes.mjs"
TYPED = {
    "softmax([x1,x2,x3])": [[0.2, -0.4, 0.9], [1.0, 1.0, 1.0]],
    "sin(x1)^2+cos(x1)^2": [[0.7], [2.0]],
    "log(exp(x1))": [[2.0], [1000.0]],
    "abs(x1)^1.4": [[0.0], [0.3]],
    "x1^x2": [[-2.0, 3.0], [2.0, 3.0]],
    "tan(x1)/atan2(x1,x2)": [[1.5707963267948966, 1.0], [0.3, -2.0]],
    "[sinh(x1),cosh(x1),tanh(x1),asin(x1),acos(x1),atan(x1)]": [[0.25], [1.0], [0.0]],
}


def doubled(name: str) -> Tape:
    """An operation on numbers that are rounded themselves: on 3·x₁ and x₂/3."""
    steps = (Operation("mul", (0, 2)), Operation("div", (1, 2)))
    arguments = (3,) if name in UNARY else (3, 4)
    return Tape(2, (3.0,), (*steps, Operation(name, arguments)), (5,), (5, 5))


def test_a_bound_is_the_same_in_the_browser() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail("Node.js is not on the PATH, and without it the browser's bounds cannot run.")
    asked = [(tape(entry.map, entry.n), points(entry)) for entry in TAPED.values()]
    asked += [(tape(e.map, e.n), at) for e, at in ((typed(t), at) for t, at in TYPED.items())]
    asked += [(doubled(name), PAIRS) for name in (*UNARY, *BINARY)]
    ran = subprocess.run(
        [node, str(SCRIPT)],
        input=json.dumps([{"tape": encoded(t), "points": x} for t, x in asked]),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    for (program, at), answer in zip(asked, json.loads(ran.stdout), strict=True):
        there = np.array(at, dtype=float)
        found = bounded(program, there, spacing=True)
        count = len(there)
        wanted = np.concatenate(
            [found.value_errors, found.jacobian_errors.reshape(count, -1)], axis=1
        )
        actual = np.array([[float(z) for z in row] for row in answer])
        # A bound is quantised by the last digits of functions, which differ.
        alike = (actual <= 2 * wanted) & (wanted <= 2 * actual)
        assert alike.all(), (program.operations[-3:], actual[~alike], wanted[~alike])
