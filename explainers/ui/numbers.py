"""JAX's numbers for a state, computed once and kept for every session."""

import math
from concurrent.futures import wait
from functools import lru_cache

import jax.numpy as jnp
import numpy as np

from explainers.core import products, tape
from explainers.core.catalog import Entry
from explainers.core.expression import compiling
from explainers.core.functions import is_typed
from explainers.core.host import on_host
from explainers.permalink import State

PATIENCE = 0.2
"""Seconds that a page waits for a compilation before it goes on without."""
KEPT = 1024
"""How many settled states are kept; the least recently used goes first."""


@lru_cache(maxsize=tape.TAPES)
def tape_of(entry: Entry) -> tape.Tape | None:
    """The tape of an entry, or None if no list of scalar operations holds it."""
    try:
        return tape.tape(entry.map, entry.n)
    except tape.UnsupportedPrimitive:
        return None


@lru_cache(maxsize=KEPT)
def settled(
    entry: Entry, x: tuple[float, ...], v: tuple[float, ...], u: tuple[float, ...]
) -> products.Products:
    """JAX's numbers for f at x, v and u."""
    return on_host(products.compiled(entry.map)(jnp.asarray(x), jnp.asarray(v), jnp.asarray(u)))


def at_hand(entry: Entry) -> bool:
    """Whether JAX's numbers can be had now; a typed function is given a moment to compile."""
    if not is_typed(entry.slug):
        return True
    compilation = compiling(entry)
    products.compiled(entry.map)  # as recently used as its compilation
    wait([compilation], PATIENCE)
    return compilation.done()


def settled_state(state: State) -> products.Products:
    """JAX's numbers for a state."""
    return settled(state.entry, state.x, state.v, state.u)


def are_finite(numbers: products.Products) -> bool:
    """Whether f and J are finite at the point that these numbers belong to."""
    return all(math.isfinite(z) for z in [*numbers.value, *np.ravel(numbers.jacobian)])
