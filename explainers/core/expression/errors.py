"""What a reader is told when a text is no function: what, where, and what to do."""

from collections.abc import Callable, Iterable

_TRIES = 40
"""Texts that are read at most to find what may have been meant."""
_STEPS = 6
"""Mistakes that are mended at most, one behind the other."""
_LONGEST_HINT = 140


class ExpressionError(ValueError):
    """A text that is no function, with the place of the mistake in it.

    ``start`` and ``end`` count code points of the text as it was typed; they are equal
    where something is missing. ``hint`` says what to write instead, or is empty;
    ``readings`` are whole texts that may have been meant, to choose from.
    """

    def __init__(
        self, message: str, start: int, end: int, hint: str = "", readings: Iterable[str] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint
        self.readings = tuple(readings)


def settled(error: ExpressionError, read: Callable[[str], object]) -> ExpressionError:
    """The error with those of its readings that ``read`` accepts, and a hint that names them.

    A reading that is refused in its turn is replaced by its own readings.
    """
    found: dict[str, None] = {}
    waiting = [(reading, 1) for reading in error.readings]
    for text, step in waiting:
        try:
            read(text)
            found[text] = None
        except ExpressionError as next_:
            if step < _STEPS and len(waiting) < _TRIES:
                waiting += [(reading, step + 1) for reading in next_.readings]
    written = " or ".join(" ".join(text.split()) for text in found)
    hint = f"{error.hint} Write {written}.".strip() if found else error.hint
    hint = hint if len(hint) <= _LONGEST_HINT else error.hint
    return ExpressionError(error.message, error.start, error.end, hint, found)
