"""The lesson on the forward and the reverse sweep."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="two_sweeps",
    title="One program, two sweeps",
    idea="Forward mode carries a tangent along with each value; reverse mode keeps what it needs, "
    "then carries cotangents back.",
    teaser="Play a program forward and back, one operation at a time, and see what each way holds.",
    question=Question(
        ask="You run twice as many Euler steps and ask for the gradient of one final number. "
        "What happens to the numbers that have to be held at once?",
        answers=(
            Answer(
                "Forward mode holds twice as many, reverse mode as many as before",
                False,
                "It is the other way round. A forward sweep lets go of each value, and of its "
                "tangent, as soon as no later operation needs it.",
            ),
            Answer(
                "Both hold as many as before",
                False,
                "That is true of forward mode. But reverse mode cannot begin its way back before "
                "the last step is done, and keeps residuals of every step until then.",
            ),
            Answer(
                "Forward mode holds as many as before, reverse mode about twice as many",
                True,
                "Each Euler step leaves residuals that wait for the way back. To hold fewer, "
                "programs keep only some steps and compute the others again (checkpointing).",
            ),
        ),
    ),
)
