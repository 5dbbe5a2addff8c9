"""Second derivatives of a scalar function: the Jacobian of its gradient, and what steps make of it.

A scalar function is a map to ℝ¹; its gradient is a map ℝⁿ → ℝⁿ, whose Jacobian is the Hessian.
Each number has a bound of its rounding error, and one that is nothing but rounding is 0.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import jax
import numpy as np
from jax.typing import ArrayLike
from jaxtyping import Array, Float
from numpy import ndarray

from explainers.core.curvature.spectrum import LOST, Spectrum, spectrum
from explainers.core.executable import Executable
from explainers.core.host import on_host
from explainers.core.kept import kept
from explainers.core.ready import ready
from explainers.core.rounding import UNIT, bounded, cleared, product_error
from explainers.core.rounding import Array as Numbers
from explainers.core.tape import Tape, UnsupportedPrimitive, tape
from explainers.core.types import Gradient, Map, Matrix, Point, Tangent

Number: TypeAlias = Float[ndarray, ""]
Vector: TypeAlias = Float[ndarray, " n"]
Square: TypeAlias = Float[ndarray, "n n"]

RATES = (0.25, 0.5, 1.0, 1.5, 2.5)
"""Rates of gradient steps that are compared, in units of 1/|λ|, λ the steepest curvature."""


class Step(NamedTuple):
    """A change of x: what each model promised of f, and what f did."""

    step: Vector
    linear: Number
    """∇f·s."""
    quadratic: Number
    """∇f·s + sᵀHs/2."""
    true: Number
    """f(x + s) − f(x)."""


class Steps(NamedTuple):
    """Several of them, stacked."""

    step: Float[ndarray, "k n"]
    linear: Float[ndarray, " k"]
    quadratic: Float[ndarray, " k"]
    true: Float[ndarray, " k"]


class Curvature(NamedTuple):
    """Everything that the lesson shows of f at x."""

    value: Number
    gradient: Vector
    hessian: Square
    """By forward mode over reverse mode."""
    product: Vector
    """Hv by one forward sweep through the gradient, without H."""
    formed: Vector
    """H, formed, times v."""
    moved: Vector
    """∇f(x + v)."""
    curvatures: Vector
    """Eigenvalues of H, from the lowest to the highest."""
    directions: Square
    """Eigenvectors of H, one a column."""
    along: Step
    """v itself as a step."""
    newton: Step
    """−pinv(H)∇f: without the directions in which f is flat."""
    descents: Steps
    """Against the gradient at each of ``RATES`` and at the rate asked for."""
    rates: Float[ndarray, " k"]
    """Those rates."""


class Errors(NamedTuple):
    """How far rounding may have moved what has the same name; infinite where nothing is known."""

    gradient: Vector
    hessian: Square
    product: Vector
    curvatures: Vector
    newton: Step
    descents: Steps
    rates: Float[ndarray, " k"]


class Known(NamedTuple):
    """The numbers of f at x, and how well they are known."""

    numbers: Curvature
    errors: Errors
    spectrum: Spectrum
    """Of H, before what is only rounding is 0; of ones where H is not finite."""


class _Derived(NamedTuple):
    value: Float[Array, ""]
    gradient: Gradient
    hessian: Matrix
    product: Gradient
    moved: Gradient


def scalar(f: Map) -> Callable[[Point], Float[Array, ""]]:
    """The only output of f, as a number."""

    def value(x: Point) -> Float[Array, ""]:
        return f(x)[0]

    return value


@kept
def gradient_map(f: Map) -> Map:
    """The map x ↦ ∇f(x), by reverse mode; the same object each time, for caches keyed on it."""
    return jax.grad(scalar(f))


def hessian_product(f: Map, x: Point, v: Tangent) -> tuple[Gradient, Gradient]:
    """∇f(x) and Hv in one forward sweep through the reverse sweep: H is never formed."""
    return jax.jvp(gradient_map(f), (x,), (v,))


def hessian(f: Map, x: Point) -> Matrix:
    """The Hessian: the Jacobian of the gradient, by n forward sweeps over one reverse sweep."""
    return jax.jacfwd(gradient_map(f))(x)


def _derivatives(f: Map) -> Callable[[Point, Tangent], _Derived]:
    """Derivatives of f as one program of x and v."""

    def derived(x: Point, v: Tangent) -> _Derived:
        gradient, product = hessian_product(f, x, v)
        return _Derived(scalar(f)(x), gradient, hessian(f, x), product, gradient_map(f)(x + v))

    return derived


@kept
def derivatives(f: Map) -> Callable[[ArrayLike, ArrayLike], _Derived]:
    """Derivatives of f as one program of x and v, ready to run."""
    return ready(f, _derivatives(f))


@kept
def compiled(f: Map) -> Callable[[ArrayLike, ArrayLike], _Derived]:
    """The same, compiled: whatever f is, it will run hundreds of times."""
    return Executable(_derivatives(f))


@kept
def changes(f: Map) -> Callable[[ArrayLike, ArrayLike], Float[Array, " k"]]:
    """f(x + s) − f(x) for k steps s, compiled."""
    return ready(f, lambda x, steps: jax.vmap(scalar(f))(x + steps) - scalar(f)(x))


@kept
def program(f: Map, n: int) -> Tape | None:
    """The tape of x ↦ (f, ∇f), or None if no list of scalar operations holds it."""
    try:
        return tape(f, n, exact=True)
    except UnsupportedPrimitive:
        return None


def bend(f: Map, n: int) -> Tape | None:
    """The tape of x ↦ (∇f, H), or None if no list of scalar operations holds it."""
    return program(gradient_map(f), n)


def steepest(found: Spectrum) -> float:
    """The steepest curvature, 0 where it is not known which that is, or whether there is any."""
    values, bent = np.abs(found.values), found.clear
    largest = float(values.max(where=bent, initial=0.0))
    hidden = float((values + found.errors).max(where=~bent, initial=0.0))
    return largest if largest > hidden else 0.0


@np.errstate(all="ignore")
def known(f: Map, x: tuple[float, ...], v: tuple[float, ...], rate: float) -> Known:
    """The lesson's numbers of f at x and v, with their errors; ``rate`` in units of 1/|λ|.

    Where f has no curvature that is known, rates are in units of 1.
    """
    at, along = np.asarray(x, float), np.asarray(v, float)
    found = on_host(derivatives(f)(at, along))
    doubt = doubt_at(f, at)
    gradient = cleared(found.gradient, doubt.gradient)
    matrix = _evenly_cleared(found.hessian, doubt.hessian)
    finite = bool(np.isfinite(found.hessian).all())
    bent = spectrum(found.hessian if finite else np.eye(len(at)), doubt.hessian)
    curvatures = cleared(bent.values, bent.errors) if finite else np.full_like(at, np.nan)

    jump = jump_by(bent, found.gradient, doubt.gradient, (doubt.hessian + doubt.hessian.T) / 2)
    size = steepest(bent)
    unit, loose = 1.0, 0.0
    if size:
        loose = float(bent.errors[np.abs(bent.values) == size].max()) / size
        unit = 1 / size
    rates = np.append(RATES, rate) * unit
    descents = -rates[:, None] * gradient
    descent_errors = rates[:, None] * doubt.gradient + (loose + 4 * UNIT) * np.abs(descents)

    taken = np.vstack([along, jump.step, descents])
    errors = np.vstack([np.zeros_like(along), jump.step_errors, descent_errors])
    steps, step_errors = _taken(f, at, taken, errors, (gradient, matrix), doubt)
    newton = _one(steps, 1)._replace(linear=jump.promise, quadratic=jump.promise / 2)
    newton_errors = _one(step_errors, 1)._replace(
        linear=jump.promise_error, quadratic=jump.promise_error / 2
    )
    product_errors = product_error(found.hessian, doubt.hessian, along, np.zeros_like(along))
    numbers = Curvature(
        value=found.value,
        gradient=gradient,
        hessian=matrix,
        product=cleared(found.product, product_errors),
        formed=cleared(found.hessian @ along, product_errors),
        moved=found.moved,
        curvatures=curvatures,
        directions=bent.directions,
        along=_one(steps, 0),
        newton=newton,
        descents=_from(steps, 2),
        rates=rates,
    )
    errors_of = Errors(
        gradient=doubt.gradient,
        hessian=doubt.hessian,
        product=product_errors,
        curvatures=bent.errors,
        newton=newton_errors,
        descents=_from(step_errors, 2),
        rates=loose * rates,
    )
    return Known(numbers, errors_of, bent)


def curvature(f: Map, x: tuple[float, ...], v: tuple[float, ...], rate: float) -> Curvature:
    """The lesson's numbers of f at x and v, on the host; ``rate`` in units of 1/|λ|."""
    return known(f, x, v, rate).numbers


def are_finite(found: Curvature) -> bool:
    """Whether f, its gradient and its Hessian are finite at x."""
    parts = [np.asarray(p) for p in (found.value, found.gradient, found.hessian)]
    return all(bool(np.isfinite(part).all()) for part in parts)


class Doubt(NamedTuple):
    """Errors of ∇f and H at a point."""

    gradient: Numbers
    hessian: Numbers


def doubt_at(f: Map, x: Numbers) -> Doubt:
    """Errors of ∇f and H at x."""
    program = bend(f, len(x))
    if program is None:
        return Doubt(np.full(len(x), np.inf), np.full((len(x), len(x)), np.inf))
    found = bounded(program, x[None], spacing=True)
    return Doubt(found.value_errors[0], found.jacobian_errors[0])


def _evenly_cleared(matrix: Numbers, errors: Numbers) -> Numbers:
    """The Hessian, 0 where an entry and its mirror image are nothing but rounding."""
    nothing = cleared(matrix, errors) == 0
    return np.where(nothing & nothing.T, 0.0, matrix)


class Jump(NamedTuple):
    """Newton's step and what the model promises of it, with their errors."""

    step: Numbers
    step_errors: Numbers
    promise: Any
    """∇f·s, of which sᵀHs/2 takes half back."""
    promise_error: Any


def jump_by(found: Spectrum, gradient: Numbers, errors: Numbers, doubt: Numbers) -> Jump:
    """−pinv(H)∇f, with what is not known to differ from 0 as flat.

    To first order s moves by −H⁻¹(δ∇f + δH s), and ∇f·s by 2s·δ∇f + sᵀδH s; what errors mix of
    flat directions into the others is added. The bounds are twice that.
    """
    if not np.isfinite(gradient).all():
        nothing = np.full_like(gradient, np.nan)
        return Jump(nothing, nothing, nothing[0], nothing[0])
    bent, directions = found.clear, found.directions
    values = np.where(bent, np.abs(found.values), np.inf)
    back, product = found.solved(gradient)
    sizes, parts = np.abs(back), np.abs(directions.T @ gradient)
    mixed = np.where(found.mixed == 0, 0.0, found.mixed)
    into = (mixed @ np.where(bent, 0.0, parts)) / values**2
    out = np.where(bent, 0.0, mixed @ (parts / values**2))
    moved = np.abs(found.inverse) @ (errors + doubt @ sizes) + np.abs(directions) @ (into + out)
    lost = 2 * sizes @ errors + sizes @ doubt @ sizes + 2 * (parts * into).sum()
    lost = 2 * lost + UNIT * abs(product) + LOST * (parts * (parts / values)).sum()
    return Jump(-back, 2 * moved + UNIT * sizes, cleared(-product, lost), lost)


_DIRECTIONS = 2 * UNIT
"""Of entries of eigenvectors."""


def tilts(found: Spectrum, gradient: Numbers, errors: Numbers) -> tuple[Numbers, Numbers]:
    """Parts of ∇f along the flat directions, and their errors, those of the directions included."""
    bent, directions = found.clear, found.directions
    parts = directions.T @ gradient
    moved = product_error(directions.T, _DIRECTIONS * np.abs(directions.T), gradient, errors)
    into = np.where(bent, np.abs(parts) / np.abs(np.where(bent, found.values, 1.0)), 0.0)
    return parts[~bent], (moved + 2 * found.mixed @ into)[~bent]


def _taken(
    f: Map,
    x: Numbers,
    steps: Numbers,
    errors: Numbers,
    model: tuple[Numbers, Numbers],
    doubt: Doubt,
) -> tuple[Steps, Steps]:
    """What is promised of steps and what they do, what is only rounding as 0, with the errors."""
    gradient, matrix = model
    linear = steps @ gradient
    linear_errors = product_error(steps, errors, gradient, doubt.gradient)
    bent = steps @ matrix
    bent_errors = product_error(steps, errors, matrix, doubt.hessian)
    quadratic = linear + (bent * steps).sum(axis=1) / 2
    sizes = (np.abs(bent) + bent_errors) * errors + np.abs(steps) * bent_errors
    sizes = sizes + 2 * len(x) * UNIT * np.abs(bent * steps)
    quadratic_errors = linear_errors + sizes.sum(axis=1) / 2 + UNIT * np.abs(quadratic)
    true = np.asarray(changes(f)(x, steps))
    true_errors = _change_errors(f, x, steps, errors, true)
    found = Steps(
        steps,
        cleared(linear, linear_errors),
        cleared(quadratic, quadratic_errors),
        cleared(true, true_errors),
    )
    return found, Steps(errors, linear_errors, quadratic_errors, true_errors)


def _change_errors(f: Map, x: Numbers, steps: Numbers, errors: Numbers, true: Numbers) -> Numbers:
    """How far rounding may have moved f(x + s) − f(x), the places it begins and ends included."""
    whole = program(f, len(x))
    if whole is None:
        return np.full(len(steps), np.inf)
    loose = np.vstack([np.zeros_like(x), errors + 2 * UNIT * (np.abs(x) + np.abs(steps))])
    loose[1:][~steps.any(axis=1)] = 0.0
    found = bounded(whole, np.vstack([x[None], x + steps]), spacing=True, loose=loose)
    doubt = found.value_errors[:, 0]
    return doubt[0] + doubt[1:] + UNIT * np.abs(true)


def _one(steps: Steps, index: int) -> Step:
    return Step(*(part[index] for part in steps))


def _from(steps: Steps, index: int) -> Steps:
    return Steps(*(part[index:] for part in steps))
