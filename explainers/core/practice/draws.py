"""Numbers that a seed draws: the same on every machine and in every version of Python."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """A stream of choices that its names decide, by SHA-256."""

    def __init__(self, *names: str) -> None:
        """Begin where these names begin."""
        self._names = "\n".join(names)
        self._count = 0

    def part(self) -> float:
        """The next number from 0 to 1, without 1."""
        self._count += 1
        digest = hashlib.sha256(f"{self._names}\n{self._count}".encode()).digest()
        return int.from_bytes(digest[:6]) / 2**48

    def among(self, choices: Sequence[T]) -> T:
        """One of some choices."""
        return choices[int(self.part() * len(choices))]

    def number(self, low: float, high: float, step: float = 0.05) -> float:
        """A number of a grid from low to high, short enough to be read."""
        steps = round((high - low) / step)
        return round(low + step * int(self.part() * (steps + 1)), 10)

    def numbers(self, size: int, low: float, high: float, step: float = 0.05) -> tuple[float, ...]:
        """Several of them."""
        return tuple(self.number(low, high, step) for _ in range(size))
