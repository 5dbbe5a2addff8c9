"""How far the linear picture holds: the remainder of f(x + hv) ≈ f(x) + hJv, and differences.

The remainder ‖f(x + hv) − f(x) − hJv‖ falls as h² if J is the derivative and f is smooth;
its slope against h on logarithmic axes is a referee for any J that claims to be one.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float
from numpy import ndarray

from explainers.core.host import on_host
from explainers.core.products import COMPILED, jacobian
from explainers.core.types import Map, Matrix, Point, Tangent, Value

STEPS: Float[ndarray, " k"] = 10.0 ** (-np.arange(0, 33) / 4)
"""Where the remainder is computed: h from 1 down to 1e-8, four a decade."""
FINE: Float[ndarray, " k"] = 10.0 ** (-np.arange(0, 61) / 4)
"""Where differences in float64 are computed: h from 1 down to 1e-15."""
COARSE: Float[ndarray, " k"] = 10.0 ** (-np.arange(0, 33) / 4)
"""Where differences in float32 are computed: h from 1 down to 1e-8."""

ABOVE_ROUNDING = 1e3
"""A remainder takes part in the fit if it is this many times as large as its rounding error."""
DECADES = 1.5
"""How far the range of the fit reaches up from its smallest h."""
FEWEST = 4
"""A slope is fitted to no fewer remainders than these."""
CLIFF = 1.5
"""Decades by which a remainder that ends at a kink falls within one step of h."""


class Line(NamedTuple):
    """A line through remainders on logarithmic axes, and what it was fitted to."""

    slope: Float[Array, ""]
    """NaN where too few remainders stand above their rounding errors."""
    height: Float[Array, ""]
    """Decimal logarithm of the line at h = 1."""
    used: Bool[Array, " k"]
    """Which of ``STEPS`` took part."""
    cliff: Bool[Array, ""]
    """Whether the remainder is zero below the smallest of them: f is affine near x along v."""


class Remainders(NamedTuple):
    """What is left of f(x + hv) when its linear picture is taken away."""

    value: Value
    jacobian: Matrix
    push: Value
    change: Value
    """f(x + hv) − f(x) at the h that was asked for."""
    missed: Value
    """The same less hJv."""
    missed_halved: Value
    """The same less hJv/2."""
    sizes: Float[Array, " k"]
    """‖f(x + hv) − f(x) − hJv‖ at each of ``STEPS``."""
    halved: Float[Array, " k"]
    """The same with J/2 in place of J."""
    floor: Float[Array, ""]
    """Size of the rounding errors in them."""
    line: Line
    halved_line: Line
    second: Value
    """D²f(x)(v, v)."""
    third: Value
    """D³f(x)(v, v, v)."""


class Errors(NamedTuple):
    """How far difference quotients are from Jv, in one precision."""

    steps: Float[ndarray, " k"]
    forward: Float[ndarray, " k"]
    """‖(f(x + hv) − f(x))/h − Jv‖."""
    central: Float[ndarray, " k"]
    """‖(f(x + hv) − f(x − hv))/2h − Jv‖."""
    best_forward: float
    """The h at the bottom of the valley; NaN where there is none."""
    best_central: float
    theory_forward: float
    """Where truncation and rounding balance: 2√(ε‖f‖/‖D²f(v,v)‖), by theory."""
    theory_central: float
    """∛(3ε‖f‖/‖D³f(v,v,v)‖)."""


class Differences(NamedTuple):
    """Difference quotients beside Jv."""

    double: Errors
    single: Errors
    lost: ndarray
    """(f(x + hv) − f(x))/h at h = 1e-8 in float32."""
    moved: bool
    """Whether x + hv differs from x at all in float32 for that h."""


def fitted(steps: Float[Array, " k"], sizes: Float[Array, " k"], floor: Float[Array, ""]) -> Line:
    """Least-squares line through the smallest remainders that stand clear of rounding.

    ``steps`` fall. The range starts at the smallest h whose remainder is ``ABOVE_ROUNDING``
    times the floor and goes up by ``DECADES``, so that terms of higher order are small.
    """
    clear = jnp.isfinite(sizes) & (sizes > ABOVE_ROUNDING * floor)
    smallest = jnp.min(jnp.where(clear, steps, jnp.inf))
    used = clear & (steps <= smallest * 10.0 ** (DECADES + 0.01))
    count = jnp.sum(used)
    across = jnp.where(used, jnp.log10(steps), 0.0)
    up = jnp.where(used, jnp.log10(jnp.where(used, sizes, 1.0)), 0.0)
    mean_across, mean_up = jnp.sum(across) / count, jnp.sum(up) / count
    offset = jnp.where(used, across - mean_across, 0.0)
    slope = jnp.sum(offset * up) / jnp.sum(offset**2)
    index = jnp.argmin(jnp.where(clear, steps, jnp.inf))
    below = sizes[jnp.minimum(index + 1, len(sizes) - 1)]
    fall = jnp.log10(sizes[index]) - jnp.log10(jnp.maximum(below, 1e-300))
    enough = count >= FEWEST
    return Line(
        slope=jnp.where(enough, slope, jnp.nan),
        height=jnp.where(enough, mean_up - slope * mean_across, jnp.nan),
        used=used & enough,
        cliff=jnp.any(clear) & (index + 1 < len(sizes)) & (fall > CLIFF),
    )


def derivatives_along(f: Map, x: Point, v: Tangent) -> tuple[Value, Value]:
    """D²f(x)(v, v) and D³f(x)(v, v, v), by forward mode over forward mode."""

    def first(t: Float[Array, ""]) -> Value:
        return jax.jvp(lambda s: f(x + s * v), (t,), (jnp.ones_like(t),))[1]

    def second(t: Float[Array, ""]) -> Value:
        return jax.jvp(first, (t,), (jnp.ones_like(t),))[1]

    zero = jnp.zeros(())
    return jax.jvp(second, (zero,), (jnp.ones_like(zero),))


@lru_cache(maxsize=COMPILED)
def compiled(f: Map) -> Callable[..., Remainders]:
    """Remainders of f as one compiled function of x, v, and the points x + hv with their steps."""

    def remainders(
        x: Point, v: Tangent, points: Float[Array, "k n"], moves: Float[Array, "k n"]
    ) -> Remainders:
        value, matrix = f(x), jacobian(f, x)
        changes = jax.vmap(f)(points) - value
        linear = moves @ matrix.T
        sizes = jnp.linalg.norm(changes - linear, axis=1)
        halved = jnp.linalg.norm(changes - 0.5 * linear, axis=1)
        sizes, halved = sizes[1:], halved[1:]
        least = jnp.finfo(x.dtype).eps * jnp.linalg.norm(value)
        last = jnp.where(jnp.isfinite(sizes[-3:]), sizes[-3:], 0.0)
        floor = jnp.maximum(jnp.maximum(least, jnp.max(last)), 1e-300)
        second, third = derivatives_along(f, x, v)
        steps = jnp.asarray(STEPS)
        return Remainders(
            value=value,
            jacobian=matrix,
            push=matrix @ v,
            change=changes[0],
            missed=changes[0] - linear[0],
            missed_halved=changes[0] - 0.5 * linear[0],
            sizes=sizes,
            halved=halved,
            floor=floor,
            line=fitted(steps, sizes, floor),
            halved_line=fitted(steps, halved, floor),
            second=second,
            third=third,
        )

    return jax.jit(remainders)


def remainders(f: Map, x: tuple[float, ...], v: tuple[float, ...], h: float = 1.0) -> Remainders:
    """Remainders of f at x along v at h and at each of ``STEPS``, with slopes fitted to these.

    Each step is the one that float64 really takes, (x + hv) − x, so that rounding x + hv
    does not count as a remainder.
    """
    at, along = np.asarray(x, float), np.asarray(v, float)
    points = at + np.array([h, *STEPS])[:, None] * along
    return on_host(compiled(f)(at, along, points, points - at))


@lru_cache(maxsize=2 * COMPILED)
def _values(f: Map) -> Callable[..., Float[Array, "k m"]]:
    return jax.jit(jax.vmap(f))


def _ladder(x: ndarray, v: ndarray, steps: ndarray) -> ndarray:
    """The point x, then x + hv and x − hv for each h, as rows, in the precision of x."""
    h = steps.astype(x.dtype)[:, None]
    return np.concatenate([x[None], x + h * v, x - h * v])


def _quotients(values: ndarray, steps: ndarray) -> tuple[ndarray, ndarray]:
    """Forward and central difference quotients, in the precision of the values."""
    h = steps.astype(values.dtype)[:, None]
    count = len(steps)
    ahead, behind = values[1 : count + 1], values[count + 1 :]
    with np.errstate(all="ignore"):
        return (ahead - values[0]) / h, (ahead - behind) / (2 * h)


def bottom(steps: ndarray, errors: ndarray) -> float:
    """The h at which errors, smoothed over five neighbours, are least.

    Rounding errors scatter, and one of them may be small by luck: hence the neighbours.
    NaN where no error is a number.
    """
    with np.errstate(all="ignore"):
        logs = np.log10(np.maximum(errors, 1e-300))
    known = np.isfinite(logs)
    smooth = np.full(len(logs), np.inf)
    for k in range(len(logs)):
        near = slice(max(0, k - 2), k + 3)
        if known[near].all():
            smooth[k] = np.mean(np.maximum(logs[near], -250))
    least = int(np.argmin(smooth))
    return float(steps[least]) if np.isfinite(smooth[least]) else float("nan")


def _errors(
    steps: ndarray, values: ndarray, settled: Remainders, scale: float
) -> tuple[Errors, ndarray]:
    forward, central = _quotients(values, steps)
    off_forward, off_central = (
        np.linalg.norm(quotient.astype(float) - settled.push, axis=1)
        for quotient in (forward, central)
    )
    rounding = float(np.finfo(values.dtype).eps) / 2 * scale
    second, third = (float(np.linalg.norm(d)) for d in (settled.second, settled.third))
    found = Errors(
        steps=steps,
        forward=off_forward,
        central=off_central,
        best_forward=bottom(steps, off_forward),
        best_central=bottom(steps, off_central),
        theory_forward=2 * float(np.sqrt(rounding / second)) if second else float("nan"),
        theory_central=float(np.cbrt(3 * rounding / third)) if third else float("nan"),
    )
    return found, forward


def differences(
    f: Map, x: tuple[float, ...], v: tuple[float, ...], settled: Remainders
) -> Differences:
    """Forward and central differences of f at x along v, in float64 and in float32."""
    fine = _ladder(np.asarray(x, np.float64), np.asarray(v, np.float64), FINE)
    coarse = _ladder(np.asarray(x, np.float32), np.asarray(v, np.float32), COARSE)
    values = _values(f)
    precise = np.asarray(values(fine))
    with jax.enable_x64(False):
        rough = np.asarray(values(coarse))
    scale = float(np.linalg.norm(settled.value))
    double, _ = _errors(FINE, precise, settled, scale)
    single, quotients = _errors(COARSE, rough, settled, scale)
    return Differences(
        double=double,
        single=single,
        lost=quotients[-1].astype(float),
        moved=bool((coarse[len(COARSE)] != coarse[0]).any()),
    )
