"""What is made small, as data: a map from two parameters to outputs, and a loss of each output.

Where there are samples, the map has one output a sample (an error or a score), and its
Jacobian one row a sample. A plain function has a single output, which is its own loss.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float

from explainers.core.catalog import CATALOG, Entry, Sources
from explainers.core.catalog.entry import sources_of
from explainers.core.kept import kept_with, part_of
from explainers.core.tape import UnsupportedPrimitive, replayed, tape
from explainers.core.types import Map, Point

Starts: TypeAlias = tuple[tuple[float, float], ...]
Outputs: TypeAlias = Callable[[Point, Float[Array, " k"], Float[Array, " k"]], Float[Array, " k"]]
Loss: TypeAlias = Callable[[Float[Array, " k"], Float[Array, " k"]], Float[Array, " k"]]


class Preset(NamedTuple):
    """A run that shows a risk well."""

    starts: Starts
    rate: float
    steps: int
    centre: tuple[float, float]
    half: float
    """Half a side of the square window on the parameters."""


class Risk(NamedTuple):
    """A risk R(θ): the mean, over the samples, of a loss of the outputs at θ.

    ``outputs`` takes θ and the samples' x and y; ``loss`` takes the outputs and y, one by
    one. A risk without samples ignores x and y. ``truth`` are the parameters that the
    samples are drawn from, ``lowest`` where a plain function is known to be lowest.
    """

    slug: str
    title: str
    parameters: tuple[str, str]
    outputs: Outputs
    loss: Loss
    sources: Sources
    """Text of ``outputs`` and ``loss``, or of a plain function ``f``, for the programs."""
    preset: Preset
    sampled: bool
    labels: bool = False
    """Whether y is a label, 0 or 1, and no measured number."""
    truth: tuple[float, float] | None = None
    lowest: tuple[float, float] | None = None


def _errors(theta: Point, x: Array, y: Array) -> Array:
    slope, offset = theta
    return slope * x + offset - y


def _square(r: Array, y: Array) -> Array:
    del y
    return r**2


def _scores(theta: Point, x: Array, y: Array) -> Array:
    del y
    slope, offset = theta
    return slope * x + offset


def _cross_entropy(z: Array, y: Array) -> Array:
    return jax.nn.softplus(z) - y * z


def _itself(z: Array, y: Array) -> Array:
    del y
    return z


def _alone(f: Map) -> Outputs:
    def outputs(theta: Point, x: Array, y: Array) -> Array:
        del x, y
        return f(theta)

    return outputs


def bowl(x: Point) -> Array:
    """A quadratic with curvatures 1 along (0.8, 0.6) and 10 across it."""
    a, b = x
    return jnp.stack([0.5 * (0.8 * a + 0.6 * b) ** 2 + 5 * (0.8 * b - 0.6 * a) ** 2])


_LINE_SOURCES = Sources(
    jax="""def outputs(theta, x, y):
    a, b = theta
    return a * x + b - y  # one error a sample


def loss(r, y):
    return r**2""",
    torch="""def outputs(theta, x, y):
    a, b = theta
    return a * x + b - y  # one error a sample


def loss(r, y):
    return r**2""",
    numpy="",
)

_LOGISTIC_SOURCES = Sources(
    jax="""def outputs(theta, x, y):
    a, b = theta
    return a * x + b  # one score a sample


def loss(z, y):
    return jax.nn.softplus(z) - y * z  # cross-entropy""",
    torch="""def outputs(theta, x, y):
    a, b = theta
    return a * x + b  # one score a sample


def loss(z, y):
    return torch.logaddexp(z, torch.zeros_like(z)) - y * z  # cross-entropy""",
    numpy="",
)


LINE = Risk(
    slug="line",
    title="Line through noisy points",
    parameters=("a", "b"),
    outputs=_errors,
    loss=_square,
    sources=_LINE_SOURCES,
    preset=Preset(
        starts=((0.0, 3.5), (4.5, -1.5), (-1.0, -1.0), (4.0, 3.0), (1.0, -2.0)),
        rate=0.05,
        steps=300,
        centre=(1.75, 0.75),
        half=3.5,
    ),
    sampled=True,
    truth=(2.0, 0.5),
)

LOGISTIC = Risk(
    slug="logistic",
    title="Logistic regression",
    parameters=("a", "b"),
    outputs=_scores,
    loss=_cross_entropy,
    sources=_LOGISTIC_SOURCES,
    preset=Preset(
        starts=((-1.0, -3.5), (-1.0, 1.0), (4.5, 1.5), (2.0, 0.0), (4.5, -4.0)),
        rate=0.5,
        steps=600,
        centre=(2.0, -1.25),
        half=3.75,
    ),
    sampled=True,
    labels=True,
    truth=(2.0, -2.0),
)

BOWL = Risk(
    slug="bowl",
    title="Quadratic bowl",
    parameters=("a", "b"),
    outputs=_alone(bowl),
    loss=_itself,
    sources=sources_of(bowl),
    preset=Preset(
        starts=((-2.5, 1.5), (2.5, 2.5), (2.0, -2.0), (-2.0, -2.5), (0.5, 2.5)),
        rate=0.05,
        steps=100,
        centre=(0.0, 0.0),
        half=3.0,
    ),
    sampled=False,
    lowest=(0.0, 0.0),
)

ROSENBROCK = Risk(
    slug="rosenbrock",
    title="Rosenbrock's valley",
    parameters=("a", "b"),
    outputs=_alone(CATALOG["rosenbrock"].map),
    loss=_itself,
    sources=CATALOG["rosenbrock"].sources,
    preset=Preset(
        starts=((-1.2, 1.0), (-0.5, 2.0), (0.0, -0.5), (1.5, 0.5), (1.6, 1.8)),
        rate=0.001,
        steps=2000,
        centre=(0.25, 0.75),
        half=2.0,
    ),
    sampled=False,
    lowest=(1.0, 1.0),
)

RISKS: dict[str, Risk] = {risk.slug: risk for risk in (LINE, LOGISTIC, BOWL, ROSENBROCK)}
"""In the order in which readers meet them."""

_AROUND = ((-0.7, -0.6), (0.7, -0.7), (-0.75, 0.3), (0.6, 0.65), (-0.1, 0.75))
"""Five starts, as parts of half a window; those outside the domain are moved into it."""
_TRIES = 41
"""Places on the way from a start to the function's first point."""
WIDER = 2.5
"""A landscape shows so many times more of a typed function than a plane does."""


@kept_with("map")
def of_entry(entry: Entry) -> Risk:
    """A function of two inputs and one output as a risk without samples; one for each entry.

    Raises ValueError if the function has another shape.
    """
    if (entry.n, entry.m) != (2, 1):
        raise ValueError(f"entry: {entry.slug} goes from {entry.n} to {entry.m}, not from 2 to 1")
    centre = [(low + high) / 2 for low, high in entry.x_view]
    half = WIDER * max(high - low for low, high in entry.x_view) / 2
    around = tuple(
        (round(centre[0] + p * half, 3), round(centre[1] + q * half, 3)) for p, q in _AROUND
    )
    return Risk(
        slug=entry.slug,
        title=entry.title,
        parameters=(entry.inputs[0], entry.inputs[1]),
        outputs=part_of(entry.map, _alone(entry.map)),
        loss=_itself,
        sources=entry.sources,
        preset=Preset(
            starts=_inside(entry, around),
            rate=0.01,
            steps=300,
            centre=(centre[0], centre[1]),
            half=half,
        ),
        sampled=False,
    )


def _inside(entry: Entry, around: Starts) -> Starts:
    """Starts at which f and its gradient are finite.

    One outside the domain is moved towards the first point of f, half the way from the border.
    """
    ways = [
        [
            tuple(
                round(middle + part * (goal - middle), 3)
                for middle, goal in zip(start, entry.x, strict=True)
            )
            for part in np.linspace(0.0, 1.0, _TRIES).tolist()
        ]
        for start in around
    ]
    try:
        found = replayed(tape(entry.map, entry.n), np.array(ways).reshape(-1, entry.n))
    except UnsupportedPrimitive:
        return around
    finite = np.isfinite(found.values).all(axis=1) & np.isfinite(found.jacobians).all(axis=(1, 2))
    first = finite.reshape(len(around), _TRIES).argmax(axis=1).tolist()
    within = [k if k == 0 else (k + _TRIES) // 2 for k in first]
    return tuple((way[k][0], way[k][1]) for way, k in zip(ways, within, strict=True))
