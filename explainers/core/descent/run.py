"""Five runs of an optimiser, each step a VJP: scanned, over five starts at once.

One step asks two questions in reverse. The loss, a single number, is pulled back with u = 1
to the outputs: that is the weighting u, 2r/B for squared errors inside the batch and 0
outside. This u is pulled back through the outputs to the parameters: that is the gradient.

Rate, seed, numbers of samples and steps are arguments of what is compiled, so that another
of these compiles nothing; sizes of arrays are padded to a few (``samples``).
"""

from collections.abc import Callable
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
from explainers.core.executable import Executable
from explainers.core.kept import kept_with
from explainers.core.program import WHOLE
from explainers.core.types import Point
from explainers.core.weighed import weighed

RUNS = 5
KEPT = 8 * 2**20
"""Bytes of runs that are kept, for whoever looks at another step of one."""


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
    """Outputs, a weighting of them, and what it becomes when it is pulled to the parameters."""

    outputs: Float[Array, " k"]
    u: Float[Array, " k"]
    gradient: Float[Array, "2"]


class Runs(NamedTuple):
    """Parameters of each run at each step, and the last step at which it could be followed.

    ``theta`` holds one step more than was asked for, so that every step shown has a next
    one. A run stops before parameters that are not finite, or at which a plain function is
    not, and stays where it last was; if its start is such a place, it stays there.
    """

    theta: Float[np.ndarray, "runs steps 2"]
    ended: tuple[int, ...]
    beyond: tuple[tuple[float, float] | None, ...]
    """Where a run that stopped was to go; None where a run goes on."""

    def stopped(self, run: int) -> bool:
        """Whether a run could not be followed to the end."""
        return self.beyond[run] is not None

    def begun(self, run: int) -> bool:
        """Whether a run begins at a place where it can be."""
        there = self.beyond[run]
        return there is None or bool((self.theta[run, self.ended[run]] != there).any())


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
    return Pulled(outputs, u, gradient)


class Loop(NamedTuple):
    """What is compiled for a risk and an optimiser."""

    begin: Callable[..., Any]
    """State of the optimiser at each start, for a rate."""
    steps: Callable[..., Any]
    """(θ, state, rate, x, y, chosen, B) ↦ θ and state after CHUNK steps, and before each of them θ
    and whether a run can be there."""


@kept_with("outputs")
def loop(risk: Risk, optimiser: Optimiser) -> Loop:
    """The loop of a risk and an optimiser, compiled once for every session."""

    def begin(starts: Float[Array, "runs 2"], rate: Array) -> optax.OptState:
        return jax.vmap(optimiser.make(rate).init)(starts)

    def run(
        theta: Point, state: optax.OptState, rate: Array, x: Array, y: Array, b: Array
    ) -> tuple[Point, optax.OptState, Float[Array, "steps 2"], Bool[Array, " steps"]]:
        rule = optimiser.make(rate)
        part = first(x.shape[1], b)

        def step(carry: tuple[Point, optax.OptState], batch: tuple[Array, Array]) -> Any:
            place, memory = carry
            found = pulled(risk, place, *batch, part)
            update, memory = rule.update(found.gradient, memory, place)
            known = risk.sampled | jnp.isfinite(found.outputs).all()
            return (cast(Array, optax.apply_updates(place, update)), memory), (place, known)

        (theta, state), (path, known) = jax.lax.scan(step, (theta, state), (x, y))
        return theta, state, path, known

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

    return Loop(Executable(begin), Executable(steps, WHOLE))


@weighed(KEPT, lambda found: found.theta.nbytes)
def runs(settings: Settings) -> Runs:
    """All runs of some settings, to the end or to where their parameters are not finite."""
    x, y, count = settings.data
    rate, batch = np.asarray(settings.rate), np.asarray(settings.taken)
    begin, steps = loop(settings.risk, OPTIMISERS[settings.optimiser])
    theta: Any = np.asarray(settings.starts)
    state = begin(theta, rate)
    parts: list[tuple[np.ndarray, np.ndarray]] = []
    for chunk in range((settings.steps + 1) // CHUNK + 1):
        # XLA takes indices of 32 bits several times faster than the 16 in which they are kept.
        chosen = choose(settings.seed, chunk, count, settings.taken).astype(np.int32)
        theta, state, path, known = steps(theta, state, rate, x, y, chosen, batch)
        parts.append((np.asarray(path), np.asarray(known)))
    paths, known = (np.concatenate(part, axis=1) for part in zip(*parts, strict=True))
    return _stopped(paths[:, : settings.steps + 2], known[:, : settings.steps + 2])


def _stopped(
    theta: Float[np.ndarray, "runs steps 2"], known: Bool[np.ndarray, "runs steps"]
) -> Runs:
    """The same runs, each resting where it could last be followed."""
    fit = np.isfinite(theta).all(axis=-1) & known
    lengths = np.where(fit.all(axis=-1), theta.shape[1], fit.argmin(axis=-1)).tolist()
    rested, beyond = theta.copy(), list[tuple[float, float] | None]()
    for run, length in enumerate(lengths):
        rested[run, length:] = rested[run, max(0, length - 1)]
        next_ = theta[run, length : length + 1].tolist()
        beyond.append((next_[0][0], next_[0][1]) if next_ else None)
    return Runs(rested, tuple(max(0, length - 1) for length in lengths), tuple(beyond))
