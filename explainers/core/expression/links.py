"""Texts that came in a link, where a “+” that was not escaped has become a space.

Beside an operator, a comma, a bracket or an end a space is blank. Between two operands it was a
“+”, or it stands for a product: nobody knows, so it is asked.
"""

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from explainers.core.expression.errors import ExpressionError
from explainers.core.expression.parser import LONGEST
from explainers.core.expression.tokens import Token, tokens

_EXPONENT = re.compile(r"(?<![A-Za-z0-9.])((?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE]) (?=[0-9])")


class _Gap(NamedTuple):
    """A space between two operands."""

    start: int
    end: int


def from_link(text: str, canonical: Callable[[str], str], functions: Collection[str]) -> str:
    """The canonical form of a text from a link.

    ``canonical`` gives that of a text typed by hand; ``functions`` are names that take what
    stands behind them. Raises ExpressionError for a text that is none, and for one that has
    several readings, which it names.
    """
    text = numbers_from_link(text)
    gaps = _gaps(text, functions) if len(text) <= LONGEST else []
    if not gaps:
        return _told(text, canonical)
    widest = max(gap.end - gap.start for gap in gaps)
    wide = [gap for gap in gaps if gap.end - gap.start == widest]
    signs = [(gaps, "+"), (wide, "+"), (list[_Gap](), "+"), (gaps, "*")]
    readings: dict[str, None] = {}
    for places, sign in signs:
        readings |= dict.fromkeys(_readings(_filled(text, places, sign), canonical))
    if not readings:
        return _told(text, canonical)
    start, end = gaps[0]
    message = "In a link a “+” becomes a space, and a product may be written with one."
    raise ExpressionError(message, start, end, "", readings)


def numbers_from_link(text: str) -> str:
    """A text in which the “+” of an exponent, as in 1e+5, is one again."""
    return _EXPONENT.sub(r"\1+", text)


def _told(text: str, canonical: Callable[[str], str]) -> str:
    """The canonical form of a text, or its refusal, with readings in theirs."""
    try:
        return canonical(text)
    except ExpressionError as error:
        readings = dict.fromkeys(map(canonical, error.readings))
        told = error.message, error.start, error.end, error.hint
        raise ExpressionError(*told, readings) from None


def _readings(text: str, canonical: Callable[[str], str]) -> list[str]:
    """The canonical forms of what a text typed by hand may mean; a refused one has many."""
    try:
        return [canonical(text)]
    except ExpressionError as error:
        return [canonical(reading) for reading in error.readings]


def _filled(text: str, gaps: Sequence[_Gap], sign: str) -> str:
    """The text as typed by hand: spaced, so that its commas are not those of a canonical form."""
    for start, end in reversed(gaps):
        text = f"{text[:start]} {sign} {text[end:]}"
    return text


def _gaps(text: str, functions: Collection[str]) -> list[_Gap]:
    """Spaces between operands; none where a character has no place."""
    try:
        pieces = tokens(text)
    except ExpressionError:
        return []
    found: list[_Gap] = []
    bars = [0]
    ended = False
    """Whether an operand ends with the piece before."""
    for before, piece in pairwise([Token("sign", "", 0, 0), *pieces]):
        closes = piece.text in (")", "]", ",") or (piece.text == "|" and ended and bars[-1] > 0)
        opens = piece.text in ("(", "[") or (piece.text == "|" and not closes)
        begins = opens or piece.kind in ("number", "name")
        if ended and begins and before.end < piece.start:
            found.append(_Gap(before.end, piece.start))
        if piece.text == "|":
            bars[-1] += 1 if opens else -1
        elif opens:
            bars.append(0)
        elif closes and piece.text != "," and len(bars) > 1:
            bars.pop()
        named = piece.kind == "name" and piece.text not in functions
        ended = named or piece.kind == "number" or (closes and piece.text != ",")
    return found
