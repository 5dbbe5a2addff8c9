"""What links are made of: checks of values from outside, and numbers as text.

Nothing here raises for a bad value: a check says no, a reader gives None.
"""

import math
from collections.abc import Iterable
from typing import TypeAlias, TypeVar

Numbers: TypeAlias = tuple[float, ...]
Pair: TypeAlias = tuple[int, int]

LARGEST = 1e6
"""Numbers beyond this are taken for a mistake, in the address as in the hand."""
_LONGEST = 400
_T = TypeVar("_T", bound=str)


def valid_number(number: object) -> bool:
    """Whether a value from outside is a finite real number of reasonable size."""
    return (
        isinstance(number, int | float)
        and not isinstance(number, bool)
        and abs(number) <= LARGEST  # false for NaN; safe for whole numbers of any length
    )


def valid_vector(numbers: object, size: int) -> bool:
    """Whether a value from outside is a list of ``size`` valid numbers."""
    return (
        isinstance(numbers, list | tuple)
        and len(numbers) == size
        and all(valid_number(number) for number in numbers)
    )


def number_text(number: float) -> str:
    """Shortest text that reads back as exactly this number: 2, 0.55, -1e-05."""
    number = float(number) + 0.0
    return str(int(number)) if number.is_integer() else repr(number)


def join(numbers: Iterable[float]) -> str:
    """Numbers as one value of a link: 2_0.55_-1e-05."""
    return "_".join(number_text(number) for number in numbers)


def numbers_of(text: str) -> Numbers | None:
    """Numbers that a value of a link lists, or None if it does not."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    try:
        return tuple(float(part) for part in text.split("_"))
    except ValueError:
        return None


def vector(name: str, text: str, usual: Numbers, notices: list[str]) -> Numbers:
    """Numbers of a link in place of the usual ones, or those, with a notice, if they are no use."""
    numbers = numbers_of(text)
    problem = None
    if numbers is None:
        problem = "is not a list of numbers"
    elif len(numbers) != len(usual):
        problem = f"has {len(numbers)} numbers where this function needs {len(usual)}"
    elif not all(math.isfinite(number) for number in numbers):
        problem = "has a number that is not finite"
    elif not valid_vector(numbers, len(usual)):
        problem = "has a number beyond a million"
    if numbers is None or problem:
        notices.append(f"{name} in the link {problem}; the preset {name} is used.")
        return usual
    return numbers


def choice(name: str, text: str, choices: Iterable[_T], usual: _T, notices: list[str]) -> _T:
    """One of some words, or the usual one, with a notice, if the link has another."""
    for word in choices:
        if word == text:
            return word
    notices.append(f"{name} in the link is none of {', '.join(choices)}; {usual} is used.")
    return usual


def number(
    name: str, text: str, low: float, high: float, usual: float, notices: list[str]
) -> float:
    """A number from low to high, or the usual one, with a notice, if the link has another."""
    numbers = numbers_of(text) or ()
    if len(numbers) == 1 and low <= numbers[0] <= high:
        return numbers[0]
    notices.append(
        f"{name} in the link is no number from {number_text(low)} to {number_text(high)}; "
        f"{number_text(usual)} is used."
    )
    return usual


def whole(name: str, text: str, low: int, high: int, usual: int, notices: list[str]) -> int:
    """A whole number from low to high, or the usual one, with a notice."""
    numbers = numbers_of(text) or ()
    if len(numbers) == 1 and low <= numbers[0] <= high and numbers[0] == int(numbers[0]):
        return int(numbers[0])
    notices.append(f"{name} in the link is no whole number from {low} to {high}; {usual} is used.")
    return usual
