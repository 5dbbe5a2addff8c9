"""The PyTorch program of the lesson on implicit derivatives prints what its figure shows."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explainers.core.implicit.numbers import Given, found
from explainers.core.implicit.programs import programs, shown
from tests.core.implicit.test_programs import GIVEN
from tests.core.test_programs import run

torch: Any = pytest.importorskip("torch")
pytestmark = pytest.mark.torch


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: given.slug)
def test_torch_prints_what_is_shown(given: Given, tmp_path: Path) -> None:
    before = torch.get_default_dtype()
    printed = run(programs(given).torch, tmp_path)
    torch.set_default_dtype(before)
    wanted = shown(found(given), given, "torch")
    assert len(printed) == 4
    for label, numbers in printed.items():
        np.testing.assert_allclose(numbers, wanted[label].numbers, atol=1e-9)
