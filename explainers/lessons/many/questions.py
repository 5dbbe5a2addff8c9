"""What a reader of the lesson on many products can answer."""

from random import Random

from explainers.core.numerals import numeral, numerals
from explainers.core.questions import estimates
from explainers.lessons.asking import Asked, Choose, Number, Place, chosen, mistaken, same
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


def _forward(chance: Random) -> Place:
    asked = estimates.forward(chance)
    across, up = asked.truth
    return Place(
        f"The gradient of f is g = {numerals(asked.g)}. One push along v = "
        f"{numerals(asked.v)} tells g·v. Place the forward gradient that comes of it.",
        "input",
        "pull",
        "(g·v)v",
        ("x₁", "x₂"),
        6.5,
        (),
        (float(across), float(up)),
        0.3,
        0.45,
        mistaken(
            (asked.g, "That is g, on which the mean settles. One product knows it along v only."),
            (
                asked.projected,
                "That is divided by v·v = 2: what of g lies along v. Its mean is half of g.",
            ),
            (asked.entrywise, "That is v ⊙ g. A push does not tell entries of g, but their sum."),
            (asked.v, "That is v alone. It is still to be multiplied by g·v."),
        ),
        f"g·v = {numeral(asked.slope)}, and that many v. A single one is off by the length of g "
        "here, and the mean over all signs is g.",
        "First the one number g·v, which multiplies all of v then.",
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
    Asked("forward", _forward),
    same("chunk", _CHUNK),
    same("sign", _SIGN),
)
