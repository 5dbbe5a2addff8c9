"""A tree as the short text that stands for it in links and caches."""

from collections.abc import Sequence

import numpy as np

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

SUM, PRODUCT, MINUS, POWER, ATOM = range(5)
"""How tightly a piece of text holds together."""

SIDES = {
    "+": (SUM, PRODUCT),
    "-": (SUM, PRODUCT),
    "*": (PRODUCT, MINUS),
    "/": (PRODUCT, MINUS),
    "^": (ATOM, MINUS),
}
"""How tightly the pieces left and right of a sign hold without parentheses."""

_LEVELS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER}


def level(node: Node) -> int:
    """How tightly the text of a node holds together."""
    match node:
        case Binary(sign, _, _):
            return _LEVELS[sign]
        case Negative():
            return MINUS
        case _:
            return ATOM


def number_text(value: float) -> str:
    """Shortest text that reads back as exactly this number: 2, 0.55, 1e-5."""
    plain = np.format_float_positional(value, trim="-")
    mantissa, _, exponent = np.format_float_scientific(value, trim="-").partition("e")
    short = f"{mantissa}e{int(exponent)}"
    return short if len(plain) > 6 and len(short) < len(plain) else plain


def canonical(program: Program) -> str:
    """The text of a function with no sign that could be left out; it parses to the same tree."""
    return text_of(program.body, program.names)


def is_number(node: Node) -> bool:
    """Whether a node is a number as typed, perhaps with a minus sign."""
    return isinstance(node, Number) or (isinstance(node, Negative) and is_number(node.of))


def text_of(node: Node, names: Sequence[str], lowest: int = SUM) -> str:
    """The text of a node, in parentheses if it holds together less tightly than ``lowest``."""
    if level(node) < lowest:
        return f"({text_of(node, names)})"
    match node:
        case Number(value):
            return number_text(value)
        case Constant(name):
            return name
        case Input(index):
            return names[index]
        case Negative(of):
            return f"-{text_of(of, names, MINUS)}"
        case Binary(sign, left, right):
            first, second = (
                text_of(side, names, tight)
                for side, tight in zip((left, right), SIDES[sign], strict=True)
            )
            joined = sign == "*" and is_number(left) and first != "0"
            joined = joined and _follows_a_number(right, second)
            return first + ("" if joined else sign) + second
        case Call(name, arguments):
            return f"{name}({','.join(text_of(argument, names) for argument in arguments)})"
        case Items(items):
            return f"[{','.join(text_of(item, names) for item in items)}]"


def _follows_a_number(node: Node, text: str) -> bool:
    """Whether a factor may stand directly behind a number; 2e-3 would be another number."""
    leftmost = node
    while isinstance(leftmost, Binary):
        leftmost = leftmost.left
    return text[0] == "(" or (text[0].isalpha() and leftmost != Constant("e"))
