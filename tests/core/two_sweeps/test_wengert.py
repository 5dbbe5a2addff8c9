"""The trace in names, and the programs that the lesson shows, run as pasted."""

import ast
import contextlib
import io
import runpy
from pathlib import Path

import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.catalog import CATALOG, Entry
from explainers.core.expression import entry as typed
from explainers.core.two_sweeps.formulas import row_names, symbols, written
from explainers.core.two_sweeps.numbers import pulled, pushed, settled, sweeps
from explainers.core.two_sweeps.programs import sweep_programs
from explainers.core.two_sweeps.wengert import LONGEST_PROGRAM, named, program

TRACED = {slug: entry for slug, entry in CATALOG.items() if slug != "eigenvalues"}
LABELS = ["f(x)", "Jv", "uᵀJ"]
TYPED = [
    "[relu(x1)-softplus(x2), max(x1, x2)]",
    "sigmoid(x1)^3/x2 + atan2(x1, x2)",
    "[x1, 3]",
    "norm([x1, x2]) + |x1|^2.5",
]


def printed(text: str, place: Path) -> dict[str, list[float]]:
    file = place / "snippet.py"
    file.write_text(text, encoding="utf-8")
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        runpy.run_path(str(file), run_name="__main__")
    lines = [line.split(" = ") for line in heard.getvalue().splitlines()]
    return {line[0]: ast.literal_eval(line[1]) for line in lines if line[0] in LABELS}


def agree(found: dict[str, list[float]], entry: Entry) -> None:
    """What was printed is f(x), and what the screen shows of both sweeps."""
    both = sweeps(entry.map, entry.n)
    numbers = settled(both, entry.x, entry.v, entry.u)
    value = np.asarray(entry.map(jnp.asarray(entry.x)))
    assert list(found) == LABELS
    shown = (value, pushed(both, numbers), pulled(both, numbers))
    for label, expected in zip(LABELS, shown, strict=True):
        scale = max(1.0, float(np.abs(expected).max()))
        np.testing.assert_allclose(found[label], expected, rtol=0, atol=1e-12 * scale)


SOME = [CATALOG[slug] for slug in ("baydin", "normalize", "relu-layer", "softmax", "tanh-layer")]


@pytest.mark.parametrize("entry", [*SOME, *map(typed, TYPED)], ids=lambda entry: entry.slug)
def test_the_numpy_program_is_the_trace(entry: Entry, tmp_path: Path) -> None:
    both = sweeps(entry.map, entry.n)
    text = program(both, entry, entry.x, entry.v, entry.u)
    assert text is not None
    assert "jax" not in text
    assert "jnp" not in text
    agree(printed(text, tmp_path), entry)


@pytest.mark.parametrize("slug", ["baydin", "relu-layer", "softmax"])
def test_the_jax_program_prints_what_the_screen_shows(slug: str, tmp_path: Path) -> None:
    entry = CATALOG[slug]
    agree(printed(sweep_programs(entry, entry.x, entry.v, entry.u)["jax"], tmp_path), entry)


def test_a_long_trace_is_not_written_out() -> None:
    entry = CATALOG["predator-prey-20"]
    both = sweeps(entry.map, entry.n)
    assert len(both.trace.rows) > LONGEST_PROGRAM
    assert program(both, entry, entry.x, entry.v, entry.u) is None


@pytest.mark.parametrize("entry", TRACED.values(), ids=TRACED.keys())
def test_no_two_variables_share_a_name(entry: Entry) -> None:
    names = named(sweeps(entry.map, entry.n), entry)
    assert len({*names.nodes, *names.outputs}) == len(names.nodes) + len(names.outputs)


def test_long_names_give_way_to_symbols() -> None:
    assert symbols(("prey", "hunters"), "x") == ("x₁", "x₂")
    assert symbols(("θ₁", "θ₂"), "x") == ("θ₁", "θ₂")
    assert symbols(("slope",), "y") == ("y",)


def test_row_names_avoid_what_is_taken() -> None:
    assert row_names(3, ("a", "x₁")) == ("b", "c", "d")
    assert row_names(20, ("x",))[-1] == "a₂₀"


def test_operations_are_written_as_readers_write_them() -> None:
    assert written("mul", ["x₁", "x₂"]) == "x₁·x₂"
    assert written("mul", ["x₁", "0.2"]) == "0.2·x₁"
    assert written("integer_pow", ["x₁"], 3) == "x₁³"
    assert written("add", ["a", "−0.4"]) == "a + (−0.4)"
    assert written("max", ["a", "b", "c"]) == "max(a, b, c)"
    assert written("select_n", ["c", "a", "b"]) == "b if c else a"
