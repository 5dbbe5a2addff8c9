"""Which output sees which input, read off JAX's program for Jv before any number is known.

Each number of that program carries the set of the inputs whose part of v it holds. What stays
out of a set is 0 in J at every point; what is in it may be 0 at some, or even at all of them.
"""

from collections.abc import Callable
from functools import reduce
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np

from explainers.core.kept import kept
from explainers.core.tape import (
    INNER,
    RULES,
    Builder,
    Parameters,
    Slots,
    UnsupportedPrimitive,
    unroll,
)
from explainers.core.types import Map

Rows: TypeAlias = tuple[tuple[int, ...], ...]
"""For each row of J its columns that may hold something, counted from 0."""
MOST = 62
"""How many inputs a set can hold."""


class Pattern(NamedTuple):
    """Where a Jacobian may hold something other than 0."""

    rows: Rows
    columns: int
    dense: tuple[str, ...]
    """Primitives that are taken to let each of their results see all that comes in."""

    @property
    def entries(self) -> int:
        """How many there are."""
        return sum(map(len, self.rows))


@kept
def pattern(f: Map, n: int) -> Pattern:
    """Pattern of the Jacobian of f: ℝⁿ → ℝᵐ, wherever it is taken.

    A primitive whose sets are not known is taken as dense, so that no entry is missed. Raises
    ValueError for more than ``MOST`` inputs.
    """
    if n > MOST:
        raise ValueError(f"n: {n} inputs are more than {MOST}")
    closed = jax.make_jaxpr(lambda x, v: jax.jvp(f, (x,), (v,))[1])(
        *2 * [jax.ShapeDtypeStruct((n,), jnp.float64)]
    )
    sets = _Sets(2 * n)
    nothing, inputs = np.zeros(n, np.int64), np.int64(1) << np.arange(n)
    (found,) = unroll(sets, closed.jaxpr, closed.consts, [nothing, inputs], _step(sets))
    rows = tuple(tuple(j for j in range(n) if mask >> j & 1) for mask in map(int, found))
    return Pattern(rows, n, tuple(sorted(sets.dense)))


class _Sets(Builder):
    """Holds a set of inputs, as bits, where a tape holds a slot."""

    def __init__(self, inputs: int) -> None:
        super().__init__(inputs)
        self.dense: set[str] = set()

    def constant(self, number: float) -> int:
        """No input."""
        return 0

    def apply(self, name: str, *arguments: int) -> int:
        """All that any argument holds."""
        return reduce(int.__or__, arguments, 0)


def _same(_: Builder, arrays: list[Slots], __: Parameters) -> Slots:
    return arrays[0]


_OWN: dict[str, Callable[[Builder, list[Slots], Parameters], Slots]] = {
    "convert_element_type": _same,
    "reduce_precision": _same,
    "integer_pow": _same,
}


def _step(sets: _Sets) -> Callable[[Builder, Any, list[Slots]], Slots | list[Slots] | None]:
    def step(builder: Builder, equation: Any, taken: list[Slots]) -> Slots | list[Slots] | None:
        name = str(equation.primitive)
        shapes = [result.aval.shape for result in equation.outvars]
        if not any(array.any() for array in taken):
            return [np.zeros(shape, np.int64) for shape in shapes]
        if name in INNER:
            return None
        try:
            if rule := _OWN.get(name) or RULES.get(name):
                return rule(builder, taken, equation.params)
        except UnsupportedPrimitive:
            pass
        sets.dense.add(name)
        whole = reduce(np.bitwise_or, [np.bitwise_or.reduce(array, axis=None) for array in taken])
        return [np.full(shape, whole) for shape in shapes]

    return step
