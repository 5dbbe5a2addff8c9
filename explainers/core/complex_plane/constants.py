"""Parts in which z does not stand, each with a bound of its rounding error.

On which side of a branch cut a number lies is decided by the sign of its imaginary part. What
is nothing but rounding there is 0, and 0 has no sign: exp(−iπ) is −1, and its square root i.
"""

import cmath
import math
from collections.abc import Callable
from typing import NamedTuple

_UNIT = 2.0**-52
"""Largest relative error of an operation or a function, with room to spare."""


class Known(NamedTuple):
    """A complex number, and how far roundings may have moved its two parts."""

    value: complex
    re: float = 0.0
    im: float = 0.0

    @property
    def cleared(self) -> "Known":
        """The number with 0 for a part that is only rounding, and without signed zeros."""
        a, b = self.value.real, self.value.imag
        clear_a, clear_b = abs(a) <= self.re, abs(b) <= self.im
        value = complex(0.0 if clear_a else a, 0.0 if clear_b else b)
        return Known(value, 0.0 if clear_a else self.re, 0.0 if clear_b else self.im)

    @property
    def error(self) -> float:
        """Of the number as a point of the plane, at most."""
        return self.re + self.im

    @property
    def is_real(self) -> bool:
        """Whether it is known to be a real number."""
        return self.value.imag == 0 and self.im == 0


def plus(x: Known, y: Known) -> Known:
    """The sum of two numbers."""
    value = x.value + y.value
    return Known(
        value,
        x.re + y.re + _UNIT * abs(value.real),
        x.im + y.im + _UNIT * abs(value.imag),
    ).cleared


def negative(x: Known) -> Known:
    """A number with the other sign."""
    return Known(-x.value, x.re, x.im).cleared


def times(x: Known, y: Known) -> Known:
    """The product of two numbers."""
    a, b, c, d = x.value.real, x.value.imag, y.value.real, y.value.imag
    value = complex(a * c - b * d, a * d + b * c)
    return Known(
        value,
        _moved(a, c, x.re, y.re) + _moved(b, d, x.im, y.im),
        _moved(a, d, x.re, y.im) + _moved(b, c, x.im, y.re),
    ).cleared


def _moved(a: float, b: float, of_a: float, of_b: float) -> float:
    return (abs(a) + of_a) * of_b + abs(b) * of_a + 2 * _UNIT * abs(a * b)


def over(x: Known, y: Known) -> Known:
    """The quotient of two numbers; not a number if the second may be 0."""
    c, d = y.value.real, y.value.imag
    size = c * c + d * d
    if not size > y.error**2:
        return Known(complex(math.nan, math.nan))
    inverse = Known(
        complex(c / size, -d / size),
        3 * _UNIT * abs(c / size) + y.error / size,
        3 * _UNIT * abs(d / size) + (0.0 if y.is_real else y.error / size),
    )
    return times(x, inverse.cleared)


def whole_power(x: Known, exponent: int) -> Known:
    """A whole power, by repeated squaring."""
    if exponent < 0:
        return over(Known(1 + 0j), whole_power(x, -exponent))
    result = Known(1 + 0j)
    while exponent:
        if exponent % 2:
            result = times(result, x)
        exponent //= 2
        x = times(x, x) if exponent else x
    return result


def known(
    f: Callable[[complex], complex], slope: Callable[[complex], complex], least: float = -math.inf
) -> Callable[[Known], Known]:
    """A function of Python's for numbers with errors, by the size of its slope.

    Real numbers not below ``least`` have real values.
    """

    def of(x: Known) -> Known:
        try:
            value = f(x.value)
            moved = abs(slope(x.value)) * x.error if x.error else 0.0
        except OverflowError:
            return Known(complex(math.inf, 0.0))
        except (ValueError, ZeroDivisionError):
            return Known(complex(-math.inf if x.value == 0 else math.nan, 0.0))
        real = x.is_real and x.value.real >= least
        return Known(
            value,
            2 * moved + 4 * _UNIT * abs(value.real),
            0.0 if real else 2 * moved + 4 * _UNIT * abs(value.imag),
        ).cleared

    return of


exp = known(cmath.exp, cmath.exp)
sin = known(cmath.sin, cmath.cos)
cos = known(cmath.cos, cmath.sin)
sinh = known(cmath.sinh, cmath.cosh)
cosh = known(cmath.cosh, cmath.sinh)
log = known(cmath.log, lambda z: 1 / z, least=0.0)
sqrt = known(cmath.sqrt, lambda z: 0.5 / cmath.sqrt(z), least=0.0)


def conj(x: Known) -> Known:
    """The mirror image across the real axis."""
    return Known(x.value.conjugate(), x.re, x.im).cleared


def size(x: Known) -> Known:
    """The distance from 0."""
    value = abs(x.value)
    return Known(complex(value), x.error + _UNIT * value).cleared


def re(x: Known) -> Known:
    """The real part."""
    return Known(complex(x.value.real), x.re).cleared


def im(x: Known) -> Known:
    """The imaginary part."""
    return Known(complex(x.value.imag), x.im).cleared
