"""The PyTorch program of the lesson on the linear picture prints what the lesson shows."""

from pathlib import Path

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.linearization.numbers import remainders
from explainers.core.linearization.programs import linearization
from tests.core.test_programs import run

# PyTorch warns of a part of its own when torch.func is imported.
pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning"),
]


@pytest.mark.parametrize("slug", CATALOG)
@pytest.mark.parametrize("halved", [False, True], ids=["J", "J/2"])
def test_the_torch_program_prints_the_slope(slug: str, halved: bool, tmp_path: Path) -> None:
    entry = CATALOG[slug]
    found = remainders(entry.map, entry.x, entry.v)
    line = found.halved_line if halved else found.line
    printed = run(linearization(entry, entry.x, entry.v, halved, found).torch, tmp_path)
    np.testing.assert_allclose(
        printed["Jv"], found.push / (2 if halved else 1), rtol=1e-10, atol=1e-12
    )
    if np.isnan(float(line.slope)):
        assert "slope" not in printed
        assert printed["remainders"].max() < 1e-12
    else:
        assert printed["slope"] == pytest.approx(float(line.slope), abs=0.02)
