"""The PyTorch program of the two sweeps prints what JAX computes, and keeps what JAX keeps."""

import ast
import contextlib
import io
import runpy
from pathlib import Path

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.two_sweeps.numbers import pulled, pushed, settled, sweeps
from explainers.core.two_sweeps.programs import sweep_programs

# PyTorch warns of a part of its own when torch.func is imported.
pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning"),
]

TRACED = [slug for slug in CATALOG if slug != "eigenvalues"]


def printed(slug: str, place: Path) -> dict[str, np.ndarray]:
    entry = CATALOG[slug]
    file = place / "snippet.py"
    file.write_text(sweep_programs(entry, entry.x, entry.v, entry.u)["torch"], encoding="utf-8")
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        runpy.run_path(str(file), run_name="__main__")
    lines = [line.split(" = ") for line in heard.getvalue().splitlines() if " = " in line]
    return {label: np.array(ast.literal_eval(numbers)) for label, numbers in lines}


@pytest.mark.parametrize("slug", TRACED)
def test_the_torch_program_sweeps_as_jax_does(slug: str, tmp_path: Path) -> None:
    entry = CATALOG[slug]
    both = sweeps(entry.map, entry.n)
    numbers = settled(both, entry.x, entry.v, entry.u)
    found = printed(slug, tmp_path)
    assert list(found) == ["f(x)", "Jv", "uᵀJ"]
    for label, expected in (("Jv", pushed(both, numbers)), ("uᵀJ", pulled(both, numbers))):
        scale = max(1.0, float(np.abs(expected).max()))
        np.testing.assert_allclose(found[label], expected, rtol=0, atol=1e-12 * scale)
