"""The cheat sheet."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="cheatsheet",
    title="Cheat sheet",
    idea="Shapes, modes and names on one page, so that you never mix them up again.",
    teaser="Set your own m and n, look up every shape, copy a line that runs, print it.",
    question=Question(
        ask="f has 3 inputs and 2 outputs. JAX accepts `jax.vjp(f, x)[1](w)[0]`. How many numbers "
        "does w have, and how many does the result have?",
        answers=(
            Answer(
                "3 and 2",
                False,
                "That would be a JVP: in with a direction of 3 numbers, out with 2. A VJP goes "
                "the other way.",
            ),
            Answer(
                "3 and 3",
                False,
                "The result does live in the input space and has 3 numbers. But w multiplies J "
                "from the left, where the rows are, and J has 2 rows.",
            ),
            Answer(
                "2 and 3",
                True,
                "w weights the outputs, so it has one number for each of the 2. The result "
                "says how much each of the 3 inputs matters.",
            ),
        ),
    ),
)
