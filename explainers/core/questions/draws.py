"""Whole numbers by chance: the same for the same seed, in every process."""

from random import Random
from typing import TypeAlias

Whole: TypeAlias = tuple[int, ...]
Table: TypeAlias = tuple[Whole, ...]


def nonzero(chance: Random, most: int) -> int:
    """A whole number from −most to most, but not 0."""
    return chance.choice([k for k in range(-most, most + 1) if k != 0])


def vector(chance: Random, n: int, most: int = 3) -> Whole:
    """A vector without a 0."""
    return tuple(nonzero(chance, most) for _ in range(n))


def table(chance: Random, m: int, n: int, most: int = 3) -> Table:
    """A matrix without a 0, row by row."""
    return tuple(vector(chance, n, most) for _ in range(m))


def dot(one: Whole, other: Whole) -> int:
    """The sum of products, which both must have as many numbers for."""
    return sum(a * b for a, b in zip(one, other, strict=True))


def push(J: Table, v: Whole) -> Whole:
    """Jv: each row meets v."""
    return tuple(dot(row, v) for row in J)


def pull(u: Whole, J: Table) -> Whole:
    """uᵀJ: each column meets u."""
    return tuple(dot(u, column) for column in zip(*J, strict=True))
