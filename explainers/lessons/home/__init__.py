"""The first page."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="home",
    title="Push & Pull",
    idea="A Jacobian to hold in your hands: push a direction forward, pull a question back.",
    teaser="One live picture of both products, on a robot arm.",
    question=Question(
        ask="The hand pushes with force u exactly sideways to its own velocity Jv, so "
        "u·(Jv) = 0. What do the torques uᵀJ at the joints do along v?",
        answers=(
            Answer(
                "They must all be zero.",
                False,
                "Each joint may well feel a torque. Only their sum weighted by the joint speeds "
                "vanishes: (uᵀJ)·v is the same number as u·(Jv), which is 0.",
            ),
            Answer(
                "They do no work: (uᵀJ)·v = 0.",
                True,
                "uᵀJv is one number, whichever product comes first. Power at the hand is power "
                "at the joints.",
            ),
            Answer(
                "It depends on where the arm stands.",
                False,
                "J depends on where the arm stands, the equality does not: "
                "u·(Jv) = (uᵀJ)·v for every J, u and v.",
            ),
        ),
    ),
)
