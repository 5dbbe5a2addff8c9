"""Whether a complex function has a derivative at z, and what J makes of a small circle.

The real Jacobian carries a bound of its rounding error, and so do the two Cauchy–Riemann
residues. A function put together from analytic functions alone satisfies both wherever it is
defined and does not switch branches.
"""

from enum import StrEnum
from typing import Any, Literal, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float
from numpy import ndarray

from explainers.core.complex_plane.evaluate import ComplexMap
from explainers.core.kept import kept
from explainers.core.rounding import SAFE, UNIT, Bounded, bounded, is_rounding, product_error
from explainers.core.tape import tape
from explainers.core.types import Map

ANALYTIC = frozenset(
    (
        *("add", "add_any", "sub", "mul", "div", "neg", "integer_pow", "square"),
        *("exp", "log", "sqrt", "sin", "cos", "sinh", "cosh"),
        *("convert_element_type", "copy", "jit", "pjit", "custom_jvp_call"),
    )
)
"""Primitives that are analytic functions of a complex number, and those that only call others."""
FINE = 1e-6
"""Where Cauchy–Riemann holds but for rounding, and rounding is below this part of ∂f/∂z, f′(z)
is known; elsewhere nothing is."""
BESIDE = (2.0**-28, 2.0**-40)
"""How far from z, in units of |z|, it is looked at for jumps and kinks."""
DIRECTIONS = 16

Image: TypeAlias = Literal["point", "circle", "mirrored", "segment", "ellipse", "unknown"]
"""What J makes of a small circle about z."""


class Kind(StrEnum):
    """What is known of f′(z)."""

    VALUE = "value"
    """f(z) is not finite."""
    JACOBIAN = "jacobian"
    """f(z) is finite, and the Jacobian is not."""
    JUMP = "jump"
    """There is none: f jumps at z."""
    KINK = "kink"
    """There is none: f is continuous, and J jumps at z."""
    NONE = "none"
    """There is none: Cauchy–Riemann fails."""
    DERIVATIVE = "derivative"
    """It exists."""
    UNKNOWN = "unknown"
    """Rounding is as large as J."""


class Verdict(NamedTuple):
    """What is known, with the bounds that it rests on."""

    kind: Kind
    image: Image
    errors: Float[ndarray, "2 2"]
    """Of J, where each part of z is itself rounded."""
    apart: bool
    """Whether forward and reverse mode, with holomorphic=True, are known to disagree."""
    drowned: bool
    """Whether J is known neither to differ from 0 nor to be 0."""

    @property
    def part_errors(self) -> Float[ndarray, "2"]:
        """Of the real and the imaginary part of ∂f/∂z, and of ∂f/∂z̄."""
        (a, b), (c, d) = self.errors
        return np.array([a + d, b + c]) / 2


@kept
def is_analytic(g: ComplexMap) -> bool:
    """Whether the program of a complex function calls analytic functions alone."""
    return _is_analytic(jax.make_jaxpr(g)(jax.ShapeDtypeStruct((), jnp.complex128)).jaxpr)


def _is_analytic(jaxpr: Any) -> bool:
    inner = [
        getattr(part, "jaxpr", part)
        for equation in jaxpr.eqns
        for name, part in equation.params.items()
        if name in ("jaxpr", "call_jaxpr")
    ]
    names = {str(equation.primitive) for equation in jaxpr.eqns}
    return names <= ANALYTIC and all(map(_is_analytic, inner))


def judged(f: Map, g: ComplexMap, z: ndarray, value: ndarray, jacobian: ndarray) -> Verdict:
    """What is known of f′(z), where f(z) and J, by JAX, are these."""
    program = tape(f, 2)
    exactly, nearby = (bounded(program, z[None], spacing=spacing) for spacing in (False, True))
    rounded = nearby.jacobian_errors[0]
    kind = _kind(g, program, z, value, jacobian, exactly)
    drowned = bool(is_rounding(jacobian, rounded).all() and rounded.any())
    image = "unknown" if drowned or kind in _UNSEEN else _image(kind, jacobian, rounded)
    (_, b), (c, _) = jacobian
    apart = bool(abs(b + c) > rounded[0, 1] + rounded[1, 0])
    return Verdict(kind, image, rounded, apart, drowned)


_UNSEEN = (Kind.VALUE, Kind.JACOBIAN, Kind.JUMP, Kind.KINK, Kind.UNKNOWN)


def _kind(
    g: ComplexMap, program: Any, z: ndarray, value: ndarray, jacobian: ndarray, here: Bounded
) -> Kind:
    if not np.isfinite(value).all():
        return Kind.VALUE
    if not np.isfinite(jacobian).all():
        return Kind.JACOBIAN
    if here.ties[0]:
        beside = _beside(program, z, here)
        if beside is not None:
            return beside
    if is_analytic(g):
        return Kind.DERIVATIVE
    errors = here.jacobian_errors[0]
    missed, missed_errors = _residues(jacobian, errors)
    linear, linear_errors = _residues(jacobian * [[1, -1], [1, -1]], errors)
    if (np.abs(missed) > missed_errors).any():
        return Kind.NONE
    known = np.linalg.norm(linear_errors) <= FINE * np.linalg.norm(linear)
    return Kind.DERIVATIVE if known else Kind.UNKNOWN


def _residues(jacobian: ndarray, errors: ndarray) -> tuple[ndarray, ndarray]:
    """By how much the two Cauchy–Riemann equations fail, and how far rounding moved that."""
    (a, b), (c, d) = jacobian
    (ea, eb), (ec, ed) = errors
    failed = np.array([a - d, b + c])
    return failed, np.array([ea + ed, eb + ec]) + SAFE * UNIT * np.abs(failed)


def _beside(program: Any, z: ndarray, here: Bounded) -> Kind | None:
    """Whether f or J is another right beside z, and no less so the nearer one looks."""
    size = float(np.hypot(*z)) or 1.0
    angles = 2 * np.pi * (np.arange(DIRECTIONS) + 0.3) / DIRECTIONS
    turns = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    around = [bounded(program, z + size * distance * turns) for distance in BESIDE]
    for kind, parts in (
        (Kind.JUMP, ("values", "value_errors")),
        (Kind.KINK, ("jacobians", "jacobian_errors")),
    ):
        centre, doubt = (getattr(here, part)[0] for part in parts)
        far, near = (np.abs(getattr(one, parts[0]) - centre) for one in around)
        errors = getattr(around[1], parts[1]) + doubt
        if ((near > errors) & (near > far / 2)).any():
            return kind
    return None


def _image(kind: Kind, jacobian: ndarray, errors: ndarray) -> Image:
    if not jacobian.any():
        return "point"
    if kind is Kind.DERIVATIVE:
        return "circle"
    missed, missed_errors = _residues(jacobian, errors)
    linear, linear_errors = _residues(jacobian * [[1, -1], [1, -1]], errors)
    if is_rounding(missed, missed_errors).all():
        return "circle"
    if is_rounding(linear, linear_errors).all():
        return "mirrored"
    (a, b), (c, d) = jacobian
    moved = product_error(np.array([a, b]), errors[0], np.array([d, -c]), errors[1, ::-1])
    return "segment" if is_rounding(a * d - b * c, moved) else "ellipse"
