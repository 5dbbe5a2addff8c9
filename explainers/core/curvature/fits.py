"""Functions that are a sum of losses, f(x) = Σ ℓᵢ(zᵢ(x)): what stands inside, and the losses.

No loss bends down, and each bends up wherever it is not flat to the last digit.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp

from explainers.core.catalog import CATALOG, Sources
from explainers.core.catalog.entry import sources_of
from explainers.core.types import Map, Point, Value


class Fit(NamedTuple):
    """A function as a sum of losses."""

    outputs: Map
    """x ↦ z, from n numbers to k."""
    losses: Map
    """z ↦ ℓ(z), one by one, from k numbers to k."""
    likelihood: bool
    """Whether f is −log of how likely labels are, of which z are the natural parameters."""
    sources: tuple[Sources, Sources]
    """Texts of ``outputs`` and of ``losses``, by these names."""


def _fit(outputs: Map, losses: Map, *, likelihood: bool = False) -> Fit:
    sources = (sources_of(outputs, "outputs(x)"), sources_of(losses, "losses(z)"))
    return Fit(outputs, losses, likelihood, sources)


def _squares(z: Value) -> Value:
    return z**2


def _scores(x: Point) -> Value:
    slope, offset = x
    times = jnp.asarray([0.5, 1.0, 1.5, 2.0, 2.5, 3.0])
    return slope * times + offset


def _cross_entropies(z: Value) -> Value:
    labels = jnp.asarray([0.0, 0.0, 1.0, 0.0, 1.0, 1.0])
    return jax.nn.softplus(z) - labels * z


FITS: dict[str, Fit] = {
    "rosenbrock": _fit(CATALOG["rosenbrock-residuals"].map, _squares),
    "line-squares": _fit(CATALOG["line-fit"].map, _squares),
    "logistic": _fit(_scores, _cross_entropies, likelihood=True),
}
"""By the slug of the function of the catalogue that each is."""
