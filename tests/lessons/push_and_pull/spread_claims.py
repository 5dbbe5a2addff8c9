"""Every sentence on stretching and on clouds, at many states, against what is true."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from explainers.core.expression import entry as typed
from explainers.core.numerals import reading
from explainers.core.push_and_pull.spread import CLOSE, COUNT, Cloud, Stretch, cloud, draws, stretch
from explainers.core.verdicts import Lie
from explainers.lessons.push_and_pull import spread as captions
from tests.claims import Claim, claim, free, judged
from tests.exact import mp
from tests.lessons.shared_claims import N, V
from tests.lessons.states import State, says
from tests.numbers import number

EVERY = 9
"""One state in so many is tried with a cloud, which asks for 160 values in 180 digits."""
SPREADS = (1e-3, 0.3, 0.02, 40.0)
MORE = (
    # flat, flat but to JAX's convention at a kink, near what overflows
    ("[0*x1,0*x2]", (1.0, 2.0), 0.3),
    ("relu(x1)-max(x1,0)", (0.0,), 0.3),
    ("exp(x1)", (709.7,), 1e-3),
    # squares that overflow, and such as vanish
    ("exp(x1)", (400.0,), 0.1),
    ("exp(x1)", (-400.0,), 0.1),
    ("exp(x1)", (-372.0,), 0.02),
    ("[exp(x1),x2]", (400.0, 1.0), 0.02),
    # as long as before, in all directions or nearly so
    ("3-x1", (0.5,), 0.3),
    ("[x2,x1]", (0.5, 2.0), 0.3),
    ("[x1+0*x3,x2]", (0.5, 2.0, 1.0), 0.3),
    ("[x1,1.0001*x2]", (0.5, 2.0), 0.3),
)


class Spread(State):
    """A state with what is known of its J, and a cloud."""

    wide = 0.0

    @cached_property
    def stretch(self) -> Stretch:
        return stretch(self.found)

    @cached_property
    def room(self) -> float:
        return float(np.abs(self.found.errors.jacobian).sum()) if self.stretch.rank else np.inf

    @cached_property
    def true(self) -> list[Any]:
        """Singular values of the J that is shown."""
        return list(mp.svd_r(mp.matrix(self.found.numbers.jacobian.tolist()), compute_uv=False))

    @cached_property
    def cloud(self) -> Cloud:
        return cloud(self.entry.map, self.found, self.x, self.wide)

    @cached_property
    def points(self) -> list[list[Any]]:
        """Values at the inputs, in many digits."""
        return [
            self.exact.at([self.wide * float(z) for z in draw], mp.mpf(1))
            for draw in draws(self.entry.n)
        ]

    def moments(self, output: int) -> tuple[Any, Any, Any]:
        """Spread by the J that is shown, spread of the points, and their mean less f(x)."""
        away = [point[output] - self.exact.value[output] for point in self.points]
        mean = mp.fsum(away) / COUNT
        around = mp.sqrt(mp.fsum((z - mean) ** 2 for z in away) / COUNT)
        row = self.found.numbers.jacobian[output]
        return self.wide * mp.sqrt(mp.fsum(mp.mpf(float(z)) ** 2 for z in row)), around, mean


def values(s: Spread, text: str) -> bool:
    told = text.strip("()").split(", ")
    return len(told) == len(s.true) and all(
        says(one, true, s.room + (s.stretch.error if one == "0" else 0))
        for one, true in zip(told, s.true, strict=True)
    )


def alone(s: Spread, m: re.Match[str]) -> bool:
    kind, same, times = m.groups()
    told = abs(s.true[0] - 1) <= 1e-11 + s.room if same else says(times, s.true[0], s.room)
    return s.entry.n == 1 and (kind == "number") == (s.entry.m == 1) and bool(told)


def about(s: Spread, text: str) -> bool:
    """Whether all singular values are told by one number."""
    return says(text, s.true[0], s.room) and says(text, s.true[-1], s.room)


def even(s: Spread, m: re.Match[str]) -> bool:
    named = (m[1] == "v") == (m[2] == "pushed") == (s.entry.m >= s.entry.n)
    return named and bool(s.true[0] - s.true[-1] <= 1e-11 * s.true[0] + 2 * s.room)


def between(s: Spread, low: str, high: str) -> bool:
    fits = s.true[-1] > 0 if low == "more than 0" else says(low, s.true[-1], s.room)
    return fits and says(high, s.true[0], s.room)


def condition(s: Spread, m: re.Match[str]) -> bool:
    true = s.true[0] / s.true[-1] if s.true[-1] else mp.inf
    told, square = number(m["number"]), s.entry.m >= s.entry.n
    named = m["vector"] == ("v" if square else "u") and m["way"].startswith("pushed") == square
    if m["least"]:
        return named and told <= true
    return named and says(m["number"], true, captions.TOLD * true)


def index(name: str) -> int:
    """Which output a name like y₂ is of."""
    return "₁₂₃₄₅₆₇₈₉".index(name[1])


def row(s: Spread, m: re.Match[str]) -> bool:
    output = index(m[1])
    linear, around, mean = s.moments(output)
    doubt = float(s.cloud.doubt[output])
    slack = [doubt if text == "0" else CLOSE / 100 * abs(reading(text)) for text in (m[2], m[3])]
    moved = (
        abs(mean) <= 1.01 * reading(m[4].removeprefix("below "))
        if m[4].startswith("below")
        else says(m[4], mean, doubt)
    )
    return says(m[2], linear, slack[0], 4) and says(m[3], around, slack[1], 4) and moved


def ratio(s: Spread, m: re.Match[str], wider: bool) -> bool:
    linear, around, _ = s.moments(index(m[1]))
    true = around / linear
    return (true > 1) == wider and says(m[2], true, CLOSE / 4 * true)


def spreads_alone(s: Spread, m: re.Match[str], points: bool) -> bool:
    output = index(m[1])
    linear, around, _ = s.moments(output)
    doubt = float(s.cloud.doubt[output])
    return (linear <= doubt < around) if points else (around <= doubt < linear)


def hidden(s: Spread) -> bool:
    """Whether rounding, or what overflows, is no small part of some spread."""
    doubt, true = s.cloud.doubt, s.cloud.true
    return not (np.isfinite(doubt).all() and (doubt <= CLOSE / 10 * true).all())


def lost(s: Spread, m: re.Match[str]) -> bool:
    count = sum(not all(map(mp.isfinite, point)) for point in s.points)
    told = COUNT if m[1] == "all" else int(m[1].removesuffix(" of"))
    huge = sum(any(abs(z) > 1e290 for z in point if mp.isfinite(z)) for point in s.points)
    return count <= told <= count + huge


def rank_of(s: Spread) -> int:
    return s.stretch.rank


SUB = "(y[₁-₉])"
CELL = rf"({N[1:-1]})"
CLAIMS: tuple[Claim[Any], ...] = (
    claim(
        r"J is 0 here, as far as rounding lets it be told: every v is pushed to 0\.",
        lambda s, _: max(s.true) <= s.stretch.error * s.entry.n,
    ),
    claim(
        r"J is a single row\.",
        lambda s, _: s.entry.m == 1 < s.entry.n,
    ),
    claim(
        rf"Of all v of length 1 the one along it is pushed farthest, to {CELL}, and those at "
        rf"right angles to it are pushed to 0: {CELL} is the only singular value\.",
        lambda s, m: says(m[1], s.true[0], s.room) and m[1] == m[2],
    ),
    claim(
        r"J is a single (column|number): "
        rf"it (?:(leaves every v as long as it is)|makes every v {CELL} times as long)\.",
        alone,
    ),
    free(r"With one singular value the condition number is 1\."),
    claim(rf"The singular values of J are {V} here\.", lambda s, m: values(s, m[1])),
    claim(
        r"As far as rounding lets it be told, J has rank (\d+): the smallest is 0, some (v|u) "
        r"other than 0 (?:is pushed to|pulls back) 0, and the condition number is infinite\.",
        lambda s, m: (
            int(m[1]) == rank_of(s) < min(s.entry.m, s.entry.n)
            and (m[2] == "v") == (s.entry.m >= s.entry.n)
        ),
    ),
    claim(
        rf"A v of length 1 is pushed to a length between (more than 0|{N[1:-1]}) and {CELL}\.",
        lambda s, m: s.entry.m >= s.entry.n and between(s, m[1], m[2]),
    ),
    claim(
        rf"A v of length 1 is pushed to {CELL} at most, and some to 0, for J has more columns than "
        r"rows\.",
        lambda s, m: s.entry.n > s.entry.m and says(m[1], s.true[0], s.room),
    ),
    claim(
        rf"A v of length 1 is pushed to a length of about {CELL}\.",
        lambda s, m: s.entry.m >= s.entry.n and about(s, m[1]),
    ),
    claim(
        rf"A u of length 1 pulls back a length of about {CELL}\.",
        lambda s, m: s.entry.n > s.entry.m and about(s, m[1]),
    ),
    claim(
        r"Up to rounding the condition number is 1: all (v|u) of one length are "
        r"(pushed|pulled back) to one length\.",
        even,
    ),
    claim(
        rf"A u of length 1 pulls back a length between (more than 0|{N[1:-1]}) and {CELL}\.",
        lambda s, m: s.entry.n > s.entry.m and between(s, m[1], m[2]),
    ),
    claim(
        rf"The condition number is (?P<least>at least )?(?P<number>{N[1:-1]}): of two "
        r"(?P<vector>v|u) of one length, one can be (?P<way>pushed|pulled back) up to so many "
        r"times as long as the other\.",
        condition,
    ),
    claim(
        rf"f has no finite value at (all|\d+ of) the {COUNT} inputs: nothing is compared here\.",
        lost,
    ),
    free(
        r"\| output \| spread by J \| spread of the points \| their mean − f\(x\) \|"
        r"\n\|:--\|:--\|:--\|:--\|"
    ),
    claim(rf"\| {SUB} \| {CELL} \| {CELL} \| ((?:below )?{N[1:-1]}) \|", row),
    claim(
        rf"\| {SUB} \| not known \| not known \| not known \|",
        lambda s, _: hidden(s),
    ),
    claim(
        r"Rounding hides how wide some output spreads\.",
        lambda s, _: hidden(s),
    ),
    claim(
        r"Nothing spreads, neither by J nor by f\.",
        lambda s, _: all(max(s.moments(i)[:2]) <= s.cloud.doubt[i] for i in range(s.entry.m)),
    ),
    claim(rf"{SUB} spreads {CELL} times as wide as J says\.", lambda s, m: ratio(s, m, True)),
    claim(rf"{SUB} spreads only {CELL} times as wide as J says\.", lambda s, m: ratio(s, m, False)),
    claim(
        rf"J says that {SUB} does not spread, and it does\.",
        lambda s, m: spreads_alone(s, m, True),
    ),
    claim(
        rf"J says that {SUB} spreads, and it does not\.", lambda s, m: spreads_alone(s, m, False)
    ),
    claim(
        r"At x f is not known to be smooth, and then no cloud need be small enough for J\.",
        lambda s, _: any(lie is not Lie.SMOOTH for lie in s.found.local.whole),
    ),
    claim(
        r"So far from x, f is not its linear picture\.",
        lambda s, _: (
            all(lie is Lie.SMOOTH for lie in s.found.local.whole)
            and any(
                abs(a - b) > CLOSE / 2 * max(a, b) for a, b, _ in map(s.moments, range(s.entry.m))
            )
        ),
    ),
    claim(
        r"Each output spreads as wide as J says, to within 2%\.",
        lambda s, _: all(
            abs(a - b) <= 1.2 * CLOSE * max(a, b) + s.cloud.doubt[i]
            for i, (a, b, _) in enumerate(map(s.moments, range(s.entry.m)))
        ),
    ),
)


def more() -> Iterator[State]:
    """States beside the usual ones, each with a cloud."""
    for text, x, _ in MORE:
        entry = typed(text)
        yield State(entry, x, (1.0,) * entry.n, (1.0,) * entry.m)


class Held:
    """Holds what is said at one place after another to the table."""

    def __init__(self) -> None:
        self.met: Counter[str] = Counter()
        self.places: set[tuple[str, tuple[float, ...]]] = set()

    def at(self, plain: State) -> None:
        """Each place once, and a cloud at some."""
        place = (plain.entry.slug, plain.x)
        if place in self.places or not plain.found.finite:
            return
        wide = next((wide for text, x, wide in MORE if (f"={text}", x) == place), 0.0)
        count = len(self.places)
        if count % EVERY == 0:
            wide = wide or SPREADS[count // EVERY % len(SPREADS)]
        self.places.add(place)
        state = Spread(plain.entry, plain.x, plain.v, plain.u)
        state.wide = wide
        texts = [captions.stretched(state.stretch, state.entry.m, state.entry.n)]
        if wide:
            texts.append(re.sub(r"\. (?=y[₁-₉] )", ".\n\n", captions.spreads(state.cloud)))
        with mp.workdps(60):
            self.met += judged(texts, CLAIMS, state)
