"""Derivatives that are taught: rules for f(x) = exp(Ax), right and wrong, and their referees.

JAX takes a custom rule at its word. Whether the rule tells the truth is judged from
outside, by three referees (``verdicts``): the adjoint identity, the slope of the remainder
of f, and ``jax.test_util.check_grads``.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax.typing import ArrayLike
from jaxtyping import Array, Float

from explainers.core.executable import Executable
from explainers.core.tape import Tape, tape
from explainers.core.types import Cotangent, Gradient, Map, Point, Tangent, Value

SIZE = 2
"""Inputs of f, and outputs."""
MATRIX = ((0.6, -0.8), (0.7, 0.5))
"""The matrix inside f: no symmetry, so that a transpose that is left out is seen."""

STEPS = tuple(10.0 ** (-1 - k / 2) for k in range(7))
"""Lengths h at which the remainder is measured: from 0.1 to 0.0001."""

GOAL = (0.9, 0.7)
"""Where the observations for the descent were made: the x that training should find."""
OBSERVATIONS = 20
SPREAD = 0.4
"""Side of the square around f(GOAL) in which the observations lie."""
RATE = 0.08
DESCENT = 80
"""Steps of SGD, one observation each."""

Kept: TypeAlias = Float[Array, " m"]


class Rule(NamedTuple):
    """A backward rule for f = exp ∘ A: what forward keeps, and what backward makes of it.

    The two maps of ``through`` and ``back`` are the boxes of exp and of A on the way back;
    the texts are the same in a program.
    """

    slug: str
    title: str
    keeps: Literal["a", "y"]
    """Name of the residual: "y", the output of exp, or "a", its input."""
    through: Callable[[Kept, Cotangent], Cotangent]
    back: Callable[[Cotangent], Gradient]
    through_text: str
    back_text: str


class Forward(NamedTuple):
    """What forward gives: the value, and the residual that it keeps for backward."""

    value: Value
    kept: Kept


def matrix() -> Float[Array, "2 2"]:
    """The matrix of f."""
    return jnp.array(MATRIX)


def layer(x: Point) -> Value:
    """f(x) = exp(Ax), whose derivative JAX finds by itself."""
    return jnp.exp(matrix() @ x)


def _scaled(kept: Kept, u: Cotangent) -> Cotangent:
    return kept * u


def _negated(kept: Kept, u: Cotangent) -> Cotangent:
    return -kept * u


def _untouched(kept: Kept, u: Cotangent) -> Cotangent:
    return u


def _transposed(w: Cotangent) -> Gradient:
    return matrix().T @ w


def _as_it_is(w: Cotangent) -> Gradient:
    return matrix() @ w


RULES = {
    rule.slug: rule
    for rule in (
        Rule(
            "right",
            "Right",
            "y",
            _scaled,
            _transposed,
            "y * u",
            "A.T @ w",
        ),
        Rule(
            "sign",
            "Wrong sign",
            "y",
            _negated,
            _transposed,
            "-y * u",
            "A.T @ w",
        ),
        Rule(
            "factor",
            "Missing factor",
            "y",
            _untouched,
            _transposed,
            "u",
            "A.T @ w",
        ),
        Rule(
            "residual",
            "Wrong residual",
            "a",
            _scaled,
            _transposed,
            "a * u",
            "A.T @ w",
        ),
        Rule(
            "transposed",
            "Transposed",
            "y",
            _scaled,
            _as_it_is,
            "y * u",
            "A @ w",
        ),
    )
}
"""The rules that may be chosen: one right, four wrong."""


def forward(rule: Rule, x: Point) -> Forward:
    """Value of f, and what the rule keeps of it."""
    a = matrix() @ x
    y = jnp.exp(a)
    return Forward(y, {"a": a, "y": y}[rule.keeps])


def backward(rule: Rule, kept: Kept, u: Cotangent) -> Gradient:
    """What the rule takes for uᵀJ."""
    return rule.back(rule.through(kept, u))


@cache
def taught(slug: str) -> Map:
    """The function with the rule of this name for its derivative; JAX believes it."""
    rule = RULES[slug]
    f = jax.custom_vjp(layer)

    def keep(x: Point) -> tuple[Value, Kept]:
        value, kept = forward(rule, x)
        return value, kept

    f.defvjp(keep, lambda kept, u: (backward(rule, kept, u),))
    return f


# The laboratory ---------------------------------------------------------------------------------


class Settled(NamedTuple):
    """All numbers of the laboratory at x, v and u, under one rule."""

    inner: Value
    """a = Ax, between the two boxes."""
    value: Value
    kept: Kept
    between: Cotangent
    """w, between the two boxes on the way back."""
    pull: Gradient
    """uᵀJ as the rule has it."""
    truth: Gradient
    """uᵀJ as JAX derives it without the rule."""
    push: Value
    forwards: Float[Array, ""]
    """u·(Jv)."""
    backwards: Float[Array, ""]
    """(uᵀJ)·v, with the rule's uᵀJ."""
    remainders: Float[Array, " k"]
    risks: Float[Array, "2"]
    """The risk where SGD from x ends: with the right rule, then with this one."""


def remainders(x: Point, v: Tangent, u: Cotangent, pull: Gradient) -> Float[Array, " k"]:
    """|u·(f(x + hv) − f(x)) − h (uᵀJ)·v| for each length h: O(h²) if uᵀJ is right."""
    h = jnp.array(STEPS)
    moved = jax.vmap(lambda t: layer(x + t * v))(h)
    return jnp.abs((moved - layer(x)) @ u - h * jnp.dot(pull, v))


def observations() -> np.ndarray:
    """Noisy readings of f(GOAL), spread evenly over a square, in an order without a pattern."""
    k = np.arange(1, OBSERVATIONS + 1)[:, None]
    even = (k * np.array([0.7548776662466927, 0.5698402909980532])) % 1  # 1/ρ and 1/ρ², ρ³ = ρ + 1
    truth = np.exp(np.array(MATRIX) @ np.array(GOAL))
    return np.round(truth + SPREAD * (even - even.mean(axis=0)), 3)


def risk(x: Point) -> Float[Array, ""]:
    """Mean over the observations z of ½‖f(x) − z‖²."""
    return 0.5 * jnp.mean(jnp.sum((layer(x) - jnp.asarray(observations())) ** 2, axis=1))


def descent(f: Map, x: Point) -> Float[Array, "steps 2"]:
    """Points of SGD from x, one observation z a step: each gradient is a VJP with u = f(x) − z."""
    seen = jnp.asarray(observations())

    def step(at: Point, k: Array) -> tuple[Point, Point]:
        value, pullback = jax.vjp(f, at)
        (gradient,) = pullback(value - seen[k])
        return at - RATE * gradient, at

    last, before = jax.lax.scan(step, x, jnp.arange(DESCENT) % OBSERVATIONS)
    return jnp.concatenate([before, last[None]])


@lru_cache(maxsize=len(RULES))
def compiled(slug: str) -> Callable[[ArrayLike, ArrayLike, ArrayLike], Settled]:
    """All numbers of the laboratory under a rule, as one compiled function of (x, v, u)."""
    rule, f = RULES[slug], taught(slug)

    def settle(x: Point, v: Tangent, u: Cotangent) -> Settled:
        _, kept = forward(rule, x)
        _, pullback = jax.vjp(f, x)
        (pull,) = pullback(u)
        value, true_pullback = jax.vjp(layer, x)
        push = jax.jvp(layer, (x,), (v,))[1]
        ends = jnp.stack([descent(g, x)[-1] for g in (taught("right"), f)])
        return Settled(
            inner=matrix() @ x,
            value=value,
            kept=kept,
            between=rule.through(kept, u),
            pull=pull,
            truth=true_pullback(u)[0],
            push=push,
            forwards=jnp.dot(u, push),
            backwards=jnp.dot(pull, v),
            remainders=remainders(x, v, u, pull),
            risks=jax.vmap(risk)(ends),
        )

    return Executable(settle)


# What the browser replays -----------------------------------------------------------------------


@cache
def layer_tape() -> Tape:
    """The program of f and of its true Jacobian."""
    return tape(layer, SIZE)


@cache
def rule_tape(slug: str) -> Tape:
    """The program of (x, u) ↦ (a, y, kept, w, uᵀJ) under a rule: what stands between the boxes."""
    rule = RULES[slug]

    def trace(given: Array) -> Array:
        x, u = given[:SIZE], given[SIZE:]
        value, kept = forward(rule, x)
        between = rule.through(kept, u)
        return jnp.concatenate([matrix() @ x, value, kept, between, rule.back(between)])

    return tape(trace, 2 * SIZE)
