"""The Gauss–Newton matrix G = JᵀLJ of a sum of losses: the Hessian but for what bends inside.

J is the Jacobian of z at x, L the diagonal of the losses' curvatures at z. Then
H = G + Σ ℓᵢ′(zᵢ)∇²zᵢ (Schraudolph 2002, Fast curvature matrix-vector products for second-order
gradient descent, section 2). A product with G pushes, weighs and pulls.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Generic, NamedTuple, TypeVar

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.typing import ArrayLike

from explainers.core.curvature.fits import Fit
from explainers.core.curvature.numbers import program
from explainers.core.curvature.verdicts import Found
from explainers.core.executable import Executable
from explainers.core.host import on_host
from explainers.core.kept import kept, part_of
from explainers.core.rounding import UNIT, bounded, cleared, product_error
from explainers.core.rounding import Array as Numbers
from explainers.core.tape import Tape
from explainers.core.types import Map, Point, Tangent, Value

A = TypeVar("A")
"""An array of JAX, or of NumPy."""


class Parts(NamedTuple, Generic[A]):
    """What a product with G passes through at x, and what G is made of."""

    jacobian: A
    """J, of z: k × n."""
    slopes: A
    """ℓ′(z): k."""
    weights: A
    """ℓ″(z), the diagonal of L: k."""
    push: A
    """Jv: k."""
    weighed: A
    """L·Jv: k."""
    product: A
    """Gv = Jᵀ(L·Jv): n."""
    matrix: A
    """G, its products with all eⱼ: n × n."""
    squared: A
    """Σ gᵢgᵢᵀ, n × n, with gᵢ the gradient of a single loss: a likelihood's empirical Fisher."""


class Apart(Enum):
    """How G and H compare at x."""

    UNKNOWN = auto()
    """Rounding hides it, or a number is not finite."""
    HIDDEN = auto()
    """z is linear in x, and so they are the same, but rounding hides what they are."""
    LINEAR = auto()
    """z is linear in x, and so they are the same at every x."""
    LEVEL = auto()
    """Nothing is known to differ, and no slope ℓᵢ′(zᵢ) is known to differ from 0."""
    ALIKE = auto()
    """Nothing is known to differ."""
    APART = auto()


class Gauss(NamedTuple):
    """A product with G beside one with H, and how they compare; what is only rounding is 0."""

    parts: Parts[Numbers]
    errors: Parts[Numbers]
    rest: Numbers
    """H − G."""
    rest_errors: Numbers
    apart: Apart
    differs: bool
    """Whether Gv and Hv are known to differ."""
    alike: bool | None
    """Whether Σ gᵢgᵢᵀ is not known to differ from G; None where rounding hides it."""


def slopes(fit: Fit) -> Map:
    """The map z ↦ ℓ′(z); the same object each time."""
    return _slopes(fit.losses)


@kept
def _slopes(losses: Map) -> Map:
    return part_of(losses, jax.grad(lambda z: jnp.sum(losses(z))))


def product(fit: Fit, x: Point, v: Tangent) -> tuple[Value, Value, Point]:
    """Jv, L·Jv and Gv: a push, a push through the slopes of the losses, and a pull."""
    z, pull = jax.vjp(fit.outputs, x)
    _, push = jax.jvp(fit.outputs, (x,), (v,))
    _, weighed = jax.jvp(slopes(fit), (z,), (push,))
    return push, weighed, pull(weighed)[0]


def _parts(fit: Fit) -> Callable[[Point, Tangent], Parts[Array]]:
    def parts(x: Point, v: Tangent) -> Parts[Array]:
        z, jacobian = fit.outputs(x), jax.jacfwd(fit.outputs)(x)
        slope, weights = jax.jvp(slopes(fit), (z,), (jnp.ones_like(z),))
        matrix = jax.vmap(lambda e: product(fit, x, e)[-1])(jnp.eye(len(x)))
        singles = slope[:, None] * jacobian
        return Parts(jacobian, slope, weights, *product(fit, x, v), matrix, singles.T @ singles)

    return parts


@kept
def compiled(f: Map, fit: Fit) -> Callable[[ArrayLike, ArrayLike], Parts[Array]]:
    """All of them as one program of x and v, kept with f."""
    return Executable(_parts(fit))


def parts_at(f: Map, fit: Fit, x: Numbers, v: Numbers) -> Parts[Numbers]:
    """All of them, on the host."""
    return on_host(compiled(f, fit)(x, v))


def _tape(of: Map, n: int) -> Tape:
    found = program(of, n)
    assert found is not None, "the functions of the app have tapes"
    return found


def is_linear(fit: Fit, n: int) -> bool:
    """Whether the program of z has a Jacobian of constants."""
    tape = _tape(fit.outputs, n)
    return all(n <= slot < n + len(tape.constants) for slot in tape.jacobian)


class _Doubted(NamedTuple):
    """The factors of G at x, with their errors."""

    jacobian: Numbers
    jacobian_errors: Numbers
    slopes: Numbers
    slope_errors: Numbers
    weights: Numbers
    weight_errors: Numbers


def _factors(fit: Fit, points: Numbers) -> list[_Doubted]:
    """At each of k points, one a row."""
    inside = bounded(_tape(fit.outputs, points.shape[1]), points, spacing=True)
    z, loose = inside.values, inside.value_errors
    outside = bounded(_tape(slopes(fit), z.shape[1]), z, loose=loose)
    weights = (outside.jacobians, outside.jacobian_errors)
    diagonals = (np.diagonal(part, axis1=1, axis2=2) for part in weights)
    rows = (inside.jacobians, inside.jacobian_errors, outside.values, outside.value_errors)
    return [_Doubted(*one) for one in zip(*rows, *diagonals, strict=True)]


def _bounds(known: _Doubted, v: Numbers) -> Parts[Numbers]:
    """How far rounding may have moved each of them."""
    j, ej, s, es, w, ew = known
    push = product_error(j, ej, v, np.zeros_like(v))
    weighed = product_error(np.diag(w), np.diag(ew), j @ v, push)
    rows = product_error(np.diag(w), np.diag(ew), j, ej)
    singles = product_error(np.diag(s), np.diag(es), j, ej)
    return Parts(
        *(ej, es, ew, push, weighed),
        product_error(j.T, ej.T, w * (j @ v), weighed),
        product_error(j.T, ej.T, w[:, None] * j, rows),
        product_error((s[:, None] * j).T, singles.T, s[:, None] * j, singles),
    )


def matrices_at(fit: Fit, points: Numbers) -> tuple[Numbers, Numbers]:
    """G at each of k points by the programs of z and ℓ′, and its errors."""
    still = np.zeros(points.shape[1])
    factors = _factors(fit, points)
    matrices = [one.jacobian.T @ (one.weights[:, None] * one.jacobian) for one in factors]
    return np.array(matrices), np.array([_bounds(one, still).matrix for one in factors])


def roots_at(fit: Fit, x: Numbers) -> tuple[Numbers, Numbers]:
    """√L·J at x, k × n, by the programs of z and ℓ′, and its errors."""
    (known,) = _factors(fit, x[None])
    low, roots, high = (
        np.sqrt(np.maximum(known.weights + side * known.weight_errors, 0.0)) for side in (-1, 0, 1)
    )
    moved = np.maximum(roots - low, high - roots) + 2 * UNIT * roots
    scaled = roots[:, None] * known.jacobian
    return scaled, product_error(
        np.diag(roots), np.diag(moved), known.jacobian, known.jacobian_errors
    )


@np.errstate(all="ignore")
def gauss(f: Map, fit: Fit, found: Found, v: tuple[float, ...]) -> Gauss:
    """G and its product beside H and its own, of which ``found`` knows at x."""
    x, along = found.x, np.asarray(v, float)
    (known,) = _factors(fit, x[None])
    bounds = _bounds(known, along)
    parts = parts_at(f, fit, x, along)
    matrix, hessian = parts.matrix, np.asarray(found.numbers.hessian)
    doubt = bounds.matrix + found.errors.hessian + UNIT * (np.abs(matrix) + np.abs(hessian))
    rest = cleared(hessian - matrix, doubt)
    between = parts.product - np.asarray(found.numbers.product)
    room = bounds.product + found.errors.product + UNIT * np.abs(between)
    doubts = (matrix, hessian, doubt, between, room)
    lost = not all(bool(np.isfinite(one).all()) for one in doubts)
    return Gauss(
        parts=Parts(*(cleared(z, e) for z, e in zip(parts, bounds, strict=True))),
        errors=bounds,
        rest=rest,
        rest_errors=doubt,
        apart=_apart(fit, rest, known, lost),
        differs=bool((np.abs(between) > room).any()),
        alike=_alike(parts, bounds),
    )


def _apart(fit: Fit, rest: Numbers, known: _Doubted, lost: bool) -> Apart:
    if is_linear(fit, len(rest)):
        return Apart.HIDDEN if lost else Apart.LINEAR
    if lost:
        return Apart.UNKNOWN
    if rest.any():
        return Apart.APART
    return Apart.ALIKE if cleared(known.slopes, known.slope_errors).any() else Apart.LEVEL


def _alike(parts: Parts[Numbers], bounds: Parts[Numbers]) -> bool | None:
    apart = np.abs(parts.matrix - parts.squared)
    room = bounds.matrix + bounds.squared + UNIT * apart
    if not (np.isfinite(apart).all() and np.isfinite(room).all()):
        return None
    return bool((apart <= room).all())
