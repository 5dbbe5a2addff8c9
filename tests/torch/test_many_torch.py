"""The PyTorch program of the lesson on many products prints what its figure shows."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explainers.core.many.maps import MAPS
from explainers.core.many.numbers import OFS, Given, Of
from explainers.core.many.programs import programs, shown
from tests.core.test_programs import run

torch: Any = pytest.importorskip("torch")
pytestmark = pytest.mark.torch


@pytest.mark.parametrize("slug", MAPS)
@pytest.mark.parametrize("of", OFS)
def test_torch_prints_what_is_shown(slug: str, of: Of, tmp_path: Path) -> None:
    given = Given(slug, 0.7, "normal", 4)
    before = torch.get_default_dtype()
    printed = run(programs(given, of, 5).torch, tmp_path)
    torch.set_default_dtype(before)
    for label, numbers in shown(given, of, 5).items():
        np.testing.assert_allclose(printed[label], numbers.numbers, atol=1e-10)
