"""The figures on which puzzles are solved: what each makes of what hands hold, for its measures.

``seen`` needs no compiler and is what variants are drawn with; ``settled`` asks JAX.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple, cast

import jax
import jax.numpy as jnp
import numpy as np

from explainers.core.brackets.cost import multiplied
from explainers.core.brackets.numbers import held, multiplications
from explainers.core.host import on_host
from explainers.core.implicit import numbers as equations
from explainers.core.implicit.problems import PROBLEMS
from explainers.core.implicit.verdicts import standing
from explainers.core.known import known
from explainers.core.memory import schedule
from explainers.core.practice import listings, places
from explainers.core.practice.goals import Chain, Ground, Hidden, Setting, Sparse, Spot, Vector
from explainers.core.practice.measures import Array, At
from explainers.core.rules import numbers as rules
from explainers.core.sparsity.colouring import PALETTE, Coloured, judged
from explainers.core.tape import Tape, replayed

_NONE = np.zeros(0)
MOST_PROBES = 6


class Shot(NamedTuple):
    """A probe of a hidden J, and what it brought."""

    pushes: bool
    by: Vector
    result: Vector


class Kind(NamedTuple):
    """What a ground makes of a spot."""

    seen: Callable[[Setting, Spot], At]
    settled: Callable[[Setting, Spot], At]
    valid: Callable[[Setting, Vector], bool]
    """Whether picks are such as a hand can make there."""


def seen(setting: Setting, spot: Spot) -> At:
    """The numbers where hands hold a spot, without a compiler."""
    return GROUNDS[setting.ground].seen(setting, spot)


def settled(setting: Setting, spot: Spot) -> At:
    """The same by JAX."""
    return GROUNDS[setting.ground].settled(setting, spot)


def valid(setting: Setting, picks: Vector) -> bool:
    """Whether a hand can choose so."""
    return GROUNDS[setting.ground].valid(setting, picks)


def _at(spot: Spot, more: Any = _NONE, **known: Array) -> At:
    x, v, u = (np.asarray(part, float) for part in spot[:3])
    parts = {name: known.get(name, _NONE) for name in ("value", "jacobian", "push", "pull")}
    return At(x, v, u, **parts, moved=_NONE, more=np.asarray(more, float))


def _wholes(picks: Vector) -> tuple[int, ...]:
    return tuple(int(pick) for pick in picks)


# The Stage ------------------------------------------------------------------------------------


def _stage_seen(setting: Setting, spot: Spot) -> At:
    return places.laid(setting.slug, spot)


def _stage_settled(setting: Setting, spot: Spot) -> At:
    found = known(setting.entry.map, spot.x, spot.v, spot.u).numbers
    x, v, u = (np.asarray(part, float) for part in spot[:3])
    with np.errstate(all="ignore"):
        return places.together(x, v, u, found.value, found.jacobian, found.moved)


# Brackets -------------------------------------------------------------------------------------


def _chain(setting: Setting) -> Chain:
    return cast(Chain, setting.chain)


def _is_done(chain: Chain, order: tuple[int, ...]) -> bool:
    return len(order) == len(chain.sides) - 2


def _order_seen(setting: Setting, spot: Spot) -> At:
    """Multiplications and numbers held; infinite until all is multiplied."""
    chain, order = _chain(setting), _wholes(spot.picks)
    if not _is_done(chain, order):
        return _at(spot, (math.inf, math.inf))
    return _at(spot, (multiplications(chain.sides, order), held(chain.sides, order)))


def _order_settled(setting: Setting, spot: Spot) -> At:
    """The same from the program, as JAX traces it."""
    chain, order = _chain(setting), _wholes(spot.picks)
    if not _is_done(chain, order):
        return _at(spot, (math.inf, math.inf))
    return _at(spot, _traced(chain, order))


@lru_cache(maxsize=512)
def _traced(chain: Chain, order: tuple[int, ...]) -> tuple[int, int]:
    """What the products of a traced program multiply, and the most results at hand at once."""
    sides = chain.sides
    factors = [jax.ShapeDtypeStruct(shape, jnp.float64) for shape in pairwise(sides)]
    program: Any = jax.make_jaxpr(multiplied(order))(*factors).jaxpr
    made: dict[Any, int] = {}
    total = most = 0
    for equation in program.eqns:
        left, right = equation.invars
        (result,) = equation.outvars
        total += left.aval.shape[0] * left.aval.shape[1] * right.aval.shape[1]
        made[result] = math.prod(result.aval.shape)
        most = max(most, sum(made.values()))
        made.pop(left, None)
        made.pop(right, None)
    return total, most


def _order_valid(setting: Setting, picks: Vector) -> bool:
    factors = len(_chain(setting).sides) - 1
    return len(picks) < factors and all(
        pick == int(pick) and 0 <= pick <= factors - 2 - done for done, pick in enumerate(picks)
    )


# Rules ----------------------------------------------------------------------------------------


def _rule_seen(setting: Setting, spot: Spot) -> At:
    point, asked = np.asarray([spot.x]), np.asarray([[*spot.x, *spot.u]])
    values, jacobians = replayed(rules.layer_tape(), point)
    pull, truth = (_pulled(rules.rule_tape(slug), asked) for slug in (setting.slug, "right"))
    push = jacobians[0] @ np.asarray(spot.v)
    return _at(spot, truth, value=values[0], jacobian=jacobians[0], push=push, pull=pull)


def _pulled(rule: Tape, asked: Array) -> Array:
    return replayed(rule, asked)[0][0][-rules.SIZE :]


def _rule_settled(setting: Setting, spot: Spot) -> At:
    x, v, u = (np.asarray(part, float) for part in spot[:3])
    found = on_host(rules.compiled(setting.slug)(x, v, u))
    return _at(spot, found.truth, value=found.value, push=found.push, pull=found.pull)


# Probes of a hidden J -------------------------------------------------------------------------


def _hidden(setting: Setting) -> Hidden:
    return cast(Hidden, setting.hidden)


def shots(of: Hidden, picks: Vector) -> tuple[Shot, ...] | None:
    """The probes that picks tell of behind the entries, with their results by NumPy.

    Each is told by a 0 and its v, or by a 1 and its u; None for what is of no such form.
    """
    table, rest = np.reshape(of.entries, (of.rows, of.columns)), list(picks[len(of.entries) :])
    found: list[Shot] = []
    while rest:
        kind = rest.pop(0)
        size = of.rows if kind else of.columns
        by, rest = tuple(rest[:size]), rest[size:]
        if kind not in (0, 1) or len(by) != size:
            return None
        result = np.asarray(by) @ table if kind else table @ np.asarray(by)
        found.append(Shot(not kind, by, tuple(result.tolist())))
    return tuple(found)


def _probes(setting: Setting, spot: Spot) -> At:
    of = _hidden(setting)
    told = shots(of, spot.picks) or ()
    return _at(spot, (len(told), *spot.picks[: len(of.entries)]))


def _probes_valid(setting: Setting, picks: Vector) -> bool:
    of = _hidden(setting)
    if len(picks) > len(of.entries) + MOST_PROBES * (1 + max(of.rows, of.columns)):
        return False
    told = shots(of, picks)
    return len(picks) >= len(of.entries) and told is not None and len(told) <= MOST_PROBES


# Listings -------------------------------------------------------------------------------------


@lru_cache(maxsize=2048)
def ran(slug: str, x: Vector, second: Vector, picks: Vector) -> listings.Run:
    """What a listing gave; each is run once."""
    return listings.run(listings.LISTINGS[slug], x, second, picks)


def _listing(setting: Setting, spot: Spot) -> At:
    line = spot.picks[0] if spot.picks else math.nan
    return _at(spot, (ran(setting.slug, spot.x, spot.v, spot.picks).off, line))


def _listing_valid(setting: Setting, picks: Vector) -> bool:
    return listings.valid(listings.LISTINGS[setting.slug], picks)


# A J to be coloured -----------------------------------------------------------------------------


def sparse(setting: Setting) -> Sparse:
    """The Jacobian of a puzzle that is solved by colouring it."""
    return cast(Sparse, setting.sparse)


def coloured(of: Sparse, picks: Vector) -> Coloured:
    """The colours that picks tell: of the columns, then of the rows."""
    colours = _wholes(picks) or (0,) * (of.columns + len(of.rows))
    return Coloured(colours[: of.columns], colours[of.columns :])


def _coloured(setting: Setting, spot: Spot) -> At:
    """How many products there are, and how many entries they mix."""
    of = sparse(setting)
    found = judged(of.rows, of.way, coloured(of, spot.picks))
    return _at(spot, (found.products, len(found.mixed)))


def _colours_valid(setting: Setting, picks: Vector) -> bool:
    of = sparse(setting)
    return len(picks) in (0, of.columns + len(of.rows)) and all(
        pick == int(pick) and 0 <= pick <= PALETTE for pick in picks
    )


# A solution that follows a parameter --------------------------------------------------------------

_ROUNDED = 1e-6
"""How far off the curve a hand may leave x."""


def _solution_seen(setting: Setting, spot: Spot) -> At:
    """Dx/dp where p and x are a solution, by the tape."""
    problem = PROBLEMS[setting.slug]
    point = np.asarray([[*spot.x[1:], spot.x[0]]])
    values, jacobians = replayed(equations.program(problem), point)
    g_x, g_p = jacobians[0, 0]
    return _at(spot, (_slope(setting, spot, -g_p / g_x if g_x else math.nan),), value=values[0])


def _solution_settled(setting: Setting, spot: Spot) -> At:
    """The same by JAX."""
    p, *x = spot.x
    found = equations.found(equations.Given(setting.slug, p, tuple(x), 1.0, (1.0,)))
    return _at(spot, (_slope(setting, spot, found.pull),), value=found.value)


def _slope(setting: Setting, spot: Spot, slope: float) -> float:
    """A slope that is known: NaN off the curve, and where the curve is upright."""
    p, *x = spot.x
    problem = PROBLEMS[setting.slug]
    near = equations.solution(problem, p, tuple(x))
    there = near is not None and np.allclose(near, x, rtol=0, atol=_ROUNDED)
    return slope if there and standing(problem, p, tuple(x)).regular else math.nan


# Stones on a chain ----------------------------------------------------------------------------


def _stones(setting: Setting, spot: Spot) -> At:
    stones = _wholes(spot.picks)
    count = schedule.recomputed(setting.steps, stones)
    return _at(spot, (count, schedule.slots_of(stones)))


def _stones_valid(setting: Setting, picks: Vector) -> bool:
    return len(picks) < setting.steps and schedule.is_placement(setting.steps, picks)


def _no_picks(_: Setting, picks: Vector) -> bool:
    return not picks


GROUNDS: dict[Ground, Kind] = {
    "stage": Kind(_stage_seen, _stage_settled, _no_picks),
    "brackets": Kind(_order_seen, _order_settled, _order_valid),
    "rules": Kind(_rule_seen, _rule_settled, _no_picks),
    "probes": Kind(_probes, _probes, _probes_valid),
    "listing": Kind(_listing, _listing, _listing_valid),
    "sparsity": Kind(_coloured, _coloured, _colours_valid),
    "memory": Kind(_stones, _stones, _stones_valid),
    "implicit": Kind(_solution_seen, _solution_settled, _no_picks),
}
