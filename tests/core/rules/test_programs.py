"""The laboratory's programs print what the laboratory shows."""

import ast
import contextlib
import io
import runpy
from pathlib import Path

import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.rules import composition, verdicts
from explainers.core.rules import numbers as rules
from explainers.core.rules.programs import laboratory

X, V, U = (0.1 + 0.2, -0.4), (0.8, -0.3), (0.7, -0.6)


def run(program: str, place: Path) -> dict[str, np.ndarray]:
    """What a program prints, by label."""
    file = place / "snippet.py"
    file.write_text(program, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(file), run_name="__main__")
    lines = [line.split(" = ") for line in printed.getvalue().splitlines()]
    return {label: np.array(ast.literal_eval(numbers)) for label, numbers in lines}


@pytest.mark.parametrize("slug", rules.RULES)
def test_the_programs_print_what_the_laboratory_shows(slug: str, tmp_path: Path) -> None:
    found = rules.compiled(slug)(*map(jnp.array, (X, V, U)))
    programs = laboratory(slug, X, V, U)
    shown = run(programs.jax, tmp_path)
    np.testing.assert_allclose(shown["f(x)"], found.value, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(shown["uᵀJ by the rule"], found.pull, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(shown["u·(Jv)"], found.forwards, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(shown["(uᵀJ)·v"], found.backwards, rtol=1e-12, atol=1e-14)
    judged = verdicts.judged(slug, X, V, U)
    np.testing.assert_allclose(shown["slope"], judged.slope, rtol=1e-5)
    np.testing.assert_allclose(shown["uᵀJ in truth"], found.truth, rtol=1e-12, atol=1e-14)
    assert shown["check_grads passes"] == judged.checked == (slug == "right")
    if slug == "right":
        A = np.array(rules.MATRIX)
        bent = np.einsum("i,ij,ik->ijk", found.value, A, A)
        np.testing.assert_allclose(shown["second derivatives"], bent, rtol=1e-12)
    in_numpy = run(programs.numpy, tmp_path)
    np.testing.assert_allclose(in_numpy["uᵀJ by the rule"], found.pull, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(in_numpy["u·(Jv)"], found.forwards, rtol=1e-8)
    np.testing.assert_allclose(in_numpy["(uᵀJ)·v"], found.backwards, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("slug", ["right", "transposed"])
def test_the_program_convicts_no_right_rule_and_passes_no_wrong_one(
    slug: str, tmp_path: Path
) -> None:
    shown = run(laboratory(slug, (-20.0, 0.0), V, U).jax, tmp_path)
    assert shown["check_grads passes"] == (slug == "right")
    program = laboratory(slug, X, (1e-9, 2e-9), (1e-9, 3e-9)).jax
    assert ("their slope says nothing" in program) == (slug == "right")


def test_the_layers_in_numpy_print_the_table(tmp_path: Path) -> None:
    shown, found = run(composition.NUMPY, tmp_path), composition.backprop()
    np.testing.assert_allclose(shown["y"], found.y, rtol=1e-15)
    np.testing.assert_allclose(shown["u"], found.cotangent, rtol=1e-15)
    np.testing.assert_allclose(shown["∂loss/∂x"], found.whole[0], rtol=1e-14)
    np.testing.assert_allclose(shown["∂loss/∂w"], found.whole[1], rtol=1e-14)
