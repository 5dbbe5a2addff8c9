"""What a worksheet says: what its puzzles ask on paper, where nothing can be dragged."""

from collections.abc import Sequence

from explainers.core.numerals import numeral, numerals, subscript

TITLE = "Pushes and pulls on paper"
PUZZLES, QUESTIONS, KEY = "Puzzles", "Questions", "Key"
NAME, DATE = "Name", "Date"
GIVEN, WANTED, ROOM = "Given", "Wanted", "How you found it"
OPEN = "Where several solutions fit, each of them counts."
ONE = "One solution"
INPUT, OUTPUT = "Input space", "Output space"
TARGET = "target"
ANSWER, MARK = "Answer", "Mark it in the table."

ON_PAPER = {
    "aim-push": "Find the v whose Jv is the target {target} in the output space.",
    "aim-pull": "Find the u whose uᵀJ is {target}.",
    "silent-step": "Find a step v of length 1.5 or more that no output notices: Jv = 0.",
    "match-table": "Find the x where J is the table with the rows {top} and {bottom}.",
    "pure-turn": "Find an x where J only turns: every v keeps its length, |Jv| = |v|, and right "
    "angles stay.",
    "quarter-turn": "The derivative of z² is 2z. Find the z where J turns every step to the {way} "
    "by a quarter and makes it {stretch} times as long.",
    "all-signs": "With entries 1 and −1 in v, v·Jv estimates the trace of J. Find an x, at least 1 "
    "from 0, where each such v gives it exactly.",
    "hidden-swap": "Somebody wrote vᵀJ for Jv. Find an x where no v could show the mistake: J "
    "symmetric to within 6 %.",
    "budget": "Put brackets into the product, and number them in their order, so that it takes at "
    "most {par} multiplications and never holds more than {room} numbers beside the factors.",
    "fewest-products": "Give {what} colours, so that {few} products tell all of J. {rule}",
    "slope-to-order": "Find a solution of {equation} at which dx/dp is {slope}.",
    "few-slots": "A chain has {steps} steps, and a reverse sweep goes back through them from the "
    "last. Mark the states that are kept on the way out, so that at most {par} steps are "
    "recomputed with {slots} slots. The start takes one of them; a slot that becomes free on the "
    "way back is used again as well as can be.",
    "repair-listing": "This listing should give {asks}, and one line is wrong. Write down what "
    "should stand there.",
    "straight-arm": "Find a pose in which the arm loses a direction: its smaller stretch at most "
    "2 % of its larger. Then find a force u, at least 0.5 long, that no joint feels.",
}
"""Statements of puzzles that speak of hands on the page."""


def group(seed: str, student: int) -> str:
    """Whose worksheet it is."""
    return f"{seed}, student {student}" if student else seed


def at(x: Sequence[float]) -> str:
    """Where f is looked at."""
    return f"x = {numerals(x, 4)}"


def solution(name: str, numbers: Sequence[float]) -> str:
    """What hands would hold."""
    return f"{name} = {numerals(numbers, 4)}"


def found(p: float, x: float) -> str:
    """A solution, about."""
    return f"p ≈ {numeral(p)}, x ≈ {numeral(x)}"


def line(number: int) -> str:
    """A line of a listing, by its number from 0."""
    return f"line {number + 1}"


def cell(row: int, column: int) -> str:
    """An entry of a table, by its row and column from 0."""
    return f"Row {row + 1}, column {column + 1}."


def colours(columns: Sequence[str], rows: Sequence[str]) -> str:
    """The colours of a Jacobian; a dash for none."""
    parts = [f"columns {', '.join(columns)}"]
    if any(rows):
        parts.append(f"rows {', '.join(row or '–' for row in rows)}")
    return "; ".join(parts)


def states(numbers: Sequence[int]) -> str:
    """States of a chain by their names."""
    return ", ".join(f"x{subscript(number)}" for number in numbers)


def product(name: str, numbers: Sequence[float]) -> str:
    """What comes of it, as exactly as it was told."""
    return f"{name} ≈ {numerals([round(z, 2) + 0.0 for z in numbers])}"
