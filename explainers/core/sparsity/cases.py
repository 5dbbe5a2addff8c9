"""The functions whose Jacobians are mostly 0, each as it comes from real programs."""

from collections.abc import Callable
from typing import NamedTuple

import jax.numpy as jnp

from explainers.core.catalog.entry import Sources, sources_of
from explainers.core.functions import find as known
from explainers.core.functions import is_typed
from explainers.core.numerals import numbered
from explainers.core.sparsity.colouring import Way
from explainers.core.sparsity.pattern import Pattern, pattern
from explainers.core.types import Map, Point, Value


class Case(NamedTuple):
    """A function and where it is looked at."""

    slug: str
    title: str
    x: tuple[float, ...]
    map: Map
    sources: Sources
    symmetric: bool = False
    """Whether J is the Hessian of something, and so its own transpose in numbers, too."""
    names: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    """Of inputs and outputs, where they are not just numbered."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.names[0] if self.names else numbered("x", self.n)

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the rows."""
        return self.names[1] if self.names else numbered("f", self.m)

    @property
    def n(self) -> int:
        """Number of inputs, which are the columns of J."""
        return len(self.x)

    @property
    def pattern(self) -> Pattern:
        """Of its Jacobian."""
        return pattern(self.map, self.n)

    @property
    def m(self) -> int:
        """Number of outputs, which are the rows of J."""
        return len(self.pattern.rows)

    @property
    def ways(self) -> tuple[Way, ...]:
        """In which J can be coloured."""
        return ("columns", "rows", "both", *(("symmetric",) if self.symmetric else ()))


CASES: dict[str, Case] = {}


def _case(
    slug: str, title: str, x: tuple[float, ...], symmetric: bool = False
) -> Callable[[Map], Map]:
    def add(f: Map) -> Map:
        CASES[slug] = Case(slug, title, x, f, sources_of(f), symmetric)
        return f

    return add


@_case(
    "rod",
    "Heat along a rod",
    (1.0, 2.0, 1.5, 0.5, 1.0, 2.5, 2.0, 1.0),
    symmetric=True,
)
def rod(x: Point) -> Value:
    left = jnp.concatenate([jnp.array([0.0]), x[:-1]])
    right = jnp.concatenate([x[1:], jnp.array([0.0])])
    return left - 2.0 * x + right - 0.1 * x**3


@_case(
    "traffic",
    "Traffic, cell by cell",
    (0.5, 0.8, 1.0, 0.0, 0.6, 0.4, 0.9, 0.7),
)
def traffic(x: Point) -> Value:
    before = jnp.concatenate([jnp.array([0.3]), x[:-1]])
    return x - 0.5 * x * (x - before)


@_case(
    "hub",
    "A hub and its spokes",
    (1.0, 0.7, 2.0, 1.5, 0.4, 1.2, 0.8, 2.5),
)
def hub(x: Point) -> Value:
    total = jnp.sum(jnp.sin(x))
    spokes = x[1:] ** 2 - x[0] * x[1:]
    return jnp.concatenate([jnp.stack([total]), spokes])


@_case(
    "groups",
    "Three groups apart",
    (0.5, 1.0, 2.0, 1.5, 0.5, 1.0, 2.0, 1.0),
)
def groups(x: Point) -> Value:
    one, two, three = x[:3], x[3:6], x[6:]
    return jnp.concatenate([one * jnp.sum(one), two * jnp.sum(two), three * jnp.sum(three)])


@_case(
    "brusselator",
    "Brusselator in a row of cells",
    (1.0, 3.0, 1.2, 2.8, 0.9, 3.1, 1.1, 2.9),
)
def brusselator(x: Point) -> Value:
    u, v = x[0::2], x[1::2]
    leak_u = jnp.concatenate([u[1:], u[3:]]) - 2.0 * u + jnp.concatenate([u[:1], u[:3]])
    leak_v = jnp.concatenate([v[1:], v[3:]]) - 2.0 * v + jnp.concatenate([v[:1], v[:3]])
    du = 1.0 + u**2 * v - 4.0 * u + 0.5 * leak_u
    dv = 3.0 * u - u**2 * v + 0.5 * leak_v
    return jnp.reshape(jnp.stack([du, dv], axis=1), (8,))


@_case(
    "classifier",
    "Outputs of a small classifier",
    (-1.8, -0.5, 0.4, -1.6, 1.1, 1.0),
)
def classifier(x: Point) -> Value:
    inputs = jnp.array(
        [
            [0.52, 1.12, 0.77],
            [0.88, -1.08, 0.15],
            [0.52, 0.06, -1.30],
            [0.74, -2.49, 1.39],
            [0.76, -0.89, -1.01],
        ]
    )
    logits = jnp.matmul(inputs, jnp.reshape(x, (3, 2))) - 1.2
    return jnp.reshape(1.0 / (1.0 + jnp.exp(-logits)), (10,))


@_case(
    "network",
    "The rod, numbered at random",
    (1.0, 2.0, 1.5, 0.5, 1.0, 2.5, 2.0, 1.0),
    symmetric=True,
)
def network(x: Point) -> Value:
    beside = [(2,), (4, 5), (6, 0), (5, 6), (7, 1), (1, 3), (3, 2), (4,)]
    warmth = jnp.stack([sum(x[k] for k in two) for two in beside])
    return warmth - 2.0 * x - 0.1 * x**3


@_case(
    "energy",
    "Hessian of a coupled energy",
    (1.5, 0.5, 1.0, 0.8, 0.4, 1.2, 0.6, 0.9),
    symmetric=True,
)
def energy(x: Point) -> Value:
    first = jnp.stack([x[0] * jnp.sum(x[1:] ** 2)])
    return jnp.concatenate([first, x[0] ** 2 * x[1:] + x[1:] ** 3])


def find(slug: str) -> Case:
    """The case of a slug, or a function that was typed, where its point is first met.

    Raises KeyError where there is none, ExpressionError for a text that is no function.
    """
    if not is_typed(slug):
        return CASES[slug]
    entry = known(slug)
    names = entry.inputs, entry.outputs
    return Case(entry.slug, entry.title, entry.x, entry.map, entry.sources, names=names)
