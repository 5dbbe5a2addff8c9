"""The lesson on descent."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="descent",
    title="Descent",
    idea="Training is a pull repeated: each step of SGD is one VJP, whose u weights the samples of "
    "the batch by their errors and all other samples by zero.",
    teaser="Five runs down one landscape: drag their starts, raise the rate until they diverge, "
    "and read each step as a weighted sum of rows.",
    question=Question(
        ask="Full-batch descent on a line fit has settled at the minimum. You change the batch "
        "size from N to 1 and leave the rate as it is. What will the runs do there?",
        answers=(
            Answer(
                "Stay, because the gradient at the minimum is zero",
                False,
                "The gradient of the full risk is zero there, since its rows cancel. A batch of "
                "one has a single row, (xᵢ, 1), with u = 2rᵢ, and rᵢ is seldom zero there.",
            ),
            Answer(
                "Wander around it, more closely if the rate is lowered",
                True,
                "Each sample pulls towards lines through itself. The pulls cancel only on average, "
                "so the runs keep moving, by steps in proportion to the rate.",
            ),
            Answer(
                "Move to the true parameters, which the noise had hidden",
                False,
                "Batches are drawn from the sample, so on average they pull towards the minimum "
                "of its risk. The true parameters are not in the data.",
            ),
        ),
    ),
)
