"""What a reader of the lesson on the two sweeps can answer."""

from random import Random

from explainers.core.numerals import numeral
from explainers.core.questions import programs
from explainers.lessons.asking import Asked, Number, Order, Step, chosen, mistaken, shuffled
from explainers.lessons.two_sweeps import LESSON


def _order(chance: Random) -> Order:
    function, slope = chance.choice((("sin", "cos a"), ("exp", "y"), ("log", "1/a")))
    return Order(
        f"Reverse mode runs y = {function}(x₁·x₂). Put its steps in order.",
        (
            Step("a = x₁·x₂", "The way forward comes first, and begins at the inputs."),
            Step(f"y = {function} a", "The value y needs a, and the way back needs both."),
            Step("ȳ = 1", "The way back begins at the output, when the way forward is done."),
            Step(f"ā = ȳ·{slope}", "The adjoint of a is made from that of y."),
            Step("x̄₁ = ā·x₂", "The inputs come last on the way back: they need ā."),
        ),
        shuffled(chance, 5),
        "Forward to the output, keeping what the way back needs; then back from ȳ = 1 to the "
        "inputs.",
    )


def _chain(chance: Random) -> Number:
    asked = programs.chain(chance)
    return Number(
        f"y = x₁·x₂ and z = y², at x = ({asked.x1}, {asked.x2}). Reverse mode starts with z̄ = 1. "
        "What is the adjoint x̄₁?",
        asked.truth,
        0.01,
        mistaken(
            (asked.other, "That is x̄₂: it meets x₁. The adjoint of x₁ meets the other factor."),
            (asked.unchained, "That is the slope of y alone. ȳ = 2y comes in as a factor."),
            (asked.early, "That is ȳ, one step too early: it still has to go through x₁·x₂."),
            (asked.halved, "The slope of y² is 2y: a factor of 2 is missing."),
        ),
        f"ȳ = 2y = {asked.early}, and x̄₁ = ȳ·x₂ = {asked.early}·{asked.x2}.",
        "Go back step by step: first ȳ = 2y, then x̄₁ = ȳ·x₂.",
    )


def _tangent(chance: Random) -> Number:
    asked = programs.tangent(chance)
    return Number(
        f"y = x₁·x₂ at x = ({asked.x1}, {asked.x2}), with tangents ẋ₁ = {numeral(asked.t1)} and "
        f"ẋ₂ = {numeral(asked.t2)}. What is ẏ in forward mode?",
        asked.truth,
        0.01,
        mistaken(
            (asked.multiplied, "Tangents are not multiplied with one another: only one moves."),
            (asked.crossed, "Each tangent meets the other factor, not its own."),
            (asked.half, "That lets x₁ alone move. The tangent of x₂ adds its share."),
        ),
        "The product rule: ẏ = ẋ₁·x₂ + x₁·ẋ₂.",
        "Let one factor move and the other stand, both times, and add.",
    )


QUESTIONS = (
    chosen(LESSON.question),
    Asked("order", _order),
    Asked("chain", _chain),
    Asked("tangent", _tangent),
)
