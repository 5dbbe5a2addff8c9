"""The classifier's PyTorch program prints what JAX computes and NumPy approximates."""

import ast
import contextlib
import io
import runpy
from pathlib import Path

import numpy as np
import pytest

from explainers.core.tensors.numbers import PRESET, Head, Setting
from explainers.core.tensors.programs import programs

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


@pytest.mark.parametrize(
    ("head", "setting"), [("sigmoid", PRESET), ("logits", PRESET._replace(b=(0.5, -1.0)))]
)
def test_the_torch_program_agrees_with_jax_and_numpy(
    head: Head, setting: Setting, tmp_path: Path
) -> None:
    offered = programs(head, setting)
    torch, jax, numpy = (
        run(text, tmp_path) for text in (offered.torch, offered.jax, offered.numpy)
    )
    assert list(torch) == list(jax) == [*numpy, "jacfwd and jacrev agree"]
    assert torch.pop("jacfwd and jacrev agree")
    for label, numbers in torch.items():
        assert numbers.shape == jax[label].shape
        np.testing.assert_allclose(numbers, jax[label], rtol=0, atol=1e-12)
        loose = 1e-5 if label == "first entry of H" else 1e-7
        np.testing.assert_allclose(numbers, numpy[label], rtol=0, atol=loose)
