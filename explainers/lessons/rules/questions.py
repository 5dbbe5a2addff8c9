"""What a reader who has taught rules can answer."""

from random import Random

from explainers.core.numerals import numeral, numerals
from explainers.core.questions import curves, programs
from explainers.lessons.asking import Asked, Choose, Number, chosen, mistaken, same
from explainers.lessons.page import Answer
from explainers.lessons.rules import LESSON


def _backward(chance: Random) -> Number:
    asked = programs.backward(chance)
    low = "₁₂₃"[asked.k]
    return Number(
        f"y = x·w with x = {numerals(asked.x)} and w = {numerals(asked.w)}; the loss is y². What "
        f"is its derivative in w{low}?",
        asked.truth,
        0.01,
        mistaken(
            (asked.of_input, f"That is the derivative in x{low}, which meets w{low}."),
            (asked.ones, "That takes u = 1. The loss y² sends back u = 2y."),
            (asked.halved, "The slope of y² is 2y: a factor of 2 is missing."),
        ),
        f"y = {numeral(asked.y)}, so u = 2y = {numeral(2 * asked.y)} comes back, and meets "
        f"x{low} = {numeral(asked.x[asked.k])}.",
        f"First y = x·w, then u = 2y, then u·x{low}.",
    )


def _drift(chance: Random) -> Number:
    asked = curves.drift(chance)
    first, second = f"{asked.digit}e-3", f"{asked.digit}e-{3 + asked.order}"
    other = 3 - asked.order
    verdict = (
        "A right rule of a smooth function leaves slope 2."
        if asked.order == 2
        else "Slope 1 is what a wrong rule leaves, or a kink."
    )
    return Number(
        f"The remainder of a rule is {numeral(float(first))} at h = 0.1 and "
        f"{numeral(float(second))} at h = 0.01. Which slope has it, in a plot with both axes "
        "logarithmic?",
        asked.order,
        0.05,
        mistaken(
            (other, "Count the zeros: h lost one power of ten; how many did the remainder lose?"),
            (10.0**asked.order, "That is the factor. The slope counts powers of ten."),
        ),
        f"h falls by one power of ten, the remainder by {asked.order}. {verdict}",
        "Powers of ten that the remainder lost, for the one that h lost.",
    )


_KEPT = Choose(
    "You write a backward rule for y = exp x. What is the least that the way forward has to keep "
    "for it?",
    (
        Answer(
            "x and y",
            False,
            "One is enough: the slope of exp at x is y itself.",
        ),
        Answer(
            "Nothing",
            False,
            "That would do for a map whose slope is a constant. The slope of exp depends on x.",
        ),
        Answer(
            "y alone",
            True,
            "The slope of exp is its own value, so x̄ = ȳ·y, and x may be let go.",
        ),
    ),
)

QUESTIONS = (
    chosen(LESSON.question),
    Asked("backward", _backward),
    Asked("drift", _drift),
    same("kept", _KEPT),
)
