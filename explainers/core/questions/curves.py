"""Questions about remainders, steps and second derivatives."""

from random import Random
from typing import NamedTuple

from explainers.core.questions import draws
from explainers.core.questions.draws import Table, Whole


class Predicted(NamedTuple):
    """X² at a, and its linear picture one tenth further."""

    a: int
    tenths: int

    @property
    def h(self) -> float:
        """The step."""
        return self.tenths / 10

    @property
    def truth(self) -> float:
        """a² + 2ah."""
        return (10 * self.a**2 + 2 * self.a * self.tenths) / 10

    @property
    def exact(self) -> float:
        """(a + h)² itself."""
        return (10 * self.a + self.tenths) ** 2 / 100

    @property
    def halved(self) -> float:
        """With the 2 of the derivative forgotten."""
        return (10 * self.a**2 + self.a * self.tenths) / 10

    @property
    def change(self) -> float:
        """The change alone."""
        return 2 * self.a * self.tenths / 10


def predicted(chance: Random) -> Predicted:
    """A whole number, and a few tenths."""
    return Predicted(chance.randint(2, 6), chance.randint(1, 3))


class Remainder(NamedTuple):
    """A remainder of digit·10⁻³ at h = 0.1; what it is at 0.01, by its order."""

    digit: int

    def after(self, order: int) -> float:
        """The remainder at a tenth of h, if it falls by that power of it."""
        return float(f"{self.digit}e-{3 + order}")


def remainder(chance: Random) -> Remainder:
    """One digit."""
    return Remainder(chance.randint(2, 9))


class Drift(NamedTuple):
    """Two remainders, the second at a tenth of h."""

    digit: int
    order: int


def drift(chance: Random) -> Drift:
    """A right rule, or a wrong one."""
    return Drift(chance.randint(2, 9), chance.choice((1, 2)))


class Step(NamedTuple):
    """One step of descent from θ, in quarters of the gradient."""

    start: Whole
    gradient: Whole
    quarters: int

    @property
    def rate(self) -> float:
        """The learning rate."""
        return self.quarters / 4

    def moved(self, by: float) -> tuple[float, float]:
        """Θ and so many gradients."""
        (a, b), (p, q) = self.start, self.gradient
        return a + by * p, b + by * q

    @property
    def truth(self) -> tuple[float, float]:
        """θ − η∇f."""
        return self.moved(-self.rate)

    @property
    def alone(self) -> tuple[float, float]:
        """The step without where it starts."""
        return -self.rate * self.gradient[0], -self.rate * self.gradient[1]


def step(chance: Random) -> Step:
    """A start near the middle, and a gradient that a quarter or a half of is whole."""
    gradient = tuple(4 * k for k in draws.vector(chance, 2, 1))
    return Step(draws.vector(chance, 2, 2), gradient, chance.choice((1, 2)))


class Batch(NamedTuple):
    """Residuals of all samples, and the two that are in the batch, counted from 0."""

    residuals: Whole
    inside: tuple[int, int]

    @property
    def r(self) -> int:
        """The residual of the first sample in the batch."""
        return self.residuals[self.inside[0]]

    @property
    def truth(self) -> float:
        """U there: 2r/B."""
        return 2 * self.r / len(self.inside)

    @property
    def full(self) -> float:
        """U of the mean over all samples."""
        return 2 * self.r / len(self.residuals)

    @property
    def total(self) -> float:
        """U of the sum."""
        return 2.0 * self.r

    @property
    def halved(self) -> float:
        """With the 2 of the square forgotten."""
        return self.r / len(self.inside)


def batch(chance: Random) -> Batch:
    """Eight samples, two of them in the batch."""
    residuals = draws.vector(chance, 8, 6)
    first, second = sorted(chance.sample(range(8), 2))
    return Batch(residuals, (first, second))


class Limit(NamedTuple):
    """Descent on λθ²/2."""

    curvature: int

    @property
    def truth(self) -> float:
        """2/λ, beyond which θ grows."""
        return 2 / self.curvature

    @property
    def fastest(self) -> float:
        """1/λ, which comes to 0 in one step."""
        return 1 / self.curvature

    @property
    def inverted(self) -> float:
        """λ/2."""
        return self.curvature / 2


def limit(chance: Random) -> Limit:
    """A curvature whose inverse is short."""
    return Limit(chance.choice((4, 5, 8, 10, 20, 25, 40)))


class Bent(NamedTuple):
    """A Hessian and a direction."""

    H: Table
    v: Whole

    @property
    def truth(self) -> Whole:
        """Hv."""
        return draws.push(self.H, self.v)

    @property
    def diagonal(self) -> Whole:
        """With the mixed derivatives forgotten."""
        return tuple(self.H[k][k] * self.v[k] for k in range(2))

    @property
    def ones(self) -> Whole:
        """The sums of the rows."""
        return draws.push(self.H, (1, 1))


def bent(chance: Random) -> Bent:
    """A symmetric matrix."""
    a, b, c = draws.vector(chance, 3, 2)
    return Bent(((a, b), (b, c)), draws.vector(chance, 2, 2))


class Quadratic(NamedTuple):
    """a·x₁² + b·x₁x₂ + c·x₂²."""

    a: int
    b: int
    c: int


def quadratic(chance: Random) -> Quadratic:
    """Three numbers that differ."""
    return Quadratic(*chance.sample(range(2, 10), 3))


class Newton(NamedTuple):
    """A point, the slope there and the curvature there."""

    at: int
    slope: int
    bend: int

    @property
    def truth(self) -> float:
        """Where the slope would be 0 if the curvature stayed."""
        return self.at - self.slope / self.bend

    @property
    def uphill(self) -> float:
        """With the wrong sign."""
        return self.at + self.slope / self.bend

    @property
    def alone(self) -> float:
        """The step without where it starts."""
        return -self.slope / self.bend

    @property
    def gradient(self) -> int:
        """A step by the slope."""
        return self.at - self.slope


def newton(chance: Random) -> Newton:
    """A slope that the curvature divides."""
    bend = chance.randint(2, 5)
    return Newton(chance.randint(1, 9), bend * draws.nonzero(chance, 4), bend)


class Weighed(NamedTuple):
    """The Jacobian of two errors whose squares are added, and a direction."""

    J: Table
    v: Whole

    @property
    def truth(self) -> int:
        """The first entry of Jᵀ(2·Jv)."""
        return 2 * self.unweighed

    @property
    def unweighed(self) -> int:
        """With the curvature of the squares forgotten."""
        return draws.pull(draws.push(self.J, self.v), self.J)[0]

    @property
    def pushed(self) -> int:
        """Without the way back."""
        return 2 * draws.push(self.J, self.v)[0]

    @property
    def turned(self) -> int:
        """Pulled first, and then pushed."""
        return 2 * draws.push(self.J, draws.pull(self.v, self.J))[0]


def weighed(chance: Random) -> Weighed:
    """Small numbers, none of them 0."""
    return Weighed(draws.table(chance, 2, 2), draws.vector(chance, 2, 2))


class Turned(NamedTuple):
    """A complex derivative and a step, each by its real and its imaginary part."""

    derivative: Whole
    dz: Whole

    @property
    def truth(self) -> Whole:
        """The complex product."""
        (a, b), (p, q) = self.derivative, self.dz
        return a * p - b * q, a * q + b * p

    @property
    def conjugate(self) -> Whole:
        """The product with the mirrored derivative: the transposed matrix."""
        (a, b), (p, q) = self.derivative, self.dz
        return a * p + b * q, a * q - b * p

    @property
    def parts(self) -> Whole:
        """Part by part."""
        (a, b), (p, q) = self.derivative, self.dz
        return a * p, b * q

    @property
    def summed(self) -> Whole:
        """The sum instead of the product."""
        (a, b), (p, q) = self.derivative, self.dz
        return a + p, b + q


def turned(chance: Random) -> Turned:
    """Two small complex numbers."""
    return Turned(draws.vector(chance, 2, 2), draws.vector(chance, 2, 2))


class Square(NamedTuple):
    """The function z² at a + bi."""

    a: int
    b: int


def square(chance: Random) -> Square:
    """Two numbers whose doubles differ."""
    return Square(*chance.sample(range(2, 7), 2))
