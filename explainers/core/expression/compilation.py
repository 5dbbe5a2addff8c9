"""Compiling typed functions: one at a time in the process, beside the sessions, and kept."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar

import jax
import jax.numpy as jnp

from explainers.core import products, recipes
from explainers.core.catalog.entry import Entry

_Result = TypeVar("_Result")

KEPT = 64
"""Typed functions kept; products.COMPILED has room for the catalogue besides."""

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="compile")


def in_turn(work: Callable[[], _Result]) -> Future[_Result]:
    """Start work that compiles, when all that was started before it is done."""
    return _worker.submit(work)


@lru_cache(maxsize=KEPT)
def compiling(entry: Entry) -> Future[None]:
    """The compilation of an entry's products, under way or done; the first call starts it.

    Wait for it with ``.result(timeout)``; when it is done, ``products.compiled(entry.map)``
    answers at once, as does ``recipes.compiled``.
    """
    return in_turn(lambda: _compile(entry))


def _compile(entry: Entry) -> None:
    given = (jnp.asarray(entry.x), jnp.asarray(entry.v), jnp.asarray(entry.u))
    jax.block_until_ready(products.compiled(entry.map)(*given))
    jax.block_until_ready(recipes.compiled(entry.map)(given[0], given[2]))
