"""What a reader of the lesson on the Jacobian can answer."""

from random import Random

from explainers.core.numerals import numeral
from explainers.core.questions import products
from explainers.lessons.asking import Asked, Cell, Number, chosen, mistaken
from explainers.lessons.jacobian import LESSON


def _entry(chance: Random) -> Cell:
    asked = products.entry(chance)
    row, column = asked.row + 1, asked.column + 1

    def why(i: int, j: int) -> str:
        told = f"Row {i}, column {j} tells how fast y{_LOW[i]} moves when x{_LOW[j]} moves"
        if (i, j) == (row, column):
            return f"{told}: rows belong to outputs, columns to inputs."
        if (i, j) == (column, row):
            return f"{told}. Row and column are taken for one another."
        return f"{told}."

    return Cell(
        "J of a map with three inputs and two outputs. Which entry tells how fast "
        f"y{_LOW[row]} moves when only x{_LOW[column]} moves?",
        "J",
        tuple(tuple(map(numeral, numbers)) for numbers in asked.J),
        tuple(tuple(why(i, j) for j in (1, 2, 3)) for i in (1, 2)),
        (asked.row, asked.column),
    )


_LOW = "₀₁₂₃"


def _slope(chance: Random) -> Number:
    asked = products.slope(chance)
    a, b, p, q = asked
    return Number(
        f"f(x) = (x₁² + {a}·x₂, {b}·x₁·x₂) at x = ({p}, {q}). Which number stands in row 2, "
        "column 2 of J?",
        asked.truth,
        0.01,
        mistaken(
            (asked.other_column, "That is row 2, column 1: x₁ moved instead of x₂."),
            (asked.other_row, "That is row 1, column 2: the slope of the first output."),
            (asked.value, "That is y₂ itself. J holds how fast it moves, not how large it is."),
            (asked.factor, "x₂ is multiplied by x₁, too: the slope along x₂ keeps that factor."),
        ),
        f"Row 2 is about y₂ = {b}·x₁·x₂, column 2 about x₂: the slope is {b}·x₁, and x₁ is {p}.",
        "Take the second output, and let x₂ alone move; then put in x.",
    )


def _column(chance: Random) -> Number:
    asked = products.sizes(chance)
    return Number(
        f"f has {asked.n} inputs and {asked.m} outputs. How many numbers stand in one column of J?",
        asked.m,
        0.01,
        mistaken(
            (asked.n, "That is a row: one output, with one number for each input."),
            (asked.n * asked.m, "That is the whole table."),
            (asked.n + asked.m, "Inputs and outputs are not in one list."),
        ),
        "A column belongs to one input, and has one number for each output.",
        "A column tells how all outputs move when one input moves.",
    )


QUESTIONS = (
    chosen(LESSON.question),
    Asked("entry", _entry),
    Asked("slope", _slope),
    Asked("column", _column),
)
