"""Scalar operations as readers write them."""

import re
from collections.abc import Sequence

from explainers.core.numerals import subscript

_TEMPLATES = {
    "add": "{0} + {1}",
    "add_any": "{0} + {1}",
    "sub": "{0} − {1}",
    "mul": "{0}·{1}",
    "div": "{0}/{1}",
    "pow": "{0}^{1}",
    "neg": "−{0}",
    "abs": "|{0}|",
    "square": "{0}²",
    "sqrt": "√{0}",
    "rsqrt": "1/√{0}",
    "log": "ln {0}",
    "logistic": "sigmoid {0}",
    "select": "{2} if {0} else {1}",
    "select_n": "{2} if {0} else {1}",
    "eq": "{0} = {1}",
    "ne": "{0} ≠ {1}",
    "lt": "{0} < {1}",
    "le": "{0} ≤ {1}",
    "gt": "{0} > {1}",
    "ge": "{0} ≥ {1}",
    "and": "{0} and {1}",
    "or": "{0} or {1}",
    "not": "not {0}",
    "stop_gradient": "stop {0}",
}
_SIGNS = {
    "add": "+",
    "add_any": "+",
    "sub": "−",
    "mul": "×",
    "div": "÷",
    "pow": "xʸ",
    "neg": "−",
    "abs": "|x|",
    "square": "x²",
    "sqrt": "√",
    "rsqrt": "1/√",
    "log": "ln",
    "logistic": "sigmoid",
    "select_n": "if",
    "eq": "=",
    "ne": "≠",
    "lt": "<",
    "le": "≤",
    "gt": ">",
    "ge": "≥",
    "stop_gradient": "stop",
    "logaddexp": "softplus",
}
_LEADING = {"add", "add_any", "sub", "mul", "div"}
"""What a negative number may begin without parentheses."""
_NUMBER = re.compile(r"−?\d")
_NEGATIVE = re.compile(r"−[\d.]+")
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LETTERS = "abcdeghkmnpqrstwz"
_SYMBOL = re.compile(r"[^\W\d_][₀-₉′]*")
_ATOM = re.compile(r"[^\W_][₀-₉′.\d]*|\{\d+\}|[\d.]+|\|[^|]*\|")


def _atom(text: str) -> str:
    """A part of a formula, in parentheses if it has parts of its own."""
    return text if _ATOM.fullmatch(text) else f"({text})"


def written(name: str, arguments: Sequence[str], exponent: int | None = None) -> str:
    """A formula of one operation on parts that are written already."""
    if exponent is not None and name == "integer_pow":
        return f"{_atom(arguments[0])}{str(exponent).translate(_SUPERSCRIPTS)}"
    if name == "mul" and arguments[0] == arguments[1]:
        return f"{_atom(arguments[0])}²"
    if name == "mul" and _NUMBER.match(arguments[1]) and not _NUMBER.match(arguments[0]):
        arguments = arguments[::-1]
    if name in _TEMPLATES:
        parts = [_atom(argument) for argument in arguments]
        if name in _LEADING and _NEGATIVE.fullmatch(arguments[0]):
            parts[0] = arguments[0]
        return _TEMPLATES[name].format(*parts)
    if len(arguments) == 1:
        return f"{name} {_atom(arguments[0])}"
    return f"{name}({', '.join(arguments)})"


def sign(name: str, exponent: int | None = None) -> str:
    """An operation as it stands on a node of the graph."""
    if exponent is not None and name == "integer_pow":
        return f"x{str(exponent).translate(_SUPERSCRIPTS)}"
    return _SIGNS.get(name, name)


def symbols(names: Sequence[str], letter: str) -> tuple[str, ...]:
    """Short names that stand in formulas: x₁, x₂, … unless the given ones are symbols."""
    if all(_SYMBOL.fullmatch(name) for name in names):
        return tuple(names)
    if len(names) == 1:
        return (letter,)
    return tuple(f"{letter}{subscript(i + 1)}" for i in range(len(names)))


def row_names(count: int, taken: Sequence[str]) -> tuple[str, ...]:
    """Names of rows: letters while they last, then a₁, a₂, …; none that is taken."""
    used = {name[0] for name in taken}
    free = [letter for letter in _LETTERS if letter not in used]
    if count <= min(12, len(free)):
        return tuple(free[:count])
    return tuple(f"{free[0]}{subscript(i + 1)}" for i in range(count))
