"""The lesson on the chain rule's order and what it costs."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="brackets",
    title="Brackets and cost",
    idea="The chain rule is a product of matrices, and where you put the brackets is forward mode "
    "or reverse mode.",
    teaser="Multiply a chain of Jacobians in any order, count, and time it on this machine.",
    question=Question(
        ask="A simulation turns 3 parameters into a trajectory of 10,000 numbers. You want its "
        "whole Jacobian. Which mode do you choose, and how many sweeps does it take?",
        answers=(
            Answer(
                "Reverse mode, because it is the one that trains networks: 1 sweep",
                False,
                "One reverse sweep gives one row. A network's loss has a single output and thus a "
                "single row; this Jacobian has 10,000.",
            ),
            Answer(
                "Reverse mode: 10,000 sweeps",
                False,
                "That is what reverse mode would take, one sweep for each row. There is a cheaper "
                "way to the same numbers.",
            ),
            Answer(
                "Forward mode: 3 sweeps",
                True,
                "One forward sweep gives one column, and there are 3. The brackets stand at the "
                "right: the narrow matrix meets each factor in turn.",
            ),
        ),
    ),
)
