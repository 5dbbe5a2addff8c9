"""What is said of a pattern, of its colourings and of what was measured: pure functions."""

from collections.abc import Sequence

import numpy as np

from explainers.core.numerals import counted, numeral
from explainers.core.sparsity.colouring import Judged, Way
from explainers.core.sparsity.pattern import Pattern
from explainers.measure.results import Run

_NAMES: dict[Way, str] = {
    "columns": "by columns",
    "rows": "by rows",
    "both": "by both",
    "symmetric": "if read on either side",
}


def pattern(of: Pattern, jacobian: np.ndarray) -> str:
    """How much of J may hold something, what does not here, and what was taken as dense."""
    m, n = len(of.rows), of.columns
    told = [f"J has {counted(m, 'row')} and {counted(n, 'column')}. {_held(of.entries, m * n)}"]
    zeros = [(i, j) for i, row in enumerate(of.rows) for j in row if jacobian[i, j] == 0]
    if len(zeros) == of.entries == 1:
        told.append("At this x it comes out 0 all the same.")
    elif len(zeros) == 1:
        ((i, j),) = zeros
        told.append(f"One of them, in row {i + 1} and column {j + 1}, {_ZERO}.")
    elif zeros:
        count = "All" if len(zeros) == of.entries else len(zeros)
        told.append(f"{count} of them {_ZERO.replace('comes', 'come')}.")
    if of.dense:
        told.append(f"Taken as dense in JAX's program: {_listed(of.dense)}.")
    else:
        told.append("No step of JAX's program had to be taken as dense.")
    return " ".join(told)


_ZERO = "comes out 0 at this x all the same"
"""As a product brings it: it may also be too small for a number."""


def _held(entries: int, whole: int) -> str:
    """How many of all entries may be other than 0."""
    if whole == 1:
        return f"Its only entry {'may be other than' if entries else 'is'} 0."
    return f"Of its {whole} entries {entries or 'none'} may be other than 0."


def _listed(names: Sequence[str]) -> str:
    *most, last = (f"`{name}`" for name in names)
    return f"{', '.join(most)} and {last}" if most else last


def fewest(found: Sequence[tuple[Way, int | None]]) -> str:
    """The fewest products in each way, as far as they are known; none where nothing is in J."""
    if any(count == 0 for _, count in found):
        return "This J is 0 everywhere, and its pattern alone tells so."
    listed = [f"{count} {_NAMES[way]}" for way, count in found if count is not None]
    count, _, how = listed[0].partition(" ")
    listed[0] = f"{counted(int(count), 'product')} {how}"
    return (
        f"At the fewest, and with nothing solved for, this J takes {', '.join(listed[:-1])} "
        f"and {listed[-1]}."
    )


def measured(runs: Sequence[Run]) -> str:
    """What was timed, n by n, beside what the number of products predicts: a table."""
    times: dict[int, dict[str, float]] = {}
    for run in runs:
        times.setdefault(run.n, {})[run.name] = run.median
    head = (
        "| n | jacfwd, n pushes | three pushes | times as long | predicted, n/3 |\n"
        "|--:|--:|--:|--:|--:|"
    )
    lines = [
        f"| {n:,} | {numeral(1e3 * one['jacfwd'])} ms | {numeral(1e3 * one['coloured'])} ms "
        f"| {numeral(one['jacfwd'] / one['coloured'], 2)} | {numeral(n / 3, 2)} |"
        for n, one in times.items()
    ]
    return "\n".join([head, *lines])


def verdict(runs: Sequence[Run]) -> str:
    """Whether the clock follows the count at the largest size."""
    last = max(run.n for run in runs)
    one = {run.name: run.median for run in runs if run.n == last}
    real, predicted = one["jacfwd"] / one["coloured"], last / 3
    told = f"At n = {last:,} the whole J takes {numeral(real, 2)} times as long as its diagonals; "
    count = f"its {numeral(predicted, 2)} times as many pushes"
    if real < predicted / 1.5:
        return (
            f"{told}{count} predict more. A call has a price of its own, and many small pushes at "
            "once can fill the processor better than three."
        )
    if real > predicted * 1.5:
        return f"{told}{count} predict less. J itself, n² numbers, has to be written as well."
    return f"{told}{count} predict about that."


def code(title: str, found: Judged) -> str:
    """What the programs compute, in one sentence."""
    if not found.products:
        return f"Runs as pasted: {title}, whose J is 0 everywhere and takes no product."
    told = f"Runs as pasted: {title}, by {counted(found.products, 'product')}"
    if not found.mixed:
        return f"{told}, and J read back from them."
    left = len(found.mixed)
    rest = (
        "1 entry cannot, and stays None" if left == 1 else f"{left} entries cannot, and stay None"
    )
    return f"{told}, and what can be read back of J; {rest}."
