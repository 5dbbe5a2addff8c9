"""What is said of estimates, of what they cost, and of a flow: pure functions of numbers."""

import math
from collections.abc import Sequence

import numpy as np

from explainers.core.brackets.cost import HIDDEN
from explainers.core.many import series
from explainers.core.many.cost import SIDE
from explainers.core.many.flow import Densities
from explainers.core.many.maps import SIZE, Subject
from explainers.core.many.numbers import (
    NEW,
    SUMS,
    Found,
    Given,
    Law,
    Of,
    basis,
    caught,
    settles,
    spread,
    table,
    truth,
)
from explainers.core.many.programs import summable
from explainers.core.numerals import above, counted, numeral
from explainers.lessons.brackets.captions import factor, seconds, size_of
from explainers.measure.results import Run

NAMES: dict[Of, str] = {
    "trace": "the trace",
    "diagonal": "the diagonal",
    "norm": "the square of the norm",
    "gradient": "the gradient",
    "range": "the range",
    "logdet": "the trace of M",
}
ROUNDED = 1e-13
"""Below this part of J, what is missing is what rounding left."""


def _one(of: Of) -> str:
    """What by itself tells something."""
    return "one v" if of == "logdet" else "one product"


def _formula(of: Of, law: Law) -> str:
    """What the spread of one product is, in words."""
    signs = law == "signs"
    if of in SUMS:
        a = {"trace": "J", "norm": "JᵀJ"}.get(of, "M")
        where = f"of the symmetric part of {a}"
        return f"the root of twice the squares {where}" + (" off its diagonal" if signs else "")
    if of == "gradient":
        return f"√{SIZE - 1 if signs else SIZE + 1} times the length of g"
    if signs:
        return "the root of all squares of J off its diagonal"
    return "the root of all squares of J, those on the diagonal taken twice"


def error(found: Found, of: Of, law: Law, k: int) -> str:
    """How far off a mean of k products is, and why."""
    if of == "logdet" and not series.bounded(found.jacobian):
        return f"{_beyond(found)} So there is no estimate here, and no error of one."
    one = spread(of, found.jacobian, law)
    if one > 0:
        whose = " the trace of M" if of == "logdet" else ""
        told = (
            f"{_one(of).capitalize()} is off{whose} by {numeral(one)} here, at the root of the "
            "mean square: "
        )
        told += f"that is {_formula(of, law)}. "
        if k > 1:
            told += f"The mean of {k} is off by √{k} times less, {numeral(one / math.sqrt(k))}. "
        return f"{told}Half of that takes {4 * k} {'v' if of == 'logdet' else 'products'}."
    a = table(of, found.jacobian)
    if not a.any():
        if of == "gradient":
            return "The gradient of the sum of all outputs is zero here, and so is g·v for every v."
        return "J is zero here, and so is every product."
    if of in SUMS and not (a + a.T).any():
        return (
            "J is antisymmetric here: Jᵢⱼ is −Jⱼᵢ. So vᵢJᵢⱼvⱼ and vⱼJⱼᵢvᵢ cancel within each "
            "product, and v·Jv is 0 whatever v is. So is the trace."
        )
    whose = {"norm": "JᵀJ", "logdet": "M"}.get(of, "J")
    return (
        f"Nothing stands off the diagonal of {whose} here, so there is nothing that signs could "
        f"turn: each {_one(of).removeprefix('one ')} by itself gives {NAMES[of]}, up to rounding."
    )


def laws(found: Found, of: Of) -> str:
    """What one product is off by, with either kind of entries."""
    if of == "logdet" and not series.bounded(found.jacobian):
        of = "trace"
    signs, normal = (spread(of, found.jacobian, law) for law in ("signs", "normal"))
    what = f"For {NAMES[of]}"
    if normal == 0:
        return f"{what} here, both are exact."
    if signs == 0:
        told = f"{what} here, signs are exact, and {_one(of)} with normal entries is off by "
        return f"{told}{numeral(normal)}."
    if not np.diag(table(of, found.jacobian)).any():
        return f"{what} here, which is zero, both are off by {numeral(signs)} in one product."
    return (
        f"{what} here, {_one(of)} is off by {numeral(signs)} with signs, and by "
        f"{numeral(normal)} with normal entries."
    )


def forward(found: Found) -> str:
    """How noisy a gradient by forward mode is here."""
    length = float(np.linalg.norm(truth("gradient", found)))
    if length == 0:
        return "Here g is the gradient of the sum of all outputs, and it is zero."
    return (
        f"Here g is the gradient of the sum of all outputs, {numeral(length)} long, and one "
        f"product with signs is off by {numeral(spread('gradient', found.jacobian, 'signs'))}."
    )


def picture(found: Found, k: int) -> str:
    """What k products hold of J."""
    k = min(k, SIZE)
    seen = caught(found, k)
    whole = float(np.linalg.norm(found.jacobian))
    if whole == 0:
        return "J is zero here: there is nothing to catch."
    if seen.missing <= ROUNDED * whole:
        return f"With {counted(k, 'product')} nothing of J is missing here but what rounding left."
    told = (
        f"With {counted(k, 'product')} QQᵀJ misses {numeral(seen.missing)} of J, whose norm is "
        f"{numeral(whole)}. "
    )
    held, reach = len(basis(found.products[:k])), int((seen.sigmas > NEW * seen.sigmas[0]).sum())
    if held < min(k, reach):
        told += (
            f"By chance these draws reach {counted(held, 'direction')}, and others reach "
            f"{min(k, reach)}. "
        )
    if seen.least <= ROUNDED * whole:
        return f"{told}The best picture of rank {k} misses nothing but what rounding leaves."
    return f"{told}No picture of rank {k} misses less than {numeral(seen.least)}."


# A log-determinant --------------------------------------------------------------------------------


def _beside_one(norm: float) -> str:
    """A norm, with enough digits to tell it from 1."""
    return numeral(norm, 3 if norm == 1 else max(3, 1 - math.floor(math.log10(abs(norm - 1)))))


def _beyond(found: Found) -> str:
    """Why the series is not summed."""
    norm, largest = series.sigmas(found.jacobian)[0], series.largest(found.jacobian)
    told = f"‖A‖ is {_beside_one(norm)} here, which is not below 1."
    if largest > 1 + series.CLOSE:
        told += (
            f" A has an eigenvalue of size {_beside_one(largest)}, so the series does not converge."
        )
    return told


def cut(found: Found) -> str:
    """What the series says of the log-determinant here, and what it leaves out."""
    if not found.jacobian.any():
        return "J is zero here, and so is A: z is x, and log |det(I + A)| is 0."
    whole = numeral(found.log_det)
    if not series.bounded(found.jacobian):
        return f"{_beyond(found)} No estimate is shown. All of J gives log |det(I + A)| = {whole}."
    norm = _beside_one(series.sigmas(found.jacobian)[0])
    return (
        f"‖A‖ is {norm} here, so the terms that are left out come to no more than "
        f"{above(series.remainder(found.jacobian))}. The means settle on the trace of M, "
        f"{numeral(settles('logdet', found.jacobian)[0])}; all of J gives log det(I + A) = {whole}."
    )


def sign(found: Found) -> str:
    """What the usual mistake makes of a density here; nothing where the flow may fold."""
    whole = found.log_det
    if not series.bounded(found.jacobian):
        return ""
    if whole == 0:
        return "No volume changes at x, so the density is the same at z, with either sign."
    grow = "grow" if whole > 0 else "shrink"
    right, wrong = ("−", "+") if whole > 0 else ("+", "−")
    size, high = numeral(abs(whole)), "high" if whole > 0 else "low"
    return (
        f"Volumes {grow} at x, and log p(z) = log p(x) {right} {size}. With the wrong sign it "
        f"would be log p(x) {wrong} {size}, too {high} by {numeral(2 * abs(whole))}."
    )


# What it costs ------------------------------------------------------------------------------------


def chunk_runs(runs: Sequence[Run]) -> list[Run]:
    """Of all runs, those of all columns, by the size of their chunks."""
    return [run for run in runs if run.name == "chunk"]


def times_predicted(runs: Sequence[Run]) -> list[float]:
    """Milliseconds that all columns should take as single products, whatever the chunk."""
    (jvp,) = (run for run in runs if run.name == "jvp")
    return [1000 * jvp.n * jvp.median for _ in chunk_runs(runs)]


def kilobytes(runs: Sequence[Run]) -> list[float]:
    """What the directions of each chunk take, and their numbers between the two layers."""
    return [8 * run.n * (SIDE + HIDDEN) / 1000 for run in chunk_runs(runs)]


def chunks(runs: Sequence[Run]) -> str:
    """Which chunk was fastest, and what it needs beside all at once."""
    found = chunk_runs(runs)
    best, whole = min(found, key=lambda run: run.median), found[-1]
    told = (
        f"Fastest were chunks of {best.n}: {seconds(best.median)}, with "
        f"{size_of(best.temporary)} beside the result."
    )
    if best is not whole:
        more = f"{size_of(whole.temporary)} of memory"
        if best.temporary > 0:
            more = f"{factor(whole.temporary / best.temporary)} times the memory"
        told += (
            f" All {whole.n} columns at once took {factor(whole.median / best.median)} times as "
            f"long and {more}."
        )
    return told


def million(runs: Sequence[Run]) -> str:
    """What a product of a J too large for any memory took."""
    f, push = (next(run for run in runs if run.name == name) for name in ("wave", "waved"))
    return (
        f"A function of a million inputs and as many outputs took {seconds(f.median)}, and its Jv "
        f"{seconds(push.median)}, {factor(push.median / f.median)} times as long. Its J has 10¹² "
        "entries, 8 TB of them."
    )


# The flow -----------------------------------------------------------------------------------------


def areas(found: Densities, c: float) -> str:
    """What both densities enclose."""
    if c == 0:
        return "With c = 0 nothing is stretched, and the sign does not show: both enclose 1."
    right, wrong = found.areas
    digits = max(4, 3 - math.floor(math.log10(wrong - 1)))  # enough to tell it from 1
    return (
        f"With c = {numeral(c)} the density with the minus encloses {numeral(right, 4)}, and the "
        f"one with the plus {numeral(wrong, digits)}, which no density does."
    )


def areas_alt(found: Densities, c: float) -> str:
    """Both densities in words."""
    right, wrong = (numeral(float(part.max())) for part in (found.right, found.wrong))
    return (
        f"Two densities of y = z + c·tanh z for c = {numeral(c)}: the right one is {right} at its "
        f"highest, the one with the wrong sign {wrong}."
    )


def code(subject: Subject, given: Given, of: Of, k: int) -> str:
    """What the programs do."""
    where = f"for the map “{subject.title}” with c = {numeral(given.c)}"
    if of == "logdet" and not summable(given):
        return f"Runs as pasted: ‖A‖ and log |det(I + A)| {where}."
    law = "signs" if given.law == "signs" else "normal entries"
    whose = "the sum of f" if of == "gradient" else "J"
    what = f"{NAMES[of]} of {whose}"
    if of in ("range", "logdet"):
        what = "QQᵀJ" if of == "range" else "the log-determinant"
    count = f"{k} × {series.TERMS} products" if of == "logdet" else counted(k, "product")
    return f"Runs as pasted: {what} from {count} with {law} (seed {given.seed}), {where}."
