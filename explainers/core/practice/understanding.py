"""Puzzles of the second level: what J does to lengths and angles, and where it stops being f."""

import math

import numpy as np

from explainers.core.practice.aiming import figures, near_seed, point, unit
from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Setting, Spot, Target, at_least, at_most, made
from explainers.core.practice.measures import stretches
from explainers.core.practice.places import jacobian_at, short

_NONE = (0.0, 0.0)


def zero_power(draws: Draws) -> Setting | None:
    """A force on a moving hand that does no work."""
    x = point(draws, "arm")
    jacobian = jacobian_at("arm", x)
    v, u = draws.numbers(2, -1, 1, 0.1), draws.numbers(2, -1, 1, 0.1)
    moves = jacobian @ np.array(v)
    if np.linalg.norm(moves) < 0.6 or np.linalg.norm(u) < 0.8:
        return None
    if abs(unit(moves) @ unit(np.array(u))) < 0.3:
        return None
    across = unit(np.array([-moves[1], moves[0]]), 1.2)
    return Setting(
        "arm",
        Spot(x, v, u),
        (at_most(0.03, "power"), at_least(1, "u-length"), at_least(0.3, "push-length")),
        Spot(x, v, short(across)),
        (
            made(
                "plain",
                at_most(0.06, "plain-power"),
                at_least(0.06, "power"),
                at_least(0.3, "u-length"),
            ),
        ),
    )


def straight_arm(draws: Draws) -> Setting | None:
    """A pose in which the arm cannot reach on, and the force that its joints do not feel."""
    shoulder, elbow = point(draws, "arm")
    u = draws.numbers(2, -1, 1, 0.1)
    along = np.array([math.cos(shoulder), math.sin(shoulder)])
    if np.linalg.norm(u) < 0.6 or abs(unit(np.array(u)) @ along) > 0.9:
        return None
    straight = at_most(0.02, "flatness")
    return Setting(
        "arm",
        Spot((shoulder, elbow), _NONE, u),
        (straight, at_most(0.02, "deafness"), at_least(0.5, "u-length")),
        Spot((shoulder, 0.0), _NONE, short(unit(along, 1.0))),
        (made("most", straight, at_least(0.98, "feel")),),
    )


def pure_turn(draws: Draws) -> Setting | None:
    """An x at which J turns and changes no length."""
    if draws.among((True, False)):
        start = (draws.among((0.4, 0.5, 1.6, 1.8, 2.0)), draws.number(-0.6, 1.4, 0.1))
        slug, solution = "polar", (1.0, start[1])
        signs = made("straight", at_most(0.06, "x-part", 1, 0))
    else:
        x, y = point(draws, "square")
        size = math.hypot(x, y)
        if size < 0.75:
            return None
        slug, start, solution = "square", (x, y), short((x / size / 2, y / size / 2))
        signs = made("unit", at_least(0.92, "x-length"), at_most(1.08, "x-length"))
    v = (0.7, 0.2)
    return Setting(
        slug,
        Spot(start, v, _NONE),
        (at_most(0.1, "turn"),),
        Spot(solution, v, _NONE),
        (signs,),
    )


def quarter_turn(draws: Draws) -> Setting | None:
    """An x at which z ↦ z² turns every step by a quarter."""
    left = draws.among((True, False))
    stretch = draws.among((1.0, 1.5, 2.0))
    sign = 1.0 if left else -1.0
    table = np.array([0, -sign * stretch, sign * stretch, 0]) + 0.0
    start = point(draws, "square")
    v = (0.7, 0.2)
    return Setting(
        "square",
        Spot(start, v, _NONE),
        (at_most(0.1, "table-distance", *table),),
        Spot((0.0, sign * stretch / 2), v, _NONE),
        (
            made("other-way", at_most(0.2, "table-distance", *-table)),
            made("double", at_most(0.2, "table-distance", *(2 * table))),
        ),
        None,
        (("way", "left" if left else "right"), ("stretch", f"{stretch:g}")),
    )


def strongest_push(draws: Draws) -> Setting | None:
    """The unit step that moves the output most."""
    slug = draws.among(("arm", "polar", "linear"))
    x = draws.numbers(2, -0.5, 1.5, 0.25) if slug == "linear" else point(draws, slug)
    jacobian = jacobian_at(slug, x)
    _, sizes, rows = np.linalg.svd(jacobian)
    v = draws.numbers(2, -1.2, 1.2, 0.1)
    if sizes[1] > 0.87 * sizes[0] or not 0.5 <= np.linalg.norm(v) <= 1.2:
        return None
    if np.linalg.norm(jacobian @ unit(np.array(v))) > 0.93 * sizes[0]:
        return None
    u = (0.0,) * len(jacobian)
    columns = np.linalg.norm(jacobian, axis=0)
    longest = np.eye(2)[int(np.argmax(columns))]
    return Setting(
        slug,
        Spot(x, v, u),
        (at_least(0.99, "gain"), at_least(0.9, "v-length"), at_most(1.1, "v-length")),
        Spot(x, short(rows[0]), u),
        (
            made("weakest", at_most(6, "v-angle", *rows[1])),
            made("column", at_most(4, "v-angle", *longest), at_most(0.985, "gain")),
        ),
    )


def exact_move(draws: Draws) -> Setting | None:
    """A long step that f takes exactly as its linear picture says."""
    slug = draws.among(("polar", "camera", "seed"))
    x = near_seed(draws) if slug == "seed" else point(draws, slug)
    size = len(x)
    v = draws.numbers(size, -1, 1, 0.1)
    exact, bent = {
        "polar": (0, 1),
        "camera": (0, 2),
        "seed": (1, 0),
    }[slug]
    if abs(v[bent]) < 0.4 or not 0.5 <= np.linalg.norm(v) <= 1.4:
        return None
    return Setting(
        slug,
        Spot(x, v, _NONE),
        (at_most(0.03, "remainder"), at_least(0.5, "v-length")),
        Spot(x, short(0.8 * np.eye(size)[exact]), _NONE),
        (made("bent", at_most(8, "v-angle", *np.eye(size)[bent])),),
    )


def unreachable_twin(draws: Draws) -> Setting | None:
    """The v whose Jv comes nearest to what no Jv is."""
    x = point(draws, "softmax")
    jacobian = jacobian_at("softmax", x)
    reached = jacobian @ np.array(draws.numbers(3, -1.5, 1.5, 0.1))
    target = np.round(reached + draws.among((-0.3, -0.25, 0.25, 0.3)), 2)
    least = abs(float(np.sum(target))) / math.sqrt(3)
    start = draws.numbers(3, -1, 1, 0.1)
    if np.linalg.norm(reached) < 0.25 or least < 0.3:
        return None
    if np.linalg.norm(jacobian @ start - target) < 1.15 * least:
        return None
    v = np.linalg.lstsq(jacobian, target)[0]
    u = (0.0, 0.0, 0.0)
    return Setting(
        "softmax",
        Spot(x, start, u),
        (at_most(1.02, "times-least", least, *target),),
        Spot(x, short(v), u),
        (
            made("shown", at_most(0.05, "push-distance", *target[:2])),
            made("opposite", at_most(1.05, "times-least", least, *-target)),
            made("pulled", at_most(4, "v-angle", *(jacobian.T @ target))),
        ),
        Target("output", short(target), 0.0),
        (("target", figures(target)),),
    )


def spread(slug: str, x: tuple[float, ...]) -> float:
    """The smallest stretch of J as a part of its largest."""
    largest, least = stretches(jacobian_at(slug, x))
    return least / largest


def all_signs(draws: Draws) -> Setting | None:
    """As many hunters as prey: then each v of signs tells the trace, though J is not diagonal."""
    prey, hunters = draws.number(0.8, 2.2, 0.1), draws.number(0.2, 2.0, 0.1)
    if abs(prey - hunters) < 0.5:
        return None
    alike = round((prey + hunters) / 2, 2)
    v = (1.0, 1.0)
    return Setting(
        "predator-prey",
        Spot((prey, hunters), v, _NONE),
        (at_most(0.02, "sign-error"), at_least(1, "x-length")),
        Spot((alike, alike), v, _NONE),
        (
            made("diagonal", at_most(0.3, "x-length")),
            made("symmetric", at_most(0.03, "asymmetry"), at_least(0.3, "x-length")),
        ),
    )
