"""The items of the test: where things live first, then sweeps, and what products tell."""

from random import Random
from typing import NamedTuple

from explainers.core.numerals import numerals
from explainers.core.questions import products
from explainers.lessons.asking import Asked, Choose, Number, mistaken, mixed
from explainers.lessons.page import Answer


class Item(NamedTuple):
    """One item, and what it is about."""

    topic: str
    asked: Asked


def _answers(chance: Random, right: str, *wrong: tuple[str, str], why: str) -> tuple[Answer, ...]:
    others = (Answer(text, False, told) for text, told in wrong)
    return mixed(chance, Answer(right, True, why), *others)


def _direction(chance: Random) -> Choose:
    n, m = products.sizes(chance)
    return Choose(
        f"A function takes {n} numbers and returns {m}. How many numbers has the direction v of a "
        "push, Jv?",
        _answers(
            chance,
            f"{n}",
            (f"{m}", "v goes in where the inputs are."),
            (f"{n * m}", "That is all of J."),
            (f"{n + m}", "Inputs and outputs are not in one list."),
            why="v is a direction of the inputs.",
        ),
    )


def _question(chance: Random) -> Number:
    n, m = products.sizes(chance)
    return Number(
        f"A function takes {n} numbers and returns {m}. How many numbers has the u of a pull, uᵀJ?",
        m,
        0.01,
        mistaken((n, "That is the result of the pull."), (n * m, "That is all of J.")),
        "u weights the outputs.",
        "u lives where the outputs are.",
    )


def _pulled(chance: Random) -> Number:
    n, m = products.sizes(chance)
    return Number(
        f"A function takes {n} numbers and returns {m}. How many numbers has uᵀJ?",
        n,
        0.01,
        mistaken((m, "That is u."), (n * m, "That is all of J.")),
        "uᵀJ has one number for each input.",
        "uᵀJ lives where the inputs are.",
    )


def _transposed(chance: Random) -> Choose:
    n, m = products.sizes(chance)
    return Choose(
        f"f is linear and takes {n} numbers to {m}. `jax.linear_transpose(f, x)` gives its "
        "transpose, as a function. In which space does the result of that function live?",
        _answers(
            chance,
            f"In the input space: {n} numbers",
            (f"In the output space: {m} numbers", "That is where its argument lives."),
            (f"In the input space: {m} numbers", "The input space has as many as f takes."),
            (f"In the output space: {n} numbers", "The output space has as many as f returns."),
            why="A transpose leads back: it is the pull of f, the same at every x.",
        ),
    )


def _shape(chance: Random) -> Choose:
    n, m = products.sizes(chance)
    return Choose(
        f"A function takes {n} numbers and returns {m}. How many rows and columns has its J?",
        _answers(
            chance,
            f"{m} rows, {n} columns",
            (f"{n} rows, {m} columns", "Rows belong to outputs."),
            (f"{n} rows, {n} columns", "J is square only where inputs and outputs are as many."),
            (f"{m} rows, {m} columns", "J is square only where inputs and outputs are as many."),
            why="A row for each output, a column for each input.",
        ),
    )


def _returned(chance: Random) -> Choose:
    n, m = products.sizes(chance)
    return Choose(
        f"f takes an array of {n} numbers and returns one of {m}. What does `jax.vjp(f, x)` "
        "return?",
        _answers(
            chance,
            f"f(x), and a function that takes {m} numbers",
            (f"f(x), and a function that takes {n} numbers", "The function takes u."),
            (f"f(x), and an array of {n} numbers", "There is no u yet to pull."),
            (f"An array of {m}×{n} numbers", "That is J, which jacrev returns."),
            why="The value, and a function of u that may be called many times.",
        ),
    )


def _sweep(chance: Random) -> Choose:
    n, m = products.sizes(chance)
    forward = chance.random() < 0.5
    name, right, wrong = ("forward", "column", "row") if forward else ("reverse", "row", "column")
    length = {"column": m, "row": n}
    return Choose(
        f"J has {m} rows and {n} columns. What can a single sweep of {name} mode give of it?",
        _answers(
            chance,
            f"One {right}, {length[right]} numbers",
            (f"One {wrong}, {length[wrong]} numbers", "That takes the other mode."),
            ("One entry", "A sweep gives more at once."),
            (f"All {m * n} entries", "That takes several sweeps."),
            why="Forward mode gives a combination of columns, reverse mode one of rows.",
        ),
    )


def _residual(chance: Random) -> Number:
    steps = chance.randint(5, 9)
    step = chance.randint(2, steps - 1)
    return Number(
        f"Reverse mode runs a chain of {steps} steps, and then back. Step {step} keeps a residual "
        "for its own way back. How many steps are run after it is kept and before it is used, "
        "those forward and those back together?",
        2 * (steps - step),
        0.01,
        mistaken(
            (steps - step, "Those are the steps forward. The way back comes through them, too."),
            (2 * (step - 1), "Those steps come before it is kept and after it is used."),
            (steps, "Only the steps after this one come between."),
        ),
        "All steps after it run forward, and are gone back through first.",
        "What is kept last is used first.",
    )


def _diagonal(chance: Random) -> Number:
    n = chance.randint(4, 40)
    return Number(
        f"A loss depends on {n} weights, and nothing is known of zeros in its Hessian H. How many "
        "products Hv does the whole diagonal of H take, if it is to be exact?",
        n,
        0.01,
        mistaken(
            (1, "A product with ones gives the sums of the rows."),
            (n * n, "A product gives a column, not a single entry."),
            (n * (n + 1) // 2, "Those are the entries that can differ. A product gives a column."),
        ),
        "One for each column: the diagonal alone takes as many as all of H.",
        "Each product with a direction eᵢ shows one entry of the diagonal.",
    )


def _need(chance: Random) -> Choose:
    n, m = products.sizes(chance)
    return Choose(
        f"A telescope has {n} screws and {m} readings. All screws are turned a little, each by an "
        "amount that is known. What is the least that tells how all readings change?",
        _answers(
            chance,
            "One push, with the turns as v",
            ("One pull, with the turns as u", "The turns are of inputs, and u weights outputs."),
            (f"{n} pushes, one for each screw", "They tell all of J. One direction is asked for."),
            (f"{m} pulls, one for each reading", "They tell all of J. One direction is asked for."),
            why="The turns are one direction of the inputs, and a push takes it to all outputs.",
        ),
    )


def _unit(chance: Random) -> Choose:
    n, m = products.sizes(chance)
    return Choose(
        f"A function takes {n} lengths in metres and returns {m} times in seconds. Each number of "
        "u is a price, in euros per second. In which unit is each number of uᵀJ?",
        _answers(
            chance,
            "Euros per metre",
            ("Euros per second", "That is the unit of u."),
            ("Seconds per metre", "That is the unit of J."),
            ("Metres", "uᵀJ has a number for each input, but is no change of the inputs."),
            why="uᵀJ weights changes of the inputs, in metres, and gives euros, as u·(Jv) does.",
        ),
    )


def _meaning(chance: Random) -> Choose:
    case = products.pairing(chance)
    return Choose(
        f"f has two outputs, and u = {numerals(case.v)}. What does uᵀJ tell?",
        _answers(
            chance,
            "How fast u·f(x) grows when each input grows",
            (
                "By how much to change the inputs so that f(x) changes by u",
                "That takes an inverse.",
            ),
            ("By how much f(x) changes along u", "u is no direction of the inputs."),
            ("Which inputs give f(x) = u", "A derivative solves no equation."),
            why="uᵀJ is the gradient of u·f(x).",
        ),
    )


ITEMS = (
    Item("spaces", Asked("direction", _direction)),
    Item("spaces", Asked("question", _question)),
    Item("spaces", Asked("pulled", _pulled)),
    Item("spaces", Asked("transposed", _transposed)),
    Item("spaces", Asked("shape", _shape)),
    Item("spaces", Asked("returned", _returned)),
    Item("sweeps", Asked("sweep", _sweep)),
    Item("sweeps", Asked("residual", _residual)),
    Item("sweeps", Asked("diagonal", _diagonal)),
    Item("products", Asked("need", _need)),
    Item("products", Asked("unit", _unit)),
    Item("products", Asked("meaning", _meaning)),
)
