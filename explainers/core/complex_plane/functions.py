"""What can be typed in one complex variable: how it is computed and how it is written.

Each function is there three times: on pairs (Re, Im) of real numbers, which a tape can hold
and a browser replay; on complex numbers in JAX; and on numbers with known errors, for parts in
which z does not stand. On a branch cut all three take the principal value, also below a zero
with a minus sign.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import jax.numpy as jnp
import numpy as np
from jax import lax

from explainers.core.complex_plane import constants
from explainers.core.complex_plane.constants import Known

Pair: TypeAlias = tuple[Any, Any]
"""Real and imaginary part: two scalars, of JAX or of Python."""
Complex: TypeAlias = Any
"""A complex scalar of JAX."""


@dataclass(frozen=True)
class Function:
    """A function of one complex number that can be typed."""

    name: str
    meaning: str
    in_pairs: Callable[[Any, Any], Pair]
    in_jax: Callable[[Complex], Complex]
    of_known: Callable[[Known], Known]
    text: str
    """A call of it in a program; {m} stands for jnp or torch, {0} for what it is given."""
    cut: bool = False
    """Whether it jumps across the negative real axis."""


def times(a: Pair, b: Pair) -> Pair:
    """The product of two complex numbers."""
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def over(a: Pair, b: Pair) -> Pair:
    """The quotient of two complex numbers."""
    size = b[0] * b[0] + b[1] * b[1]
    return (a[0] * b[0] + a[1] * b[1]) / size, (a[1] * b[0] - a[0] * b[1]) / size


def whole_power(z: Pair, exponent: int) -> Pair:
    """A whole power of a complex number, by repeated squaring."""
    if exponent < 0:
        return over((1.0, 0.0), whole_power(z, -exponent))
    result: Pair | None = None
    while exponent:
        if exponent % 2:
            result = z if result is None else times(result, z)
        exponent //= 2
        z = times(z, z) if exponent else z
    return result or (1.0, 0.0)


def _exp(a: Any, b: Any) -> Pair:
    return jnp.exp(a) * jnp.cos(b), jnp.exp(a) * jnp.sin(b)


def _sin(a: Any, b: Any) -> Pair:
    return jnp.sin(a) * jnp.cosh(b), jnp.cos(a) * jnp.sinh(b)


def _cos(a: Any, b: Any) -> Pair:
    return jnp.cos(a) * jnp.cosh(b), -jnp.sin(a) * jnp.sinh(b)


def _sinh(a: Any, b: Any) -> Pair:
    return jnp.sinh(a) * jnp.cos(b), jnp.cosh(a) * jnp.sin(b)


def _cosh(a: Any, b: Any) -> Pair:
    return jnp.cosh(a) * jnp.cos(b), jnp.sinh(a) * jnp.sin(b)


_LEAST = 1e-300
"""Not 0: whether b is above 0 or below decides nothing to the right of the imaginary axis."""


def _angle(a: Any, b: Any) -> Any:
    """Of a pair, above −π: where b is −0.0, arctan2 gives −π for the negative real axis."""
    angle = jnp.arctan2(b, a)
    return angle + jnp.where((b > -_LEAST) & (angle < -3.0), 2 * np.pi, 0.0)


def _above(z: Complex) -> Complex:
    """The same number with 0.0 for an imaginary part of −0.0, which lies below a branch cut."""
    b = lax.stop_gradient(jnp.imag(z))
    return z + 1j * jnp.where(b == 0, 0.0 - b, 0.0)


def _log(a: Any, b: Any) -> Pair:
    return jnp.log(a * a + b * b) / 2.0, _angle(a, b)


def _sqrt(a: Any, b: Any) -> Pair:
    size, half_angle = jnp.sqrt(jnp.sqrt(a * a + b * b)), _angle(a, b) / 2.0
    return size * jnp.cos(half_angle), size * jnp.sin(half_angle)


def _abs(a: Any, b: Any) -> Pair:
    """With the derivative 0 at 0, as JAX has it for complex numbers."""
    square = a * a + b * b
    away = square > 0
    return jnp.where(away, jnp.sqrt(jnp.where(away, square, 1.0)), 0.0), 0.0


def _shared(name: str, meaning: str, in_pairs: Callable[[Any, Any], Pair]) -> Function:
    """A function that JAX and PyTorch have under its own name."""
    given = f"{{m}}.{name}({{0}})"
    return Function(name, meaning, in_pairs, getattr(jnp, name), getattr(constants, name), given)


def _with_cut(name: str, meaning: str, in_pairs: Callable[[Any, Any], Pair]) -> Function:
    """One that jumps across the negative real axis, where it has the value above."""
    plain = _shared(name, meaning, in_pairs)
    return replace(plain, in_jax=lambda z: plain.in_jax(_above(z)), cut=True)


def _of_reals(
    name: str,
    meaning: str,
    in_pairs: Callable[[Any, Any], Pair],
    library: str,
    of_known: Callable[[Known], Known],
) -> Function:
    """A function whose value is a real number, made complex again."""
    in_jax = getattr(jnp, library)
    text = f"({{m}}.{library}({{0}}) + 0j)"
    return Function(name, meaning, in_pairs, lambda z: in_jax(z) + 0j, of_known, text)


_FUNCTIONS = (
    _shared("exp", "e to this power; e^z is the same", _exp),
    _with_cut("log", "the logarithm whose angle lies from −π to π; ln is the same", _log),
    _with_cut("sqrt", "the square root to the right of the imaginary axis", _sqrt),
    _shared("sin", "sine", _sin),
    _shared("cos", "cosine", _cos),
    _shared("sinh", "hyperbolic sine", _sinh),
    _shared("cosh", "hyperbolic cosine", _cosh),
    _shared("conj", "the mirror image across the real axis", lambda a, b: (a, -b)),
    _of_reals("abs", "the distance from 0; |z| is the same", _abs, "abs", constants.size),
    _of_reals("re", "the real part", lambda a, b: (a, 0.0), "real", constants.re),
    _of_reals("im", "the imaginary part", lambda a, b: (b, 0.0), "imag", constants.im),
)

FUNCTIONS: dict[str, Function] = {function.name: function for function in _FUNCTIONS}
"""Every function that can be typed, in the order in which readers see them."""

ALIASES = {"ln": "log"}

CONSTANTS: dict[str, complex] = {"i": 1j, "pi": np.pi, "e": np.e}
