"""The practice ground: puzzles that hands solve on figures."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="practice",
    title="Practice",
    idea="Puzzles about pushes and pulls, each solved by hand on a figure.",
    teaser="Aim a push, find the step that nobody notices, and make a gradient keep its word: "
    "puzzles with a new set of numbers for every try.",
    question=Question(
        ask="A puzzle gives you a target and asks for the u whose uᵀJ is that target. J has two "
        "rows and three columns. How many targets can be reached?",
        answers=(
            Answer(
                "All of them",
                False,
                "uᵀJ weights the two rows of J and adds them. That makes a plane in three "
                "dimensions, and most targets lie off it.",
            ),
            Answer(
                "A plane of them",
                True,
                "Two weights, u₁ and u₂, sweep the plane that the two rows of J span; each target "
                "on it has one u, as long as the rows are not parallel.",
            ),
            Answer(
                "Only the two rows of J",
                False,
                "Those are the pulls of u = (1, 0) and u = (0, 1); every other u mixes them.",
            ),
        ),
    ),
)
