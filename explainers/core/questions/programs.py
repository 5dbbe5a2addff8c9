"""Questions about programs: what comes back through them, step by step."""

from random import Random
from typing import NamedTuple

from explainers.core.questions import draws
from explainers.core.questions.draws import Whole


class Chain(NamedTuple):
    """Y = x₁x₂ and z = y² at a point."""

    x1: int
    x2: int

    @property
    def y(self) -> int:
        """The value in between."""
        return self.x1 * self.x2

    @property
    def truth(self) -> int:
        """The adjoint of x₁: 2y·x₂."""
        return 2 * self.y * self.x2

    @property
    def other(self) -> int:
        """The adjoint of x₂."""
        return 2 * self.y * self.x1

    @property
    def unchained(self) -> int:
        """With the factor 2y forgotten."""
        return self.x2

    @property
    def early(self) -> int:
        """The adjoint of y: one step too early."""
        return 2 * self.y

    @property
    def halved(self) -> int:
        """With the 2 of the square forgotten."""
        return self.y * self.x2


def chain(chance: Random) -> Chain:
    """Two factors that differ."""
    return Chain(*chance.sample(range(2, 6), 2))


class Tangent(NamedTuple):
    """Y = x₁x₂ at a point, with both tangents."""

    x1: int
    x2: int
    t1: int
    t2: int

    @property
    def truth(self) -> int:
        """ẏ = ẋ₁x₂ + x₁ẋ₂."""
        return self.t1 * self.x2 + self.x1 * self.t2

    @property
    def multiplied(self) -> int:
        """The product of the tangents."""
        return self.t1 * self.t2

    @property
    def crossed(self) -> int:
        """Each tangent with its own value."""
        return self.t1 * self.x1 + self.t2 * self.x2

    @property
    def half(self) -> int:
        """The first term alone."""
        return self.t1 * self.x2


def tangent(chance: Random) -> Tangent:
    """Values and tangents of one digit."""
    return Tangent(*chance.sample(range(2, 7), 2), *draws.vector(chance, 2, 4))


class Backward(NamedTuple):
    """A layer y = x·w with the loss y²; k counts the entry from 0."""

    x: Whole
    w: Whole
    k: int

    @property
    def y(self) -> int:
        """The output of the layer."""
        return draws.dot(self.x, self.w)

    @property
    def truth(self) -> int:
        """The derivative of the loss in wₖ: 2y·xₖ."""
        return 2 * self.y * self.x[self.k]

    @property
    def of_input(self) -> int:
        """The derivative in xₖ."""
        return 2 * self.y * self.w[self.k]

    @property
    def ones(self) -> int:
        """With u = 1 where the loss gives 2y."""
        return self.x[self.k]

    @property
    def halved(self) -> int:
        """With the 2 of the square forgotten."""
        return self.y * self.x[self.k]


def backward(chance: Random) -> Backward:
    """Three inputs with small weights."""
    x = tuple(chance.sample(range(2, 6), 3))
    return Backward(x, tuple(chance.sample((-2, -1, 1, 3, 4), 3)), chance.randrange(3))


class Stopped(NamedTuple):
    """C·x·stop_gradient(x) at a point."""

    c: int
    x: int

    @property
    def truth(self) -> int:
        """What JAX returns: the stopped factor counts as a constant."""
        return self.c * self.x

    @property
    def whole(self) -> int:
        """The derivative of c·x²."""
        return 2 * self.c * self.x

    @property
    def value(self) -> int:
        """Of the function itself."""
        return self.c * self.x**2

    @property
    def none(self) -> int:
        """As if nothing came through."""
        return 0


def stopped(chance: Random) -> Stopped:
    """Numbers of one digit."""
    return Stopped(chance.randint(2, 5), chance.randint(3, 6))


class Tie(NamedTuple):
    """The larger of a·x and b·x at x = 0, where both are 0."""

    a: int
    b: int

    @property
    def truth(self) -> float:
        """What JAX returns: both branches, half each."""
        return (self.a + self.b) / 2

    @property
    def total(self) -> int:
        """Both branches whole."""
        return self.a + self.b


def tie(chance: Random) -> Tie:
    """Two slopes that differ."""
    return Tie(*chance.sample((-4, -3, -2, 1, 2, 3, 5, 6), 2))
