"""The lesson on complex functions and their real Jacobians."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="complex_plane",
    title="The complex plane",
    idea="A complex function has a derivative where its 2×2 Jacobian is nothing but a rotation "
    "and a scaling.",
    teaser="Drag z and watch what becomes of a small circle; see what JAX returns where there is "
    "no complex derivative.",
    question=Question(
        ask="f(z) is the conjugate of z. `jax.grad(f, holomorphic=True)` and "
        "`jax.jacfwd(f, holomorphic=True)` both return 1. What is f′(z)?",
        answers=(
            Answer(
                "1, since both modes agree",
                False,
                "J has the rows (1, 0) and (0, −1). Forward mode reads the first column, reverse "
                "mode the first row, and both take the rest for granted: a step dz = i gives "
                "dw = −i, not i.",
            ),
            Answer(
                "There is none",
                True,
                "The step dz = 1 gives dw = 1, and dz = i gives dw = −i: no single number f′(z) "
                "multiplies dz. `holomorphic=True` is a promise by the caller; JAX takes its word.",
            ),
            Answer(
                "−1, since a mirror reverses",
                False,
                "A mirror reverses the sense in which a circle is run through. Multiplying by −1 "
                "would turn everything by 180° and reverse nothing.",
            ),
        ),
    ),
)
