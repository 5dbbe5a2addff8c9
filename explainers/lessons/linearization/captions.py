"""What remainders and difference quotients say, in words: pure functions of the numbers."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explainers.core.linearization.curve import Best, Curve, Theory
from explainers.core.linearization.numbers import Differences, Quotient, Remainders, norms
from explainers.core.linearization.verdicts import Kind, Verdict, verdict
from explainers.core.numerals import numeral, numerals

_AS_FAR = "as far as these h tell"


def slope(found: Remainders, v: Sequence[float], halved: bool) -> str:
    """What the fitted slope says of the matrix that stands for J."""
    now = verdict(found, v, halved)
    match now.kind:
        case Kind.VALUE:
            return "f comes out not finite in float64 at this x: there is no linear picture here."
        case Kind.JACOBIAN:
            return (
                "The Jacobian that JAX returns is not finite at this x, so there is no linear "
                f"picture here.{_without_jacobian(now)}"
            )
        case Kind.STILL:
            return "v is zero: f(x + hv) is f(x), and nothing is missed."
        case Kind.AFFINE:
            return (
                "The remainder is zero, but for rounding: D²f(v, v) = 0 and so is everything "
                "beyond. Along this v, f is its own linear picture, and no h is too large."
            )
        case Kind.FEW:
            return _few(found, halved)
        case Kind.PIECE | Kind.KINK | Kind.STEEP | Kind.LINEAR if math.isnan(now.slope):
            return _no_line(now)
        case _:
            return f"{_told(now)} {_WITH_HALF[now.kind] if halved else _meaning(now, found)}"


def _told(now: Verdict) -> str:
    if math.isnan(now.slope):
        return "No slope could be fitted."
    low, high = now.range
    return (
        f"Fitted where remainders stand clear of rounding, from h = {numeral(low)} to "
        f"{numeral(high)}, the slope is **{_slope(now.slope)}**."
    )


def _slope(number: float) -> str:
    return f"{round(number, 2) + 0.0:.2f}".replace("-", "−")


_WITH_HALF = {
    Kind.UNSEEN: (
        "Jv is zero here, or nothing but rounding, and so is Jv/2: along this v the mistake cannot "
        "be seen."
    ),
    Kind.HALVED: (
        "What is missed is Jv/2 times h, and falls only as fast as h does. A wrong derivative "
        "gives slope 1, by whatever factor it is wrong, and this is how it is found out."
    ),
    Kind.MIXED: (
        "What is missed is Jv/2 times h and what J itself misses, which is not small beside it at "
        "these h. Jv is not zero: slope 1, by which a wrong derivative is found out, comes with "
        "smaller h."
    ),
    Kind.ROUGH: (
        "What is missed is Jv/2 times h and what J itself misses, which is not small beside it: f "
        "is not known to be smooth at this x, so this slope does not tell J from J/2."
    ),
}


def _meaning(now: Verdict, found: Remainders) -> str:
    second = numeral(float(norms(found.second)))
    match now.kind:
        case Kind.PIECE:
            return (
                "But near x, f is affine along v: there the remainder is zero, and what is missed "
                "comes from a jump or a kink farther out."
            )
        case Kind.SECOND:
            return (
                "A tenth of h leaves a hundredth of the remainder. It is close to "
                f"h²‖D²f(v, v)‖/2, and ‖D²f(v, v)‖ = {second} here."
            )
        case Kind.HIGHER:
            return (
                f"D²f(v, v) is zero at this x{_but(found)}, so the remainder starts with a higher "
                "power of h."
            )
        case Kind.FAR if norms(found.second):
            return (
                f"At this x f is smooth, and ‖D²f(v, v)‖ = {second} is not zero: for small h the "
                "remainder is close to h²‖D²f(v, v)‖/2, with slope 2. These h are too large to "
                "show it."
            )
        case Kind.FAR:
            return (
                f"At this x f is smooth, and D²f(v, v) is zero{_but(found)}: for small h the "
                "remainder falls faster than h². These h are too large to show it."
            )
        case Kind.STEEP if now.slope < 1:
            return (
                "The remainder falls slower than h, and so does f(x + hv) − f(x): "
                f"{_AS_FAR}, f has no finite derivative along v."
            )
        case Kind.STEEP:
            return (
                f"But towards −v the slope is {_slope(now.behind)}, and f(x − hv) − f(x) falls "
                f"slower than h: {_AS_FAR}, f has no finite derivative along v."
            )
        case Kind.KINK if now.slope < 1.5:
            return (
                "J is what JAX returns, yet the slope is not 2: f is not smooth along v at this "
                "x. Towards v and towards −v it leaves at different slopes, which is a kink, and "
                "no matrix is its derivative here."
            )
        case Kind.KINK:
            return (
                f"But towards −v the slope is {_slope(now.behind)}: f leaves x at different "
                "slopes on both sides, which is a kink, and no matrix is its derivative here."
            )
        case Kind.WRONG:
            return (
                "J is what JAX returns, yet the slope is not 2. Towards v and towards −v f leaves "
                f"at the same slope, which is not Jv: {_AS_FAR}, f has a derivative along v, "
                "and J is wrong."
            )
        case Kind.LINEAR:
            return (
                "J is what JAX returns, yet the slope is not 2: J is wrong, or f has a kink along "
                "v. The side towards −v does not tell which."
            )
        case Kind.ONCE:
            side = "towards v" if math.isnan(now.behind) else "along v"
            return (
                f"The remainder falls faster than h, so f has the derivative Jv {side}, but slower "
                f"than h²: {_AS_FAR}, it is differentiable once and not twice."
            )
        case Kind.TWICE:
            return "A tenth of h leaves a hundredth of the remainder."
        case _:
            return "The remainder falls faster than h²."


def _but(found: Remainders) -> str:
    return "" if found.evidence.exact else ", but for rounding"


def _few(found: Remainders, halved: bool) -> str:
    finite = "" if found.evidence.finite else "are finite and "
    second = float(norms(found.second))
    left = (
        f" Zero they are not: ‖D²f(v, v)‖ = {numeral(second)}."
        if not halved and second and found.evidence.smooth
        else ""
    )
    return f"Too few remainders {finite}stand clear of rounding for a slope to be fitted.{left}"


def _no_line(now: Verdict) -> str:
    if now.kind is Kind.PIECE:
        return (
            "The remainder is zero, but for rounding, at all h but a few at most: near x, f is "
            "affine along v, and has jumps or kinks farther out if anywhere."
        )
    return (
        "Too few remainders towards v stand clear of rounding for a slope to be fitted. But "
        f"towards −v the slope is {_slope(now.behind)}: {_FROM_BEHIND[now.kind]}"
    )


_FROM_BEHIND = {
    Kind.KINK: (
        "f leaves x at different slopes on both sides, which is a kink, and no matrix is its "
        "derivative here."
    ),
    Kind.STEEP: f"{_AS_FAR}, f has no finite derivative along v.",
    Kind.LINEAR: "J is wrong, or f has a kink along v.",
}


def _without_jacobian(now: Verdict) -> str:
    ahead = (
        ""
        if math.isnan(now.slope)
        else f" The change f(x + hv) − f(x) has the slope {_slope(now.slope)}"
    )
    match now.beside:
        case None:
            return ""
        case Kind.STEEP:
            low = f" The change f(x − hv) − f(x) has the slope {_slope(now.behind)}"
            steep = ahead if now.slope < 1 else low
            return f"{steep}: {_AS_FAR}, f has no finite derivative along v."
        case Kind.KINK:
            return (
                f" But f itself leaves x at different slopes towards v and −v: {_AS_FAR}, it has a "
                "kink."
            )
        case Kind.LINEAR:
            return ""
        case _:
            return f"{ahead}: {_AS_FAR}, f has a derivative along v, which JAX's rules do not find."


def note(found: Remainders, v: Sequence[float], halved: bool) -> str:
    """Why no line is drawn, in a few words for the figure; "" where one is."""
    now = verdict(found, v, halved)
    match now.kind:
        case Kind.STILL:
            return "v is zero, and so is the remainder."
        case Kind.VALUE | Kind.JACOBIAN:
            return ""
        case Kind.AFFINE:
            return "The remainder is zero, but for rounding: along v, f is its own linear picture."
        case Kind.PIECE if math.isnan(now.slope):
            return "The remainder is zero, but for rounding: near x, f is affine along v."
        case _ if math.isnan(now.slope):
            return "Too few remainders stand clear of rounding."
        case _:
            return ""


def tangent(m: int, n: int, level: bool = False) -> str:
    """What is tangent to what, for a function of this shape; whether J is zero."""
    if n == 1 and m == 1:
        return (
            "The graph of f is a curve in the plane. Where f is differentiable, y = f(x) + "
            "J·(p − x) is its tangent line."
        )
    if n == 1:
        if level:
            return (
                f"f is a curve in ℝ{_power(m)}, and J, its velocity, is zero here: p ↦ f(x) + "
                "J·(p − x) stays at f(x). J names no tangent line, whether there is one or not."
            )
        return (
            f"f is a curve in ℝ{_power(m)}. Where it is differentiable, p ↦ f(x) + J·(p − x) runs "
            "along its tangent line: J is a single column, the velocity."
        )
    if m == 1:
        lines = (
            "J is zero here, so it is level, and has no level lines."
            if level
            else "Seen from above, its level lines are straight, parallel and evenly spaced."
        )
        if n == 2:
            return (
                "The graph of f is a surface in ℝ³. Where f is differentiable, y = f(x) + "
                f"J·(p − x) is its tangent plane. {lines}"
            )
        return (
            f"The graph of f lies in ℝ{_power(n + 1)}. Where f is differentiable, y = f(x) + "
            f"J·(p − x) is the flat space of {n} dimensions that touches it. The plane shows two "
            f"of them. {lines}"
        )
    return (
        f"The graph of f lies in ℝ{_power(n + m)}. Where f is differentiable, y = f(x) + "
        f"J·(p − x) is the flat space of {n} dimensions that touches it at (x, f(x)): the tangent "
        f"plane, for m outputs. Nobody sees {n + m} dimensions. In the output space it shows as "
        "the dashed grid: straight lines, parallel and evenly spaced, where J does not flatten "
        "them to one line or to a point."
    )


def _power(size: int) -> str:
    return str(size).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def curves(found: Differences) -> list[Curve]:
    """The four valleys, as the figure takes them."""
    return [
        Curve(
            name=f"{'central' if central else 'forward'}, {precision}",
            steps=errors.steps,
            errors=quotient.errors,
            best=math.nan if quotient.known is Theory.NO_TRUNCATION else quotient.best,
            theory=quotient.theory if _is_drawn(quotient.theory, errors.steps) else math.nan,
            central=central,
            single=precision == "float32",
            found=quotient.found,
            known=quotient.known,
        )
        for errors, precision in ((found.double, "float64"), (found.single, "float32"))
        for central, quotient in ((False, errors.ahead), (True, errors.across))
    ]


def _is_drawn(h: float, steps: NDArray[np.float64]) -> bool:
    return bool(steps[-1] <= h <= steps[0])


_NOT_BY_THEORY = {
    Theory.NO_TRUNCATION: "no truncation",
    Theory.NO_ROUNDING: "none, as f(x) = 0",
    Theory.NOT_SMOOTH: "none, as f is not known to be smooth",
}
_NO_TERM = ("none, as D²f(v, v) is 0 or rounding", "none, as D³f(v, v, v) is 0 or rounding")


def best(found: Differences) -> str:
    """Table of the best h of each quotient, beside the best one by theory."""
    rows = ["| | best h, ● | by theory, ◇ | error there |", "|:--|:--|:--|:--|"]
    quotients = [one for errors in (found.double, found.single) for one in errors[1:]]
    for curve, quotient in zip(curves(found), quotients, strict=True):
        if curve.known is Theory.NO_TRUNCATION:
            rows.append(f"| {curve.name} | none | no truncation | rounding alone |")
            continue
        rows.append(
            f"| {curve.name} | {_best(curve)} | {_theory(curve, quotient)} | {_there(curve)} |"
        )
    return "\n".join(rows)


def _best(curve: Curve) -> str:
    match curve.found:
        case Best.INSIDE:
            return numeral(curve.best)
        case Best.LARGEST:
            return f"{numeral(curve.steps[0])} or larger, not drawn"
        case Best.SMALLEST:
            return f"{numeral(curve.steps[-1])} or smaller, not drawn"
        case Best.NOWHERE:
            return "none: no h helps"


def _theory(curve: Curve, quotient: Quotient) -> str:
    if curve.known is Theory.NO_TERM:
        return _NO_TERM[curve.central]
    if curve.known is not Theory.KNOWN:
        return _NOT_BY_THEORY[curve.known]
    drawn = "" if math.isfinite(curve.theory) else ", not drawn"
    return f"{numeral(quotient.theory)}{drawn}"


def _there(curve: Curve) -> str:
    if not math.isfinite(curve.best):
        return "–"
    return numeral(curve.errors[np.argmin(np.abs(curve.steps - curve.best))])


def lost(found: Differences, settled: Remainders) -> str:
    """What h = 1e-8 makes of a forward difference in float32."""
    given, truth = numerals(found.lost), numerals(settled.push)
    if not np.isfinite(found.lost).all():
        return f"With h = 10⁻⁸ in float32 the forward difference is not finite; Jv = {truth}."
    if not found.moved:
        return (
            "With h = 10⁻⁸ in float32, x + hv rounds to x itself: the forward difference is "
            f"**{given}**, where Jv = {truth}."
        )
    size, off = float(norms(settled.push)), float(norms(found.lost - settled.push))
    part = f", off by {numeral(100 * off / size)} %" if size > 0 else ""
    return (
        f"With h = 10⁻⁸ in float32 the forward difference is **{given}**, where Jv = {truth}{part}."
    )


def alternative(found: Differences) -> str:
    """The valley in one sentence, for those who cannot see it."""
    told = [
        f"{curve.name}: best near h = {numeral(curve.best)}"
        for curve in curves(found)
        if math.isfinite(curve.best)
    ]
    valleys = "; ".join(told) or "No curve is lowest in its middle"
    return f"Error of difference quotients against h. {valleys}."


def code(title: str, x: Sequence[float], v: Sequence[float], fitted: bool) -> str:
    """What the programs compute, in one sentence; whether a line was fitted."""
    remainders = (
        "the remainders that the line was fitted to, and their slope"
        if fitted
        else "some remainders"
    )
    return (
        f"Runs as pasted: Jv, {remainders}, of "
        f"“{title}” at x = {numerals(x)} along v = {numerals(v)}."
    )
