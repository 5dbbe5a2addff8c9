"""A tree as a function: in JAX, to be differentiated, and in NumPy, for what is constant."""

from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np

from explainers.core.expression.functions import CONSTANTS, Form, Kind, form_of
from explainers.core.expression.tree import (
    Binary,
    Call,
    Constant,
    Input,
    Items,
    Negative,
    Node,
    Number,
    Program,
    is_constant,
    list_size,
)
from explainers.core.types import Map, Point, Value

_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
}


def form(call: Call) -> Form:
    """The form of a function that a call of an accepted program uses."""
    kinds: tuple[Kind, ...] = tuple(
        "number" if list_size(node) is None else "list" for node in call.arguments
    )
    found = form_of(call.name, kinds)
    if found is None:
        raise ValueError(f"{call.name} does not take {kinds}")
    return found


def constant_value(node: Node) -> float | None:
    """Value of a number in which no input stands, in NumPy; None if one does.

    What is too large or undefined is inf or nan.
    """
    if not is_constant(node):
        return None
    with np.errstate(all="ignore"):
        return float(_constant(node))


def _constant(node: Node) -> Any:
    match node:
        case Number(value):
            return np.float64(value)
        case Constant(name):
            return np.float64(CONSTANTS[name])
        case Negative(of):
            return -_constant(of)
        case Binary(sign, left, right):
            return _SIGNS[sign](_constant(left), _constant(right))
        case Call(_, arguments):
            return form(node).in_numpy(*(_constant(argument) for argument in arguments))
        case Items(items):
            return np.stack([_constant(item) for item in items])
        case Input():
            raise ValueError("an input is not constant")


def map_of(program: Program) -> Map:
    """The function of a tree, written in JAX's own functions, so that its kinks are JAX's."""

    def f(x: Point) -> Value:
        result = _value(program.body, list(x))
        return jnp.reshape(jnp.asarray(result, dtype=float), (program.m,))

    return f


def _value(node: Node, inputs: Sequence[Any]) -> Any:
    if list_size(node) is None and (constant := constant_value(node)) is not None:
        return constant
    match node:
        case Input(index):
            return inputs[index]
        case Negative(of):
            return -_value(of, inputs)
        case Binary(sign, left, right):
            exponent = constant_value(right) if sign == "^" else None
            if exponent is not None and exponent.is_integer():
                return _value(left, inputs) ** int(exponent)
            return _SIGNS[sign](_value(left, inputs), _value(right, inputs))
        case Call(_, arguments):
            return form(node).in_jax(*(_value(argument, inputs) for argument in arguments))
        case Items(items):
            return jnp.stack([jnp.asarray(_value(item, inputs), dtype=float) for item in items])
        case Number() | Constant():
            raise ValueError("a constant was computed above")
