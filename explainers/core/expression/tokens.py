"""Text into numbers, names and signs; what else stands in it is refused, with a reason."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from explainers.core.expression.characters import HINTS, strange

Kind: TypeAlias = Literal["number", "name", "sign", "end"]

_ALIKE = {"-": "−–—‒―‐‑", "*": "·×⋅∙•∗", "/": "÷∕⁄"}
"""Signs, and what else is read as such."""
_SAME = {"**": "^", "π": "pi"} | {other: sign for sign in _ALIKE for other in _ALIKE[sign]}
"""Other ways to write a sign or a name."""
_TOKEN = re.compile(
    rf"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+{_ALIKE['-']}]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z]+[0-9₀-₉]*|π)"
    rf"|(?P<sign>\*\*|[-+*/^()\[\]|,{''.join(_ALIKE.values())}])"
)
_PLAIN = str.maketrans("₀₁₂₃₄₅₆₇₈₉" + _ALIKE["-"], "0123456789" + "-" * len(_ALIKE["-"]))


class Token(NamedTuple):
    """A piece of the text and its place there."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens(text: str, hints: Mapping[str, str] = HINTS) -> list[Token]:
    """The pieces of a text, with one of kind "end" behind the last.

    ``hints`` has advice for characters that have no place.
    """
    found: list[Token] = []
    place = 0
    while place < len(text):
        if text[place] in "\t\r\n" or unicodedata.category(text[place]) == "Zs":
            place += 1
            continue
        match = _TOKEN.match(text, place)
        if match is None:
            raise strange(text, place, hints)
        piece = match.group()
        word = _SAME.get(piece, piece).translate(_PLAIN)
        found.append(Token(_kind(match.lastgroup), word, place, match.end()))
        place = match.end()
    return [*found, Token("end", "", len(text), len(text))]


def _kind(group: str | None) -> Kind:
    return "number" if group == "number" else "name" if group == "name" else "sign"
