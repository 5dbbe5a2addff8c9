"""The PyTorch programs of the ridge and of the ODE print what the page shows."""

from pathlib import Path
from typing import Any

import pytest

from explainers.core.implicit import adjoint
from explainers.core.implicit.solvers.programs import ode_programs, ridge_programs
from tests.core.implicit.solvers.test_programs import agree, ode_told, ridge_told

torch: Any = pytest.importorskip("torch")
pytestmark = pytest.mark.torch


def test_torch_prints_the_gradient_of_the_ridge(tmp_path: Path) -> None:
    before = torch.get_default_dtype()
    printed = agree(ridge_programs(-1.0).torch, ridge_told(-1.0), tmp_path, 1e-8)
    torch.set_default_dtype(before)
    assert printed == {"w", "d loss"}


def test_torch_prints_both_gradients_of_the_ode(tmp_path: Path) -> None:
    given = adjoint.Given(8.0, 33, 0.25)
    before = torch.get_default_dtype()
    printed = agree(ode_programs(given).torch, ode_told(given), tmp_path, 1e-8)
    torch.set_default_dtype(before)
    assert printed == {"backprop", "adjoint"}
