"""Questions about where a Jacobian may hold something, and what a shared product tells of it."""

from random import Random
from typing import NamedTuple

from explainers.core.questions.draws import Table, Whole, nonzero


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
    """A 3×3 J by the columns that its rows hold, and the push that columns 1 and 3 share."""

    rows: Table
    product: Whole
    row: int
    """Of the entry that is asked for, counted from 0."""

    @property
    def truth(self) -> int:
        """The entry in column 3 of that row, where the push meets nothing else."""
        return self.product[self.row]


def shared(chance: Random) -> Shared:
    """Rows in an order of chance, of which one alone holds columns 2 and 3."""
    rows = chance.sample(((1, 2), (2, 3), (1,)), 3)
    product = chance.sample([k for k in range(-9, 10) if k != 0], 3)
    return Shared(tuple(rows), tuple(product), rows.index((2, 3)))


def arrowhead(chance: Random) -> int:
    """How many rows and columns an arrowhead has."""
    return abs(nonzero(chance, 4)) * chance.choice((10, 25, 100))
