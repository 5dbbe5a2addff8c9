"""The lesson on Jv and uᵀJ."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="push_and_pull",
    title="Push and pull",
    idea="Jv weights the columns of J and adds them; uᵀJ weights the rows and adds them.",
    teaser="Drag v and see where it lands; drag u and see what it asks of the inputs.",
    question=Question(
        ask="A loss depends on 1000 weights, so J has one row and 1000 columns. You want all "
        "1000 partial derivatives. Which products do you need?",
        answers=(
            Answer(
                "One VJP, with u = 1",
                True,
                "uᵀJ weights the rows of J. There is only one row, and u = 1 returns it whole.",
            ),
            Answer(
                "1000 VJPs, one for each weight",
                False,
                "A VJP already has one number for each input. Its u lives in the output space, "
                "which here has a single dimension, so one VJP says all there is to say.",
            ),
            Answer(
                "One JVP, with v all ones",
                False,
                "Jv is a single number here: the sum of all 1000 partial derivatives. "
                "To keep them apart takes 1000 JVPs, one for each column.",
            ),
        ),
    ),
)
