"""The lesson on the Jacobian as a table."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="jacobian",
    title="The Jacobian",
    idea="One table holds how fast each output moves when each input moves.",
    teaser="Pick a function and a point, and read the same table by entries, by columns and "
    "by rows.",
    question=Question(
        ask="The rows of J are (2, −3, 5) and (4, 1, −1). Only x₂ changes: it grows by 0.1. "
        "By how much does f(x) move, to first order?",
        answers=(
            Answer(
                "(0.4, 0.1, −0.1)",
                False,
                "That is 0.1 times row 2. It has three numbers, one for each input, so it "
                "cannot be a change of the two outputs. A row belongs to one output.",
            ),
            Answer(
                "(−0.3, 0.1)",
                True,
                "Column 2 is (−3, 1): how both outputs move when x₂ alone moves. "
                "A tenth of a unit gives a tenth of the column.",
            ),
            Answer(
                "0.1",
                False,
                "That is 0.1 times the entry in row 2, column 2. It tells what y₂ does and "
                "leaves out y₁, which moves as well.",
            ),
        ),
    ),
)
