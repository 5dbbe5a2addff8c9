"""What the cheat sheet says of attempts, in words: pure functions of what they gave."""

import numpy as np

from explainers.core.mistakes import Outcome
from explainers.core.numerals import numeral, numerals


def given(outcome: Outcome) -> str:
    """What an attempt gave, as numbers and their shape; "" where an error was raised."""
    numbers = outcome.numbers
    if numbers is None:
        return ""
    if numbers.ndim == 0:
        return f"gives {numeral(float(numbers))}."
    rows = ", ".join(numerals(row) for row in np.atleast_2d(numbers))
    shape = str(numbers.shape)
    return f"gives {rows}, of shape {shape}."
