"""What a reader who has looked through the microscope can answer."""

from random import Random

from explainers.core.numerals import numeral
from explainers.core.questions import curves
from explainers.lessons.asking import Asked, Number, Order, Step, chosen, mistaken, shuffled
from explainers.lessons.linearization import LESSON


def _predicted(chance: Random) -> Number:
    asked = curves.predicted(chance)
    return Number(
        f"f(x) = x² at x = {asked.a}. What does the linear picture say of "
        f"f({numeral(asked.a + asked.h)})?",
        asked.truth,
        0.001,
        mistaken(
            (asked.exact, "That is f itself. The linear picture leaves out the remainder, h²."),
            (asked.halved, "The slope of x² is 2x: a factor of 2 is missing."),
            (asked.change, "That is the change. It begins at f(x), which has to be added."),
        ),
        f"f(x) + h·f′(x) = {asked.a}² + {numeral(asked.h)}·{2 * asked.a}. What it misses is "
        f"h² = {numeral(asked.h**2)}.",
        "Begin at f(x), and go on with the slope at x: f(x) + h·f′(x).",
    )


def _remainder(chance: Random) -> Number:
    asked = curves.remainder(chance)
    return Number(
        f"f is smooth, and the derivative right. At h = 0.1 the remainder is 0.00{asked.digit}. "
        "About how much is it at h = 0.01?",
        asked.after(2),
        asked.after(2) / 10,
        mistaken(
            (asked.after(1), "That falls as h does, which is what a wrong derivative leaves."),
            (asked.after(0), "The remainder does not stay: it falls with the square of h."),
            (asked.after(3), "That would be h³, the rule of a more exact formula."),
        ),
        "The remainder falls with h²: a tenth of h leaves a hundredth of it.",
        "A tenth of h leaves a hundredth of the remainder. A power may be typed as 2e-5.",
    )


def _sizes(chance: Random) -> Order:
    return Order(
        "f is smooth, f(x), f′(x) and f″(x) are near 1, and h = 0.01. Put these in order, the "
        "largest first.",
        (
            Step("f(x)", "The value itself is near 1; the others have a factor h or more."),
            Step("h·f′(x)", "The linear change has one factor h: about 0.01."),
            Step("f(x + h) − f(x) − h·f′(x)", "The remainder has two factors h: about 0.00005."),
            Step("the same remainder for h/2", "Half of h leaves a quarter of the remainder."),
        ),
        shuffled(chance, 4),
        "Each has one more factor of h than the one before, and a smaller h leaves less.",
    )


QUESTIONS = (
    chosen(LESSON.question),
    Asked("predicted", _predicted),
    Asked("remainder", _remainder),
    Asked("sizes", _sizes),
)
