"""Compiles the catalogue in the background, so that no hand waits for a compiler."""

import atexit
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

import jax.numpy as jnp

from explainers.core import recipes
from explainers.core.catalog import CATALOG, Entry
from explainers.core.tape import UnsupportedPrimitive
from explainers.core.tensors import numbers as tensors
from explainers.core.two_sweeps import numbers as sweeps
from explainers.ui.numbers import settled, tape_of

_QUIET = 1.5
"""Seconds without a session's run after which the next function is compiled."""

_last_run = time.monotonic()
_ready: set[str] = set()
_ended = threading.Event()


def pulse() -> None:
    """Note that a session is being served: the background gives way."""
    global _last_run
    _last_run = time.monotonic()


def ready(entry: Entry) -> bool:
    """Whether the numbers of a function can be had at once, without compiling."""
    return entry.slug in _ready


def note(entry: Entry) -> None:
    """Note that a function of the catalogue has been compiled."""
    if entry.slug in CATALOG:
        _ready.add(entry.slug)


@lru_cache(maxsize=16)
def start(work: Callable[[], None] | None = None) -> threading.Thread:
    """Start warming, once for the process; calls after the first do nothing.

    ``work`` warms something else than the catalogue, and asks ``may_go_on`` before each part.
    """
    thread = threading.Thread(target=_gently, args=(work or _warm,), name="warm", daemon=True)
    thread.start()
    atexit.register(_stop, thread)
    return thread


def _stop(thread: threading.Thread) -> None:
    """Let a compilation end before the interpreter does: XLA does not survive being cut off."""
    _ended.set()
    thread.join()


def may_go_on() -> bool:
    """Wait until no session is being served; false if the process is about to end."""
    while time.monotonic() - _last_run < _QUIET and not _ended.is_set():
        _ended.wait(_QUIET / 4)
    return not _ended.is_set()


def _gently(work: Callable[[], None]) -> None:
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
    work()


def _warm() -> None:
    for entry in CATALOG.values():
        if not may_go_on():
            return
        if not ready(entry):
            tape_of(entry)
            settled(entry, entry.x, entry.v, entry.u)
            note(entry)
        recipes.compiled(entry.map)(jnp.asarray(entry.x), jnp.asarray(entry.u))
        with suppress(UnsupportedPrimitive):
            both = sweeps.sweeps(entry.map, entry.n)
            sweeps.settled(both, entry.x, entry.v, entry.u)
    if not may_go_on():
        return
    tensors.warm()
    # Imported in the background too: no first picture should wait for optax.
    from explainers.core.descent import look, optimisers, risks
    from explainers.permalink import descent

    usual = descent.preset(risks.LINE)
    for optimiser in optimisers.OPTIMISERS:
        if not may_go_on():
            return
        look.prepare(descent.settings(usual._replace(optimiser=optimiser)))
