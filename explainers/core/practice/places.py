"""f and J where a puzzle is laid out, without a compiler: NumPy replays the tape."""

from typing import Any

import numpy as np

from explainers.core.catalog import CATALOG
from explainers.core.known import tape_of
from explainers.core.practice.goals import Spot
from explainers.core.practice.measures import Array, At
from explainers.core.tape import replayed


def laid(slug: str, spot: Spot) -> At:
    """The numbers of a function where hands hold x, v and u.

    Raises ValueError for a function without a tape, which no puzzle is about.
    """
    entry = CATALOG[slug]
    program = tape_of(entry.map, entry.n)
    if program is None:
        raise ValueError(f"slug: {slug!r} has no tape")
    x, v, u = (np.asarray(part, float) for part in spot[:3])
    with np.errstate(all="ignore"):
        values, jacobians = replayed(program, np.stack([x, x + v]))
    return together(x, v, u, values[0], jacobians[0], values[1])


def together(x: Array, v: Array, u: Array, value: Array, jacobian: Array, moved: Array) -> At:
    """The same from f and J, with the products that these make."""
    return At(x, v, u, value, jacobian, jacobian @ v, jacobian.T @ u, moved)


def jacobian_at(slug: str, x: tuple[float, ...]) -> Array:
    """J of a function of the catalogue at x."""
    entry = CATALOG[slug]
    return laid(slug, Spot(x, (0.0,) * entry.n, (0.0,) * entry.m)).jacobian


def value_at(slug: str, x: tuple[float, ...]) -> Array:
    """F of a function of the catalogue at x."""
    entry = CATALOG[slug]
    return laid(slug, Spot(x, (0.0,) * entry.n, (0.0,) * entry.m)).value


def short(vector: Any, digits: int = 4) -> tuple[float, ...]:
    """A vector with few decimals, as a link and a hand have it."""
    return tuple(round(float(z), digits) + 0.0 for z in np.asarray(vector))
