"""What a reader of the lesson on curvature can answer."""

from random import Random

from explainers.core.numerals import numeral, numerals
from explainers.core.questions import curves
from explainers.lessons.asking import Asked, Number, Place, chosen, mistaken
from explainers.lessons.curvature import LESSON


def _product(chance: Random) -> Place:
    asked = curves.bent(chance)
    across, up = asked.truth
    return Place(
        f"The Hessian has the rows {numerals(asked.H[0])} and {numerals(asked.H[1])}, and "
        f"v = {numerals(asked.v)}. Place Hv: how the gradient moves along v.",
        "input",
        "push",
        "Hv",
        ("x₁", "x₂"),
        6.0,
        (),
        (float(across), float(up)),
        0.3,
        0.45,
        mistaken(
            (asked.v, "That is v itself. Let H act on it."),
            (asked.diagonal, "That leaves out the mixed derivatives, beside the diagonal."),
            (asked.ones, "That adds up each row, as if v were all ones."),
        ),
        "Each row of H meets v; H is the Jacobian of the gradient, so Hv is a push through it.",
        "Weight column 1 by v₁ and column 2 by v₂, and add.",
    )


def _entry(chance: Random) -> Number:
    asked = curves.quadratic(chance)
    a, b, c = asked
    return Number(
        f"f(x) = {a}·x₁² + {b}·x₁·x₂ + {c}·x₂². Which number stands in row 1, column 1 of its "
        "Hessian?",
        2 * a,
        0.01,
        mistaken(
            (a, "Twice differentiated, x₁² leaves a factor of 2."),
            (b, "That is the mixed derivative, in row 1, column 2."),
            (2 * c, "That is row 2, column 2: along x₂ twice."),
        ),
        f"The slope along x₁ is {2 * a}·x₁ + {b}·x₂, and its slope along x₁ is {2 * a}.",
        "Differentiate along x₁, and what comes out along x₁ again.",
    )


def _newton(chance: Random) -> Number:
    asked = curves.newton(chance)
    return Number(
        f"At θ = {asked.at} the slope is {numeral(asked.slope)} and the curvature {asked.bend}. "
        "Where does one step of Newton's method land?",
        asked.truth,
        0.01,
        mistaken(
            (asked.uphill, "The sign is wrong: the slope is taken away, not added."),
            (asked.alone, "That is the step. It begins at θ."),
            (asked.gradient, "That is a step of descent. Newton divides by the curvature."),
        ),
        "θ − slope/curvature: there the slope would be 0, if the curvature stayed as it is.",
        "Follow the slope, which changes by the curvature, to where it is 0.",
    )


def _gauss(chance: Random) -> Number:
    asked = curves.weighed(chance)
    return Number(
        f"f is the sum of two squared errors, whose Jacobian J has the rows {numerals(asked.J[0])} "
        f"and {numerals(asked.J[1])}. With v = {numerals(asked.v)}, which number is the first "
        "entry of Gv, the Gauss–Newton matrix times v?",
        asked.truth,
        0.01,
        mistaken(
            (asked.unweighed, "That is JᵀJv. A square has the curvature 2, which weights Jv."),
            (asked.pushed, "That is pushed and weighed. It lives with the errors: pull it back."),
            (asked.turned, "That pulls first and then pushes. v is an input: push it first."),
        ),
        "Push: Jv. Weigh: 2·Jv, as ℓ″ is 2 for a square. Pull: Jᵀ(2·Jv).",
        "Jv has an entry for each error. Double it, and let the first column of J meet it.",
    )


QUESTIONS = (
    chosen(LESSON.question),
    Asked("product", _product),
    Asked("entry", _entry),
    Asked("newton", _newton),
    Asked("gauss", _gauss),
)
