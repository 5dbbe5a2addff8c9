"""What is looked at beside the runs: risks along them, the board of each step, the landscape."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float, Int

from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import Risk
from explainers.core.descent.run import (
    COMPILED,
    RUNS,
    Runs,
    Settings,
    first,
    pulled,
    risk_at,
    runs,
)
from explainers.core.descent.samples import CHUNK, choose, padded
from explainers.core.host import on_host
from explainers.core.types import Point

MOST_FRAMES = 1000
"""A run with more steps is shown every few steps."""
ROWS = 8
"""Rows of a batch that a board shows one by one."""
LATTICE = 61
"""Points along a side of the lattice on which the risk is sampled."""
_FRAMES = 1024
_NEWTON = 40
_STILL = 1e-10
"""A step of Newton's method that is shorter than this has arrived."""
_FAR = 1e3


class Board(NamedTuple):
    """One run seen step by step: of J, u and the gradient what a reader sees of them."""

    gradient: Float[np.ndarray, "frames 2"]
    step: Float[np.ndarray, "frames 2"]
    """What the optimiser adds to θ."""
    u: Float[np.ndarray, "frames rows"]
    """Weights of the first rows of the batch; 0 where it has fewer."""
    rest: Float[np.ndarray, "frames 2"]
    """What the other rows of the batch add to the gradient."""


class Landscape(NamedTuple):
    """Where a risk is lowest, and how sharply it curves there."""

    lowest: tuple[float, float] | None
    least: float | None
    """The risk there."""
    curvature: float | None
    """The largest eigenvalue of the risk's Hessian, where it is the same everywhere."""


def frames(steps: int) -> Int[np.ndarray, " frames"]:
    """The steps that are shown of a run: all, or every few and the last."""
    shown = np.arange(0, steps + 1, -(-steps // MOST_FRAMES))
    return shown if shown[-1] == steps else np.append(shown, steps)


def _padded(rows: np.ndarray) -> np.ndarray:
    """Rows repeated at the end up to a fixed number, so that no other number compiles."""
    return np.concatenate([rows, np.repeat(rows[-1:], _FRAMES - len(rows), axis=0)])


@lru_cache(maxsize=COMPILED)
def _risks(risk: Risk) -> Callable[..., Array]:
    def at(theta: Point, x: Array, y: Array, count: Array) -> Array:
        return risk_at(risk, theta, x, y, first(x.shape[0], count))

    return jax.jit(jax.vmap(at, in_axes=(0, None, None, None)))


def risks(settings: Settings, found: Runs) -> Float[np.ndarray, "runs frames"]:
    """The risk over all samples along each run, at the steps that are shown."""
    shown = frames(settings.steps)
    x, y, count = settings.data
    theta = [_padded(path[shown]) for path in found.theta]
    values = _risks(settings.risk)(np.concatenate(theta), x, y, jnp.asarray(count))
    return np.asarray(values).reshape(RUNS, _FRAMES)[:, : len(shown)]


def batches(settings: Settings) -> Int[np.ndarray, "frames batch"]:
    """Samples in the batch of each step that is shown, in rising order."""
    shown = frames(settings.steps)
    taken, count = settings.taken, settings.data.size
    parts = [
        choose(settings.seed, int(chunk), count, taken)[shown[shown // CHUNK == chunk] % CHUNK]
        for chunk in np.unique(shown // CHUNK)
    ]
    return np.concatenate(parts)[:, :taken]


@lru_cache(maxsize=COMPILED)
def _boards(risk: Risk) -> Callable[..., Any]:
    def at(theta: Point, x: Array, y: Array, rows: Array, batch: Array) -> Any:
        place = jnp.arange(rows.shape[0])
        found = pulled(risk, theta, x[rows], y[rows], first(rows.shape[0], batch))
        _, pull = jax.vjp(lambda there: risk.outputs(there, x[rows], y[rows]), theta)
        (rest,) = pull(jnp.where(place < ROWS, 0.0, found.u))
        return found.gradient, found.u[:ROWS], rest

    return jax.jit(jax.vmap(at, in_axes=(0, None, None, 0, None)))


def board(settings: Settings, found: Runs, run: int) -> Board:
    """The board of one run at each step that is shown."""
    shown = frames(settings.steps)
    x, y, _ = settings.data
    taken = settings.taken
    rows = batches(settings)
    chosen = np.pad(rows, ((0, 0), (0, padded(taken) - taken)))
    theta = found.theta[run]
    given = (_padded(theta[shown]), x, y, _padded(chosen), jnp.asarray(taken))
    parts = on_host(_boards(settings.risk)(*given))
    gradient, u, rest = (part[: len(shown)] for part in parts)
    with np.errstate(over="ignore"):
        return Board(gradient, theta[shown + 1] - theta[shown], u, rest)


@lru_cache(maxsize=COMPILED)
def _bends(risk: Risk) -> Callable[..., Any]:
    def at(theta: Point, x: Array, y: Array, count: Array) -> Any:
        def value(place: Point) -> Array:
            return risk_at(risk, place, x, y, first(x.shape[0], count))

        return value(theta), jax.grad(value)(theta), jax.hessian(value)(theta)

    return jax.jit(at)


@lru_cache(maxsize=64)
def _landscape(risk: Risk, settings: Settings) -> Landscape:
    known = risk.truth or risk.lowest
    if known is None:
        return Landscape(None, None, None)
    data = (*settings.data[:2], jnp.asarray(settings.data.size))
    bends = _bends(risk)
    theta, move = np.array(known), np.full(2, np.inf)
    curvature = None
    for _ in range(_NEWTON):
        value, slope, hessian = on_host(bends(theta, *data))
        if not risk.curved:
            curvature = float(np.linalg.eigvalsh(hessian)[-1])
        try:
            move = np.linalg.solve(hessian, slope)
        except np.linalg.LinAlgError:
            break
        if np.abs(move).max() < _STILL and np.abs(theta).max() < _FAR:
            return Landscape((float(theta[0]), float(theta[1])), float(value), curvature)
        theta = theta - move
    return Landscape(None, None, curvature)


@lru_cache(maxsize=COMPILED)
def _rows(risk: Risk) -> Callable[..., Array]:
    return jax.jit(jax.jacfwd(risk.outputs))


def rows(settings: Settings) -> Float[np.ndarray, "samples 2"]:
    """The rows of J, one a sample, at the first start; none where a risk has no samples."""
    if not settings.risk.sampled:
        return np.zeros((0, 2))
    x, y, count = settings.data
    return np.asarray(_rows(settings.risk)(jnp.asarray(settings.starts[0]), x, y))[:count]


def landscape(settings: Settings) -> Landscape:
    """Where the risk of these samples is lowest, found by Newton's method, and its curvature.

    There is no lowest place where labels can be told apart without a mistake, and none is
    looked for in a typed function.
    """
    usual = settings.risk.preset
    alone = settings._replace(
        optimiser="sgd", starts=usual.starts, rate=usual.rate, steps=usual.steps, batch=1
    )
    return _landscape(settings.risk, alone)


def limit(settings: Settings) -> float | None:
    """Rate from which on the runs diverge, where theory has one; None elsewhere.

    It has one for full gradients of a quadratic: a constant over the largest eigenvalue of
    the Hessian (``optimisers``). Mini-batches have none that a Hessian would give, other
    risks none that holds everywhere, Adam none at all.
    """
    bound = OPTIMISERS[settings.optimiser].bound
    curvature = landscape(settings).curvature
    whole = not settings.risk.sampled or settings.taken == settings.data.size
    if bound is None or curvature is None or not whole or not curvature > 0:
        return None
    return bound / curvature


class Window(NamedTuple):
    """A square on the parameters."""

    centre: tuple[float, float]
    half: float


def window(settings: Settings) -> Window:
    """The square on which the risk is shown: the usual one, or wide enough for all starts."""
    usual = settings.risk.preset
    far = max(
        abs(number - middle)
        for start in settings.starts
        for number, middle in zip(start, usual.centre, strict=True)
    )
    return Window(usual.centre, usual.half if far <= usual.half else 1.1 * far)


def field(settings: Settings) -> Float[np.ndarray, "lattice lattice"]:
    """The risk over all samples on a lattice of the window, row by row from the low end."""
    (a, b), half = window(settings)
    reach = np.linspace(-half, half, LATTICE)
    theta = np.stack(np.meshgrid(a + reach, b + reach), axis=-1).reshape(-1, 2)
    x, y, count = settings.data
    values = _risks(settings.risk)(theta, x, y, jnp.asarray(count))
    return np.asarray(values).reshape(LATTICE, LATTICE)


class Stepped(NamedTuple):
    """One step of one run, and what the first-order picture said of it."""

    theta: tuple[float, float]
    gradient: tuple[float, float]
    step: tuple[float, float]
    promised: float
    """What the risk of the batch changes by to first order: a JVP along the step."""
    kept: float
    """What the risk of the batch does change by."""
    risk: float
    """The risk over all samples, before the step."""
    after: float
    """The same after it."""


@lru_cache(maxsize=COMPILED)
def _steps(risk: Risk) -> Callable[..., Any]:
    def at(
        theta: Point, step: Point, x: Array, y: Array, count: Array, rows: Array, b: Array
    ) -> Any:
        def whole(place: Point) -> Array:
            return risk_at(risk, place, x, y, first(x.shape[0], count))

        def batch(place: Point) -> Array:
            return risk_at(risk, place, x[rows], y[rows], first(rows.shape[0], b))

        before, promised = jax.jvp(batch, (theta,), (step,))
        kept = batch(theta + step) - before
        return jax.grad(batch)(theta), promised, kept, whole(theta), whole(theta + step)

    return jax.jit(at)


def stepped(settings: Settings, found: Runs, run: int, at: int) -> Stepped:
    """What step ``at`` of a run does."""
    x, y, count = settings.data
    theta, following = found.theta[run, at], found.theta[run, at + 1]
    rows = choose(settings.seed, at // CHUNK, count, settings.taken)[at % CHUNK]
    with np.errstate(over="ignore"):
        step = following - theta
    given = (theta, step, x, y, jnp.asarray(count), rows, jnp.asarray(settings.taken))
    gradient, *numbers = on_host(_steps(settings.risk)(*given))
    vectors = (tuple(float(z) for z in vector) for vector in (theta, gradient, step))
    return Stepped(*vectors, *(float(number) for number in numbers))  # pyright: ignore[reportArgumentType]


def distances(
    settings: Settings, found: Runs, lowest: tuple[float, float]
) -> Float[np.ndarray, "runs steps"]:
    """How far each run is from a place at each step."""
    away = found.theta[:, : settings.steps + 1] - np.asarray(lowest)
    with np.errstate(over="ignore"):
        return np.hypot(away[..., 0], away[..., 1])


def programs_of(settings: Settings) -> Settings:
    """Settings with the same programs, the same for all of those that share them."""
    usual = settings.risk.preset
    return settings._replace(
        starts=usual.starts,
        rate=usual.rate,
        steps=usual.steps,
        batch=padded(settings.taken),
        samples=padded(settings.samples),
        noise=0.5,
        spread=0.5,
        seed=0,
    )


def prepare(settings: Settings) -> None:
    """Compile all that is asked of the runs of some settings."""
    found = runs(settings)
    risks(settings, found)
    board(settings, found, 0)
    stepped(settings, found, 0, 0)
    landscape(settings)
    field(settings)
    rows(settings)
