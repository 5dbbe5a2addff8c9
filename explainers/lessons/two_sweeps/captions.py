"""What the lesson on the two sweeps says of its numbers, in words: pure functions of them."""

from collections.abc import Sequence

from explainers.core.numerals import counted, numerals
from explainers.core.two_sweeps.numbers import Memory


def held(memory: Memory, rows: int) -> str:
    """What both sweeps over so many rows hold at most, and why if it is forward mode's more."""
    most, kept, different = memory.most_forward, memory.repeated, memory.remaining[0]
    if rows == 0:
        return (
            "This function has no operations: it hands on inputs and constants, so there is "
            "nothing that reverse mode could keep."
        )
    operations = "this one operation" if rows == 1 else f"these {counted(rows, 'operation')}"
    told = [
        f"In {operations}, forward mode never holds more than {_bold(most, 'number')} at once, "
        f"values and tangents.",
        f"Reverse mode keeps {_bold(kept, 'residual') if kept else 'no residuals'} for the way "
        "back"
        + (f", {_bold(different, 'different number')} among them." if different < kept else "."),
    ]
    if most > memory.most_reverse:
        weighs = (
            "what reverse mode keeps here does not outweigh that"
            if kept
            else "reverse mode has nothing to keep that could outweigh that"
        )
        told.append(
            f"With live values and cotangents it holds at most **{memory.most_reverse}**, fewer "
            "than forward mode: there each live value counts twice, with its tangent, and "
            f"{weighs}."
        )
    return " ".join(told)


def _bold(count: int, noun: str) -> str:
    number, _, rest = counted(count, noun).partition(" ")
    return f"**{number}** {rest}"


def code(x: Sequence[float], v: Sequence[float], u: Sequence[float]) -> str:
    """What the programs compute, in one sentence, and what the one for NumPy is."""
    return (
        "Runs as pasted: JAX's own list of operations, and both sweeps at "
        f"x = {numerals(x)}, with v = {numerals(v)} and u = {numerals(u)}. "
        "The NumPy program is the trace itself, with the derivatives that JAX found."
    )
