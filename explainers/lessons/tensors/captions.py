"""What the lesson on tensors says of its numbers, in words: pure functions of the numbers."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from explainers.core.numerals import numeral, numerals
from explainers.core.tensors.numbers import CLASSES, FEATURES, TARGETS, Plug, Space, Training
from explainers.core.tensors.verdicts import Second

_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def place(index: int) -> str:
    """Where an entry of a matrix of two columns stands, counted from 1: 2,1."""
    row, column = divmod(index, CLASSES)
    return f"{row + 1},{column + 1}"


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as Python prints it."""
    return str(tuple(shape))


def numeral_latex(number: float) -> str:
    """A number as KaTeX sets it."""
    text = numeral(number).replace("−", "-")
    mantissa, times, power = text.partition("·10")
    return f"{mantissa}\\cdot 10^{{{power.translate(_SUPERSCRIPTS)}}}" if times else text


def matrix_latex(matrix: Float[ndarray, "r s"]) -> str:
    """A matrix as KaTeX sets it."""
    rows = (" & ".join(numeral_latex(number) for number in row) for row in np.atleast_2d(matrix))
    return "\\begin{pmatrix}" + r" \\ ".join(rows) + "\\end{pmatrix}"


def vector_latex(vector: Float[ndarray, " s"]) -> str:
    """A vector, or a single number, as KaTeX sets it."""
    if np.ndim(vector) == 0:
        return numeral_latex(float(vector))
    listed = ",\\; ".join(numeral_latex(number) for number in vector)
    return f"({listed})"


def rows_of_loss(found: Training[ndarray]) -> str:
    """Table of probabilities and of what each row adds to the loss."""
    lines = [
        "| row | p of class 1 | p of class 2 | target class | −log p |",
        "|--:|--:|--:|--:|--:|",
    ]
    rows = zip(found.probabilities, TARGETS, found.lost, strict=True)
    for i, (row, target, lost) in enumerate(rows):
        cells = [numeral(p) for p in row]
        cells[target] = f"**{cells[target]}**"
        lines.append(f"| {i + 1} | {' | '.join(cells)} | {target + 1} | {numeral(lost)} |")
    return "\n".join(lines)


def loss(found: Training[ndarray]) -> str:
    """The loss, in more digits than other numbers."""
    return f"The loss is **{numeral(float(found.loss), 6)}**."


def bias(b: Sequence[float], found: Training[ndarray]) -> str:
    """Why one bias for both logits has no gradient, and one for each has."""
    pair = numerals(found.b_of_two)
    if len(b) == 1:
        return (
            "b has the shape (): it adds the same to both logits. Softmax ignores a common "
            "shift, so no b changes the loss, and its gradient is 0. With the shape (2,) "
            f"the gradient would be {pair}."
        )
    return (
        "b has the shape (2,): it can move one logit against the other, so its gradient is "
        f"{pair}. Both add up to 0, which is the gradient of a b of shape (), a common "
        "shift, which softmax ignores."
    )


def second(found: Second) -> str:
    """Which second derivatives of an output are zero and why, and that they are symmetric."""
    i, k = divmod(found.output, CLASSES)
    match found.bend:
        case "straight":
            return (
                "Every second derivative is 0: a logit is linear in W, but for b, and its "
                "gradient block does not move."
            )
        case "no input":
            return f"Every second derivative is 0: row {i + 1} of inputs is 0, so W has no say."
        case "turns":
            return (
                "Every second derivative is 0 at this W: the logit is 0, where the sigmoid turns "
                "from bending one way to bending the other. Beside this W they are not."
            )
        case "flat":
            return (
                "Every second derivative is 0 to the last digit: the sigmoid is saturated here. "
                "It bends all the same, too little for float64."
            )
        case "small":
            return "Every second derivative is too small here to tell it from 0."
        case "bends":
            return f"{_zeros(found, k)} {_symmetry(found)}"


def _zeros(found: Second, k: int) -> str:
    entries = (FEATURES * CLASSES) ** 2
    told = (
        f"Output {place(found.output)} sees only column {k + 1} of W, so only where both entries "
        f"stand in that column is there anything: {found.zeros} of {entries} are 0"
    )
    more = f" {found.hidden} more cannot be told from 0." if found.hidden else ""
    if not found.silent:
        return f"{told}.{more}"
    row = found.output // CLASSES + 1
    silent = " and ".join(f"{row},{a + 1}" for a in found.silent)
    are = "is" if len(found.silent) == 1 else "are"
    return f"{told}, some of them since inputs {silent} {are} 0.{more}"


def _symmetry(found: Second) -> str:
    if not found.symmetric:
        return "The table is not symmetric, which no table of second derivatives of σ should be."
    return "The table is symmetric: it does not matter which entry moves first."


def blocks(found: Second) -> str:
    """The picture of one output's Hessian, for those who do not see it."""
    return f"Six blocks of six numbers. {second(found)}"


def factors(x: Float[ndarray, " a"], W: Float[ndarray, "a b"], value: Float[ndarray, " b"]) -> str:
    """What xW is at a row x, and what its two Jacobians are made of."""
    a, b = W.shape
    return (
        f"x = {numerals(x)} gives xW = {numerals(value)}. $J_x = W^{{\\mathrm T}}$, of shape "
        f"({b}, {a}): $\\partial(xW)_k / \\partial x_a = W_{{ak}}$, so row a of W tells what "
        f"$x_a$ does. $J_W$ has the shape ({b}, {a}, {b}): in block k, x stands in column k, and "
        "the rest is 0."
    )


def batch(rows: int, W_shape: tuple[int, int]) -> str:
    """What a batch changes."""
    a, b = W_shape
    return (
        f"A batch of {rows} rows is the same map {rows} times: $J_W$ gets an axis more, "
        f"({rows}, {b}, {a}, {b}), one such pair of blocks for each row. With Logits switched on, "
        "this is the Jacobian in the figure."
    )


def offered(space: Space, shape: tuple[int, ...], answer: Plug) -> str:
    """Whether a tangent or a cotangent of a shape fits, and what comes out."""
    call = "jax.jvp" if space == "tangent" else "the function from jax.vjp"
    if answer.fits:
        name = "JV" if space == "tangent" else "UᵀJ"
        return f"It fits. {name} has the shape {shape_text(answer.shape)}."
    return f"{shape_text(shape)} does not fit. What {call} says:"


def cells(shape: tuple[int, ...], socket: tuple[int, ...]) -> str:
    """The picture of a plug on its socket, for those who do not see it."""
    given, needed = shape_text(shape), shape_text(socket)
    return f"Cells of shape {given} laid over the shape {needed} that is needed."
