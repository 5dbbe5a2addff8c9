"""What is recorded of PyTorch in the gallery is what it returns."""

import contextlib
import io
import math
import runpy
from pathlib import Path
from typing import Any

import pytest

from explainers.core.kinks import CASES, TORCH, Case, programs, returned

torch: Any = pytest.importorskip("torch")
pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning"),
    # A loop whose length depends on a tensor, which is the point of that case.
    pytest.mark.filterwarnings("ignore:Converting a tensor with requires_grad=True:UserWarning"),
]

ERRORS = {
    "RuntimeError": ("require gradients", "does not require grad"),
    "ValueError": ("floating point",),
}


def test_the_version_is_the_one_that_is_named() -> None:
    assert torch.__version__.partition("+")[0] == TORCH


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.slug)
def test_the_torch_program_prints_what_is_recorded(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "snippet.py"
    file.write_text(programs(case, case.at).torch, encoding="utf-8")
    printed = io.StringIO()
    before = torch.get_default_dtype()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(file), run_name="__main__")
    torch.set_default_dtype(before)
    lines = dict(line.split(" = ", 1) for line in printed.getvalue().splitlines())
    for mode, recorded in (("forward", case.torch.forward), ("reverse", case.torch.reverse)):
        if recorded in ERRORS:
            assert any(words in lines[mode] for words in ERRORS[recorded])
        else:
            assert float(lines[mode]) == pytest.approx(float(recorded), rel=1e-6, nan_ok=True)
    found = returned(case.slug, case.at)
    if case.central:
        assert float(lines["float64 difference"]) == pytest.approx(math.cos(1), rel=1e-6)
    else:
        assert float(lines["f(x)"]) == pytest.approx(found.value)
        assert float(lines["mended"]) == pytest.approx(found.mended)
