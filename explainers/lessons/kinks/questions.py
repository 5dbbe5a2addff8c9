"""What a reader of the lesson on kinks and traps can answer."""

from random import Random

from explainers.core.numerals import numeral
from explainers.core.questions import programs
from explainers.lessons.asking import Asked, Choose, Number, chosen, mistaken, same
from explainers.lessons.kinks import LESSON
from explainers.lessons.page import Answer


def _stopped(chance: Random) -> Number:
    asked = programs.stopped(chance)
    return Number(
        f"f(x) = {asked.c}·x·stop_gradient(x). What does `jax.grad` return at x = {asked.x}?",
        asked.truth,
        0.01,
        mistaken(
            (
                asked.whole,
                f"That is the derivative of {asked.c}·x², which f is worth. The stopped "
                "factor counts as a constant.",
            ),
            (asked.value, "That is the value, which stop_gradient leaves as it is."),
            (asked.none, "Only the stopped factor is a constant: the other x still moves."),
        ),
        f"The stopped factor is a constant worth {asked.x}, so the slope is {asked.c}·{asked.x}.",
        "Put the number x for the stopped factor, and differentiate what is left.",
    )


def _tie(chance: Random) -> Number:
    asked = programs.tie(chance)
    a, b = map(numeral, asked)
    return Number(
        f"`jnp.maximum(a*x, b*x)` with a = {a} and b = {b}, at x = 0, where both are 0. What does "
        "`jax.grad` return?",
        asked.truth,
        0.01,
        mistaken(
            (asked.a, "At a tie JAX does not take the first branch alone."),
            (asked.b, "At a tie JAX does not take the second branch alone."),
            (asked.total, "At a tie each branch counts, but only by half."),
        ),
        f"At a tie JAX gives each branch half: ({a} + {b})/2. There is no derivative; the number "
        "comes back all the same.",
        "At a tie both branches count, and each by half.",
    )


_ROUND = Choose(
    "A loss holds `jnp.round(w)`, and training does not move w at all. Why?",
    (
        Answer(
            "The gradient is NaN at the steps",
            False,
            "NaN would have spread to everything. JAX returns a clean 0.",
        ),
        Answer(
            "Its gradient is 0 everywhere",
            True,
            "Between its steps round is flat, and at them JAX returns 0 as well: nothing comes "
            "back to w.",
        ),
        Answer(
            "JAX refuses to differentiate it",
            False,
            "It refuses whole numbers as inputs, but round takes and returns floats.",
        ),
    ),
)

QUESTIONS = (
    chosen(LESSON.question),
    Asked("stopped", _stopped),
    Asked("tie", _tie),
    same("round", _ROUND),
)
