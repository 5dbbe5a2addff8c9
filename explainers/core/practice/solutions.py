"""The puzzle of a solution whose derivative is to be a given one."""

import math

from explainers.core.implicit.problems import PROBLEMS
from explainers.core.numerals import numeral
from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Setting, Spot, at_most, made

NEAR = 0.08
"""How far off a slope may be, in parts of it where it is steeper than 1."""
_SLOPES = (0.6, 0.7, 1.4, 1.5)
_AT_FIRST = {"fold": 0.5, "circle": -0.75}
"""The slope of each curve where it is first met."""


def slope_to_order(draws: Draws) -> Setting | None:
    """A curve with a fold, and a slope that it has, as well as the opposite and the inverse."""
    problem = PROBLEMS[draws.among(tuple(_AT_FIRST))]
    slope = draws.among(_SLOPES) * draws.among((1.0, -1.0))
    if abs(slope - _AT_FIRST[problem.slug]) < 2 * NEAR:
        return None
    if problem.slug == "fold":
        x = 1 / (2 * slope)
        p, g_p, second = x**2, "−1", f"So 1/(2x) is {numeral(slope)}."
    else:
        x = draws.among((1.0, -1.0)) / math.hypot(1, slope)
        p, g_p, second = -slope * x, "2p", f"So −p/x is {numeral(slope)}."
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
            ("other", g_p),
            ("second", second),
        ),
        ground="implicit",
    )
