"""The cheat sheet's lines give the same in PyTorch as in JAX."""

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explainers.core import cheatsheet

pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning"),
    # func.linearize traces f with torch.fx, which warns of its own constants.
    pytest.mark.filterwarnings("ignore:Attempted to insert a get_attr Node:UserWarning"),
]


def result(setup: str, line: str, place: Path) -> list[np.ndarray]:
    file = place / "line.py"
    file.write_text(f"{setup}result = {line}\n", encoding="utf-8")
    found: Any = runpy.run_path(str(file))["result"]
    return [np.asarray(part) for part in (found if isinstance(found, tuple) else (found,))]


@pytest.mark.parametrize("line", cheatsheet.ONE_LINERS, ids=lambda line: line.task)
def test_each_line_gives_the_same_in_torch_as_in_jax(
    line: cheatsheet.OneLiner, tmp_path: Path
) -> None:
    in_torch = result(cheatsheet.TORCH_SETUP, line.torch, tmp_path)
    in_jax = result(cheatsheet.JAX_SETUP, line.jax, tmp_path)
    for one, other in zip(in_torch, in_jax, strict=True):
        assert one.shape == other.shape
        np.testing.assert_allclose(one, other, rtol=1e-12)
