"""Every sentence about a chain or a measurement follows from its numbers, counted anew."""

import itertools
import re
from collections import Counter
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from explainers.lessons.brackets import captions
from explainers.measure.recorded import brackets_job, recorded
from explainers.measure.results import Job, Run
from tests.claims import Claim, all_met, claim, free, judged
from tests.numbers import near, number


class At(NamedTuple):
    """A chain or a measurement, what was guessed, and what is said of it."""

    texts: tuple[str, ...]
    sizes: tuple[int, ...] = (1, 1, 1, 1)
    runs: tuple[Run, ...] = ()
    guess: str = ""
    job: Job | None = None


def run(
    name: str, median: float, n: int = 8, m: int = 2, flops: float = 100.0, held: int = 9
) -> Run:
    return Run(name, n, m, flops, held, 0.1, median, median, median, 9)


def close(text: str, value: float | Fraction, part: float = 0.0) -> bool:
    """To the digits that are shown, of which large numbers have two."""
    large = 0.051 * abs(float(value)) if abs(value) >= 100 else 0.0
    return near(text, float(value), max(large, part * abs(float(value))))


def ratio_of(sizes: tuple[int, ...]) -> Fraction:
    n, m, d, _ = sizes
    return Fraction(d * m * n + d * n, d * m + m * n)


def counted(at: At, match: re.Match[str]) -> bool:
    n, m, d, _ = at.sizes
    given = [number(match[k]) for k in range(1, 7)]
    return given == [d * m, m * n, d * m + m * n, d * m * n, d * n, d * m * n + d * n] and close(
        match[7], ratio_of(at.sizes)
    )


def between(at: At, match: re.Match[str]) -> bool:
    n, _, d, _ = at.sizes
    ones = [name for name, size in (("n", n), ("d", d)) if size == 1]
    named = re.findall(r"([nd]) = 1", match[1])
    return named == ones and bool(ones) and Fraction(1, 2) <= ratio_of(at.sizes) <= 2


def twice(at: At, match: re.Match[str]) -> bool:
    n, m, d, _ = at.sizes
    return (
        m == 1
        and ratio_of(at.sizes) == 2 * Fraction(d * n, n + d)
        and close(match[1], Fraction(d * n, n + d), 0.006)
    )


def towards(at: At, match: re.Match[str]) -> bool:
    n, m, d, _ = at.sizes
    limit = Fraction(d * n, n + d)
    falls = [ratio_of((n, k, d, 1)) for k in range(1, 40)]
    return (
        m > 1
        and falls[0] == 2 * limit
        and all(a > b > limit for a, b in itertools.pairwise(falls))
        and close(match[1], limit, 0.006)
    )


def always(_: At, __: re.Match[str]) -> bool:
    pairs = [(1, size) for size in range(1, 30)] + [(size, 1) for size in range(1, 30)]
    return all(
        Fraction(1, 2) <= ratio_of((n, m, d, 1)) <= 2 for n, d in pairs for m in (1, 2, 7, 300)
    )


def largest(at: At, name: str) -> Run:
    return [one for one in at.runs if one.name == name][-1]


def sweeps(at: At, match: re.Match[str]) -> bool:
    forward, reverse = largest(at, "jacfwd"), largest(at, "jacrev")
    return (
        int(match["n"]) == forward.n
        and (match["noun"] == "sweep") == (forward.n == 1)
        and int(match["m"]) == reverse.m
        and close(match["forward"], forward.flops, 0.01)
        and close(match["reverse"], reverse.flops, 0.01)
    )


def winner(at: At) -> str:
    forward, reverse = largest(at, "jacfwd"), largest(at, "jacrev")
    slow, fast = sorted((forward, reverse), key=lambda one: -one.median)
    return "neither" if slow.median < 1.25 * fast.median else fast.name


def takes(text: str, seconds: float) -> bool:
    value, unit = text.rsplit(" ", 1)
    return near(value, seconds * (1e3 if unit == "ms" else 1.0))


def faster(at: At, match: re.Match[str]) -> bool:
    times = [largest(at, name).median for name in ("jacfwd", "jacrev")]
    fast, slow = sorted(times)
    right = {"As": True, "Not as": False, None: None}[match[1]]
    return (
        winner(at) == match[2]
        and right == ((at.guess == winner(at)) if at.guess else None)
        and close(match[3], slow / fast)
        and takes(match[4], fast)
        and takes(match[5], slow)
        and sweeps(at, match)
    )


def even(at: At, match: re.Match[str]) -> bool:
    times = [largest(at, name).median for name in ("jacfwd", "jacrev")]
    return (
        winner(at) == "neither"
        and sweeps(at, match)
        and all(takes(text, one) for text, one in zip((match[1], match[2]), times, strict=True))
    )


def ahead(at: At, match: re.Match[str]) -> bool:
    fast, slow = sorted(
        (largest(at, name) for name in ("jacfwd", "jacrev")), key=lambda one: one.median
    )
    more = 100 * (slow.median / fast.median - 1)
    return fast.median == slow.median or (
        match[1] == fast.name and abs(number(match[2]) - more) <= 0.06 * more + 1e-9
    )


def same_memory(at: At, _: re.Match[str]) -> bool:
    held = sorted(largest(at, name).temporary for name in ("jacfwd", "jacrev"))
    return held[1] <= 1.25 * held[0]


def more_memory(at: At, match: re.Match[str]) -> bool:
    more, less = largest(at, match[3]), largest(at, match[5])
    return more.temporary > 1.25 * less.temporary and [match[4], match[6]] == [
        captions.size_of(more.temporary),
        captions.size_of(less.temporary),
    ]


def guessed(at: At, _: re.Match[str]) -> bool:
    return at.guess == winner(at)


def missed(at: At, _: re.Match[str]) -> bool:
    return at.guess != winner(at)


def ahead_and_held(at: At, match: re.Match[str]) -> bool:
    return ahead(at, match) and (match[3] is None or more_memory(at, match))


def formed(at: At, match: re.Match[str]) -> bool:
    alone, whole = largest(at, "jvp"), largest(at, "jacfwd")
    return (
        int(match[1]) == alone.n
        and close(match[2], whole.flops / alone.flops)
        and close(match[3], whole.median / alone.median)
        and (match[4], match[5])
        == (captions.size_of(whole.temporary), captions.size_of(alone.temporary))
    )


def of_a_million(_: At, match: re.Match[str]) -> bool:
    return (
        number(match[1]) == 10**6 * 10**6 * np.dtype(float).itemsize / 1e12
        and number(match[2]) == 10**6 * np.dtype(float).itemsize / 1e6
    )


def per_multiplication(at: At) -> list[float]:
    assert at.job is not None
    sizes, (u, v), *orders = at.job.given
    sides = [*((1,) if u else ()), *reversed(sizes), *((1,) if v else ())]
    found: list[float] = []
    for order, one in zip(orders, at.runs, strict=False):
        row = [np.zeros(pair) for pair in itertools.pairwise(sides)]
        count = 0
        for place in order:
            left, right = row[place : place + 2]
            count += left.shape[0] * left.shape[1] * right.shape[1]
            row[place : place + 2] = [left @ right]
        found.append(one.flops / count)
    return found


def about_twice(at: At, _: re.Match[str]) -> bool:
    return all(1.8 <= ratio <= 2.2 for ratio in per_multiplication(at))


def times_ours(at: At, match: re.Match[str]) -> bool:
    found = per_multiplication(at)
    return close(match[1], min(found)) and not about_twice(at, match)


def span_of_ours(at: At, match: re.Match[str]) -> bool:
    found = per_multiplication(at)
    return close(match[1], min(found)) and close(match[2], max(found))


def call(at: At, match: re.Match[str]) -> bool:
    (own,) = [one for one in at.runs if one.name == "call"]
    slow = max(one.median for one in at.runs)
    small = "too small" in match[2]
    return takes(match[1], own.median) and small == (slow < 10 * own.median)


def asked(at: At, match: re.Match[str]) -> bool:
    return (int(match[1]), match[2], int(match[3]), match[4]) == (
        *(at.sizes[0], "input" if at.sizes[0] == 1 else "inputs"),
        *(at.sizes[1], "output" if at.sizes[1] == 1 else "outputs"),
    )


N = r"(−?[\d.,]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
TIME = rf"({N[1:-1]} m?s)"
SIZE = rf"({N[1:-1]} [kM]?B)"
SWEEPS = (
    rf"jacfwd makes (?P<n>\d+) (?P<noun>sweeps?) and jacrev (?P<m>\d+): (?P<forward>{N[1:-1]}) "
    rf"operations against (?P<reverse>{N[1:-1]})\."
)
LAW = r"The ratio is dn\(m \+ 1\)/\(m\(n \+ d\)\): "
CLAIMS: list[Claim[At]] = [
    claim(rf"Here {N} \+ {N} = {N} against {N} \+ {N} = {N}, {N} times as many\.", counted),
    claim(
        LAW + r"with (n = 1|d = 1|n = 1 and d = 1) it lies between ½ and 2, for there is no "
        r"large matrix to avoid\.",
        between,
    ),
    claim(LAW + rf"with m = 1 it is twice dn/\(n \+ d\) = {N}\.", twice),
    claim(
        LAW + rf"as m grows, it falls from twice dn/\(n \+ d\) towards dn/\(n \+ d\) = {N}\.",
        towards,
    ),
    claim(r"For n = 1 or d = 1 it lies between ½ and 2\.", always),
    claim(r"\*\*As you said\.", guessed),
    claim(r"\*\*Not as you said\.", missed),
    claim(
        rf"(?:\*\*(As|Not as) you said\.\*\* )?(jacfwd|jacrev) is {N} times as fast: {TIME} "
        rf"against {TIME}\. {SWEEPS}",
        faster,
    ),
    claim(rf"Even: {TIME} for jacfwd, {TIME} for jacrev\. {SWEEPS}", even),
    free(r"Folklore has it that forward mode wins on a square Jacobian, since it keeps nothing\."),
    claim(
        rf"Here (jacfwd|jacrev) was ahead, by {N} %\."
        rf"(?: (jacfwd|jacrev) holds {SIZE}, (jacfwd|jacrev) {SIZE}: measure, do not quote\.)?",
        ahead_and_held,
    ),
    claim(r"Both hold about the same: measure, do not quote\.", same_memory),
    claim(
        rf"At n = m = (\d+), forming J takes {N} times the operations, {N} times the time and "
        rf"{SIZE} instead of {SIZE} beside arguments and result\.",
        formed,
    ),
    claim(
        rf"The Jacobian of a million outputs in a million inputs takes {N} TB; its product with "
        rf"a vector takes {N} MB\.",
        of_a_million,
    ),
    claim(r"XLA counts additions too, hence about twice our number\.", about_twice),
    claim(rf"XLA counts additions too where there are any: {N} times our number\.", times_ours),
    claim(
        r"XLA counts additions too, and other operations that it makes of such small products: "
        rf"from {N} to {N} times our number\.",
        span_of_ours,
    ),
    claim(
        rf"A call that adds two numbers takes {TIME} here, and each time includes as much: "
        r"(these products are too small to tell their orders apart by the clock|short products "
        r"look more alike than their counts)\.",
        call,
    ),
    claim(r"Which is faster for (\d+) (inputs?) and (\d+) (outputs?)\?", asked),
]


def chains() -> list[At]:
    sizes = itertools.product((1, 2, 3, 100, 300), (1, 2, 200), (1, 2, 100), (1,))
    return [At((captions.ratio(one),), sizes=one) for one in sizes]


def verdicts() -> list[At]:
    found: list[At] = []
    times = ((3e-3, 1e-4), (1e-4, 3e-3), (1.1e-3, 1e-3), (1e-3, 1e-3), (2.0, 1.5), (1e-6, 9e-6))
    shapes = ((1, 1), (1, 8), (8, 1), (300, 300), (2, 2))
    for (forward, reverse), (n, m), guess in itertools.product(
        times, shapes, ("", "jacfwd", "jacrev", "neither")
    ):
        for held in ((2048, 2048), (4096, 1000), (10, 9_000_000)):
            runs = (
                run("f", 1e-7, n, m),
                run("jacfwd", forward, n, m, 100.0 * n, held[0]),
                run("jacrev", reverse, n, m, 120.0 * m, held[1]),
            )
            said = (captions.verdict(guess, runs), captions.square_note(runs))
            found.append(At(said, runs=runs, guess=guess))
    return found


def measured() -> list[At]:
    found: list[At] = []
    for job, result in recorded().items():
        runs = result.runs
        if job.kind == "brackets":
            said = (captions.additions(job, runs), captions.call_floor(runs))
            found.append(At(said, runs=runs, job=job))
        elif job.kind == "product":
            found.append(At((captions.product_caption(runs),), runs=runs))
        elif job.kind == "modes":
            said = (captions.verdict("jacrev", runs), captions.square_note(runs))
            found.append(At(said, runs=runs, guess="jacrev"))
    job = brackets_job((3, 2, 2, 1), False, False, (0, 0))
    for flops in ((24.0, 20.0), (12.0, 10.0), (30.0, 9.0), (0.0, 0.0)):
        for slow in (2e-5, 1e-2):
            runs = (*(run(str(k), slow, flops=z) for k, z in enumerate(flops)), run("call", 1e-5))
            said = (captions.additions(job, runs), captions.call_floor(runs))
            found.append(At(said, runs=runs, job=job))
    return found


def questions() -> list[At]:
    return [
        At((captions.question(n, m),), sizes=(n, m))
        for n, m in ((1, 1), (1, 4), (1024, 1), (4, 1024))
    ]


def test_every_sentence_about_chains_and_measurements_is_true() -> None:
    met: Counter[str] = Counter()
    for at in [*chains(), *verdicts(), *measured(), *questions()]:
        met += judged(at.texts, CLAIMS, at)
    all_met(CLAIMS, met)


def test_eight_terabytes_are_told_as_such() -> None:
    runs = (run("jvp", 1e-4, 64, 64), run("jacfwd", 1e-2, 64, 64, 6400.0))
    told = captions.product_caption(runs)
    assert "would not fit anywhere" not in told
    assert "takes 8 TB" in told


def test_the_law_of_two_f_is_told_of_this_function() -> None:
    from explainers.lessons import words

    said = words("brackets", "counts")
    assert "In this function nearly\nall of them are in two matrix products" in said
    assert "a function of sines or quotients may take more" in said


def test_a_single_sweep_is_called_one() -> None:
    for n, m in ((1, 8), (8, 1)):
        runs = (run("f", 1e-7, n, m), run("jacfwd", 1e-4, n, m), run("jacrev", 1e-3, n, m))
        assert "1 sweeps" not in captions.verdict("", runs)
