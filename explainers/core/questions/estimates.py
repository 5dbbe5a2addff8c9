"""Questions about random products, their means and their errors."""

from random import Random
from typing import NamedTuple

from explainers.core.questions import draws
from explainers.core.questions.draws import Table, Whole


class Sampled(NamedTuple):
    """A 2×2 Jacobian, and a v of signs."""

    J: Table
    v: Whole

    @property
    def truth(self) -> int:
        """v·Jv."""
        return draws.dot(self.v, draws.push(self.J, self.v))

    @property
    def trace(self) -> int:
        """What it estimates."""
        return self.J[0][0] + self.J[1][1]

    @property
    def total(self) -> int:
        """With the signs forgotten."""
        return sum(map(sum, self.J))

    @property
    def summed(self) -> int:
        """The sum of Jv, which v has not met again."""
        return sum(draws.push(self.J, self.v))

    @property
    def off(self) -> int:
        """How far any product with signs is from the trace."""
        return abs(self.J[0][1] + self.J[1][0])


def sampled(chance: Random) -> Sampled:
    """Small whole numbers, and signs that differ."""
    first = chance.choice((1, -1))
    return Sampled(draws.table(chance, 2, 2, 5), (first, -first))


class Forward(NamedTuple):
    """A gradient of two numbers, and a v of signs."""

    g: Whole
    v: Whole

    @property
    def slope(self) -> int:
        """g·v, which a single push tells."""
        return draws.dot(self.g, self.v)

    @property
    def truth(self) -> Whole:
        """(g·v)v."""
        return tuple(self.slope * sign for sign in self.v)

    @property
    def projected(self) -> tuple[float, ...]:
        """Divided by v·v: the nearest to g along v."""
        return tuple(entry / 2 for entry in self.truth)

    @property
    def entrywise(self) -> Whole:
        """Each entry of g by its own sign, with nothing added up."""
        return tuple(one * sign for one, sign in zip(self.g, self.v, strict=True))


def forward(chance: Random) -> Forward:
    """Small whole numbers, and signs."""
    return Forward(draws.vector(chance, 2, 4), draws.vector(chance, 2, 1))
