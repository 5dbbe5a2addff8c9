"""What JAX is asked for by more pages than one, or ahead of any of them."""

import math
from functools import lru_cache
from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np

from explainers.core import products, recipes, tape
from explainers.core.catalog import Entry
from explainers.core.host import on_host
from explainers.core.recipes import Recipes
from explainers.core.tensors import numbers as tensors
from explainers.core.tensors import verdicts
from explainers.core.two_sweeps import numbers as sweeps
from explainers.permalink import State
from explainers.ui.answers import Answers


class Place(NamedTuple):
    """A function, where it is looked at, and along which v and u."""

    entry: Entry
    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]


def place(of: State | Entry) -> Place:
    """The place that a state is at, or at which a function is first met."""
    return Place(of.entry if isinstance(of, State) else of, of.x, of.v, of.u)


@lru_cache(maxsize=tape.TAPES)
def tape_of(entry: Entry) -> tape.Tape | None:
    """The tape of an entry, or None if no list of scalar operations holds it."""
    try:
        return tape.tape(entry.map, entry.n)
    except tape.UnsupportedPrimitive:
        return None


def settled(at: Place) -> products.Products:
    """JAX's numbers for f at x, v and u."""
    return on_host(products.compiled(at.entry.map)(*map(jnp.asarray, at[1:])))


def _recipes(at: Place) -> Recipes:
    return recipes.compiled(at.entry.map)(jnp.asarray(at.x), jnp.asarray(at.u))


def _sweeps(at: Place) -> np.ndarray:
    both = sweeps.sweeps(at.entry.map, at.entry.n)
    return sweeps.tidied(both, sweeps.settled(both, *at[1:]), *at[1:])


def _tensors(at: tuple[tensors.Head, tensors.Setting]) -> tensors.Numbers[np.ndarray]:
    return verdicts.tidied(*at, tensors.settled(*at))


def _trained(setting: tensors.Setting) -> tensors.Training[np.ndarray]:
    return verdicts.tidied_training(setting, tensors.trained(setting))


def _descend(settings: Any) -> None:
    # Imported only here: no first picture should wait for optax.
    from explainers.core.descent.look import prepare

    prepare(settings)


SETTLED = Answers(settled, 1024, program=lambda at: at.entry)
RECIPES = Answers(_recipes, 256, program=lambda at: at.entry)
SWEEPS = Answers(_sweeps, 256, program=lambda at: at.entry)
TENSORS = Answers(_tensors, 256, program=lambda at: at[0])
TRAINED = Answers(_trained, 256, program=lambda setting: len(setting.b))
DESCENT = Answers(_descend, 32)
"""What is compiled for the settings that ``look.programs_of`` gives; core keeps as many."""


def are_finite(numbers: products.Products) -> bool:
    """Whether f and J are finite at the point that these numbers belong to."""
    return all(math.isfinite(z) for z in [*numbers.value, *np.ravel(numbers.jacobian)])
