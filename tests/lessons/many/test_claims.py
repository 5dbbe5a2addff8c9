"""Every sentence about random products is true: by derivatives by hand, all signs, and NumPy."""

import itertools
import math
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from explainers.core.many import numbers as many
from explainers.core.many.flow import densities
from explainers.core.many.maps import MAPS, SIZE
from explainers.core.many.numbers import LAWS, OFS, Given, Law, Of
from explainers.lessons.many import captions
from explainers.measure.recorded import recorded
from explainers.measure.results import Job, Run
from tests.claims import Claim, all_met, claim, judged
from tests.core.many.oracles import JACOBIANS
from tests.numbers import near, number

SIGNS = np.array(list(itertools.product((-1.0, 1.0), repeat=SIZE)))


class At(NamedTuple):
    """What is on screen."""

    given: Given
    of: Of
    k: int

    @property
    def jacobian(self) -> np.ndarray:
        """By hand."""
        return JACOBIANS[self.given.slug](self.given.c)


@cache
def spread(slug: str, c: float, of: Of, law: Law) -> float:
    """Of one product: over all signs, or by Isserlis' theorem for normal entries."""
    jacobian = JACOBIANS[slug](c)
    if law == "signs":
        pushed = SIGNS @ jacobian.T
        said = {
            "trace": lambda: (SIGNS * pushed).sum(axis=1, keepdims=True),
            "diagonal": lambda: SIGNS * pushed,
            "norm": lambda: (pushed**2).sum(axis=1, keepdims=True),
            "gradient": lambda: pushed.sum(axis=1, keepdims=True) * SIGNS,
        }[of]()
        return math.sqrt(said.var(axis=0).sum())
    square = jacobian.T @ jacobian
    return math.sqrt(
        {
            "trace": lambda: float(np.trace(jacobian @ (jacobian + jacobian.T))),
            "diagonal": lambda: float((jacobian**2).sum() + (np.diag(jacobian) ** 2).sum()),
            "norm": lambda: 2 * float(np.trace(square @ square)),
            "gradient": lambda: (SIZE + 1) * float((jacobian.sum(axis=0) ** 2).sum()),
        }[of]()
    )


def told(text: str, value: float) -> bool:
    return near(text, value, 1e-9 * max(1e-3, abs(value)))


def of_one(at: At, match: re.Match[str]) -> bool:
    """The spread of one product; its formula, put together again from its words."""
    said, formula = match.groups()
    one = spread(*at.given[:2], at.of, at.given.law)
    jacobian = at.jacobian
    a = jacobian.T @ jacobian if "JᵀJ" in formula else jacobian
    off = ~np.eye(SIZE, dtype=bool) if "off its diagonal" in formula else np.ones_like(a, bool)
    if formula.startswith("√"):
        root = int(re.findall(r"√(\d+)", formula)[0])
        value = math.sqrt(root) * float(np.linalg.norm(jacobian.sum(axis=0)))
    elif "symmetric" in formula:
        value = math.sqrt(2 * float((((a + a.T) / 2)[off] ** 2).sum()))
    else:
        twice = float((np.diag(a) ** 2).sum()) if "twice" in formula else 0.0
        value = math.sqrt(float((a[off] ** 2).sum()) + twice)
    return told(said, one) and math.isclose(value, one, rel_tol=1e-9)


def of_mean(at: At, match: re.Match[str]) -> bool:
    one = spread(*at.given[:2], at.of, at.given.law)
    return match[1] == match[2] == str(at.k) and at.k > 1 and told(match[3], one / math.sqrt(at.k))


def fourfold(at: At, match: re.Match[str]) -> bool:
    return int(match[1]) == 4 * at.k


def zero(at: At, match: re.Match[str]) -> bool:
    return not at.jacobian.any()


def zero_gradient(at: At, match: re.Match[str]) -> bool:
    return np.allclose(at.jacobian.sum(axis=0), 0, atol=1e-14)


def antisymmetric(at: At, match: re.Match[str]) -> bool:
    return np.array_equal(at.jacobian, -at.jacobian.T)


def diagonal(at: At, match: re.Match[str]) -> bool:
    square = at.jacobian.T @ at.jacobian if match[1] == "JᵀJ" else at.jacobian
    exact = spread(*at.given[:2], at.of, "signs") < 1e-12
    named = match[2] == captions.NAMES[at.of]
    return (
        named
        and exact
        and at.given.law == "signs"
        and not (square - np.diag(np.diag(square))).any()
    )


def spreads(at: At) -> tuple[float, float]:
    of: Of = "trace" if at.of == "range" else at.of
    signs, normal = (spread(*at.given[:2], of, law) for law in LAWS)
    return signs, normal


def both_exact(at: At, match: re.Match[str]) -> bool:
    return max(spreads(at)) < 1e-12


def signs_exact(at: At, match: re.Match[str]) -> bool:
    signs, normal = spreads(at)
    return signs < 1e-12 < normal and told(match[2], normal)


def both_alike(at: At, match: re.Match[str]) -> bool:
    signs, normal = spreads(at)
    return math.isclose(signs, normal) and told(match[2], signs) and not np.diag(at.jacobian).any()


def both(at: At, match: re.Match[str]) -> bool:
    signs, normal = spreads(at)
    return told(match[2], signs) and told(match[3], normal)


def gradient(at: At, match: re.Match[str]) -> bool:
    length = float(np.linalg.norm(np.ones(SIZE) @ at.jacobian))
    return told(match[1], length) and told(match[2], spread(*at.given[:2], "gradient", "signs"))


def no_gradient(at: At, match: re.Match[str]) -> bool:
    return zero_gradient(at, match)


def residual(at: At) -> float:
    """What projecting on the first products leaves of J, by least squares."""
    reached = (many.draws(at.given.law, at.given.seed)[: at.k] @ at.jacobian.T).T
    fitted = reached @ np.linalg.lstsq(reached, at.jacobian, rcond=1e-10)[0]
    return float(np.linalg.norm(at.jacobian - fitted))


def all_caught(at: At, match: re.Match[str]) -> bool:
    return int(match[1]) == min(at.k, SIZE) and residual(at) < 1e-9


def partly(at: At, match: re.Match[str]) -> bool:
    sigmas = np.linalg.svd(at.jacobian)[1]
    return (
        int(match[1]) == at.k
        and near(match[2], residual(at), 1e-9)
        and told(match[3], float(np.linalg.norm(sigmas)))
    )


def least(at: At, match: re.Match[str]) -> bool:
    sigmas = np.linalg.svd(at.jacobian)[1]
    return int(match[1]) == at.k and near(match[2], math.sqrt((sigmas[at.k :] ** 2).sum()), 1e-12)


def by_chance(at: At, match: re.Match[str]) -> bool:
    rank = np.linalg.matrix_rank
    reached = many.draws(at.given.law, at.given.seed)[: at.k] @ at.jacobian.T
    held, most = rank(reached, tol=1e-9), min(at.k, int(rank(at.jacobian, tol=1e-9)))
    return int(match[1]) == held < most == int(match[2])


def runs(at: At, match: re.Match[str]) -> bool:
    what, k, law, seed, title, c = match.groups()
    whole = what == {
        "trace": "the trace of J",
        "diagonal": "the diagonal of J",
        "norm": "the square of the norm of J",
        "gradient": "the gradient of the sum of f",
        "range": "QQᵀJ",
    }.get(at.of)
    return (
        whole
        and (int(k), int(seed)) == (at.k, at.given.seed)
        and law == ("signs" if at.given.law == "signs" else "normal entries")
        and title == MAPS[at.given.slug].title
        and near(c, at.given.c)
    )


def enclosed(at: At, match: re.Match[str]) -> bool:
    c = at.given.c
    z = np.linspace(-12, 12, 20_001)
    slope = 1 + c / np.cosh(z) ** 2
    density = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    wrong = float(np.trapezoid(density * slope**2, z))
    return (
        near(match[1], c)
        and number(match[2]) == 1
        and near(match[3], wrong, 1e-11)
        and number(match[3]) > 1
    )


def unstretched(at: At, match: re.Match[str]) -> bool:
    return at.given.c == 0


def highest(at: At, match: re.Match[str]) -> bool:
    """Both are highest at 0, where f′ is 1 + c, as long as c is no more than 1."""
    c, top = at.given.c, 1 / math.sqrt(2 * math.pi)
    z = np.linspace(-6, 6, 12_001)
    slope, density = 1 + c / np.cosh(z) ** 2, np.exp(-(z**2) / 2) * top
    right, wrong = float((density / slope).max()), float((density * slope).max())
    return near(match[1], c) and near(match[2], right, 1e-5) and near(match[3], wrong, 1e-5)


N = r"(−?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
NAME = r"the (?:trace|diagonal|square of the norm|gradient)"
CLAIMS: list[Claim[At]] = [
    claim(
        rf"One product is off by {N} here, at the root of the mean square: that is (.+)\.", of_one
    ),
    claim(rf"The mean of (\d+) is off by √(\d+) times less, {N}\.", of_mean),
    claim(r"Half of that takes (\d+) products\.", fourfold),
    claim(r"J is zero here, and so is every product\.", zero),
    claim(r"J is zero here: there is nothing to catch\.", zero),
    claim(
        r"The gradient of the sum of all outputs is zero here, and so is g·v for every v\.",
        zero_gradient,
    ),
    claim(r"J is antisymmetric here: Jᵢⱼ is −Jⱼᵢ\.", antisymmetric),
    claim(
        r"So vᵢJᵢⱼvⱼ and vⱼJⱼᵢvᵢ cancel within each product, and v·Jv is 0 whatever v is\.",
        antisymmetric,
    ),
    claim(r"So is the trace\.", antisymmetric),
    claim(
        r"Nothing stands off the diagonal of (J|JᵀJ) here, so there is nothing that signs could "
        rf"turn: each product by itself gives ({NAME}), up to rounding\.",
        diagonal,
    ),
    claim(rf"For ({NAME}) here, both are exact\.", both_exact),
    claim(
        rf"For ({NAME}) here, signs are exact, and one product with normal entries is off by {N}\.",
        signs_exact,
    ),
    claim(rf"For ({NAME}) here, which is zero, both are off by {N} in one product\.", both_alike),
    claim(
        rf"For ({NAME}) here, one product is off by {N} with signs, and by {N} with normal "
        r"entries\.",
        both,
    ),
    claim(r"Here g is the gradient of the sum of all outputs, and it is zero\.", no_gradient),
    claim(
        rf"Here g is the gradient of the sum of all outputs, {N} long, and one product with signs "
        rf"is off by {N}\.",
        gradient,
    ),
    claim(
        r"With (\d+) products? nothing of J is missing here but what rounding left\.", all_caught
    ),
    claim(rf"With (\d+) products? QQᵀJ misses {N} of J, whose norm is {N}\.", partly),
    claim(r"By chance these draws reach (\d+) directions?, and others reach (\d+)\.", by_chance),
    claim(rf"No picture of rank (\d+) misses less than {N}\.", least),
    claim(
        r"Runs as pasted: (.+) from (\d+) products? with (signs|normal entries) \(seed (\d+)\), "
        rf"for the map “(.+)” with c = {N}\.",
        runs,
    ),
    claim(
        rf"With c = {N} the density with the minus encloses {N}, and the one with the plus {N}, "
        r"which no density does\.",
        enclosed,
    ),
    claim(
        r"With c = 0 nothing is stretched, and the sign does not show: both enclose 1\.",
        unstretched,
    ),
    claim(
        rf"Two densities of y = z \+ c·tanh z for c = {N}: the right one is {N} at its highest, "
        rf"the one with the wrong sign {N}\.",
        highest,
    ),
]


def states() -> list[At]:
    """Every map, weak and strong, with everything that is estimated of it."""
    return [
        At(Given(slug, c, law, seed), of, k)
        for slug in MAPS
        for c in (0.0, 1e-6, 0.013, 0.5, 1.0)
        for law in LAWS
        for of in OFS
        for k, seed in ((1, 0), (2, 5), (12, 9), *(() if of == "range" else ((100, 7),)))
    ] + [
        At(Given(slug, 0.8, "signs", seed), "range", k)
        for slug, k, seed in (("layer", 12, 3), ("layer", 3, 122), ("swirl", 1, 5090))
    ]


def test_every_sentence_about_estimates_is_true() -> None:
    met: Counter[str] = Counter()
    for at in states():
        found, c = many.found(at.given), at.given.c
        texts = [
            captions.laws(found, "trace" if at.of == "range" else at.of),
            captions.forward(found),
            captions.areas(densities(c), c),
            captions.areas_alt(densities(c), c),
            captions.code(MAPS[at.given.slug], at.given, at.of, at.k),
        ]
        if at.of == "range":
            texts.append(captions.picture(found, at.k))
        else:
            texts.append(captions.error(found, at.of, at.given.law, at.k))
        met += judged(texts, CLAIMS, at)
    all_met(CLAIMS, met)


# What was measured --------------------------------------------------------------------------------


def run(name: str, n: int, median: float, temporary: int = 0) -> Run:
    return Run(name, n, 1024, 1.0, temporary, 0.1, median, median, median, 9)


def test_chunks_are_told_as_they_were_measured() -> None:
    runs = [
        run("jvp", 1024, 0.0001),
        run("chunk", 1, 0.05, 10_000),
        run("chunk", 64, 0.02, 600_000),
        run("chunk", 1024, 0.03, 9_000_000),
        run("wave", 1_000_000, 0.01),
        run("waved", 1_000_000, 0.02),
    ]
    assert captions.chunks(runs) == (
        "Fastest were chunks of 64: 20 ms, with 600 kB beside the result. All 1024 columns at once "
        "took 1.5 times as long and 15 times the memory."
    )
    assert captions.million(runs) == (
        "A function of a million inputs and as many outputs took 10 ms, and its Jv 20 ms, 2 times "
        "as long. Its J has 10¹² entries, 8 TB of them."
    )
    assert captions.times_predicted(runs) == [102.4] * 3
    lean = [one._replace(temporary=0) if one.n == 64 else one for one in runs]
    assert captions.chunks(lean).endswith("took 1.5 times as long and 9 MB of memory.")
    fast = [
        one._replace(median=0.001) if one.n == 1024 and one.name == "chunk" else one for one in runs
    ]
    assert (
        captions.chunks(fast) == "Fastest were chunks of 1024: 1 ms, with 9 MB beside the result."
    )


def test_memory_grows_with_the_chunk_as_predicted() -> None:
    runs = recorded()[Job("chunks")].runs
    kept = [one.temporary / 1000 for one in captions.chunk_runs(runs)]
    for measured, predicted in zip(kept[2:], captions.kilobytes(runs)[2:], strict=True):
        assert measured == pytest.approx(predicted, rel=0.2)
