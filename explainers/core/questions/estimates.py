"""Questions about random products, their means and their errors, and about a log-determinant."""

import math
from functools import cache
from itertools import product
from random import Random
from typing import NamedTuple, TypeAlias

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


Halves: TypeAlias = tuple[tuple[float, float], tuple[float, float]]


class Flowed(NamedTuple):
    """A flow z = x + g(x) of two numbers, by the Jacobian A of g at x, and log p(x)."""

    A: Halves
    log_p: int

    @property
    def stretched(self) -> Halves:
        """I + A, the Jacobian of the flow."""
        (a, b), (c, d) = self.A
        return (1 + a, b), (c, 1 + d)

    @property
    def volume(self) -> float:
        """By how much the flow stretches volumes, det(I + A)."""
        return _determinant(self.stretched)

    @property
    def truth(self) -> float:
        """The density at z, as log p(z)."""
        return self.log_p - math.log(self.volume)

    @property
    def plus(self) -> float:
        """With the usual sign mistake."""
        return self.log_p + math.log(self.volume)

    @property
    def without_identity(self) -> float:
        """With A for the Jacobian of the flow."""
        return self.log_p - math.log(abs(_determinant(self.A)))

    @property
    def first_term(self) -> float:
        """With the trace of A, the first term of the series."""
        return self.log_p - self.A[0][0] - self.A[1][1]

    @property
    def without_logarithm(self) -> float:
        """With the determinant itself."""
        return self.log_p - self.volume


def _determinant(of: Halves) -> float:
    (a, b), (c, d) = of
    return a * d - b * c


VOLUMES = (0.25, 0.5, 2.0, 4.0)
"""Powers of 2, whose logarithms are had from one."""


@cache
def _stretches() -> tuple[Halves, ...]:
    """Jacobians of halves, none of them 0, with such a volume, and a determinant that has a log."""
    halves = [k / 2 for k in range(-3, 4) if k != 0]
    every: list[Halves] = [((a, b), (c, d)) for a, b, c, d in product(halves, repeat=4)]
    return tuple(A for A in every if Flowed(A, 0).volume in VOLUMES and _determinant(A) != 0)


def flowed(chance: Random) -> Flowed:
    """A few halves, and a density below 1."""
    return Flowed(chance.choice(_stretches()), chance.choice((-1, -2, -3, -4)))
