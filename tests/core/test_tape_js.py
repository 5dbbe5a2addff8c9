"""The browser's replayer, run by Node.js, gives the numbers that JAX gives."""

import json
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax
from numpy.typing import NDArray

from explainers.components.wire import encoded
from explainers.core.catalog import CATALOG, Entry
from explainers.core.products import sampled
from explainers.core.tape import Operation, Tape, tape

pytestmark = pytest.mark.share(2)

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "js" / "replay_tapes.mjs"

EXACT = 1e-12
"""Of the largest entry of f and J; a few hundred roundings of float64."""
DRAWS = 6
"""Random points of the view at which each entry is tried, beside its preset."""

TAPED = {slug: entry for slug, entry in CATALOG.items() if slug != "eigenvalues"}

UNARY = (
    *("neg", "abs", "sign", "sqrt", "cbrt", "exp", "expm1", "log", "log1p", "sin", "cos", "tan"),
    *("asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "floor", "ceil"),
    "is_finite",
)
BINARY = (
    *("add", "sub", "mul", "div", "pow", "max", "min", "atan2", "rem"),
    *("eq", "ne", "lt", "le", "gt", "ge"),
)
SPECIALS = (-2.5, -1.0, -0.75, 0.0, 0.75, 1.0, 2.0, 2.5)
PAIRS = [[a, b] for a in SPECIALS for b in SPECIALS]

Columns = list[NDArray[np.float64]]


def points(entry: Entry) -> list[list[float]]:
    rng = np.random.default_rng(zlib.crc32(entry.slug.encode()))
    low, high = np.array(entry.x_view).T
    return [[*entry.x], *rng.uniform(low, high, (DRAWS, entry.n)).tolist()]


def single(name: str) -> Tape:
    """The tape of one operation on two numbers."""
    arguments = (0,) if name in UNARY else (0, 1)
    return Tape(2, (), (Operation(name, arguments),), (2,), ())


@pytest.fixture(scope="module")
def replayed() -> dict[str, Columns]:
    """f(x) and then J(x), for each point of each entry and for each single operation."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("Node.js is not on the PATH, and without it the browser's replayer cannot run.")
    asked = [(slug, tape(entry.map, entry.n), points(entry)) for slug, entry in TAPED.items()]
    asked += [(name, single(name), PAIRS) for name in (*UNARY, *BINARY)]
    ran = subprocess.run(
        [node, str(SCRIPT)],
        input=json.dumps([{"tape": encoded(t), "points": x} for _, t, x in asked]),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    answers: list[Any] = json.loads(ran.stdout)
    return {
        name: [np.array(numbers, dtype=np.float64) for numbers in answer]
        for (name, _, _), answer in zip(asked, answers, strict=True)
    }


def assert_same(actual: NDArray[np.float64], expected: NDArray[np.float64]) -> bool:
    """Equal, where the expected numbers are finite, up to EXACT of the largest of them."""
    known = np.isfinite(expected)
    if known.any():
        error = np.abs(actual[known] - expected[known]).max()
        assert error <= EXACT * np.abs(expected[known]).max()
    return bool(known.all())


@pytest.mark.parametrize("entry", TAPED.values(), ids=TAPED.keys())
@pytest.mark.share(4)
def test_the_browser_replays_what_jax_computes(entry: Entry, replayed: dict[str, Columns]) -> None:
    values, jacobians = sampled(entry.map)(jnp.asarray(points(entry)))
    finite = 0
    found = replayed[entry.slug]
    for actual, value, jacobian in zip(found, values, jacobians, strict=True):
        finite += assert_same(actual[: entry.m], np.ravel(value)) and assert_same(
            actual[entry.m :], np.ravel(jacobian)
        )
    assert finite >= 3


@pytest.mark.parametrize("name", [*UNARY, *BINARY])
def test_an_operation_means_the_same_in_the_browser(
    name: str, replayed: dict[str, Columns]
) -> None:
    a, b = jnp.asarray(PAIRS).T
    result = getattr(lax, name)(*((a,) if name in UNARY else (a, b)))
    expected = np.asarray(result, dtype=np.float64)
    actual = np.concatenate(replayed[name])
    assert actual.shape == expected.shape
    assert (np.isnan(actual) == np.isnan(expected)).all()
    assert (np.isposinf(actual) == np.isposinf(expected)).all()
    assert_same(actual, expected)
