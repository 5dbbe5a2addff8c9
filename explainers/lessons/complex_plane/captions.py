"""What the lesson on the complex plane says, in words: pure functions of the numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from explainers.core.complex_plane import Kind, Settled
from explainers.core.numerals import above, numeral

_SHOWN, _SAME = 1e-3, 1e-6
"""What is below these parts of a number is not seen in its digits, or no other number."""


def complex_numeral(pair: ArrayLike, digits: int = 3) -> str:
    """A complex number as readers see it, 3 − 4i; a part that is rounding is 0."""
    parts = np.asarray(pair, float)
    size = float(np.hypot(*parts))
    real, imaginary = (0.0 if abs(part) <= 1e-12 * size else float(part) for part in parts)
    sign = "−" if imaginary < 0 else "+"
    return f"{numeral(real, digits)} {sign} {numeral(abs(imaginary), digits)}i"


def split(found: Settled) -> str:
    """What the split of J says at this z."""
    now = found.numbers
    linear, left = complex_numeral(now.linear), complex_numeral(now.rest)
    match found.verdict.kind:
        case Kind.VALUE:
            return "Here f comes out not finite in float64: there is nothing to split."
        case Kind.JACOBIAN:
            return "Here the Jacobian comes out not finite in float64: there is nothing to split."
        case Kind.JUMP:
            return (
                f"{_ON_CUT} There is no f′(z). J is that of one side: A = {linear} and "
                f"B = {left} say nothing of the other."
            )
        case Kind.KINK:
            return (
                "Here f has a kink: right beside z its Jacobian is another on another side, so "
                f"there is no f′(z). A = {linear} and B = {left} are what JAX's rules give."
            )
        case Kind.UNKNOWN:
            return (
                "Here J is no larger than its rounding errors may be, and whether the rest "
                "vanishes is not known."
            )
        case Kind.DERIVATIVE if found.verdict.drowned:
            return "Here the rest vanishes, and f′(z) is no larger than its rounding errors may be."
        case Kind.DERIVATIVE:
            return (
                f"Here the rest vanishes: dw = ({linear})·dz for every small dz, so "
                f"f′(z) = {linear}.{_doubt(found)}"
            )
        case Kind.NONE:
            return (
                f"Here A = {linear} and B = {left}: dw = A·dz + B·conj(dz). The quotient dw/dz "
                "depends on the direction of dz, so there is no f′(z). Cauchy–Riemann misses by "
                f"2|B| = {numeral(float(now.residual))}.{_doubt(found)}"
            )


def _doubt(found: Settled) -> str:
    """How far rounding may have moved the numbers, where it reaches their digits."""
    moved = float(found.verdict.part_errors.max())
    if moved <= _SHOWN * float(np.hypot(*found.numbers.linear) + np.hypot(*found.numbers.rest)):
        return ""
    return f" Rounding may have moved each part by up to {above(moved)}."


_ON_CUT = "Here z lies on a branch cut, and f jumps across it."


def returned(found: Settled) -> dict[str, list[str]]:
    """What each way to a derivative returns at this z: a table, column by column."""
    now = found.numbers
    checked = complex_numeral(now.linear) if found.checked else "ValueError"
    return {
        "at this z": [
            "jacfwd(f, holomorphic=True)",
            "grad(f, holomorphic=True)",
            "derivative(f, z)",
        ],
        "returns": [complex_numeral(now.forward), complex_numeral(now.reverse), checked],
        "reads from J": ["∂Re w/∂x + i ∂Im w/∂x", "∂Re w/∂x − i ∂Re w/∂y", "checks, then A"],
    }


def promise(found: Settled) -> str:
    """Whether the two modes give the false promise away at this z."""
    match found.verdict.kind:
        case Kind.UNKNOWN:
            return "Whether the promise is kept here is lost in rounding."
        case Kind.DERIVATIVE:
            return f"{_kept(found)}{'' if found.checked else _CAUTIOUS}"
        case Kind.JUMP:
            broken = "The promise is broken, since f jumps here"
        case Kind.KINK:
            broken = "The promise is broken, since f has a kink here"
        case _:
            broken = "The promise is broken"
    return f"{broken}, {_given_away(found)}"


_CAUTIOUS = " `derivative` refuses all the same: so close to a cut, or to rounding, it cannot tell."


def _kept(found: Settled) -> str:
    now = found.numbers
    if found.verdict.drowned:
        return "The promise is kept here, though rounding is all that both modes return."
    if all(_agree(mode, now.linear, _SHOWN) for mode in (now.forward, now.reverse)):
        return "The promise is kept here: both modes return f′(z)."
    return "The promise is kept here."


def _agree(one: ArrayLike, other: ArrayLike, part: float) -> bool:
    """Whether two complex numbers are the same to a part of their size."""
    off, size = np.hypot(*np.subtract(one, other)), np.hypot(*np.asarray(other))
    return bool(off <= part * size)


def _given_away(found: Settled) -> str:
    now = found.numbers
    if not np.isfinite([*now.forward, *now.reverse]).all():
        return "and what JAX returns is not finite."
    if found.verdict.apart:
        return (
            "and the two modes disagree: a number from one of them alone would have passed for "
            "f′(z)."
        )
    if not _agree(now.forward, now.reverse, _SAME):
        return "and rounding hides whether the two modes disagree."
    gives = (
        "not even the check, which takes so little for rounding"
        if found.checked
        else "only the check does"
    )
    return f"and even so both modes return the same number. Nothing gives it away: {gives}."


def gradients(found: Settled) -> dict[str, list[str]]:
    """The gradient of Re f in both libraries: a table, column by column."""
    gradient = np.asarray(found.numbers.gradient)
    climbs = ["its conjugate", "it"] if gradient.any() else ["–", "–"]
    return {
        "gradient of Re f at this z": ["JAX: ∂/∂x − i ∂/∂y", "PyTorch: ∂/∂x + i ∂/∂y"],
        "returns": [complex_numeral(gradient), complex_numeral(gradient * np.array([1.0, -1.0]))],
        "to climb, add a little of": climbs,
    }


def code(title: str, z: Sequence[float], dz: Sequence[float]) -> str:
    """What the programs compute, in one sentence."""
    return (
        f"Runs as pasted: w = {title} at z = {complex_numeral(z)} with "
        f"dz = {complex_numeral(dz)}, its real Jacobian, and what each library returns."
    )
