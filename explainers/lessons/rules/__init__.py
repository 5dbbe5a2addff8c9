"""The lesson on rules that are taught."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="rules",
    title="Rules you teach",
    idea="A derivative rule is a promise: JAX keeps to it without a check, so check it yourself.",
    teaser="Plant a mistake in a backward rule, and find the direction in which nobody notices.",
    question=Question(
        ask="Your own backward rule has passed the adjoint identity for one u and one v. "
        "What do you know?",
        answers=(
            Answer(
                "The rule is right",
                False,
                "One u and one v compare a single number on each side. With two inputs or more, "
                "every wrong rule has directions v in which the two agree: all those at right "
                "angles to its mistake.",
            ),
            Answer(
                "Training with it will work",
                False,
                "Some wrong rules still go downhill. "
                "A falling loss is no proof of a gradient, and neither is one passed test.",
            ),
            Answer(
                "It is not wrong in this direction, at this x, for this u",
                True,
                "The identity is linear in u and in v, so to prove the rule at x takes one v "
                "for each input and one u for each output. In practice a few random ones "
                "will do: those for which a wrong rule agrees are a thin set, which chance "
                "hardly ever hits.",
            ),
        ),
    ),
)
