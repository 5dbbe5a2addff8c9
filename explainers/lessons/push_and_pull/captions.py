"""What the products say at the state on screen, in words: pure functions of the numbers."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from explainers.core.numerals import Sum, balanced, numeral, numerals, subscript
from explainers.core.recipes import Recipes, Step

Vector = Float[ndarray, " k"]
Table = Float[ndarray, "m n"]

LONGEST_SUM = 16
"""A sum with more numbers than this is told without its terms."""
ROUNDING = 1e-12
"""What is smaller than this part of a vector is the rounding error of a zero."""


class _Side(NamedTuple):
    """What a product weights."""

    vector: str
    product: str
    part: str


_RIGHT = _Side("v", "Jv", "column")
_LEFT = _Side("u", "uᵀJ", "row")


def pushed(v: Sequence[float], jacobian: Table, push: Vector) -> str:
    """How Jv comes about from the columns of J."""
    return _weighted(_RIGHT, v, jacobian.T, push)


def pulled(u: Sequence[float], jacobian: Table, pull: Vector) -> str:
    """How uᵀJ comes about from the rows of J."""
    return _weighted(_LEFT, u, jacobian, pull)


def _weighted(side: _Side, weights: Sequence[float], parts: Table, product: Vector) -> str:
    vector, name, part = side
    result = numerals(product)
    used = [i for i, weight in enumerate(weights) if weight != 0]
    if not used:
        return f"{vector} is zero, and so is {name}."
    first = used[0]
    which = f"{part} {first + 1} of J" if len(parts) > 1 else f"the only {part} of J"
    if len(used) == 1 and weights[first] == 1:
        return f"{vector} = e{subscript(first + 1)}: {name} is {which}, {result}."
    sum_ = _sum([weights[i] for i in used], parts[used], product)
    if len(used) == 1:
        only = f"Only {vector}{subscript(first + 1)} is not zero: " if len(parts) > 1 else ""
        return f"{only}{name} is {sum_.partition('·')[0]} times {which}, {sum_}."
    ones = all(weight == 1 for weight in weights)
    told = (
        f"{vector} is all ones: {name} is the sum of the {part}s"
        if ones
        else f"{vector} = {numerals(weights)}: {name} weights the {part}s and adds them"
    )
    if len(used) * len(product) > LONGEST_SUM:
        return f"{told}, {result}."
    return f"{told}, {sum_}."


def _sum(weights: Sequence[float], parts: Table, product: Vector) -> str:
    """2·(4, 1) − 0.5·(1, −1) = (7.5, 2.5), true as it stands; weights that are all 1 left out."""
    sums = [
        Sum([*zip(weights, column, strict=True)], total)
        for column, total in zip(parts.T, product, strict=True)
    ]
    digits, totals = balanced(sums)
    vectors = [numerals(part, digits) for part in parts]
    if all(weight == 1 for weight in weights):
        text = " + ".join(vectors)
    else:
        text = f"{numeral(weights[0], digits)}·{vectors[0]}"
        for weight, vector in zip(weights[1:], vectors[1:], strict=True):
            text += f" {'−' if weight < 0 else '+'} {numeral(abs(weight), digits)}·{vector}"
    return f"{text} = ({', '.join(totals)})"


def lengths(m: int, n: int) -> str:
    """Which vectors are as long as which."""
    if m == n:
        return (
            f"Here all four vectors have {_count(n)}, so that length does not tell the "
            "two spaces apart."
        )
    return f"Here v and uᵀJ have {_count(n)}, like x; u and Jv have {_count(m)}, like f(x)."


def _count(size: int) -> str:
    return "1 number" if size == 1 else f"{size} numbers"


def both_sides(v: Sequence[float], u: Sequence[float], jacobian: Table) -> str:
    """Table of v and u on either side of a square J, what is meant in bold."""
    right, left = np.asarray(v, float), np.asarray(u, float)
    return "\n".join(
        (
            "| | to the right of J | to the left of J |",
            "|:--|:--|:--|",
            f"| v = {numerals(v)} | Jv = **{numerals(jacobian @ right)}** "
            f"| vᵀJ = {numerals(right @ jacobian)} |",
            f"| u = {numerals(u)} | Ju = {numerals(jacobian @ left)} "
            f"| uᵀJ = **{numerals(left @ jacobian)}** |",
        )
    )


def symmetry(v: Sequence[float], jacobian: Table) -> str:
    """Whether a swapped v would be noticed at a square J."""
    right = np.asarray(v, float)
    size = float(np.abs(jacobian).max())
    if len(jacobian) == 1:
        return "J is a single number, so both sides always agree."
    if np.allclose(jacobian, jacobian.T, rtol=0, atol=ROUNDING * size):
        return (
            "J is symmetric at this point, so both sides agree and the mistake stays hidden "
            "until J no longer is."
        )
    if np.allclose(
        jacobian @ right, right @ jacobian, rtol=0, atol=ROUNDING * size * np.abs(right).max()
    ):
        return "J is not symmetric: for this v both sides agree, for others they do not."
    return "J is not symmetric, so the two sides differ."


def refusals(m: int, n: int) -> str:
    """What JAX answers to v and u in each other's place where they do not fit."""
    return (
        f"With u, {_count(m)} where x has {n}, `jax.jvp` answers:\n"
        "> ValueError: jvp called with different primal and tangent shapes; "
        f"Got primal shape ({n},) and tangent shape as ({m},)\n\n"
        f"With v, {_count(n)} where f(x) has {m}, the function that `jax.vjp` returns answers:\n"
        "> ValueError: unexpected JAX type (e.g. shape/dtype) for argument to VJP function: "
        f"got float64[{n}], but expected float64[{m}] …"
    )


def steps(u: Sequence[float], found: Recipes) -> str:
    """Table of the gradient taken as a step beside the smallest step that answers u."""
    gradient, smallest = _cells(found.gradient), _cells(found.smallest)
    rows = ("The step", "J times the step", "f(x + step) − f(x)")
    return "\n".join(
        (
            "| | uᵀJ taken as a step | pinv(J)u |",
            "|:--|:--|:--|",
            *(
                f"| {row} | {left} | {right} |"
                for row, left, right in zip(rows, gradient, smallest, strict=True)
            ),
            f"| Asked for, u | {numerals(u, 4)} | {numerals(u, 4)} |",
        )
    )


def _cells(step: Step) -> tuple[str, ...]:
    return tuple(
        numerals(_tidy(np.asarray(part), least), 4) if np.isfinite(part).all() else "not defined"
        for part, least in zip(step, (0.0, 1.0, 1.0), strict=True)
    )


def _tidy(numbers: Vector, least: float = 1.0) -> Vector:
    """The same numbers, those that are only the rounding error of a zero as zero.

    What counts as rounding is measured by the largest of them, or by ``least``.
    """
    size = max(least, float(np.abs(numbers).max()))
    return np.where(np.abs(numbers) < ROUNDING * size, 0.0, numbers)


def reach(u: Sequence[float], found: Recipes) -> str:
    """Whether some step moves the output by u, to first order."""
    rank, outputs = int(found.rank), len(u)
    asked, missed = np.asarray(u, float), np.asarray(found.missed)
    size = float(np.abs(asked).max())
    told = f"J has rank {rank}, and f has {'1 output' if outputs == 1 else f'{outputs} outputs'}"
    if rank == outputs:
        return f"{told}: every u can be reached, to first order."
    if np.abs(missed).max() <= 1e-9 * size:
        return f"{told}: not every u can be reached. This one can."
    if np.abs(asked - missed).max() <= 1e-9 * size:
        return f"{told}: nothing of this u can be reached."
    return (
        f"{told}: this u cannot be reached. Its part {numerals(_tidy(missed), 4)} is out of reach, "
        f"and the smallest step gives what is left, {numerals(_tidy(asked - missed), 4)}."
    )
