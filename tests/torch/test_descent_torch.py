"""The PyTorch programs of descent make the runs on screen, on the same batches."""

import contextlib
import io
import runpy
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.programs import programs
from explainers.core.descent.risks import LINE, RISKS, of_entry
from explainers.core.descent.run import runs
from explainers.core.functions import find
from explainers.permalink.descent import preset, settings

# PyTorch warns of a part of its own when torch.func is imported.
pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning"),
]
RISK = [*RISKS.values(), of_entry(find("=(x1^2+x2-11)^2+(x1+x2^2-7)^2"))]
CASES = [
    preset(LINE),
    *(preset(LINE)._replace(optimiser=rule, steps=90) for rule in OPTIMISERS),
    *(preset(risk)._replace(optimiser="adam", steps=80) for risk in RISK[1:]),
    preset(LINE)._replace(batch=1, seed=12, steps=100),
    preset(LINE)._replace(batch=200, samples=200, noise=1.5, spread=0.3, steps=60),
]


@pytest.mark.parametrize("listing", ["torch", "module"])
@pytest.mark.parametrize(
    "state",
    CASES,
    ids=lambda state: f"{state.risk[:9]}-{state.optimiser}-{state.batch}-{state.steps}",
)
def test_the_torch_programs_make_the_runs_on_screen(state, listing, tmp_path: Path) -> None:
    given = settings(state)
    file = tmp_path / "program.py"
    file.write_text(getattr(programs(given), listing), encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        found = runpy.run_path(str(file), run_name="__main__")
    assert printed.getvalue().startswith("theta = [[")
    shown = runs(given).theta[:, 1 : given.steps + 1]
    assert_allclose(np.array(found["paths"]), shown, rtol=0, atol=1e-9)
