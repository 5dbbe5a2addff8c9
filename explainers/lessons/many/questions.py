"""What a reader of the lesson on many products can answer."""

from random import Random

from explainers.core.numerals import numerals
from explainers.core.questions import estimates
from explainers.lessons.asking import Asked, Choose, Number, chosen, mistaken, same
from explainers.lessons.many import LESSON
from explainers.lessons.page import Answer


def _sample(chance: Random) -> Number:
    asked = estimates.sampled(chance)
    first, second = map(numerals, asked.J)
    return Number(
        f"J has the rows {first} and {second}. What does a product with v = {numerals(asked.v)} "
        "say of the trace?",
        asked.truth,
        0.01,
        mistaken(
            (asked.trace, "That is the trace itself. One product is off by what signs have left."),
            (asked.total, "That is the sum of all entries, without the signs of v."),
            (asked.summed, "That is the sum of Jv. It is weighted by v once more: v·Jv."),
        ),
        "v·Jv: push v forward, and weight what comes by v.",
        "First Jv, row by row. Then its entries, weighted by those of v.",
    )


def _settled(chance: Random) -> Number:
    asked = estimates.settling(chance)
    return Number(
        f"One product estimates a trace with a standard error of {asked.one}. What is the standard "
        f"error of the mean of {asked.products} independent products?",
        asked.truth,
        0.001,
        mistaken(
            (asked.one, "That is the error of one product. A mean of many is nearer."),
            (
                asked.one / asked.products,
                "That divides by the count. Errors of independent products add by their squares.",
            ),
            (asked.one * asked.root, "That is the error of the sum, not of the mean."),
        ),
        f"The error of a mean falls with the root of the count, √{asked.products} = {asked.root}.",
        "Squares of independent errors add up, and the mean divides the root of that by the count.",
    )


_CHUNK = Choose(
    "`jax.vmap` pushes all n columns of J at once, and memory runs out. What needs less memory and "
    "gives the same J?",
    (
        Answer(
            "`jax.jacrev` in place of it",
            False,
            "That pulls all m rows at once, each through every value on the way: for a square J "
            "that is just as much, with the residuals on top.",
        ),
        Answer(
            "`jax.lax.map` with a batch_size below n",
            True,
            "It pushes so many columns at a time, and keeps the tangents of one chunk only.",
        ),
        Answer(
            "Random v in place of the columns",
            False,
            "Means of random products say something of J, with an error, but not what J is.",
        ),
    ),
)

_SIGN = Choose(
    "A flow y = f(z) doubles every length of the line, and z is normal with density 0.4 at 0. What "
    "is the density of y at f(0)?",
    (
        Answer(
            "0.8",
            False,
            "That is the sign mistake: log p(z) + log 2. This density would enclose 4.",
        ),
        Answer(
            "0.4",
            False,
            "Twice as wide and as high as before, it would enclose 2.",
        ),
        Answer(
            "0.2",
            True,
            "What was there is spread over twice the length: log p(y) = log p(z) − log 2.",
        ),
    ),
)

QUESTIONS = (
    chosen(LESSON.question),
    Asked("sample", _sample),
    Asked("settled", _settled),
    same("chunk", _CHUNK),
    same("sign", _SIGN),
)
