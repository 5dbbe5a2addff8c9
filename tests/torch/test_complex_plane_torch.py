"""PyTorch's complex gradient of a real function is the conjugate of JAX's."""

import ast
import contextlib
import io
import runpy
from pathlib import Path

import numpy as np
import pytest

from explainers.core import complex_plane as core

pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning"),
]

Z, DZ = (-0.7, 1.25), (0.3, -0.5)


def run(program: str, place: Path) -> dict[str, str]:
    file = place / "snippet.py"
    file.write_text(program, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(file), run_name="__main__")
    return dict(line.split(" = ", 1) for line in printed.getvalue().splitlines())


@pytest.mark.parametrize("slug", [*core.PLANS, "=sqrt(z^3-2i)*log(z)", "=re(z)^2+i*|z|"])
def test_the_torch_program_agrees_with_jax_up_to_conjugation(slug: str, tmp_path: Path) -> None:
    plan = core.find(slug)
    now = core.settled(plan.map, plan.complex_map, Z, DZ).numbers
    printed = run(core.programs(plan, Z, DZ).torch, tmp_path)
    gradient = np.asarray(now.gradient) * [1, -1]
    for label, pair in (("f(z)", now.value), ("dw", now.push), ("gradient of Re f", gradient)):
        number = complex(printed[label])
        np.testing.assert_allclose([number.real, number.imag], pair, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(ast.literal_eval(printed["J"]), now.jacobian, rtol=1e-12, atol=1e-12)


def test_the_gradient_of_the_squared_size_is_the_one_of_the_text(tmp_path: Path) -> None:
    printed = run(core.programs(core.PLANS["size"], (3, 4), DZ).torch, tmp_path)
    assert complex(printed["gradient of Re f"]) == 6 + 8j
