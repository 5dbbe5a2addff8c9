"""What three referees say of a rule, each no more than the rounding of its numbers allows."""

from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.test_util import check_grads

from explainers.core.host import on_host
from explainers.core.rounding import Bounded, bounded, cleared, is_rounding
from explainers.core.rules.numbers import (
    RULES,
    SIZE,
    STEPS,
    Settled,
    backward,
    compiled,
    forward,
    layer,
    layer_tape,
    rule_tape,
    taught,
)
from explainers.core.tape import Tape, plain_tape, replayed
from explainers.core.types import Map

Adjoint: TypeAlias = Literal["holds", "fails", "nothing"]
"""Nothing is asked where v or u is 0."""
Fall: TypeAlias = Literal["h", "h2", "faster", "neither", "rounding", "beyond", "nothing"]
"""How the remainder falls with h: as a power or as none; or too little of it stands clear of
rounding, or is a number at all."""

FEWEST = 3
"""Fewer remainders than this show no slope."""
KNOWN = 0.1
"""Of a remainder no larger part may be rounding, if its logarithm is to tell a slope."""
NEAR = 0.25
"""A slope is a power of h if it is known to lie this near to it."""
TOLERANCE = 1e-5
"""Of check_grads, as a part of the largest entry of J."""


class Judged(NamedTuple):
    """What the referees say, and the numbers that they look at; what is only rounding is 0."""

    forwards: float
    """u·(Jv)."""
    backwards: float
    """(uᵀJ)·v, with the rule's uᵀJ."""
    adjoint: Adjoint
    clear: tuple[bool, ...]
    """Which remainders stand clear of rounding."""
    slope: float
    """Of the remainders that do, on logarithmic axes; NaN where there are too few."""
    remainder: Fall
    checked: bool
    """Whether check_grads, which draws a u and a v of its own, lets the rule pass at x."""


@cache
def _compared(slug: str) -> Tape:
    """(x, v, u) ↦ Jv, both sides of the adjoint identity, their difference, each remainder."""
    rule = RULES[slug]

    def compared(given: Array) -> Array:
        x, v, u = given[:SIZE], given[SIZE : 2 * SIZE], given[2 * SIZE :]
        value, kept = forward(rule, x)
        pull = backward(rule, kept, u)
        push = jax.jvp(layer, (x,), (v,))[1]
        forwards = jnp.dot(u, push)
        backwards = jnp.dot(pull, v)
        left = [jnp.dot(u, layer(x + h * v) - value) - h * backwards for h in STEPS]
        return jnp.stack([*push, forwards, backwards, forwards - backwards, *left])

    return plain_tape(compared, 3 * SIZE)


@cache
def _jitted(slug: str) -> Map:
    return jax.jit(taught(slug))


def checked(slug: str, x: tuple[float, ...]) -> bool:
    """Whether check_grads lets the rule pass at x, with a tolerance in proportion to J.

    Its own is absolute, 1e-5, and passes wrong rules where J is smaller than that.
    """
    size = float(np.abs(replayed(layer_tape(), np.array([x])).jacobians).max())
    try:
        check_grads(
            _jitted(slug),
            (jnp.asarray(x),),
            order=1,
            modes=("rev",),
            atol=TOLERANCE * size,
            rtol=TOLERANCE,
        )
    except AssertionError:
        return False
    return True


class Slope(NamedTuple):
    """Slope of the line fitted through log size against log length, and how far it may be off."""

    slope: float
    error: float


def fitted(lengths: np.ndarray, sizes: np.ndarray, errors: np.ndarray) -> Slope:
    """The slope of sizes that are each known to an error."""
    across = np.log(lengths) - np.log(lengths).mean()
    weights = across / (across @ across)
    moved = -np.log1p(-errors / sizes)
    return Slope(float(weights @ np.log(sizes)), float(np.abs(weights) @ moved))


def fall(found: Slope) -> Fall:
    """The power of h that a slope shows, as far as it is known."""
    low, high = found.slope - found.error, found.slope + found.error
    if low >= 1 - NEAR and high <= 1 + NEAR:
        return "h"
    if low >= 2 - NEAR and high <= 2 + NEAR:
        return "h2"
    return "faster" if low > 2 + NEAR else "neither"


def judged(slug: str, x: tuple[float, ...], v: tuple[float, ...], u: tuple[float, ...]) -> Judged:
    """What the three referees say of a rule at x, asked with v and u."""
    found = on_host(compiled(slug)(*map(np.asarray, (x, v, u))))
    return of(found, slug, x, v, u)


def of(
    found: Settled, slug: str, x: tuple[float, ...], v: tuple[float, ...], u: tuple[float, ...]
) -> Judged:
    """What they say of numbers that JAX has computed already."""
    errors = _bounds(slug, x, v, u).value_errors[0, SIZE:]
    sides = np.array([found.forwards, found.backwards])
    asked = any(v) and any(u)
    agree = bool(is_rounding(float(sides[0] - sides[1]), float(errors[2])))
    sizes, bounds = np.asarray(found.remainders), errors[3:]
    clear = np.isfinite(sizes) & (bounds <= KNOWN * sizes)
    enough = asked and int(clear.sum()) >= FEWEST
    slope = fitted(np.array(STEPS)[clear], sizes[clear], bounds[clear]) if enough else None
    forwards, backwards = cleared(sides, errors[:2]).tolist()
    return Judged(
        forwards=forwards,
        backwards=backwards,
        adjoint=("holds" if agree else "fails") if asked else "nothing",
        clear=tuple(clear.tolist()),
        slope=slope.slope if slope else float("nan"),
        remainder=fall(slope) if slope else _hidden(sizes) if asked else "nothing",
        checked=checked(slug, x),
    )


def _hidden(sizes: np.ndarray) -> Fall:
    return "rounding" if np.isfinite(sizes).all() else "beyond"


def tidied(
    found: Settled, slug: str, x: tuple[float, ...], v: tuple[float, ...], u: tuple[float, ...]
) -> Settled:
    """The same numbers, those of the boxes and arrows that are nothing but rounding as 0."""
    errors = bounded(rule_tape(slug), np.array([[*x, *u]]), spacing=True).value_errors[0]
    true = bounded(rule_tape("right"), np.array([[*x, *u]]), spacing=True).value_errors[0]
    inner, _, kept, between, pull = errors.reshape(-1, SIZE)
    clear: dict[str, Any] = {
        "inner": cleared(np.asarray(found.inner), inner),
        "kept": cleared(np.asarray(found.kept), kept),
        "between": cleared(np.asarray(found.between), between),
        "pull": cleared(np.asarray(found.pull), pull),
        "truth": cleared(np.asarray(found.truth), true[-SIZE:]),
        "push": cleared(np.asarray(found.push), _bounds(slug, x, v, u).value_errors[0, :SIZE]),
    }
    return found._replace(**clear)


def clear_steps(
    slug: str, x: tuple[float, ...], v: tuple[float, ...], u: tuple[float, ...]
) -> tuple[float, ...]:
    """The lengths at which a remainder stands clear of rounding, by the tape alone."""
    known = _bounds(slug, x, v, u)
    first = SIZE + 3
    sizes = np.abs(known.values[0, first:])
    clear = np.isfinite(sizes) & (known.value_errors[0, first:] <= KNOWN * sizes)
    return tuple(h for h, stands in zip(STEPS, clear, strict=True) if stands)


def _bounds(slug: str, x: tuple[float, ...], v: tuple[float, ...], u: tuple[float, ...]) -> Bounded:
    return bounded(_compared(slug), np.array([[*x, *v, *u]]), spacing=True)
