"""Questions about the two products of one small matrix, and about its entries."""

from random import Random
from typing import NamedTuple

from explainers.core.questions import draws
from explainers.core.questions.draws import Table, Whole


class Entry(NamedTuple):
    """One entry of J, by what moves and what follows; both are counted from 0."""

    J: Table
    row: int
    column: int


def entry(chance: Random) -> Entry:
    """An entry off the diagonal, so that row and column can be taken for one another."""
    row, column = chance.choice([(0, 1), (1, 0)])
    return Entry(draws.table(chance, 2, 3, 5), row, column)


class Slope(NamedTuple):
    """The slope of b·x₁x₂ along x₂ at (p, q), beside x₁² + a·x₂."""

    a: int
    b: int
    p: int
    q: int

    @property
    def truth(self) -> int:
        """Row 2, column 2."""
        return self.b * self.p

    @property
    def other_column(self) -> int:
        """Along x₁."""
        return self.b * self.q

    @property
    def other_row(self) -> int:
        """That of y₁."""
        return self.a

    @property
    def value(self) -> int:
        """Of y₂ itself."""
        return self.b * self.p * self.q

    @property
    def factor(self) -> int:
        """With x₁ forgotten."""
        return self.b


def slope(chance: Random) -> Slope:
    """Numbers of one digit."""
    return Slope(*(chance.randint(2, 6) for _ in range(4)))


class Sizes(NamedTuple):
    """How many inputs and outputs there are."""

    n: int
    m: int


def sizes(chance: Random) -> Sizes:
    """Two sizes that differ."""
    n, m = chance.sample(range(2, 9), 2)
    return Sizes(n, m)


class Products(NamedTuple):
    """A square J, which takes either product of either vector, and one vector."""

    J: Table
    w: Whole

    @property
    def pushed(self) -> Whole:
        """Jw."""
        return draws.push(self.J, self.w)

    @property
    def pulled(self) -> Whole:
        """wᵀJ."""
        return draws.pull(self.w, self.J)

    @property
    def ones(self) -> Whole:
        """The sums of the rows: J times a vector of ones."""
        return draws.push(self.J, (1,) * len(self.w))

    @property
    def column_sums(self) -> Whole:
        """A vector of ones times J."""
        return draws.pull((1,) * len(self.w), self.J)


def products(chance: Random) -> Products:
    """Two inputs and two outputs."""
    return Products(draws.table(chance, 2, 2, 2), draws.vector(chance, 2, 2))


class Pairing(NamedTuple):
    """uᵀJ as it came out, and a v that it meets."""

    pulled: Whole
    v: Whole

    @property
    def truth(self) -> int:
        """(uᵀJ)·v, which is u·(Jv)."""
        return draws.dot(self.pulled, self.v)

    @property
    def total(self) -> int:
        """As if v were all ones."""
        return sum(self.pulled)

    @property
    def crossed(self) -> int:
        """Each number with the wrong partner."""
        return draws.dot(self.pulled, self.v[::-1])

    @property
    def summed(self) -> int:
        """All four numbers added."""
        return sum(self.pulled) + sum(self.v)


def pairing(chance: Random) -> Pairing:
    """Two numbers and two numbers."""
    return Pairing(draws.vector(chance, 2, 5), draws.vector(chance, 2, 4))
