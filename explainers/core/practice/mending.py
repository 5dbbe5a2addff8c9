"""Puzzles away from the Stage: budgets, a rule under test, a hidden J, and a listing to mend."""

from collections.abc import Iterator

import numpy as np

from explainers.core.brackets.numbers import Order, held, multiplications
from explainers.core.memory import schedule
from explainers.core.practice.aiming import figures
from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Chain, Hidden, Setting, Spot, at_least, at_most, made
from explainers.core.practice.grounds import seen
from explainers.core.practice.listings import LISTINGS
from explainers.core.practice.places import short
from explainers.core.rules.numbers import SIZE

TEST = 0.03
"""Of |u||v|, how far the two sides of the adjoint identity may be apart before a test complains."""
NEAR = 0.05
"""How near an entry of a hidden J has to be."""
EXACT = 1e-6
"""How near an answer has to be to what is wanted: rounding, and nothing else."""


def everything(factors: int) -> Iterator[Order]:
    """Every order of products, also those that put the same brackets in another order."""
    if factors == 1:
        yield ()
    for place in range(factors - 1):
        for rest in everything(factors - 1):
            yield (place, *rest)


def budget(draws: Draws) -> Setting | None:
    """An order of products with few multiplications, and few numbers held on the way."""
    maps = draws.among((3, 4))
    sizes = tuple(draws.among((2, 3, 4, 5, 6, 8, 10, 12, 15, 20)) for _ in range(maps + 1))
    chain = Chain(sizes, False, draws.among((True, False)))
    sides = chain.sides
    found = [
        (multiplications(sides, order), held(sides, order), order)
        for order in everything(len(sides) - 1)
    ]
    fewest = min(found)
    rooms = sorted({most for _, most, _ in found if most < fewest[1]})
    if not rooms:
        return None
    room = draws.among(rooms)
    par, _, order = min(one for one in found if one[1] <= room)
    dearest = max(found)[0]
    if par > 0.8 * dearest:
        return None
    return Setting(
        "",
        Spot((), (), ()),
        (at_most(par, "multiplications"), at_most(room, "held")),
        Spot((), (), (), tuple(map(float, order))),
        (
            made(
                "cheapest",
                at_most(fewest[0], "multiplications"),
                at_least(room + 1, "held"),
            ),
            made("roomy", at_least(par + 1, "multiplications"), at_most(room, "held")),
            made(
                "both",
                at_least(par + 1, "multiplications"),
                at_most(dearest, "multiplications"),
                at_least(room + 1, "held"),
            ),
        ),
        None,
        (("par", f"{par:,}"), ("room", f"{room:,}")),
        ground="brackets",
        chain=chain,
    )


def few_slots(draws: Draws) -> Setting | None:
    """A chain with few slots, whose stones are to recompute least."""
    steps, slots = draws.among(range(8, schedule.MOST + 1)), draws.among((2, 3, 4))
    par = int(schedule.least(steps, slots))
    # With two slots, one left over is where everybody begins.
    bare = made("bare", at_least(par + 1, "recomputed"), at_most(slots - 1, "slots"))
    return Setting(
        "",
        Spot((), (), ()),
        (at_most(par, "recomputed"), at_most(slots, "slots")),
        Spot((), (), (), tuple(map(float, schedule.descending(steps, slots)))),
        (
            made("roomy", at_most(par, "recomputed"), at_least(slots + 1, "slots")),
            *((bare,) if slots > 2 else ()),
            made("off", at_least(par + 1, "recomputed"), at_most(slots, "slots")),
            made("both", at_least(par + 1, "recomputed"), at_least(slots + 1, "slots")),
        ),
        None,
        (("steps", str(steps)), ("slots", str(slots)), ("par", str(par))),
        ground="memory",
        steps=steps,
    )


def _wrong(slug: str, x: Spot) -> tuple[Setting, np.ndarray]:
    """A wrong rule at a place, and by how much its pull is off."""
    here = Setting(slug, x, (), x, ground="rules")
    at = seen(here, x)
    return here, at.pull - at.more


def _point(draws: Draws) -> tuple[float, ...]:
    return draws.numbers(SIZE, -0.6, 0.9, 0.1)


def catch_rule(draws: Draws) -> Setting | None:
    """A test that finds a wrong rule, from one that passes it."""
    slug = draws.among(("sign", "factor", "residual", "transposed"))
    x, u = _point(draws), draws.numbers(SIZE, -1.2, 1.2, 0.1)
    here, error = _wrong(slug, Spot(x, (0.0, 0.0), u))
    size = float(np.linalg.norm(error))
    if size < 0.4 or np.linalg.norm(u) < 0.6:
        return None
    blind = np.array([-error[1], error[0]]) / size * draws.among((1.0, -1.0))
    seeing = error / size
    return here._replace(
        start=Spot(x, (float(blind[0]), float(blind[1])), u),
        goals=(at_least(TEST, "gap"), at_least(0.5, "v-length"), at_least(0.5, "u-length")),
        solution=Spot(x, short(seeing), u),
        mistakes=(
            made("zero", at_most(0.1, "v-length")),
            made("no-question", at_most(0.1, "u-length")),
            made("blind", at_most(TEST, "gap"), at_least(2 * TEST, "rule-error")),
        ),
    )


def hide_rule(draws: Draws) -> Setting | None:
    """A test that a wrong rule passes, from one that finds it."""
    found = catch_rule(draws)
    if found is None:
        return None
    (x, blind, u, _), seeing = found.start, found.solution.v
    turn = draws.number(-0.5, 0.5, 0.1)
    start = short(np.asarray(seeing) + turn * np.asarray(blind))
    return found._replace(
        start=Spot(x, start, u),
        goals=(
            at_most(TEST, "gap"),
            at_least(0.5, "v-length"),
            at_least(0.5, "u-length"),
            at_least(0.1, "rule-error"),
        ),
        solution=Spot(x, short(blind), u),
        mistakes=(
            made("zero", at_most(0.1, "v-length")),
            made("no-question", at_most(0.1, "u-length")),
            made("true-zero", at_most(TEST, "true-gap"), at_least(TEST, "gap")),
        ),
    )


def battleship(draws: Draws) -> Setting | None:
    """A hidden J, found by as few products as can find it."""
    rows, columns = draws.among(((2, 2), (2, 3), (3, 2)))
    entries = draws.numbers(rows * columns, -2, 2, 0.5)
    table = np.reshape(entries, (rows, columns))
    if np.linalg.matrix_rank(table) < 2 or np.count_nonzero(table) < rows * columns - 1:
        return None
    turned = table.ravel().reshape(columns, rows).T.ravel()
    if min(np.max(np.abs(turned - entries)), np.max(np.abs(entries))) < 0.5:
        return None
    few = min(rows, columns)
    kind, size = (1.0, rows) if rows <= columns else (0.0, columns)
    probes = [z for k in range(size) for z in (kind, *map(float, np.eye(size)[k]))]
    blank = (0.0,) * len(entries)
    v, u = (1.0, *(0.0,) * (columns - 1)), (1.0, *(0.0,) * (rows - 1))
    found = at_most(NEAR, "found-distance", few, *entries)
    return Setting(
        "",
        Spot((), v, u, blank),
        (found, at_most(few, "probes")),
        Spot((), v, u, (*entries, *probes)),
        (
            made("many", found, at_least(few + 1, "probes")),
            made("turned", at_most(NEAR, "entries-distance", *turned)),
            made("opposite", at_most(NEAR, "entries-distance", *(-z for z in entries))),
        ),
        None,
        (("rows", str(rows)), ("columns", str(columns)), ("few", str(few))),
        ground="probes",
        hidden=Hidden(rows, columns, entries),
    )


def repair_listing(draws: Draws) -> Setting | None:
    """The line with a mistake, and what belongs there."""
    listing = LISTINGS[draws.among(tuple(LISTINGS))]
    x = draws.numbers(2, -1.5, 2, 0.5)
    second = draws.numbers(2, -2, 2, 0.5)
    if 0.0 in (*x, *second) or abs(x[0]) == abs(x[1]) or x == second:
        return None
    wrong = float(listing.wrong)
    return Setting(
        listing.slug,
        Spot(x, second, ()),
        (at_most(EXACT, "off"),),
        Spot(x, second, (), (wrong, float(listing.right))),
        (
            made("raises", at_least(1e12, "off")),
            made("elsewhere", at_least(0.5, "line-off", wrong)),
            made("still", at_most(0.4, "line-off", wrong)),
        ),
        None,
        (("asks", listing.asks), ("numbers", figures(x))),
        ground="listing",
    )
