"""Every sentence about a rule is true of the rule, by sixty digits of arithmetic."""

import re
from collections import Counter
from functools import lru_cache
from typing import Any, NamedTuple

import mpmath as mp
import numpy as np

from explainers.core.numerals import numerals
from explainers.core.rules import verdicts
from explainers.core.rules.numbers import MATRIX, RULES, STEPS
from explainers.lessons.rules import captions
from tests.claims import Claim, all_met, claim, judged
from tests.numbers import number

DIGITS = 60
mp.mp.dps = DIGITS
Pair = tuple[float, float]


class At(NamedTuple):
    """A rule, where it is asked, and along which v and u."""

    slug: str
    x: Pair
    v: Pair
    u: Pair


class Exact(NamedTuple):
    """What is true there: both sides, all that is added up in them, and each remainder."""

    forwards: Any
    backwards: Any
    size: Any
    remainders: list[Any]
    of_check: Any
    """By how much the rule is wrong for the u and the v that check_grads draws."""
    largest: Any
    """Entry of J."""
    value: Any
    """All that is added up in u·f(x)."""


@lru_cache(maxsize=4096)
def exact(at: At) -> Exact:
    A = mp.matrix([[mp.mpf(z) for z in row] for row in MATRIX])
    x, v, u = (mp.matrix([mp.mpf(z) for z in part]) for part in at[1:])

    def f(x: Any) -> Any:
        return (A * x).apply(mp.exp)

    a, y = A * x, f(x)
    J = mp.matrix(2, 2)
    for i in range(2):
        for j in range(2):
            J[i, j] = y[i] * A[i, j]

    def pulled(u: Any) -> Any:
        yu, au = (mp.matrix([z[i] * u[i] for i in range(2)]) for z in (y, a))
        return {
            "right": A.T * yu,
            "sign": -A.T * yu,
            "factor": A.T * u,
            "residual": A.T * au,
            "transposed": A * yu,
        }[at.slug]

    pull = pulled(u)
    forwards, backwards = (u.T * J * v)[0], (pull.T * v)[0]
    spread = sum(abs(u[i]) * abs(J[i, j]) * abs(v[j]) for i in range(2) for j in range(2))
    size = (spread + sum(abs(pull[j] * v[j]) for j in range(2))) * (1 + abs(a[0]) + abs(a[1]))
    left = [abs((u.T * (f(x + mp.mpf(h) * v) - y))[0] - mp.mpf(h) * backwards) for h in STEPS]
    random = np.random.RandomState(0)
    tangent, cotangent = (mp.matrix(random.randn(2).tolist()) for _ in range(2))
    true = (cotangent.T * J * tangent)[0]
    value = sum(abs(u[i]) * y[i] for i in range(2)) * (1 + abs(a[0]) + abs(a[1]))
    largest = max(abs(J[i, j]) for i in range(2) for j in range(2))
    of_check = abs((pulled(cotangent).T * tangent)[0] - true)
    return Exact(forwards, backwards, size, left, of_check, largest, value)


NEGLIGIBLE = mp.mpf("1e-13")
FLUSHED = mp.mpf("1e-306")
"""Products below 2.2e-308 XLA takes for 0."""


def slope(at: At) -> float:
    """Of the remainders that the page calls clear."""
    clear = verdicts.judged(*at).clear
    points = [
        (mp.log(h), mp.log(r))
        for h, r, stands in zip(STEPS, exact(at).remainders, clear, strict=True)
        if stands
    ]
    mean = sum(a for a, _ in points) / len(points)
    return float(sum((a - mean) * b for a, b in points) / sum((a - mean) ** 2 for a, _ in points))


def holds(at: At, _: re.Match[str]) -> bool:
    true = exact(at)
    return abs(true.forwards - true.backwards) <= NEGLIGIBLE * true.size + FLUSHED


def both_zero(at: At, match: re.Match[str]) -> bool:
    true = exact(at)
    sides = max(abs(true.forwards), abs(true.backwards))
    return holds(at, match) and sides <= NEGLIGIBLE * true.size + FLUSHED


def fails(at: At, _: re.Match[str]) -> bool:
    true = exact(at)
    return at.slug != "right" and true.forwards != true.backwards


def nothing(at: At, _: re.Match[str]) -> bool:
    return not any(at.v) or not any(at.u)


def falls(low: float, high: float):
    def judge(at: At, match: re.Match[str]) -> bool:
        found = slope(at)
        return low <= found <= high and abs(number(match[1]) - found) <= 0.03 + 0.01 * found

    return judge


def neither(at: At, match: re.Match[str]) -> bool:
    found = slope(at)
    return abs(number(match[1]) - found) <= 0.1 and not (
        0.8 <= found <= 1.2 or 1.8 <= found <= 2.2 or found > 2.45
    )


def hidden(at: At, _: re.Match[str]) -> bool:
    true = exact(at)
    noise = 100 * NEGLIGIBLE * (true.value + true.size) + FLUSHED
    return not nothing(at, _) and sum(r > noise for r in true.remainders) < verdicts.FEWEST


def beyond(at: At, _: re.Match[str]) -> bool:
    ends = [
        a * (mp.mpf(at.x[0]) + h * at.v[0]) + b * (mp.mpf(at.x[1]) + h * at.v[1])
        for a, b in MATRIX
        for h in STEPS
    ]
    return max(ends) > mp.log(mp.mpf("1.79e308"))


def passes(at: At, _: re.Match[str]) -> bool:
    true = exact(at)
    return true.of_check <= 10 * verdicts.TOLERANCE * true.largest


def raises(at: At, _: re.Match[str]) -> bool:
    true = exact(at)
    return true.of_check > 0.5 * verdicts.TOLERANCE * true.largest


def named(at: At, match: re.Match[str]) -> bool:
    return match[1] == RULES[at.slug].title and match.groups()[1:] == tuple(
        map(numerals, (at.x, at.v, at.u))
    )


NUMBER = r"(−?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
CLAIMS: list[Claim[At]] = [
    claim(r"Adjoint identity holds\.", holds),
    claim(r"Adjoint identity holds: both sides are 0\.", both_zero),
    claim(r"Adjoint identity fails\.", fails),
    claim(r"Adjoint identity asks nothing where v or u is 0\.", nothing),
    claim(rf"Remainder {NUMBER}: it falls only like h\.", falls(0.75, 1.25)),
    claim(rf"Remainder {NUMBER}: it falls like h²\.", falls(1.75, 2.25)),
    claim(rf"Remainder {NUMBER}: it falls faster than h²\.", falls(2.25, 1e9)),
    claim(rf"Remainder {NUMBER}: neither like h nor like h²\.", neither),
    claim(r"Remainder too little of it stands clear of rounding\.", hidden),
    claim(r"Remainder f\(x \+ hv\) is beyond the range of numbers\.", beyond),
    claim(r"Remainder nothing to measure where v or u is 0\.", nothing),
    claim(r"check_grads passes\.", passes),
    claim(r"check_grads raises AssertionError\.", raises),
    claim(
        r"Runs as pasted: f\(x\) = exp\(Ax\) with the rule “(.+)” at x = (\(.+?\)), "
        r"with v = (\(.+?\)) and u = (\(.+?\))\.",
        named,
    ),
]

V, U = (0.8, -0.3), (0.7, -0.6)
PLACES: list[Pair] = [
    *((0.5, -0.4), (0.0, 0.0), (-20.0, 0.0), (30.0, -30.0), (-30.0, 30.0), (-30.0, -30.0)),
    *((1e-7, 0.0), (1e-10, -1e-10), (7.0, 3.0), (-12.0, 5.0), (0.8, 0.6), (2.0, -2.0)),
]
LENGTHS = [1e-300, 1e-12, 1e-7, 1e-5, 1e-3, 1.0, 1e3, 1e6]


def states() -> list[At]:
    random = np.random.default_rng(3)
    asked: list[tuple[Pair, Pair]] = [
        *((V, U), ((0.0, 0.0), U), (V, (0.0, 0.0)), ((1.0, 0.0), (0.0, 1.0))),
        *(((size * V[0], size * V[1]), U) for size in LENGTHS),
        *((V, (size * U[0], size * U[1])) for size in LENGTHS),
    ]
    found = [At(slug, x, v, u) for slug in RULES for x in PLACES for v, u in asked]
    for _ in range(60):
        x, v, u = (tuple(random.normal(size=2).tolist()) for _ in range(3))
        found += [At(slug, x, v, u) for slug in RULES]
    return [*found, *(at for x in PLACES for at in blind(x)), *bent()]


def blind(x: Pair) -> list[At]:
    """Where v is at right angles to what is wrong."""
    found: list[At] = []
    for slug in RULES:
        basis = [exact(At(slug, x, v, U)) for v in ((1.0, 0.0), (0.0, 1.0))]
        wrong = [float(one.forwards - one.backwards) for one in basis]
        if any(wrong) and np.isfinite(wrong).all():
            size = float(np.linalg.norm(wrong))
            found.append(At(slug, x, (-wrong[1] / size, wrong[0] / size), U))
    return found


def bent() -> list[At]:
    """Where the second order vanishes along v, for the right rule."""
    A = np.array(MATRIX)
    v = np.linalg.solve(A, [1.0, 1.0])
    return [At("right", (0.0, 0.0), (float(v[0]), float(v[1])), (1.0, -1.0))]


def test_every_sentence_about_a_rule_is_true(stride: int) -> None:
    met: Counter[str] = Counter()
    for at in states()[::stride]:
        said = captions.referees(verdicts.judged(*at))
        texts = [
            f"Adjoint identity {said.adjoint}.",
            f"Remainder {said.remainder}.",
            f"check_grads {said.checked}.",
            captions.code(RULES[at.slug].title, at.x, at.v, at.u),
        ]
        met += judged(texts, CLAIMS, at)
    if stride == 1:
        all_met(CLAIMS, met)


def test_a_rule_that_is_wrong_is_never_said_to_pass_where_all_is_small() -> None:
    for slug in RULES:
        said = captions.referees(verdicts.judged(slug, (-20.0, 0.0), V, U))
        assert (said.checked == "passes") == (slug == "right")


def test_the_right_rule_is_never_said_to_fall_like_h() -> None:
    for size in LENGTHS:
        said = captions.referees(
            verdicts.judged("right", (0.5, -0.4), (size * V[0], size * V[1]), U)
        )
        assert "only like h" not in said.remainder


def test_the_quiz_does_not_say_that_chance_finds_wrong_rules_seldom() -> None:
    from explainers.lessons.rules import LESSON

    (right,) = [answer for answer in LESSON.question.answers if answer.right]
    assert "met by chance only on a thin set" not in right.why
    assert "those for which a wrong rule agrees are a thin set" in right.why
