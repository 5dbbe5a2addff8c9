"""What remainders and difference quotients say, in words: pure functions of the numbers."""

import math
from collections.abc import Sequence

import numpy as np

from explainers.core.linearization.curve import Curve
from explainers.core.linearization.numbers import STEPS, Differences, Remainders
from explainers.core.numerals import numeral, numerals

KINK = 1.5
"""A right J whose remainder falls with a smaller slope than this is taken at a kink."""
THIRD = 2.5
"""With a larger slope than this the second derivative along v is zero."""


def slope(found: Remainders, v: Sequence[float], halved: bool) -> str:
    """What the fitted slope says of the matrix that stands for J."""
    if not np.isfinite(found.jacobian).all() or not np.isfinite(found.value).all():
        return "f or its Jacobian is not finite at this x, so there is no linear picture here."
    if not any(v):
        return "v is zero: f(x + hv) is f(x), and nothing is missed."
    line = found.halved_line if halved else found.line
    fitted = float(line.slope)
    still = float(np.linalg.norm(found.push)) <= 1e-12 * max(1.0, float(np.linalg.norm(v)))
    if math.isnan(fitted):
        return (
            "The remainder is zero, but for rounding: D²f(v, v) = 0 and so is everything beyond. "
            "Along this v, f is its own linear picture, and no h is too large."
        )
    used = STEPS[np.asarray(line.used)]
    told = (
        f"Fitted where remainders stand clear of rounding, from h = {numeral(used[-1], 2)} to "
        f"{numeral(used[0], 2)}, the slope is **{fitted:.2f}**."
    )
    if halved and still:
        return (
            f"{told} Jv is zero here, so Jv/2 is as well: along this v the mistake cannot be seen."
        )
    if halved:
        return (
            f"{told} What is missed is Jv/2 times h, and falls only as fast as h does. A wrong "
            "derivative gives slope 1, by whatever factor it is wrong, and this is how it is "
            "found out."
        )
    if bool(line.cliff):
        return (
            f"{told} But below h = {numeral(used[-1], 2)} the remainder is zero: near x, f is "
            "affine along v, and what is missed comes from a kink farther out."
        )
    if fitted < KINK:
        return (
            f"{told} J is what JAX returns, yet the slope is not 2: f is not smooth along v at "
            "this x, and no matrix is its derivative here."
        )
    if fitted > THIRD:
        return (
            f"{told} D²f(v, v) is zero at this x, so the remainder starts with a higher power of h."
        )
    second = float(np.linalg.norm(found.second))
    return (
        f"{told} A tenth of h leaves a hundredth of the remainder. It is close to "
        f"h²‖D²f(v, v)‖/2, and ‖D²f(v, v)‖ = {numeral(second)} here."
    )


def tangent(m: int, n: int) -> str:
    """What is tangent to what, for a function of this shape."""
    if n == 1 and m == 1:
        return (
            "The graph of f is a curve in the plane, and y = f(x) + J·(p − x) is its tangent line."
        )
    if n == 1:
        return (
            f"f is a curve in ℝ{_power(m)}, and p ↦ f(x) + J·(p − x) runs along its tangent line: "
            "J is a single column, the velocity."
        )
    if m == 1 and n == 2:
        return (
            "The graph of f is a surface in ℝ³, and y = f(x) + J·(p − x) is its tangent plane. "
            "Seen from above, its level lines are straight, parallel and evenly spaced."
        )
    if m == 1:
        return (
            f"The graph of f lies in ℝ{_power(n + 1)}, and y = f(x) + J·(p − x) is the flat space "
            f"of {n} dimensions that touches it. The plane shows two of them, where its "
            "level lines are straight, parallel and evenly spaced."
        )
    return (
        f"The graph of f lies in ℝ{_power(n + m)}, and y = f(x) + J·(p − x) is the flat space of "
        f"{n} dimensions that touches it at (x, f(x)): the tangent plane, for m outputs. "
        f"Nobody sees {n + m} dimensions. In the output space it shows as the dashed grid: "
        "straight, parallel and evenly spaced lines."
    )


def _power(size: int) -> str:
    return str(size).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def curves(found: Differences) -> list[Curve]:
    """The four valleys, as the figure takes them."""
    return [
        Curve(
            name=f"{'central' if central else 'forward'}, {precision}",
            steps=errors.steps,
            errors=errors.central if central else errors.forward,
            best=_known(
                errors.best_central if central else errors.best_forward,
                errors.theory_central if central else errors.theory_forward,
            ),
            theory=errors.theory_central if central else errors.theory_forward,
            central=central,
            single=precision == "float32",
        )
        for errors, precision in ((found.double, "float64"), (found.single, "float32"))
        for central in (False, True)
    ]


def _known(best: float, theory: float) -> float:
    """A best h, where the valley has two sides."""
    return best if math.isfinite(theory) else math.nan


def best(found: Differences) -> str:
    """Table of the best h of each quotient, beside the best one by theory."""
    rows = ["| | best h, ● | by theory, ◇ | error there |", "|:--|:--|:--|:--|"]
    for curve in curves(found):
        if not math.isfinite(curve.best):
            rows.append(f"| {curve.name} | any | no truncation | rounding alone |")
            continue
        error = float(curve.errors[np.argmin(np.abs(curve.steps - curve.best))])
        rows.append(
            f"| {curve.name} | {numeral(curve.best, 2)} | {numeral(curve.theory, 2)} "
            f"| {numeral(error, 2)} |"
        )
    return "\n".join(rows)


def lost(found: Differences, settled: Remainders) -> str:
    """What h = 1e-8 makes of a forward difference in float32."""
    given, truth = numerals(found.lost), numerals(settled.push)
    if not np.isfinite(found.lost).all():
        return f"With h = 10⁻⁸ in float32 the forward difference is not finite; Jv = {truth}."
    if not found.moved:
        return (
            "h = 10⁻⁸ is a good step in float64. In float32, x + hv rounds to x itself: the "
            f"forward difference is **{given}**, where Jv = {truth}."
        )
    size = float(np.linalg.norm(settled.push))
    off = float(np.linalg.norm(found.lost - settled.push))
    part = f", off by {numeral(100 * off / size, 2)} %" if size > 0 else ""
    return (
        f"With h = 10⁻⁸ in float32 the forward difference is **{given}**, where Jv = {truth}{part}."
    )


def alternative(found: Differences) -> str:
    """The valley in one sentence, for those who cannot see it."""
    told = [
        f"{curve.name}: best near h = {numeral(curve.best, 2)}"
        for curve in curves(found)
        if math.isfinite(curve.best)
    ]
    return f"Error of difference quotients against h. {'; '.join(told) or 'Rounding alone'}."


def code(title: str, x: Sequence[float], v: Sequence[float]) -> str:
    """What the programs compute, in one sentence."""
    return (
        f"Runs as pasted: Jv, the remainders that the line was fitted to, and their slope, of "
        f"“{title}” at x = {numerals(x)} along v = {numerals(v)}."
    )
