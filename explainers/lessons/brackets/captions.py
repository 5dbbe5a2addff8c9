"""What is said of a chain, of its orders and of what was measured: pure functions of numbers."""

from collections.abc import Callable, Mapping, Sequence
from math import floor

from explainers.core.brackets import numbers as brackets
from explainers.core.numerals import counted, numeral
from explainers.measure.jobs import largest
from explainers.measure.results import Job, Run

CLOSE = 1.1
"""Counts that differ by less than this factor are called about the same."""
EVEN = 1.25
"""Times that differ by less than this factor are called even."""


def many(ratio: float) -> str:
    """A factor in words: 75 times, 1.3 times."""
    return f"{factor(ratio)} times"


def factor(ratio: float) -> str:
    """A factor to two digits, ties up as in the figure: 1.3, 75, 2,300."""
    if ratio < 100:
        return numeral(ratio, 2)
    unit = 10 ** (len(str(int(ratio))) - 2)
    return f"{floor(ratio / unit + 0.5) * unit:,}"


def seconds(taken: float) -> str:
    """A time in milliseconds, or in seconds where it is long."""
    return f"{numeral(taken)} s" if taken >= 1 else f"{numeral(1000 * taken)} ms"


def size_of(count: int) -> str:
    """Bytes in a unit that suits them."""
    for unit, one in (("MB", 1e6), ("kB", 1e3)):
        if count >= one:
            return f"{numeral(count / one)} {unit}"
    return f"{count} B"


def is_classic(sizes: Sequence[int], u: bool) -> bool:
    """Whether the chain is ℝⁿ→ℝᵐ→ℝᵈ→ℝ."""
    return len(sizes) == 4 and sizes[-1] == 1 and not u


def ratio(sizes: Sequence[int]) -> str:
    """Both ways to the gradient of ℝⁿ→ℝᵐ→ℝᵈ→ℝ, with the sizes on screen."""
    n, m, d, _ = sizes
    left, formed = d * m + m * n, d * m * n + d * n
    about = d * n / (n + d)
    told = (
        f"Here {d * m:,} + {m * n:,} = {left:,} against {d * m * n:,} + {d * n:,} = {formed:,}, "
        f"{many(formed / left)} as many. The ratio is dn(m + 1)/(m(n + d)): "
    )
    if 1 in (n, d):
        which = " and ".join(f"{name} = 1" for name, size in (("n", n), ("d", d)) if size == 1)
        return told + (
            f"with {which} it lies between ½ and 2, for there is no large matrix to avoid."
        )
    if m == 1:
        return told + f"with m = 1 it is twice dn/(n + d) = {numeral(about)}."
    return told + (
        f"as m grows, it falls from twice dn/(n + d) towards dn/(n + d) = {numeral(about)}. "
        "For n = 1 or d = 1 it lies between ½ and 2."
    )


def order_names(job: Job, shown: brackets.Order) -> list[str]:
    """What each order of a job is to its chain, and which one is on screen."""
    sizes, (u, v), *orders = job.given
    sides = brackets.dimensions(sizes, bool(u), bool(v))
    factors = len(sides) - 1
    least = brackets.multiplications(sides, brackets.best(sides))
    at_hand = brackets.canonical(factors, shown) if len(shown) == factors - 1 else None
    told: list[str] = []
    for order in orders:
        kind = brackets.kind(factors, order)
        name = {"left": "Reverse mode", "right": "Forward mode", "only": "The only order"}.get(kind)
        fewest = brackets.multiplications(sides, order) == least and kind != "only"
        told.append(
            f"{name or 'Brackets inside'}{', fewest' if fewest else ''}"
            f"{', on screen' if order == at_hand else ''}"
        )
    return told


def chain_table(job: Job, shown: brackets.Order, runs: Sequence[Run]) -> str:
    """Each order, a column: its multiplications, XLA's count, and the clock's answer."""
    sizes, (u, v), *orders = job.given
    sides = brackets.dimensions(sizes, bool(u), bool(v))
    names = brackets.factor_names(sizes, bool(u), bool(v))
    timed = runs[: len(orders)]
    counts = [brackets.multiplications(sides, order) for order in orders]
    fewest, fastest = min(counts), min(run.median for run in timed)
    rows = {
        "way": order_names(job, shown),
        "order": [brackets.written(names, order) for order in orders],
        "multiplications": [f"{count:,}" for count in counts],
        "XLA's operations": [f"{round(run.flops):,}" for run in timed],
        "predicted ratio": [factor(count / fewest) for count in counts],
        "**measured ratio**": [f"**{factor(run.median / fastest)}**" for run in timed],
        "median time": [seconds(run.median) for run in timed],
        "compilation, once": [seconds(run.compile) for run in timed],
        "temporary memory": [size_of(run.temporary) for run in timed],
    }
    lines = [f"| {what} | {' | '.join(cells)} |" for what, cells in rows.items()]
    lines.insert(1, "|:--|" + "--:|" * len(orders))
    return "\n".join(lines)


def additions(job: Job, runs: Sequence[Run]) -> str:
    """How XLA's counts compare with our own, which are of multiplications alone."""
    sizes, (u, v), *orders = job.given
    sides = brackets.dimensions(sizes, bool(u), bool(v))
    ratios = [
        run.flops / brackets.multiplications(sides, order)
        for order, run in zip(orders, runs, strict=False)
        if run.flops == run.flops  # not where XLA gave no count
    ]
    if not ratios:
        return ""
    low, high = min(ratios), max(ratios)
    if low >= 2 / CLOSE and high <= 2 * CLOSE:
        return "XLA counts additions too, hence about twice our number."
    if high <= CLOSE * low:
        return f"XLA counts additions too where there are any: {many(low)} our number."
    return (
        "XLA counts additions too, and other operations that it makes of such small products: "
        f"from {factor(low)} to {many(high)} our number."
    )


def call_floor(runs: Sequence[Run]) -> str:
    """What a call costs however little it computes, which every time above includes."""
    call = next(run for run in runs if run.name == "call")
    slow = max(run.median for run in runs)
    told = (
        f"A call that adds two numbers takes {seconds(call.median)} here, and each time includes "
        "as much"
    )
    if slow < 10 * call.median:
        return f"{told}: these products are too small to tell their orders apart by the clock."
    return f"{told}: short products look more alike than their counts."


def verdict(guess: str, runs: tuple[Run, ...]) -> str:
    """Which mode won at the largest shape, beside the reader's guess."""
    forward, reverse = largest(runs, "jacfwd"), largest(runs, "jacrev")
    slow, fast = sorted((forward, reverse), key=lambda run: -run.median)
    times = slow.median / fast.median
    sweeps = (
        f"jacfwd makes {counted(forward.n, 'sweep')} and jacrev {forward.m}: "
        f"{numeral(forward.flops)} operations against {numeral(reverse.flops)}."
    )
    if times < EVEN:
        told = f"Even: {seconds(forward.median)} for jacfwd, {seconds(reverse.median)} for jacrev. "
        winner = "neither"
    else:
        told = (
            f"{fast.name} is {many(times)} as fast: {seconds(fast.median)} "
            f"against {seconds(slow.median)}. "
        )
        winner = fast.name
    right = "**As you said.**" if guess == winner else "**Not as you said.**"
    return f"{right} {told}{sweeps}" if guess else f"{told}{sweeps}"


def square_note(runs: tuple[Run, ...]) -> str:
    """What there is to say where the counts call it even."""
    forward, reverse = largest(runs, "jacfwd"), largest(runs, "jacrev")
    if forward.n != forward.m:
        return ""
    fast, slow = sorted((forward, reverse), key=lambda run: run.median)
    less, more = sorted((forward, reverse), key=lambda run: run.temporary)
    even = more.temporary <= EVEN * less.temporary
    held = (
        "Both hold about the same"
        if even
        else f"{more.name} holds {size_of(more.temporary)}, {less.name} {size_of(less.temporary)}"
    )
    return (
        "Folklore has it that forward mode wins on a square Jacobian, since it keeps nothing. "
        f"Here {fast.name} was ahead, by {numeral(100 * (slow.median / fast.median - 1), 2)} %. "
        f"{held}: measure, do not quote."
    )


MISTAKES = {
    "right": ("compiled before, waited for, median of many", "right"),
    "without waiting": (
        "without `block_until_ready`: the call returns before the work is done",
        "",
    ),
    "with compilation": ("the first call, which compiles", ""),
    "without jit": ("without `jit`: Python traces anew at every call", ""),
}


def mistakes_table(runs: Sequence[Run]) -> str:
    """The same two calls, timed in four ways."""
    by_name = {run.name: run.median for run in runs}
    lines = [
        "| timed | jacfwd | wrong by | jacrev | wrong by |",
        "|:--|--:|--:|--:|--:|",
    ]
    for way, (words, right) in MISTAKES.items():
        cells: list[str] = []
        for call in ("jacfwd", "jacrev"):
            taken, truth = by_name[f"{call} {way}"], by_name[f"{call} right"]
            cells += [seconds(taken), "—" if right else _off(taken / truth)]
        bold = "**" if right else ""
        lines.append(f"| {bold}{words}{bold} | {' | '.join(cells)} |")
    return "\n".join(lines)


def sweeps_predicted(runs: Sequence[Run], name: str, cost: Callable[[Run], float]) -> list[float]:
    """Cost of the function alone, n + 1 or m + 1 times, at each size."""
    return [
        (1 + (run.n if name == "jacfwd" else run.m)) * cost(run) for run in runs if run.name == "f"
    ]


def growth_alt(
    what: str, axis: str, sizes: Sequence[float], costs: Mapping[str, Sequence[float]]
) -> str:
    """A figure of growth in words: its ends."""
    told = "; ".join(
        f"{name} from {numeral(some[0])} to {numeral(some[-1])}" for name, some in costs.items()
    )
    return (
        f"{what}, against {axis}, from {sizes[0]:g} to {sizes[-1]:g}, on logarithmic axes: {told}."
    )


def _off(ratio: float) -> str:
    return f"×{factor(ratio)}" if ratio >= 1 else f"÷{factor(1 / ratio)}"


def product_caption(runs: tuple[Run, ...]) -> str:
    """What forming J costs at the largest size, if only Jv is wanted."""
    alone, formed = largest(runs, "jvp"), largest(runs, "jacfwd")
    return (
        f"At n = m = {alone.n}, forming J takes {many(formed.flops / alone.flops)} the operations, "
        f"{many(formed.median / alone.median)} the time and {size_of(formed.temporary)} instead "
        f"of {size_of(alone.temporary)} beside arguments and result. The Jacobian of a million "
        "outputs in a million inputs takes 8 TB; its product with a vector takes 8 MB."
    )


def question(n: int, m: int) -> str:
    """What a reader is asked to guess."""
    return f"Which is faster for {counted(n, 'input')} and {counted(m, 'output')}?"


def code(product: str) -> str:
    """What the programs compute, in one sentence."""
    return f"Runs as pasted: multiplies {product} for the sizes on screen, and counts."
