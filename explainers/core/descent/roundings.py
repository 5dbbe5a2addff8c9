"""How far rounding may have moved what is computed of a risk: a mean over samples.

The program of one sample's loss (``tape``) says how far rounding moves it, its slopes and its
curvatures; their mean is a product with a row of 1/B.
"""

from typing import Any, NamedTuple, TypeAlias

import jax
import numpy as np
from jax import Array
from jaxtyping import Bool, Float

from explainers.core.descent.risks import Risk
from explainers.core.kept import kept_with
from explainers.core.rounding import UNIT, bounded, product_error
from explainers.core.tape import Tape, UnsupportedPrimitive, tape
from explainers.core.types import Map, Point

Rows: TypeAlias = Float[np.ndarray, "places samples"]
_MOST = 50_000
"""Points at which a program is replayed at once."""


class Sharpness(NamedTuple):
    """Bounds of the rounding errors of a mean loss, its gradient, and each sample's weight u."""

    value: Float[np.ndarray, " places"]
    slope: Float[np.ndarray, "places 2"]
    u: Rows
    ties: Bool[np.ndarray, " places"]
    """Whether the program of some sample is where its pieces meet."""


@kept_with("outputs")
def _one(risk: Risk) -> Map:
    """(a, b, x, y) ↦ the loss of one sample."""

    def loss(z: Point) -> Array:
        return risk.loss(risk.outputs(z[:2], z[2:3], z[3:4]), z[3:4])

    return loss


@kept_with("outputs")
def _slopes(risk: Risk) -> Map:
    return jax.grad(lambda z: _one(risk)(z)[0])


def values_of(risk: Risk) -> Tape | None:
    """Program of one sample's loss and its slopes in (a, b, x, y); None if it is too long."""
    return _taped(_one(risk))


def slopes_of(risk: Risk) -> Tape | None:
    """Program of those slopes and of the Hessian; None if it is too long."""
    return _taped(_slopes(risk))


def _taped(f: Map) -> Tape | None:
    try:
        return tape(f, 4)
    except UnsupportedPrimitive:
        return None


def points(theta: Any, x: Rows, y: Rows) -> Float[np.ndarray, "points 4"]:
    """Each place of ``theta`` with each of its samples, as points of one sample's program."""
    placed = np.broadcast_to(np.asarray(theta, float)[:, None, :], (*x.shape, 2))
    return np.concatenate([placed, x[..., None], y[..., None]], axis=-1).reshape(-1, 4)


def sharpness(
    risk: Risk, theta: Float[np.ndarray, "places 2"], x: Rows, y: Rows
) -> Sharpness | None:
    """Bounds at each place, for the samples of that place; None if the program is too long.

    ``x`` and ``y`` may have one row for all places. A sample's weight u is the slope of its loss
    in the offset b, over B, where there are samples, and 1 where there are none.
    """
    program = values_of(risk)
    count = x.shape[1]
    if program is None:
        return None
    back = np.arange(len(theta))
    if len(x) == 1:  # runs that rest ask the same of many steps
        theta, back = np.unique(theta, axis=0, return_inverse=True)
        x, y = (np.broadcast_to(part, (len(theta), count)) for part in (x, y))
    stride = max(1, _MOST // count)
    parts = [
        _sharpness(program, theta[k : k + stride], x[k : k + stride], y[k : k + stride])
        for k in range(0, len(theta), stride)
    ]
    value, slope, u, ties = (
        np.concatenate(part)[back.ravel()] for part in zip(*parts, strict=True)
    )
    return Sharpness(value, slope, u if risk.sampled else np.zeros_like(u), ties)


def _sharpness(program: Tape, theta: Float[np.ndarray, "places 2"], x: Rows, y: Rows) -> Sharpness:
    count = x.shape[1]
    found = bounded(program, points(theta, x, y))
    values, errors, slopes, slope_errors = (
        part.reshape(*x.shape, -1)
        for part in (
            found.values,
            found.value_errors,
            found.jacobians[:, 0, :2],
            found.jacobian_errors[:, 0, :2],
        )
    )
    mean = np.full((1, count), 1 / count)
    with np.errstate(over="ignore", invalid="ignore"):
        return Sharpness(
            product_error(mean, UNIT * mean, values, errors)[:, 0, 0],
            product_error(mean, UNIT * mean, slopes, slope_errors)[:, 0],
            slope_errors[..., 1] / count,
            np.asarray(found.ties.reshape(x.shape).any(axis=1)),
        )
