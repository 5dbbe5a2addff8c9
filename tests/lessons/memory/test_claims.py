"""Every sentence about a placement, layers and loops is true, by counts made anew."""

import math
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from explainers.core.memory import chain, layers, loops
from explainers.lessons import words
from explainers.lessons.memory import captions
from explainers.measure.recorded import recorded
from explainers.measure.results import Job, Run
from tests.claims import Claim, all_met, claim, free, judged
from tests.numbers import near


class At(NamedTuple):
    """A placement."""

    steps: int
    stones: tuple[int, ...]


def revolved(steps: int, slots: int) -> int:
    """Griewank and Walther's fewest repetitions of so many steps."""
    r = next(r for r in range(steps + 1) if math.comb(slots + r, slots) >= steps)
    return r * steps - (math.comb(slots + r, r - 1) if r else 0)


def repeated(at: At) -> int:
    ends = (0, *at.stones, at.steps)
    slots = len(at.stones) + 1
    return ends[-2] + sum(revolved(b - a, slots - k) for k, (a, b) in enumerate(pairwise(ends)))


def held(at: At) -> int:
    """States that wait: not the one before the last step."""
    return len({0, *at.stones} - {at.steps - 1})


def product(steps: int) -> float:
    x, slope = 0.5, 1.0
    for _ in range(steps):
        slope, x = slope * (1 - math.exp(-x)), x + math.exp(-x)
    return slope


def computed(at: At, match: re.Match[str]) -> bool:
    total, steps, again, _ = match.groups()
    return (int(total), int(steps), int(again)) == (
        at.steps + repeated(at),
        at.steps,
        repeated(at),
    )


N = r"(−?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
CLAIMS: list[Claim[At]] = [
    free(
        r"`jax\.checkpoint` stands around what lies before each stone, and within it again where a "
        r"slot is used again\."
    ),
    free(r"Each step takes one exponential\."),
    claim(
        r"JAX’s program of the gradient takes (\d+) of them for (\d+) steps: (\d+) (is|are) "
        r"recomputed, as many as in the figure\.",
        computed,
    ),
    claim(
        r"Between the two sweeps it keeps (\d+) numbers: (\d+) states?, and what the last step "
        r"needs\.",
        lambda at, match: [int(z) for z in match.groups()] == [held(at) + 1, held(at)],
    ),
    claim(
        r"The last stone takes no room in JAX: the step after it is recorded at once\.",
        lambda at, _: at.stones[-1] == at.steps - 1,
    ),
    claim(
        r"Without checkpoints it keeps (\d+), one for each step\.",
        lambda at, match: int(match[1]) == at.steps,
    ),
    claim(
        rf"The derivative of the end by the start is {N} with checkpoints and without, the same to "
        r"the last digit\.",
        lambda at, match: near(match[1], product(at.steps), 1e-12),
    ),
    claim(
        r"Runs as pasted: the gradient of (\d+) steps with (no stone|\d+ stones?), and how many "
        r"are recomputed\.",
        lambda at, match: (
            match.groups()
            == (
                str(at.steps),
                "no stone"
                if not at.stones
                else f"{len(at.stones)} stone{'s' * (len(at.stones) > 1)}",
            )
        ),
    ),
]
STATES = [
    At(steps, stones)
    for steps in (2, 3, 10, 13, 20)
    for stones in sorted(
        {
            tuple(sorted({max(1, min(steps - 1, round(part * steps))) for part in parts}))
            for parts in ((), (0.5,), (0.4, 0.7), (0.2, 0.4, 0.6, 0.8), (0.1, 1.0))
        }
    )
]


def test_every_sentence_about_a_placement_is_true() -> None:
    met: Counter[str] = Counter()
    for at in STATES:
        texts = [
            captions.in_jax(*at, chain.counted(*at)),
            captions.gradient(*chain.gradients(*at)),
            captions.code(*at),
        ]
        met += judged(texts, CLAIMS, at)
    all_met(CLAIMS, met)


def test_gradients_that_differ_are_told_apart() -> None:
    told = captions.gradient(0.5, 0.5 + 2**-40)
    assert "they differ by 9.09·10⁻¹³, by rounding" in told


# Layers ---------------------------------------------------------------------------------------


def runs(plain: int, kept: int, loop: int, loop_kept: int) -> list[Run]:
    memory = {"plain": plain, "nothing": kept, "loop": loop, "loop-nothing": loop_kept}
    return [Run(name, 1, 1, 0, memory.get(name, 1), 1, 1, 1, 1, 5) for name in layers.LOSSES]


ASKED = {name: layers.asked(name) for name in layers.LOSSES}


def test_a_wish_is_said_to_be_undone_where_no_memory_is_won() -> None:
    told = captions.undone(ASKED, runs(1000, 1000, 1000, 100))
    out, loop = told.split(" In a loop")
    assert "the wish is undone" in out
    assert "JAX’s program has 16 products more" in out
    assert "10 times less, as was asked" in loop
    told = captions.undone(ASKED, runs(1000, 100, 100, 1000))
    out, loop = told.split(" In a loop")
    assert "10 times less, as was asked" in out
    assert "the wish is undone" in loop


def test_what_was_recorded_is_told_with_what_jax_asked_for() -> None:
    found = recorded()[Job("memory")].runs
    assert [run.name for run in found] == list(layers.LOSSES)
    table = captions.layers_table(ASKED, found).splitlines()[2:]
    for run, line in zip(found, table, strict=True):
        _, name, kept, products, taken, _, _ = (cell.strip() for cell in line.split("|"))
        assert name == captions.NAMES[run.name]
        assert int(products) == ASKED[run.name].products
        assert kept == captions.size_of(ASKED[run.name].kept)
        assert taken == f"**{captions.size_of(run.temporary)}**"
    by_name = {run.name: run.temporary for run in found}
    told = captions.undone(ASKED, found)
    assert ("undone" in told.split(" In a loop")[0]) == (
        captions.EVEN * by_name["nothing"] >= by_name["plain"]
    )


# Loops ----------------------------------------------------------------------------------------


def test_the_table_of_loops_says_what_was_found() -> None:
    found = loops.loops()
    rows = captions.loops_table(found).splitlines()[2:]
    for one, row in zip(found, rows, strict=True):
        assert one.name in row
        assert ("refused" in row) == bool(one.message)
        assert f"| {one.kept} |" in row or one.kept is None


def test_what_is_said_of_the_binomial_law_is_so() -> None:
    assert "(s + r)!/(s! r!)" in words("memory", "bound")
    for slots in range(1, 5):
        for rounds in range(1, 4):
            reach = math.comb(slots + rounds, slots)
            assert searched(reach, slots) == rounds
            assert searched(reach + 1, slots) == rounds + 1


@cache
def searched(steps: int, slots: int) -> int:
    """How often a step is computed at most before it is recorded, at best."""
    if steps == 1:
        return 0
    if slots < 1:
        return 10**6
    return min(
        max(searched(steps - first, slots - 1), 1 + searched(first, slots))
        for first in range(1, steps)
    )
