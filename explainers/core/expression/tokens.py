"""Text into numbers, names and signs; what else stands in it is refused, with a reason."""

import re
import unicodedata
from typing import Literal, NamedTuple, TypeAlias

from explainers.core.expression.errors import ExpressionError

Kind: TypeAlias = Literal["number", "name", "sign", "end"]

_SPACE = " \t\r\n\u00a0"
_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z]+[0-9₀-₉]*|π)"
    r"|(?P<sign>\*\*|[-−+*·×/^()\[\]|,])"
)
_SAME = {"**": "^", "−": "-", "·": "*", "×": "*", "π": "pi"}
"""Other ways to write a sign or a name."""
_LOW_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_HINTS = {
    "=": "Type only what stands to the right of “=”.",
    ".": "A point stands only inside a number, as in 0.5.",
    ";": "Separate outputs by commas: [x1, x2].",
    "_": "Write x1 for x with an index.",
    "\\": "Write plain names, such as sin(x1) and pi, without a backslash.",
    "{": "Use ( ) around a part, and [ ] around the outputs.",
    "}": "Use ( ) around a part, and [ ] around the outputs.",
    "÷": "Write a/b.",
    "√": "Write sqrt(x1).",
    "²": "Write x1^2.",
    "³": "Write x1^3.",
    "<": "There are no comparisons; abs, min, max, relu and sign have kinks.",
    ">": "There are no comparisons; abs, min, max, relu and sign have kinks.",
    "!": "There are no factorials.",
    "%": "There is no remainder, and there are no percentages: write 0.05 for 5 %.",
    "'": "A derivative is not typed: the page shows it.",
}
_ALIKE = dict(zip("асеорхуіѕАВЕКМНОРСТХαοιρυχ", "aceopxyisABEKMHOPCTXaoipux", strict=True))
"""Letters of other alphabets that look like Latin ones."""
_INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Mc", "Zl", "Zp", "Zs"}


class Token(NamedTuple):
    """A piece of the text and its place there."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The pieces of a text, with one of kind "end" behind the last."""
    found: list[Token] = []
    place = 0
    while place < len(text):
        if text[place] in _SPACE:
            place += 1
            continue
        match = _TOKEN.match(text, place)
        if match is None:
            raise _strange(text[place], place)
        piece = match.group()
        word = _SAME.get(piece, piece).translate(_LOW_DIGITS)
        found.append(Token(_kind(match.lastgroup), word, place, match.end()))
        place = match.end()
    return [*found, Token("end", "", len(text), len(text))]


def _kind(group: str | None) -> Kind:
    return "number" if group == "number" else "name" if group == "name" else "sign"


def _strange(character: str, place: int) -> ExpressionError:
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    plain = _ALIKE.get(character, unicodedata.normalize("NFKC", character))
    if unicodedata.category(character) in _INVISIBLE:
        message = f"An invisible character has no place here: {name}."
        return ExpressionError(message, place, place + 1, "Delete it, or type this part again.")
    if character in _HINTS or character.isascii():
        message = f"“{character}” has no place here."
        return ExpressionError(message, place, place + 1, _HINTS.get(character, ""))
    if len(plain) == 1 and plain.isascii():
        message = f"“{character}” is not the plain character {plain}, but {name}."
        return ExpressionError(message, place, place + 1, f"Type {plain} here.")
    return ExpressionError(f"“{character}” has no place here.", place, place + 1)
