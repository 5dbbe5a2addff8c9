"""What JAX says of a case: values, slopes from either side, forward and reverse mode."""

import math
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float

from explainers.core.executable import Executable
from explainers.core.kinks.case import Case, Scalar
from explainers.core.kinks.cases import CASES
from explainers.core.kinks.functions import sine

Numbers: TypeAlias = Float[np.ndarray, " points"]

_NEAR, _NEARER = 2.0**-14, 2.0**-20
"""Steps from which a slope from one side is taken to its limit."""
_STEEP = 10.0


class Answer(NamedTuple):
    """What one mode returns: a number, or no number and what is said instead."""

    number: float | None
    said: str = ""
    """"float0", or the name of the error."""
    message: str = ""
    """What the error says."""


class Returned(NamedTuple):
    """JAX's answers at one point, beside the slopes from either side."""

    value: float
    left: float
    """Limit of the slopes from the left; NaN where f is not defined there."""
    right: float
    forward: Answer
    reverse: Answer
    mended: float
    """Derivative of the remedy."""


class AtPi(NamedTuple):
    """Sine and its derivative at the number that stands for π in one precision."""

    precision: str
    sine: float
    slope: float


class Samples(NamedTuple):
    """A case over its whole reach, a number for each point; None where there are none."""

    x: Numbers
    value: Numbers
    left: Numbers | None
    right: Numbers | None
    forward: Numbers | None
    reverse: Numbers | None
    mended: Numbers
    mended_slope: Numbers


def slope(f: Scalar, x: Array, side: float) -> Array:
    """Limit of (f(x + h) − f(x))/h as h goes to 0 from one side, 1 or −1.

    Extrapolated from two small steps; ±∞ where a much smaller one gives a much steeper slope.
    """

    def over(h: float) -> Array:
        return (f(x + side * h) - f(x)) / (side * h)

    near, nearer = over(_NEAR), over(_NEARER)
    limit = 2.0 * over(_NEAR / 2.0) - near
    grows = (jnp.abs(nearer) > 4.0 * jnp.abs(near)) & (jnp.abs(nearer) > _STEEP)
    return jnp.where(grows, jnp.sign(nearer) * jnp.inf, limit)


class _Parts(NamedTuple):
    """All that is asked of a case, each as a function of one x."""

    value: Scalar
    left: Scalar
    right: Scalar
    forward: Scalar
    reverse: Scalar
    mended: Scalar
    mended_slope: Scalar


def _parts(case: Case) -> _Parts:
    f, mended = case.f, case.mended
    if case.central:
        return _central(case)
    return _Parts(
        value=f,
        left=lambda x: slope(f, x, -1.0),
        right=lambda x: slope(f, x, 1.0),
        forward=lambda x: jax.jvp(f, (x,), (_tangent(x),))[1],
        reverse=jax.grad(f),
        mended=lambda x: mended(x.astype(float)),
        mended_slope=lambda x: jax.grad(mended)(x.astype(float)),
    )


def _central(case: Case) -> _Parts:
    """For steps h = 10ˣ at 1: errors as values, the differences as slopes, and JAX's derivative."""

    def one(x: Array) -> Array:
        return jnp.float32(1.0) + 0.0 * x.astype("float32")

    def error(f: Scalar) -> Scalar:
        return lambda x: jnp.log10(jnp.abs(f(x).astype(float) - jnp.cos(1.0)) + 1e-17)

    return _Parts(
        value=error(case.f),
        left=case.f,
        right=case.mended,
        forward=lambda x: jax.jvp(sine, (one(x),), (jnp.ones_like(one(x)),))[1],
        reverse=lambda x: jax.grad(sine)(one(x)),
        mended=error(case.mended),
        mended_slope=lambda x: jax.grad(sine)(one(x).astype(float)),
    )


def _tangent(x: Array) -> Any:
    if jnp.issubdtype(x.dtype, jnp.integer):
        return np.zeros((), jax.dtypes.float0)
    return jnp.ones_like(x)


def _points(case: Case, numbers: Numbers) -> Array:
    return jnp.asarray(numbers.astype(int) if case.whole else numbers)


@lru_cache(maxsize=2 * len(CASES))
def refusal(slug: str, mode: str) -> Answer | None:
    """What a mode, "forward" or "reverse", answers in place of numbers; None if it has some."""
    case = CASES[slug]
    x = jax.ShapeDtypeStruct((), int if case.whole else float)
    try:
        shape = jax.eval_shape(getattr(_parts(case), mode), x)
    except (TypeError, ValueError) as error:
        return Answer(None, type(error).__name__, str(error).partition("\n---")[0])
    if shape.dtype == jax.dtypes.float0:
        return Answer(None, "float0")
    return None


def _answered(case: Case) -> tuple[str, ...]:
    """The parts of a case that are numbers."""
    absent = {mode for mode in ("forward", "reverse") if refusal(case.slug, mode)}
    absent |= {"left", "right"} if case.whole else set()
    return tuple(part for part in _Parts._fields if part not in absent)


@lru_cache(maxsize=len(CASES))
def samples(slug: str) -> Samples:
    """A case at each point on which x may stand, and on as many beside as steps reach."""
    case = CASES[slug]
    low, high = case.sampled or (case.reach[0] - 1.0, case.reach[1] + 1.0)
    first = math.ceil((low - case.reach[0]) / case.step - 1e-9)
    last = math.floor((high - case.reach[0]) / case.step + 1e-9)
    x = np.array([case.place(index) for index in range(first, last + 1)])
    parts, names = _parts(case), _answered(case)

    def all_parts(x: Array) -> tuple[Array, ...]:
        return tuple(getattr(parts, name)(x) for name in names)

    found = Executable(jax.vmap(all_parts))(_points(case, x))
    numbers = {name: np.asarray(part, float) for name, part in zip(names, found, strict=True)}
    return Samples(
        x,
        value=numbers["value"],
        left=numbers.get("left"),
        right=numbers.get("right"),
        forward=numbers.get("forward"),
        reverse=numbers.get("reverse"),
        mended=numbers["mended"],
        mended_slope=numbers["mended_slope"],
    )


def returned(slug: str, x: float) -> Returned:
    """What JAX returns for a case at a point on which x may stand."""
    found = samples(slug)
    index = int(np.argmin(np.abs(found.x - x)))

    def at(part: Numbers | None) -> float:
        return math.nan if part is None else float(part[index])

    def answer(mode: str, part: Numbers | None) -> Answer:
        return refusal(slug, mode) or Answer(at(part))

    return Returned(
        value=at(found.value),
        left=at(found.left),
        right=at(found.right),
        forward=answer("forward", found.forward),
        reverse=answer("reverse", found.reverse),
        mended=at(found.mended_slope),
    )


def at_pi() -> tuple[AtPi, ...]:
    """What JAX returns for sin(π) and grad(sin)(π) in float64 and in float32."""
    found: list[AtPi] = []
    for precision in (jnp.float64, jnp.float32):
        pi = jnp.asarray(np.pi, precision)
        found.append(AtPi(pi.dtype.name, float(jnp.sin(pi)), float(jax.grad(jnp.sin)(pi))))
    return tuple(found)
