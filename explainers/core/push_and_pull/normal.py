"""JᵀJv, a push and then a pull, beside Hv of ½‖f‖², of which it is Gauss–Newton's part."""

from enum import Enum, auto
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from explainers.core.curvature.verdicts import Edge
from explainers.core.curvature.verdicts import found as curved_at
from explainers.core.kept import kept, part_of
from explainers.core.known import Known, Vector
from explainers.core.rounding import Array, cleared, is_rounding, product_error
from explainers.core.types import Map, Point, Value


class Apart(Enum):
    """How JᵀJv and Hv compare."""

    UNKNOWN = auto()
    """Rounding hides it, or ½‖f‖² is not known to have a Hessian."""
    NO_ERROR = auto()
    """Nothing is known to differ, and nothing in f(x) from 0."""
    ALIKE = auto()
    """Nothing is known to differ."""
    APART = auto()


class Normal(NamedTuple):
    """A push and then a pull of v, and the product of v that counts the curvature of f, too."""

    normal: Array
    """JᵀJv."""
    hessian: Array
    """Hv, with H the Hessian of ½‖f‖² = JᵀJ + Σ fᵢ∇²fᵢ."""
    rest: Array
    """Hv − JᵀJv; what is only rounding is 0."""
    apart: Apart


@kept
def halved(f: Map) -> Map:
    """The map x ↦ ½‖f(x)‖², with one output; the same object each time."""

    def half(x: Point) -> Value:
        value = f(x)
        return jnp.reshape(jnp.dot(value, value) / 2, (1,))

    return part_of(f, half)


class Length(Enum):
    """How long Jv is, for one who would take it as u."""

    USUAL = auto()
    NOTHING = auto()
    TOO_FAR = auto()


def reach(found: Known, farthest: float) -> Length:
    """Whether Jv can be taken as u, whose entries go so far."""
    push = np.abs(np.asarray(found.numbers.push))
    if not push.any():
        return Length.NOTHING
    return Length.USUAL if (push <= farthest).all() else Length.TOO_FAR


def is_pushed(found: Known, u: Vector) -> bool:
    """Whether u is Jv, and not 0."""
    push, errors = np.asarray(found.numbers.push), np.asarray(found.errors.push)
    weights = np.asarray(u, float)
    near = np.abs(weights - push) <= errors + np.finfo(float).eps * np.abs(push)
    return bool(weights.any() and near.all())


def normal(f: Map, found: Known, x: Vector, v: Vector) -> Normal:
    """JᵀJv and Hv at x; what is known of f there has to be finite."""
    matrix, errors = np.asarray(found.numbers.jacobian), np.asarray(found.errors.jacobian)
    push, push_errors = np.asarray(found.numbers.push), np.asarray(found.errors.push)
    bent = curved_at(halved(f), x, v, 1.0)
    product, product_errors = np.asarray(bent.numbers.product), np.asarray(bent.errors.product)
    with np.errstate(all="ignore"):
        pulled = push @ matrix
        pulled_errors = product_error(push, push_errors, matrix, errors)
        doubt = product_errors + pulled_errors
        doubt += 8 * len(x) * np.finfo(float).eps * (np.abs(product) + np.abs(pulled))
        rest = product - pulled
    known = all(np.isfinite(part).all() for part in (product, pulled, doubt))
    if bent.verdict.edge is not Edge.SMOOTH or not known:
        return Normal(pulled, product, rest, Apart.UNKNOWN)
    value, value_errors = np.asarray(found.numbers.value), np.asarray(found.errors.value)
    apart = Apart.APART
    if is_rounding(rest, doubt).all():
        zero = is_rounding(value, value_errors).all()
        apart = Apart.NO_ERROR if zero else Apart.ALIKE
    return Normal(
        cleared(pulled, pulled_errors), cleared(product, doubt), cleared(rest, doubt), apart
    )
