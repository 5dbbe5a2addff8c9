"""The programs of the ridge and of the ODE print what the page shows."""

from pathlib import Path

import numpy as np
import pytest

from explainers.core.implicit import adjoint, ridge
from explainers.core.implicit.solvers.programs import ode_programs, ridge_programs
from tests.core.test_programs import run


def ridge_told(power: float) -> dict[str, np.ndarray]:
    """What the page draws and says of a fit."""
    here = ridge.found(power).here
    return {"w": here.w, "dw": here.push, "d loss": here.pull}


def ode_told(given: adjoint.Given) -> dict[str, np.ndarray]:
    """Both gradients that it says."""
    here = adjoint.runs(given).here
    return {"backprop": here.gradient, "adjoint": here.adjoint[-1]}


def agree(program: str, wanted: dict[str, np.ndarray], place: Path, near: float) -> set[str]:
    """Hold what a program prints to what is shown; the labels that it prints."""
    printed = run(program, place)
    for label, numbers in printed.items():
        shown = wanted[label]
        np.testing.assert_allclose(numbers, shown, rtol=0, atol=near * np.abs(shown).max())
    return set(printed)


@pytest.mark.parametrize("power", [-5.0, -1.0, 2.0])
@pytest.mark.share(99)
@pytest.mark.whole
def test_the_fit_and_its_derivatives_are_printed(power: float, tmp_path: Path) -> None:
    told, wanted = ridge_programs(power), ridge_told(power)
    for text in (told.jax, told.numpy):
        assert agree(text, wanted, tmp_path, 1e-8) == {"w", "dw", "d loss"}


@pytest.mark.parametrize("given", [adjoint.Given(8.0, 33, 0.25), adjoint.Given(30.0, 64, 0.0)])
@pytest.mark.share(99)
def test_both_gradients_of_the_ode_are_printed(given: adjoint.Given, tmp_path: Path) -> None:
    told, wanted = ode_programs(given), ode_told(given)
    assert agree(told.jax, wanted, tmp_path, 1e-8) == {"backprop", "adjoint"}
    assert agree(told.numpy, wanted, tmp_path, 1e-8) == {"adjoint"}
