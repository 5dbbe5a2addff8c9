"""What JAX is asked for by more pages than one, or ahead of any of them."""

from typing import Any, NamedTuple

import numpy as np

from explainers.core import known, products, recipes
from explainers.core.catalog import Entry
from explainers.core.known import Known
from explainers.core.push_and_pull import normal, spread
from explainers.core.push_and_pull.normal import Normal
from explainers.core.push_and_pull.spread import Cloud
from explainers.core.recipes import Recipes
from explainers.core.tape import Tape
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


def tape_of(entry: Entry) -> Tape | None:
    """The tape of an entry, or None if no list of scalar operations holds it."""
    return known.tape_of(entry.map, entry.n)


def known_at(at: Place) -> Known:
    """What is known of f at x, v and u; at once where JAX's numbers are at hand."""
    return known.known(at.entry.map, at.x, at.v, at.u)


def settled(at: Place) -> products.Products:
    """JAX's numbers for f at x, v and u, those that are only rounding as 0."""
    return known_at(at).products


def _recipes(at: Place) -> Recipes | None:
    found = known_at(at)
    if not found.finite:
        return None
    return recipes.recipes(at.entry.map, found, at.x, at.u)


def _cloud(of: tuple[Place, float]) -> Cloud | None:
    at, wide = of
    found = known_at(at)
    return spread.cloud(at.entry.map, found, at.x, wide) if found.finite else None


def _normal(at: Place) -> Normal | None:
    found = known_at(at)
    return normal.normal(at.entry.map, found, at.x, at.v) if found.finite else None


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


def _step(settings: Any) -> None:
    from explainers.core.descent.look import prepare_step

    prepare_step(settings)


SETTLED = Answers(settled, 1024, program=lambda at: at.entry)
RECIPES = Answers(_recipes, 256, program=lambda at: at.entry)
"""None where there is something that is not finite."""
CLOUDS = Answers(_cloud, 64, program=lambda of: of[0].entry)
"""None where there is something that is not finite."""
NORMALS = Answers(_normal, 64, program=lambda at: at.entry)
"""None where there is something that is not finite."""
SWEEPS = Answers(_sweeps, 256, program=lambda at: at.entry)
TENSORS = Answers(_tensors, 256, program=lambda at: at[0])
TRAINED = Answers(_trained, 256, program=lambda setting: len(setting.b))
DESCENT = Answers(_descend, 32)
"""What is compiled for the settings that ``look.programs_of`` gives; core keeps as many."""
STEP = Answers(_step, 32)
"""The same for what is told of a step."""
