"""The lesson on many products at once."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="many",
    title="Many products at once",
    idea="The mean of vvᵀ over random v is the identity, so a few products tell roughly what takes "
    "all of J: its trace, diagonal, norm, gradient or range, or a log-determinant.",
    teaser="Add random products one at a time, watch their mean settle, and see beside it how far "
    "off it should be.",
    question=Question(
        ask="You estimate the trace of J by the mean of v·Jv over 100 random v. The standard error "
        "is ten times what you can bear. How many products does it take?",
        answers=(
            Answer(
                "1000: ten times as many",
                False,
                "That makes the error smaller by √10, which is about 3. Errors of independent "
                "products add by their squares.",
            ),
            Answer(
                "10,000: a hundred times as many",
                True,
                "The error of a mean falls by the square root of the count, so a tenth of it "
                "takes a hundred times the products.",
            ),
            Answer(
                "As many as J has columns; then the mean is exact",
                False,
                "The n products with e₁ to eₙ give the trace exactly, but random ones do not. "
                "Their mean only comes nearer, however many there are.",
            ),
        ),
    ),
)
