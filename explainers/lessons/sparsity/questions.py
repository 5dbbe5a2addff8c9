"""What a reader of the lesson on sparse Jacobians can answer."""

from random import Random

from explainers.core.numerals import numeral, numerals, subscript
from explainers.core.questions import patterns
from explainers.lessons.asking import Asked, Cell, Number, chosen, mistaken
from explainers.lessons.sparsity import LESSON


def _band(chance: Random) -> Number:
    asked = patterns.band(chance)
    n, lower, upper = asked
    return Number(
        f"J has {n} rows and {n} columns. Row i holds something only from column i − {lower} to "
        f"column i + {upper}. How many pushes tell all of J, at the fewest?",
        asked.truth,
        0.01,
        mistaken(
            (n, "That is a push for each column. Columns that share no row can share a push."),
            (asked.without_diagonal, "The entry on the diagonal has to be told, too."),
            (asked.one_side, "A row reaches to both sides, and all that it holds must be told."),
        ),
        f"A row holds {lower} + 1 + {upper} entries, which takes as many pushes. Columns that are "
        "so far apart share no row, so no more are needed.",
        "Count what one row holds: each of its columns needs a push of its own.",
    )


def _shared(chance: Random) -> Cell:
    asked = patterns.shared(chance)
    row, wanted = asked.row, numeral(asked.product[asked.row])
    letters = iter("abcdefgh")
    every = range(4)

    def why(i: int, j: int) -> str:
        if (i, j) == asked.truth:
            return f"Of row {i + 1} the push meets column {j + 1} alone: that entry is the product."
        if not asked.holds(i, j):
            return "That is 0 by the pattern, so no product has anything to tell of it."
        if i == row:
            return f"The row is right. But s is 0 at column {j + 1}: another push tells that entry."
        return f"That stands in row {i + 1}. Number {row + 1} of J s is about row {row + 1} of J."

    return Cell(
        f"This is a pattern, with letters for what is not known yet. The push along s = "
        f"{numerals(asked.s)} brings J s = {numerals(asked.product)}. Which entry is {wanted}?",
        "J",
        tuple(tuple(next(letters) if asked.holds(i, j) else "0" for j in every) for i in every),
        tuple(tuple(why(i, j) for j in every) for i in every),
        asked.truth,
    )


def _arrowhead(chance: Random) -> Number:
    n = patterns.arrowhead(chance)
    return Number(
        f"J has {n} rows and {n} columns. Its first row, its first column and its diagonal are "
        "full, and all else is 0. How many products tell all of J, pushes and pulls counted "
        "together, at the fewest?",
        3,
        0.01,
        mistaken(
            (n, "That is for pushes alone: the full row keeps all columns apart."),
            (
                2,
                "One pull brings the full row. But one push for all columns adds up, in each other "
                "row, the first column and the diagonal.",
            ),
            (1, "One product brings one number for each row or column, and rows hold two."),
        ),
        "One pull for the full row, one push for the full column, and one push for all the other "
        "columns, whose diagonals share no row.",
        "Pull what is full across, and see what is left for pushes.",
    )


def _probe(chance: Random) -> Cell:
    asked = patterns.probed(chance)
    letters = iter("abcdefghijklmnop")
    every = range(4)
    kind, line = ("push", "column") if asked.pushed else ("pull", "row")
    number = asked.place + 1
    unit = f"e{subscript(number)}"
    product = dict(zip(map(asked.entry, every), asked.product, strict=True))

    def why(*at: int) -> str:
        if at not in product:
            return f"The {kind} along {unit} tells of {line} {number} alone."
        z, has = product[at], asked.holds(*at)
        if z == 0:
            return (
                "0 comes out here, and the pattern allows it: what may be other than 0 need not be."
                if has
                else "0 comes out here, and the pattern has 0: at this x they agree."
            )
        if has:
            return f"{numeral(z)} comes out here, and the pattern has it."
        return (
            f"{numeral(z)} comes out where the pattern has 0: at the first x it was 0 by chance. "
            "Where a colouring trusts this pattern, it may be added to another entry, and no error "
            "is raised."
        )

    return Cell(
        "This pattern was read off the numbers of J at one x, with letters for what was other than "
        f"0. At another x a {kind} along {unit} brings {numerals(asked.product)}. Which entry has "
        "the pattern missed?",
        "J",
        tuple(tuple(next(letters) if asked.holds(i, j) else "0" for j in every) for i in every),
        tuple(tuple(why(i, j) for j in every) for i in every),
        asked.truth,
    )


QUESTIONS = (
    chosen(LESSON.question),
    Asked("band", _band),
    Asked("shared", _shared),
    Asked("arrowhead", _arrowhead),
    Asked("probe", _probe),
)
