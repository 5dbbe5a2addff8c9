"""The lesson on Jacobians that are mostly zero."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="sparsity",
    title="Colour the columns",
    idea="Columns of J that share no row can share one product, and a colouring says which.",
    teaser="Give columns a common colour, and see which entries one product still tells apart.",
    question=Question(
        ask="Each output of f sees only the input of the same number and the one before it. f has "
        "1,000 inputs and as many outputs. How many pushes tell all of J?",
        answers=(
            Answer(
                "1",
                False,
                "One push along all ones gives the sum of the two entries of each row. Two numbers "
                "cannot be read from one sum.",
            ),
            Answer(
                "2",
                True,
                "Columns 1, 3, 5 and so on share no row, and neither do 2, 4, 6. Each row meets "
                "each of the two pushes once, so both of its entries are told.",
            ),
            Answer(
                "1,000",
                False,
                "That is a push for each column, which knows nothing of the zeros. Most numbers of "
                "each of those products are 0, and were known to be.",
            ),
        ),
    ),
)
