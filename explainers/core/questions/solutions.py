"""Questions about the derivative of a solution."""

from random import Random
from typing import NamedTuple

from explainers.core.questions import draws


class Root(NamedTuple):
    """A solution of x² + px = c."""

    x: int
    p: int

    @property
    def c(self) -> int:
        """What makes it one."""
        return self.x**2 + self.p * self.x

    @property
    def truth(self) -> float:
        """dx/dp = −x/(2x + p)."""
        return -self.x / (2 * self.x + self.p)

    @property
    def upside_down(self) -> float:
        """With the other Jacobian inverted, and the sign right."""
        return 1 / self.truth

    @property
    def alone(self) -> float:
        """With px taken for a constant in x."""
        return -self.x / (2 * self.x)


class Fold(NamedTuple):
    """The curve x² + bx = p + c, which turns back at its least p."""

    b: int
    c: int

    def on(self, x: int) -> tuple[int, int]:
        """The point of the curve with this x: p across, x up."""
        return x * x + self.b * x - self.c, x

    @property
    def truth(self) -> tuple[int, int]:
        """Where gₓ = 2x + b is 0."""
        return self.on(-self.b // 2)

    @property
    def mirrored(self) -> tuple[int, int]:
        """With the sign of x the other way."""
        p, x = self.truth
        return p, -x

    @property
    def level(self) -> tuple[int, int]:
        """Where x is 0."""
        return self.on(0)

    @property
    def swapped(self) -> tuple[int, int]:
        """With x across and p up."""
        p, x = self.truth
        return x, p

    @property
    def bare(self) -> tuple[int, int]:
        """Without the constant."""
        p, x = self.truth
        return p + self.c, x


def fold(chance: Random) -> Fold:
    """An even b, so that the fold is at whole numbers."""
    return Fold(chance.choice((-4, -2, 2, 4)), draws.nonzero(chance, 5))


def root(chance: Random) -> Root:
    """A positive solution, for a positive p."""
    return Root(chance.randint(1, 5), chance.randint(1, 6))
