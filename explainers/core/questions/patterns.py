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


class Probed(NamedTuple):
    """A 4×4 pattern, and a product along one unit vector that shows an entry which it misses."""

    pattern: tuple[tuple[bool, ...], ...]
    pushed: bool
    """Whether a push brings a column, or a pull a row."""
    place: int
    """Of that column or row, counted from 0."""
    product: Whole

    def entry(self, k: int) -> tuple[int, int]:
        """Where a number of the product stands in J."""
        return (k, self.place) if self.pushed else (self.place, k)

    def holds(self, row: int, column: int) -> bool:
        """Whether the pattern has something there."""
        return self.pattern[row][column]

    @property
    def truth(self) -> tuple[int, int]:
        """Where something comes out that the pattern does not have."""
        other = (self.entry(k) for k, z in enumerate(self.product) if z != 0)
        return next(at for at in other if not self.holds(*at))


def probed(chance: Random) -> Probed:
    """On the line that is probed, all four of what a pattern may have and what may come out."""
    pushed, place = chance.choice((True, False)), chance.randrange(4)
    kinds = chance.sample(((True, True), (True, False), (False, True), (False, False)), 4)
    product = tuple(nonzero(chance, 9) if comes else 0 for _, comes in kinds)
    table = [[chance.random() < 0.5 for _ in range(4)] for _ in range(4)]
    for k, (has, _) in enumerate(kinds):
        i, j = (k, place) if pushed else (place, k)
        table[i][j] = has
    return Probed(tuple(map(tuple, table)), pushed, place, product)


def arrowhead(chance: Random) -> int:
    """How many rows and columns an arrowhead has."""
    return abs(nonzero(chance, 4)) * chance.choice((10, 25, 100))
