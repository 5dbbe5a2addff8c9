"""What the lesson on the two sweeps says of its numbers, in words: pure functions of them."""

from collections.abc import Sequence

from explainers.core.numerals import numerals
from explainers.core.two_sweeps.numbers import Memory


def held(memory: Memory, rows: int) -> str:
    """What both sweeps over so many rows hold at most, in one sentence for each."""
    different = memory.remaining[0]
    operations = "this one operation" if rows == 1 else f"these {rows} operations"
    told = (
        f"In {operations}, forward mode never holds more than **{max(memory.forward)}** numbers "
        f"at once, values and tangents. Reverse mode keeps **{memory.repeated}** residuals"
    )
    if different == memory.repeated:
        return f"{told} for the way back."
    return f"{told} for the way back, **{different}** different numbers among them."


def code(x: Sequence[float], v: Sequence[float], u: Sequence[float]) -> str:
    """What the programs compute, in one sentence, and what the one for NumPy is."""
    return (
        "Runs as pasted: JAX's own list of operations, and both sweeps at "
        f"x = {numerals(x)}, with v = {numerals(v)} and u = {numerals(u)}. "
        "The NumPy program is the trace itself, with the derivatives that JAX found."
    )
