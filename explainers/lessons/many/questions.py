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


def _density(chance: Random) -> Number:
    asked = estimates.flowed(chance)
    first, second = map(numerals, asked.A)
    own = " and ".join(map(numerals, asked.stretched))
    volume = numeral(asked.volume)
    grows = (
        "Volumes grow, and what lies in them is spread more thinly."
        if asked.volume > 1
        else "Volumes shrink, and what lies in them comes closer together."
    )
    return Number(
        "A flow takes x to z = x + g(x), and no other point goes to that z. At x the Jacobian A of "
        f"g has the rows {first} and {second}, and log p(x) = {numeral(asked.log_p)}. What is "
        "log p(z)? Take 0.693 for log 2.",
        asked.truth,
        0.01,
        mistaken(
            (
                asked.plus,
                "That is the usual sign mistake. The plus belongs to the J of the map that leads "
                "back.",
            ),
            (asked.without_identity, "That is with A alone. The Jacobian of the flow is I + A."),
            (
                asked.first_term,
                "That takes the trace of A for log det(I + A), but it is only a first term.",
            ),
            (
                asked.without_logarithm,
                "That subtracts the determinant. Its logarithm is asked for.",
            ),
        ),
        f"I + A has the rows {own}, and its determinant is {volume}: log p(z) = log p(x) − "
        f"log {volume}. {grows}",
        "How large does the flow make a small volume at x? Its Jacobian there is I + A.",
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

QUESTIONS = (
    chosen(LESSON.question),
    Asked("sample", _sample),
    Asked("forward", _forward),
    same("chunk", _CHUNK),
    Asked("density", _density),
)
