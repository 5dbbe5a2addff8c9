"""A tree as program text in JAX, PyTorch and NumPy."""

import textwrap
from collections.abc import Callable, Sequence
from typing import NamedTuple

from explainers.core.catalog.entry import Sources
from explainers.core.expression.canonical import ATOM, MINUS, SIDES, SUM, level, number_text
from explainers.core.expression.evaluate import constant_value, form
from explainers.core.expression.functions import Form
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
    list_size,
    walk,
)

_LINE = 88
"""Longer lists of outputs are written one a line."""


class _Library(NamedTuple):
    """How one library writes what differs."""

    name: str
    template: Callable[[Form], str]
    number: str
    """A plain number where an array is needed."""


_JAX = _Library("jnp", lambda form: form.jax, "{0}")
_TORCH = _Library("torch", lambda form: form.torch, "torch.tensor({0})")
_NUMPY = _Library("np", lambda form: form.numpy, "{0}")


def sources(program: Program) -> Sources:
    """The function as ``def f(x): ...`` in three libraries."""
    return Sources(*(_source(program, library) for library in (_JAX, _TORCH, _NUMPY)))


def _source(program: Program, library: _Library) -> str:
    names = program.names
    unpacked = f"{', '.join(names)} = x" if len(names) > 1 else f"({', '.join(names)},) = x"
    helpers = _helpers(program) if library is _NUMPY else ()
    lines = [unpacked, *(f"\n{helper}" for helper in helpers), _result(program, library)]
    return f"def f(x):\n{textwrap.indent(chr(10).join(lines), '    ')}"


def _helpers(program: Program) -> tuple[str, ...]:
    calls = [node for node in walk(program.body) if isinstance(node, Call)]
    found = dict.fromkeys(form(call).numpy_helper for call in calls)
    return tuple(helper for helper in found if helper)


def _result(program: Program, library: _Library) -> str:
    body, names = program.body, program.names
    if list_size(body) is not None and not isinstance(body, Items):
        return f"return {_text(body, library, names)}"
    outputs = body.items if isinstance(body, Items) else (body,)
    texts = [_argument(output, library, names) for output in outputs]
    line = f"return {library.name}.stack([{', '.join(texts)}])"
    if len(line) <= _LINE or len(texts) == 1:
        return line
    rows = "".join(f"        {text},\n" for text in texts)
    return f"return {library.name}.stack(\n    [\n{rows}    ]\n)"


def _argument(node: Node, library: _Library, names: Sequence[str]) -> str:
    """A node where the library needs an array: a plain number becomes one, of floats."""
    text = _text(node, library, names)
    if list_size(node) is not None or any(isinstance(part, Call) for part in walk(node)):
        return text
    value = constant_value(node)
    if value is None:
        return text
    return library.number.format(repr(value) if value.is_integer() else text)


def _text(node: Node, library: _Library, names: Sequence[str], lowest: int = SUM) -> str:
    if level(node) < lowest:
        return f"({_text(node, library, names)})"
    match node:
        case Number(value):
            return number_text(value)
        case Constant(name):
            return f"{library.name}.{name}"
        case Input(index):
            return names[index]
        case Negative(of):
            return f"-{_text(of, library, names, MINUS)}"
        case Binary(sign, left, right):
            first, second = (
                _text(side, library, names, tight)
                for side, tight in zip((left, right), SIDES[sign], strict=True)
            )
            if sign == "^":
                close = level(left) == ATOM and _is_short(left) and _is_short(right)
                return f"{first}**{second}" if close else f"{first} ** {second}"
            return f"{first} {sign} {second}"
        case Call(_, arguments):
            given = (_argument(argument, library, names) for argument in arguments)
            return library.template(form(node)).format(*given)
        case Items(items):
            given = (_argument(item, library, names) for item in items)
            return f"{library.name}.stack([{', '.join(given)}])"


def _is_short(node: Node) -> bool:
    return isinstance(node, Number | Input) or (
        isinstance(node, Negative) and isinstance(node.of, Number | Input)
    )
