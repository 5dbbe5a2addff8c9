"""What a reader of the lesson on the complex plane can answer."""

from random import Random

from explainers.core.numerals import numeral
from explainers.core.questions import curves
from explainers.lessons.asking import Asked, Cell, Number, Place, chosen, mistaken
from explainers.lessons.complex_plane import LESSON


def _complex(pair: tuple[int, ...]) -> str:
    real, imaginary = pair
    size = "" if abs(imaginary) == 1 else str(abs(imaginary))
    return f"{numeral(real)} {'−' if imaginary < 0 else '+'} {size}i"


def _turned(chance: Random) -> Place:
    asked = curves.turned(chance)
    across, up = asked.truth
    return Place(
        f"f′(z) = {_complex(asked.derivative)}, and the step is dz = {_complex(asked.dz)}. Place "
        "dw.",
        "output",
        "push",
        "dw",
        ("Re w", "Im w"),
        8.5,
        (),
        (float(across), float(up)),
        0.35,
        0.5,
        mistaken(
            (asked.conjugate, "That turns the other way: J was transposed, f′ mirrored."),
            (asked.parts, "Real with real and imaginary with imaginary is no complex product."),
            (asked.summed, "That is f′ + dz. A derivative multiplies the step."),
        ),
        "dw = f′(z)·dz: the step is turned by the angle of f′(z) and scaled by its size.",
        "Multiply the two complex numbers, with i·i = −1.",
    )


def _square(chance: Random) -> Number:
    asked = curves.square(chance)
    a, b = asked
    return Number(
        f"f(z) = z² at z = {_complex(asked)}, so f′(z) = {_complex((2 * a, 2 * b))}. Which number "
        "stands in row 1, column 2 of the real 2×2 Jacobian?",
        -2 * b,
        0.01,
        mistaken(
            (2 * b, "That is row 2, column 1. A step along i loses real part: i·i = −1."),
            (2 * a, "That is the diagonal: a real step moves the real part."),
            (-b, "The derivative of z² is 2z: a factor of 2 is missing."),
        ),
        f"J has the rows ({2 * a}, −{2 * b}) and ({2 * b}, {2 * a}): a turn and a scaling.",
        "Column 2 is where the step dz = i leads: i·f′(z). Its real part stands in row 1.",
    )


def _broken(chance: Random) -> Cell:
    a, b = curves.square(chance)
    row, column = chance.choice(((0, 1), (1, 0)))
    numbers = [[a, -b], [b, a]]
    numbers[row][column] *= -1
    sentence = {
        (row, column): "With the other sign there the matrix turns and scales: the two entries "
        "beside the diagonal must be opposite.",
        (column, row): "With the other sign there it would turn and scale, too, but as "
        f"{_complex((a, -b))} does.",
    }
    diagonal = "The diagonal is as it must be: both entries are the real part of f′(z)."
    return Cell(
        f"This should be the Jacobian of a map with f′(z) = {_complex((a, b))}, but one sign is "
        "wrong. Where?",
        "J",
        tuple(tuple(map(numeral, line)) for line in numbers),
        tuple(tuple(sentence.get((i, j), diagonal) for j in (0, 1)) for i in (0, 1)),
        (row, column),
    )


QUESTIONS = (
    chosen(LESSON.question),
    Asked("turned", _turned),
    Asked("square", _square),
    Asked("broken", _broken),
)
