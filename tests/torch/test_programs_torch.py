"""The PyTorch programs print what JAX computes and NumPy approximates."""

import ast
import contextlib
import io
import runpy
from pathlib import Path

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.programs import products
from tests.core.oracles import ORACLES
from tests.core.test_programs import LARGE

# PyTorch warns of a part of its own when torch.func is imported.
pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning"),
]


def run(program: str, place: Path) -> dict[str, np.ndarray]:
    file = place / "snippet.py"
    file.write_text(program, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(file), run_name="__main__")
    lines = [line.split(" = ") for line in printed.getvalue().splitlines()]
    return {label: np.array(ast.literal_eval(numbers)) for label, numbers in lines}


@pytest.mark.parametrize("slug", CATALOG)
def test_the_torch_program_agrees_with_jax_and_numpy(slug: str, tmp_path: Path) -> None:
    entry = CATALOG[slug]
    programs = products(entry, entry.x, entry.v, entry.u)
    torch, jax, numpy = (
        run(program, tmp_path) for program in (programs.torch, programs.jax, programs.numpy)
    )
    assert list(torch) == ["f(x)", "J", "Jv", "uᵀJ", "uᵀJv"]
    for label, numbers in torch.items():
        scale = max(1.0, float(np.abs(numbers).max()))
        assert numbers.shape == jax[label].shape
        np.testing.assert_allclose(numbers, jax[label], rtol=0, atol=1e-12 * scale)
        np.testing.assert_allclose(numbers, numpy[label], rtol=0, atol=1e-6 * scale)


@pytest.mark.parametrize("x", LARGE)
@pytest.mark.parametrize("slug", ["softmax", "logsumexp"])
def test_scores_of_any_size_have_shares_in_torch(
    slug: str, x: tuple[float, ...], tmp_path: Path
) -> None:
    entry = CATALOG[slug]
    printed = run(products(entry, x, entry.v, entry.u).torch, tmp_path)
    oracle = ORACLES[slug](np.array(x))
    np.testing.assert_allclose(printed["f(x)"], oracle.value, rtol=1e-14, atol=1e-300)
    np.testing.assert_allclose(printed["J"], oracle.jacobian, rtol=0, atol=1e-12)
    np.testing.assert_allclose(printed["Jv"], oracle.jacobian @ entry.v, rtol=0, atol=1e-12)
