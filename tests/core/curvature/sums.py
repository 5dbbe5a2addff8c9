"""Sums of losses by hand, in mpmath: what stands inside, the losses, and their derivatives."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import mpmath
from mpmath import mpf

DIGITS = 60
Real = Any
"""A number with as many digits as it takes; mpmath has no types."""

_TIMES = [mpf(k) / 2 for k in range(1, 7)]
_MEASURED = [mpf(z) / 10 for z in (14, 26, 34, 47, 53, 66)]
_LABELS = [0, 0, 1, 0, 1, 1]


class Sum(NamedTuple):
    """A function of two numbers as Σ ℓᵢ(zᵢ)."""

    z: Callable[[Sequence[Real]], list[Real]]
    jacobian: Callable[[Sequence[Real]], Any]
    bends: Callable[[Sequence[Real]], list[Any]]
    """∇²zᵢ, one matrix each."""
    losses: Callable[[list[Real]], list[Real]]
    slopes: Callable[[list[Real]], list[Real]]
    weights: Callable[[list[Real]], list[Real]]

    def value(self, x: Sequence[Real]) -> Real:
        return mpmath.fsum(self.losses(self.z(x)))

    def gradient(self, x: Sequence[Real]) -> Any:
        return self.jacobian(x).T * mpmath.matrix(self.slopes(self.z(x)))

    def gauss(self, x: Sequence[Real]) -> Any:
        """JᵀLJ."""
        return self.jacobian(x).T * mpmath.diag(self.weights(self.z(x))) * self.jacobian(x)

    def rest(self, x: Sequence[Real]) -> Any:
        """Σ ℓᵢ′(zᵢ)∇²zᵢ."""
        found = mpmath.zeros(2, 2)
        for slope, bend in zip(self.slopes(self.z(x)), self.bends(x), strict=True):
            found += slope * bend
        return found

    def squared(self, x: Sequence[Real]) -> Any:
        """Σ gᵢgᵢᵀ."""
        squares = mpmath.diag([slope**2 for slope in self.slopes(self.z(x))])
        return self.jacobian(x).T * squares * self.jacobian(x)


def _sigma(z: Real) -> Real:
    return 1 / (1 + mpmath.exp(-z))


ROSENBROCK = Sum(
    z=lambda x: [10 * (x[1] - x[0] ** 2), 1 - x[0]],
    jacobian=lambda x: mpmath.matrix([[-20 * x[0], 10], [-1, 0]]),
    bends=lambda _: [mpmath.matrix([[-20, 0], [0, 0]]), mpmath.zeros(2, 2)],
    losses=lambda z: [one**2 for one in z],
    slopes=lambda z: [2 * one for one in z],
    weights=lambda z: [mpf(2) for _ in z],
)
LINE = Sum(
    z=lambda x: [x[0] * t + x[1] - y for t, y in zip(_TIMES, _MEASURED, strict=True)],
    jacobian=lambda _: mpmath.matrix([[t, 1] for t in _TIMES]),
    bends=lambda _: [mpmath.zeros(2, 2) for _ in _TIMES],
    losses=lambda z: [one**2 for one in z],
    slopes=lambda z: [2 * one for one in z],
    weights=lambda z: [mpf(2) for _ in z],
)
LOGISTIC = Sum(
    z=lambda x: [x[0] * t + x[1] for t in _TIMES],
    jacobian=lambda _: mpmath.matrix([[t, 1] for t in _TIMES]),
    bends=lambda _: [mpmath.zeros(2, 2) for _ in _TIMES],
    losses=lambda z: [
        mpmath.log(1 + mpmath.exp(a)) - y * a for a, y in zip(z, _LABELS, strict=True)
    ],
    slopes=lambda z: [_sigma(a) - y for a, y in zip(z, _LABELS, strict=True)],
    weights=lambda z: [_sigma(a) * _sigma(-a) for a in z],
)
SUMS = {"rosenbrock": ROSENBROCK, "line-squares": LINE, "logistic": LOGISTIC}


class Walk(NamedTuple):
    """Places, f there, and the μ of each step; exact but for DIGITS."""

    places: list[Any]
    values: list[Real]
    dampings: list[Real]


def gauss_newton(of: Sum, x: Sequence[float], steps: int) -> Walk:
    """x − G⁻¹∇f, again and again."""
    at = mpmath.matrix([mpf(z) for z in x])
    places = [at]
    for _ in range(steps):
        at = at - mpmath.lu_solve(of.gauss(at), of.gradient(at))
        places.append(at)
    return Walk(places, [of.value(place) for place in places], [])


def levenberg_marquardt(of: Sum, x: Sequence[float], steps: int) -> Walk:
    """By the rule in words: μ tenfold until f falls, and a tenth of it after each step."""
    at = mpmath.matrix([mpf(z) for z in x])
    first = of.gauss(at)
    damping = max(first[0, 0], first[1, 1]) / 1000
    places, dampings = [at], []
    for _ in range(steps):
        while True:
            damped = of.gauss(at) + damping * mpmath.eye(2)
            there = at - mpmath.lu_solve(damped, of.gradient(at))
            if of.value(there) < of.value(at):
                break
            damping *= 10
        at = there
        places.append(at)
        dampings.append(damping)
        damping /= 10
    return Walk(places, [of.value(place) for place in places], dampings)
