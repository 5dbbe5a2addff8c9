"""What is timed gives the gradient of the fixed point, and keeps what was predicted."""

import numpy as np
import pytest

from explainers.core.implicit import cost
from explainers.measure.recorded import recorded
from explainers.measure.results import Job


def test_both_gradients_are_that_of_the_solution() -> None:
    """By the implicit function theorem and NumPy's solve, at a fixed point that NumPy finds."""
    a, p = map(np.asarray, cost.given())
    x = np.zeros(cost.SIDE)
    for _ in range(300):
        x = np.tanh(a @ x + p)
    slope = (1 - x**2)[:, None]
    adjoint = np.linalg.solve(np.eye(cost.SIDE) - (slope * a).T, 2 * x)
    truth = slope[:, 0] * adjoint
    for gradient in (cost.unrolled(100), cost.implicit(100)):
        np.testing.assert_allclose(gradient(*cost.given()), truth, atol=1e-12)


def test_a_round_keeps_two_numbers_for_each_unknown() -> None:
    """Of tanh, y, and 1 − y: their product with 1 + y is its slope."""
    assert cost.held() == 2 * cost.SIDE


def test_what_was_recorded_grows_as_predicted_or_not_at_all() -> None:
    runs = recorded()[Job("implicit")].runs
    assert [run.n for run in runs] == [k for k in cost.ROUNDS for _ in range(3)]
    alone = {run.n: run.median for run in runs if run.name == "rounds"}
    for run in runs:
        if run.name == "unrolled":
            assert run.temporary == pytest.approx(8 * cost.held() * run.n, abs=10_000)
            assert 0.5 < run.median / (2 * alone[run.n]) < 2.5
    (kept,) = {run.temporary for run in runs if run.name == "implicit"}
    assert kept < 20_000
