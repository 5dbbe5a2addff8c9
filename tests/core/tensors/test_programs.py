"""The classifier's programs print what the app shows."""

import ast
import contextlib
import io
import runpy
from pathlib import Path

import numpy as np
import pytest

from explainers.core.tensors import numbers as tensors
from explainers.core.tensors.numbers import PRESET, Setting
from explainers.core.tensors.programs import programs

LABELS = [
    "outputs",
    "J",
    "JV",
    "UᵀJ",
    "⟨U, JV⟩",
    "loss",
    "gradient of W",
    "gradient of b",
]
SECOND = ["shape of J", "shape of H", "first entry of H"]
CASES: list[tuple[tensors.Head, Setting]] = [
    ("sigmoid", PRESET),
    ("logits", PRESET._replace(b=(0.1 + 0.2, -1.0))),
]


def run(program: str, place: Path) -> dict[str, np.ndarray]:
    """What a program prints, by label."""
    file = place / "snippet.py"
    file.write_text(program, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(file), run_name="__main__")
    lines = [line.split(" = ") for line in printed.getvalue().splitlines()]
    return {label: np.array(ast.literal_eval(numbers)) for label, numbers in lines}


def expected(head: tensors.Head, setting: Setting) -> list[np.ndarray]:
    found, trained = tensors.settled(head, setting), tensors.trained(setting)
    products = [found.outputs, found.jacobian, found.push, found.pull, found.pairing]
    return [*products, trained.loss, trained.W, trained.b]


def agree(printed: dict[str, np.ndarray], numbers: list[np.ndarray], tolerance: float) -> None:
    assert list(printed)[: len(LABELS) + len(SECOND)] == [*LABELS, *SECOND]
    assert printed["shape of J"].tolist() == [5, 2, 3, 2]
    assert printed["shape of H"].tolist() == [5, 2, 3, 2, 3, 2]
    for label, number in zip(LABELS, numbers, strict=True):
        assert printed[label].shape == number.shape, label
        np.testing.assert_allclose(printed[label], number, rtol=0, atol=tolerance, err_msg=label)


@pytest.mark.parametrize(("head", "setting"), CASES)
@pytest.mark.share(99)
@pytest.mark.whole
def test_the_programs_print_what_the_app_shows(
    head: tensors.Head, setting: Setting, tmp_path: Path
) -> None:
    offered = programs(head, setting)
    bend = tensors.settled(head, setting).hessian[0, 0, 0, 0, 0, 0]
    for program, tolerance, loose in ((offered.jax, 1e-12, 1e-12), (offered.numpy, 1e-7, 1e-5)):
        printed = run(program, tmp_path)
        agree(printed, expected(head, setting), tolerance)
        np.testing.assert_allclose(printed["first entry of H"], bend, rtol=0, atol=loose)
        assert printed.get("jacfwd and jacrev agree", True)
    assert "jacfwd and jacrev agree" in run(offered.jax, tmp_path)


def test_numbers_stand_in_the_programs_exactly() -> None:
    for program in programs(*CASES[1]):
        assert "[0.30000000000000004, -1.0]" in program
        assert "[-1.8231415, -0.472541]," in program


def test_each_program_speaks_of_its_own_library_only() -> None:
    offered = programs(*CASES[0])
    assert "torch" not in offered.jax + offered.numpy
    assert "jax" not in offered.torch + offered.numpy
