"""Completion codes: what a student solved and when, signed, and short enough to type.

A code holds date, class, student and puzzles; nothing of it is stored anywhere. Its signature
covers the names of the puzzles, so that a code is never read as one of other puzzles when their
list has changed.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, which are taken for 1, 1, 0 and V."""
LONGEST_CLASS = 24
LARGEST_STUDENT = 65_535
MOST_PUZZLES = 8 * 15
LONGEST = 140
"""Characters of the longest code, with room for spaces and hyphens."""
_FIRST_DAY = date(2026, 1, 1)
_GROUP = 5
_TAG = 6
"""Bytes of the signature: who guesses has to ask this server, which reads a few codes at a time."""
_HEAD = 1 + 2 + 2
_VERSION = 1
_SIZES = 16
"""The first byte is the version times this, and how many bytes the puzzles take."""
_CLASS = re.compile(rf"[a-z0-9-]{{1,{LONGEST_CLASS}}}")
_LOOKALIKE = str.maketrans("ILOU", "110V")


class Completion(NamedTuple):
    """Who solved which puzzles, and when that was confirmed."""

    day: date
    group: str
    """The class, by the seed that makes its puzzles."""
    student: int
    solved: tuple[str, ...]
    """Puzzles by their slugs, in the order of their list."""


class CodeError(ValueError):
    """Why a text is no code of this server; the message is for whoever typed it."""


def is_class(text: str) -> bool:
    """Whether a class can be named so in a code."""
    return _CLASS.fullmatch(text) is not None


def code(completion: Completion, puzzles: Sequence[str], key: bytes) -> str:
    """The code of a completion, in groups of five: ``0G4X2-...``."""
    day, group, student, solved = completion
    days = (day - _FIRST_DAY).days
    if not is_class(group):
        raise ValueError(f"group: {group!r} is not 1 to {LONGEST_CLASS} of a–z, 0–9 and hyphens")
    if not 0 <= student <= LARGEST_STUDENT:
        raise ValueError(f"student: {student} is not 0 to {LARGEST_STUDENT}")
    if not 0 <= days < 2**16:
        raise ValueError(f"day: {day} is before {_FIRST_DAY} or too late")
    if len(puzzles) > MOST_PUZZLES:
        raise ValueError(f"puzzles: {len(puzzles)} are more than {MOST_PUZZLES}")
    size = (len(puzzles) + 7) // 8
    bits = sum(1 << puzzles.index(slug) for slug in solved).to_bytes(size)
    head = bytes([_VERSION * _SIZES + size]) + days.to_bytes(2) + student.to_bytes(2)
    return _grouped(_written(head + bits + group.encode() + _tag(completion, key)))


def read(text: str, puzzles: Sequence[str], key: bytes) -> Completion:
    """What a code holds. Raises CodeError where this key did not sign it."""
    data = _bytes(text)
    version, size = divmod(data[0], _SIZES) if data else (0, 0)
    begin, end = _HEAD + size, len(data) - _TAG
    group = _plain(data[begin:end]) if begin < end else ""
    if version != _VERSION or not is_class(group):
        raise CodeError("This is no completion code, or a part of it is missing.")
    days, student, bits = map(int.from_bytes, (data[1:3], data[3:5], data[_HEAD:begin]))
    solved = tuple(slug for k, slug in enumerate(puzzles) if bits >> k & 1)
    found = Completion(_FIRST_DAY + timedelta(days), group, student, solved)
    if bits >> len(puzzles) or not hmac.compare_digest(data[end:], _tag(found, key)):
        raise CodeError("Not signed by this server: mistyped, edited, or of another key.")
    return found


def _tag(completion: Completion, key: bytes) -> bytes:
    day, group, student, solved = completion
    message = "\n".join(["completion", day.isoformat(), group, str(student), *solved])
    return hmac.new(key, message.encode(), hashlib.sha256).digest()[:_TAG]


def _written(data: bytes) -> str:
    """Bytes in base 32, a 1 before them so that zeros at their begin are kept."""
    number = int.from_bytes(b"\x01" + data)
    letters = ""
    while number:
        number, digit = divmod(number, 32)
        letters = ALPHABET[digit] + letters
    return letters


def _bytes(text: str) -> bytes:
    if len(text) > LONGEST:
        raise CodeError("This is too long for a completion code.")
    letters = re.sub(r"[\s-]", "", text).upper().translate(_LOOKALIKE)
    if not letters or set(letters) - set(ALPHABET):
        raise CodeError("A completion code has letters and digits only.")
    number = 0
    for letter in letters:
        number = 32 * number + ALPHABET.index(letter)
    whole = number.to_bytes((number.bit_length() + 7) // 8)
    if whole[:1] != b"\x01":
        raise CodeError("This is no completion code, or a part of it is missing.")
    return whole[1:]


def _plain(group: bytes) -> str:
    return group.decode("ascii", errors="replace")


def _grouped(letters: str) -> str:
    return "-".join(letters[k : k + _GROUP] for k in range(0, len(letters), _GROUP))
