"""What is compiled is compiled once, and nothing else is kept of it."""

import gc
import weakref
from collections.abc import Iterator
from functools import partial, wraps

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax._src import pjit
from jax._src.interpreters import pxla

from explainers.core.executable import Executable

pytestmark = pytest.mark.usefixtures("alone")

COMPILED = "/jax/core/compile/backend_compile_duration"


@pytest.fixture
def compiled() -> Iterator[list[str]]:
    """An item for each program that JAX compiles."""
    found: list[str] = []

    def note(event: str, duration_secs: float, **kwargs: str | int) -> None:
        if event == COMPILED:
            found.append(event)

    jax.monitoring.register_event_duration_secs_listener(note)
    yield found
    jax.monitoring.unregister_event_duration_listener(note)


def programs(name: str) -> int:
    """How many programs of functions of this name stand in memory.

    Others come and go: where many are ready, a new one has another laid aside.
    """
    gc.collect()
    live = jax.devices()[0].client.live_executables()
    return [one.hlo_modules()[0].name for one in live].count(f"jit_{name}")


def test_it_gives_what_the_function_gives() -> None:
    both = Executable(lambda x, y: {"sum": x + y, "product": x @ y})
    x, y = np.array([1.0, 2.0]), np.array([3.0, 5.0])
    found = both(x, y)
    assert found["sum"].tolist() == [4.0, 7.0]
    assert float(found["product"]) == 13.0


def test_it_is_compiled_once_for_arguments_of_a_kind(compiled: list[str]) -> None:
    double = Executable(lambda x: 2 * x)
    for size in (2, 3, 2, 3):
        double(np.ones(size))
    assert (len(compiled), double.kinds) == (2, 2)
    double(jnp.ones(2, "float32"))
    assert double.kinds == 3


def test_arrays_of_jax_and_of_numpy_are_one_kind(compiled: list[str]) -> None:
    given = jnp.arange(7.0)
    double = Executable(lambda x: 2 * x)
    compiled.clear()
    assert double(given).tolist() == double(np.arange(7.0)).tolist()
    assert len(compiled) == 1


def test_nothing_is_kept_but_what_was_compiled() -> None:
    seen: list[weakref.ref[object]] = []

    def traced(x: jax.Array) -> jax.Array:
        seen.append(weakref.ref(x))
        return jnp.sin(x) * 3

    sine = Executable(traced)
    sine(np.ones(3))
    sine(np.ones(3))
    gc.collect()
    assert [one() for one in seen] == [None]


def test_a_program_goes_with_its_executable() -> None:
    def times(x: float, k: int) -> float:
        return x * k

    several = [Executable(wraps(times)(partial(times, k=k))) for k in range(5)]
    assert [float(one(2.0)) for one in several] == [0, 2, 4, 6, 8]
    assert programs("times") == 5
    del several[2:]
    assert programs("times") == 2


def test_jax_keeps_no_program_as_it_was_handed_to_the_compiler() -> None:
    # Each costs 1.2 MB, also for the small ones by which JAX does one operation.
    for size in range(20, 40):
        jnp.cos(np.ones(size))
    for kept in (pjit._pjit_lower, pxla._cached_lowering_to_hlo):
        assert kept.cache_info().currsize <= 2
