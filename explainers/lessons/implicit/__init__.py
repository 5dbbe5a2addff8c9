"""The lesson on the derivative of what solves an equation."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="implicit",
    title="Implicit derivatives",
    idea="What solves an equation g(x, p) = 0 has a derivative in p, and the equation gives it: "
    "−gₓ⁻¹ gₚ. Nothing of the solver is differentiated.",
    teaser="Drag p and watch the solution follow, up to a fold, through an inflection, across a "
    "crossing.",
    question=Question(
        ask="x solves x³ + x = p. At p = 2 the solution is x = 1. What is dx/dp there?",
        answers=(
            Answer(
                "4",
                False,
                "That is gₓ = 3x² + 1, so dp/dx: how p has to change with x. Its inverse is "
                "what was asked.",
            ),
            Answer(
                "1/4",
                True,
                "g = x³ + x − p has gₓ = 4 and gₚ = −1. So dx/dp = −gₓ⁻¹ gₚ = 1/4.",
            ),
            Answer(
                "−1/4",
                False,
                "The minus in −gₓ⁻¹ gₚ meets the minus of gₚ = −1. A larger p needs a larger x.",
            ),
        ),
    ),
)
