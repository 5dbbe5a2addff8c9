"""Second and third derivatives of f along v, and what its program says of all.

D²f(x)(v, v) is a program in x and v. With v put in, it may fold to the constant 0: then it is
0 at every x, wherever no comparison switches, and so is every derivative beyond.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from explainers.core.kept import kept
from explainers.core.rounding import Array as Numbers
from explainers.core.rounding import bounded, cleared, has_switches
from explainers.core.tape import Tape, UnsupportedPrimitive, plain_tape, with_fixed
from explainers.core.types import Map, Point, Tangent, Value


class HigherDerivatives(NamedTuple):
    """Derivatives of f at x along v, and which of them are 0 all along it."""

    second: Numbers
    """D²f(x)(v, v), what is nothing but rounding as 0."""
    third: Numbers
    """D³f(x)(v, v, v), the same."""
    exact: bool
    """Whether the second is known without an error."""
    known: bool
    """Whether the second has a finite value with a finite bound of its error."""
    straight: bool
    """Whether the program of the second is the constant 0."""
    square: bool
    """Whether the program of the third is."""
    switches: bool
    """Whether f compares anything along v, or has a kink or a jump somewhere."""


def derivatives_along(f: Map, x: Point, v: Tangent) -> tuple[Value, Value]:
    """D²f(x)(v, v) and D³f(x)(v, v, v), by forward mode over forward mode."""

    def first(t: Float[Array, ""]) -> Value:
        return jax.jvp(lambda s: f(x + s * v), (t,), (jnp.ones_like(t),))[1]

    def second(t: Float[Array, ""]) -> Value:
        return jax.jvp(first, (t,), (jnp.ones_like(t),))[1]

    zero = jnp.zeros(())
    return jax.jvp(second, (zero,), (jnp.ones_like(zero),))


@kept
def _programs(f: Map, n: int) -> tuple[Tape, Tape] | None:
    """F of x, and both derivatives of x and v one behind the other; None if no tape holds them."""
    try:
        return plain_tape(f, n), plain_tape(
            lambda z: jnp.concatenate(derivatives_along(f, z[:n], z[n:])), 2 * n
        )
    except UnsupportedPrimitive:
        return None


def higher_derivatives(f: Map, x: Numbers, v: Numbers) -> HigherDerivatives | None:
    """Second and third derivatives of f at x along v; None where no tape says so."""
    n = len(x)
    programs = _programs(f, n)
    if programs is None:
        return None
    values, derivatives = programs
    at = np.concatenate([x, v])[None]
    exactly, nearly = bounded(derivatives, at), bounded(derivatives, at, spacing=True)
    both = cleared(exactly.values[0], nearly.value_errors[0])
    m = len(both) // 2
    error = exactly.value_errors[0, :m]
    zero = _zeros(with_fixed(derivatives, {n + k: float(z) for k, z in enumerate(v)}))
    still = {k: float(z) for k, z in enumerate(x) if not v[k]}
    return HigherDerivatives(
        second=both[:m],
        third=both[m:],
        exact=bool(np.all(error == 0)),
        known=bool(np.all(np.isfinite(exactly.values[0, :m]) & np.isfinite(error))),
        straight=all(zero[:m]),
        square=all(zero[m:]),
        switches=has_switches(with_fixed(values, still)),
    )


def _zeros(tape: Tape) -> list[bool]:
    """Which outputs of a tape are the constant 0."""
    first, constants = tape.inputs, tape.constants
    return [
        first <= slot < first + len(constants) and constants[slot - first] == 0
        for slot in tape.value
    ]
