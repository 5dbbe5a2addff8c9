"""What is said of a placement, of layers and of loops: pure functions of numbers."""

from collections.abc import Mapping, Sequence

from explainers.core.memory.chain import Placed, Plain
from explainers.core.memory.layers import Asked
from explainers.core.memory.loops import Loop
from explainers.core.memory.schedule import recomputed, slots_of
from explainers.core.numerals import counted, numeral
from explainers.lessons.brackets.captions import many, seconds, size_of
from explainers.measure.results import Run

EVEN = 1.25
"""Memories that differ by less than this factor are called about the same."""
NAMES = {
    "plain": "no checkpoint",
    "nothing": "`jax.checkpoint`",
    "products": "`dots_saveable`",
    "everything": "`everything_saveable`",
    "loop": "no checkpoint, in a `scan`",
    "loop-nothing": "`jax.checkpoint`, in a `scan`",
}
"""What the segments keep."""


def jax_table(found: Sequence[Placed]) -> str:
    """Placements: the figure's count, JAX's, and what JAX keeps."""
    lines = [
        "| stones | slots | recomputed in the figure | recomputed by JAX | JAX keeps |",
        "|:--|--:|--:|--:|--:|",
    ]
    for one in found:
        lines.append(
            f"| {one.name} | {slots_of(one.stones)} | {recomputed(one.steps, one.stones)} | "
            f"{one.found.recomputed} | {counted(one.found.kept, 'number')} |"
        )
    return "\n".join(lines)


def yours(steps: int) -> str:
    """The reader's own placement, as a row of that table names it."""
    return f"**yours**, on {counted(steps, 'step')}"


def own(one: Placed) -> str:
    """JAX's two counts of the reader's placement, beside the figure's."""
    figure, slots = recomputed(one.steps, one.stones), slots_of(one.stones)
    told = f"With your stones JAX recomputes {counted(one.found.recomputed, 'step')}"
    told += ", as the figure does." if one.found.recomputed == figure else f"; the figure {figure}."
    told += f" When the way back begins, JAX keeps {counted(one.found.kept, 'number')}"
    at_once = one.steps - 1 in one.stones
    if one.found.kept != slots - at_once + 1:
        return f"{told}; the figure holds {counted(slots, 'slot')} then."
    if at_once:
        return (
            f"{told}: the states in the {slots} slots except the one before the last step, and "
            "what that step needs."
        )
    states = "the state in the one slot" if slots == 1 else f"the states in the {slots} slots"
    return f"{told}: {states}, and what the last step needs."


def in_jax(plain: Plain) -> str:
    """What JAX keeps without stones, and whether the derivative is the same with them."""
    told = (
        f"Without checkpoints JAX keeps {plain.kept} numbers, one for each step; with them the "
        "states, and what the last step needs. A stone before the last step takes no room: that "
        "step is recorded at once. The derivative of the end by the start is "
        f"{numeral(plain.gradient, 6)}"
    )
    apart = abs(plain.with_stones - plain.gradient)
    if apart == 0:
        return f"{told} without them and with the best, the same to the last digit."
    return f"{told} without them; with the best it differs by {numeral(apart)}, by rounding."


def layers_table(asked: Mapping[str, Asked], runs: Sequence[Run]) -> str:
    """What JAX asks for and what XLA makes of it, a line for each way."""
    lines = [
        "| segments | JAX keeps | matrix products | XLA’s temporary memory | median time |",
        "|:--|--:|--:|--:|--:|",
    ]
    for run in runs:
        one = asked[run.name]
        lines.append(
            f"| {NAMES[run.name]} | {size_of(one.kept)} | {one.products} | "
            f"**{size_of(run.temporary)}** | {seconds(run.median)} |"
        )
    return "\n".join(lines)


def undone(asked: Mapping[str, Asked], runs: Sequence[Run]) -> str:
    """Whether XLA takes less memory where JAX keeps less, written out and in a loop."""
    by_name = {run.name: run.temporary for run in runs}
    return " ".join(
        _compared(where, asked, by_name, plain, kept)
        for where, plain, kept in (
            ("Written out", "plain", "nothing"),
            ("In a loop", "loop", "loop-nothing"),
        )
    )


def _compared(
    where: str, asked: Mapping[str, Asked], taken: Mapping[str, int], plain: str, kept: str
) -> str:
    told = (
        f"{where}, JAX keeps {size_of(asked[kept].kept)} in place of {size_of(asked[plain].kept)}, "
        f"and XLA takes {size_of(taken[kept])} in place of {size_of(taken[plain])}"
    )
    if min(taken[kept], taken[plain]) <= 0:
        return f"{told}."
    if EVEN * taken[kept] < taken[plain]:
        return f"{told}: {many(taken[plain] / taken[kept])} less, as was asked."
    if taken[kept] < taken[plain]:
        return f"{told}: hardly less."
    more = asked[kept].products - asked[plain].products
    return (
        f"{told}: the wish is undone. JAX’s program has {more} products more, which compute again "
        "what was not kept. XLA is free to compute them early, and then to hold what they give."
    )


def loops_table(found: Sequence[Loop]) -> str:
    """Every loop: both derivatives, or a refusal, and what is kept."""
    lines = ["| loop | forward mode | reverse mode | keeps |", "|:--|--:|--:|--:|"]
    for one in found:
        pull = "refused" if one.pull is None else numeral(one.pull, 6)
        kept = "—" if one.kept is None else str(one.kept)
        lines.append(f"| {one.name} | {numeral(one.push, 6)} | {pull} | {kept} |")
    return "\n".join(lines)


def code(steps: int, stones: Sequence[int]) -> str:
    """What the programs compute, in one sentence."""
    return (
        f"Runs as pasted: the gradient of {counted(steps, 'step')} with "
        f"{counted(len(stones), 'stone') if stones else 'no stone'}."
    )
