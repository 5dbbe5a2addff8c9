"""Steps of a sum of losses that take G for H: Gauss and Newton's, and Levenberg and Marquardt's.

The places are JAX's, in float64. A step is found by the singular values of √L·J, which are known
better than the eigenvalues of G, their squares. Where z is linear G is H, and a Gauss–Newton step
is Newton's.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from explainers.core.curvature.fits import Fit
from explainers.core.curvature.gauss import Parts, is_linear, matrices_at, parts_at, roots_at
from explainers.core.curvature.numbers import Vector, bend
from explainers.core.curvature.race import LONGEST, End, Path, derived, newton, value_errors
from explainers.core.rounding import UNIT, bounded, cleared
from explainers.core.rounding import Array as Numbers
from explainers.core.types import Map

FIRST = 1e-3
"""The first μ of damped steps, in units of the largest entry on the diagonal of G at x."""
TENFOLD = 10.0
"""By what μ grows where f would not fall, and is divided where it falls."""
_NOTHING = 1e-14
"""A singular value below this part of the largest is only rounding beside any μ that is tried."""
TRIES = 30
"""How often μ grows at one place, at most."""


class Fitted(NamedTuple):
    """The paths of steps that take G for H."""

    gauss: Path
    """−pinv(G)∇f: without the directions in which G is not known to bend."""
    damped: Path
    """−(G + μI)⁻¹∇f, with a μ after which f falls: Levenberg and Marquardt's."""
    dampings: tuple[float, ...]
    """The μ of each damped step that is taken."""


@np.errstate(all="ignore")
def fitted(f: Map, fit: Fit, x: tuple[float, ...]) -> Fitted:
    """The paths from x of a sum of losses, which is smooth."""
    damped = _Damped(f)
    linear = is_linear(fit, len(x))
    fast = newton(f, x) if linear else _walk(f, fit, x, lambda here: _gauss(fit, here))
    slow = _walk(f, fit, x, damped)
    return Fitted(fast, slow, tuple(damped.taken[: slow.steps]))


class _Here(NamedTuple):
    """A place, f there, and G = AᵀA by the singular values and vectors of A = √L·J.

    Of J itself they are known better than of G, whose eigenvalues are their squares.
    """

    x: Vector
    value: float
    sizes: Vector
    """Singular values, the largest first; what is only rounding is 0."""
    parts: Vector
    """∇f along the right singular vectors."""
    directions: Numbers
    """Right singular vectors, one a column."""


def _here(x: Vector, value: float, parts: Parts[Numbers]) -> _Here:
    jacobian, slopes, weights = parts[:3]
    roots = np.sqrt(np.maximum(weights, 0.0))  # rounding may take a weight below 0
    left, sizes, right = np.linalg.svd(roots[:, None] * jacobian, full_matrices=False)
    weighed = weights > 0
    # What has no weight is no part of G, but of ∇f.
    others = right @ (jacobian.T @ np.where(weighed, 0.0, slopes))
    inside = left.T @ np.where(weighed, slopes / np.where(weighed, roots, 1.0), 0.0)
    bent = sizes > _NOTHING * sizes[0]
    along = np.where(bent, sizes * inside + others, right @ (jacobian.T @ slopes))
    return _Here(x, value, np.where(bent, sizes, 0.0), along, right.T)


def _gauss(fit: Fit, here: _Here) -> Vector | End:
    """By Weyl's inequality each singular value is moved by at most the norm of all errors."""
    scaled, errors = roots_at(fit, here.x)
    doubt = np.linalg.norm(errors) + 8 * max(scaled.shape) * UNIT * here.sizes[0]
    bent = here.sizes > doubt
    if not bent.any():
        return End.STRAIGHT
    shrunk = np.where(bent, here.parts / np.where(bent, here.sizes, 1.0) ** 2, 0.0)
    return -here.directions @ shrunk


class _Damped:
    """Levenberg and Marquardt's steps, with what they keep from one to the next."""

    def __init__(self, f: Map) -> None:
        self._f = f
        self._damping: float | None = None
        self.taken: list[float] = []

    def __call__(self, here: _Here) -> Vector | End:
        """The first step after which f falls, of those that μ makes ever shorter."""
        if self._damping is None:
            self._damping = FIRST * float((here.directions**2 @ here.sizes**2).max())
        for _ in range(TRIES):
            step = -here.directions @ (here.parts / (here.sizes**2 + self._damping))
            if derived(self._f, here.x + step)[0] < here.value:
                self.taken.append(self._damping)
                self._damping /= TENFOLD
                return step
            self._damping *= TENFOLD
        return End.STUCK


def _walk(f: Map, fit: Fit, x: tuple[float, ...], step: Callable[[_Here], Vector | End]) -> Path:
    """The path of steps by G; what rounding hides is found for all places at once, and cut off."""
    here, end = np.asarray(x, float), None
    places, now = [here], derived(f, here)
    values = [now[0]]
    while len(places) <= LONGEST:
        parts = parts_at(f, fit, here, np.zeros_like(here))
        if not np.isfinite(parts.matrix).all() or not np.any(parts.matrix):
            end = End.STRAIGHT
            break
        taken = step(_here(here, float(now[0]), parts))
        if isinstance(taken, End):
            end = taken
            break
        here, now = here + taken, derived(f, here + taken)
        if not all(np.isfinite(part).all() for part in now):
            end = End.LOST
            break
        places.append(here)
        values.append(now[0])
    stacked = np.array(places)
    hidden = [_hidden(*one) for one in zip(*_known(f, fit, stacked[:LONGEST]), strict=True)]
    last = next((k for k, why in enumerate(hidden) if why), None)
    if last is not None:
        stacked, end = stacked[: last + 1], hidden[last]
    return Path(stacked, np.array(values)[: len(stacked)], value_errors(f, stacked), end)


def _known(f: Map, fit: Fit, places: Numbers) -> tuple[Numbers, ...]:
    """∇f and G at each place, each with its errors."""
    slopes = bend(f, places.shape[1])
    assert slopes is not None, "the functions of the app have tapes"
    found = bounded(slopes, places, spacing=True)
    return found.values, found.value_errors, *matrices_at(fit, places)


def _hidden(gradient: Vector, errors: Vector, matrix: Numbers, doubt: Numbers) -> End | None:
    if not cleared(gradient, errors).any():
        return End.STILL
    return None if (np.abs(matrix) > doubt).any() else End.STRAIGHT
