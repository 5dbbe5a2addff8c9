"""Puzzles of the third level: gradients that hold, batches, and swaps that no test sees."""

import math

import numpy as np

from explainers.core.practice.aiming import figures, point, unit
from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Setting, Spot, at_least, at_most, made
from explainers.core.practice.places import jacobian_at, short, value_at
from explainers.core.practice.understanding import spread

_NONE = (0.0, 0.0)


def honest_gradient(draws: Draws) -> Setting | None:
    """A wish u that a step along uᵀJ fulfils, and nothing else with it."""
    slug = draws.among(("arm", "polar"))
    x = point(draws, slug)
    jacobian = jacobian_at(slug, x)
    u = draws.numbers(2, -1, 1, 0.1)
    if spread(slug, x) > 0.75 or np.linalg.norm(u) < 0.6:
        return None
    step = jacobian @ jacobian.T @ np.array(u)
    if unit(step) @ unit(np.array(u)) > 0.95:
        return None
    wish = np.linalg.svd(jacobian)[0][:, 0]
    return Setting(
        slug,
        Spot(x, _NONE, u),
        (at_least(0.999, "honesty"), at_least(0.5, "u-length")),
        Spot(x, _NONE, short(unit(wish))),
        (made("drawn", at_most(3, "pull-angle"), at_least(0.3, "u-length")),),
    )


def batch_by_u(draws: Draws) -> Setting | None:
    """The u that makes of uᵀJ the gradient of a batch's mean of r²/2."""
    x = draws.numbers(2, 0, 2.5, 0.1)
    residuals = value_at("line-fit", x)
    first = draws.among(range(5))
    second = draws.among(range(first + 1, 6))
    batch = (first, second)
    sizes = np.abs(residuals[list(batch)])
    if min(sizes) < 0.5 or max(sizes) > 2:
        return None
    outside = draws.among([i for i in range(6) if i not in batch])
    weights = np.array([0.5 if i in batch else 0.0 for i in range(6)])
    start = tuple(0.5 if i == outside else 0.0 for i in range(6))
    return Setting(
        "line-fit",
        Spot(x, _NONE, start),
        (at_most(0.05, "weights-distance", *weights),),
        Spot(x, _NONE, short(weights * residuals)),
        (
            made("sum", at_most(0.08, "weights-distance", *(2 * weights))),
            made("opposite", at_most(0.08, "weights-distance", *-weights)),
            made("all", at_most(0.05, "weights-distance", *np.full(6, 1 / 6))),
            made("none", at_most(0.05, "weights-distance", *weights * 0)),
        ),
        None,
        (
            ("first", str(first + 1)),
            ("second", str(second + 1)),
            ("residuals", figures(np.round(residuals[list(batch)], 2))),
        ),
        batch,
    )


def hidden_swap(draws: Draws) -> Setting | None:
    """An x at which Jv and vᵀJ are the same."""
    slug = draws.among(("polar", "arm"))
    start = point(draws, slug)
    jacobian = jacobian_at(slug, start)
    if np.linalg.norm(jacobian - jacobian.T) < 0.3 * np.linalg.norm(jacobian):
        return None
    solution = (start[0], 0.0)
    if slug == "arm":
        both = math.asin(-1.2 * math.cos(start[0]) / math.sqrt(2)) - math.pi / 4
        solution = short((start[0], both - start[0]))
    v = (0.7, 0.4)
    return Setting(
        slug,
        Spot(start, v, _NONE),
        (at_most(0.06, "asymmetry"),),
        Spot(solution, v, _NONE),
        (made("turn", at_most(0.1, "turn")),),
    )


def shown_swap(draws: Draws) -> Setting | None:
    """An x and a v that tell Jv from vᵀJ."""
    slug = draws.among(("polar", "square"))
    small = draws.among((-0.1, 0.0, 0.1))
    start = (draws.number(0.8, 1.4, 0.1), small)
    solution = (1.0, 0.9) if slug == "polar" else (0.3, 0.8)
    return Setting(
        slug,
        Spot(start, draws.among(((0.7, 0.4), (0.5, -0.6), (0.3, 0.8))), _NONE),
        (at_least(60, "swap-angle"), at_least(0.5, "v-length")),
        Spot(solution, (0.7, 0.4), _NONE),
        (made("symmetric", at_most(0.05, "asymmetry")),),
    )
