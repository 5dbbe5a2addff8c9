"""Every sentence about a solution is true of it, by exact solutions and derivatives by hand."""

import math
import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

import mpmath as mp
import numpy as np

from explainers.core.implicit.numbers import Found, Given, found, solution
from explainers.core.implicit.problems import PROBLEMS, find
from explainers.core.numerals import numeral, numerals
from explainers.lessons.implicit import captions
from tests.claims import Claim, all_met, claim, free, judged
from tests.core.implicit import oracles
from tests.numbers import near

DIGITS = 50
TYPED = "=x^2-x*y+y^2-3"


LEVEL = "=x+sqrt(y^2+1)^2-y^2-1.5"
COARSE = "=x+y^2-2*y+0.5"
SQUARE = "=(x-y)^2"
TYPED_ONES = {
    TYPED: oracles.Truth(
        lambda x, p: x**2 - x * p + p**2 - 3, lambda x, p: 2 * x - p, lambda x, p: 2 * p - x
    ),
    "=x^2-y^2": oracles.ONES["crossing"],
    SQUARE: oracles.Truth(
        lambda x, p: (x - p) ** 2, lambda x, p: 2 * (x - p), lambda x, p: 2 * (p - x)
    ),
    "=x*y": oracles.Truth(lambda x, p: x * p, lambda _, p: p, lambda x, _: x),
    LEVEL: oracles.Truth(lambda x, _: x - 0.5, lambda _, __: mp.mpf(1), lambda _, __: mp.mpf(0)),
    COARSE: oracles.Truth(
        lambda x, p: x + (p - 1) ** 2 - mp.mpf(0.5),
        lambda _, __: mp.mpf(1),
        lambda _, p: 2 * (p - 1),
    ),
}
KINKS = {
    "=max(x,2*x)-y": lambda x, p: max(x, 2 * x) - p,
    "=abs(x)-y": lambda x, p: abs(x) - p,
    "=relu(x)+0.1*x-y": lambda x, p: max(x, 0) + 0.1 * x - p,
    "=max(x,-3*x)-y": lambda x, p: max(x, -3 * x) - p,
    "=x-2*abs(y)": lambda x, p: x - 2 * abs(p),
    "=sqrt(abs(x))-y": lambda x, p: math.sqrt(abs(x)) - p,
}
"""With their kinks at 0."""


class At(NamedTuple):
    """What JAX found at a solution."""

    given: Given
    found: Found


def _truth(at: At) -> oracles.Truth:
    return (oracles.ONES | TYPED_ONES)[at.given.slug]


def _derivatives(at: At) -> tuple[float, float]:
    truth, x, p = _truth(at), mp.mpf(at.given.x[0]), mp.mpf(at.given.p)
    return float(truth.g_x(x, p)), float(truth.g_p(x, p))


def slopes(at: At, match: re.Match[str]) -> bool:
    g_x, g_p = _derivatives(at)
    return all(near(match[k], z, 1e-9) for k, z in enumerate((g_x, g_p, -g_p / g_x), 1))


def stands(at: At, _: re.Match[str]) -> bool:
    return _derivatives(at)[1] == 0


def moves(at: At, match: re.Match[str]) -> bool:
    g_x, g_p = _derivatives(at)
    with_p = match[1] == "the same way as p"
    times = abs(g_p / g_x)
    far = abs(times - 1) < 1e-11 if match[2] == "just" else near(match[3], times, 1e-9)
    return (-g_p / g_x > 0) == with_p and far


def adjoint(at: At, match: re.Match[str]) -> bool:
    """λ solves the system that the arm's geometry gives, and tells the pull."""
    first, second = at.given.x
    both = first + second
    g_x = np.array(
        [[-math.sin(first) - math.sin(both), -math.sin(both)],
         [math.cos(first) + math.cos(both), math.cos(both)]]
    )  # fmt: skip
    told = np.linalg.inv(g_x).T @ np.array(at.given.u)
    return match[1] == numerals(told) and match[2] == numeral(told[0])


def is_two(at: At, _: re.Match[str]) -> bool:
    return len(at.given.x) == 2


def folds(at: At, _: re.Match[str]) -> bool:
    """One side of p has two solutions near, the other none."""
    if at.given.slug == "arm":
        return bool(mp.almosteq(at.given.p**2 + 0.25, 4, 1e-12))
    return _near(at) == (0, 2)


def upright(at: At, _: re.Match[str]) -> bool:
    if at.given.slug == "arm":
        return folds(at, _)
    g_x, g_p = _derivatives(at)
    return abs(g_x) < 1e-6 < abs(g_p)


def goes_on(at: At, _: re.Match[str]) -> bool:
    return upright(at, _) and _near(at) == (1, 1)


def crosses(at: At, _: re.Match[str]) -> bool:
    return _derivatives(at) == (0, 0) and _near(at) == (2, 2)


def singular(at: At, _: re.Match[str]) -> bool:
    return abs(_derivatives(at)[0]) < 1e-6


def _near(at: At) -> tuple[int, int]:
    """How many solutions lie near on either side of p, fewer first."""
    truth, (x,), p = _truth(at), at.given.x, at.given.p

    def count(there: float) -> int:
        signs = [truth.g(mp.mpf(z), mp.mpf(there)) > 0 for z in np.linspace(x - 0.2, x + 0.2, 802)]
        return sum(a != b for a, b in pairwise(signs))

    few, many = sorted((count(p - 1e-3), count(p + 1e-3)))
    return few, many


def hidden(at: At, match: re.Match[str]) -> bool:
    return near(match[1], _derivatives(at)[0], 1e-9)


def level(at: At, match: re.Match[str]) -> bool:
    return hidden(at, match) and abs(at.found.g_p[0]) < 1e-13


def is_coarse(at: At, _: re.Match[str]) -> bool:
    """A difference of much larger numbers."""
    return 1e-16 < abs(at.found.g_p[0]) < 1e-9


def bends(at: At, _: re.Match[str]) -> bool:
    """Slopes of g in x differ from one side to the other."""
    g, (x,), p = KINKS[at.given.slug], at.given.x, at.given.p
    left, right = ((g(x + h, p) - g(x, p)) / h for h in (-1e-3, 1e-3))
    return abs(left - right) > 0.5


def beside(at: At, dp: float) -> list[float]:
    """dx/dp to the solutions near at another p, by bisection: smaller x first."""
    g, (x,), p = KINKS[at.given.slug], at.given.x, at.given.p
    found: list[float] = []
    for low, high in pairwise(np.linspace(x - 0.2, x + 0.2, 802).tolist()):
        if (g(low, p + dp) > 0) == (g(high, p + dp) > 0):
            continue
        rising = g(high, p + dp) > 0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (low, middle) if (g(middle, p + dp) > 0) == rising else (middle, high)
        found.append((low - x) / dp)
    return found


def turns_back(at: At, _: re.Match[str]) -> bool:
    return sorted(len(beside(at, dp)) for dp in (-1e-2, 1e-2)) == [0, 2]


def bends_on(at: At, _: re.Match[str]) -> bool:
    (one,), (other,) = (beside(at, dp) for dp in (-1e-2, 1e-2))
    return abs(one - other) > 0.1


def beside_corner(at: At, match: re.Match[str]) -> bool:
    found = beside(at, -1e-2) or beside(at, 1e-2)
    return all(near(match[k], z, 1e-9) for k, z in enumerate(found, 1))


def beside_kink(at: At, match: re.Match[str]) -> bool:
    found = beside(at, -1e-2) + beside(at, 1e-2)
    return all(near(match[k], z, 1e-9) for k, z in enumerate(found, 1))


def runs(at: At, _: re.Match[str]) -> bool:
    if at.given.slug in KINKS:
        return at.given.x != (0.0,)
    return at.given.slug == "arm" or _derivatives(at)[0] != 0


def may_fail(at: At, match: re.Match[str]) -> bool:
    if at.given.slug in KINKS:
        return at.given.x == (0.0,)
    return folds(at, match) if at.given.slug == "arm" else singular(at, match)


CLAIMS: list[Claim[At]] = [
    claim(r"Here gₓ = (\S+) and gₚ = (\S+), so dx/dp = (\S+)\.", slopes),
    claim(r"To first order x stands still while p moves\.", stands),
    claim(
        r"To first order x moves (the same way as p|against p), (just|(\S+) times) as far\.", moves
    ),
    claim(r"With λ = (\(.*\)) one solve has told the pull, (\S+)\.", adjoint),
    claim(r"A push takes one solve as well, here of a 2×2 system\.", is_two),
    claim(r"This is a fold\.", folds),
    claim(
        r"The curve stands upright and turns back: p has come to an end, two solutions meet on one "
        r"side of it, and there is none near on the other\.",
        folds,
    ),
    claim(r"The nearer p comes, the steeper the curve: dx/dp has no finite value here\.", upright),
    claim(r"This is an inflection\.", goes_on),
    claim(r"The curve stands upright, but it goes on: p goes through, and x with it\.", goes_on),
    claim(r"Only dx/dp has no finite value here\.", upright),
    claim(r"Here two branches cross\.", crosses),
    claim(
        r"Both gₓ and gₚ are 0, so gₓ dx \+ gₚ dp = 0 holds for any dx and dp: to first order, g "
        r"says nothing of the slope of either branch\.",
        crosses,
    ),
    claim(
        r"Here gₓ cannot be told from a singular one, as far as this solution is known\.", singular
    ),
    claim(r"As gₚ is not 0, the curve is upright or nearly so\.", upright),
    claim(r"No(thing)? .*dx/dp( is known)?\.", singular),
    claim(r"Here gₓ = (\S+), and gₚ is not known to differ from 0, for rounding\.", level),
    claim(r"Nor is dx/dp: to first order x may stand still\.", stands),
    claim(r"Here gₓ = (\S+)\.", hidden),
    claim(
        r"Rounding hides digits of gₚ, and so of dx/dp: what is shown of them may be rounding "
        r"alone\.",
        is_coarse,
    ),
    claim(r"Here g may have a kink or a jump, or end\.", bends),
    claim(r"Its derivatives may differ from one side to the other, and no dx/dp is known\.", bends),
    claim(r"This is a corner\.", turns_back),
    claim(
        r"The curve has a kink and turns back: p has come to an end, two branches meet on one side "
        r"of it, and there is none near on the other\.",
        turns_back,
    ),
    claim(
        r"On the branch of smaller x dx/dp comes to (\S+), on that of larger x to (\S+); at the "
        r"corner itself there is none\.",
        beside_corner,
    ),
    claim(r"This is a kink\.", bends_on),
    claim(
        r"The curve goes on, but with another slope: dx/dp comes to (\S+) where p is smaller and "
        r"to (\S+) where it is larger; at the kink itself there is none\.",
        beside_kink,
    ),
    claim(r"Runs as pasted: .*", runs),
    free(r"Asks for .*"),
    claim(
        r"As no dx/dp is known here, the solves may stop with an error, or give what is no "
        r"derivative\.",
        may_fail,
    ),
    free(r"Before that, x is printed\."),
]


def _states() -> list[Given]:
    given = [
        *(Given("cubic", x**3 + x, (x,), 1.0, (1.0,)) for x in np.linspace(-1.2, 1.2, 41).tolist()),
        *(Given("fold", x * x, (x,), 1.0, (1.0,)) for x in (-1.5, -1e-9, 1e-12, 0.3, 1.0)),
        *(
            Given("circle", math.cos(a), (math.sin(a),), 1.0, (1.0,))
            for a in np.linspace(0.05, 6.2, 40).tolist()
        ),
        *(Given("circle", 0.0, (side,), 1.0, (1.0,)) for side in (1.0, -1.0)),
        *(Given("inflection", x**3, (x,), 1.0, (1.0,)) for x in (-1.0, 1e-4, 0.5)),
        *(Given("crossing", p, (-p,), 1.0, (1.0,)) for p in (-1.0, 1e-9, 0.5)),
        *(
            Given("hysteresis", x**3 - 3 * x, (x,), 1.0, (1.0,))
            for x in (-2.0, -1.0 - 1e-5, -0.5, 0.0, 1.0001, 2.0)
        ),
        *(Given(TYPED, 2 * side, (1.0 * side,), 1.0, (1.0,)) for side in (1.0, -1.0)),
        *(Given(TYPED, 1.0, (x,), 1.0, (1.0,)) for x in (2.0, -1.0)),
        Given("=x^2-y^2", 0.0, (0.0,), 1.0, (1.0,)),
        Given(SQUARE, 1e-9, (9.999990463256837e-10,), 1.0, (1.0,)),
        *(Given("=x*y", 0.0, (x,), 1.0, (1.0,)) for x in (0.0, 1.0)),
        *(Given(slug, 0.0, (0.0,), 1.0, (1.0,)) for slug in KINKS),
        Given(COARSE, 1 + 2.0**-45, (0.5,), 1.0, (1.0,)),
        Given(LEVEL, 2.7, solution(find(LEVEL), 2.7, (0.5,)) or (math.nan,), 1.0, (1.0,)),
    ]
    for p in (-1.5, 0.5, 1.0, 1.9):
        with mp.workdps(DIGITS):
            x = tuple(float(z) for z in oracles.joints(mp.mpf(p), 1))
        given.append(Given("arm", p, x, 1.0, (1.0, 0.5)))
    specials = [(one, each) for one in PROBLEMS.values() for each in one.specials]
    given += [Given(one.slug, each.p, each.x, 1.0, (1.0, 0.0)[: one.n]) for one, each in specials]
    return given


def test_every_sentence_is_true_of_every_solution(stride: int) -> None:
    met: Counter[str] = Counter()
    for given in _states()[::stride]:
        numbers = found(given)
        texts = [captions.here(numbers, given), captions.code(find(given.slug), given)]
        with mp.workdps(DIGITS):
            met += judged(texts, CLAIMS, At(given, numbers))
    if stride == 1:
        all_met(CLAIMS, met)
