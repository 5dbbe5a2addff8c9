"""The lesson on curvature and Hessian-vector products."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="curvature",
    title="Curvature",
    idea="The Hessian is the Jacobian of the gradient, and multiplying by it takes one push "
    "through the pull, without the Hessian.",
    teaser="See where f bends, push v through its gradient, and race Newton against descent.",
    question=Question(
        ask="A loss has a million weights. You want Hv for one direction v. What does it take?",
        answers=(
            Answer(
                "The Hessian first, then a product with v",
                False,
                "The Hessian has 10¹² entries, which is 8 terabytes in float64. None of them is "
                "needed one by one.",
            ),
            Answer(
                "A forward sweep through the program of the gradient",
                True,
                "The gradient is a map from a million numbers to a million numbers, and Hv is its "
                "Jacobian times v: one JVP. It costs a few gradients, whatever the number of "
                "weights.",
            ),
            Answer(
                "A million gradients",
                False,
                "That is what differences of the gradient along every axis would take for the "
                "whole Hessian. Along v alone there is a single direction to push.",
            ),
        ),
    ),
)
