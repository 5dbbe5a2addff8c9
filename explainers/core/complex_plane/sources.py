"""A tree in z as program text, in JAX and in PyTorch."""

from typing import NamedTuple

from explainers.core.complex_plane.evaluate import constant_value, exponent
from explainers.core.complex_plane.functions import FUNCTIONS
from explainers.core.expression.canonical import ATOM, MINUS, SIDES, SUM, level
from explainers.core.expression.tree import Binary, Call, Input, Negative, Node


class Sources(NamedTuple):
    """The function as ``def f(z): ...`` in two libraries."""

    jax: str
    torch: str


def sources(node: Node) -> Sources:
    """The function of a tree, for each library."""
    return Sources(
        *(f"def f(z):\n    return {_text(node, library)}" for library in ("jnp", "torch"))
    )


def _literal(value: complex) -> str:
    """A complex number as Python writes it, in parentheses unless it is real."""
    if value.imag == 0:
        real = value.real
        return repr(int(real)) if real.is_integer() and abs(real) < 1e6 else repr(real)
    return repr(value) if value.real else f"{value.imag!r}j"


def _text(node: Node, library: str, lowest: int = SUM) -> str:
    constant = constant_value(node)
    if constant is not None:
        text = _literal(constant)
        return f"({text})" if text.startswith("-") and lowest > SUM else text
    if level(node) < lowest:
        return f"({_text(node, library)})"
    match node:
        case Input():
            return "z"
        case Negative(of):
            return f"-{_text(of, library, MINUS)}"
        case Binary("^", left, right):
            return f"{_text(left, library, ATOM)}**{exponent(right)}"
        case Binary(sign, left, right):
            first, second = (
                _text(side, library, tight)
                for side, tight in zip((left, right), SIDES[sign], strict=True)
            )
            return f"{first} {sign} {second}"
        case Call(name, (inside,)):
            written = _text(inside, library)
            if FUNCTIONS[name].cut and _may_lie_below(inside):
                written += " + 0j"  # −0.0 would lie on the other side of the cut
            return FUNCTIONS[name].text.format(written, m=library)
        case _:
            raise ValueError(f"node: {node} stands in no function of z")


def _may_lie_below(node: Node) -> bool:
    """Whether an imaginary part of −0.0 may come of a part, for a z that has none."""
    match node:
        case Input() | Call("abs" | "re" | "im", _):
            return False
        case Binary("+", left, right):
            return _may_lie_below(left) and _may_lie_below(right)
        case Binary("-", left, _):
            return _may_lie_below(left)
        case _:
            return constant_value(node) is None
