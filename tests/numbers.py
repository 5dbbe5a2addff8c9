"""Numbers as captions write them, read back."""

import re
from typing import Any

import mpmath

_PLAIN = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789", "*,+")


def plain(text: str) -> str:
    """A numeral as Python writes it: "−3.2·10⁻⁵" is -3.2e-5."""
    return text.strip().translate(_PLAIN).replace("·10", "e").replace("∞", "inf")


def number(text: str) -> float:
    """The number that a numeral stands for."""
    return float(plain(text))


def vector(text: str) -> list[float]:
    """The numbers of a vector: "(1, −2)" is [1, −2]."""
    return [number(part) for part in re.sub(r"[()]", "", text).split(", ") if part]


def last_place(text: str) -> Any:
    """What the last digit of a numeral counts, exactly."""
    mantissa, _, power = plain(text).partition("e")
    return mpmath.mpf(10) ** (int(power or 0) - len(mantissa.partition(".")[2]))


def near(text: str, value: float, slack: float = 0.0) -> bool:
    """Whether a numeral is that of a number, to half of its last digit and a little more."""
    cut = "." in text or "·" in text
    rounded = 0.505 * float(last_place(text)) if cut else 0.5 + 0.005 * abs(float(value))
    return abs(number(text) - float(value)) <= rounded + slack
