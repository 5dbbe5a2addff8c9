"""The PyTorch programs of colourings print what JAX gives."""

import contextlib
import io
import runpy
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.sparsity.cases import find
from explainers.core.sparsity.colouring import Way, greedy
from explainers.core.sparsity.programs import programs

torch: Any = pytest.importorskip("torch")
pytestmark = pytest.mark.torch

EVERY = [
    (slug, way)
    for slug in (
        "rod",
        "traffic",
        "hub",
        "groups",
        "brusselator",
        "classifier",
        "network",
        "energy",
    )
    for way in find(slug).ways
]


@pytest.mark.parametrize(("slug", "way"), EVERY)
def test_j_is_read_back(slug: str, way: Way, tmp_path: Path) -> None:
    case = find(slug)
    colours = greedy(case.pattern.rows, case.n, way, "smallest")
    file = tmp_path / "snippet.py"
    file.write_text(programs(case, way, colours)["torch"], encoding="utf-8")
    before = torch.get_default_dtype()
    with contextlib.redirect_stdout(io.StringIO()):
        found = runpy.run_path(str(file))["J"]
    torch.set_default_dtype(before)
    J = np.asarray(jax.jacfwd(case.map)(jnp.asarray(case.x)))
    np.testing.assert_allclose(np.array(found, float), J, rtol=1e-12, atol=1e-12)
