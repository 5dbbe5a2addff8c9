"""What random products tell of a Jacobian J: their estimates, and how far off those are.

Every estimate but the last is one sum. The mean of vvᵀ over random v is the identity, so the mean
of vᵢAᵢⱼvⱼ is the diagonal of A: its sum estimates a trace, its sums by rows a diagonal. A is J for
the trace and the diagonal, JᵀJ for the norm, and for a gradient g each row of A is g. For the
log-determinant of a flow it is the matrix M of series.py, whose trace is nearly that.
(Hutchinson 1990; Bekas, Kokiopoulou, Saad 2007; Baydin and others 2022, Gradients without
backpropagation; Halko, Martinsson, Tropp 2011.)
"""

import math
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias, get_args

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from explainers.core.executable import Executable
from explainers.core.many import series
from explainers.core.many.maps import MAPS, SIZE, X
from explainers.core.types import Map, Point, Value

Of: TypeAlias = Literal["trace", "diagonal", "norm", "gradient", "range", "logdet"]
"""What is estimated; the norm is ‖J‖², the sum of the squares of all entries, and the last one
log |det| of the flow that J makes."""
Law: TypeAlias = Literal["signs", "normal"]
"""What each entry of v is: 1 or −1, or drawn from the standard normal distribution."""
Square: TypeAlias = Float[np.ndarray, "n n"]
Numbers: TypeAlias = Float[np.ndarray, " n"]

OFS: tuple[Of, ...] = get_args(Of)
LAWS: tuple[Law, ...] = get_args(Law)
SUMS = ("trace", "norm", "logdet")
"""Of what is estimated, the single numbers."""
PRODUCTS = 100
"""How many there are of each seed."""


class Given(NamedTuple):
    """What JAX is asked for: a map, how strong it is, and which directions are drawn."""

    slug: str
    c: float
    law: Law
    seed: int


class Found(NamedTuple):
    """A Jacobian and products of it."""

    jacobian: Square
    directions: Float[np.ndarray, "k n"]
    """One v a row."""
    products: Float[np.ndarray, "k n"]
    """Jv for each of them."""
    series: Float[np.ndarray, " k"]
    """v·Mv for each of them, by products of products."""
    log_det: float
    """log |det(I + A)|, which takes all of J."""


@lru_cache(maxsize=64)
def draws(law: Law, seed: int, count: int = PRODUCTS) -> Float[np.ndarray, "k n"]:
    """Random directions; the first of many are the same as those of few."""
    rng = np.random.default_rng(seed)
    if law == "signs":
        return 2.0 * rng.integers(0, 2, (count, SIZE)) - 1.0
    return rng.standard_normal((count, SIZE))


@lru_cache(maxsize=len(MAPS))
def _program(slug: str) -> Executable[tuple[Array, Array, Array, Array]]:
    f = MAPS[slug].f

    def products(c: Array, directions: Array) -> tuple[Array, Array, Array, Array]:
        def at_c(x: Array) -> Array:
            return f(x, c)

        def push(v: Array) -> Array:
            return jax.jvp(at_c, (x,), (v,))[1]

        x = jnp.asarray(X)
        jacobian = jax.jacfwd(at_c)(x)
        told = jax.vmap(lambda v: series.sample(push, v))(directions)
        return jacobian, jax.vmap(push)(directions), told, series.log_det(jacobian)

    return Executable(products)


def found(given: Given) -> Found:
    """The Jacobian of a map, and its products with all directions of a seed at once."""
    directions = draws(given.law, given.seed)
    numbers = _program(given.slug)(np.float64(given.c), directions)
    jacobian, products, told, log_det = map(np.asarray, numbers)
    return Found(jacobian, directions, products, told, float(log_det))


@lru_cache(maxsize=len(MAPS))
def joined(slug: str) -> Map:
    """A map as one function of x and c together, whose tape a browser replays."""
    f = MAPS[slug].f

    def both(z: Point) -> Value:
        return f(z[:SIZE], z[SIZE])

    return both


# Estimates ----------------------------------------------------------------------------------------


def table(of: Of, jacobian: Square) -> Square:
    """The A whose diagonal is estimated."""
    if of == "norm":
        return jacobian.T @ jacobian
    if of == "gradient":
        return np.tile(jacobian.sum(axis=0), (len(jacobian), 1))
    return series.matrix(jacobian) if of == "logdet" else jacobian


def truth(of: Of, found: Found) -> Numbers:
    """What is estimated: one number, or one for each entry."""
    return np.array([found.log_det]) if of == "logdet" else settles(of, found.jacobian)


def settles(of: Of, jacobian: Square) -> Numbers:
    """On what the mean settles: the truth, but for a series that is cut off."""
    diagonal = np.diag(table(of, jacobian))
    return diagonal.sum(keepdims=True) if of in SUMS else diagonal


def samples(of: Of, found: Found) -> Float[np.ndarray, "k m"]:
    """What each product by itself says of it; no entry of J is looked at."""
    v, pushed = found.directions, found.products
    if of == "norm":
        return (pushed**2).sum(axis=1, keepdims=True)
    if of == "gradient":
        return pushed.sum(axis=1, keepdims=True) * v
    if of == "logdet":
        return found.series[:, None]
    return (v * pushed).sum(axis=1, keepdims=True) if of == "trace" else v * pushed


def variances(of: Of, jacobian: Square, law: Law) -> Numbers:
    """Variance of what a single product says, in each number.

    Of a sum vᵀAv: twice the squares of the symmetric part of A, off its diagonal for signs. Of a
    row vᵢ(Av)ᵢ: the squares of that row, off the diagonal for signs, and Aᵢᵢ² again for normal v.
    """
    a = table(of, jacobian)
    if of in SUMS:
        squares = 2 * ((a + a.T) / 2) ** 2
        return np.atleast_1d(_kept(squares, law).sum())
    squares = _kept(a**2, law)
    return squares.sum(axis=1) + (0 if law == "signs" else np.diag(squares))


def _kept(squares: Square, law: Law) -> Square:
    return np.where(np.eye(len(squares), dtype=bool), 0.0, squares) if law == "signs" else squares


def spread(of: Of, jacobian: Square, law: Law) -> float:
    """How far off a single product is: the root of the mean square of that distance."""
    return math.sqrt(variances(of, jacobian, law).sum())


class Settled(NamedTuple):
    """What the first k products say."""

    mean: Numbers
    off: float
    """How far that is from the truth."""
    predicted: float
    """The standard error of a mean of k around what it settles on, by J."""
    measured: float | None
    """The same as the products themselves tell it, which one alone does not."""


def settled(of: Of, found: Found, law: Law, k: int) -> Settled:
    """The mean of k products, and its error as it is, as predicted, and as measured."""
    seen = samples(of, found)[:k]
    mean = seen.mean(axis=0)
    apart = math.sqrt(seen.var(axis=0, ddof=1).sum() / k) if k > 1 else None
    return Settled(
        mean=mean,
        off=float(np.linalg.norm(mean - truth(of, found))),
        predicted=spread(of, found.jacobian, law) / math.sqrt(k),
        measured=apart,
    )


# The range ----------------------------------------------------------------------------------------


class Caught(NamedTuple):
    """What k products hold of J."""

    picture: Square
    """QQᵀJ, where the columns of Q are an orthonormal basis of the products."""
    sigmas: Numbers
    """Singular values of J, from the largest."""
    held: Numbers
    """Those of the picture, as many."""
    missing: float
    """‖J − QQᵀJ‖, the root of the squares of all entries."""
    least: float
    """The same for the best picture of rank k: no other k products can miss less."""


def basis(products: Float[np.ndarray, "k n"]) -> Float[np.ndarray, "r n"]:
    """An orthonormal basis of what some products reach, a row each (Gram and Schmidt, twice)."""
    size = np.linalg.norm(products, axis=1).max(initial=0.0)
    rows = np.empty((0, products.shape[1]))
    for product in products:
        left = product
        for _ in range(2):
            left = left - (rows @ left) @ rows
        length = np.linalg.norm(left)
        if length > NEW * size:
            rows = np.vstack([rows, left / length])
    return rows


def caught(found: Found, k: int) -> Caught:
    """The randomized range finder: k products, made orthonormal, and J projected on them."""
    jacobian = found.jacobian
    rows = basis(found.products[: min(k, len(jacobian))])
    picture = rows.T @ (rows @ jacobian)
    sigmas = np.linalg.svd(jacobian, compute_uv=False)
    return Caught(
        picture=picture,
        sigmas=sigmas,
        held=np.linalg.svd(picture, compute_uv=False),
        missing=float(np.linalg.norm(jacobian - picture)),
        least=float(np.linalg.norm(sigmas[k:])),
    )


NEW = 1e-10
"""A product that is nearer than this to what those before it reach, relative to the largest, adds
no direction: it is rounding."""
