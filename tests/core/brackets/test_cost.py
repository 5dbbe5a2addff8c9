"""XLA's counts follow the laws that the lesson states, and the clock is read as it says."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.brackets import cost
from explainers.core.brackets.numbers import dimensions, multiplications, orders

SHAPES = ((1024, 4), (4, 1024))


def flops(f: Callable[..., Any], *arguments: Any) -> float:
    return cost.program(f, *arguments).flops


@pytest.mark.parametrize(("n", "m"), SHAPES)
@pytest.mark.whole
def test_sweeps_cost_what_the_lesson_says(n: int, m: int) -> None:
    """One product 2f, the whole Jacobian (n + 1)f or (m + 1)f, within two percent."""
    given, x, u = cost.parameters(n, m), jnp.ones(n), jnp.ones(m)
    f = flops(cost.value, given, x)
    assert flops(cost.push, given, x, x) == pytest.approx(2 * f, rel=0.02)
    assert flops(cost.pull, given, x, u) == pytest.approx(2 * f, rel=0.02)
    assert flops(cost.forward, given, x) == pytest.approx((n + 1) * f, rel=0.02)
    assert flops(cost.reverse, given, x) == pytest.approx((m + 1) * f, rel=0.02)


@pytest.mark.whole
def test_what_is_timed_is_the_jacobian() -> None:
    given, x = cost.parameters(5, 3), jnp.linspace(-1, 1, 5)
    step = 1e-6
    by_differences = np.stack(
        [
            (cost.value(given, x + step * e) - cost.value(given, x - step * e)) / (2 * step)
            for e in jnp.eye(5)
        ],
        axis=-1,
    )
    np.testing.assert_allclose(cost.forward(given, x), by_differences, atol=1e-9)
    np.testing.assert_allclose(cost.reverse(given, x), by_differences, atol=1e-9)
    v = jnp.arange(5.0)
    np.testing.assert_allclose(cost.formed(given, x, v), by_differences @ v, atol=1e-8)
    np.testing.assert_allclose(cost.pushed(given, x, v), by_differences @ v, atol=1e-8)


def test_xla_counts_two_operations_for_each_multiplication() -> None:
    sizes = (60, 50, 40, 30)
    sides = dimensions(sizes, u=True, v=True)
    factors = cost.chain(sizes, u=True, v=True)
    wanted = np.linalg.multi_dot([np.asarray(factor) for factor in factors])
    for order in list(orders(5))[::4]:
        program = cost.program(cost.multiplied(order), *factors)
        assert program.flops == pytest.approx(2 * multiplications(sides, order), rel=0.05)
        np.testing.assert_allclose(program.run(), wanted, rtol=1e-10)


def test_a_timing_takes_as_many_runs_as_it_may_and_orders_its_quartiles() -> None:
    program = cost.program(cost.one_more, jnp.zeros(()))
    timing = cost.timed(program.run, seconds=10.0, most=7)
    assert timing.runs == 7
    assert 0 < timing.low <= timing.median <= timing.high
    assert cost.timed(program.run, seconds=0.0, fewest=5).runs == 5


def test_a_call_that_is_waited_for_is_not_faster_than_one_that_is_not() -> None:
    side = 400
    program = cost.program(jnp.matmul, *[jnp.ones((side, side))] * 2)
    waited = cost.timed(program.run, seconds=0.0, fewest=9)
    assert jax.block_until_ready(program.run()).shape == (side, side)
    assert waited.median > 0
