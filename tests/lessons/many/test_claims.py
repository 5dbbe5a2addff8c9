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
from tests.core.many.oracles import JACOBIANS, powers
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
    m = powers(jacobian)
    if law == "signs":
        pushed = SIGNS @ jacobian.T
        said = {
            "trace": lambda: (SIGNS * pushed).sum(axis=1, keepdims=True),
            "diagonal": lambda: SIGNS * pushed,
            "norm": lambda: (pushed**2).sum(axis=1, keepdims=True),
            "gradient": lambda: pushed.sum(axis=1, keepdims=True) * SIGNS,
            "logdet": lambda: (SIGNS * (SIGNS @ m.T)).sum(axis=1, keepdims=True),
        }[of]()
        return math.sqrt(said.var(axis=0).sum())
    square = jacobian.T @ jacobian
    return math.sqrt(
        {
            "trace": lambda: float(np.trace(jacobian @ (jacobian + jacobian.T))),
            "diagonal": lambda: float((jacobian**2).sum() + (np.diag(jacobian) ** 2).sum()),
            "norm": lambda: 2 * float(np.trace(square @ square)),
            "gradient": lambda: (SIZE + 1) * float((jacobian.sum(axis=0) ** 2).sum()),
            "logdet": lambda: float(np.trace(m @ (m + m.T))),
        }[of]()
    )


def told(text: str, value: float) -> bool:
    return near(text, value, 1e-9 * max(1e-3, abs(value)))


def of_one(at: At, match: re.Match[str]) -> bool:
    """The spread of one product; its formula, put together again from its words."""
    what, whose, said, formula = match.groups()
    of_flow = at.of == "logdet"
    assert (what, whose == " the trace of M") == ("v" if of_flow else "product", of_flow)
    one = spread(*at.given[:2], at.of, at.given.law)
    jacobian = at.jacobian
    a = jacobian.T @ jacobian if "JᵀJ" in formula else jacobian
    a = powers(jacobian) if of_flow and " of M" in formula else a
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
    return int(match[1]) == 4 * at.k and (match[2] == "v") == (at.of == "logdet")


def zero(at: At, match: re.Match[str]) -> bool:
    return not at.jacobian.any()


def zero_gradient(at: At, match: re.Match[str]) -> bool:
    return np.allclose(at.jacobian.sum(axis=0), 0, atol=1e-14)


def antisymmetric(at: At, match: re.Match[str]) -> bool:
    return np.array_equal(at.jacobian, -at.jacobian.T)


def diagonal(at: At, match: re.Match[str]) -> bool:
    tables = {"JᵀJ": at.jacobian.T @ at.jacobian, "M": powers(at.jacobian)}
    square = tables.get(match[1], at.jacobian)
    exact = spread(*at.given[:2], at.of, "signs") < 1e-12
    named = match[3] == captions.NAMES[at.of] and (match[2] == "v") == (at.of == "logdet")
    return (
        named
        and exact
        and at.given.law == "signs"
        and not (square - np.diag(np.diag(square))).any()
    )


def norm(at: At) -> float:
    """‖A‖ of the flow."""
    return float(np.linalg.norm(0.4 * at.jacobian, 2))


def told_beside_one(text: str, value: float) -> bool:
    """A number of which the digits tell whether it is below 1."""
    return near(text, value, 1e-9) and (number(text) < 1) == (value < 1) and number(text) != 1


def too_large(at: At, match: re.Match[str]) -> bool:
    return norm(at) >= 1 and told_beside_one(match[1], norm(at))


def diverges(at: At, match: re.Match[str]) -> bool:
    """The powers of an eigenvalue grow faster than their shares shrink."""
    size = float(np.abs(np.linalg.eigvals(0.4 * at.jacobian)).max())
    return told_beside_one(match[1], size) and size**4000 / 4000 > 1e3


def refused(at: At, match: re.Match[str]) -> bool:
    return norm(at) >= 1


def log_det(at: At) -> float:
    return float(np.linalg.slogdet(np.eye(SIZE) + 0.4 * at.jacobian)[1])


def all_of_j(at: At, match: re.Match[str]) -> bool:
    return told(match[1], log_det(at))


def left_out(at: At, match: re.Match[str]) -> bool:
    left = abs(log_det(at) - float(np.trace(powers(at.jacobian))))
    # A bound that is told may not be more than what its digit is rounded up by.
    sizes = np.linalg.svd(0.4 * at.jacobian)[1]
    bound = sum(float(size) ** 9 / 9 / (1 - float(size)) for size in sizes)
    return (
        told_beside_one(match[1], norm(at))
        and left - 1e-13 <= number(match[2])
        and bound * (1 - 1e-9) <= number(match[2]) <= 2.1 * bound
    )


def meant(at: At, match: re.Match[str]) -> bool:
    return told(match[1], float(np.trace(powers(at.jacobian)))) and told(match[2], log_det(at))


def volumes(at: At, match: re.Match[str]) -> bool:
    """The density of the image is that of x over the determinant."""
    grow, right, size, *_ = match.groups()
    sign = {"−": -1, "+": 1}[right]
    return (
        (grow == "grow") == (log_det(at) > 0)
        and near(size, abs(log_det(at)), 1e-9 * abs(log_det(at)))
        and math.isclose(math.exp(sign * abs(log_det(at))), 1 / math.exp(log_det(at)))
    )


def mistaken(at: At, match: re.Match[str]) -> bool:
    wrong, size, high, off = match.groups()
    log = log_det(at)
    return (
        wrong == ("+" if log > 0 else "−")
        and near(size, abs(log), 1e-9 * abs(log))
        and (high == "high") == (log > 0)
        and near(off, 2 * abs(log), 1e-9 * abs(log))
    )


def spreads(at: At) -> tuple[float, float]:
    beyond = at.of == "logdet" and norm(at) >= 1
    of: Of = "trace" if at.of == "range" or beyond else at.of
    signs, normal = (spread(*at.given[:2], of, law) for law in LAWS)
    return signs, normal


def both_exact(at: At, match: re.Match[str]) -> bool:
    return max(spreads(at)) < 1e-12


def signs_exact(at: At, match: re.Match[str]) -> bool:
    signs, normal = spreads(at)
    return signs < 1e-12 < normal and told(match[3], normal) and as_one(at, match[2])


def both_alike(at: At, match: re.Match[str]) -> bool:
    signs, normal = spreads(at)
    return math.isclose(signs, normal) and told(match[2], signs) and not np.diag(at.jacobian).any()


def both(at: At, match: re.Match[str]) -> bool:
    signs, normal = spreads(at)
    return told(match[3], signs) and told(match[4], normal) and as_one(at, match[2])


def as_one(at: At, what: str) -> bool:
    """Whether what is told something by itself is called as in the figure."""
    return (what == "v") == (at.of == "logdet" and norm(at) < 1)


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
    left = math.sqrt((sigmas[at.k :] ** 2).sum())
    return int(match[1]) == at.k and near(match[2], left, 1e-9 * left) and left > 1e-14


def nothing_left(at: At, match: re.Match[str]) -> bool:
    sigmas = np.linalg.svd(at.jacobian)[1]
    return int(match[1]) == at.k and float(np.linalg.norm(sigmas[at.k :])) < 1e-12 * sigmas[0]


def by_chance(at: At, match: re.Match[str]) -> bool:
    rank = np.linalg.matrix_rank
    reached = many.draws(at.given.law, at.given.seed)[: at.k] @ at.jacobian.T
    held, most = rank(reached, tol=1e-9), min(at.k, int(rank(at.jacobian, tol=1e-9)))
    return int(match[1]) == held < most == int(match[2])


def runs(at: At, match: re.Match[str]) -> bool:
    what, k, times, law, seed, title, c = match.groups()
    assert (times == " × 8") == (at.of == "logdet") == (at.of == "logdet" and norm(at) < 1)
    whole = what == {
        "trace": "the trace of J",
        "diagonal": "the diagonal of J",
        "norm": "the square of the norm of J",
        "gradient": "the gradient of the sum of f",
        "range": "QQᵀJ",
        "logdet": "the log-determinant",
    }.get(at.of)
    return (
        whole
        and (int(k), int(seed)) == (at.k, at.given.seed)
        and law == ("signs" if at.given.law == "signs" else "normal entries")
        and title == MAPS[at.given.slug].title
        and near(c, at.given.c)
    )


def whole_of_j(at: At, match: re.Match[str]) -> bool:
    title, c = match.groups()
    return (
        at.of == "logdet"
        and norm(at) >= 1
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
NAME = r"the (?:trace(?: of M)?|diagonal|square of the norm|gradient)"
ONE = r"(product|v)"
CLAIMS: list[Claim[At]] = [
    claim(
        rf"One {ONE} is off( the trace of M|) by {N} here, at the root of the mean square: "
        r"that is (.+)\.",
        of_one,
    ),
    claim(rf"The mean of (\d+) is off by √(\d+) times less, {N}\.", of_mean),
    claim(r"Half of that takes (\d+) (products|v)\.", fourfold),
    claim(rf"‖A‖ is {N} here, which is not below 1\.", too_large),
    claim(rf"A has an eigenvalue of size {N}, so the series does not converge\.", diverges),
    claim(r"So there is no estimate here, and no error of one\.", refused),
    claim(r"No estimate is shown\.", refused),
    claim(rf"All of J gives log \|det\(I \+ A\)\| = {N}\.", all_of_j),
    claim(rf"‖A‖ is {N} here, so the terms that are left out come to no more than {N}\.", left_out),
    claim(
        rf"The means settle on the trace of M, {N}; all of J gives log det\(I \+ A\) = {N}\.",
        meant,
    ),
    claim(r"J is zero here, and so is A: z is x, and log \|det\(I \+ A\)\| is 0\.", zero),
    claim(r"No volume changes at x, so the density is the same at z, with either sign\.", zero),
    claim(rf"Volumes (grow|shrink) at x, and log p\(z\) = log p\(x\) ([−+]) {N}\.", volumes),
    claim(
        rf"With the wrong sign it would be log p\(x\) ([−+]) {N}, too (high|low) by {N}\.",
        mistaken,
    ),
    claim(
        r"Runs as pasted: ‖A‖ and log \|det\(I \+ A\)\| for the map “(.+)” with c = "
        rf"{N}\.",
        whole_of_j,
    ),
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
        r"Nothing stands off the diagonal of (J|JᵀJ|M) here, so there is nothing that signs could "
        rf"turn: each {ONE} by itself gives ({NAME}), up to rounding\.",
        diagonal,
    ),
    claim(rf"For ({NAME}) here, both are exact\.", both_exact),
    claim(
        rf"For ({NAME}) here, signs are exact, and one {ONE} with normal entries is off by {N}\.",
        signs_exact,
    ),
    claim(rf"For ({NAME}) here, which is zero, both are off by {N} in one product\.", both_alike),
    claim(
        rf"For ({NAME}) here, one {ONE} is off by {N} with signs, and by {N} with normal "
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
        r"The best picture of rank (\d+) misses nothing but what rounding leaves\.", nothing_left
    ),
    claim(
        r"Runs as pasted: (.+) from (\d+)( × 8|) products? with (signs|normal entries) "
        rf"\(seed (\d+)\), for the map “(.+)” with c = {N}\.",
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
    return (
        [
            At(Given(slug, c, law, seed), of, k)
            for slug in MAPS
            for c in (0.0, 1e-6, 0.013, 0.5, 1.0)
            for law in LAWS
            for of in OFS
            for k, seed in ((1, 0), (2, 5), (12, 9), *(() if of == "range" else ((100, 7),)))
        ]
        + [At(Given("ring", c, law, 0), "logdet", 3) for c in (0.7436, 0.8) for law in LAWS]
        + [
            At(Given(slug, 0.8, "signs", seed), "range", k)
            for slug, k, seed in (("layer", 12, 3), ("layer", 3, 122), ("swirl", 1, 5090))
        ]
    )


def test_every_sentence_about_estimates_is_true() -> None:
    met: Counter[str] = Counter()
    for at in states():
        found, c = many.found(at.given), at.given.c
        texts = [
            captions.laws(found, "trace" if at.of == "range" else at.of),
            captions.forward(found),
            captions.cut(found),
            captions.sign(found),
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
