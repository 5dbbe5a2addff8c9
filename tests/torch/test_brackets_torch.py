"""The PyTorch program of a chain prints what the NumPy program prints."""

from pathlib import Path

import pytest

from explainers.core.brackets.programs import programs, timing
from tests.core.brackets.test_programs import CHAINS, run

pytestmark = [pytest.mark.torch]


@pytest.mark.parametrize(("sizes", "u", "v", "order"), CHAINS)
def test_the_torch_program_agrees_with_numpy(
    sizes: tuple[int, ...], u: bool, v: bool, order: tuple[int, ...], tmp_path: Path
) -> None:
    both = programs(sizes, u, v, order)
    torch, numpy = run(both.torch, tmp_path), run(both.numpy, tmp_path)
    assert torch["multiplications"] == numpy["multiplications"]
    assert torch["shape"] == numpy["shape"]
    assert torch["first entry"] == pytest.approx(numpy["first entry"], rel=1e-9)


def test_the_code_that_times_both_modes_runs_and_they_agree(tmp_path: Path) -> None:
    said = run(timing(12, 3)["torch"], tmp_path)
    assert said["they agree"] is True
    assert all(isinstance(said[f"{mode}, ms"], float) for mode in ("jacfwd", "jacrev"))
