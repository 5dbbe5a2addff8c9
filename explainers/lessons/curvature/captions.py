"""What curvature says, in words: pure functions of JAX's numbers."""

from collections.abc import Sequence

import numpy as np

from explainers.core.curvature.numbers import RATES, SINGULAR, Curvature, Step, are_finite
from explainers.core.numerals import numeral, numerals
from explainers.measure.hessians import Record

LEVEL = 1e-9
"""A gradient smaller than this part of the curvature times the point is taken for zero."""


def symmetry(found: Curvature, v: Sequence[float]) -> str:
    """That H is symmetric, and that one product gives what H, formed, gives."""
    hessian, product = np.asarray(found.hessian), np.asarray(found.product)
    size = max(1e-300, float(np.abs(hessian).max()))
    apart = float(np.abs(hessian - hessian.T).max())
    off = float(np.abs(product - found.formed).max())
    if len(hessian) == 1:
        told = "With one input H is a single number, f″."
    elif apart == 0:
        told = "H is symmetric, to the last digit."
    else:
        told = (
            f"H is symmetric, but for rounding of {numeral(apart / size, 1)} of its largest entry."
        )
    agree = "exactly" if off == 0 else f"to {numeral(off, 1)}"
    return (
        f"{told} With v = {numerals(v)}, one sweep gives Hv = **{numerals(product)}**, and the "
        f"formed H times v agrees {agree}."
    )


def kind(found: Curvature) -> str:
    """What the quadratic model looks like, and where Newton's step goes on it."""
    values = np.asarray(found.curvatures)
    steepest = float(np.abs(values).max())
    flat = np.abs(values) <= SINGULAR * steepest
    up, down = bool((values[~flat] > 0).any()), bool((values[~flat] < 0).any())
    listed = ", ".join(numeral(0.0 if zero else z) for z, zero in zip(values, flat, strict=True))
    told = f"The curvatures of f at x, the eigenvalues of H, are {listed}. "
    if steepest == 0:
        return told + "f has no curvature here: there is no quadratic model to step on."
    rest = (
        " Along the direction with curvature 0 the model is a straight line and has no level "
        "point, so the step leaves that direction out."
        if flat.any()
        else ""
    )
    if up and down:
        return (
            told + "The model is a **saddle**: it bends up one way and down another. Newton's step "
            "asks only where the model is level, and that is the saddle, not a minimum. A step "
            "against the gradient goes down." + rest
        )
    if up:
        return (
            told + "The model is a **bowl**, and Newton's step goes straight to its bottom." + rest
        )
    return (
        told + "The model is a **hill**: Newton's step climbs to its top, while a step against the "
        "gradient goes down." + rest
    )


def steps(found: Curvature) -> str:
    """Table of steps: what each model promised of f, and what f did."""
    rows = [
        "| η | ∇f·s | ∇f·s + ½sᵀHs | f(x + s) − f(x) |",
        "|:--|--:|--:|--:|",
    ]
    for index, rate in enumerate(RATES):
        step = Step(*(np.asarray(part)[index] for part in found.descents))
        name = f"{numeral(rate)}/∣λ∣ = {numeral(float(found.rates[index]), 2)}"
        rows.append(_row(name, step))
    rows.append(_row("**Newton**", found.newton))
    return "\n".join(rows)


def _row(name: str, step: Step) -> str:
    promised = [float(z) for z in step[1:]]
    texts = [numeral(z) if np.isfinite(z) else "not defined" for z in promised]
    return f"| {name} | {' | '.join(texts)} |"


def verdict(found: Curvature) -> str:
    """Which of the steps went lowest, and where a gradient step goes wrong."""
    gradient = float(np.linalg.norm(found.gradient))
    size = float(np.abs(found.curvatures).max())
    if gradient <= LEVEL * max(size, 1e-300):
        return "∇f is zero at this x: no step is suggested, by either."
    truths = np.append(np.asarray(found.descents.true)[: len(RATES)], float(found.newton.true))
    if not np.isfinite(truths).any():
        return "f is not defined where these steps lead."
    lowest = int(np.nanargmin(truths))
    name = (
        "Newton's step"
        if lowest == len(RATES)
        else f"the gradient step with η = {numeral(RATES[lowest])}/∣λ∣"
    )
    told = f"Of these, {name} goes lowest."
    if (np.asarray(found.curvatures) > 0).all():
        told += (
            " Beyond η = 2/∣λ∣ a step along the steepest curvature lands higher on the other side "
            "of the bowl."
        )
    return told


def costs(record: Record) -> str:
    """Table of what was measured: Hessians and one product, in units of one gradient."""
    seconds = record.seconds
    sizes = list(seconds)
    names = {
        "hvp": "Hv, forward over reverse",
        "forward over reverse": "H, forward over reverse",
        "reverse over reverse": "H, reverse over reverse",
        "reverse over forward": "H, reverse over forward",
        "forward over forward": "H, forward over forward",
    }
    head = " | ".join(f"n = {n}" for n in sizes)
    rows = [f"| In gradients | {head} |", "|:--|" + "--:|" * len(sizes)]
    for key, name in names.items():
        cells = " | ".join(numeral(seconds[n][key] / seconds[n]["gradient"], 2) for n in sizes)
        rows.append(f"| {name} | {cells} |")
    return "\n".join(rows)


def measured_on(record: Record) -> str:
    """Where and when the costs were measured."""
    return (
        f"Recorded on {record.date} with JAX {record.jax} on {record.machine}, for "
        "f(x) = Σ tanh(Wx)² with n units. To measure on yours: make bench-hessians."
    )


def undefined(found: Curvature) -> bool:
    """Whether there is no curvature to speak of at x."""
    return not are_finite(found)


def outputs(m: int) -> str:
    """Why a function with several outputs is not taken."""
    return (
        f"This function has {m} outputs; curvature here is that of a single one. "
        "Type one expression, without brackets around it."
    )


def code(title: str, x: Sequence[float], v: Sequence[float]) -> str:
    """What the programs compute, in one sentence."""
    return (
        f"Runs as pasted: ∇f, Hv by one product, H, its eigenvalues and Newton's step of “{title}” "
        f"at x = {numerals(x)}, with v = {numerals(v)}."
    )
