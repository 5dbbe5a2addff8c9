"""The lesson on the linear picture and how far it holds."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="linearization",
    title="Under the microscope",
    idea="f(x + hv) = f(x) + hJv and a remainder that falls faster than h: magnify enough, and f "
    "looks like its Jacobian.",
    teaser="Magnify a map up to a million times until it cannot be told from its linear picture.",
    question=Question(
        ask="You wrote a derivative by hand and test it: at h = 0.01 the remainder is 3·10⁻⁴, at "
        "h = 0.001 it is 3·10⁻⁵. What do you conclude?",
        answers=(
            Answer(
                "It is right: the remainder goes to zero",
                False,
                "Any matrix at all gives a remainder that goes to zero, since f(x + hv) goes to "
                "f(x) and hJv to zero. The question is whether it falls faster than h.",
            ),
            Answer(
                "It is right but h is still too large",
                False,
                "A right derivative of a smooth f would already have lost a factor of about 100. "
                "A smaller h only makes a factor of 10 into another factor of 10.",
            ),
            Answer(
                "It is wrong, or f has a kink at x",
                True,
                "A tenth of h left a tenth of the remainder: slope 1. The derivative of a smooth "
                "function leaves a hundredth, slope 2.",
            ),
        ),
    ),
)
