"""What a reader of the lesson on brackets can answer."""

from random import Random

from explainers.core.questions import costs
from explainers.lessons.asking import (
    Asked,
    Number,
    Order,
    Step,
    chosen,
    mistaken,
    shuffled,
)
from explainers.lessons.brackets import LESSON


def _cost(chance: Random) -> Number:
    asked = costs.brackets(chance)
    d, m, n = asked
    return Number(
        f"A row of {d} numbers meets a {d}×{m} matrix, and what comes out a {m}×{n} matrix. How "
        "many multiplications does that take from the left?",
        asked.truth,
        0.01,
        mistaken(
            (asked.matrices_first, "That multiplies the two matrices first, and the row last."),
            (asked.unfinished, "That is the first product; its row still meets the second matrix."),
            (asked.sizes, "That is the product of the two matrices alone."),
        ),
        f"{d}·{m} for the first product, whose row has {m} numbers, and {m}·{n} for the second.",
        "A row of a numbers times an a×b matrix takes a·b multiplications; there are two products.",
    )


def _sweeps(chance: Random) -> Number:
    asked = costs.sweeps(chance)
    return Number(
        f"A program turns {asked.n} numbers into {asked.m}. With the better mode, how many sweeps "
        "does its whole Jacobian take?",
        min(asked),
        0.01,
        mistaken(
            (max(asked), "That is the other mode, with a sweep for each along the longer side."),
            (asked.n * asked.m, "A sweep gives a whole row or a whole column, not one entry."),
            (1, "One sweep gives one row or one column. There are more of both."),
        ),
        f"J has {asked.m} rows and {asked.n} columns. Forward mode takes a sweep for each column, "
        "reverse mode one for each row: count along the shorter side.",
        "Count rows and columns: reverse mode gives one row a sweep, forward mode one column.",
    )


def _order(chance: Random) -> Order:
    return Order(
        "f = f₃∘f₂∘f₁ has one output and many inputs. Put the steps of reverse mode in order.",
        (
            Step("Run f₁, f₂ and f₃", "Each Jacobian is taken where the program has come to."),
            Step("Start with the row u = (1)", "The way back begins at the one output."),
            Step("Multiply by J₃", "From the left: the row meets the Jacobian of the last step."),
            Step("Multiply by J₂", "The row that J₃ gave comes to the step before it."),
            Step("Multiply by J₁", "Only then is the row as long as there are inputs."),
        ),
        shuffled(chance, 5),
        "u·J₃·J₂·J₁ with brackets from the left: a row at each step, never a matrix.",
    )


QUESTIONS = (
    chosen(LESSON.question),
    Asked("cost", _cost),
    Asked("sweeps", _sweeps),
    Asked("order", _order),
)
