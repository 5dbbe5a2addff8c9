"""The lesson on the derivative of what solves an equation."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="implicit",
    title="Implicit derivatives",
    idea="A solution x of g(x, p) = 0 has a derivative in p, and the equation alone gives it, "
    "whatever the solver did: −gₓ⁻¹gₚ.",
    teaser="Drag p and watch the solution follow, up to a fold, through an inflection, across a "
    "crossing.",
    question=Question(
        ask="1000 numbers x solve an equation that holds a million parameters p. You have the "
        "gradient u of a loss in x, and want that in all of p. How many linear systems with gₓ "
        "have to be solved?",
        answers=(
            Answer(
                "A million: each parameter moves x in its own way",
                False,
                "That is the way of pushes, one for each dp. A pull weights the moves of x before "
                "any of them is computed.",
            ),
            Answer(
                "1000: one for each row of dx/dp",
                False,
                "That would be all of dx/dp. Only its rows weighted by u are asked for, and their "
                "sum takes a single system.",
            ),
            Answer(
                "One",
                True,
                "λᵀgₓ = uᵀ is solved for λ, and −λᵀgₚ is the gradient in all of p at once.",
            ),
        ),
    ),
)
