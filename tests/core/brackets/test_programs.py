"""The programs of a chain run as pasted, and count what the screen shows."""

import ast
import contextlib
import io
import runpy
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from explainers.core.brackets.numbers import best, dimensions, from_left, multiplications
from explainers.core.brackets.programs import programs, timing

CHAINS = (
    ((300, 200, 100, 1), False, True, (1, 0, 0)),
    ((6, 5, 4, 3), True, True, (2, 0, 0, 0)),
    ((6, 5, 4, 3, 2, 1), True, False, (1,)),
    ((2, 3, 4), False, False, (0,)),
)


def run(program: str, place: Path) -> dict[str, object]:
    file = place / "snippet.py"
    file.write_text(program, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(file), run_name="__main__")
    lines = [line.split(" = ") for line in printed.getvalue().splitlines()]
    return {label: ast.literal_eval(said) for label, said in lines}


def first_entry(sides: tuple[int, ...]) -> float:
    """By NumPy, in the order that it chooses."""
    factors = [
        np.sin(np.arange(1.0, rows * columns + 1)).reshape(rows, columns)
        for rows, columns in pairwise(sides)
    ]
    return float(np.linalg.multi_dot(factors)[0, 0])


@pytest.mark.parametrize(("sizes", "u", "v", "order"), CHAINS)
@pytest.mark.parametrize("library", ["jax", "numpy"])
@pytest.mark.share(4)
def test_a_program_counts_and_computes(
    sizes: tuple[int, ...],
    u: bool,
    v: bool,
    order: tuple[int, ...],
    library: str,
    tmp_path: Path,
) -> None:
    sides = dimensions(sizes, u, v)
    said = run(getattr(programs(sizes, u, v, order), library), tmp_path)
    finished = (*order, *from_left(len(sides) - 1 - len(order)))
    assert said["multiplications"] == multiplications(sides, finished)
    assert said["shape"] == [sides[0], sides[-1]]
    assert said["first entry"] == pytest.approx(first_entry(sides), rel=1e-9)


def test_numpy_chooses_an_order_with_the_fewest_multiplications(tmp_path: Path) -> None:
    sizes = (300, 200, 100, 1)
    said = run(programs(sizes, u=False, v=False, order=(1, 0)).numpy, tmp_path)
    assert said["multi_dot agrees"] is True
    # einsum_path names operands by their places; results go to the end of the list.
    assert said["einsum_path"] == [(0, 1), (0, 1)]
    assert best(dimensions(sizes, u=False, v=False)) == (0, 0)


@pytest.mark.parametrize(("n", "m"), [(40, 3), (3, 40)])
def test_the_code_that_times_both_modes_runs_and_they_agree(n: int, m: int, tmp_path: Path) -> None:
    said = run(timing(n, m)["jax"], tmp_path)
    assert said["they agree"] is True
    assert all(isinstance(said[f"{mode}, ms"], float) for mode in ("jacfwd", "jacrev"))
    assert "block_until_ready" in timing(n, m)["jax"]
