"""The items of the test: where things live first, then sweeps, numbers and what they mean."""

from random import Random
from typing import NamedTuple

from explainers.core.numerals import numerals
from explainers.core.questions import costs, products
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


def _pushed(chance: Random) -> Number:
    n, m = products.sizes(chance)
    return Number(
        f"A function takes {n} numbers and returns {m}. How many numbers has Jv?",
        m,
        0.01,
        mistaken((n, "That is v."), (n * m, "That is all of J.")),
        "Jv is a change of the outputs.",
        "Jv lives where the outputs are.",
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


def _gradient(chance: Random) -> Number:
    weights = chance.choice((50, 200, 3000, 40000))
    return Number(
        f"A loss is one number that depends on {weights} weights. How many sweeps of reverse mode "
        "does its whole gradient take?",
        1,
        0.01,
        mistaken(
            (weights, "That is what forward mode takes."),
            (2 * weights, "That is what differences take."),
        ),
        "J has a single row, and a reverse sweep gives a row.",
        "A reverse sweep gives a whole row of J.",
    )


def _mode(chance: Random) -> Choose:
    n, m = costs.sweeps(chance)
    names = ("Forward mode", "Reverse mode") if n < m else ("Reverse mode", "Forward mode")
    few, many = sorted((n, m))
    return Choose(
        f"A model of an experiment has {n} parameters and predicts {m} readings. All of J is asked "
        "for. Which is cheaper?",
        _answers(
            chance,
            f"{names[0]}, {few} sweeps",
            (f"{names[1]}, {many} sweeps", "The other mode takes fewer."),
            (f"{names[0]}, 1 sweep", "One sweep gives one row or one column."),
            (f"{names[1]}, 1 sweep", "One sweep gives one row or one column."),
            why="A sweep for each along the shorter side of J.",
        ),
    )


def _first_of_push(chance: Random) -> Number:
    case = products.products(chance)
    return Number(
        f"J has the rows {numerals(case.J[0])} and {numerals(case.J[1])}. What is the first number "
        f"of Jv for v = {numerals(case.w)}?",
        case.pushed[0],
        0.01,
        mistaken(
            (case.pulled[0], "That is the first number of vᵀJ."),
            (case.ones[0], "That is the sum of the row."),
        ),
        "The first row meets v.",
        "Row 1 of J times v, number by number, added.",
    )


def _second_of_pull(chance: Random) -> Number:
    case = products.products(chance)
    return Number(
        f"J has the rows {numerals(case.J[0])} and {numerals(case.J[1])}. What is the second "
        f"number of uᵀJ for u = {numerals(case.w)}?",
        case.pulled[1],
        0.01,
        mistaken(
            (case.pushed[1], "That is the second number of Ju."),
            (case.column_sums[1], "That is the sum of the column."),
        ),
        "u meets the second column.",
        "u times column 2 of J, number by number, added.",
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
    Item("spaces", Asked("pushed", _pushed)),
    Item("spaces", Asked("question", _question)),
    Item("spaces", Asked("pulled", _pulled)),
    Item("spaces", Asked("shape", _shape)),
    Item("spaces", Asked("returned", _returned)),
    Item("sweeps", Asked("sweep", _sweep)),
    Item("sweeps", Asked("gradient", _gradient)),
    Item("sweeps", Asked("mode", _mode)),
    Item("products", Asked("push_by_hand", _first_of_push)),
    Item("products", Asked("pull_by_hand", _second_of_pull)),
    Item("products", Asked("meaning", _meaning)),
)
