"""Every sentence about a placement, layers and loops is true, by counts made anew."""

import contextlib
import io
import math
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import jax.ad_checkpoint
import jax.numpy as jnp

from explainers.core.memory import chain, layers, loops
from explainers.lessons import words
from explainers.lessons.memory import captions
from explainers.measure.recorded import recorded
from explainers.measure.results import Job, Run
from tests.claims import Claim, all_met, claim, judged
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


def printed(at: At) -> int:
    """Numbers in what ``print_saved_residuals`` prints: a line for each."""
    said = io.StringIO()
    f = chain.checkpointed(at.steps, len(at.stones) + 1, at.stones)
    with contextlib.redirect_stdout(said):
        jax.ad_checkpoint.print_saved_residuals(f, jnp.array(chain.X))
    return len(said.getvalue().split("\n")) - 1


def product(steps: int) -> float:
    x, slope = 0.5, 1.0
    for _ in range(steps):
        slope, x = slope * (1 - math.exp(-x)), x + math.exp(-x)
    return slope


N = r"(−?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
TEN = chain.SHOWN
CLAIMS: list[Claim[At]] = [
    claim(
        r"Without checkpoints JAX keeps (\d+) numbers, one for each step; with them the states, "
        r"and what the last step needs\.",
        lambda _, match: int(match[1]) == TEN,
    ),
    claim(
        r"A stone before the last step takes no room: that step is recorded at once\.",
        lambda _, __: all(
            one.found.kept == len({0, *one.stones} - {TEN - 1}) + 1 for one in chain.placements()
        ),
    ),
    claim(
        rf"The derivative of the end by the start is {N} without them and with the best, the same "
        r"to the last digit\.",
        lambda _, match: near(match[1], product(TEN), 1e-12),
    ),
    claim(
        r"With your stones JAX recomputes (\d+) steps?, as the figure does\.",
        lambda at, match: int(match[1]) == repeated(at),
    ),
    claim(
        r"When the way back begins, JAX keeps (\d+) numbers: the states in the (\d+) slots except "
        r"the one before the last step, and what that step needs\.",
        lambda at, match: (
            at.steps - 1 in at.stones
            and int(match[2]) == len(at.stones) + 1
            and int(match[1]) == len({0, *at.stones} - {at.steps - 1}) + 1 == printed(at)
        ),
    ),
    claim(
        r"When the way back begins, JAX keeps (\d+) numbers: the (state|states) in the "
        r"(one slot|\d+ slots), and what the last step needs\.",
        lambda at, match: (
            at.steps - 1 not in at.stones
            and match[3] == ("one slot" if not at.stones else f"{len(at.stones) + 1} slots")
            and match[2] == ("states" if at.stones else "state")
            and int(match[1]) == len({0, *at.stones}) + 1 == printed(at)
        ),
    ),
    claim(
        r"Runs as pasted: the gradient of (\d+) steps with (no stone|\d+ stones?)\.",
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
SAME = chain.plainly()._replace(with_stones=chain.plainly().gradient)
STATES = [
    At(2, ()),
    At(2, (1,)),
    At(7, (3,)),
    At(10, (4, 7)),
    At(12, ()),
    At(12, (5, 11)),
    At(20, tuple(range(1, 20))),
]


def test_every_sentence_about_a_placement_is_true() -> None:
    met: Counter[str] = Counter()
    for at in STATES:
        own = captions.own(chain.placed("", *at))
        texts = [captions.in_jax(SAME), own, captions.code(*at)]
        met += judged(texts, CLAIMS, at)
    all_met(CLAIMS, met)


def test_the_table_of_placements_says_what_is_counted() -> None:
    found = chain.placements()
    rows = captions.jax_table(found).splitlines()[2:]
    for one, row in zip(found, rows, strict=True):
        _, name, slots, figure, by_jax, kept, _ = (cell.strip() for cell in row.split("|"))
        assert name == one.name
        assert int(slots) == len(one.stones) + 1
        assert int(figure) == int(by_jax) == repeated(At(TEN, one.stones))
        assert kept == f"{len({0, *one.stones} - {TEN - 1}) + 1} numbers"


def test_counts_that_differ_from_the_figures_are_told_beside_them() -> None:
    row = chain.Placed(captions.yours(2), 2, (), chain.Counted(1, 2))
    assert "**yours**, on 2 steps | 1 | 1 | 1 | 2 numbers |" in captions.jax_table([row])
    told = captions.own(row._replace(found=chain.Counted(3, 1)))
    assert "JAX recomputes 3 steps; the figure 1. " in told
    assert "JAX keeps 1 number; the figure holds 1 slot then." in told


def test_derivatives_that_differ_are_told_apart() -> None:
    found = captions.in_jax(chain.Plain(TEN, 0.5, 0.5 + 2**-40))
    assert "is 0.5 without them; with the best it differs by 9.09·10⁻¹³, by rounding." in found


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


def test_what_is_hardly_less_or_not_known_is_said_so() -> None:
    out, loop = captions.undone(ASKED, runs(1000, 900, 0, 100)).split(" In a loop")
    assert out.endswith(": hardly less.")
    assert "less" not in loop
    assert "wish" not in loop


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
