"""Puzzles of the first level: what goes in, what comes out, and where each arrow lives."""

from typing import Any, TypeAlias

import numpy as np

from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Setting, Spot, Target, at_least, at_most, made
from explainers.core.practice.measures import Array
from explainers.core.practice.places import jacobian_at, short

Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.floating[Any]]]


def figures(vector: Array | tuple[float, ...]) -> str:
    """A vector as a statement names it."""
    return f"({', '.join(f'{z + 0.0:.4g}'.replace('-', '−') for z in vector)})"


def lines_apart(one: Numbers, other: Numbers) -> float:
    """Degrees from 0 to 90 between two lines."""
    return float(np.degrees(np.arccos(min(1.0, abs(float(unit(one) @ unit(other)))))))


def unit(vector: Numbers, length: float = 1.0) -> Numbers:
    """A vector of some length along another one."""
    return vector * (length / float(np.linalg.norm(vector)))


AROUND = {
    "polar": ((0.8, 1.6), (-0.6, 1.2)),
    "arm": ((0.2, 1.0), (0.7, 1.6)),
    "square": ((0.4, 1.1), (-0.7, 0.7)),
    "camera": ((-0.8, 1.2), (-0.8, 1.0), (2.0, 3.0)),
    "softmax": ((0.2, 1.0), (-0.2, 0.6), (-0.8, 0.0)),
}
"""From where to where the point of a puzzle is drawn."""
DISTINCT = 12.0
"""Degrees from the truth from which on a mistaken direction is told from it."""


def point(draws: Draws, slug: str) -> tuple[float, ...]:
    """A point around which a function is seen well."""
    return tuple(draws.number(low, high, 0.1) for low, high in AROUND[slug])


def near_seed(draws: Draws) -> tuple[float, ...]:
    """A point of the seed example, whose J depends on its first coordinate alone."""
    return (draws.among((-1.0, 0.75, 1.0, 1.5, 2.0)), 3.0, 1.0)


def aim_push(draws: Draws) -> Setting | None:
    """A v whose Jv covers a target."""
    slug = draws.among(("polar", "arm", "square"))
    x = point(draws, slug)
    jacobian = jacobian_at(slug, x)
    target = np.round(jacobian @ np.array(draws.numbers(2, -1.2, 1.2)), 2)
    v = np.linalg.solve(jacobian, target)
    start = draws.numbers(2, -1.0, 1.0)
    lengths = np.linalg.norm(target), np.linalg.norm(jacobian @ start - target)
    if not (0.6 <= lengths[0] <= 2 and lengths[1] >= 0.6):
        return None
    u = (0.0, 0.0)
    pulled = jacobian.T @ target
    differs = lines_apart(pulled, v) > DISTINCT
    return Setting(
        slug,
        Spot(x, start, u),
        (at_most(0.05, "push-distance", *target),),
        Spot(x, short(v), u),
        (
            made("opposite", at_most(0.15, "push-distance", *-target)),
            made("transposed", at_most(0.12, "swapped-distance", *target)),
            made("change", at_most(0.1, "change-distance", *target)),
            made("itself", at_most(0.1, "v-distance", *target)),
            *((made("pulled", at_most(4, "v-angle", *pulled)),) if differs else ()),
        ),
        Target("output", short(target), 0.05),
        (("target", figures(target)),),
    )


def aim_pull(draws: Draws) -> Setting | None:
    """A u whose uᵀJ is a given row."""
    slug, near = draws.among((("seed", 0.15), ("camera", 0.05)))
    x = near_seed(draws) if slug == "seed" else point(draws, slug)
    jacobian = jacobian_at(slug, x)
    u = np.array(draws.numbers(2, -2, 2, 0.5 if slug == "seed" else 0.25))
    target = np.round(jacobian.T @ u, 2)
    start = np.array(draws.numbers(2, -1, 1, 0.25))
    if min(abs(u)) < 0.5 or np.linalg.norm(start - u) < 1 or np.linalg.norm(target) > 7:
        return None
    v = (0.0, 0.0, 0.0)
    pushed = jacobian @ target
    differs = lines_apart(pushed, u) > DISTINCT
    return Setting(
        slug,
        Spot(x, v, short(start)),
        (at_most(near, "pull-distance", *target),),
        Spot(x, v, short(u)),
        (
            made("opposite", at_most(3 * near, "pull-distance", *-target)),
            *((made("pushed", at_most(3, "u-angle", *pushed)),) if differs else ()),
            made("first", at_most(near, "pull-part", 0, target[0])),
        ),
        Target("input", short(target), near),
        (("target", figures(target)),),
    )


def silent_step(draws: Draws) -> Setting | None:
    """A v that no output notices."""
    slug = draws.among(("seed", "camera"))
    x = near_seed(draws) if slug == "seed" else point(draws, slug)
    jacobian = jacobian_at(slug, x)
    silent = np.cross(jacobian[0], jacobian[1])
    start = draws.numbers(3, -1.5, 1.5, 0.25)
    if np.linalg.norm(start) < 1 or np.linalg.norm(silent) < 0.3:
        return None
    u = (0.0, 0.0)
    long, loud = at_least(1, "v-length"), at_least(0.03, "silence")
    return Setting(
        slug,
        Spot(x, start, u),
        (at_most(0.02, "silence"), at_least(1.5, "v-length")),
        Spot(x, short(unit(silent, 2.0)), u),
        (
            made("first", at_most(0.05, "push-part", 0), long, loud),
            made("second", at_most(0.05, "push-part", 1), long, loud),
            made("row", at_most(6, "v-angle", *jacobian[0])),
            made("row", at_most(6, "v-angle", *jacobian[1])),
        ),
    )


def deaf_question(draws: Draws) -> Setting | None:
    """A u to which no input matters."""
    slug = draws.among(("linear", "softmax"))
    x = draws.numbers(2, -0.5, 1.5, 0.25) if slug == "linear" else point(draws, slug)
    jacobian = jacobian_at(slug, x)
    deaf = np.linalg.svd(jacobian)[0][:, -1]
    start = np.array(draws.numbers(3, -1.2, 1.2, 0.2))
    if np.linalg.norm(start) < 1 or abs(unit(start) @ deaf) > 0.8:
        return None
    v = (0.0,) * jacobian.shape[1]
    long, heard = at_least(0.5, "u-length"), at_least(0.03, "deafness")
    return Setting(
        slug,
        Spot(x, v, short(start)),
        (at_most(0.02, "deafness"), at_least(1, "u-length")),
        Spot(x, v, short(unit(deaf * np.sign(deaf[0]), 1.5))),
        (
            made("column", at_most(6, "u-angle", *jacobian[:, 0])),
            made("column", at_most(6, "u-angle", *jacobian[:, 1])),
            made("first", at_most(0.03, "pull-part", 0), long, heard),
            made("second", at_most(0.03, "pull-part", 1), long, heard),
        ),
    )


def match_table(draws: Draws) -> Setting | None:
    """An x at which J is a given table."""
    slug, near = draws.among((("polar", 0.05), ("arm", 0.05), ("square", 0.08)))
    x = point(draws, slug)
    jacobian = jacobian_at(slug, x)
    table = np.round(jacobian, 2)
    start = point(draws, slug)
    if np.max(np.abs(jacobian_at(slug, start) - table)) < 0.4:
        return None
    v, u = (0.8, 0.3), (0.0, 0.0)
    halves = (("top", figures(table[0])), ("bottom", figures(table[1])))
    return Setting(
        slug,
        Spot(start, v, u),
        (at_most(near, "table-distance", *table.ravel()),),
        Spot(x, v, u),
        (
            made("transposed", at_most(2.5 * near, "table-distance", *table.T.ravel())),
            made("opposite", at_most(2.5 * near, "table-distance", *-table.ravel())),
        ),
        None,
        halves,
    )
