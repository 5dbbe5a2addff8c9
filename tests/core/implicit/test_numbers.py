"""Derivatives of solutions are those of exact solutions, and claims of them are no bolder."""

import math
import re

import mpmath as mp
import numpy as np
import pytest

from explainers.core.expression import ExpressionError
from explainers.core.implicit.numbers import Given, found, landed, solution
from explainers.core.implicit.problems import PROBLEMS, find, typed
from explainers.core.implicit.verdicts import standing
from tests.core.implicit import oracles

PLACES = [
    *(("cubic", x**3 + x, x) for x in (-1.2, 0.0, 0.5, 1.3)),
    *(("kepler", x - 0.8 * math.sin(x), x) for x in (-3.0, 0.0, 0.4, 2.0)),
    *(("fold", x * x, x) for x in (-1.7, -0.25, 1e-3, 1.0)),
    *(("circle", math.cos(a), math.sin(a)) for a in (0.3, 1.5, 3.0, -1.0)),
    *(("inflection", x**3, x) for x in (-1.1, 0.01, 1.0)),
    *(("crossing", p, side * p) for p in (-1.5, 0.2, 1.0) for side in (1, -1)),
    *(("hysteresis", x**3 - 3 * x, x) for x in (-2.0, -1.1, 0.0, 0.9, 2.1)),
]


def asked(slug: str, p: float, *x: float, dp: float = 1.0, u: tuple[float, ...] = ()) -> Given:
    return Given(slug, p, x, dp, u or (1.0, *(0.0 for _ in x[1:])))


@pytest.mark.parametrize(("slug", "p", "x"), PLACES)
def test_a_push_and_a_pull_are_the_slope_of_exact_solutions(slug: str, p: float, x: float) -> None:
    with mp.workdps(oracles.DIGITS):
        slope = float(oracles.slope(slug, p, x))
    numbers = found(asked(slug, p, x, dp=-0.7, u=(1.3,)))
    np.testing.assert_allclose(numbers.push, [-0.7 * slope], rtol=1e-9)
    np.testing.assert_allclose(numbers.pull, 1.3 * slope, rtol=1e-9)


@pytest.mark.parametrize("p", [-1.5, -0.3, 0.4, 1.0, 1.9])
@pytest.mark.parametrize("side", [1, -1])
def test_the_arm_follows_the_law_of_cosines(p: float, side: int) -> None:
    with mp.workdps(oracles.DIGITS):
        x = [float(z) for z in oracles.joints(mp.mpf(p), side)]
        slopes = np.array(oracles.joint_slopes(p, side))
    numbers = found(asked("arm", p, *x, dp=0.5, u=(0.3, -1.1)))
    np.testing.assert_allclose(numbers.value, 0, atol=1e-15)
    np.testing.assert_allclose(numbers.push, 0.5 * slopes, rtol=1e-9)
    np.testing.assert_allclose(numbers.pull, slopes @ [0.3, -1.1], rtol=1e-9)
    np.testing.assert_allclose(numbers.adjoint @ numbers.g_x, [0.3, -1.1], atol=1e-12)


def test_a_typed_equation_is_differentiated_too() -> None:
    x = 0.6823278038280193  # of x³ + x = 1
    numbers = found(asked("=x^3+x*y-1", 1.0, x))
    np.testing.assert_allclose(numbers.push, [-x / (3 * x**2 + 1)], rtol=1e-12)


@pytest.mark.parametrize("slug", PROBLEMS)
def test_each_equation_is_met_at_a_solution_within_its_window(slug: str) -> None:
    problem = PROBLEMS[slug]
    assert solution(problem, problem.p, problem.x) == problem.x
    assert standing(problem, problem.p, problem.x).regular
    cx, cy, half = problem.view
    assert abs(problem.p - cx) <= half
    assert all(abs(x - cy) <= half for x in problem.x)


# Where g_x is singular ----------------------------------------------------------------------------

SPECIALS = [(slug, one) for slug, problem in PROBLEMS.items() for one in problem.specials]


@pytest.mark.parametrize(("slug", "special"), SPECIALS)
def test_a_special_place_is_one(slug: str, special: object) -> None:
    one = next(each for each in PROBLEMS[slug].specials if each == special)
    stands = standing(PROBLEMS[slug], one.p, one.x)
    assert (stands.regular, stands.special) == (False, one)
    assert stands.upright == (one.turn != "crossing")
    numbers = found(asked(slug, one.p, *one.x))
    np.testing.assert_allclose(numbers.value, 0, atol=1e-15)
    np.testing.assert_allclose(np.linalg.det(numbers.g_x), 0, atol=1e-15)


@pytest.mark.parametrize(
    ("slug", "special"), [(slug, one) for slug, one in SPECIALS if slug != "arm"]
)
def test_the_curve_turns_there_as_it_is_said_to(slug: str, special: object) -> None:
    one = next(each for each in PROBLEMS[slug].specials if each == special)
    g = oracles.ONES[slug].g
    (x,), p = one.x, one.p
    # How many solutions there are on a small circle around the place, by changes of sign.
    ring = [(p + 0.05 * mp.cos(a), x + 0.05 * mp.sin(a)) for a in np.linspace(0, 2 * np.pi, 4001)]
    values = [g(there, at) > 0 for at, there in ring]
    turns = [k for k in range(4000) if values[k] != values[k + 1]]
    sides = [bool(ring[k][0] > p) for k in turns]
    wanted = {"fold": (2, {0, 2}), "inflection": (2, {1}), "crossing": (4, {2})}[one.turn]
    assert len(turns) == wanted[0]
    assert {sum(sides), len(sides) - sum(sides)} <= wanted[1]


@pytest.mark.parametrize("slug", ["fold", "circle", "hysteresis", "inflection"])
def test_where_a_derivative_is_claimed_three_digits_of_it_hold(slug: str) -> None:
    """However near to a fold; and far from it, it is claimed."""
    claimed = 0
    for size in 10.0 ** np.arange(-12.0, 0.0):
        x = {"hysteresis": -1.0}.get(slug, 0.0) + size
        p = {"fold": x**2, "circle": math.sqrt(1 - x**2), "inflection": x**3}.get(
            slug, x**3 - 3 * x
        )
        if not standing(PROBLEMS[slug], p, (x,)).regular:
            continue
        claimed += 1
        with mp.workdps(80):
            exact = oracles.solution(slug, p, x)
            truth = oracles.ONES[slug]
            slope = -truth.g_p(exact, p) / truth.g_x(exact, p)
            assert abs(oracles.ONES[slug].g(exact, mp.mpf(p))) < mp.mpf(10) ** -60
        np.testing.assert_allclose(found(asked(slug, p, x)).push, [float(slope)], rtol=1e-3)
    assert claimed >= 3


KINKS = ["=max(x,2*x)-y", "=abs(x)-y", "=relu(x)+0.1*x-y", "=x-abs(y)", "=x*abs(x)+x-y"]


@pytest.mark.parametrize("slug", KINKS)
def test_at_a_kink_no_derivative_is_claimed(slug: str) -> None:
    stands = standing(find(slug), 0.0, (0.0,))
    assert (stands.regular, stands.kink) == (False, True)
    assert standing(find(slug), 1.0, solution(find(slug), 1.0, (0.6,)) or (math.nan,)).regular


def test_what_is_rounding_alone_is_no_slope() -> None:
    slug, p = "=x+sqrt(y^2+1)^2-y^2-1.5", 2.7
    x = solution(find(slug), p, (0.5,)) or (math.nan,)
    assert found(asked(slug, p, *x)).g_p[0] != 0  # and yet sqrt(p² + 1)² − p² is 1 for each p
    assert standing(find(slug), p, x).level
    assert not standing(PROBLEMS["circle"], 0.0, (1.0,)).hidden


def test_what_is_off_the_curve_is_led_to_it_or_refused() -> None:
    (x,) = solution(PROBLEMS["cubic"], 2.0, (1.1,)) or (math.nan,)
    assert x == pytest.approx(1, abs=1e-12)
    assert solution(PROBLEMS["fold"], -0.5, (0.3,)) is None
    assert solution(PROBLEMS["circle"], 1.4, (0.1,)) is None


@pytest.mark.parametrize(
    ("slug", "p", "x", "place"),
    [
        ("fold", -1e-10, (0.0,), (0.0, (0.0,))),
        ("inflection", 0.0, (0.0001,), (0.0, (0.0,))),
        ("hysteresis", 0.0, (1.7,), (0.0, (pytest.approx(math.sqrt(3)),))),
        ("hysteresis", 2.0, (-1.0,), (2.0, (-1.0,))),
        ("hysteresis", 0.0, (0.99,), None),
        ("hysteresis", 0.0, (1.01,), None),
        ("arm", 1.0, (100.0, -50.0), None),
        ("fold", -1e-3, (0.0,), None),
    ],
)
def test_what_is_meant_is_near_what_is_sent(
    slug: str, p: float, x: tuple[float, ...], place: object
) -> None:
    assert landed(PROBLEMS[slug], p, x) == place


# Typed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["x^3 + x*p - 1", "exp(x) - x - p - 1", "x^2 + p^2 - 2", "x - p", "exp(x) - p", "2x - 3p"],
)
def test_a_typed_equation_begins_at_a_solution(text: str) -> None:
    problem = typed(text)
    assert solution(problem, problem.p, problem.x) is not None
    assert standing(problem, problem.p, problem.x).regular
    assert find(problem.slug) is find(problem.slug) or find(problem.slug) == problem
    assert " y" not in problem.title


@pytest.mark.parametrize(
    "text", ["x^2 + 1 + p^2", "x", "[x, p]", "x + p + z", "x1*x2", "1/x + 0*p"]
)
def test_what_is_no_equation_or_has_no_solution_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        typed(text)


@pytest.mark.parametrize("text", ["x - 2p", "x - 2*p", "x - 0.5p", "x - 2y"])
def test_p_may_stand_behind_a_number(text: str) -> None:
    problem = typed(text)
    factor = 0.5 if "0.5" in text else 2.0
    assert (problem.p, problem.x) == (1.0, (factor,))
    assert re.fullmatch(r"x-[\d.]+\*?p = 0", problem.title)


@pytest.mark.parametrize(("text", "x"), [("exp(x) - p", 0.0), ("p^2 - 1 + 0*x", 2.9875)])
def test_a_typed_equation_begins_at_few_decimals(text: str, x: float) -> None:
    assert typed(text).x == (x,)


def test_a_typed_equation_begins_where_its_derivatives_are_finite() -> None:
    problem = typed("sqrt(x)*(p+1)")
    assert problem.p == -1
    assert solution(problem, problem.p, problem.x) == problem.x
    with pytest.raises(ExpressionError, match="not finite"):
        typed("sqrt(x)*(p^2+1)")
