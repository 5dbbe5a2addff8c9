"""The programs on offer print what the app shows."""

import ast
import contextlib
import io
import math
import runpy
from pathlib import Path

import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.catalog import CATALOG, Entry
from explainers.core.products import compiled
from explainers.core.programs import products
from tests.core.oracles import ORACLES

LABELS = ["f(x)", "J", "Jv", "uᵀJ", "uᵀJv"]


def run(program: str, place: Path) -> dict[str, np.ndarray]:
    """What a program prints, by label."""
    file = place / "snippet.py"
    file.write_text(program, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(file), run_name="__main__")
    lines = [line.split(" = ") for line in printed.getvalue().splitlines()]
    return {label: np.array(ast.literal_eval(numbers)) for label, numbers in lines}


def expected(entry: Entry) -> dict[str, np.ndarray]:
    settled = compiled(entry.map)(jnp.array(entry.x), jnp.array(entry.v), jnp.array(entry.u))
    numbers = (settled.value, settled.jacobian, settled.push, settled.pull, settled.pairing)
    return dict(zip(LABELS, map(np.asarray, numbers), strict=True))


def agree(printed: dict[str, np.ndarray], entry: Entry, tolerance: float) -> None:
    reference = expected(entry)
    assert list(printed) == LABELS
    for label, numbers in reference.items():
        scale = max(1.0, float(np.abs(numbers).max()))
        assert printed[label].shape == numbers.shape, label
        np.testing.assert_allclose(printed[label], numbers, rtol=0, atol=tolerance * scale)


@pytest.mark.parametrize("slug", CATALOG)
@pytest.mark.share(8)
def test_the_jax_program_prints_what_the_app_shows(slug: str, tmp_path: Path) -> None:
    entry = CATALOG[slug]
    agree(run(products(entry, entry.x, entry.v, entry.u).jax, tmp_path), entry, 1e-12)


@pytest.mark.parametrize("slug", CATALOG)
def test_the_numpy_program_comes_close(slug: str, tmp_path: Path) -> None:
    entry = CATALOG[slug]
    agree(run(products(entry, entry.x, entry.v, entry.u).numpy, tmp_path), entry, 1e-6)


def test_the_seed_example_prints_the_numbers_of_the_text(tmp_path: Path) -> None:
    entry = CATALOG["seed"]
    printed = run(products(entry, (2, 3, 1), (0.5, 1, 2), (0.5, 1)).jax, tmp_path)
    assert printed["f(x)"].tolist() == [8, 0]
    assert printed["J"].tolist() == [[4, 1, 1], [1, -1, 1]]
    assert printed["Jv"].tolist() == [5, 1.5]
    assert printed["uᵀJ"].tolist() == [3, -0.5, 1.5]
    assert printed["uᵀJv"] == 4


def test_numbers_stand_in_the_programs_exactly() -> None:
    entry = CATALOG["polar"]
    x = (0.1 + 0.2, -math.pi)
    for program in products(entry, x, entry.v, entry.u):
        assert "[0.30000000000000004, -3.141592653589793]" in program


def test_whole_numbers_stay_floating() -> None:
    program = products(CATALOG["polar"], (1, 2), (1, 0), (0, 1)).torch
    assert "torch.tensor([1.0, 2.0])" in program


@pytest.mark.parametrize("slug", CATALOG)
def test_each_program_speaks_of_its_own_library_only(slug: str) -> None:
    entry = CATALOG[slug]
    programs = products(entry, entry.x, entry.v, entry.u)
    assert "torch" not in programs.jax
    assert "jax" not in programs.torch + programs.numpy
    assert "jnp" not in programs.torch + programs.numpy
    assert "torch" not in programs.numpy


LARGE = [
    *((1000.0, 0.0, 0.0), (0.0, 1000.0, 1000.0), (1000.0, 1000.0, 1000.0), (-1000.0, -1000.0, 0.0)),
    *((1.0, 1.0, 1.0), (2.0, 2.0, -1.0), (-800.0, 800.0, 0.0), (1e5, -1e5, 1e5)),
]
"""Scores at which e^x leaves the range of numbers, and scores that are equal."""


@pytest.mark.parametrize("x", LARGE)
@pytest.mark.parametrize("slug", ["softmax", "logsumexp"])
@pytest.mark.parametrize("library", ["jax", "numpy"])
def test_scores_of_any_size_have_shares_in_the_programs_too(
    slug: str, x: tuple[float, ...], library: str, tmp_path: Path
) -> None:
    entry = CATALOG[slug]
    printed = run(getattr(products(entry, x, entry.v, entry.u), library), tmp_path)
    oracle = ORACLES[slug](np.array(x))
    # A step of the differences is 6e-6 times x, and they are off by its square.
    near = 1e-12 if library == "jax" else max(1e-8, (6.1e-6 * max(map(abs, x))) ** 2)
    np.testing.assert_allclose(printed["f(x)"], oracle.value, rtol=1e-14, atol=1e-300)
    np.testing.assert_allclose(printed["J"], oracle.jacobian, rtol=0, atol=near)
