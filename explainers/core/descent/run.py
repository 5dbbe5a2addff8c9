"""Five runs of an optimiser, each step a VJP: scanned, over five starts at once.

One step asks two questions in reverse. The loss, a single number, is pulled back with u = 1
to the outputs: that is the weighting u, 2r/B for squared residuals inside the batch and 0
outside. This u is pulled back through the outputs to the parameters: that is the gradient.

Rate, seed, numbers of samples and steps are arguments of what is compiled, so that another
of these compiles nothing; sizes of arrays are padded to a few (``samples``).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple, cast

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jax import Array
from jaxtyping import Bool, Float, Int

from explainers.core.descent.optimisers import OPTIMISERS, Optimiser
from explainers.core.descent.risks import Risk, Starts
from explainers.core.descent.samples import CHUNK, Samples, choose, draw
from explainers.core.types import Point

RUNS = 5
COMPILED = 32
"""Pairs of risk and optimiser whose loops are kept; the least recently used goes first."""
KEPT = 16
"""Runs that are kept, for whoever looks at another step of one."""


class Settings(NamedTuple):
    """All that a run depends on."""

    risk: Risk
    optimiser: str
    starts: Starts
    rate: float
    steps: int
    batch: int
    samples: int
    noise: float
    spread: float
    seed: int

    @property
    def data(self) -> Samples:
        """The samples that this run is about."""
        return draw(self.risk, self.seed, self.samples, self.noise, self.spread)

    @property
    def taken(self) -> int:
        """How many samples a step takes."""
        return min(self.batch, self.samples) if self.risk.sampled else 1


class Pulled(NamedTuple):
    """A weighting of the outputs, and what it becomes when it is pulled to the parameters."""

    u: Float[Array, " k"]
    gradient: Float[Array, "2"]


class Runs(NamedTuple):
    """Parameters of each run at each step, and the last step at which they were finite.

    ``theta`` holds one step more than was asked for, so that every step shown has a next
    one. A run that stopped stays where it was last finite.
    """

    theta: Float[np.ndarray, "runs steps 2"]
    ended: tuple[int, ...]

    def stopped(self, run: int) -> bool:
        """Whether the parameters of a run became not finite."""
        return self.ended[run] < self.theta.shape[1] - 1


class Part(NamedTuple):
    """The samples that a mean is over, out of those that are at hand."""

    inside: Bool[Array, " k"]
    count: Any
    """How many are inside: a number, or an array without axes."""

    def mean(self, losses: Float[Array, " k"]) -> Float[Array, ""]:
        """Mean of the losses inside; what those outside hold does not matter."""
        return jnp.sum(jnp.where(self.inside, losses, 0.0)) / self.count


def first(size: int, count: Any) -> Part:
    """The first ``count`` of ``size`` samples; the others are padding."""
    return Part(jnp.arange(size) < count, count)


def risk_at(risk: Risk, theta: Point, x: Array, y: Array, part: Part) -> Float[Array, ""]:
    """The mean loss at θ."""
    return part.mean(risk.loss(risk.outputs(theta, x, y), y))


def pulled(risk: Risk, theta: Point, x: Array, y: Array, part: Part) -> Pulled:
    """The weighting u and the gradient of the mean loss, by two VJPs in a row."""
    outputs, pull = jax.vjp(lambda place: risk.outputs(place, x, y), theta)
    _, weigh = jax.vjp(lambda values: part.mean(risk.loss(values, y)), outputs)
    (u,) = weigh(jnp.ones(()))
    (gradient,) = pull(u)
    return Pulled(u, gradient)


class Loop(NamedTuple):
    """What is compiled for a risk and an optimiser."""

    begin: Callable[..., Any]
    """State of the optimiser at each start, for a rate."""
    steps: Callable[..., Any]
    """(θ, state, rate, x, y, chosen, B) ↦ θ and state after CHUNK steps, and θ before each."""


@lru_cache(maxsize=COMPILED)
def loop(risk: Risk, optimiser: Optimiser) -> Loop:
    """The loop of a risk and an optimiser, compiled once for every session."""

    def begin(starts: Float[Array, "runs 2"], rate: Array) -> optax.OptState:
        return jax.vmap(optimiser.make(rate).init)(starts)

    def run(
        theta: Point, state: optax.OptState, rate: Array, x: Array, y: Array, b: Array
    ) -> tuple[Point, optax.OptState, Float[Array, "steps 2"]]:
        rule = optimiser.make(rate)
        part = first(x.shape[1], b)

        def step(carry: tuple[Point, optax.OptState], batch: tuple[Array, Array]) -> Any:
            place, memory = carry
            gradient = pulled(risk, place, *batch, part).gradient
            update, memory = rule.update(gradient, memory, place)
            return (cast(Array, optax.apply_updates(place, update)), memory), place

        (theta, state), path = jax.lax.scan(step, (theta, state), (x, y))
        return theta, state, path

    over_starts = jax.vmap(run, in_axes=(0, 0, None, None, None, None))

    def steps(
        theta: Float[Array, "runs 2"],
        state: optax.OptState,
        rate: Array,
        x: Array,
        y: Array,
        chosen: Int[Array, "steps padded"],
        b: Array,
    ) -> Any:
        # Without a check of bounds, which would take as long as half of the steps.
        x_taken, y_taken = (jnp.take(z, chosen, mode="clip") for z in (x, y))
        return over_starts(theta, state, rate, x_taken, y_taken, b)

    return Loop(jax.jit(begin), jax.jit(steps))


@lru_cache(maxsize=KEPT)
def runs(settings: Settings) -> Runs:
    """All runs of some settings, to the end or to where their parameters are not finite."""
    x, y, count = settings.data
    rate, batch = jnp.asarray(settings.rate), jnp.asarray(settings.taken)
    begin, steps = loop(settings.risk, OPTIMISERS[settings.optimiser])
    theta = jnp.asarray(settings.starts)
    state = begin(theta, rate)
    parts: list[np.ndarray] = []
    for chunk in range((settings.steps + 1) // CHUNK + 1):
        # XLA takes indices of 32 bits several times faster than the 16 in which they are kept.
        chosen = choose(settings.seed, chunk, count, settings.taken).astype(np.int32)
        theta, state, path = steps(theta, state, rate, x, y, chosen, batch)
        parts.append(np.asarray(path))
    return _stopped(np.concatenate(parts, axis=1)[:, : settings.steps + 2])


def _stopped(theta: Float[np.ndarray, "runs steps 2"]) -> Runs:
    """The same runs, each resting where it was last finite."""
    finite = np.isfinite(theta).all(axis=-1)
    lengths = np.where(finite.all(axis=-1), theta.shape[1], finite.argmin(axis=-1))
    rested = theta.copy()
    for run, length in enumerate(lengths):
        rested[run, length:] = rested[run, length - 1]
    return Runs(rested, tuple(int(length) - 1 for length in lengths))
