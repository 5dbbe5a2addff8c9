"""The lesson on derivatives of matrices in matrices."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="tensors",
    title="Tensors",
    idea="Inputs and outputs need not be vectors: J has the axes of the output, then those of "
    "the input, and both products keep the shapes.",
    teaser="Move the weights of a small classifier, and fold its Jacobian of four axes into a "
    "matrix and back.",
    question=Question(
        ask="Weights of shape (4, 3) give logits of shape (8, 3). `jax.vjp` at the weights "
        "returns a function. Which shape does it take, and which does it return?",
        answers=(
            Answer(
                "It takes (4, 3) and returns (8, 3)",
                False,
                "That is a JVP: a direction of the weights goes in, a change of the logits "
                "comes out. A VJP goes the other way.",
            ),
            Answer(
                "It takes (24,) and returns (12,)",
                False,
                "These are the lengths after flattening. JAX flattens nothing by itself and "
                "refuses a cotangent whose shape is not the output's.",
            ),
            Answer(
                "It takes (8, 3) and returns (4, 3)",
                True,
                "A cotangent weights the outputs, so it has their shape. The result weights the "
                "inputs, so it has the weights' shape: it can be subtracted from them.",
            ),
        ),
    ),
)
