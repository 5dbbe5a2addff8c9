"""Questions about the derivative of a solution."""

from random import Random
from typing import NamedTuple


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


def root(chance: Random) -> Root:
    """A positive solution, for a positive p."""
    return Root(chance.randint(1, 5), chance.randint(1, 6))
