"""Questions about how much there is to multiply, to sweep and to hold."""

from random import Random
from typing import NamedTuple


class Brackets(NamedTuple):
    """A row of d numbers, a d×m matrix and an m×n matrix."""

    d: int
    m: int
    n: int

    @property
    def truth(self) -> int:
        """Multiplications from the left: the row first meets d×m, then m×n."""
        return self.d * self.m + self.m * self.n

    @property
    def matrices_first(self) -> int:
        """The two matrices first."""
        return self.d * self.m * self.n + self.d * self.n

    @property
    def unfinished(self) -> int:
        """The first product alone."""
        return self.d * self.m

    @property
    def sizes(self) -> int:
        """All three sizes multiplied."""
        return self.d * self.m * self.n


def brackets(chance: Random) -> Brackets:
    """Three sizes that differ."""
    return Brackets(*chance.sample((2, 3, 4, 5, 10), 3))


class Sweeps(NamedTuple):
    """A map from n to m numbers, by its program."""

    n: int
    m: int


def sweeps(chance: Random) -> Sweeps:
    """Sizes far apart, either the larger."""
    few, many = chance.randint(2, 6), chance.choice((50, 100, 400, 1000))
    return Sweeps(*chance.sample((few, many), 2))


class Axes(NamedTuple):
    """Shapes of an input and of an output."""

    inputs: tuple[int, int]
    outputs: tuple[int, int]

    @property
    def entries(self) -> int:
        """Of the Jacobian: one for each pair."""
        return self.n * self.m

    @property
    def n(self) -> int:
        """How many inputs there are."""
        return self.inputs[0] * self.inputs[1]

    @property
    def m(self) -> int:
        """How many outputs there are."""
        return self.outputs[0] * self.outputs[1]


def axes(chance: Random) -> Axes:
    """Four sizes that differ, so that no order of them looks like another."""
    a, b, c, d = chance.sample(range(2, 7), 4)
    return Axes((a, b), (c, d))


class Layer(NamedTuple):
    """A batch of b rows of a numbers, times weights of a×c."""

    b: int
    a: int
    c: int


def layer(chance: Random) -> Layer:
    """Three sizes that differ."""
    return Layer(*chance.sample(range(2, 9), 3))
