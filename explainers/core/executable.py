"""Functions compiled for what they are given, of which nothing is kept but what was compiled.

JAX keeps what it takes to compile a program again, which is five times the program: 1.2 MB each.
All of that is let go here, also of the small programs by which JAX does one operation; whoever
brings arguments of another kind has it made anew.
"""

import ctypes
import sys
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Generic, TypeVar

import jax
from jax._src import pjit
from jax._src.interpreters import pxla

from explainers.core.program import PLAIN, PROGRAMS, Options, Program

T = TypeVar("T")

_COMPILED = "/jax/core/compile/backend_compile_duration"
"""The event by which JAX says that it has compiled a program."""
_LOWERED = (
    pjit._pjit_lower,  # noqa: SLF001
    pxla._cached_lowering_to_hlo,  # noqa: SLF001
)
"""Where JAX keeps programs as it hands them to its compiler."""
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Executable(Generic[T]):
    """A function, compiled once for all arguments of the same shapes and types."""

    def __init__(self, f: Callable[..., T], options: Options = PLAIN) -> None:
        """For f; with ``WHOLE`` where it runs so long that its compiler should improve it."""
        self._f = f
        self._options = options
        self._made: dict[Hashable, Program[T]] = {}
        self._one = Lock()

    def __call__(self, *given: Any) -> T:
        """What f gives, by what was compiled for such arguments: arrays, numbers, trees of them."""
        kind = tuple(map(_kind, jax.tree.leaves(given)))
        made = self._made.get(kind)
        if made is None:
            with self._one:
                made = self._made.get(kind) or self._compile(given)
                self._made[kind] = made
        return made(*given)

    @property
    def kinds(self) -> int:
        """For how many kinds of arguments it was compiled."""
        return len(self._made)

    def _compile(self, given: tuple[Any, ...]) -> Program[T]:
        # JAX remembers what it traces with the function, as long as that lives: hence a new one.
        @wraps(self._f)
        def once(*arguments: Any) -> T:
            return self._f(*arguments)

        made = PROGRAMS.make(jax.jit(once).lower(*given), self._options)
        del once
        give_back()
        return made


def _let_go(event: str, duration_secs: float, **kwargs: str | int) -> None:
    if event == _COMPILED:
        for kept in _LOWERED:
            kept.cache_clear()


jax.monitoring.register_event_duration_secs_listener(_let_go)


def give_back() -> None:
    """Give the system what a compiler has used and freed, which glibc keeps otherwise."""
    for kept in _LOWERED:
        kept.cache_clear()
    if hasattr(_LIBC, "malloc_trim"):
        _LIBC.malloc_trim(0)


def _kind(given: Any) -> Hashable:
    return getattr(given, "shape", ()), getattr(given, "dtype", None) or type(given)
