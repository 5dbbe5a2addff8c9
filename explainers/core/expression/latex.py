"""A tree as a formula."""

from collections.abc import Sequence

from explainers.core.expression.canonical import (
    ATOM,
    POWER,
    PRODUCT,
    SUM,
    is_number,
    level,
    number_text,
)
from explainers.core.expression.evaluate import form
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
)

_WHOLE_MATRIX = 9
"""Partial derivatives that are written one by one; more are written as the general one."""


def latex(program: Program) -> str:
    """The definition of f as a display formula."""
    body, names = program.body, _names(program)
    argument = ", ".join(names) if program.letters else "x"
    if isinstance(body, Items):
        rows = r" \\ ".join(_formula(item, names) for item in body.items)
        return rf"f({argument}) = \begin{{pmatrix}} {rows} \end{{pmatrix}}"
    return f"f({argument}) = {_formula(body, names)}"


def jacobian_latex(program: Program) -> str:
    """The layout of the Jacobian: one row an output, one column an input."""
    n, m = program.n, program.m
    if n * m > _WHOLE_MATRIX:
        general = r"\left( \frac{\partial f_i}{\partial x_j} \right)"
        return rf"J = {general}, \quad i = 1, \ldots, {m}, \quad j = 1, \ldots, {n}"
    outputs = [f"f_{i + 1}" for i in range(m)] if m > 1 else ["f"]
    rows = r" \\[4pt] ".join(
        " & ".join(rf"\frac{{\partial {of}}}{{\partial {name}}}" for name in _names(program))
        for of in outputs
    )
    return rf"J = \begin{{pmatrix}} {rows} \end{{pmatrix}}"


def _names(program: Program) -> tuple[str, ...]:
    return tuple(name if program.letters else f"x_{name[1:]}" for name in program.names)


def _level(node: Node) -> int:
    """How tightly a formula holds together: a fraction as a power does, and e to a power too."""
    match node:
        case Binary("/", _, _) | Call("exp", _):
            return POWER
        case Number(value) if "e" in number_text(value):
            return PRODUCT
        case _:
            return level(node)


def _enclosed(text: str) -> str:
    tall = any(word in text for word in (r"\frac", r"\left", r"\sqrt"))
    return rf"\left({text}\right)" if tall else f"({text})"


def _formula(node: Node, names: Sequence[str], lowest: int = SUM) -> str:
    if _level(node) < lowest:
        return _enclosed(_formula(node, names))
    match node:
        case Number(value):
            mantissa, e, exponent = number_text(value).partition("e")
            factor = "" if mantissa == "1" else rf"{mantissa} \cdot "
            return f"{factor}10^{{{exponent}}}" if e else mantissa
        case Constant(name):
            return r"\pi" if name == "pi" else "e"
        case Input(index):
            return names[index]
        case Negative(of):
            return f"-{_behind(of, names, PRODUCT)}"
        case Binary("/", left, right):
            return rf"\frac{{{_formula(left, names)}}}{{{_formula(right, names)}}}"
        case Binary("^", left, right):
            return f"{_formula(left, names, ATOM)}^{{{_formula(right, names)}}}"
        case Binary("*", left, right):
            return _product(_formula(left, names, PRODUCT), _behind(right, names, POWER), left)
        case Binary(sign, left, right):
            return f"{_formula(left, names)} {sign} {_behind(right, names, PRODUCT)}"
        case Call(_, arguments):
            inside = ", ".join(_formula(argument, names) for argument in arguments)
            alone = len(arguments) == 1 and isinstance(arguments[0], Items)
            args = inside if alone else _enclosed(inside)
            return form(node).latex.format(inside=inside, args=args)
        case Items(items):
            return _enclosed(", ".join(_formula(item, names) for item in items))


def _behind(node: Node, names: Sequence[str], lowest: int) -> str:
    """A formula behind a sign: never one that begins with a sign of its own."""
    text = _formula(node, names, lowest)
    return _enclosed(text) if text.startswith("-") else text


def _product(first: str, second: str, left: Node) -> str:
    if second[0].isdigit() or (is_number(left) and second.startswith(r"\frac")):
        return rf"{first} \cdot {second}"
    return f"{first} {second}" if is_number(left) else rf"{first} \, {second}"
