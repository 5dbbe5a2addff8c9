"""What JAX keeps of a function for its way back, and how often its programs do one operation.

The list behind what ``print_saved_residuals`` prints is private to JAX: its use is here alone, and
``tests/core/memory/test_saved.py`` holds it to what is printed.
"""

import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.extend.core as jex
from jax._src.ad_checkpoint import saved_residuals

_PLACE = re.compile(r" from \S+:\d.*$")
"""Where in a file it was computed."""


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
    found: list[tuple[Any, str]] = saved_residuals(f, *arguments)
    return tuple(
        Kept(tuple(array.shape), str(array.dtype), _PLACE.sub("", source))
        for array, source in found
    )


def operations(name: str, f: Callable[..., Any], *arguments: Any) -> int:
    """How often the program of f does one operation, by its name in JAX; it runs nothing."""
    return _within(name, jax.make_jaxpr(f)(*arguments).jaxpr)


def _within(name: str, program: jex.Jaxpr) -> int:
    total = 0
    for equation in program.eqns:
        times = equation.params["length"] if equation.primitive.name == "scan" else 1
        inner = jex.jaxprs_in_params(equation.params)
        total += (equation.primitive.name == name) + times * sum(
            _within(name, one) for one in inner
        )
    return total
