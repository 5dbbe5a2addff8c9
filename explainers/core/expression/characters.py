"""What is said of a character that has no place in a text, and what it may have been meant for."""

import re
import unicodedata
from collections.abc import Mapping

from explainers.core.expression.errors import ExpressionError

HINTS = {
    ".": "A point stands only inside a number, as in 0.5.",
    ";": "Separate outputs by commas, inside [ ].",
    "_": "An index stands directly behind its letter.",
    "\\": "Type plain names, without a backslash.",
    "{": "Use ( ) around a part, and [ ] around the outputs.",
    "}": "Use ( ) around a part, and [ ] around the outputs.",
    "<": "There are no comparisons; abs, min, max, relu and sign have kinks.",
    ">": "There are no comparisons; abs, min, max, relu and sign have kinks.",
    "!": "There are no factorials.",
    "%": "There is no remainder, and there are no percentages: 5 % is 0.05.",
    "'": "A derivative is not typed: the page shows it.",
    "°": "Angles are in radians.",
}
"""Advice that holds whatever stands around the character."""
DEFINITION = "Type only what stands to the right of “=”."
EQUATION = "An equation is no function: type one expression."
_ALIKE = dict(zip("асеорхуіѕАВЕКМНОРСТХαοιρυχ", "aceopxyisABEKMHOPCTXaoipux", strict=True))
"""Letters of other alphabets that look like Latin ones."""
_INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Mc", "Zl", "Zp", "Zs"}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", "0123456789+-()")
_RUN = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾]+")
_OPERAND = re.compile(r"[A-Za-z]+[0-9₀-₉]*|π|[0-9]+\.?[0-9]*|\.[0-9]+")
_LATEX = (
    (r"\\(?:left|right|quad|[,;! ])", ""),
    (r"\\(?:cdot|times)(?![a-z])", "*"),
    (r"\\(?:operatorname|mathrm|text)\s*\{([a-z]+)\}", r"\1"),
    (r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"((\1)/(\2))"),
    (r"\\[dt]?frac\s*([0-9])\s*([0-9])", r"(\1/\2)"),
    (r"\\sqrt\s*\[([0-9]*[02468])\]\s*\{([^{}]*)\}", r"((\2)^(1/\1))"),
    (r"\\sqrt\s*\[([0-9]*[13579])\]\s*\{([^{}]*)\}", r"(sign(\2)*abs(\2)^(1/\1))"),
    (r"\\sqrt\s*\{([^{}]*)\}", r"sqrt(\1)"),
    (r"\\sqrt\s*(\\pi|[A-Za-z](?:_[0-9])?|[0-9])", r"sqrt(\1)"),
    (r"_\{([0-9]+)\}", r"_\1"),
    (r"\^\s*\{([^{}]*)\}", r"^(\1)"),
)
"""Formulas of TeX, from the inside out."""


def strange(text: str, place: int, hints: Mapping[str, str]) -> ExpressionError:
    """What is said of the character at a place."""
    character = text[place]
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    if unicodedata.category(character) in _INVISIBLE:
        message = f"An invisible character has no place here: {name}."
        hint = hints.get(character, "Delete it, or type this part again.")
        readings = _mirrored(text, place) if character in hints else []
        return ExpressionError(message, place, place + 1, hint, readings)
    plain = _plain(character)
    if plain:
        message = f"“{character}” is not the plain character {plain}, but {name}."
        written = text[:place] + plain + text[place + 1 :]
        return ExpressionError(message, place, place + 1, f"Type {plain} here.", [written])
    message = f"“{character}” has no place here."
    readings = _readings(text, place)
    hint = hints.get(character, "")
    if character == "=":
        hint = DEFINITION if readings else EQUATION
    return ExpressionError(message, place, place + 1, hint, readings)


def _mirrored(text: str, place: int) -> list[str]:
    """A text in which a bar over an operand is written as conj."""
    start = _operand_before(text, place)
    conj = f"conj({text[start:place]})"
    return [f"{text[:start]}{conj}{text[place + 1 :]}"] if start >= 0 else []


def _plain(character: str) -> str:
    """The ASCII character that another one is a mere form of; a raised 2 is none of 2."""
    if character in _ALIKE:
        return _ALIKE[character]
    form = unicodedata.decomposition(character).partition(" ")[0]
    plain = unicodedata.normalize("NFKC", character)
    alike = form in ("<font>", "<wide>", "<narrow>", "<small>") and len(plain) == 1
    return plain if alike and plain.isascii() else ""


def _readings(text: str, place: int) -> list[str]:
    """Texts in which the character at a place is written as it is here."""
    before, character, after = text[:place], text[place], text[place + 1 :]
    match character:
        case "=" if re.fullmatch(r"\s*[A-Za-z]+[0-9₀-₉]*\s*(\([A-Za-z0-9₀-₉, ]*\))?\s*:?", before):
            return [after.strip()]
        case "." if after[:1] in tuple("*/^"):
            return [before + after]
        case ";":
            listed = re.sub(r";\s*", ", ", _pointed(text)).strip()
            inside = before.count("(") + before.count("[") > before.count(")") + before.count("]")
            return [listed if inside else f"[{listed}]"]
        case "." if module := re.search(r"(?<![A-Za-z0-9])(j?np|numpy|c?math|torch|Math)$", before):
            return [before[: module.start()] + after]
        case "_":
            return [before + re.sub(r"^\{([0-9]+)\}", r"\1", after)]
        case "\\" | "{":
            return _from_latex(text)
        case "√":
            return _roots(text, place)
        case "%" if number := re.search(r"[0-9]+\.?[0-9]*\s*$", before):
            if _OPERAND.match(after.lstrip()) is None:
                share = f"{float(number.group()) / 100:.15g}"
                return [before[: number.start()] + share + after]
        case "°" if number := re.search(r"[0-9]+\.?[0-9]*\s*$", before):
            angle = f"({number.group().strip()}*pi/180)"
            return [before[: number.start()] + angle + after]
        case _ if _RUN.match(character):
            return _powers(text, place)
        case _ if unicodedata.decomposition(character).startswith("<fraction>"):
            above, _, below = unicodedata.normalize("NFKC", character).partition("\u2044")
            apart = not before.rstrip()[-1:].isdigit()
            return [f"{before}({above}/{below}){after}"] if below and apart else []
        case _:
            pass
    return []


def _pointed(text: str) -> str:
    """Numbers with a point, where semicolons show that commas do not separate."""
    return re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text)


def _powers(text: str, place: int) -> list[str]:
    """A raised number as a power of what stands before it, apart from what stands behind."""
    run = _RUN.match(text, place)
    start = _operand_before(text, place)
    if run is None or start < 0:
        return []
    base, after = text[start:place], text[run.end() :]
    power = f"{base}^{run.group().translate(_RAISED)}"
    closed = text[:place].count("|") % 2 == 0
    followed = re.match(r"\s*[A-Za-z0-9π(.√]", after) or (closed and after.lstrip()[:1] == "|")
    is_function = len(base.strip()) > 1 and base.strip().isalpha()
    return [text[:start] + (f"({power})" if followed and not is_function else power) + after]


def _operand_before(text: str, place: int) -> int:
    """Where the number, name, call or group begins that ends at a place; −1 if there is none."""
    text = text[:place].rstrip()
    if text.endswith("|"):
        return text.rfind("|", 0, len(text) - 1)
    if text.endswith((")", "]")):
        depth = 0
        for start in range(len(text) - 1, -1, -1):
            depth += (text[start] in ")]") - (text[start] in "([")
            if depth == 0:
                name = re.search(r"[A-Za-z]+[0-9]*$", text[:start])
                called = name and text[start] == "(" and len(name.group()) > 1
                return name.start() if name and called and name.group().isalpha() else start
        return -1
    starts = [found.start() for found in _OPERAND.finditer(text) if found.end() == len(text)]
    return starts[0] if starts else -1


def _roots(text: str, place: int) -> list[str]:
    """A root sign over what stands right behind it, or over all that does."""
    before, after = text[:place], text[place + 1 :].lstrip()
    operand = _OPERAND.match(after)
    end = operand.end() if operand else 0
    end = _closed(after, end) if after[end : end + 1] == "(" else end
    if not end:
        return []
    whole = end
    while step := re.match(r"[A-Za-z0-9.π^⁰¹²³⁴⁵⁶⁷⁸⁹⁻]", after[whole:]):
        whole += step.end()
        whole = _closed(after, whole) if after[whole : whole + 1] == "(" else whole
    readings: list[str] = []
    for to in dict.fromkeys((end, whole)):
        enclosed = after[0] == "(" and _closed(after, 0) == to
        inside = after[:to] if enclosed else f"({after[:to]})"
        readings.append(f"{before}sqrt{inside}{after[to:]}")
    return readings


def _closed(text: str, start: int) -> int:
    """Where a parenthesis that opens at a place is closed; the end if it is not."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place + 1
    return len(text)


def _from_latex(text: str) -> list[str]:
    inside = re.fullmatch(r"\s*\{([^{}]*,[^{}]*)\}\s*", text)
    if inside:
        return [f"[{inside[1]}]"]
    plain, last = text, ""
    while plain != last:
        last = plain
        for pattern, written in _LATEX:
            plain = re.sub(pattern, written, plain)
    plain = re.sub(r"\{([^{},]*)\}", r"(\1)", plain)
    plain = re.sub(r"\\([A-Za-z]+)", r" \1", plain).strip()
    return [] if "\\" in plain or "{" in plain else [plain]
