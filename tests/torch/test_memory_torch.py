"""The chain with stones gives the same gradient in PyTorch."""

import contextlib
import io
import runpy
from pathlib import Path

import pytest

from explainers.core.memory.chain import gradient, plain
from explainers.core.memory.programs import programs

pytest.importorskip("torch")
pytestmark = pytest.mark.torch


@pytest.mark.parametrize(("steps", "stones"), [(10, (4, 7)), (10, ()), (20, (8, 14)), (2, (1,))])
def test_the_program_prints_the_gradient(
    steps: int, stones: tuple[int, ...], tmp_path: Path
) -> None:
    file = tmp_path / "snippet.py"
    file.write_text(programs(steps, stones).torch, encoding="utf-8")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        runpy.run_path(str(file))
    label, _, number = out.getvalue().strip().rpartition(" = ")
    assert label == "gradient"
    assert float(number) == pytest.approx(gradient(plain(steps)), rel=1e-13)
