"""A tree in z as a function: on pairs of real numbers, and on complex numbers."""

import math
from collections.abc import Callable
from typing import Any, TypeAlias

import jax.numpy as jnp
from jax import Array

from explainers.core.complex_plane import constants
from explainers.core.complex_plane.constants import Known, negative, plus
from explainers.core.complex_plane.functions import (
    CONSTANTS,
    FUNCTIONS,
    Complex,
    Pair,
    over,
    times,
    whole_power,
)
from explainers.core.expression.tree import (
    Binary,
    Call,
    Constant,
    Input,
    Items,
    Negative,
    Node,
    Number,
    is_constant,
    walk,
)
from explainers.core.types import Map, Point, Value

ComplexMap: TypeAlias = Callable[[Array], Array]
"""A function from ℂ to ℂ, written in jax.numpy."""

_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


def constant_value(node: Node) -> complex | None:
    """Value of a part in which z does not stand; None if it does.

    A real or imaginary part that is nothing but rounding is 0.
    """
    return _constant(node).value if is_constant(node) else None


def _constant(node: Node) -> Known:
    match node:
        case Number(value):
            return Known(complex(value))
        case Constant(name):
            exact = name == "i"
            return Known(CONSTANTS[name], 0.0 if exact else math.ulp(abs(CONSTANTS[name])))
        case Negative(of):
            return negative(_constant(of))
        case Binary("+", left, right):
            return plus(_constant(left), _constant(right))
        case Binary("-", left, right):
            return plus(_constant(left), negative(_constant(right)))
        case Binary("*", left, right):
            return constants.times(_constant(left), _constant(right))
        case Binary("/", left, right):
            return constants.over(_constant(left), _constant(right))
        case Binary("^", left, right):
            return constants.whole_power(_constant(left), exponent(right))
        case Call(name, (inside,)):
            return FUNCTIONS[name].of_known(_constant(inside))
        case _:
            raise ValueError(f"node: {node} is no constant")


def exponent(node: Node) -> int:
    """The whole number that an exponent of an accepted tree is."""
    value = constant_value(node)
    if value is None or not value.real.is_integer():
        raise ValueError(f"node: {node} is no whole number")
    return int(value.real)


def pairs_of(node: Node) -> Map:
    """A tree as the map (Re z, Im z) ↦ (Re w, Im w), of real operations alone."""

    def f(x: Point) -> Value:
        return jnp.stack([jnp.asarray(part, dtype=float) for part in _pair(node, (x[0], x[1]))])

    return f


def _pair(node: Node, z: Pair) -> Pair:
    constant = constant_value(node)
    if constant is not None:
        return constant.real, constant.imag
    match node:
        case Input():
            return z
        case Negative(of):
            a, b = _pair(of, z)
            return -a, -b
        case Binary("^", left, right):
            return whole_power(_pair(left, z), exponent(right))
        case Binary("*", left, right):
            return times(_pair(left, z), _pair(right, z))
        case Binary("/", left, right):
            return over(_pair(left, z), _pair(right, z))
        case Binary(sign, left, right):
            (a, b), (c, d) = _pair(left, z), _pair(right, z)
            return _SIGNS[sign](a, c), _SIGNS[sign](b, d)
        case Call(name, (inside,)):
            return FUNCTIONS[name].in_pairs(*_pair(inside, z))
        case Number() | Constant() | Call() | Items():
            raise ValueError(f"node: {node} stands in no function of z")


def complex_of(node: Node) -> ComplexMap:
    """A tree as a function of a complex number, in JAX's own complex functions."""
    return lambda z: jnp.asarray(_complex(node, z), dtype=complex)


def _complex(node: Node, z: Complex) -> Complex:
    constant = constant_value(node)
    if constant is not None:
        return constant
    match node:
        case Input():
            return z
        case Negative(of):
            return -_complex(of, z)
        case Binary("^", left, right):
            return _complex(left, z) ** exponent(right)
        case Binary(sign, left, right):
            return _SIGNS[sign](_complex(left, z), _complex(right, z))
        case Call(name, (inside,)):
            return FUNCTIONS[name].in_jax(_complex(inside, z))
        case Number() | Constant() | Call() | Items():
            raise ValueError(f"node: {node} stands in no function of z")


def cut_arguments(node: Node) -> Map | None:
    """What a function takes logarithms and roots of, as pairs one behind the other.

    Where such a pair lies on the negative real axis, the function jumps. None if it has no
    logarithms and no roots.
    """
    insides = [
        part.arguments[0]
        for part in walk(node)
        if isinstance(part, Call) and FUNCTIONS[part.name].cut and not is_constant(part)
    ]
    if not insides:
        return None

    def arguments(x: Point) -> Value:
        pairs = [_pair(inside, (x[0], x[1])) for inside in insides]
        return jnp.stack([jnp.asarray(part, dtype=float) for pair in pairs for part in pair])

    return arguments
