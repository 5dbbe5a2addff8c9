"""Questions about where a Jacobian may hold something, and what a shared product tells of it."""

from random import Random
from typing import NamedTuple

from explainers.core.questions.draws import Whole, nonzero


class Band(NamedTuple):
    """A square J of n columns, whose row i holds columns i − lower to i + upper."""

    n: int
    lower: int
    upper: int

    @property
    def truth(self) -> int:
        """The fewest pushes: a full row needs as many, and columns that far apart never meet."""
        return self.lower + self.upper + 1

    @property
    def without_diagonal(self) -> int:
        """The diagonal forgotten."""
        return self.lower + self.upper

    @property
    def one_side(self) -> int:
        """The diagonal and the wider side alone."""
        return 1 + max(self.lower, self.upper)


def band(chance: Random) -> Band:
    """A band with two sides that differ."""
    lower, upper = chance.sample(range(1, 5), 2)
    return Band(chance.choice((50, 100, 200, 1000)), lower, upper)


class Shared(NamedTuple):
    """A 4×4 J by what its rows hold, and a push that two of its columns share."""

    met: Whole
    """By row, the column that the push meets there, counted from 0."""
    unmet: tuple[int | None, ...]
    """By row, another column that it holds something in, if it does."""
    product: Whole
    row: int
    """Of the entry that is asked for."""

    @property
    def s(self) -> Whole:
        """The push: 1 at the columns that share it."""
        return tuple(int(column in self.met) for column in range(4))

    @property
    def truth(self) -> tuple[int, int]:
        """Where the number in that row of the product stands in J."""
        return self.row, self.met[self.row]

    def holds(self, row: int, column: int) -> bool:
        """Whether J may hold something there."""
        return column in (self.met[row], self.unmet[row])


def shared(chance: Random) -> Shared:
    """Rows with one entry of a pair of columns, and most with one of the other pair."""
    pair, others = chance.sample(((0, 2), (1, 3)), 2)
    met = tuple(chance.sample((*pair, *pair), 4))
    unmet = tuple(chance.sample((*others, *others[:1], None), 4))
    product = tuple(chance.sample([k for k in range(-9, 10) if k != 0], 4))
    row = chance.choice([i for i in range(4) if unmet[i] is not None])
    return Shared(met, unmet, product, row)


def arrowhead(chance: Random) -> int:
    """How many rows and columns an arrowhead has."""
    return abs(nonzero(chance, 4)) * chance.choice((10, 25, 100))
