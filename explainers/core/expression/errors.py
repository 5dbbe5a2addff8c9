"""What a reader is told when a text is no function: what, where, and what to do."""


class ExpressionError(ValueError):
    """A text that is no function, with the place of the mistake in it.

    ``start`` and ``end`` count code points of the text as it was typed; they are equal
    where something is missing. ``hint`` says what to write instead, or is empty.
    """

    def __init__(self, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint
