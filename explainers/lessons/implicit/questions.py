"""What a reader of the lesson on implicit derivatives can answer."""

from random import Random

from explainers.core.numerals import numeral
from explainers.core.questions import solutions
from explainers.lessons.asking import Asked, Choose, Number, Place, chosen, mistaken, same
from explainers.lessons.implicit import LESSON
from explainers.lessons.page import Answer


def _slope(chance: Random) -> Number:
    asked = solutions.root(chance)
    return Number(
        f"x² + px = {asked.c} has the solution x = {asked.x} at p = {asked.p}. What is dx/dp "
        "there?",
        asked.truth,
        0.01,
        mistaken(
            (-asked.truth, "That is gₚ/gₓ. The step of x has to undo what p does: −gₚ/gₓ."),
            (asked.upside_down, "That is −gₓ/gₚ, upside down: it tells how p moves with x."),
            (asked.alone, "The term px holds x as well: gₓ = 2x + p."),
        ),
        "gₓ = 2x + p and gₚ = x, and dx/dp = −gₚ/gₓ.",
        "Call x² + px − c g. Move p and x by dp and dx, and let the change of g be 0.",
    )


def _fold(chance: Random) -> Place:
    asked = solutions.fold(chance)
    p, x = asked.truth
    b, c = _signed(asked.b), _signed(asked.c)
    return Place(
        f"x² {b}x = p {c} has two solutions x for large p, and none for small ones. Place the "
        "fold, where they meet and dx/dp grows beyond all bounds.",
        "input",
        "point",
        "fold",
        ("p", "x"),
        6.5,
        (),
        (float(p), float(x)),
        0.3,
        0.45,
        mistaken(
            (asked.mirrored, f"That x has the wrong sign: 2x {b} has to be 0 there."),
            (asked.level, f"There x is 0. What is 0 at a fold is gₓ, and gₓ = 2x {b}."),
            (asked.swapped, "The numbers are right, but p goes across, and x up."),
            (asked.bare, f"The x is right. What it comes to is p {c}, and not p alone."),
        ),
        f"gₓ = 2x {b} is 0 at x = {numeral(x)}, and there p = {numeral(p)}. The curve turns back: "
        "no smaller p has a solution.",
        f"Where does g = x² {b}x − p {_signed(-asked.c)} stop changing with x? Then put that x "
        "into the equation.",
    )


def _signed(number: int) -> str:
    return f"{'−' if number < 0 else '+'} {abs(number)}"


_KEPT = Choose(
    "A fixed-point iteration takes 1000 steps to x. You pull a weighting of x back to p. What has "
    "to be kept of those steps?",
    (
        Answer(
            "By backprop what each of them needs, by the implicit rule only the last x",
            True,
            "Backprop goes back through every step. The implicit rule asks for the Jacobians at "
            "the solution, and for nothing on the way there.",
        ),
        Answer(
            "Both ways what each of them needs, for the gradient depends on all steps",
            False,
            "Where x has converged, it does not depend on the way. The implicit rule needs only "
            "the Jacobians at the solution.",
        ),
        Answer(
            "Both ways only the last x, as each step forgets those before it",
            False,
            "Each step computes its x from the one before. Backprop needs every one on its way "
            "back.",
        ),
    ),
)

_LOOSE = Choose(
    "A solver stops while x is still off by 0.001. You put this x into −gₓ⁻¹gₚ, at a place where "
    "gₓ is far from singular. How far off is dx/dp?",
    (
        Answer(
            "Not at all: the rule is exact",
            False,
            "It is exact at the solution. gₓ and gₚ are taken at an x that is not quite one.",
        ),
        Answer(
            "In general by something like 0.001 as well, and it falls in proportion",
            True,
            "gₓ and gₚ move with x, to first order in proportion. A tenth of the error in x is a "
            "tenth of that in the derivative.",
        ),
        Answer(
            "By about a millionth, the square of it",
            False,
            "So it would be if nothing changed to first order. But gₓ and gₚ do change with x.",
        ),
    ),
)

QUESTIONS = (
    chosen(LESSON.question),
    Asked("slope", _slope),
    Asked("fold", _fold),
    same("kept", _KEPT),
    same("loose", _LOOSE),
)
