"""Every sentence of the lesson on descent, at hundreds of states, judged with 60 digits."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import mpmath as mp
import numpy as np
import pytest

from explainers.core.descent import look, verdicts
from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import RISKS
from explainers.core.descent.run import Runs, Settings, runs
from explainers.core.descent.samples import CHUNK, choose, meant
from explainers.lessons import section
from explainers.lessons.descent import captions
from explainers.permalink.descent import preset, risk_of, settings
from explainers.ui.descent import drawn, outputs, rest
from tests.claims import Claim, all_met, claim, free, judged
from tests.numbers import last_place, plain

DIGITS = 60
mp.mp.dps = DIGITS
Mp: TypeAlias = Any
"""One of mpmath's numbers, which carries no types."""
Place: TypeAlias = Sequence[float]

# Functions, written for mpmath --------------------------------------------------------------------

PLAIN: dict[str, Callable[[Mp, Mp], Mp]] = {
    "bowl": lambda a, b: (0.8 * a + mp.mpf(0.6) * b) ** 2 / 2 + 5 * (0.8 * b - 0.6 * a) ** 2,
    "rosenbrock": lambda a, b: 100 * (b - a**2) ** 2 + (1 - a) ** 2,
    "=x^2+10*y^2": lambda x, y: x**2 + 10 * y**2,
    "=1e6*x^2+y^2": lambda x, y: 1e6 * x**2 + y**2,
    "=1e-7*x^2+1e-8*y^2": lambda x, y: mp.mpf(1e-7) * x**2 + mp.mpf(1e-8) * y**2,
    "=x^2/3+y^2/7-x": lambda x, y: x**2 / 3 + y**2 / 7 - x,
    "=x+y": lambda x, y: x + y,
    "=0*x+1e6*y": lambda x, y: 1e6 * y,
    "=x*y": lambda x, y: x * y,
    "=x^2-y^2": lambda x, y: x**2 - y**2,
    "=-x^2-3*y^2": lambda x, y: -(x**2) - 3 * y**2,
    "=(x+y)^2": lambda x, y: (x + y) ** 2,
    "=(x+y)^2+x": lambda x, y: (x + y) ** 2 + x,
    "=x^2+0*y": lambda x, y: x**2,
    "=x^4+y^4": lambda x, y: x**4 + y**4,
    "=sin(x)+y^2": lambda x, y: mp.sin(x) + y**2,
    "=sin(x)^2+cos(x)^2+y^2": lambda x, y: mp.sin(x) ** 2 + mp.cos(x) ** 2 + y**2,
    "=abs(x)+y^2": lambda x, y: abs(x) + y**2,
    "=max(x,y)": lambda x, y: max(x, y),
    "=log(x)+y^2": lambda x, y: mp.log(x) + y**2,
    "=sqrt(x)+y^2": lambda x, y: mp.sqrt(x) + y**2,
    "=1/x+y^2": lambda x, y: 1 / x + y**2,
    "=asin(x)+y^2": lambda x, y: mp.asin(x) + y**2,
    "=x^1.5+y^2": lambda x, y: x ** mp.mpf(1.5) + y**2,
    "=exp(x^2)+y^2": lambda x, y: mp.exp(x**2) + y**2,
}


class Case(NamedTuple):
    """A state of the page, with what is computed for it."""

    name: str
    given: Settings
    run: int
    at: int

    def __repr__(self) -> str:
        """Say what the state is, briefly."""
        g = self.given
        named = {k: v for k, v in g._asdict().items() if k not in {"risk", "starts"}}
        return f"{self.name} {named} starts {g.starts} run {self.run} at {self.at}"

    @property
    def found(self) -> Runs:
        """The runs."""
        return runs(self.given)

    @property
    def stops(self) -> tuple[verdicts.Stopped | None, ...]:
        """Where they stop."""
        return verdicts.stopped(self.given.risk, self.found)


def state(name: str, run: int = 0, at: int = 0, **changed: Any) -> Case:
    first = preset(risk_of(name))._replace(steps=40)
    return Case(name, settings(first._replace(**changed)), run, at)


# The oracle ---------------------------------------------------------------------------------------


@cache
def samples(given: Settings) -> list[tuple[Mp, Mp]]:
    """The samples of some settings."""
    x, y = meant(given.data)
    return [(mp.mpf(a), mp.mpf(b)) for a, b in zip(x.tolist(), y.tolist(), strict=True)]


def batch_of(case: Case) -> list[tuple[Mp, Mp]]:
    """The samples of the batch at the step that is looked at."""
    given = case.given
    chosen = choose(given.seed, case.at // CHUNK, given.data.size, given.taken)
    rows = chosen[case.at % CHUNK, : given.taken]
    return [samples(given)[int(i)] for i in rows]


def loss(case: Case, z: Mp, y: Mp) -> Mp:
    return mp.log1p(mp.exp(z)) - y * z if case.given.risk.labels else (z - y) ** 2


def risk(case: Case, theta: Sequence[Mp], rows: list[tuple[Mp, Mp]] | None = None) -> Mp:
    """The risk, or that of a batch; complex or an error outside its domain."""
    a, b = map(mp.mpf, theta)
    if case.name in PLAIN:
        return mp.mpmathify(PLAIN[case.name](a, b))
    rows = samples(case.given) if rows is None else rows
    return mp.fsum(loss(case, a * x + b, y) for x, y in rows) / len(rows)


def slope(case: Case, theta: Sequence[Mp], rows: list[tuple[Mp, Mp]] | None = None) -> list[Mp]:
    """The gradient, from its formula where there are samples, else from differences."""
    a, b = map(mp.mpf, theta)
    if case.name in PLAIN:
        with mp.workdps(900):
            h = mp.mpf(10) ** -30
            ways = ((h, 0), (0, h))
            return [
                (risk(case, (a + p, b + q)) - risk(case, (a - p, b - q))) / (2 * h) for p, q in ways
            ]
    rows = samples(case.given) if rows is None else rows
    errors = [(weight(case, a * x + b, y), x) for x, y in rows]
    return [
        mp.fsum(e * x for e, x in errors) / len(rows),
        mp.fsum(e for e, _ in errors) / len(rows),
    ]


def weight(case: Case, z: Mp, y: Mp) -> Mp:
    """B times u, for one sample."""
    return 1 / (1 + mp.exp(-z)) - y if case.given.risk.labels else 2 * (z - y)


def curved(case: Case, theta: Sequence[Mp]) -> tuple[Mp, Mp]:
    """Eigenvalues of the Hessian, from differences of the gradient, smallest first."""
    a, b = map(mp.mpf, theta)
    h = mp.mpf(10) ** -12 * (1 + abs(a) + abs(b))
    first = [
        (p - q) / (2 * h)
        for p, q in zip(slope(case, (a + h, b)), slope(case, (a - h, b)), strict=True)
    ]
    second = [
        (p - q) / (2 * h)
        for p, q in zip(slope(case, (a, b + h)), slope(case, (a, b - h)), strict=True)
    ]
    middle, radius = (first[0] + second[1]) / 2, mp.hypot((first[0] - second[1]) / 2, first[1])
    return middle - radius, middle + radius


@cache
def _lowest(given: Settings, name: str) -> tuple[Mp, Mp]:
    case = Case(name, given, 0, 0)
    found = look.landscape(given).lowest
    assert found is not None
    theta = [mp.mpf(z) for z in found]
    for _ in range(8):
        a, b = slope(case, theta)
        h = mp.mpf(10) ** -20
        (p, q), (_, s) = (
            [(u - v) / h for u, v in zip(slope(case, place), (a, b), strict=True)]
            for place in ((theta[0] + h, theta[1]), (theta[0], theta[1] + h))
        )
        (r,) = [q]
        det = p * s - q * r
        theta = [theta[0] - (s * a - q * b) / det, theta[1] - (p * b - r * a) / det]
    return theta[0], theta[1]


def lowest(case: Case) -> tuple[Mp, Mp]:
    """Where the risk is lowest, by Newton's method in 60 digits."""
    if case.name in PLAIN:
        return {"bowl": (mp.mpf(0), mp.mpf(0)), "rosenbrock": (mp.mpf(1), mp.mpf(1))}[case.name]
    given = case.given._replace(steps=40, rate=0.1, optimiser="sgd")
    return _lowest(given, case.name)


def distance(case: Case, run: int, at: int) -> Mp:
    a, b = case.found.theta[run, at].tolist()
    p, q = lowest(case)
    return mp.hypot(a - p, b - q)


# What numbers in a sentence say -------------------------------------------------------------------

NUMBER = r"[+−]?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
PAIR = rf"\({NUMBER}, {NUMBER}\)"


def read(text: str) -> tuple[Mp, Mp]:
    """A number as readers see it, and half of its last digit."""
    return mp.mpf(plain(text)), last_place(text) / 2


def says(text: str, exact: Mp, size: Mp = 0) -> bool:
    """Whether a number is another's, rounded to its digits; rounding of ``size`` is forgiven."""
    number, half = read(text)
    whole = number == mp.nint(number) and "." not in text and "·" not in text
    slack = mp.mpf(10) ** -9 * max(1, abs(exact)) if whole or text.count(".") else 0
    return abs(number - exact) <= half * mp.mpf(1.001) + mp.mpf(10) ** -11 * size or (
        abs(number - exact) <= min(slack, mp.mpf(10) ** -11 * abs(exact))
    )


def pairs(text: str) -> list[list[str]]:
    """The numbers of each pair in a text."""
    return [re.findall(NUMBER, part) for part in re.findall(PAIR, text)]


def said(text: str, exact: Sequence[Mp], size: Mp = 0) -> bool:
    """Whether one pair is another's."""
    return all(says(one, z, size) for one, z in zip(pairs(text)[0], exact, strict=True))


def runs_of(text: str) -> list[int]:
    return (
        [int(part) - 1 for part in re.findall(r"\d+", text)] if "five" not in text else [*range(5)]
    )


# Judges -------------------------------------------------------------------------------------------


def nature(case: Case, there: Place) -> str:
    """What a risk is at a place that a run could not go to, or begin at."""
    if not np.isfinite(there).all():
        return "parameters"
    try:
        value = risk(case, there)
    except (ZeroDivisionError, ValueError):
        return "outside"
    if isinstance(value, mp.mpc):
        return "outside" if value.imag else nature(case, (there[0], there[1] * (1 + 1e-9)))
    if not mp.isfinite(value):
        return "outside"
    return "large" if abs(value) > 1.79e308 else "finite"


_WHY = {
    "the parameters that come next are not finite": "parameters",
    "the next step leads out of the domain of the risk": "outside",
    "the risk at the parameters that come next is too large for a number": "large",
    "outside the domain of the risk": "outside",
    "where the risk is too large for a number": "large",
}


def stopped(case: Case, match: re.Match[str]) -> bool:
    named, first, last, why = match.groups()
    when = {case.found.ended[run] for run in runs_of(named)}
    return (
        (min(when), max(when)) == (int(first), int(last or first))
        and all(theres(case, run) == _WHY[why] for run in runs_of(named))
        and all(
            case.found.theta[run, case.found.ended[run]].tolist() != [*there]
            for run in runs_of(named)
            if (there := case.found.beyond[run])
        )
    )


def theres(case: Case, run: int) -> str:
    there = case.found.beyond[run]
    return "goes on" if there is None else nature(case, there)


def never_begun(case: Case, match: re.Match[str]) -> bool:
    named, why = match.groups()
    return all(
        case.found.ended[run] == 0 and nature(case, case.given.starts[run]) == _WHY[why]
        for run in runs_of(named)
    )


def ended(case: Case, named: str) -> list[Mp]:
    """Distances at the end of runs that are named, which have to be all that go on."""
    going = [
        run
        for run in range(5)
        if theres(case, run) == "goes on" or case.found.ended[run] >= case.given.steps
    ]
    assert going == runs_of(named)
    return [distance(case, run, case.given.steps) for run in going]


def arrived(case: Case, match: re.Match[str]) -> bool:
    return max(ended(case, match[1])) < 1.0001e-6


def far(text: str, exact: Mp) -> bool:
    if text == "less than 10⁻⁶":
        return exact < 1e-6
    return exact > 1.79e308 if text == "too far for a number" else says(text, exact, exact)


def ends(case: Case, match: re.Match[str]) -> bool:
    away = sorted(ended(case, match[1]))
    middle = (away[(len(away) - 1) // 2] + away[len(away) // 2]) / 2
    return far(match[2], away[0]) and far(match[3], away[-1]) and far(match[4], middle)


def alone(case: Case, match: re.Match[str]) -> bool:
    (away,) = ended(case, match[1])
    return far(match[2], away)


def places(case: Case, match: re.Match[str]) -> bool:
    named = runs_of(match[1])
    shown = pairs(match[2])
    return len(named) == len(shown) and all(
        says(one, mp.mpf(z), abs(z))
        for run, pair in zip(named, shown, strict=True)
        for one, z in zip(pair, case.found.theta[run, case.given.steps].tolist(), strict=True)
    )


def at_place(case: Case, match: re.Match[str]) -> bool:
    theta = case.found.theta[case.run, case.at].tolist()
    return (
        int(match[1]) == case.at
        and int(match[2]) == case.run + 1
        and all(
            says(one, mp.mpf(z), abs(z)) for one, z in zip(pairs(match[3])[0], theta, strict=True)
        )
    )


def rows_here(case: Case) -> list[tuple[Mp, Mp]] | None:
    return None if case.name in PLAIN else batch_of(case)


def size_of(case: Case, theta: Place, rows: list[tuple[Mp, Mp]] | None) -> Mp:
    """What is added and subtracted for a gradient, at most."""
    a, b = map(abs, map(mp.mpf, theta))
    if rows is None:
        return 0 if "sin" not in case.name else 1
    return mp.fsum((a * x + b + abs(y)) * (1 + x) for x, y in rows) / len(rows)


def kinked(case: Case, theta: Place) -> bool:
    """Whether a risk is known to have a kink at a place."""
    return (case.name == "=abs(x)+y^2" and theta[0] == 0) or (
        case.name == "=max(x,y)" and theta[0] == theta[1]
    )


def beside(case: Case, theta: Place, rows: list[tuple[Mp, Mp]] | None) -> list[list[Mp]]:
    """Gradients that a sentence may give: on a kink those of its pieces, as JAX chooses."""
    if not kinked(case, theta):
        return [slope(case, theta, rows)]
    near = [[theta[0] + sign * mp.mpf(10) ** -28, theta[1]] for sign in (1, -1)]
    with mp.workdps(900):
        right, left = (slope(case, place) for place in near)
    return [right, left, [(p + q) / 2 for p, q in zip(right, left, strict=True)]]


def weighted(case: Case, match: re.Match[str]) -> bool:
    theta = case.found.theta[case.run, case.at].tolist()
    rows, taken, count = rows_here(case), case.given.taken, case.given.data.size
    others = "one" if taken == count - 1 else count - taken
    weights = {
        "u = 1": case.name in PLAIN,
        f"u weights all {count} samples": case.name not in PLAIN and taken == count,
        f"u weights the {taken} samples of the batch and is 0 for the other {others}": (
            1 < taken < count
        ),
        f"u weights the one sample of the batch and is 0 for the other {others}": taken == 1,
    }
    size = size_of(case, theta, rows)
    gradients = beside(case, theta, rows)
    return weights[match[1]] and any(said(match[2], one, size) for one in gradients)


def leads(case: Case, match: re.Match[str]) -> bool:
    theta, following = (case.found.theta[case.run, case.at + k].tolist() for k in range(2))
    risky = [
        rough(case, place)
        + (size_of(case, place, rows_here(case)) ** 2 if case.name not in PLAIN else 0)
        for place in (theta, following)
    ]
    return (
        all(
            says(one, mp.mpf(z), abs(z) + abs(w))
            for one, z, w in zip(pairs(match[1])[0], following, theta, strict=True)
        )
        and says(match[2], risk(case, theta), risky[0])
        and says(match[3], risk(case, following), risky[1])
    )


def rough(case: Case, theta: Place) -> Mp:
    """What is added and subtracted for the value of a plain function, at most."""
    if case.name not in PLAIN:
        return 0
    a, b = (abs(mp.mpf(z)) for z in theta)
    return {
        "rosenbrock": (b + a**2) ** 2 * mp.mpf(10) ** -16 + (1 + a) ** 2 * mp.mpf(10) ** -16
    }.get(
        case.name, a + b if "+x" in case.name or "-x" in case.name or "x+y" in case.name else 0
    ) + abs(risk(case, theta))


def too_large(case: Case, _: re.Match[str]) -> bool:
    """Of the risk at this step or the next, that one is too large."""
    places = [case.found.theta[case.run, case.at + k].tolist() for k in range(2)]
    return any(abs(risk(case, theta)) > 1.79e308 for theta in places)


def changes(case: Case) -> tuple[Mp, Mp, Mp]:
    """What a JVP says of a step, what the risk does, and how far rounding reaches."""
    theta = case.found.theta[case.run, case.at].tolist()
    following = case.found.theta[case.run, case.at + 1].tolist()
    rows = rows_here(case)
    step = [mp.mpf(q) - mp.mpf(p) for p, q in zip(theta, following, strict=True)]
    first = mp.fdot(slope(case, theta, rows), step)
    before, after = risk(case, theta, rows), risk(case, following, rows)
    size = abs(before) + abs(after) + abs(first)
    if rows:
        size += size_of(case, theta, rows) ** 2 + size_of(case, following, rows) ** 2
    else:
        size += rough(case, theta) + rough(case, following)
    return first, after - before, size


def subject(case: Case) -> str:
    part = case.given.risk.sampled and case.given.taken < case.given.data.size
    return "the risk of the batch" if part else "the risk"


def promised(case: Case, match: re.Match[str]) -> bool:
    theta, following = (case.found.theta[case.run, case.at + k].tolist() for k in range(2))
    if kinked(case, theta):
        step = [mp.mpf(q) - mp.mpf(p) for p, q in zip(theta, following, strict=True)]
        return any(says(match[2], mp.fdot(one, step)) for one in beside(case, theta, None))
    first, _, size = changes(case)
    return match[1] == subject(case) and says(match[2], first, size) and sign(match[2], first)


def sign(text: str, exact: Mp) -> bool:
    if text == "0":
        return True
    return text.startswith("−") is bool(exact < 0) and text.startswith("+") is bool(exact > 0)


def kept(case: Case, match: re.Match[str]) -> bool:
    first, change, size = changes(case)
    return says(match[1], change, size) and sign(match[1], change) and first != change


def no_more(case: Case, _: re.Match[str]) -> bool:
    first, change, size = changes(case)
    return abs(first - change) <= mp.mpf(10) ** -12 * size


def along_large(case: Case, match: re.Match[str]) -> bool:
    theta = [case.found.theta[case.run, case.at + k].tolist() for k in range(2)]
    rows = rows_here(case)
    return match[1] == subject(case) and any(abs(risk(case, p, rows)) > 1e290 for p in theta)


def has_stopped(case: Case, _: re.Match[str]) -> bool:
    return theres(case, case.run) != "goes on" and case.at >= case.found.ended[case.run]


PROBES = ((mp.mpf("0.31"), mp.mpf("0.17")), (mp.mpf("0.73"), mp.mpf("0.58")))


def is_quadratic(case: Case) -> bool:
    here, there = (curved(case, place) for place in PROBES)
    return max(abs(p - q) for p, q in zip(here, there, strict=True)) < mp.mpf(10) ** -10 * (
        1 + abs(here[1])
    )


def whole(case: Case) -> bool:
    return not case.given.risk.sampled or case.given.taken == case.given.data.size


_BOUNDS = {
    "2/λmax": ("sgd", mp.mpf(2)),
    "2(1 + β)/λmax": ("momentum", 2 * mp.mpf("1.9")),
    "2(1 + β)/((1 + 2β) λmax)": ("nesterov", 2 * mp.mpf("1.9") / mp.mpf("2.8")),
}
_NAMES = {"sgd": "plain descent", "momentum": "Momentum", "nesterov": "Nesterov"}


def bound(case: Case) -> Mp:
    return OPTIMISERS[case.given.optimiser].bound / curved(case, PROBES[0])[1]


def limit(case: Case, match: re.Match[str]) -> bool:
    name = match["bowl"] or match["edge"]
    rule, times = _BOUNDS[match["formula"]]
    least, most = curved(case, PROBES[0])
    return (
        case.given.optimiser == rule
        and name == _NAMES[rule]
        and (match["beta"] is None) is (rule == "sgd")
        and is_quadratic(case)
        and whole(case)
        and most > 0
        and (not match["bowl"] or least > mp.mpf(10) ** -12 * most)
        and (not match["edge"] or least > -(mp.mpf(10) ** -12) * most)
        and says(match["value"], times / most, times / most)
    )


def paced(case: Case, match: re.Match[str]) -> bool:
    ratio = case.given.rate / bound(case)
    by = {"exactly as much as": abs(ratio - 1) < 1e-14, "more than": ratio > 1 + 1e-15}
    stands = {
        "that limit, as nearly as rounding can tell": "exactly as much as",
        "beyond it": "more than",
    }
    return (
        says(match[1], mp.mpf(case.given.rate), case.given.rate)
        and stands[match[2]] == match[3]
        and by[match[3]]
        and (match[4] is None) is (case.given.optimiser == "sgd")
    )


def share(case: Case, match: re.Match[str]) -> bool:
    part = case.given.rate / bound(case)
    if not says(match[1], mp.mpf(case.given.rate), case.given.rate) or part >= 1:
        return False
    return part > 0.99 if match[2] else says(match[3], 100 * part) and match[3] != "100"


def optima(case: Case, match: re.Match[str]) -> bool:
    a, b = lowest(case)
    truth = case.given.risk.truth
    assert truth is not None
    away = mp.hypot(a - truth[0], b - truth[1])
    name = "the lowest place" if case.given.risk.labels else "least squares"
    return (
        int(match[1]) == case.given.data.size
        and match[2] == name
        and said(match[3], (a, b), 1)
        and far(match[4], away)
    )


def errors_there(case: Case) -> Mp:
    """The largest error at the lowest place, in units of what it is a difference of."""
    a, b = lowest(case)
    return max(
        abs(weight(case, a * x + b, y)) / (abs(a * x) + abs(b) + abs(y))
        for x, y in samples(case.given)
    )


def sums_to_zero(case: Case, _: re.Match[str]) -> bool:
    return max(map(abs, slope(case, lowest(case)))) < 1e-30


def pulls(case: Case, _: re.Match[str]) -> bool:
    """Each sample alone, and the first batch, pull at the lowest place."""
    return not whole(case) and errors_there(case) > 8e-16


def agrees(case: Case, _: re.Match[str]) -> bool:
    return errors_there(case) < 1e-15


def parted(case: Case, _: re.Match[str]) -> bool:
    """Whether a line of the parameters lowers the loss of every sample without end."""
    x, y = meant(case.given.data)
    cuts = [*x.tolist(), -1.0, 1e9]
    return any(
        all(
            (side * (one - cut) > 0) is bool(label) or one == cut
            for one, label in zip(x.tolist(), y.tolist(), strict=True)
        )
        for cut in cuts
        for side in (1, -1)
    )


def quarter(case: Case, match: re.Match[str]) -> bool:
    going = [
        run
        for run in range(5)
        if theres(case, run) == "goes on" or case.found.ended[run] >= case.given.steps
    ]
    steps = case.given.steps
    tail = [distance(case, run, at) for run in going for at in range(int(0.75 * steps), steps + 1)]
    who = [*range(5)] if match["who"] == "the runs" else runs_of(match["who"])
    root = mp.sqrt(mp.fsum(z**2 for z in tail) / len(tail))
    if match["near"]:
        return who == going and max(tail) < 1.0001e-6
    return (
        who == going
        and far(match["away"], root)
        and says(match["rate"], mp.mpf(case.given.rate), case.given.rate)
    )


def pasted(case: Case, match: re.Match[str]) -> bool:
    given = case.given
    return (
        match[1] == given.risk.title
        and int(match[2]) == given.steps
        and match[3] == OPTIMISERS[given.optimiser].title
        and (match[4] is not None) is given.risk.sampled
    )


WHO = r"(the five runs|runs? [\d, and]+)"
RUNS = r"(Runs? [\d, and]+?)"
FAR = rf"(less than 10⁻⁶|too far for a number|{NUMBER})"
CLAIMS: list[Claim[Case]] = [
    claim(rf"{RUNS} stopped at steps? (\d+)(?: to (\d+))?: (.+)\.", stopped),
    claim(rf"{RUNS} starts? (.+), and takes? no step\.", never_begun),
    claim(
        rf"After \d+ steps {WHO} (?:is|are) within 10⁻⁶ of (?:least squares|the lowest place)\.",
        arrived,
    ),
    claim(
        rf"After \d+ steps {WHO} are {FAR} to {FAR} from (?:least squares|the lowest place) "
        rf"\(median {FAR}\)\.",
        ends,
    ),
    claim(rf"After \d+ steps {WHO} is {FAR} from (?:least squares|the lowest place)\.", alone),
    claim(rf"After \d+ steps {WHO} (?:is|are) at ((?:{PAIR}(?:, )?)+)\.", places),
    claim(rf"At step (\d+), run (\d) is at ({PAIR})\.", at_place),
    claim(rf"Here (.+), and uᵀJ = ({PAIR})\.", weighted),
    claim(rf"The step leads to ({PAIR}), and the risk goes from ({NUMBER}) to ({NUMBER})\.", leads),
    claim(r"The risk there, or where the step leads, is too large for a number\.", too_large),
    claim(rf"Along the step of this run, a JVP says that (.+) changes by ({NUMBER})\.", promised),
    claim(rf"It changes by ({NUMBER}): to first order is not exactly\.", kept),
    claim(rf"It changes by ({NUMBER})\.", lambda case, m: says(m[1], *changes(case)[1:])),
    claim(
        r"This may be a kink, where the slope is the one that JAX chooses\.",
        lambda case, _: case.name in {"=abs(x)+y^2", "=max(x,y)"},
    ),
    claim(r"What it changes by differs from that by no more than rounding\.", no_more),
    claim(r"Along the step of this run (.+) is too large for a number\.", along_large),
    claim(r"This run has stopped: there is no step to take a JVP along\.", has_stopped),
    claim(
        r"On this quadratic, (?:(?P<bowl>.+) with full gradients converges|the steps of "
        r"(?P<edge>.+) with full gradients die out along the sharpest direction) below "
        rf"(?P<formula>.+?) = (?P<value>{NUMBER}), where λmax is the largest eigenvalue of the "
        r"Hessian(?P<beta> and β = 0\.9)?\.",
        limit,
    ),
    claim(
        rf"The rate ({NUMBER}) is (that limit, as nearly as rounding can tell|beyond it): along "
        r"the sharpest direction each step overshoots by (exactly as much as|more than) it "
        r"mends(, in the long run)?\.",
        paced,
    ),
    claim(rf"The rate ({NUMBER}) is (?:(just below that)|({NUMBER}) % of that)\.", share),
    free(r"No limit is marked on the rate\."),
    claim(
        r"Adam divides each step by the recent size of the gradient, .+",
        lambda case, _: case.given.optimiser == "adam",
    ),
    claim(
        r"The curvature of this risk changes from place to place, .+",
        lambda case, _: not is_quadratic(case),
    ),
    free(r"It is not known whether the curvature of this risk is the same everywhere\."),
    claim(
        r"This risk may have kinks or jumps, of which its Hessian says nothing\.",
        lambda case, _: any(word in case.name for word in ("abs", "max")),
    ),
    claim(
        r"The Hessian of this risk is 0 everywhere: .+",
        lambda case, _: all(max(map(abs, curved(case, place))) < 1e-12 for place in PROBES),
    ),
    claim(
        r"This risk curves downwards along some direction, and at any rate .+",
        lambda case, _: is_quadratic(case) and curved(case, PROBES[0])[0] < 0 and whole(case),
    ),
    claim(
        r".+ is for full gradients\.",
        lambda case, m: (
            OPTIMISERS[case.given.optimiser].formula == m[0].removesuffix(" is for full gradients.")
        ),
    ),
    claim(
        r"Mini-batches can diverge earlier, since a batch can be steeper than the whole\.",
        lambda case, _: steeper(case),
    ),
    free(r"Set the batch size to N to see it\."),
    claim(
        rf"The risk is lowest at ({PAIR})\.",
        lambda case, m: said(m[1], [mp.mpf(z) for z in case.given.risk.truth or ()]),
    ),
    claim(
        rf"For these (\d+) samples (least squares|the lowest place) is ({PAIR}), {FAR} from "
        r"there\.",
        optima,
    ),
    claim(
        r"In the last quarter of the steps (?P<who>.+) (?:is|are) (?P<near>within 10⁻⁶) of .+\."
        r"(?P<rate>)(?P<away>)",
        quarter,
    ),
    claim(
        rf"In the last quarter of the steps, at rate (?P<rate>{NUMBER}), (?P<who>.+) (?:is|are) "
        rf"(?P<away>{FAR}) from .+ \(root mean square\)\.(?P<near>)",
        quarter,
    ),
    claim(
        r"Runs as pasted: the five runs of “(.+)” on screen, (\d+) steps of (\w+)"
        r"(, on the same batches in both libraries)?\.",
        pasted,
    ),
    claim(
        r"A run that stops on screen goes on there\.",
        lambda case, _: any(there is not None for there in case.found.beyond),
    ),
    # Sections of the words, where which of them is said depends on the state
    claim(
        r"At the minimum the rows of all samples, weighted by their errors, add up to zero\.",
        sums_to_zero,
    ),
    claim(r"The rows of a\s+batch seldom do, so a run that is there is pulled away again\.", pulls),
    free(r"How far runs wander grows with the rate: .+"),
    claim(r"Each step takes all samples\.", lambda case, _: whole(case)),
    claim(r"At the minimum their rows, .+ nothing\s+pulls there\.", sums_to_zero),
    claim(
        r"At the minimum the error of each sample is zero, as far as rounding can tell\.", agrees
    ),
    claim(r"So every batch agrees\s+that nothing pulls there, however small it is\.", agrees),
    claim(
        r"Some x parts the labels 0 from the labels 1, so that .+ this empirical risk has no "
        r"minimum\.",
        parted,
    ),
    claim(
        r"No minimum of this risk was found\.",
        lambda case, _: look.landscape(case.given).lowest is None,
    ),
    claim(
        r"The errors are a function of the parameters, .+",
        lambda case, _: case.given.risk.sampled and not case.given.risk.labels,
    ),
    claim(
        r"The scores are a function of the parameters, .+", lambda case, _: case.given.risk.labels
    ),
    free(r"The\s+risk is one function more, from (?:errors|scores) to a single number\."),
    free(
        r"Pulled back with u = 1 it weights each\s+(?:error|score by the error of its "
        r"probability), .+"
    ),
    free(r"Leaving samples\s+out of a batch does not change J\."),
    free(r"It sets their u to zero\."),
    claim(r"This risk has no samples behind it\.", lambda case, _: not case.given.risk.sampled),
    free(
        r"It is a function with a single output, so J is a single row,\s+and u = 1 returns it "
        r"whole\."
    ),
    claim(
        r"Here x is log-normal, y is a line with normal noise, and .+",
        lambda case, _: off_the_line(case) > 0,
    ),
    claim(
        r"The noise of these N samples\s+does not cancel .+", lambda case, _: off_the_line(case) > 0
    ),
    free(r"So the two lowest\s+places differ\."),
    free(r"Once there are many samples, four times as many halve the distance, on average\."),
    claim(
        r"Here x is log-normal, y is a line without noise, and .+",
        lambda case, _: off_the_line(case) < 1e-14,
    ),
    claim(
        r"Each sample lies on the line, so\s+both risks are lowest .+",
        lambda case, _: off_the_line(case) < 1e-14,
    ),
    claim(
        r"Here x is log-normal, y is 1 with the probability .+",
        lambda case, _: case.given.risk.labels,
    ),
    free(r"The labels of these N samples are drawn, .+"),
    free(r"Its parameters, where any are the best, are not those of the true curve, but .+"),
]


def steeper(case: Case) -> bool:
    """Whether some batch has a larger eigenvalue than all samples have."""
    steepest = max(samples(case.given), key=lambda row: row[0])
    alone = case.given.taken == 1
    most = 2 * (steepest[0] ** 2 + 1) if alone else mp.inf
    return not whole(case) and case.given.risk.slug == "line" and most > curved(case, PROBES[0])[1]


def off_the_line(case: Case) -> Mp:
    a, b = case.given.risk.truth or (0.0, 0.0)
    return max(abs(y - (a * x + b)) / (abs(a * x) + abs(b)) for x, y in samples(case.given))


# What is said -------------------------------------------------------------------------------------


def texts(case: Case) -> list[str]:
    """All that the page says of a state, without its definitions."""
    given, found, stops = case.given, case.found, case.stops
    least = look.landscape(given)
    away = None if least.lowest is None else look.distances(given, found, least.lowest)
    seen = look.stepped(given, found, case.run, case.at)
    stop = stops[case.run]
    stands = stop is not None and case.at >= stop.step
    parts = [
        captions.ends(given, found, stops, away),
        section("descent", outputs(given)).words,
        captions.step(given, case.run, case.at, seen, stop),
        captions.promise(given, seen, verdicts.kept(seen), stands),
        captions.limit(given, verdicts.limit(given)),
        captions.code(given, stops),
    ]
    if given.risk.sampled:
        parts += [
            section("descent", drawn(given)).words,
            captions.optima(given, least),
            section("descent", rest(given)).words,
            captions.wandering(given, stops, away),
        ]
    return [part for part in parts if part]


def limits(name: str, rule: str, **changed: Any) -> list[Case]:
    """A risk at, beside, below and far beyond the limit of its rate."""
    first = state(name, optimiser=rule, **changed)
    rate = verdicts.limit(first.given).rate
    assert rate is not None
    parts = (0.01, 0.5, 0.96, 0.997, 1 - 1e-9, 1.0, 1 + 1e-9, 1.02, 1.9)
    return [
        state(name, optimiser=rule, rate=part * rate, at=7, run=k % 5, **changed)
        for k, part in enumerate(parts)
        if part * rate <= 100
    ]


def states() -> list[Case]:
    """Hundreds of states: limits, kinks, saddles, overflow, no noise, two samples, one, all."""
    far = (1e6, -1e6, 0.0, 0.0, 1e-7, 1e-7, 3.0, 1e6, 1.0, 1.0)
    return [
        *(
            state(name, run=run, at=at, rate=rate)
            for name in PLAIN
            for run, at, rate in ((0, 0, 0.01), (1, 3, 0.3), (4, 40, 0.1), (2, 39, 5.0))
        ),
        *(state(name, run=run, at=1, rate=0.1, starts=far) for name in PLAIN for run in (0, 1, 4)),
        *(
            one
            for name in ("=x^2+10*y^2", "bowl", "=1e6*x^2+y^2", "=(x+y)^2", "=x^2/3+y^2/7-x")
            for one in limits(name, "sgd")
        ),
        *(one for rule in ("momentum", "nesterov") for one in limits("=x^2+10*y^2", rule)),
        *(
            one
            for rule in ("sgd", "momentum", "nesterov")
            for one in limits("line", rule, batch=200)
        ),
        *limits("line", "sgd", samples=2, batch=2),
        state("=x^2+10*y^2", rate=0.1),
        state("bowl", rate=0.2, at=40),
        state(
            "=log(x)+y^2", starts=(1.0, 1.0, 0.0, 1.0, -1.9, 2.0, 2.0, 2.0, 1e-7, 0.0), run=2, at=9
        ),
        state("=log(x)+y^2", starts=(1.0, 1.0, 0.0, 1.0, -1.9, 2.0, 2.0, 2.0, 1e-7, 0.0), run=1),
        state("=exp(x^2)+y^2", starts=(30.0, 1.0, 26.6, 1.0, 1.0, 1.0, 0.1, 1.0, 0.0, 0.0), run=0),
        state("=1/x+y^2", starts=(0.0, 1.0, 1e-7, 1.0, 1.0, 1.0, -1.0, 1.0, 1e6, 0.0), run=1),
        *(
            state("line", run=seed % 5, at=at, seed=seed, batch=batch, noise=noise, rate=rate)
            for seed, (batch, noise, rate, at) in enumerate(
                (batch, noise, rate, at)
                for batch in (1, 16, 200)
                for noise in (0.0, 1e-300, 1e-7, 0.5, 5.0)
                for rate, at in ((1e-6, 0), (0.05, 17), (1.0, 40), (50.0, 39))
            )
        ),
        *(
            state("line", at=2, samples=samples, batch=1, spread=0.05, noise=noise, seed=5410)
            for samples in (2, 4, 1000)
            for noise in (1e-13, 1e-12, 1e-11)
        ),
        *(
            state("line", at=3, samples=samples, batch=min(batch, samples), spread=spread, steps=60)
            for samples in (2, 3, 17)
            for batch in (1, 2, 17)
            for spread in (0.05, 1.5)
        ),
        *(
            state("line", at=at, run=1, batch=batch, noise=noise, rate=0.3, steps=2000)
            for at in (0, 1500, 2000)
            for batch, noise in ((200, 0.5), (16, 0.0))
        ),
        state("line", batch=200, rate=90.0, steps=300, at=290),
        state("line", batch=1, rate=60.0, steps=300, at=120),
        *(
            state("logistic", run=2, at=5, samples=samples, batch=min(batch, samples), seed=seed)
            for samples in (2, 5, 200)
            for batch in (1, 200)
            for seed in (1, 4, 7)
        ),
        state("logistic", samples=3, batch=1, seed=39, at=4),
        state(
            "rosenbrock", starts=(9.0, 9.0, -8.0, 3.0, 1.1, 1.2, 7.0, -9.0, 50.0, 1.0), run=2, at=9
        ),
        state("=abs(x)+y^2", starts=(0.0, 1.0, 1e-7, 1.0, -1e6, 0.0, 0.5, 0.0, 0.1, 0.1), rate=0.1),
        state(
            "=max(x,y)", starts=(1.0, 1.0, 2.0, 1.0, 1.0, 2.0, 0.0, 0.0, 1e6, 1e6), rate=0.1, run=4
        ),
        *(state("logistic", rate=rate, at=20, batch=16) for rate in (1e-6, 5.0, 100.0)),
        *(
            state(name, optimiser=rule, rate=rate, at=11, run=3)
            for name in ("line", "=log(x)+y^2", "rosenbrock")
            for rule in ("momentum", "adam")
            for rate in (0.01, 1.0)
        ),
    ]


def test_every_sentence_is_true_at_hundreds_of_states(stride: int) -> None:
    cases = states()
    assert len(cases) > 300
    met: Counter[str] = Counter()
    for case in cases[::stride]:
        met += judged(texts(case), CLAIMS, case)
    if stride == 1:
        all_met(CLAIMS, met)


def test_the_oracle_finds_what_is_false() -> None:
    case = state("=x^2+10*y^2", rate=0.1)
    for text in (
        "The rate 0.1 is beyond it: along the sharpest direction each step overshoots by more than "
        "it mends.",
        "The curvature of this risk changes from place to place, so that a rate may be safe here.",
        "After 40 steps the five runs are at (0, 0), (0, 0), (0, 0), (0, 0), (0, 0).",
    ):
        with pytest.raises(AssertionError):
            judged([text], CLAIMS, case)


def test_the_names_of_risks_here_are_those_of_the_page() -> None:
    assert {*RISKS} <= {*PLAIN, "line", "logistic"}
