"""Every sentence about a kink is true of it, by calculus in sixty digits and by JAX asked again."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import mpmath as mp
import numpy as np
import pytest

from explainers.core.kinks import CASES, Case, at_pi, refusal, returned, samples
from explainers.core.numerals import numeral
from explainers.lessons import of_case
from explainers.lessons.kinks import captions
from tests.claims import Claim, all_met, claim, free, judged
from tests.numbers import near

DIGITS = 60
mp.mp.dps = DIGITS


class At(NamedTuple):
    """A case, and where x stands."""

    case: Case
    x: float


def _soft(x: Any) -> Any:
    """Derivative of the second share of softmax(8·½, 8x)."""
    s = 1 / (1 + mp.exp(4 - 8 * x))
    return 8 * s * (1 - s)


def _sided(x: Any, before: Any, at: Any, after: Any) -> Any:
    return before if x < 0 else after if x > 0 else at


MENDED: dict[str, Callable[[Any], Any]] = {
    "abs": lambda x: x / mp.sqrt(x**2 + mp.mpf(1e-4)),
    "max": lambda x: _sided(x, 0, 0, 1),
    "relu": lambda x: 1 / (1 + mp.exp(-8 * x)),
    "difference": lambda x: mp.mpf(1),
    "norm": lambda x: 5 * mp.sign(x),
    "sqrt": lambda x: 1 / (2 * mp.sqrt(x + mp.mpf(1e-4))),
    "where": lambda x: mp.mpf(1) if x < 1 else 1 / (2 * mp.sqrt(x)),
    "stop": lambda x: 2 * x,
    "round": lambda x: mp.mpf(1),
    "floor": lambda x: mp.mpf(1),
    "sign": lambda x: 4 / mp.cosh(4 * x) ** 2,
    "argmax": _soft,
    "integers": lambda x: 2 * x,
    "loop": lambda x: 1 / (2 * mp.sqrt(x)),
}
"""Derivatives of the remedies, by hand."""


def told(text: str, value: Any) -> bool:
    """Whether a numeral is that of a number."""
    return near(text, float(value), 1e-12)


def asked(at: At, mode: str) -> str:
    """What JAX answers to f at x, asked of one point by itself."""
    x = jnp.asarray(int(at.x) if at.case.whole else at.x)
    refused = refusal(at.case.slug, mode)
    if refused:
        return refused.said
    if mode == "reverse":
        return numeral(float(jax.grad(at.case.f)(x)))
    return numeral(float(jax.jvp(at.case.f, (x,), (jnp.ones_like(x),))[1]))


def mended(at: At, match: re.Match[str]) -> bool:
    return told(match[2], MENDED[at.case.slug](mp.mpf(at.x))) and match[1] == numeral(at.x)


def before(at: At, match: re.Match[str]) -> bool:
    both = list(dict.fromkeys([asked(at, "forward"), asked(at, "reverse")]))
    return mended(at, match) and [part for part in match.groups()[2:] if part] == both


def refused(at: At, match: re.Match[str]) -> bool:
    return mended(at, match) and list(match.groups()[2:]) == [
        asked(at, "forward"),
        asked(at, "reverse"),
    ]


def differences(at: At, match: re.Match[str]) -> bool:
    h = mp.mpf(10) ** mp.mpf(at.x)
    true = (mp.sin(1 + h) - mp.sin(1 - h)) / (2 * h)
    step = np.float32(10.0**at.x)
    single = (np.sin(np.float32(1) + step) - np.sin(np.float32(1) - step)) / (2 * step)
    _, in_single, in_double, exact = match.groups()
    return (
        near(in_double, float(true), 4e-16 / float(h))
        and near(in_single, float(single), 1.2e-7 / float(h))
        and told(exact, mp.cos(1))
    )


def runs(at: At, match: re.Match[str]) -> bool:
    letter = "log₁₀ h" if at.case.central else "n" if at.case.whole else "x"
    return match.groups() == (at.case.title, letter, numeral(at.x))


N = r"(−?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|−?∞|NaN)"
CLAIMS: list[Claim[At]] = [
    claim(
        rf"At [xn] = {N} both modes return {N} for it, "
        rf"where they returned {N}(?: and {N})? for f\.",
        before,
    ),
    claim(
        rf"At [xn] = {N} both modes return {N} for it, where forward mode returned "
        rf"(float0|{N[1:-1]})"
        r" and reverse mode raised (\w+Error) for f\.",
        refused,
    ),
    claim(
        rf"With log₁₀ h = {N} the difference in float32 is {N}, in float64 {N}; the derivative is "
        rf"cos 1 = {N}\.",
        differences,
    ),
    claim(
        rf"Runs as pasted: (.+) at (x|n|log₁₀ h) = {N}, what forward and reverse mode return "
        r"there, and what the remedy returns\.",
        runs,
    ),
    free(r"(?:Forward|Reverse) mode says:"),
]


def states() -> list[At]:
    """Every case at every place where x may stand, float32 where its numbers are settled."""
    return [
        At(case, float(x))
        for case in CASES.values()
        for x in samples(case.slug).x
        if case.reach[0] <= x <= case.reach[1]
    ][::3] + [At(case, case.at) for case in CASES.values()]


def test_every_sentence_about_a_kink_is_true(stride: int) -> None:
    met: Counter[str] = Counter()
    for at in states()[::stride]:
        texts = [
            captions.remedy(at.case, at.x, returned(at.case.slug, at.x)),
            captions.code(at.case, at.x),
            captions.refusal("forward"),
        ]
        met += judged(texts, CLAIMS, at)
    if stride == 1:
        all_met(CLAIMS, met)


# What is said of a case wherever x stands ----------------------------------------------------


def test_the_slope_of_the_mended_root_is_at_most_fifty_and_reaches_it() -> None:
    remedy = of_case("kinks", "sqrt", "remedy")
    assert "at most 50" in remedy
    assert "below" not in remedy
    slopes = [MENDED["sqrt"](mp.mpf(x)) for x in samples("sqrt").x if x >= 0]
    assert max(slopes) == pytest.approx(50, abs=1e-12)
    assert all(slope <= 50 * (1 + mp.mpf(10) ** -12) for slope in slopes)


def test_zero_is_said_to_be_right_only_where_round_has_a_derivative() -> None:
    why = of_case("kinks", "round", "why")
    assert "It is right" not in why
    assert "Between the jumps 0 is right" in why
    for x in samples("round").x:
        found = returned("round", float(x))
        if abs(abs(x) % 1 - 0.5) < 1e-9:
            assert np.isinf([found.left, found.right]).any()  # no derivative, whatever is said
        else:
            assert (found.left, found.right, found.reverse.number) == (0, 0, 0)


def test_the_best_steps_of_differences_are_where_they_are_said_to_be() -> None:
    assert "near 10⁻²" in of_case("kinks", "float32", "why")
    assert "near 10⁻⁵" in of_case("kinks", "float32", "why")
    found = samples("float32")
    for errors, best in ((found.value, -2.0), (found.mended, -5.0)):
        smooth = np.convolve(errors, np.ones(9) / 9, mode="valid")
        assert abs(found.x[4 + int(np.argmin(smooth))] - best) < 1


def test_what_is_said_of_pi_is_so_in_both_precisions() -> None:
    from explainers.lessons import words

    said = words("kinks", "pi")
    double, single = at_pi()
    assert (double.precision, single.precision) == ("float64", "float32")
    assert double.slope == single.slope == -1
    for one, nearest in ((double, np.float64(np.pi)), (single, np.float32(np.pi))):
        off = float(mp.pi - mp.mpf(float(nearest)))
        assert one.sine == pytest.approx(off, rel=2e-7)
        assert numeral(abs(off)) in said
        assert ("below π" if off > 0 else "above it") in said
        assert numeral(one.sine) in captions.at_pi([one])
