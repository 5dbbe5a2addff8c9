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


class Settling(NamedTuple):
    """What one product is off by, and of how many the mean is taken: a square."""

    one: int
    root: int

    @property
    def products(self) -> int:
        """How many products."""
        return self.root**2

    @property
    def truth(self) -> float:
        """The standard error of their mean."""
        return self.one / self.root


def settling(chance: Random) -> Settling:
    """Whole numbers."""
    return Settling(chance.randint(2, 9), chance.choice((2, 4, 5, 10)))
