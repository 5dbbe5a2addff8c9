"""What a reader of the lesson on both products can answer."""

from random import Random

from explainers.core.numerals import numerals
from explainers.core.questions import products
from explainers.lessons.asking import Asked, Number, Place, chosen, mistaken
from explainers.lessons.push_and_pull import LESSON


def _rows(asked: products.Products) -> str:
    return f"J has the rows {numerals(asked.J[0])} and {numerals(asked.J[1])}"


def _push(chance: Random) -> Place:
    asked = products.products(chance)
    return Place(
        f"{_rows(asked)}, and v = {numerals(asked.w)}. Place Jv.",
        "output",
        "push",
        "Jv",
        ("y₁", "y₂"),
        6.0,
        (),
        _point(asked.pushed),
        0.3,
        0.45,
        mistaken(
            (asked.pulled, "That is vᵀJ: the rows were weighted and added. Jv weights columns."),
            (asked.w, "That is v itself, which lives in the input space. Let J act on it."),
            (asked.ones, "That adds up each row, as if v were all ones."),
        ),
        "Each row of J meets v, or, which is the same, the columns are weighted by v and added.",
        "Weight column 1 by v₁ and column 2 by v₂, and add the two arrows.",
    )


def _pull(chance: Random) -> Place:
    asked = products.products(chance)
    return Place(
        f"{_rows(asked)}, and u = {numerals(asked.w)}. Place uᵀJ.",
        "input",
        "pull",
        "uᵀJ",
        ("x₁", "x₂"),
        6.0,
        (),
        _point(asked.pulled),
        0.3,
        0.45,
        mistaken(
            (asked.pushed, "That is Ju: the columns were weighted. J is square, so no shape says."),
            (asked.w, "That is u itself, which lives in the output space. Pull it through J."),
            (asked.column_sums, "That adds up the rows unweighted, as if u were all ones."),
        ),
        "The rows of J are weighted by u and added: uᵀJ is a combination of rows.",
        "Weight row 1 by u₁ and row 2 by u₂, and add the two arrows.",
    )


def _pairing(chance: Random) -> Number:
    asked = products.pairing(chance)
    return Number(
        f"A pull gave uᵀJ = {numerals(asked.pulled)}. Then v = {numerals(asked.v)} is pushed. "
        "What is u·(Jv)?",
        asked.truth,
        0.01,
        mistaken(
            (asked.total, "That is (uᵀJ)·v for a v of ones."),
            (asked.crossed, "The first number of one belongs with the first of the other."),
            (asked.summed, "The two vectors are multiplied, number by number, and then added."),
        ),
        "u·(Jv) = (uᵀJ)·v, so what the pull gave meets v; J itself is not needed.",
        "The two ways to put brackets into uᵀJv give the same number.",
    )


def _point(pair: tuple[int, ...]) -> tuple[float, float]:
    across, up = pair
    return float(across), float(up)


QUESTIONS = (
    chosen(LESSON.question),
    Asked("push", _push),
    Asked("pull", _pull),
    Asked("pairing", _pairing),
)
