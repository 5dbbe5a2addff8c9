"""A function's text in jax.numpy as PyTorch and NumPy write it, call by call."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Library: TypeAlias = Literal["torch", "numpy"]

_SHORT: dict[Library, str] = {"torch": "torch", "numpy": "np"}
_SHARED = {
    f"jnp.{name}"
    for name in (
        *("abs", "arccos", "arcsin", "arctan", "asarray", "cos", "cosh", "dot", "exp", "expm1"),
        *("floor", "linalg.eigvalsh", "linalg.norm", "log", "log1p", "matmul", "reshape", "round"),
        *("sign", "sin", "sinh", "sqrt", "stack", "tan", "tanh", "where"),
    )
}
"""Calls that all three libraries write alike."""
_CONSTANTS = {"jnp.pi", "jnp.e", "jnp.inf"}


@dataclass(frozen=True)
class _Own:
    """How two libraries write a call that is not the same in all three.

    {all} stands for the arguments, {one} for the only one, in parentheses if it has parts.
    """

    torch: str
    numpy: str
    tensors: bool = False
    """Whether PyTorch takes no plain numbers there."""


def _reduction(name: str, torch: str = "") -> _Own:
    return _Own(f"torch.{torch or name}({{all}})", f"np.{name}({{all}})")


def _pair(name: str) -> _Own:
    return _Own(f"torch.{name}({{all}})", f"np.{name}({{all}})", tensors=True)


_OWN = {
    "jax.lax.stop_gradient": _Own("{one}.detach()", "{one}"),
    "jax.nn.relu": _Own("torch.relu({all})", "np.maximum(0.0, {all})"),
    # PyTorch takes softplus for straight from 20 on, where a digit is lost, unless told.
    "jax.nn.softplus": _Own(
        "torch.nn.functional.softplus({all}, threshold=100.0)", "np.logaddexp({all}, 0.0)"
    ),
    "jnp.array": _Own("torch.tensor({all})", "np.array({all})"),
    "jnp.concatenate": _Own("torch.cat({all})", "np.concatenate({all})"),
    # torch.max and torch.min along an axis give places as well.
    "jnp.max": _reduction("max", "amax"),
    "jnp.min": _reduction("min", "amin"),
    "jnp.mean": _reduction("mean"),
    "jnp.sum": _reduction("sum"),
    **{f"jnp.{name}": _pair(name) for name in ("arctan2", "logaddexp", "maximum", "minimum")},
}
_TORCH_KEYWORDS = {"axis": "dim", "keepdims": "keepdim"}


def translated(source: str, library: Library) -> str:
    """The text of functions in another library, in the form in which it was written.

    Raises ValueError, naming it, for a call or a constant whose spelling there is not known.
    """
    return _Text(source, library).of(ast.parse(source))


class _Text:
    """Text of nodes of one source, each call in them as a library writes it."""

    def __init__(self, source: str, library: Library) -> None:
        self._source = source.encode()
        self._library: Library = library
        self._lines = [0]
        for line in self._source.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def of(self, node: ast.AST) -> str:
        # A call of a bare name is Python's own, or the text's.
        if isinstance(node, ast.Call) and not isinstance(node.func, ast.Name):
            return self._call(node)
        if (name := _dotted(node)).startswith(("jnp.", "jax.")):
            if name not in _CONSTANTS:
                raise ValueError(f"source: how {self._library} writes {name} is not known")
            return self._named(name)
        first, end = self._span(node)
        parts: list[str] = []
        for child in sorted(_placed(node), key=self._span):
            begin, after = self._span(child)
            parts += [self._source[first:begin].decode(), self.of(child)]
            first = after
        return "".join([*parts, self._source[first:end].decode()])

    def _call(self, node: ast.Call) -> str:
        name = _dotted(node.func)
        if name in _SHARED:
            return f"{self._named(name)}({self._arguments(node)})"
        if name not in _OWN:
            raise ValueError(f"source: how {self._library} writes {name or 'a call'} is not known")
        own = _OWN[name]
        template = own.torch if self._library == "torch" else own.numpy
        one = self.of(node.args[0])
        return template.format(
            all=self._arguments(node, own.tensors),
            one=one if isinstance(node.args[0], _ATOMS) else f"({one})",
        )

    def _arguments(self, node: ast.Call, tensors: bool = False) -> str:
        in_torch = self._library == "torch"
        given = [
            f"torch.tensor({self.of(argument)})"
            if in_torch and tensors and isinstance(argument, ast.Constant)
            else self.of(argument)
            for argument in node.args
        ]
        for keyword in node.keywords:
            name = str(keyword.arg)
            name = _TORCH_KEYWORDS.get(name, name) if in_torch else name
            given.append(f"{name}={self.of(keyword.value)}")
        return ", ".join(given)

    def _named(self, name: str) -> str:
        return f"{_SHORT[self._library]}.{name.removeprefix('jnp.')}"

    def _span(self, node: ast.AST) -> tuple[int, int]:
        if isinstance(node, ast.Module):
            return 0, len(self._source)
        assert isinstance(node, _PLACED)
        end_line, end = node.end_lineno, node.end_col_offset
        assert end_line is not None
        assert end is not None
        return (
            self._lines[node.lineno - 1] + node.col_offset,
            self._lines[end_line - 1] + end,
        )


_PLACED = (ast.expr, ast.stmt, ast.arg, ast.keyword)
_ATOMS = (ast.Attribute, ast.Call, ast.Constant, ast.Name, ast.Subscript)
"""What a method may be called on, and an operator stand before, without parentheses."""


def _placed(node: ast.AST) -> Iterator[ast.AST]:
    """The nearest nodes below that stand somewhere in the text."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _PLACED):
            yield child
        else:
            yield from _placed(child)


def _dotted(node: ast.AST) -> str:
    """jnp.linalg.norm, or "" if the node is no name of a module's."""
    if isinstance(node, ast.Name):
        return node.id
    inner = _dotted(node.value) if isinstance(node, ast.Attribute) else ""
    return f"{inner}.{node.attr}" if isinstance(node, ast.Attribute) and inner else ""
