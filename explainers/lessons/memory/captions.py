"""What is said of a placement, of layers and of loops: pure functions of numbers."""

from collections.abc import Mapping, Sequence

from explainers.core.memory.chain import Counted
from explainers.core.memory.layers import Asked
from explainers.core.memory.loops import Loop
from explainers.core.memory.schedule import slots_of
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


def in_jax(steps: int, stones: Sequence[int], found: Counted) -> str:
    """What JAX's program of the gradient computes and keeps, beside the plain one."""
    slots, states = slots_of(stones), found.kept - 1
    again = f"{found.recomputed} {'is' if found.recomputed == 1 else 'are'}"
    return (
        "`jax.checkpoint` stands around what lies before each stone, and within it again where a "
        f"slot is used again. Each step takes one exponential. JAX’s program of the gradient "
        f"takes {steps + found.recomputed} of them for {steps} steps: {again} recomputed, as many "
        f"as in the figure. Between the two sweeps it keeps {counted(found.kept, 'number')}: "
        f"{counted(states, 'state')}, and what the last step needs. {_unheld(slots - states)}"
        f"Without checkpoints it keeps {found.plain}, one for each step."
    )


def _unheld(stones: int) -> str:
    """Why JAX keeps a state less than stones stand, if it does."""
    if not stones:
        return ""
    return "The last stone takes no room in JAX: the step after it is recorded at once. "


def gradient(with_stones: float, without: float) -> str:
    """The derivative of the end by the start, both ways."""
    if with_stones == without:
        return (
            f"The derivative of the end by the start is {numeral(without, 6)} with checkpoints "
            "and without, the same to the last digit."
        )
    return (
        f"The derivative of the end by the start is {numeral(with_stones, 6)} with checkpoints "
        f"and {numeral(without, 6)} without; they differ by {numeral(abs(with_stones - without))}, "
        "by rounding."
    )


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
    if EVEN * taken[kept] < taken[plain]:
        return f"{told}: {many(taken[plain] / taken[kept])} less, as was asked."
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
        f"{counted(len(stones), 'stone') if stones else 'no stone'}, and how many are recomputed."
    )
