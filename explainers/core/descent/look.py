"""What is looked at beside the runs: risks along them, the board of each step, the landscape."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float, Int

from explainers.core.descent.risks import Risk
from explainers.core.descent.roundings import Sharpness, sharpness, slopes_of, values_of
from explainers.core.descent.run import (
    RUNS,
    Runs,
    Settings,
    first,
    pulled,
    risk_at,
    runs,
)
from explainers.core.descent.samples import CHUNK, choose, padded
from explainers.core.executable import Executable
from explainers.core.host import on_host
from explainers.core.kept import kept_with
from explainers.core.program import WHOLE
from explainers.core.rounding import UNIT, cleared
from explainers.core.types import Point

MOST_FRAMES = 1000
"""A run with more steps is shown every few steps."""
ROWS = 8
"""Rows of a batch that a board shows one by one."""
LATTICE = 61
"""Points along a side of the lattice on which the risk is sampled."""
_FRAMES = 1024
_SUSPECT = 1e-9
"""A sum that is so much smaller than its parts is looked at, whether it is but rounding."""
_NEWTON = 40
_STILL = 1e-10
"""A step of Newton's method that is shorter than this has arrived."""
_FAR = 1e3


class Board(NamedTuple):
    """One run seen step by step: of J, u and the gradient what a reader sees of them."""

    gradient: Float[np.ndarray, "frames 2"]
    step: Float[np.ndarray, "frames 2"]
    """What the optimiser adds to θ; not a number where a run has stopped."""
    u: Float[np.ndarray, "frames rows"]
    """Weights of the first rows of the batch; 0 where it has fewer."""
    rest: Float[np.ndarray, "frames 2"]
    """What the other rows of the batch add to the gradient."""


class Landscape(NamedTuple):
    """Where a risk is lowest, and the risk there."""

    lowest: tuple[float, float] | None
    least: float | None


def frames(steps: int) -> Int[np.ndarray, " frames"]:
    """The steps that are shown of a run: all, or every few and the last."""
    shown = np.arange(0, steps + 1, -(-steps // MOST_FRAMES))
    return shown if shown[-1] == steps else np.append(shown, steps)


def _padded(rows: np.ndarray) -> np.ndarray:
    """Rows repeated at the end up to a fixed number, so that no other number compiles."""
    return np.concatenate([rows, np.repeat(rows[-1:], _FRAMES - len(rows), axis=0)])


@kept_with("outputs")
def _risks(risk: Risk) -> Callable[..., Array]:
    def at(theta: Point, x: Array, y: Array, count: Array) -> Array:
        return risk_at(risk, theta, x, y, first(x.shape[0], count))

    return Executable(jax.vmap(at, in_axes=(0, None, None, None)), WHOLE)


def risks(settings: Settings, found: Runs) -> Float[np.ndarray, "runs frames"]:
    """The risk over all samples along each run, at the steps that are shown."""
    shown = frames(settings.steps)
    x, y, count = settings.data
    theta = [_padded(path[shown]) for path in found.theta]
    values = _risks(settings.risk)(np.concatenate(theta), x, y, np.asarray(count))
    given = np.asarray(values).reshape(RUNS, _FRAMES)[:, : len(shown)].copy()
    low = np.abs(given) <= _SUSPECT**2 * np.mean(y[:count] ** 2)
    if not settings.risk.sampled:
        low = np.isfinite(given)
    if low.any():
        places = found.theta[:, shown][low]
        samples = (z[None, :count] for z in (x, y))
        given[low] = _known(given[low], sharpness(settings.risk, places, *samples), "value")
    return given


def _known(numbers: np.ndarray, sharp: Sharpness | None, part: str) -> np.ndarray:
    """Numbers, those that are nothing but rounding as 0."""
    return numbers if sharp is None else cleared(numbers, getattr(sharp, part))


def batches(settings: Settings) -> Int[np.ndarray, "frames batch"]:
    """Samples in the batch of each step that is shown, in rising order."""
    shown = frames(settings.steps)
    taken, count = settings.taken, settings.data.size
    parts = [
        choose(settings.seed, int(chunk), count, taken)[shown[shown // CHUNK == chunk] % CHUNK]
        for chunk in np.unique(shown // CHUNK)
    ]
    return np.concatenate(parts)[:, :taken]


@kept_with("outputs")
def _boards(risk: Risk) -> Callable[..., Any]:
    def at(theta: Point, x: Array, y: Array, rows: Array, batch: Array) -> Any:
        place = jnp.arange(rows.shape[0])
        found = pulled(risk, theta, x[rows], y[rows], first(rows.shape[0], batch))
        if not risk.sampled:  # there is one output: J is the gradient, and all of it is shown
            nothing = jnp.zeros_like(theta)
            return found.gradient, found.u[:ROWS], nothing, jnp.abs(found.gradient), nothing
        rest = jnp.where(place < ROWS, 0.0, found.u)
        jacobian = jax.jacfwd(lambda there: risk.outputs(there, x[rows], y[rows]))(theta)
        sizes = [jnp.abs(u) @ jnp.abs(jacobian) for u in (found.u, rest)]
        return found.gradient, found.u[:ROWS], rest @ jacobian, *sizes

    return Executable(jax.vmap(at, in_axes=(0, None, None, 0, None)), WHOLE)


def board(settings: Settings, found: Runs, run: int) -> Board:
    """The board of one run at each step that is shown; without a gradient where f is not finite."""
    shown = frames(settings.steps)
    x, y, _ = settings.data
    taken = settings.taken
    rows = batches(settings).astype(np.int32)
    chosen = np.pad(rows, ((0, 0), (0, padded(taken) - taken)))
    theta = found.theta[run]
    given = (_padded(theta[shown]), x, y, _padded(chosen), np.asarray(taken))
    parts = on_host(_boards(settings.risk)(*given))
    gradient, u, rest, size, rest_size = (part[: len(shown)] for part in parts)
    with np.errstate(over="ignore"):
        step = theta[shown + 1] - theta[shown]
    if found.stopped(run):
        step[shown >= found.ended[run]] = np.nan
    if not found.begun(run):
        gradient = np.full_like(gradient, np.nan)

    def sharp(rows: np.ndarray, where: np.ndarray) -> Sharpness | None:
        rows = rows[:1] if taken == settings.data.size else rows
        return _part(sharpness(settings.risk, theta[shown][where], x[rows], y[rows]), rows, taken)

    def known(numbers: np.ndarray, sizes: np.ndarray, rows: np.ndarray) -> np.ndarray:
        low = np.asarray((np.abs(numbers) <= _SUSPECT * sizes).any(axis=-1))
        low |= not settings.risk.sampled
        given = numbers.copy()
        if low.any() and rows.size:
            given[low] = _known(numbers[low], sharp(rows[low], low), "slope")
        return given

    everywhere = np.ones(len(shown), bool)
    weights = u.copy()
    weights[:, : min(taken, ROWS)] = _known(u[:, :taken], sharp(rows[:, :ROWS], everywhere), "u")
    return Board(known(gradient, size, rows), step, weights, known(rest, rest_size, rows[:, ROWS:]))


def _part(sharp: Sharpness | None, rows: np.ndarray, taken: int) -> Sharpness | None:
    """Bounds for a mean over some rows of a batch as bounds for their part of its mean."""
    if sharp is None:
        return None
    share = rows.shape[1] / taken
    return Sharpness(share * sharp.value, share * sharp.slope, share * sharp.u, sharp.ties)


@kept_with("outputs")
def _bends(risk: Risk) -> Callable[..., Any]:
    def at(theta: Point, x: Array, y: Array, count: Array) -> Any:
        def value(place: Point) -> Array:
            return risk_at(risk, place, x, y, first(x.shape[0], count))

        return value(theta), jax.grad(value)(theta), jax.hessian(value)(theta)

    return Executable(at)


@lru_cache(maxsize=64)
def _landscape(risk: Risk, settings: Settings) -> Landscape:
    known = risk.truth or risk.lowest
    if known is None:
        return Landscape(None, None)
    data = (*settings.data[:2], np.asarray(settings.data.size))
    bends = _bends(risk)
    theta, move = np.array(known), np.full(2, np.inf)
    for _ in range(_NEWTON):
        value, slope, hessian = on_host(bends(theta, *data))
        try:
            move = np.linalg.solve(hessian, slope)
        except np.linalg.LinAlgError:
            break
        if np.abs(move).max() < _STILL and np.abs(theta).max() < _FAR:
            return Landscape((float(theta[0]), float(theta[1])), float(value))
        theta = theta - move
    return Landscape(None, None)


@kept_with("outputs")
def _rows(risk: Risk) -> Callable[..., Array]:
    return Executable(jax.jacfwd(risk.outputs))


def rows(settings: Settings) -> Float[np.ndarray, "samples 2"]:
    """The rows of J, one a sample, at the first start; none where a risk has no samples."""
    if not settings.risk.sampled:
        return np.zeros((0, 2))
    x, y, count = settings.data
    return np.asarray(_rows(settings.risk)(jnp.asarray(settings.starts[0]), x, y))[:count]


def landscape(settings: Settings) -> Landscape:
    """Where the risk of these samples is lowest, found by Newton's method.

    There is no lowest place where labels can be told apart without a mistake, and none is
    looked for in a typed function.
    """
    usual = settings.risk.preset
    alone = settings._replace(
        optimiser="sgd", starts=usual.starts, rate=usual.rate, steps=usual.steps, batch=1
    )
    return _landscape(settings.risk, alone)


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
    """The risk over all samples on a lattice of the window, row by row from the low end.

    Where it is not finite it is not a number.
    """
    (a, b), half = window(settings)
    reach = np.linspace(-half, half, LATTICE)
    theta = np.stack(np.meshgrid(a + reach, b + reach), axis=-1).reshape(-1, 2)
    x, y, count = settings.data
    values = _risks(settings.risk)(theta, x, y, np.asarray(count))
    found = np.asarray(values).reshape(LATTICE, LATTICE)
    return np.where(np.isfinite(found), found, np.nan)


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
    slack: float | None
    """How far rounding may have parted what is kept from what is promised, if that is known."""
    tie: bool
    """Whether the step may begin on a kink of a plain function."""


@kept_with("outputs")
def _steps(risk: Risk) -> Callable[..., Any]:
    def at(
        theta: Point, step: Point, x: Array, y: Array, count: Array, rows: Array, b: Array
    ) -> Any:
        def whole(place: Point) -> Array:
            return risk_at(risk, place, x, y, first(x.shape[0], count))

        def batch(place: Point) -> Array:
            return risk_at(risk, place, x[rows], y[rows], first(rows.shape[0], b))

        before, promised = jax.jvp(batch, (theta,), (step,))
        after = batch(theta + step)
        risks = (whole(theta), whole(theta + step)) if risk.sampled else (before, after)
        return jax.grad(batch)(theta), promised, after - before, *risks

    return Executable(at)


def stepped(settings: Settings, found: Runs, run: int, at: int) -> Stepped:
    """What step ``at`` of a run does."""
    x, y, count = settings.data
    theta, following = found.theta[run, at], found.theta[run, at + 1]
    rows = choose(settings.seed, at // CHUNK, count, settings.taken)[at % CHUNK]
    with np.errstate(over="ignore"):
        step = following - theta
    given = (theta, step, x, y, np.asarray(count), rows, np.asarray(settings.taken))
    gradient, promised, kept, before, after = on_host(_steps(settings.risk)(*given))
    batch = rows[: settings.taken].astype(np.int32)
    ends = np.stack([theta, theta + step])
    part = sharpness(settings.risk, ends, x[None, batch], y[None, batch])
    whole = sharpness(settings.risk, ends, x[None, :count], y[None, :count])
    slack = None
    if part is not None:
        with np.errstate(over="ignore", invalid="ignore"):
            # The step is rounded, and so is the place that it leads to.
            moved = UNIT * (2 * np.abs(theta + step) + np.abs(step))
            slopes = (np.abs(gradient) + part.slope[0]) @ moved + part.slope[0] @ np.abs(step)
            sums = UNIT * (np.abs(kept) + 4 * np.abs(gradient) @ np.abs(step))
            within = float(part.value[0] + part.value[1] + slopes + sums)
        slack = within if np.isfinite(within) else None
        promised = cleared(promised, slopes + sums)
    risks = _known(np.stack([before, after]), whole, "value")
    return Stepped(
        _pair(theta),
        _pair(gradient if part is None else cleared(gradient, part.slope[0])),
        _pair(step),
        float(promised),
        float(kept),
        float(risks[0]),
        float(risks[1]),
        slack,
        part is not None and not settings.risk.sampled and bool(part.ties[0]),
    )


def _pair(numbers: np.ndarray) -> tuple[float, float]:
    a, b = numbers.tolist()
    return a, b


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


def prepare_step(settings: Settings) -> None:
    """Compile what is asked of a single step, which is only told of."""
    stepped(settings, runs(settings), 0, 0)


def prepare(settings: Settings) -> None:
    """Compile what the picture of runs with some settings takes."""
    found = runs(settings)
    risks(settings, found)
    board(settings, found, 0)
    landscape(settings)
    field(settings)
    rows(settings)
    values_of(settings.risk)
    slopes_of(settings.risk)
