"""A program gives the same, whether it was compiled, laid aside or taken from a shelf."""

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.program import PLAIN, WHOLE, Program, Programs
from harness.server import ROOT

pytestmark = pytest.mark.usefixtures("alone")

COMPILED = "/jax/core/compile/backend_compile_duration"
X = np.arange(3.0)


@pytest.fixture
def events() -> Iterator[list[str]]:
    """What JAX tells of its compiler and of its own cache, in this thread."""
    found: list[str] = []
    here = threading.get_ident()

    def note(event: str, **_: str | int) -> None:
        if threading.get_ident() == here:
            found.append(event)

    def lasted(event: str, duration_secs: float, **_: str | int) -> None:
        note(event)

    jax.monitoring.register_event_duration_secs_listener(lasted)
    jax.monitoring.register_event_listener(note)
    yield found
    jax.monitoring.unregister_event_duration_listener(lasted)
    jax.monitoring.unregister_event_listener(note)


def compiled(events: list[str]) -> int:
    """How many programs were compiled."""
    return events.count(COMPILED)


class Dictionary:
    """A shelf that lasts as long as a test."""

    def __init__(self) -> None:
        self.all: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.all.get(name)

    def put(self, name: str, kept: bytes) -> None:
        self.all[name] = kept


def ready(several: list[Program[Any]]) -> list[bool]:
    """Which of them are."""
    return [one.is_ready for one in several]


def lowered(k: int, x: Any = X) -> jax.stages.Lowered:
    """A function of its own for each k."""
    return jax.jit(lambda x: {"power": x**k, "sum": jnp.sum(x) + k}).lower(x)


def holds(program: Callable[..., dict[str, jax.Array]], k: int) -> None:
    found = program(X)
    assert found["power"].tolist() == [0.0, 1.0, 2.0**k]
    assert float(found["sum"]) == 3 + k


def test_so_many_are_ready_and_the_others_give_the_same(events: list[str]) -> None:
    programs = Programs(2)
    several = [programs.make(lowered(k)) for k in range(1, 6)]
    assert ready(several) == [False, False, False, True, True]
    for _ in range(2):
        for k, one in enumerate(several, 1):
            holds(one, k)
            assert (sum(ready(several)), one.is_ready, programs.ready) == (2, True, 2)
    assert compiled(events) == 5


@pytest.mark.whole
def test_what_is_laid_aside_is_gone_from_jax() -> None:
    def seldom_used(x: jax.Array) -> jax.Array:
        return x + 1

    def known() -> int:
        gc.collect()
        live = jax.devices()[0].client.live_executables()
        return [one.hlo_modules()[0].name for one in live].count("jit_seldom_used")

    programs = Programs(1)
    program = programs.make(jax.jit(seldom_used).lower(X))
    assert known() == 1
    programs.make(lowered(1))
    assert known() == 0
    assert program(X).tolist() == [1.0, 2.0, 3.0]
    assert known() == 1


def test_what_its_compiler_improved_and_what_it_took_as_written_are_two_programs() -> None:
    programs, shelf = Programs(2), Dictionary()
    programs.shelf = shelf
    for options in (PLAIN, WHOLE):
        holds(programs.make(lowered(4), options), 4)
    assert len(shelf.all) == 2


def test_what_was_longest_not_used_is_laid_aside_first() -> None:
    programs = Programs(2)
    several = [programs.make(lowered(k)) for k in (1, 2)]
    holds(several[0], 1)
    several.append(programs.make(lowered(3)))
    assert ready(several) == [True, False, True]
    for k in (1, 3):
        holds(several[k - 1], k)
    assert ready(several) == [True, False, True]
    holds(several[1], 2)
    assert ready(several) == [False, True, True]


def test_nobody_counts_programs_that_are_gone() -> None:
    programs = Programs(8)
    several = [programs.make(lowered(k)) for k in range(4)]
    del several[1:]
    gc.collect()
    assert programs.ready == 1


def test_a_program_that_calls_python_stays_ready() -> None:
    programs = Programs(0)
    double = jax.jit(lambda x: jax.pure_callback(lambda y: 2 * y, x, x))
    program = programs.make(double.lower(X))
    assert (programs.ready, program(X).tolist()) == (0, [0.0, 2.0, 4.0])


def test_the_next_process_finds_it_on_the_shelf(events: list[str]) -> None:
    shelf, first, second = Dictionary(), Programs(8), Programs(1)
    first.shelf = second.shelf = shelf
    for k in (1, 2):
        holds(first.make(lowered(k)), k)
    assert (len(shelf.all), compiled(events)) == (2, 2)
    several = [second.make(lowered(k)) for k in (1, 2)]
    for _ in range(2):
        for k, one in enumerate(several, 1):
            holds(one, k)
    assert (len(shelf.all), compiled(events)) == (2, 2)


def test_programs_of_other_arguments_have_other_names() -> None:
    programs = Programs(8)
    programs.shelf = shelf = Dictionary()
    for x in (X, X[:2], X.astype("float32"), 1.0, 1):
        programs.make(lowered(2, x))
    assert len(shelf.all) == 5


def test_programs_of_other_constants_have_other_names() -> None:
    programs = Programs(8)
    programs.shelf = shelf = Dictionary()
    for last in (1.0, 2.0):
        constant = np.ones((64, 64))
        constant[-1, -1] = last
        program = programs.make(jax.jit(lambda x, c=constant: x + c[-1, -1] * c.sum()).lower(1.0))
        program = programs.make(jax.jit(lambda x, c=constant: x + jnp.asarray(c)).lower(1.0))
        assert float(program(1.0)[-1, -1]) == 1 + last
    assert len(shelf.all) == 4


@pytest.mark.parametrize("broken", [b"", b"nonsense", b"x\x9cK\xcb\xcf\x07\x00\x02\x82\x01E"])
def test_what_is_broken_on_the_shelf_is_compiled_anew(broken: bytes) -> None:
    programs = Programs(8)
    programs.shelf = shelf = Dictionary()
    programs.make(lowered(2))
    (name,) = shelf.all
    shelf.all[name] = broken
    holds(programs.make(lowered(2)), 2)
    assert shelf.all[name] != broken


CACHED = """
import jax, numpy as np
from explainers.core.program import Programs
jax.jit(lambda x: x + 1)(np.ones(2))
programs = Programs(0)
several = [programs.make(jax.jit(lambda x, k=k: x**k).lower(np.arange(3.0))) for k in (2, 3)]
print([one(np.arange(3.0)).tolist() for one in several], [one.is_ready for one in several])
"""


@pytest.mark.whole
def test_what_jax_reads_from_a_cache_of_its_own_stays_ready(tmp_path: Path) -> None:
    environment = os.environ | {
        "JAX_ENABLE_X64": "1",
        "JAX_COMPILATION_CACHE_DIR": str(tmp_path),
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
        "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
    }
    given = [sys.executable, "-c", CACHED]
    first, second = (
        subprocess.run(given, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    numbers = "[[0.0, 1.0, 4.0], [0.0, 1.0, 8.0]]"
    assert first.stdout == f"{numbers} [False, False]\n"
    assert second.stdout == f"{numbers} [True, True]\n"
