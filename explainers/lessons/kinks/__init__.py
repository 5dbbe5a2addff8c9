"""The lesson on derivatives that mislead."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="kinks",
    title="Kinks and traps",
    idea="Where f has no derivative, or the program hides it, a number comes back all the same.",
    teaser="Drag x through each kink, and compare the slopes on either side with what forward and "
    "reverse mode return.",
    question=Question(
        ask="A loss holds `jnp.where(x > 0, jnp.sqrt(x), 0.0)`. For x = 0 its value is 0 and its "
        "gradient NaN. What mends it?",
        answers=(
            Answer(
                "Replace NaN by 0 in the gradient",
                False,
                "By then NaN may have spread to every weight that shares the sum, and other "
                "mistakes are hidden along with this one.",
            ),
            Answer(
                "`jnp.maximum(x, 0.0)` inside the root",
                False,
                "The larger of 0 and 0 is 0, so the root still has an infinite slope there, and 0 "
                "times ∞ is NaN again. maximum only halves it.",
            ),
            Answer(
                "A second where inside the root: `jnp.sqrt(jnp.where(x > 0, x, 1.0))`",
                True,
                "The branch that is not taken now gets the input 1, where the slope of the root "
                "is finite; what comes back through it is 0 times a number.",
            ),
        ),
    ),
)
