"""The PyTorch program of the laboratory prints what JAX says of the same rule."""

import ast
import contextlib
import io
import runpy
from pathlib import Path

import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.rules import numbers as rules
from explainers.core.rules.programs import laboratory

pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning"),
]


@pytest.mark.parametrize("slug", rules.RULES)
@pytest.mark.parametrize("x", [(0.5, -0.4), (-20.0, 0.0)])
def test_the_torch_program_prints_what_the_laboratory_shows(
    slug: str, x: tuple[float, ...], tmp_path: Path
) -> None:
    v, u = (0.8, -0.3), (0.7, -0.6)
    file = tmp_path / "snippet.py"
    file.write_text(laboratory(slug, x, v, u).torch, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(file), run_name="__main__")
    lines = [line.split(" = ") for line in printed.getvalue().splitlines()]
    shown = {label: np.array(ast.literal_eval(numbers)) for label, numbers in lines}
    found = rules.compiled(slug)(*map(jnp.array, (x, v, u)))
    np.testing.assert_allclose(shown["f(x)"], found.value, rtol=1e-12)
    np.testing.assert_allclose(shown["uᵀJ by the rule"], found.pull, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(shown["u·(Jv)"], found.forwards, rtol=1e-12)
    np.testing.assert_allclose(shown["(uᵀJ)·v"], found.backwards, rtol=1e-12)
    assert shown["gradcheck passes"] == (slug == "right")
