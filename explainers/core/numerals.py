"""Numbers as readers see them, the same in Python and in the browser (format.js)."""

import math
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_READ = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
_ALL = 17
"""Digits that tell every number apart."""
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _rounded(size: float, form: str) -> str:
    """A number in a form, ties away from zero, as browsers round them."""
    with localcontext(rounding=ROUND_HALF_UP):
        return format(Decimal(size), form)


@lru_cache(maxsize=4096)
def numeral(number: float, digits: int = 3) -> str:
    """A number to about ``digits`` significant digits, with a true minus sign.

    Zeros are dropped only where nothing was rounded away: 4 for 4, 4.00 for 4.0001.
    Non-finite numbers are ∞, −∞ and NaN.
    """
    number = float(number)
    if math.isnan(number):
        return "NaN"
    sign = "−" if number < 0 else ""
    size = abs(number)
    if math.isinf(size):
        return f"{sign}∞"
    if size != 0 and not float(f"1e-{digits}") <= size < 1e5:
        text = _rounded(size, f".{digits - 1}e")
        mantissa, _, exponent = text.partition("e")
        if float(text) == size:
            mantissa = mantissa.rstrip("0").rstrip(".")
        return f"{sign}{mantissa}·10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
    text = _rounded(size, f".{_decimals(size, digits)}f")
    if abs(float(text) - size) <= 1e-12 * max(1.0, size) and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{sign}{text}" if float(text) else "0"


def _decimals(size: float, digits: int) -> int:
    """How many decimals a numeral without a power of ten has, before zeros are dropped."""
    decimals = max(0, digits - len(str(int(size))))
    return decimals - 1 - math.floor(math.log10(size)) if 0 < size < 0.1 else decimals


def fuller(number: float, digits: int, more: int) -> str:
    """A numeral with up to ``more`` digits more, where nothing is rounded away then."""
    tried = (numeral(number, digits + k) for k in range(more + 1))
    exact = (text for text in tried if abs(reading(text) - number) <= 1e-12 * abs(number))
    return next(exact, numeral(number, digits))


_LEAST_POWER = -323
"""Of ten, that is no 0 in float64."""


def above(bound: float) -> str:
    """A bound, rounded up to one digit."""
    if not 0 < bound < math.inf:
        return numeral(bound)
    power = 10.0 ** max(_LEAST_POWER, math.floor(math.log10(bound)))
    return numeral(math.ceil(bound / power) * power, 2)


def numerals(numbers: Iterable[float], digits: int = 3) -> str:
    """Several numbers as a vector: (0.55, −0.8)."""
    return f"({', '.join(numeral(number, digits) for number in numbers)})"


def counted(count: int, noun: str) -> str:
    """A count with what is counted: 1 residual, 2 residuals."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def numbered(name: str, count: int) -> tuple[str, ...]:
    """Names that a number set low tells apart: x₁, x₂ and so on."""
    return tuple(f"{name}{subscript(k + 1)}" for k in range(count))


def subscript(index: int) -> str:
    """A number set low, as in x₁₂."""
    return str(index).translate(_SUBSCRIPTS)


class Sum(NamedTuple):
    """A sum of products."""

    terms: Sequence[Sequence[float]]
    """Factors of each product."""
    total: float


class Balanced(NamedTuple):
    """How sums of products are written so that they are true as they stand."""

    digits: int
    """Of the factors."""
    totals: tuple[str, ...]
    close: str = ""
    """What is said behind the totals: nothing, or that they hold only up to rounding."""


def balanced(sums: Sequence[Sum], digits: int = 3) -> Balanced:
    """Digits for factors such that what is printed comes to the totals that are printed.

    A total has one digit more than ``digits`` where nothing is rounded away then; what is only
    rounding is 0. Where the factors themselves are rounded so that no digits help, that is said.
    """
    told = [_told(given, digits) for given in sums]
    tried = (
        enough
        for enough in range(digits, _ALL + 1)
        if not any(
            abs(_printed(terms, enough) - reading(text)) > room for terms, text, room in told
        )
    )
    totals = tuple(text for _, text, _ in told)
    enough = next(tried, None)
    if enough is None:
        return Balanced(digits, totals, ", up to rounding")
    return Balanced(enough, totals)


def _told(given: Sum, digits: int) -> tuple[Sequence[Sequence[float]], str, float]:
    """Terms, the total as printed, and how far what is printed may be from it."""
    terms, total = given
    largest = max((abs(math.prod(term)) for term in terms), default=0.0)
    if abs(total) <= len(terms) * largest * 2.0**-50:
        total = 0.0
    text = fuller(total, digits, 1)
    shown = digits if text == numeral(total, digits) else digits + 1
    # What is printed is itself added up with rounding.
    loose = len(terms) * largest * 2.0**-51
    return terms, text, _last_place(total or largest, shown) / 2 - loose


def _printed(terms: Sequence[Sequence[float]], digits: int) -> float:
    return sum(math.prod(reading(numeral(z, digits)) for z in term) for term in terms)


def _last_place(number: float, digits: int) -> float:
    """What the last digit of a numeral counts."""
    size = abs(number)
    if size == 0 or float(f"1e-{digits}") <= size < 1e5:
        return 10.0 ** -_decimals(size, digits)
    return 10.0 ** (math.floor(math.log10(size)) - digits + 1) if math.isfinite(size) else math.nan


def reading(text: str) -> float:
    """The number that a numeral stands for."""
    return float(text.replace("·10", "e").translate(_READ).replace("∞", "inf"))
