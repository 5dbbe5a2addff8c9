"""What a reader of the lesson on descent can answer."""

from random import Random

from explainers.core.numerals import numeral, numerals
from explainers.core.questions import curves
from explainers.lessons.asking import Asked, Given, Number, Place, chosen, mistaken
from explainers.lessons.descent import LESSON


def _step(chance: Random) -> Place:
    asked = curves.step(chance)
    return Place(
        f"θ = {numerals(asked.start)}, the gradient there is {numerals(asked.gradient)}, and the "
        f"rate is {numeral(asked.rate)}. Place θ after one step of descent.",
        "input",
        "point",
        "new θ",
        ("θ₁", "θ₂"),
        6.5,
        (Given("θ", _point(asked.start)),),
        asked.truth,
        0.3,
        0.45,
        mistaken(
            (asked.moved(asked.rate), "That goes uphill: the step is taken against the gradient."),
            (asked.moved(-1), "That is a whole gradient. The rate makes the step shorter."),
            (asked.alone, "That is the step, laid at 0. It begins at θ."),
        ),
        "θ − rate·gradient: against the gradient, as far as the rate says.",
        "Multiply the gradient by the rate, and take that from θ.",
    )


def _batch(chance: Random) -> Number:
    asked = curves.batch(chance)
    first, second = asked.inside
    return Number(
        f"Residuals of 8 samples: {numerals(asked.residuals)}. The loss is the mean of r² over a "
        f"batch of samples {first + 1} and {second + 1}. What is u at sample {first + 1}?",
        asked.truth,
        0.01,
        mistaken(
            (asked.full, "That divides by all 8 samples. The mean is over the 2 in the batch."),
            (asked.total, "That is u for the sum. The mean divides by the 2 in the batch."),
            (asked.halved, "The slope of r² is 2r: a factor of 2 is missing."),
        ),
        "u is the slope of the loss along r: 2r/B inside the batch, and 0 outside.",
        "Differentiate the mean of r² over two samples along this one residual.",
    )


def _limit(chance: Random) -> Number:
    asked = curves.limit(chance)
    return Number(
        f"Plain descent on f(θ) = {numeral(asked.curvature / 2)}·θ², whose curvature is "
        f"{asked.curvature}. Beyond which rate does θ grow at each step?",
        asked.truth,
        asked.truth / 100,
        mistaken(
            (asked.fastest, "That rate comes to 0 in one step. Up to twice it, θ still shrinks."),
            (asked.inverted, "That is the limit upside down: a steeper bend takes a lower rate."),
            (asked.curvature, "That is the curvature. Each step multiplies θ by 1 − rate·λ."),
        ),
        "Each step multiplies θ by 1 − rate·λ, which is −1 at a rate of 2/λ.",
        "Each step multiplies θ by 1 − rate·λ: when is that below −1?",
    )


def _point(pair: tuple[int, ...]) -> tuple[float, float]:
    across, up = pair
    return float(across), float(up)


QUESTIONS = (
    chosen(LESSON.question),
    Asked("step", _step),
    Asked("batch", _batch),
    Asked("limit", _limit),
)
