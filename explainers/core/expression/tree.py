"""A typed function as a tree: a handful of kinds of nodes, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Sign: TypeAlias = Literal["+", "-", "*", "/", "^"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed; never negative."""

    value: float


@dataclass(frozen=True, slots=True)
class Constant:
    """A number with a name: pi or e."""

    name: str


@dataclass(frozen=True, slots=True)
class Input:
    """One coordinate of the point, counted from 0."""

    index: int


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus sign and what stands behind it."""

    of: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two numbers with an operation between them."""

    sign: Sign
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the table, applied to numbers or lists."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of numbers."""

    items: tuple["Node", ...]


Node: TypeAlias = Number | Constant | Input | Negative | Binary | Call | Items


@dataclass(frozen=True, slots=True)
class Program:
    """A typed function ℝⁿ → ℝᵐ."""

    body: Node
    """A number if m = 1; otherwise a list, or a function that gives one."""
    n: int
    m: int
    letters: bool
    """Whether the inputs are called x, y, z and not x1, x2, …"""

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs as they are typed."""
        return tuple("xyz"[i] if self.letters else f"x{i + 1}" for i in range(self.n))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below a node."""
    match node:
        case Negative(of):
            return (of,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, nodes) | Items(nodes):
            return nodes
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def is_constant(node: Node) -> bool:
    """Whether no input stands in a node."""
    return not any(isinstance(part, Input) for part in walk(node))


def list_size(node: Node) -> int | None:
    """Number of items if a node is a list, None if it is a number.

    A function gives a list only in the form of its one argument, which is a list.
    """
    match node:
        case Items(items):
            return len(items)
        case Call("softmax", (scores,)):
            return list_size(scores)
        case _:
            return None
