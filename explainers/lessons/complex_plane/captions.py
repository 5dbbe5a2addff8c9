"""What the lesson on the complex plane says, in words: pure functions of the numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from explainers.core.complex_plane import TOLERANCE, Settled
from explainers.core.numerals import numeral


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
    if not found.is_finite:
        return "Here f or its Jacobian is not finite: there is nothing to split."
    if found.accepted:
        return (
            f"Here the rest vanishes: dw = ({complex_numeral(now.linear)})·dz for every small dz, "
            f"so f′(z) = {complex_numeral(now.linear)}."
        )
    return (
        f"Here A = {complex_numeral(now.linear)} and B = {complex_numeral(now.rest)}: "
        "dw = A·dz + B·conj(dz). How fast f changes depends on the direction of dz, so there is "
        f"no f′(z). Cauchy–Riemann misses by 2|B| = {numeral(float(now.residual))}."
    )


def returned(found: Settled) -> dict[str, list[str]]:
    """What each way to a derivative returns at this z: a table, column by column."""
    now = found.numbers
    checked = complex_numeral(now.linear) if found.accepted else "ValueError"
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
    now = found.numbers
    apart = float(np.hypot(*(now.forward - now.reverse)))
    if found.accepted:
        return "The promise is kept here: both modes return f′(z)."
    if apart > TOLERANCE * float(np.linalg.norm(now.jacobian)):
        return (
            "The promise is broken, and the two modes disagree: a number from one of them alone "
            "would have passed for f′(z)."
        )
    return (
        "The promise is broken, and even so both modes return the same number. Nothing gives it "
        "away: only the check does."
    )


def gradients(found: Settled) -> dict[str, list[str]]:
    """The gradient of Re f in both libraries: a table, column by column."""
    gradient = np.asarray(found.numbers.gradient)
    return {
        "gradient of Re f at this z": ["JAX: ∂/∂x − i ∂/∂y", "PyTorch: ∂/∂x + i ∂/∂y"],
        "returns": [complex_numeral(gradient), complex_numeral(gradient * np.array([1.0, -1.0]))],
        "to climb, add a little of": ["its conjugate", "it"],
    }


def code(title: str, z: Sequence[float], dz: Sequence[float]) -> str:
    """What the programs compute, in one sentence."""
    return (
        f"Runs as pasted: w = {title} at z = {complex_numeral(z)} with "
        f"dz = {complex_numeral(dz)}, its real Jacobian, and what each library returns."
    )
