"""The chain with stones: JAX recomputes as often as is counted, and the gradient is the same."""

from itertools import combinations

import mpmath as mp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainers.core.memory import chain, schedule


def held(steps: int, stones: tuple[int, ...]) -> int:
    """States that wait: not the one before the last step, which is recorded at once."""
    return len({0, *stones} - {steps - 1})


@pytest.mark.parametrize("steps", range(2, 7))
def test_jax_recomputes_what_is_counted_wherever_stones_stand(steps: int) -> None:
    for many in range(steps):
        for stones in combinations(range(1, steps), many):
            found = chain.counted(steps, stones)
            assert found.recomputed == schedule.recomputed(steps, stones), stones
            assert found.kept == held(steps, stones) + 1, stones


@settings(max_examples=8, deadline=None)
@given(st.integers(7, schedule.MOST), st.data())
def test_jax_recomputes_what_is_counted_in_longer_chains(steps: int, data: st.DataObject) -> None:
    stones = tuple(sorted(data.draw(st.sets(st.integers(1, steps - 1), max_size=5))))
    found = chain.counted(steps, stones)
    assert found.recomputed == schedule.recomputed(steps, stones)
    assert found.kept == held(steps, stones) + 1


@pytest.mark.parametrize(("steps", "stones"), [(2, ()), (2, (1,)), (10, (4, 7)), (20, (8, 14))])
def test_the_gradient_is_the_product_of_the_slopes(steps: int, stones: tuple[int, ...]) -> None:
    x, slope = mp.mpf("0.5"), mp.mpf(1)
    for _ in range(steps):
        slope *= 1 - mp.exp(-x)
        x += mp.exp(-x)
    slots = schedule.slots_of(stones)
    for one in (chain.plain(steps), chain.checkpointed(steps, slots, stones)):
        assert chain.gradient(one) == pytest.approx(float(slope), rel=1e-13)


def test_what_is_shown_are_placements_of_the_figure() -> None:
    for one in chain.placements():
        assert one.found.recomputed == schedule.recomputed(chain.SHOWN, one.stones)
        assert one.found.kept == held(chain.SHOWN, one.stones) + 1
    kept, plain, with_stones = chain.plainly()
    assert kept == chain.SHOWN
    assert plain == pytest.approx(with_stones, rel=1e-14)
    assert plain == pytest.approx(chain.gradient(chain.plain(chain.SHOWN)), rel=1e-14)
