"""What is listed as kept is what JAX prints of it."""

import gc
import re
from collections.abc import Callable
from typing import Any

import jax
import jax.ad_checkpoint
import jax.extend.core as jex
import jax.numpy as jnp
import pytest

from explainers.core.memory import chain
from explainers.core.memory.saved import kept


def layered(x: jax.Array) -> jax.Array:
    weight = jnp.ones((3, 3))
    return jnp.sum(jnp.tanh(jax.checkpoint(lambda x: jnp.sin(weight @ x))(x)))


CASES: dict[str, tuple[Callable[..., Any], jax.Array]] = {
    "plain": (chain.plain(4), jnp.array(0.5)),
    "stones": (chain.checkpointed(10, 3, (4, 7)), jnp.array(0.5)),
    "layered": (layered, jnp.ones(3)),
    "nothing": (lambda x: x + 1.0, jnp.array(0.5)),
}


@pytest.mark.parametrize("name", CASES)
def test_the_list_is_the_one_that_is_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    f, x = CASES[name]
    jax.ad_checkpoint.print_saved_residuals(f, x)
    printed = [line for line in capsys.readouterr().out.splitlines() if line]
    found = kept(f, x)
    assert len(found) == len(printed)
    for one, line in zip(found, printed, strict=True):
        said = re.fullmatch(r"(\w+)\[([\d,]*)\] (.*)", line)
        assert said is not None
        name_of, sizes, rest = said.groups()
        kinds = {"f64": "float64", "f32": "float32", "i64": "int64"}
        assert kinds.get(name_of, name_of) == one.dtype
        assert tuple(int(size) for size in sizes.split(",") if size) == one.shape
        assert rest.startswith(one.source.split(" (")[0])
        assert "/" not in one.source


def test_sizes_are_counted_in_numbers() -> None:
    assert [one.size for one in kept(chain.plain(3), jnp.array(0.5))] == [1, 1, 1]
    assert kept(lambda x: jnp.sum(jnp.sin(x)), jnp.ones((2, 3)))[0].size == 6


def programs_alive() -> int:
    gc.collect()
    return sum(isinstance(one, jex.Jaxpr) for one in gc.get_objects())


def test_nothing_of_a_placement_remains_once_it_is_counted() -> None:
    chain.counted(12, (5,))
    before = programs_alive()
    for stones in ((4,), (3, 7)):
        chain.counted(12, stones)
    assert programs_alive() == before
