"""Numbers as readers see them, the same in Python and in the browser (format.js)."""

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _rounded(size: float, form: str) -> str:
    """A number in a form, ties away from zero, as browsers round them."""
    with localcontext(rounding=ROUND_HALF_UP):
        return format(Decimal(size), form)


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
    decimals = max(0, digits - len(str(int(size))))
    if 0 < size < 0.1:
        decimals -= 1 + math.floor(math.log10(size))
    text = _rounded(size, f".{decimals}f")
    if abs(float(text) - size) <= 1e-12 * max(1.0, size) and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{sign}{text}" if float(text) else "0"


def numerals(numbers: Iterable[float], digits: int = 3) -> str:
    """Several numbers as a vector: (0.55, −0.8)."""
    return f"({', '.join(numeral(number, digits) for number in numbers)})"


def counted(count: int, noun: str) -> str:
    """A count with what is counted: 1 residual, 2 residuals."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def subscript(index: int) -> str:
    """A number set low, as in x₁₂."""
    return str(index).translate(_SUBSCRIPTS)
