"""Numbers as captions write them, read back."""

import re

_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def number(text: str) -> float:
    """The number that a numeral stands for: "−3.2·10⁻⁵" is −3.2e-5."""
    plain = text.strip().replace("−", "-").replace(",", "").replace("∞", "inf")
    mantissa, times, power = plain.partition("·10")
    return float(f"{mantissa}e{power.translate(_SUPERSCRIPTS)}" if times else mantissa)


def vector(text: str) -> list[float]:
    """The numbers of a vector: "(1, −2)" is [1, −2]."""
    return [number(part) for part in re.sub(r"[()]", "", text).split(", ") if part]


def near(text: str, value: float, slack: float = 0.0) -> bool:
    """Whether a numeral is that of a number, to half of its last digit and a little more."""
    plain = text.strip().replace(",", "")
    mantissa, _, power = plain.partition("·10")
    decimals = len(mantissa.partition(".")[2])
    unit = 10.0 ** (int(power.translate(_SUPERSCRIPTS) or 0) - decimals)
    rounded = 0.505 * unit if "." in mantissa or power else 0.5 + 0.005 * abs(float(value))
    return abs(number(text) - float(value)) <= rounded + slack
