"""What is known of f at x, v and u: JAX's numbers, which of them are only rounding, and how f lies.

The numbers are those that the browser replays from the tape: finite where the tape is, so that
nothing changes its nature when a hand lets go. What JAX says otherwise is kept beside them.
"""

from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, cast

import jax.numpy as jnp
import numpy as np

from explainers.core import products
from explainers.core.host import on_host
from explainers.core.kept import kept
from explainers.core.products import Products
from explainers.core.rounding import (
    Array,
    Bounded,
    bounded,
    cleared,
    is_rounding,
    measured,
    product_error,
)
from explainers.core.tape import Tape, UnsupportedPrimitive, tape
from explainers.core.types import Map
from explainers.core.verdicts import Lie, Local, Slopes, local, smooth

KEPT = 1024
"""At how many places it is remembered what is known; the least recently used goes first."""


ADDS_UP = 2.0**-44
"""How far a product may be from the sum of its terms as they are shown, relative to them."""

Vector: TypeAlias = tuple[float, ...]


class Numbers(NamedTuple):
    """The numbers of f at x, v and u, or their errors, as ``Products`` has them, on the host."""

    value: Array
    jacobian: Array
    push: Array
    pull: Array
    pairing: Array
    moved: Array


class Known(NamedTuple):
    """What is known of f at x, v and u."""

    numbers: Numbers
    """What is shown: JAX's numbers, those that are only rounding as 0."""
    errors: Numbers
    """How far rounding may have moved each of them."""
    forward: Array
    """J as JAX's forward mode gives it."""
    reverse: Array
    """J as its reverse mode gives it; it was asked only where the two may differ."""
    local: Local

    @property
    def finite(self) -> bool:
        """Whether there is nothing among f(x), J and its products that is not finite."""
        return are_finite(self.numbers)

    @property
    def products(self) -> Products:
        """The numbers as figures are sent them."""
        return Products(*cast("Any", self.numbers))


def are_finite(numbers: Numbers) -> bool:
    """Whether f(x), J and all its products are finite; f(x + v) need not be."""
    shown = numbers._replace(moved=numbers.value)
    return all(bool(np.isfinite(part).all()) for part in shown)


@kept
def tape_of(f: Map, n: int) -> Tape | None:
    """The tape of f: ℝⁿ → ℝᵐ, or None if no list of scalar operations holds it."""
    try:
        return tape(f, n)
    except UnsupportedPrimitive:
        return None


@lru_cache(maxsize=KEPT)
def known(f: Map, x: Vector, v: Vector, u: Vector) -> Known:
    """What is known of f at x, v and u."""
    at, along, weights = (np.asarray(vector, float) for vector in (x, v, u))
    found = Numbers(*on_host(products.compiled(f)(at, along, weights)))
    bounds = bounds_of(f, np.stack([at, at + along]), spacing=True)
    taped = tape_of(f, len(x)) is not None
    forward = reverse = found.jacobian
    if not taped and not np.isfinite(found.jacobian).all():
        forward, reverse = on_host(products.modes(f, jnp.asarray(at)))
    here = _here(found, bounds, bounds.jacobians[0] if taped else reverse)
    numbers = _multiplied(here, along, weights)
    errors = _errors(bounds, numbers, along, weights)
    shown = Numbers(*map(cleared, numbers, errors))
    with np.errstate(all="ignore"):
        still = is_rounding(shown.moved - shown.value, errors.moved + errors.value)
        still &= np.isfinite(errors.moved + errors.value)
    shown = shown._replace(moved=np.where(still, shown.value, shown.moved))
    odd = not (_same_nature(found, numbers) and are_finite(numbers))
    if not odd and not (bounds.ties[0] or bounds.edges[0]):
        return Known(shown, errors, forward, reverse, smooth(shown.jacobian, errors.jacobian))
    lies = local(lambda points: bounds_of(f, points), at)
    if odd or not _TAME.issuperset(lies.whole):
        forward, reverse = on_host(products.modes(f, jnp.asarray(at)))
    return Known(shown, errors, forward, reverse, lies)


_TAME = {Lie.SMOOTH, Lie.KINK, Lie.JUMP}
"""Where f lies so, neither mode meets anything that is not finite."""


def bounds_of(f: Map, points: Array, *, spacing: bool = False) -> Bounded:
    """F and J at k points, one a row, with bounds of their rounding errors."""
    program = tape_of(f, points.shape[1])
    if program is not None:
        return bounded(program, points, spacing=spacing)
    return measured(lambda k: on_host(products.sampled(f)(k)), points)


def _here(found: Numbers, bounds: Bounded, other: Array) -> Numbers:
    """JAX's numbers, but finite exactly where the replayed ones are."""
    return found._replace(
        value=_natured(found.value, bounds.values[0]),
        jacobian=_natured(found.jacobian, other),
        moved=_natured(found.moved, bounds.values[1]),
    )


def _natured(number: Array, other: Array) -> Array:
    return np.where(np.isfinite(number) & np.isfinite(other), number, other)


def _multiplied(found: Numbers, v: Array, u: Array) -> Numbers:
    """The same with products that are finite exactly where those of the J shown are."""
    with np.errstate(all="ignore"):
        push = _agreeing(found.push, found.jacobian, v)
        pull = _agreeing(found.pull, found.jacobian.T, u)
        return found._replace(push=push, pull=pull, pairing=_natured(found.pairing, u @ push))


def _agreeing(product: Array, matrix: Array, vector: Array) -> Array:
    """A product, but that of the J shown where the two were rounded otherwise, or are not finite.

    JAX forms no J on its way to a product: where most digits are lost, each loses its own.
    """
    summed = matrix @ vector
    apart = np.abs(product - summed) > ADDS_UP * (np.abs(matrix) @ np.abs(vector))
    return _natured(np.where(apart, summed, product), summed)


def _same_nature(found: Numbers, numbers: Numbers) -> bool:
    return all(
        bool((np.isfinite(one) == np.isfinite(other)).all())
        for one, other in zip(found, numbers._replace(moved=found.moved), strict=True)
    )


def _errors(bounds: Bounded, numbers: Numbers, v: Array, u: Array) -> Numbers:
    exact = np.zeros_like
    entries = bounds.jacobian_errors[0]
    with np.errstate(all="ignore"):
        push = product_error(numbers.jacobian, entries, v, exact(v))
        return Numbers(
            value=bounds.value_errors[0],
            jacobian=entries,
            push=push,
            pull=product_error(u, exact(u), numbers.jacobian, entries),
            pairing=product_error(u, exact(u), numbers.push, push),
            moved=bounds.value_errors[1],
        )


# What J's numbers are -------------------------------------------------------------------------


def is_derivative(known: Known, row: int, column: int) -> bool:
    """Whether an entry of J is, but for rounding, the derivative of an output along an axis."""
    numbers, errors = known.numbers.jacobian, known.errors.jacobian
    slopes = known.local.along[row][column]
    return _is_slope(numbers[row, column], errors[row, column], slopes)


def is_gradient(known: Known, row: int) -> bool:
    """Whether a row of J is, but for rounding, the gradient of an output."""
    return _is_row(known.numbers.jacobian[row], known.errors.jacobian[row], known.local, row)


def _is_row(numbers: Array, errors: Array, lies: Local, row: int) -> bool:
    """Whether a row of J is, but for rounding, the gradient of an output."""
    return lies.whole[row] is Lie.SMOOTH and all(
        _is_slope(number, error, slopes)
        for number, error, slopes in zip(numbers, errors, lies.along[row], strict=True)
    )


def _is_slope(number: np.float64, error: np.float64, slopes: Slopes) -> bool:
    away = abs(number - (slopes.ahead / 2 + slopes.behind / 2))
    return slopes.lie is Lie.SMOOTH and bool(away <= slopes.error + error)
