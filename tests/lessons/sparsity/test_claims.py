"""Every sentence about a pattern, a colouring and a measurement is true, by counting in NumPy."""

import random
import re
from collections import Counter
from typing import NamedTuple

import numpy as np

from explainers.core.numerals import reading
from explainers.core.sparsity.cases import CASES, find
from explainers.core.sparsity.colouring import Coloured, Judged, Way, fewest, judged
from explainers.core.sparsity.pattern import Pattern
from explainers.lessons.sparsity import captions
from explainers.measure.recorded import recorded
from explainers.measure.results import Job, Run
from tests.claims import Claim, all_met, claim, free
from tests.claims import judged as held


class Table(NamedTuple):
    """A pattern with what J holds there."""

    of: Pattern
    jacobian: np.ndarray

    @property
    def there(self) -> np.ndarray:
        return np.array([[j in row for j in range(self.of.columns)] for row in self.of.rows])

    @property
    def zeros(self) -> np.ndarray:
        return np.argwhere(self.there & (self.jacobian == 0))


def tables() -> list[Table]:
    """By chance, with no zeros, one or several within a pattern."""
    chance = np.random.default_rng(4)
    found: list[Table] = []
    for k in range(240):
        m, n = chance.integers(1, 9, size=2) if k % 8 else (1, 1 + k % 3 // 2)
        there = chance.random((m, n)) < 0.5
        J = np.where(there, chance.integers(1, 9, size=(m, n)), 0.0)
        inside = np.argwhere(there)
        for i, j in chance.permutation(inside)[: k % 3]:
            J[i, j] = 0.0
        rows = tuple(tuple(int(j) for j in np.flatnonzero(row)) for row in there)
        dense = ((), ("gather",), ("gather", "while"), ("gather", "sort", "while"))[k % 5 % 4]
        found.append(Table(Pattern(rows, int(n), dense), J))
    return found


PATTERNS: list[Claim[Table]] = [
    claim(
        r"J has (\d+) rows? and (\d+) columns?\.",
        lambda at, said: (int(said[1]), int(said[2])) == at.jacobian.shape,
    ),
    claim(
        r"Of its (\d+) entries (\d+|none) may be other than 0\.",
        lambda at, said: (
            int(said[1]) == at.jacobian.size > 1
            and said[2] == str(np.count_nonzero(at.there) or "none")
        ),
    ),
    claim(
        r"Its only entry (may be other than|is) 0\.",
        lambda at, said: at.jacobian.size == 1 and (said[1] != "is") == at.there.item(),
    ),
    claim(
        r"At this x it comes out 0 all the same\.",
        lambda at, _: np.count_nonzero(at.there) == 1 == len(at.zeros),
    ),
    claim(
        r"One of them, in row (\d+) and column (\d+), comes out 0 at this x all the same\.",
        lambda at, said: (
            (at.zeros + 1).tolist() == [[int(said[1]), int(said[2])]]
            and bool(np.count_nonzero(at.there) > 1)
        ),
    ),
    claim(
        r"(\d+|All) of them come out 0 at this x all the same\.",
        lambda at, said: (
            len(at.zeros) > 1
            and said[1] == (n if (n := str(len(at.zeros))) != str(at.there.sum()) else "All")
        ),
    ),
    claim(
        r"Taken as dense in JAX's program: (.+)\.",
        lambda at, said: (
            re.split(r", | and ", said[1].replace("`", "")) == list(at.of.dense)
            and said[1].count(" and ") == (len(at.of.dense) > 1)
        ),
    ),
    claim(r"No step of JAX's program had to be taken as dense\.", lambda at, _: at.of.dense == ()),
]


def test_what_is_said_of_a_pattern_is_so() -> None:
    met: Counter[str] = Counter()
    for at in tables():
        met += held([captions.pattern(at.of, at.jacobian)], PATTERNS, at)
    all_met(PATTERNS, met)


def test_the_fewest_are_told_for_each_way_that_is_known() -> None:
    for slug in (*CASES, "=[x*y, x]"):
        case = find(slug)
        found: list[tuple[Way, int | None]] = [
            (way, fewest(case.pattern.rows, case.n, way)) for way in case.ways
        ]
        said = captions.fewest(found)
        assert [int(word) for word in said.split() if word.isdigit()] == [k for _, k in found]
        assert said.startswith("At the fewest, and with nothing solved for, this J takes ")
    known: list[tuple[Way, int | None]] = [("columns", 9), ("rows", 1), ("both", None)]
    assert (
        captions.fewest(known)
        == "At the fewest, and with nothing solved for, this J takes 9 products by columns "
        "and 1 by rows."
    )
    nothing = find("=[sign(x), 2]").pattern
    none: list[tuple[Way, int | None]] = [
        (way, fewest(nothing.rows, 1, way)) for way in ("columns", "rows", "both")
    ]
    assert captions.fewest(none) == "This J is 0 everywhere, and its pattern alone tells so."


CODES: list[Claim[Judged]] = [
    claim(
        r"Runs as pasted: A name, whose J is 0 everywhere and takes no product\.",
        lambda at, _: not (at.pushes or at.pulls or at.told or at.mixed),
    ),
    claim(
        r"Runs as pasted: A name, by (\d+) products?, and J read back from them\.",
        lambda at, said: not at.mixed and int(said[1]) == len(at.pushes) + len(at.pulls),
    ),
    claim(
        r"Runs as pasted: A name, by (\d+) products?, and what can be read back of J; "
        r"(\d+) entr(?:y|ies) cannot, and stays? None\.",
        lambda at, said: (
            (int(said[1]), int(said[2])) == (len(at.pushes) + len(at.pulls), len(at.mixed))
        ),
    ),
]


def test_what_is_said_of_a_program_is_so() -> None:
    chance, met = random.Random(3), Counter[str]()
    for case in CASES.values():
        for way in case.ways:
            for most in (0, 0, 1, 3):
                columns, rows = (
                    tuple(chance.randint(0, most) for _ in range(size)) for size in (case.n, case.m)
                )
                found = judged(case.pattern.rows, way, Coloured(columns, rows))
                met += held([captions.code("A name", found)], CODES, found)
    nothing = judged(((), ()), "both", Coloured((0,), (0, 0)))
    met += held([captions.code("A name", nothing)], CODES, nothing)
    all_met(CODES, met)


def runs(full: float, few: float, n: int = 300) -> tuple[Run, ...]:
    """Two timed programs."""
    rest = (1.0, 0, 0.1)
    return tuple(
        Run(name, n, n, *rest, seconds, seconds, seconds, 9)
        for name, seconds in (("jacfwd", full), ("coloured", few))
    )


def _times(at: tuple[Run, ...]) -> tuple[float, float]:
    full, few = (next(run for run in at if run.name == name) for name in ("jacfwd", "coloured"))
    return full.median / few.median, full.n / 3


MEASURED: list[Claim[tuple[Run, ...]]] = [
    claim(
        r"At n = 300 the whole J takes (\S+) times as long as its diagonals; its 100 times as many "
        r"pushes predict (more|less|about that)\.",
        lambda at, said: (
            abs(reading(said[1]) / _times(at)[0] - 1) < 0.06
            and said[2]
            == (
                "more"
                if _times(at)[0] < _times(at)[1] / 1.5
                else "less"
                if _times(at)[0] > 1.5 * _times(at)[1]
                else "about that"
            )
        ),
    ),
    free(r"A call has a price of its own, and many small pushes at once can fill .+ three\."),
    free(r"J itself, n² numbers, has to be written as well\."),
]


def test_the_clock_is_held_against_the_count() -> None:
    met: Counter[str] = Counter()
    for ratio in np.geomspace(2, 2000, 60):
        at = runs(1e-5 * float(ratio), 1e-5)
        met += held([captions.verdict(at)], MEASURED, at)
    all_met(MEASURED, met)


def test_the_table_has_a_line_for_each_size_with_what_was_recorded() -> None:
    found = recorded()[Job("sparse")].runs
    lines = captions.measured(found).splitlines()[2:]
    assert [int(line.split("|")[1].replace(",", "")) for line in lines] == [16, 64, 256, 1024, 2000]
    for line in lines:
        n, full, few, ratio, predicted = (
            reading(cell.replace(",", "").replace("ms", "").strip())
            for cell in line.strip("|").split("|")
        )
        assert abs(ratio / (full / few) - 1) < 0.06
        assert abs(predicted / (n / 3) - 1) < 0.06
