"""The puzzle of a solution whose derivative is to be a given one."""

import math

from explainers.core.implicit.problems import PROBLEMS
from explainers.core.numerals import numeral
from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Setting, Spot, at_most, made

NEAR = 0.08
"""How far off a slope may be, in parts of it where it is steeper than 1."""
_SLOPES = (0.4, 0.6, 0.7, 1.4, 1.5)


def slope_to_order(draws: Draws) -> Setting | None:
    """A curve with a fold, and a slope that it has, as well as the opposite and the inverse."""
    problem = PROBLEMS[draws.among(("fold", "hysteresis"))]
    slope = draws.among(_SLOPES) * draws.among((1.0, -1.0))
    if problem.slug == "fold":
        x = 1 / (2 * slope)
        p = x**2
    else:
        x = draws.among((1.0, -1.0)) * math.sqrt(1 + 1 / (3 * slope))
        p = x**3 - 3 * x
    return Setting(
        problem.slug,
        Spot((problem.p, *problem.x), (), ()),
        (at_most(NEAR, "slope-off", slope),),
        Spot((p, x), (), ()),
        (
            made("sign", at_most(NEAR, "slope-off", -slope)),
            made("inverse", at_most(NEAR, "slope-off", 1 / slope)),
            made("both", at_most(NEAR, "slope-off", -1 / slope)),
        ),
        None,
        (
            ("equation", problem.title),
            ("slope", numeral(slope)),
            ("steep", numeral(-1 / slope)),
        ),
        ground="implicit",
    )
