"""Commas between digits, which may separate two numbers or stand for a decimal point."""

import re
from collections.abc import Callable
from typing import NamedTuple

from explainers.core.expression.errors import ExpressionError, settled

_POINT = re.compile(r"[0-9]\.|\.[0-9]")
_COMMA = re.compile(r"(?<![\w.])(?<![0-9],)([0-9]+),([0-9]+)(?![0-9.]|,[0-9])")
"""Two numbers with a bare comma between them; in 1,2,3 commas separate."""
_AFTER_POWER = re.compile(r"\^\s*([2-9]|[0-9]{2,}),(?=[0-9])")
"""In [x^2,3y] the comma separates, as all do there; in [x^2,5, y] who knows."""

_GROUPS = re.compile(r"(?<![\w.,])[0-9]{1,3}(,[0-9]{3})+(?![0-9,])")
_CONTINENTAL = re.compile(r"(?<![\w.,])[0-9]{1,3}(\.[0-9]{3})+,[0-9]+(?![0-9.,])")
"""1,000 and 1.000,5."""


class Points(NamedTuple):
    """A text with points in its decimals, and where the first of them stood with a comma."""

    text: str
    piece: str
    start: int
    end: int


def decimal_points(text: str) -> Points | None:
    """A text read with decimal commas; None if it has none, or shows that it uses points."""
    seen = text if ", " in text else _AFTER_POWER.sub(lambda power: "^" * len(power.group()), text)
    found = _COMMA.search(seen)
    if found is None or _POINT.search(text):
        return None
    points = "".join("." if _is_decimal(seen, i) else text[i] for i in range(len(text)))
    return Points(points, found.group(), found.start(), found.end())


def _is_decimal(text: str, place: int) -> bool:
    return any(found.end(1) == place for found in _COMMA.finditer(text))


def unambiguous(text: str, read: Callable[[str], object]) -> None:
    """Raises ExpressionError if ``read`` accepts a text with and without decimal commas."""
    try:
        doubted(text, read)
    except ExpressionError as error:
        raise settled(error, read) from None


def doubted(text: str, read: Callable[[str], object]) -> None:
    """The same, for who settles the readings."""
    points = decimal_points(text)
    if points is None:
        return
    message = f"“{points.piece}” may be one number or two."
    hint = "Put a point in decimals, and a space behind a comma that separates."
    readings = [*other_numbers(text), spaced(text)]
    error = ExpressionError(message, points.start, points.end, hint, readings)
    if len(settled(error, read).readings) > 1:
        raise error


def other_numbers(text: str) -> list[str]:
    """A text with commas as points of decimals, and with what groups thousands left out."""
    points = decimal_points(text)
    grouped = _GROUPS.sub(lambda number: number[0].replace(",", ""), text)
    grouped = _CONTINENTAL.sub(lambda number: number[0].replace(".", "").replace(",", "."), grouped)
    return [*([grouped] if grouped != text else []), *([points.text] if points else [])]


def clear(text: str) -> str:
    """A text in which commas separate, with a space behind them where that could be doubted."""
    return spaced(text) if decimal_points(text) else text


def spaced(text: str) -> str:
    """A text in which each comma separates, as a space behind it shows."""
    return re.sub(r",\s*", ", ", text)
