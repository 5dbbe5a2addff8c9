"""What JAX keeps of a function for its way back, and how often its programs do one operation.

The list behind what ``print_saved_residuals`` prints is private to JAX, and so is where JAX
remembers parts of programs: their use is here alone, and ``tests/core/memory/test_saved.py`` holds
them to what is printed and to what remains.
"""

import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.extend.core as jex
from jax._src import ad_checkpoint, pjit
from jax._src.interpreters import partial_eval

_PLACE = re.compile(r" from \S+:\d.*$")
"""Where in a file it was computed."""
_PARTS = (
    partial_eval._partial_eval_jaxpr_custom_cached,  # noqa: SLF001
    partial_eval._partial_eval_jaxpr_nounits,  # noqa: SLF001
    ad_checkpoint._transpose_jaxpr,  # noqa: SLF001
    pjit._check_and_canonicalize_out_shardings,  # noqa: SLF001
)
"""Where JAX keeps what it has made of segments under ``jax.checkpoint``, and whole programs."""


class Kept(NamedTuple):
    """One array that waits for the way back."""

    shape: tuple[int, ...]
    dtype: str
    source: str
    """Where it comes from, in JAX's words: an argument, or the output of an operation."""

    @property
    def size(self) -> int:
        """Numbers in it."""
        return math.prod(self.shape)


def kept(f: Callable[..., Any], *arguments: Any) -> tuple[Kept, ...]:
    """All that JAX keeps between the sweep out and the way back; it runs nothing."""
    found: list[tuple[Any, str]] = ad_checkpoint.saved_residuals(f, *arguments)
    return tuple(
        Kept(tuple(array.shape), str(array.dtype), _PLACE.sub("", source))
        for array, source in found
    )


def operations(name: str, f: Callable[..., Any], *arguments: Any) -> int:
    """How often the program of f does one operation, by its name in JAX; it runs nothing."""
    return _within(name, jax.make_jaxpr(f)(*arguments).jaxpr)


def let_go() -> None:
    """Let go what JAX remembers of chains, up to megabytes for each; it makes it anew if asked."""
    for kept_parts in _PARTS:
        kept_parts.cache_clear()


def _within(name: str, program: jex.Jaxpr) -> int:
    total = 0
    for equation in program.eqns:
        times = equation.params["length"] if equation.primitive.name == "scan" else 1
        inner = jex.jaxprs_in_params(equation.params)
        total += (equation.primitive.name == name) + times * sum(
            _within(name, one) for one in inner
        )
    return total
