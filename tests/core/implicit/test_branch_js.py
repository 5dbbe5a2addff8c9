"""The browser follows solutions as exact ones go, stops at folds, and multiplies as JAX does."""

import json
import math
import shutil
import subprocess
from pathlib import Path
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from explainers.components.wire import encoded
from explainers.core.implicit.numbers import Given, found, program, solution
from explainers.core.implicit.problems import find
from explainers.core.implicit.verdicts import standing
from tests.core.implicit import oracles

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "tests" / "js" / "follow_curves.mjs"


def asked(
    slug: str,
    p: float,
    x: float | tuple[float, ...],
    to: float,
    want: Any = None,
    course: Any = None,
) -> dict[str, Any]:
    problem = find(slug)
    start = x if isinstance(x, tuple) else (x,)
    return {
        "tape": encoded(program(problem)),
        "n": problem.n,
        "cy": problem.view[1],
        "half": problem.view[2],
        "specials": [[*one.x, one.p] for one in problem.specials],
        "from": [*start, p],
        "dp": 0.8,
        "u": [1.2, -0.3][: problem.n],
        "to": to,
        "want": want,
        "course": course,
    }


def answers(*questions: dict[str, Any]) -> list[dict[str, Any]]:
    node = shutil.which("node")
    assert node, "Node.js runs the browser's modules"
    done = subprocess.run(
        [node, str(SCRIPT)], input=json.dumps(questions), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


FOLLOWED = [
    *(("cubic", 0.625, 0.5, to) for to in (-3.0, -0.123, 0.0, 3.0)),
    *(("kepler", 0.0, 0.0, to) for to in (-3.4, -0.5, 2.0)),
    *(("fold", 1.0, x, to) for x in (1.0, -1.0) for to in (3.0, 0.25, 0.001)),
    *(("circle", 0.6, x, to) for x in (0.8, -0.8) for to in (-0.96, 0.0, 0.96)),
    *(("inflection", 1.0, 1.0, to) for to in (2.0, 0.008, -0.001, -1.0)),
    *(("crossing", 1.0, x, to) for x in (1.0, -1.0) for to in (0.5, -0.7, -2.0)),
    *(("hysteresis", 0.0, -math.sqrt(3), to) for to in (-3.0, 1.0, 1.999)),
    *(("hysteresis", 0.0, 0.0, to) for to in (-1.9, 1.5)),
]
ROOTS = {
    "cubic": lambda p: np.roots([1, 0, 1, -p]),
    "fold": lambda p: np.roots([1, 0, -p]),
    "circle": lambda p: np.roots([1, 0, p * p - 1]),
    "inflection": lambda p: np.roots([1, 0, 0, -p]),
    "crossing": lambda p: np.array([p, -p]),
    "hysteresis": lambda p: np.roots([1, 0, -3, -p]),
}


def branch(slug: str, p: float, x: float, to: float) -> float:
    """Where the branch of x is at another p, by the nearest of all roots at many p between."""
    if slug == "crossing":
        return to * x / p
    if slug == "kepler":
        return float(mp.findroot(lambda e: e - mp.mpf(0.8) * mp.sin(e) - to, to))
    for between in np.linspace(p, to, 4001)[1:]:
        roots = [complex(root) for root in ROOTS[slug](between)]
        x = min((root.real for root in roots if abs(root.imag) < 1e-6), key=lambda z: abs(z - x))
    return x


def test_x_follows_p_along_its_own_branch_and_is_a_solution() -> None:
    for place, told in zip(FOLLOWED, answers(*(asked(*one) for one in FOLLOWED)), strict=True):
        slug, p, x, to = place
        assert told["end"] is None
        assert told["z"][1] == to
        wanted = branch(slug, p, x, to)
        np.testing.assert_allclose(told["z"][0], wanted, atol=1e-6, err_msg=str(place))
        with mp.workdps(40):
            exact = float(oracles.solution(slug, to, told["z"][0]))
        np.testing.assert_allclose(told["z"][0], exact, rtol=1e-12, atol=1e-13)


def test_the_products_are_those_of_jax() -> None:
    questions = [asked(*one) for one in FOLLOWED]
    questions += [asked("arm", 1.0, find("arm").x, to) for to in (-1.9, -0.5, 1.5)]
    slugs = [*(one[0] for one in FOLLOWED), *("arm",) * 3]
    for slug, question, told in zip(slugs, questions, answers(*questions), strict=True):
        *x, p = told["z"]
        numbers = found(Given(slug, p, tuple(x), 0.8, tuple(question["u"])))
        assert told["regular"], (slug, p)
        np.testing.assert_allclose(told["push"], numbers.push, rtol=1e-10)
        np.testing.assert_allclose(told["pull"], numbers.pull, rtol=1e-10)


def test_a_fold_is_where_p_ends() -> None:
    questions = [
        asked("fold", 1.0, 1.0, -0.5),
        asked("circle", 0.6, -0.8, 1.5),
        asked("hysteresis", 0.0, -math.sqrt(3), 3.0),
        asked("hysteresis", 0.0, math.sqrt(3), -2.5),
        asked("arm", 1.0, find("arm").x, 2.4),
        asked("=x^2+0.3*x-y", 1.0, (-0.3 + math.sqrt(4.09)) / 2, -2.0),
    ]
    ends = [(0, 0), (0, 1), (-1, 2), (1, -2), (*find("arm").specials[0].x, math.sqrt(3.75)), None]
    for question, end, told in zip(questions, ends, answers(*questions), strict=True):
        assert told["end"] == "fold"
        # What is typed has no known places: its fold is found as well as rounding lets it be.
        wanted, near = (end, 1e-15) if end else ((-0.15, -0.0225), 1e-6)
        np.testing.assert_allclose(told["z"], wanted, atol=near)
        assert question["n"] > 1 or not end or told["regular"] is False


BACK = [
    ("fold", 1.0, 1.0, -0.5),
    ("fold", 1.0, -1.0, -0.5),
    ("circle", 0.6, 0.8, 1.3),
    ("circle", 0.6, -0.8, 1.3),
    ("circle", 0.6, -0.8, -1.3),
    ("hysteresis", 0.0, -math.sqrt(3), 2.1),
    ("hysteresis", 0.0, 0.0, 2.1),
    ("hysteresis", 0.0, math.sqrt(3), -2.1),
    ("=x^2+0.3*x-y", 1.0, (-0.3 + math.sqrt(4.09)) / 2, -2.0),
    ("=x^2+0.3*x-y", 1.0, (-0.3 - math.sqrt(4.09)) / 2, -2.0),
]


def test_at_a_fold_p_goes_back_on_the_branch_that_it_came_by() -> None:
    ends = answers(*(asked(*one) for one in BACK))
    ways = [np.subtract(told["z"], [x, p]) for told, (_, p, x, _) in zip(ends, BACK, strict=True)]
    backs = answers(
        *(
            asked(slug, told["z"][1], told["z"][0], p, None, (way / np.linalg.norm(way)).tolist())
            for told, way, (slug, p, _, _) in zip(ends, ways, BACK, strict=True)
        )
    )
    for end, back, (slug, p, x, to) in zip(ends, backs, BACK, strict=True):
        assert (end["end"], back["end"]) == ("fold", None)
        np.testing.assert_allclose(back["z"], [x, p], atol=1e-9, err_msg=f"{slug} {x} {to}")


def test_an_arm_that_was_straight_bends_as_it_was_bent() -> None:
    x, (reach, straight, _) = find("arm").x, find("arm").specials[0]
    way = np.subtract([*straight, reach], [*x, 1.0])
    (told,) = answers(asked("arm", reach, straight, 1.0, None, way.tolist()))
    np.testing.assert_allclose(told["z"], [*x, 1.0], atol=1e-9)


def test_at_a_fold_p_does_not_go_on() -> None:
    (told,) = answers(asked("fold", 0.0, 0.0, -0.5))
    assert (told["end"], told["z"]) == ("fold", [0, 0])


@pytest.mark.parametrize(
    ("place", "end"),
    [
        (("=tanh(5*x)-y", 0.5, math.atanh(0.5) / 5, 2.0), "away"),
        (("=x*y-1", 1.0, 1.0, 0.0), "away"),
        (("=exp(x)-y", 1.0, 0.0, 0.0), "away"),
        (("=sqrt(x)-y", 1.0, 1.0, -1.0), "lost"),
        (("=x*y", 0.0, 1.0, 1.0), "stuck"),
        (("=x^2+y^2", 0.0, 0.0, 1.0), "stuck"),
        (("=x^2-y^3", 1.0, 1.0, -1.0), "stuck"),
    ],
    ids=lambda one: str(one[0]),
)
def test_no_fold_is_claimed_where_a_branch_ends_in_another_way(place: Any, end: str) -> None:
    (told,) = answers(asked(*place))
    assert told["end"] == end
    slug, *_ = place
    x, p = told["z"]
    assert abs(x) <= 2 * find(slug).view[2]
    assert solution(find(slug), p, (x,)) == pytest.approx((x,), abs=1e-9)


CORNERS = [
    ("=abs(x)-y", 1.0, 1.0, -1.0, (0, 0)),
    ("=abs(x)-y", 1.0, -1.0, -1.0, (0, 0)),
    ("=abs(x)-2*y", 0.5, 1.0, -1.0, (0, 0)),
    ("=2*abs(x)-y", 1.0, -0.5, -1.0, (0, 0)),
    ("=abs(x-0.3)+y-0.1", -0.9, 1.3, 1.0, (0.3, 0.1)),
    ("=max(x,-3*x)-y", 1.0, 1.0, -1.0, (0, 0)),
    ("=max(x,-3*x)-y", 0.0, 0.0, -1.0, (0, 0)),
    ("=abs(x)+abs(y)-1", 0.5, 0.5, 2.0, (0, 1)),
    ("=abs(x)+abs(y)-1", 0.5, 0.5, -2.0, (0, -1)),
    ("=abs(x)+abs(y)-1", 0.5, -0.5, -2.0, (0, -1)),
    ("=abs(x)+abs(y)-1", 1.0, 0.0, 2.0, (0, 1)),
    ("=abs(x)+x^2-y", 2.0, 1.0, -1.0, (0, 0)),
]


def test_a_corner_is_told_as_one_and_p_goes_back_as_it_came() -> None:
    ends = answers(*(asked(*one[:4]) for one in CORNERS))
    ways = [np.subtract(end["z"], [x, p]) for end, (_, p, x, *_) in zip(ends, CORNERS, strict=True)]
    backs = answers(
        *(
            asked(
                slug, end["z"][1], end["z"][0], p, None, (way / (np.linalg.norm(way) or 1)).tolist()
            )
            for end, way, (slug, p, *_) in zip(ends, ways, CORNERS, strict=True)
        )
    )
    for end, back, (slug, p, x, to, at) in zip(ends, backs, CORNERS, strict=True):
        assert end["end"] == "corner", (slug, p, x, to)
        np.testing.assert_allclose(end["z"], at, atol=1e-12, err_msg=slug)
        if abs(p) != abs(at[1]):
            np.testing.assert_allclose(back["z"], [x, p], atol=1e-9, err_msg=slug)


def test_x_follows_p_over_a_kink_that_goes_on_and_a_hand_goes_round_a_corner() -> None:
    on = [
        (("=abs(x)+abs(y)-1", 0.5, 0.5, -0.6), 0.4),
        (("=max(x,2*x)-y", 1.0, 0.5, -1.0), -1.0),
        (("=x-3*abs(y)", 0.5, 1.5, -0.5), 1.5),
        (("=x-abs(y)", 0.5, 0.5, -0.5), 0.5),
        (("=x-abs(y)-abs(y-0.5)", 1.0, 1.5, -1.0), 2.5),
    ]
    for (place, x), told in zip(on, answers(*(asked(*one) for one, _ in on)), strict=True):
        assert told["end"] is None, place
        np.testing.assert_allclose(told["z"], [x, place[3]], atol=1e-12, err_msg=str(place))
    hands = [
        (("=abs(x)-y", 1.0, 1.0, 1.0, (1.0, -1.0)), (-1, 1)),
        (("=abs(x)-y", 0.0, 0.0, 0.0, (0.8, -0.8)), (-0.8, 0.8)),
        (("=3*abs(x)-y", 1.5, 0.5, 1.5, (0.1, -0.5)), (-0.08, 0.24)),
        (("=abs(x)+abs(y)-1", 0.5, 0.5, 0.5, (0.9, -0.6)), (-0.35, 0.65)),
    ]
    for (place, at), told in zip(hands, answers(*(asked(*one) for one, _ in hands)), strict=True):
        np.testing.assert_allclose(told["at"], at, atol=1e-6, err_msg=str(place))


KINKS = [
    ("=abs(x)-y", 0.0, 0.0, (-1, 1), True),
    ("=max(x,-3*x)-y", 0.0, 0.0, (-1 / 3, 1), True),
    ("=abs(x-0.3)+y-0.1", 0.1, 0.3, (1, -1), True),
    ("=abs(x)+abs(y)-1", 1.0, 0.0, (1, -1), True),
    ("=abs(x)+abs(y)-1", 0.0, 1.0, (1, -1), False),
    ("=max(x,2*x)-y", 0.0, 0.0, (1, 0.5), False),
    ("=relu(x)+0.1*x-y", 0.0, 0.0, (10, 1 / 1.1), False),
    ("=x-abs(y)", 0.0, 0.0, (-1, 1), False),
    ("=abs(x)+x^2-y", 0.0, 0.0, (-1, 1), True),
    ("=sqrt(abs(x))-y", 0.0, 0.0, None, None),
    ("=x-y*abs(y)", 0.0, 0.0, None, None),
    ("=abs(x)+x-y", 0.0, 0.0, None, None),
    ("=abs(x)-abs(y)", 0.0, 0.0, None, None),
    ("=x^2-y", 0.0, 0.0, None, None),
    ("=x^3-y", 0.0, 0.0, None, None),
]


@pytest.mark.parametrize(("slug", "p", "x", "slopes", "turns"), KINKS)
@pytest.mark.share(5)
def test_both_sides_know_the_slopes_beside_a_kink(
    slug: str, p: float, x: float, slopes: Any, turns: Any
) -> None:
    (told,) = answers(asked(slug, p, x, p))
    corner = standing(find(slug), p, (x,)).corner
    assert (told["kink"] is None) == (corner is None) == (slopes is None)
    if corner:
        np.testing.assert_allclose(corner.slopes, slopes, atol=1e-6)
        np.testing.assert_allclose(told["kink"], corner.slopes, atol=1e-9)
        assert told["turns"] == corner.turns == turns


def test_a_branch_goes_on_through_a_pitchfork() -> None:
    (told,) = answers(asked("=x^3-x*y", 1.0, 1.0, -1.0))
    assert told["end"] is None
    np.testing.assert_allclose(told["z"], [0, -1], atol=1e-12)


def test_what_the_hand_leaves_is_a_solution_as_exactly_as_newton_has_it() -> None:
    places = [
        ("=sqrt(x)-y", 1.0, 1.0, 0.0),
        ("=sqrt(x)-y", 1.0, 1.0, 0.002),
        *(("=x^3-x*y", 1.0, 1.0, to) for to in (0.01, 0.0, -0.00458)),
    ]
    for (slug, *_), told in zip(places, answers(*(asked(*one) for one in places)), strict=True):
        x, p = told["z"]
        (found,) = solution(find(slug), p, (x,)) or (math.nan,)
        assert found == pytest.approx(x, abs=1e-12)


WISHES = [(0.5, 0.0), (2.0, 0.0), (-0.5, 0.0), (0.0, 0.5), (0.0, -0.5), (0.01, 0.0), (0.0, 0.1)]


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("slug", ["crossing", "=x^2-y^2"])
@pytest.mark.share(5)
def test_any_wish_leaves_a_crossing_along_a_branch(slug: str, wish: tuple[float, float]) -> None:
    (told,) = answers(asked(slug, 0.0, 0.0, 0.0, wish))
    x, p = told["at"]
    assert abs(x) == pytest.approx(abs(p))
    # Of all places on either line the nearest is half as far along as the wish.
    assert np.dot([p, x], wish) > 0
    assert np.hypot(p, x) == pytest.approx(np.linalg.norm(wish) * math.sqrt(0.5), abs=0.04)


def test_a_hand_leaves_a_cusp() -> None:
    (end,) = answers(asked("=x^2-y^3", 1.0, 1.0, 0.0))
    assert end["z"][1] == pytest.approx(0, abs=1e-9)
    x, p = end["z"]
    right, up, along = answers(
        asked("=x^2-y^3", p, x, p, [0.3, 0.1]),
        asked("=x^2-y^3", p, x, p, [0.3, -0.1]),
        asked("=x^2-y^3", p, x, 0.25, None, [-0.1, -1.0]),
    )
    assert right["at"][0] > 0 > up["at"][0]
    np.testing.assert_allclose(along["z"], [0.125, 0.25], atol=1e-9)


def test_a_hand_leads_the_point_round_a_fold_and_picks_a_branch_at_a_crossing() -> None:
    questions = [
        asked("fold", 1.0, 1.0, 1.0, [0.3, -0.6]),
        asked("crossing", 0.0, 0.0, 0.0, [0.8, 0.7]),
        asked("crossing", 0.0, 0.0, 0.0, [0.8, -0.7]),
        asked("crossing", 1.0, 1.0, 1.0, [-0.8, -0.8]),
    ]
    fold, up, down, through = (told["at"] for told in answers(*questions))
    assert fold[0] ** 2 == pytest.approx(fold[1])
    # The nearest place of x² = p is where (x, p) − want is at a right angle to (1, 2x).
    assert (fold[0] + 0.6) + 2 * fold[0] * (fold[1] - 0.3) == pytest.approx(0, abs=1e-6)
    np.testing.assert_allclose(up, [0.75, 0.75], atol=1e-6)
    np.testing.assert_allclose(down, [-0.75, 0.75], atol=1e-6)
    np.testing.assert_allclose(through, [-0.8, -0.8], atol=1e-6)


def test_the_branch_of_the_arm_is_a_loop() -> None:
    (told,) = answers(asked("arm", 1.0, find("arm").x, 1.0))
    assert 100 < told["length"] < 1000


KNOWN = [
    ("=sin(x)-y", -1.0, -math.pi / 2 + 2.7e-10),
    ("=tanh(5*x)-y", 1.0, 2.75),
    ("=max(x,2*x)-y", 0.0, 0.0),
    ("=abs(x)-y", 0.0, 0.0),
    ("=relu(x)+0.1*x-y", 0.0, 0.0),
    ("=x-abs(y)", 0.0, 0.0),
    *(("fold", x * x, x) for x in 10.0 ** np.arange(-12.0, 0.0)),
    *(("=x^2-y", x * x, x) for x in 10.0 ** np.arange(-12.0, 0.0)),
    *(("=sin(x)-y", math.cos(a), math.pi / 2 - a) for a in 10.0 ** np.arange(-12.0, 0.0)),
    *(("=tanh(5*x)-y", math.tanh(5 * x), x) for x in np.linspace(0.0, 3.5, 15)),
    *(("inflection", x**3, x) for x in 10.0 ** np.arange(-12.0, 0.0)),
]


def test_no_derivative_is_known_under_a_hand_that_is_not_by_error_bounds() -> None:
    questions = [asked(slug, float(p), float(x), float(p)) for slug, p, x in KNOWN]
    known = [told["regular"] for told in answers(*questions)]
    bounds = [standing(find(slug), float(p), (float(x),)).regular for slug, p, x in KNOWN]
    assert not any(here and not by_bounds for here, by_bounds in zip(known, bounds, strict=True))
    assert sum(known) > len(KNOWN) / 3
