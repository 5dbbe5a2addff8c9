"""What is said of how J stretches, and of a cloud of inputs: pure functions of what is known."""

import math

from explainers.core.numerals import above, numeral, numerals, reading, subscript
from explainers.core.push_and_pull.spread import CLOSE, COUNT, Bend, Cloud, Grasp, Stretch, bends

TOLD = 1e-3
"""A condition number that is known worse than to this part is told as a bound."""


def stretched(found: Stretch, m: int, n: int) -> str:
    """How far an m×n J stretches, and how uneven."""
    if found.grasp is Grasp.UNKNOWN:
        return "Rounding hides how far J stretches here."
    if found.grasp is Grasp.ZERO:
        return "J is 0 here, as far as rounding lets it be told: every v is pushed to 0."
    largest = numeral(found.values[0])
    if min(m, n) == 1:
        return _alone(largest, m, n)
    told = f"The singular values of J are {numerals(found.values)} here."
    if found.grasp is Grasp.SINGULAR:
        return (
            f"{told} As far as rounding lets it be told, J has rank {found.rank}: the smallest is "
            f"0, {_silent(m, n)}, and the condition number is infinite."
        )
    return f"{told} {_reach(found, m, n, largest)} {_condition(found, m, n)}"


def _alone(largest: str, m: int, n: int) -> str:
    if n > 1:
        return (
            f"J is a single row. Of all v of length 1 the one along it is pushed farthest, to "
            f"{largest}, and those at right angles to it are pushed to 0: {largest} is the only "
            "singular value."
        )
    what = "column" if m > 1 else "number"
    does = "leaves every v as long as it is"
    if largest != "1":
        does = f"makes every v {largest} times as long"
    return f"J is a single {what}: it {does}. With one singular value the condition number is 1."


def _silent(m: int, n: int) -> str:
    return "some v other than 0 is pushed to 0" if m >= n else "some u other than 0 pulls back 0"


def _reach(found: Stretch, m: int, n: int, largest: str) -> str:
    lost = found.grasp is Grasp.LOST
    least = "more than 0" if lost else numeral(found.values[-1])
    # 1 and 1.00 are one number to whoever reads them.
    alike = not lost and reading(least) == reading(largest)
    length = f"a length {'of about' if alike else f'between {least} and'} {largest}"
    if m >= n:
        return f"A v of length 1 is pushed to {length}."
    return (
        f"A v of length 1 is pushed to {largest} at most, and some to 0, for J has more columns "
        f"than rows. A u of length 1 pulls back {length}."
    )


def _condition(found: Stretch, m: int, n: int) -> str:
    low, high = found.condition
    if found.grasp is Grasp.LOST:
        low = float((found.values[0] - found.error) / (2 * found.error))
    sure = found.grasp is Grasp.KNOWN and high - low <= TOLD * low
    number = numeral((low + high) / 2)
    told = f"is {number}" if sure else f"is at least {_below(low)}"
    pair = ("v", "pushed up to") if m >= n else ("u", "pulled back up to")
    if sure and number == "1":
        return (
            f"Up to rounding the condition number is 1: all {pair[0]} of one length are "
            f"{pair[1].removesuffix(' up to')} to one length."
        )
    return (
        f"The condition number {told}: of two {pair[0]} of one length, one can be {pair[1]} so "
        "many times as long as the other."
    )


def _below(bound: float) -> str:
    """A bound, rounded down to one digit."""
    power = 10.0 ** math.floor(math.log10(bound))
    return numeral(math.floor(bound / power) * power, 2)


def spreads(found: Cloud) -> str:
    """Table of how wide each output of a cloud spreads, by J and by f, and what differs."""
    if found.lost:
        which = f"{found.lost} of" if found.lost < COUNT else "all"
        return f"f has no finite value at {which} the {COUNT} inputs: nothing is compared here."
    told = bends(found)
    rows = zip(found.linear, found.true, found.shift, found.doubt, told, strict=True)
    table = "\n".join(
        (
            "| output | spread by J | spread of the points | their mean − f(x) |",
            "|:--|:--|:--|:--|",
            *(_row(i, *row) for i, row in enumerate(rows, 1)),
        )
    )
    return f"{table}\n\n{_verdict(found, told)}"


def _row(index: int, linear: float, true: float, shift: float, doubt: float, bend: Bend) -> str:
    name = f"y{subscript(index)}"
    if bend is Bend.UNKNOWN:
        return f"| {name} | not known | not known | not known |"
    sure = shift == 0 or doubt <= TOLD * abs(shift)
    moved = numeral(shift) if sure else f"below {above(abs(shift) + doubt)}"
    return f"| {name} | {numeral(linear, 4)} | {numeral(true, 4)} | {moved} |"


def _verdict(found: Cloud, told: list[Bend]) -> str:
    if Bend.UNKNOWN in told:
        return "Rounding hides how wide some output spreads."
    if all(bend is Bend.STILL for bend in told):
        return "Nothing spreads, neither by J nor by f."
    odd = [
        _BENT[bend].format(name=f"y{subscript(i)}", times=_times(true, linear))
        for i, (bend, linear, true) in enumerate(
            zip(told, found.linear, found.true, strict=True), 1
        )
        if bend in _BENT
    ]
    if odd:
        return f"{' '.join(odd)} {_FAR if found.smooth else _ROUGH}"
    return f"Each output spreads as wide as J says, to within {CLOSE:.0%}."


_FAR = "So far from x, f is not its linear picture."
_ROUGH = "At x f is not known to be smooth, and then no cloud need be small enough for J."


def _times(true: float, linear: float) -> str:
    return numeral(true / linear) if linear else ""


_BENT = {
    Bend.WIDER: "{name} spreads {times} times as wide as J says.",
    Bend.NARROWER: "{name} spreads only {times} times as wide as J says.",
    Bend.ALONE: "J says that {name} does not spread, and it does.",
    Bend.NEVER: "J says that {name} spreads, and it does not.",
}
