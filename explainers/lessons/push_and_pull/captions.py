"""What the products say at the state on screen, in words: pure functions of what is known."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from explainers.core.numerals import Sum, balanced, numeral, numerals, subscript
from explainers.core.push_and_pull.verdicts import Sides, Symmetry
from explainers.core.recipes import Reach, Recipes, Step

Vector = Float[ndarray, " k"]
Table = Float[ndarray, "m n"]

LONGEST_SUM = 16
"""A sum with more numbers than this is told without its terms."""


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
        return f"{only}{name} is {sum_.partition('·(')[0]} times {which}, {sum_}."
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
    """2·(4, 1) − 0.5·(1, −1) = (7.5, 2.5), true as it stands; weights that are all 1 left out.

    Where rounding was cleared from some of the numbers and not from others, that is said.
    """
    sums = [
        Sum([*zip(weights, column, strict=True)], total)
        for column, total in zip(parts.T, product, strict=True)
    ]
    digits, totals, close = balanced(sums)
    vectors = [numerals(part, digits) for part in parts]
    if all(weight == 1 for weight in weights):
        text = " + ".join(vectors)
    else:
        text = f"{numeral(weights[0], digits)}·{vectors[0]}"
        for weight, vector in zip(weights[1:], vectors[1:], strict=True):
            text += f" {'−' if weight < 0 else '+'} {numeral(abs(weight), digits)}·{vector}"
    return f"{text} = ({', '.join(totals)}){close}"


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


def both_sides(v: Sequence[float], u: Sequence[float], sides: Sides) -> str:
    """Table of v and u on either side of a square J, what is meant in bold."""
    return "\n".join(
        (
            "| vector | to the right of J | to the left of J |",
            "|:--|:--|:--|",
            f"| v = {numerals(v)} | Jv = **{numerals(sides.jv)}** | vᵀJ = {numerals(sides.vj)} |",
            f"| u = {numerals(u)} | Ju = {numerals(sides.ju)} | uᵀJ = **{numerals(sides.uj)}** |",
        )
    )


def symmetry(sides: Sides) -> str:
    """Whether a swapped v would be noticed at a square J."""
    return {
        Symmetry.SINGLE: "J is a single number, so both sides always agree.",
        Symmetry.EXACT: "J is symmetric at this point, so both sides agree and the mistake stays "
        "hidden until J no longer is.",
        Symmetry.ROUNDED: "Up to rounding, J is symmetric at this point, so both sides agree and "
        "the mistake stays hidden until J no longer is.",
        Symmetry.CHANCE: "J is not symmetric: for this v both sides agree, up to rounding, for "
        "others they do not.",
        Symmetry.NONE: "J is not symmetric, so the two sides differ.",
        Symmetry.UNKNOWN: "Rounding hides whether J is symmetric here.",
    }[sides.symmetry]


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
            "| change | uᵀJ taken as a step | pinv(J)u |",
            "|:--|:--|:--|",
            *(
                f"| {row} | {left} | {right} |"
                for row, left, right in zip(rows, gradient, smallest, strict=True)
            ),
            f"| Asked for, u | {numerals(u, 4)} | {numerals(u, 4)} |",
        )
    )


def _cells(step: Step) -> tuple[str, ...]:
    return tuple(numerals(part, 4) if np.isfinite(part).all() else "not finite" for part in step)


def reach(u: Sequence[float], found: Recipes, n: int) -> str:
    """Whether some step moves the output by u, to first order; f has n inputs."""
    if found.reach is Reach.UNKNOWN:
        return "Rounding hides which u can be reached here."
    outputs = len(u)
    known = "" if found.rank == min(outputs, n) else ", up to rounding"
    told = (
        f"J has rank {found.rank}{known}, and f has "
        f"{'1 output' if outputs == 1 else f'{outputs} outputs'}"
    )
    return {
        Reach.EVERY: f"{told}: every u can be reached, to first order.",
        Reach.THIS: f"{told}: not every u can be reached. This one can.",
        Reach.NOTHING: f"{told}: nothing of this u can be reached.",
        Reach.PART: f"{told}: this u cannot be reached. Its part {numerals(found.missed, 4)} is "
        f"out of reach, and the smallest step gives what is left, "
        f"{numerals(found.smallest.linear, 4)}.",
    }[found.reach]
