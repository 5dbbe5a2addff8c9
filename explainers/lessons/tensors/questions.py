"""What a reader of the lesson on tensors can answer."""

from random import Random

from explainers.core.questions import costs
from explainers.lessons.asking import Asked, Choose, Number, chosen, mistaken, mixed
from explainers.lessons.page import Answer
from explainers.lessons.tensors import LESSON


def _shape(chance: Random) -> Choose:
    asked = costs.axes(chance)
    (a, b), (c, d) = asked.inputs, asked.outputs
    return Choose(
        f"f takes an array of shape ({a}, {b}) and returns one of shape ({c}, {d}). Which shape "
        "does `jax.jacrev(f)(x)` have?",
        mixed(
            chance,
            Answer(
                f"({c}, {d}, {a}, {b})",
                True,
                "The axes of the output come first, then those of the input, as with rows and "
                "columns.",
            ),
            Answer(
                f"({a}, {b}, {c}, {d})",
                False,
                "Here the input comes first. Whichever mode computes it, J is not transposed.",
            ),
            Answer(
                f"({c * d}, {a * b})",
                False,
                "That is the matrix that it folds into. JAX flattens nothing by itself.",
            ),
            Answer(
                f"({d}, {c}, {b}, {a})",
                False,
                "Output before input is right, but within each the axes stay in their order.",
            ),
        ),
    )


def _entries(chance: Random) -> Number:
    asked = costs.axes(chance)
    (a, b), (c, d) = asked.inputs, asked.outputs
    return Number(
        f"f takes an array of shape ({a}, {b}) and returns one of shape ({c}, {d}). How many "
        "entries does its Jacobian have?",
        asked.entries,
        0.01,
        mistaken(
            (asked.n + asked.m, "There is an entry for each pair, so the counts are multiplied."),
            (asked.m, "That counts the outputs. Each has a number for each input."),
            (asked.n, "That counts the inputs. Each has a number for each output."),
        ),
        f"{asked.m} outputs, each with a number for each of {asked.n} inputs.",
        "Count outputs and inputs: there is one entry for each pair.",
    )


def _touched(chance: Random) -> Number:
    b, a, c = costs.layer(chance)
    return Number(
        f"X of shape ({b}, {a}) is multiplied by W of shape ({a}, {c}). On how many entries of W "
        "does one entry of XW depend?",
        a,
        0.01,
        mistaken(
            (a * c, "That is all of W. One entry of XW meets a single column of it."),
            (c, "That is a row of W. Entry (i, k) of XW meets column k."),
            (b, "That is the size of the batch, which W knows nothing of."),
        ),
        f"One column of W, which has {a} entries; the other entries of J are 0 there.",
        "Entry (i, k) is row i of X times a column of W.",
    )


QUESTIONS = (
    chosen(LESSON.question),
    Asked("shape", _shape),
    Asked("entries", _entries),
    Asked("touched", _touched),
)
