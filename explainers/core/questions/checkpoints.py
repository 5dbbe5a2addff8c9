"""Questions about checkpoints: chains, and what is kept of them."""

from random import Random
from typing import NamedTuple


class Chain(NamedTuple):
    """A chain of which only the start is kept."""

    steps: int

    @property
    def truth(self) -> int:
        """Steps recomputed: to the last step but one, to the one before, and so on."""
        return self.steps * (self.steps - 1) // 2

    @property
    def total(self) -> int:
        """All evaluations, the first ones included."""
        return self.steps * (self.steps + 1) // 2

    @property
    def once(self) -> int:
        """With every step computed once again."""
        return self.steps

    @property
    def squared(self) -> int:
        """With the whole chain run again for every step."""
        return self.steps * self.steps


def chain(chance: Random) -> Chain:
    """A chain that is short enough to be counted."""
    return Chain(chance.randint(4, 12))


class Segments(NamedTuple):
    """A chain in segments of one length."""

    parts: int
    length: int

    @property
    def steps(self) -> int:
        """Of the whole chain."""
        return self.parts * self.length

    @property
    def truth(self) -> int:
        """Starts of all segments, and the steps of one of them."""
        return self.parts + self.length


def segments(chance: Random) -> Segments:
    """Two numbers that differ."""
    return Segments(*chance.sample(range(4, 16), 2))


def halves(chance: Random) -> tuple[int, int]:
    """After how many steps a chain of two segments is cut, and how many it has: two that differ."""
    first, second = chance.sample(range(2, 10), 2)
    return first, first + second
