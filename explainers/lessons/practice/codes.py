"""What is said of completion codes, in words."""

from collections.abc import Sequence
from datetime import date

from explainers.lessons.practice.told import told

COLUMNS = ("class", "student", "date", "solved", "puzzles", "code", "problem")
"""Of the table of codes that a teacher reads."""


def signed(solved: int, claimed: int, puzzles: int) -> str:
    """What a code says, and what it leaves out."""
    said = f"It says: {solved} of {puzzles} puzzles solved, today."
    if solved == claimed:
        return said
    left = claimed - solved
    return f"{said} {left} more {'is' if left == 1 else 'are'} left out: not solved, says JAX."


def row(code: str, day: date, group: str, student: int, solved: Sequence[str]) -> dict[str, str]:
    """What a code holds, by the columns of the table."""
    names = "; ".join(told(slug).title for slug in solved)
    cells = (group, str(student), day.isoformat(), str(len(solved)), names, code, "")
    return dict(zip(COLUMNS, cells, strict=True))


def refused(code: str, problem: str) -> dict[str, str]:
    """The row of a text that is no code."""
    return {**dict.fromkeys(COLUMNS, ""), "code": code, "problem": problem}


def counted(good: int, refused: int, left: int) -> str:
    """How many codes were read, and how many were not."""
    said = f"{good} {'code holds' if good == 1 else 'codes hold'}"
    said += f", {refused} {'line is' if refused == 1 else 'lines are'} refused" if refused else ""
    said += f", {left} beyond the most that are read at once" if left else ""
    return f"{said}."
