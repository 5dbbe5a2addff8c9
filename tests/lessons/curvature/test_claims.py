"""Every sentence on curvature, at hundreds of states, before mpmath with 80 digits and SymPy."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import Any, TypeAlias

import jax.numpy as jnp
import mpmath
import numpy as np
import sympy as sp
from mpmath import mpf

from explainers.core.catalog import CATALOG
from explainers.core.curvature.numbers import RATES, gradient_map
from explainers.core.curvature.race import LONGEST, Path, Race, race
from explainers.core.curvature.verdicts import Edge, Found, found
from explainers.core.expression import entry as typed
from explainers.core.types import Map
from explainers.lessons.curvature import captions
from explainers.measure.hessians import record
from tests.claims import Claim, all_met, claim, free, judged
from tests.numbers import last_place, plain

DIGITS = 80
mpmath.mp.dps = DIGITS
Real: TypeAlias = Any
"""A number with as many digits as it takes; mpmath has no types."""
X = sp.symbols("x1:7", real=True)
FORMULAS = {
    "two-wells": "x1**2/2 + x1*x2/4 + x2**4/4 - x2**2/2",
    "bowl": "3*x1**2/2 + x1*x2 + x2**2/2",
    "rosenbrock": "100*(x2 - x1**2)**2 + (1 - x1)**2",
    "baydin": "log(x1) + x1*x2 - sin(x2)",
    "logsumexp": "log(exp(x1) + exp(x2) + exp(x3))",
    "logistic": "+".join(
        f"log(1 + exp({t}*x1/2 + x2)) - {y}*({t}*x1/2 + x2)"
        for t, y in zip(range(1, 7), (0, 0, 1, 0, 1, 1), strict=True)
    ),
}
"""The catalogue's scalar functions; a typed one is read by SymPy as it stands."""
SMALL = 1e-15
"""Rounding of one operation, in units of what enters it; some hundred of them may add up."""


RACED = (1, 3, LONGEST)
"""Steps of the race that are told of."""


def points(*rows: Sequence[float]) -> list[tuple[float, ...]]:
    return [tuple(map(float, row)) for row in rows]


PLANE = points(
    (0, 0), (1, 0.5), (0.3, -0.7), (1e-7, 2e-7), (-1e-10, 3e-10), (1e6, -3e5), (1e8, 1), (1, 1e8)
)
LINE = points((0,), (1,), (0.3,), (-2,), (1e-10,), (1e-7,), (1e6,), (-1e8,))
SPACE = points(
    (0, 0, 0), (1, 0.5, -0.5), (0.3, 0.3, 0.3), (1e-7, 0, -1e-7), (30, -5, 2), (1000, 0, 0)
)
STATES: dict[str, list[tuple[float, ...]]] = {
    "two-wells": [*PLANE, (0.7, 0.3), (0.0, 1.0), (0.0, 1 / math.sqrt(3))],
    "bowl": [*PLANE, (-0.5, 1.2), (2e100, -1e100)],
    "rosenbrock": [*PLANE, (1.0, 1.0), (0.5, 0.3), (1e8, 1e16)],
    "baydin": points((2, 5), (1e-7, 1), (1e6, 3), (0.1, 0.2), (1e8, 1e8)),
    "logsumexp": SPACE,
    "logistic": points(
        *[(0.5, -1), (0, 0), (-1, 1), (2, -3), (0.3, -0.7), (-3, 8), (1e-7, 2e-7)],
        *[(0, 360), (0, 700), (120, 0), (-200, 700), (0, -800)],
    ),
    "(x1+x2)^2": [*PLANE, (0.1, -0.1), (0.1, 0.2)],
    "-(x1+x2)^2": PLANE,
    "(x1+x2)^2+x1-x2": PLANE,
    "-(x1-2*x2)^2+x1": PLANE,
    "(0.1*x1+0.3*x2)^2": PLANE,
    "(x1/3+x2/7)^2+x2": PLANE,
    "(x1+x2)^2-(x2+x3)^2": SPACE,
    "(x1+x2)^2-(x2+x3)^2+x2-x3": SPACE,
    "(x1+x2+x3)^2": SPACE,
    "(x1+x2+x3)^2+x1": SPACE,
    "-(x1+x2+x3)^2": SPACE,
    "(x1+x2+x3+x4)^2": points((1, 2, 3, 4), (0, 0, 0, 0), (0.1, 0.2, 0.3, -0.6)),
    "x1*x2*x3*x4*x5*x6": points((1, 1, 1, 1, 1, 1), (0, 0, 0, 0, 0, 0), (1, 2, 3, 4, 5, 6)),
    "2*x1+x2": PLANE,
    "x1-x1+x2-x2": PLANE[:3],
    "0.1*x1+0.2*x2": PLANE,
    "x1^2+3*x2^2+sin(x1*x2)": PLANE,
    "100000*100000*x1^2": LINE,
    "x1^2": LINE,
    "-x1^2": LINE,
    "x1^3": LINE,
    "x1^4": LINE,
    "8*x1^2": LINE,
    "sin(x1)": [*LINE[:6], (math.pi,), (math.pi / 2,), (-math.pi / 2,)],
    "exp(x1)": points((0,), (1,), (-30,), (300,), (-300,)),
    "exp(x1*x2)": points((0, 0), (1, 2), (20, 30), (30, 40)),
    "log(x1)": points((1,), (1e-7,), (1e8,), (0.01,)),
    "100*x1-log(x1)": points((1,), (0.01,)),
    "min(x1,x2)-x2": points((2, 1), (1, 2), (1, 1)),
    "max(x1,x2)+x1^2": points((1, 1), (0.3, 0.3), (2, 1)),
    "abs(x1)*abs(x2)": points((0, 0), (0, 1), (1, 1)),
    "sqrt(x1^2+1)-1": LINE,
    "log(1+x1^2)": LINE[:7],
    "exp(x1+x2)+x1": points((0, 0), (1, 2), (-30, 3)),
    "-x1^2-x2^2": PLANE,
    "x1*x2": PLANE,
    "x1^2-x2^2": PLANE,
    "x1^4+x1*x2+x2^2": PLANE,
    "10000*1000000*x1^2+x1*x2+0.0000000001*x2^2": PLANE,
    "0.00000000000000000001*x1^2+x2^2": PLANE,
    "x1^2*10000*1000000*1000000+x1^2-x1^2*10000*1000000*1000000": points((1,), (0.3,)),
    "cos(x1)+cos(x2)": [(0.0, 0.0), (math.pi, 0.0), (math.pi / 2, math.pi / 2), (1.0, 2.0)],
    "x1^2+x2^4": PLANE,
    "sqrt(1+x1^2+x2^2)": PLANE[:6],
    "tanh(x1)": points((0,), (1,), (20,), (400,)),
    "max(x1,x2)": points((1, 1), (0, 0), (1, 2), (1e8, 1e8)),
    "abs(x1)*x2": points((0, 1), (0, 0), (1, 1), (0, -3)),
    "abs(x1)": points((0,), (1,), (-1e-7,)),
    "abs(x1)+x2^2": points((0, 1), (0, 0)),
    "max(x1,0)^2": points((0,), (1,), (-1,)),
    "abs(x1)^3": points((0,), (1,)),
    "relu(x1)-relu(-x1)": points((0,), (1,), (-2,)),
    "abs(x1)*x1": points((0,), (1,)),
    "atan2(x2,x1)": points((-1, 0), (1, 1), (1, 0)),
}


def formula(f: str) -> sp.Expr:
    text = FORMULAS.get(f) or f.replace("^", "**").replace("relu(", "relu_(")
    names = {str(symbol): symbol for symbol in X} | {
        "max": sp.Max,
        "abs": sp.Abs,
        "relu_": lambda z: sp.Max(z, 0),
        "atan2": sp.atan2,
    }
    read: Any = sp.sympify
    return read(text, locals=names)


def decimal(text: str) -> Real:
    return mpf(plain(text))


def place(text: str) -> Real:
    """Half of what the last digit of a numeral counts."""
    return last_place(text) / 2


def fits(text: str, true: Any, room: Any = 0) -> bool:
    """Whether a number as printed, with its error where it has one, is the true one."""
    number, _, error = text.strip("()").partition(" ± ")
    allowed = place(number) + mpf("1e-4") * abs(true) if number != "0" else 0
    allowed += decimal(error) if error else 0
    return abs(decimal(number) - true) <= allowed * mpf("1.0000001") + room


class Truth:
    """f at x as mpmath and SymPy know it, and what the lesson says."""

    def __init__(self, f: str, x: tuple[float, ...], told: bool = True) -> None:
        entry = CATALOG[f] if f in CATALOG else typed(f)
        self.f, self.x, self.v, self.n = f, x, entry.v, entry.n
        self.found: Found = found(entry.map, x, entry.v, 1.0)
        self.symbols = X[: self.n]
        self.value = self._numeric(f, ())
        self.texts: tuple[str, ...] = ()
        self.run: Race
        if told and not captions.undefined(self.found):
            self.texts = (
                captions.symmetry(self.found, self.v),
                captions.kind(self.found),
                captions.steps(self.found),
                captions.verdict(self.found),
            )
            self.texts += self._raced(entry.map)

    def _raced(self, f: Map) -> tuple[str, ...]:
        if not captions.races(self.found):
            return (captions.start(self.found),)
        self.run = race(f, self.x, 1.0)
        told = (captions.race(self.run, step) for step in RACED)
        return (captions.start(self.found), *told)

    def __repr__(self) -> str:
        return f"{self.f} at {self.x}"

    @staticmethod
    @cache
    def _numeric(f: str, by: tuple[int, ...]) -> Callable[..., Any]:
        derived = formula(f)
        for j in by:
            derived = sp.diff(derived, X[j])
        flat = derived.replace(sp.DiracDelta, lambda *_: sp.Integer(0))
        return sp.lambdify(X, flat, "mpmath")

    def at(self, x: Sequence[Any], *by: int) -> Real:
        padded = [*map(mpf, x), *[mpf(0)] * (6 - self.n)]
        return mpmath.re(mpmath.mpmathify(self._numeric(self.f, by)(*padded)))

    def gradient_at(self, x: Sequence[Any]) -> Any:
        return mpmath.matrix([self.at(x, i) for i in range(self.n)])

    def hessian_at(self, x: Sequence[Any]) -> Any:
        return mpmath.matrix([[self.at(x, i, j) for j in range(self.n)] for i in range(self.n)])

    @cached_property
    def gradient(self) -> Any:
        return self.gradient_at(self.x)

    @cached_property
    def hessian(self) -> Any:
        return self.hessian_at(self.x)

    @cached_property
    def spectrum(self) -> tuple[list[Real], Any]:
        values, vectors = mpmath.eigsy(self.hessian)
        return list(values), vectors

    @cached_property
    def smooth(self) -> bool:
        """Whether slope and curvature are the same on all sides, and those that JAX gives."""
        derivatives = (self.gradient_at, self.hessian_at)
        return not self.jumps and all(map(self.sides, derivatives)) and self.by_jax

    @cached_property
    def jumps(self) -> bool:
        """Whether f itself differs from side to side."""
        return not self.sides(lambda x: mpmath.matrix([self.at(x)]))

    @cached_property
    def by_jax(self) -> bool:
        """Whether JAX's numbers are those of f on the sides of x, but for what is said of them."""
        have, errors = self.found.numbers, self.found.errors
        return self.close(have.gradient, errors.gradient, self.gradient_at) and self.close(
            have.hessian, errors.hessian, self.hessian_at
        )

    def close(
        self, have: np.ndarray, errors: np.ndarray, of: Callable[[Sequence[Any]], Any]
    ) -> bool:
        true, size = of(self.around(40)[0]), mpmath.mnorm(of(self.around(12)[0]), 1)
        flat = zip(have.ravel(), errors.ravel(), true, strict=True)
        return all(
            abs(mpf(float(z)) - t) <= 2 * mpf(float(e)) + mpf("1e-9") * (abs(t) + size)
            for z, e, t in flat
        )

    def around(self, places: int) -> list[list[Real]]:
        """Points on many sides of x, at a distance of so many places."""
        draw = np.random.default_rng(3)
        size = max(map(abs, self.x)) or 1.0
        ways = [draw.uniform(-1, 1, self.n) for _ in range(12)]
        return [
            [
                mpf(z) + mpf(size) * mpf(d) * mpf(10) ** -places
                for z, d in zip(self.x, way, strict=True)
            ]
            for way in ways
        ]

    def sides(self, of: Callable[[Sequence[Any]], Any]) -> bool:
        """Whether something is continuous at x: on the sides it comes together."""
        far, near = ([of(one) for one in self.around(places)] for places in (20, 40))
        gaps = [max(mpmath.mnorm(one - many[0], 1) for one in many) for many in (far, near)]
        size = mpmath.mnorm(near[0], 1)
        return gaps[1] <= mpf("1e-5") * gaps[0] + mpf("1e-70") * size

    def step(self, name: str) -> Any:
        """A step of the table: Newton's, or against the gradient."""
        if name.strip("*") == "Newton":
            return self.newton
        rate = mpf(name.partition("/")[0])
        unit = self.steepest if "∣λ∣" in name else 1
        return -rate / unit * self.slope

    @property
    def slope(self) -> Any:
        """∇f, or JAX's choice where f has none."""
        if self.found.verdict.edge in (Edge.SMOOTH, Edge.CREASE):
            return self.gradient
        return mpmath.matrix(self.found.numbers.gradient.tolist())

    @property
    def bend(self) -> Any:
        if self.found.verdict.edge is Edge.SMOOTH:
            return self.hessian
        return mpmath.matrix(self.found.numbers.hessian.tolist())

    @property
    def steepest(self) -> Real:
        return max(abs(value) for value in mpmath.eigsy(self.bend)[0])

    @cached_property
    def nothing(self) -> Real:
        """How large a curvature may be in truth that is shown as 0."""
        said = re.search(r"0 to within (\S+)\.", self.texts[1])
        return decimal(said[1]) if said else mpf(10) ** -60 * self.steepest

    @cached_property
    def newton(self) -> Any:
        values, vectors = mpmath.eigsy(self.bend)
        found = mpmath.zeros(self.n, 1)
        for k, value in enumerate(values):
            if abs(value) > self.nothing:
                q = vectors[:, k]
                found -= q * ((q.T * self.slope)[0] / value)
        return found

    @cached_property
    def kernel(self) -> list[Any]:
        values, vectors = self.spectrum
        return [vectors[:, k] for k, value in enumerate(values) if abs(value) <= self.nothing]

    @cached_property
    def noise(self) -> Real:
        """How far JAX's values of f are off, where steps lead."""
        have = self.found.numbers
        missed = [mpf(0)]
        for step, true in zip(have.descents.step, have.descents.true, strict=True):
            if np.isfinite(true):
                end = self.at([mpf(z) + mpf(float(s)) for z, s in zip(self.x, step, strict=True)])
                missed.append(abs(mpf(float(true)) - end + self.at(self.x)))
        return 8 * max(missed)

    @cached_property
    def rounding(self) -> Real:
        """How far a gradient moves when x does by its spacing, and terms by theirs."""
        moved = [mpf(0)]
        for i in range(self.n):
            for sign in (-1, 1):
                x = [mpf(z) for z in self.x]
                x[i] *= 1 + sign * mpf(2) ** -52
                moved.append(mpmath.mnorm(self.gradient_at(x) - self.gradient, 1))
        entry = CATALOG[self.f] if self.f in CATALOG else typed(self.f)
        jax_gives = gradient_map(entry.map)(jnp.asarray(self.x))
        missed = mpmath.matrix([mpf(float(g)) for g in jax_gives]) - self.gradient
        return 4 * self.n * max(moved) + 8 * mpmath.mnorm(missed, 1)


NUMBER = r"−?[\d.]+(?:·10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
TOLD = rf"{NUMBER}(?: ± {NUMBER})?"
FAR = r"(?P<far>As far as rounding shows, the|The)"
EXTENT = r"a line|a plane|a flat space of dimension \d"


def extent(at: Truth, said: str) -> bool:
    return ({"a line": 1, "a plane": 2}.get(said) or int(said[-1])) == len(at.kernel)


def listed(at: Truth, said: re.Match[str]) -> bool:
    """The eigenvalues, each to what is printed of it; lost ones to what is said of the loss."""
    lost = re.search(r"by up to (\S+), and", at.texts[1])
    unknown = "How far rounding" in at.texts[1]
    texts = said[1].split(", ")
    values = at.spectrum[0]
    return len(texts) == at.n and all(
        unknown or fits(text, z, decimal(lost[1]) if lost else at.nothing if text == "0" else 0)
        for text, z in zip(texts, values, strict=True)
    )


def of_jax(at: Truth, said: re.Match[str]) -> bool:
    values = mpmath.eigsy(at.bend)[0]
    return not at.smooth and all(
        fits(text, z, mpf("1e-60")) for text, z in zip(said[1].split(", "), values, strict=True)
    )


def bent(*signs: int) -> Callable[[Truth], bool]:
    """Whether these are the signs of all eigenvalues that differ from 0."""

    def judge(at: Truth) -> bool:
        values = [value for value in at.spectrum[0] if abs(value) > at.nothing]
        return at.smooth and {int(mpmath.sign(value)) for value in values} == set(signs)

    return judge


SIGNS = {
    "bends up": bent(1),
    "bends down": bent(-1),
    "bends up one way and down another": bent(-1, 1),
}
NAMES = {"bowl": bent(1), "hill": bent(-1), "saddle": bent(-1, 1)}


def whole(at: Truth, said: re.Match[str]) -> bool:
    if (
        not NAMES[said["name"]](at)
        or at.kernel
        or any(abs(z) <= at.nothing for z in at.spectrum[0])
    ):
        return False
    if said["at"]:
        still = mpmath.mnorm(at.gradient, 1)
        return still <= at.rounding if said["shows"] else still == 0
    return mpmath.mnorm(at.gradient, 1) > 0


def tilt(at: Truth) -> Real:
    return mpmath.norm(mpmath.matrix([(q.T * at.gradient)[0] for q in at.kernel]))


def tilted(at: Truth, said: re.Match[str]) -> bool:
    sure = bool(said["far"].startswith("As")) or all(
        abs(value) < mpf("1e-60") for value in at.spectrum[0] if abs(value) <= at.nothing
    )
    kind = {"trough": bent(1), "ridge": bent(-1), "saddle": bent(-1, 1)}[said["name"]](at)
    return (
        sure and kind and SIGNS[said["bends"]](at) and extent(at, said["extent"]) and tilt(at) > 0
    )


def level(at: Truth, said: re.Match[str]) -> bool:
    kind = {"trough": bent(1), "ridge": bent(-1), "saddle": bent(-1, 1)}[said["name"]](at)
    flat = tilt(at) <= at.rounding + SMALL * mpmath.norm(at.gradient)
    sure = said["far"].startswith("As") or mpmath.norm(at.gradient) == 0
    return sure and kind and SIGNS[said["bends"]](at) and extent(at, said["extent"]) and flat


def fill(at: Truth, said: re.Match[str]) -> bool:
    if not extent(at, said["extent"]):
        return False
    if said["nearest"] is None:
        return mpmath.mnorm(at.gradient, 1) <= at.rounding
    ends = [mpf(z) + s for z, s in zip(at.x, at.newton, strict=True)]
    room = SMALL * max(1, *map(abs, at.x))
    return all(
        fits(text, z, room) for text, z in zip(said["nearest"].split(", "), ends, strict=True)
    )


def falls(at: Truth, _: re.Match[str]) -> bool:
    """Whether f falls along −∇f at once, and ∇f is not zero."""
    slope = mpmath.norm(at.gradient)
    size = mpf(10) ** -30 * (max(map(abs, at.x)) or 1) / slope
    there = [mpf(z) - size * g for z, g in zip(at.x, at.gradient, strict=True)]
    return at.smooth and slope > 0 and at.at(there) < at.at(at.x)


def row(at: Truth, said: re.Match[str]) -> bool:
    """What is promised and what happens, by mpmath."""
    if not (at.found.verdict.edge is Edge.SMOOTH or at.by_jax or not at.smooth):
        return False
    name = said["name"]
    if "=" in name and not fits(name.partition("= ")[2], mpf(name.partition("/")[0]) / at.steepest):
        return False
    if "/" in name and at.steepest == 0:
        return False
    step = at.step(name)
    linear = (at.slope.T * step)[0]
    bend = (step.T * at.bend * step)[0] / 2
    room = SMALL * (abs(linear) + abs(bend))
    room += at.rounding * mpmath.mnorm(step, 1) + mpf("1e-60")
    if "not known to differ from zero" in at.texts[3]:
        return {said[name] for name in ("linear", "both", "true")} == {"0"}
    there = [mpf(z) + s for z, s in zip(at.x, step, strict=True)]
    try:
        end, begin = at.at(there), at.at(at.x)
    except (ValueError, ZeroDivisionError):
        end = begin = mpmath.nan
    if said["true"] == "no number":
        true = not mpmath.isfinite(end) or abs(end) > 1e300 or "log" in str(formula(at.f))
    else:
        error = at.found.errors
        k = RATES.index(float(name.partition("/")[0])) if "Newton" not in name else None
        known = float(error.newton.true if k is None else error.descents.true[k])
        if said["true"] == "not known":
            true = math.isinf(known)
        else:
            true = fits(said["true"], end - begin, known)
            true = true and known <= 0.1 * max(abs(end), abs(begin), 1, abs(linear))
    if "Newton" in name and said["linear"] == "0":
        room += mpf(float(at.found.errors.newton.linear))
    return true and fits(said["linear"], linear, room) and fits(said["both"], linear + bend, room)


def ends(at: Truth) -> dict[str, Real]:
    """f after each step, where it is."""
    found: dict[str, Real] = {}
    unit = "/∣λ∣" if "/∣λ∣" in at.texts[2] else ""
    names = {f"the gradient step with η = {rate:g}{unit}": f"{rate}{unit}" for rate in RATES}
    if unit:
        names["Newton's step"] = "Newton"
    for name, step in names.items():
        there = [mpf(z) + s for z, s in zip(at.x, at.step(step), strict=True)]
        have = at.found.numbers
        true = (
            have.newton.true
            if step == "Newton"
            else have.descents.true[RATES.index(float(step.partition("/")[0]))]
        )
        if np.isfinite(true):
            found[name] = at.at(there)
    return found


def goes_lowest(at: Truth, said: re.Match[str]) -> bool:
    """Whether what is named ends lowest, or ends as low as rounding lets one tell."""
    have = ends(at)
    begin = at.at(at.x)
    room = mpf("1e-13") * max([abs(begin), *map(abs, have.values())]) + at.noise
    if "not known" in at.texts[2]:
        return "rounding" in said[0]
    least = min(have.values())
    named = (said["names"] or "").split(" or ")
    if said["hides"]:
        near = [name for name, value in have.items() if value - least <= 100 * room]
        return len(near) > 1 and (not said["names"] or {*named} <= {*near})
    if any(name not in have for name in named):
        return False
    return have[named[0]] == least and bool(said["above"]) == bool(have[named[0]] > begin)


def stands(at: Truth, path: Path, step: int) -> Real:
    """f where a runner stands after some steps."""
    return at.at([mpf(float(z)) for z in path.places[min(step, len(path.places) - 1)]])


def in_race(at: Truth, said: re.Match[str]) -> bool:
    """Whether f is as told at both places, and who stands lower does."""
    step = int(said["step"])
    paths = (at.run.descent, at.run.newton)
    heights = [stands(at, path, step) for path in paths]
    doubts = [mpf(float(path.errors[min(step, len(path.places) - 1)])) for path in paths]
    for text, true, doubt in zip((said["descent"], said["newton"]), heights, doubts, strict=True):
        if not (mpmath.isinf(doubt) if text == "not known" else fits(text, true, doubt)):
            return False
    down, jump = heights
    if said["who"] == "neither is known to stand":
        return bool(abs(down - jump) <= 2 * sum(doubts) + mpf("1e-15") * abs(down))
    lower = down < jump if said["who"].startswith("gradient") else jump < down
    return bool(lower) and said["descent"] != said["newton"]


def runner(at: Truth, name: str) -> Path:
    return at.run.newton if name.startswith("Newton") else at.run.descent


def higher(at: Truth, said: re.Match[str]) -> bool:
    """Whether some of the steps at which this may be said lead higher than x."""
    path = runner(at, said["name"])
    return any(stands(at, path, step) > at.at(at.x) for step in RACED)


def stopped(at: Truth, said: re.Match[str]) -> bool:
    """Whether the steps go so far, and what is said of the place is true."""
    path = runner(at, said["name"])
    if len(path.places) - 1 != int(said["count"] or 0):
        return False
    place = [mpf(float(z)) for z in path.places[-1]]
    gradient, hessian = at.gradient_at(place), at.hessian_at(place)
    if said["still"]:
        near = at.gradient_at([z * (1 + mpf(2) ** -52) for z in place]) - gradient
        size = mpmath.mnorm(hessian, 1) * max(map(abs, place)) * mpf(2) ** -50
        room = 64 * at.n * (mpmath.mnorm(near, 1) + size + mpf("1e-300")) + at.rounding
        return mpmath.mnorm(gradient, 1) <= room
    if said["rough"]:
        there = Truth(at.f, tuple(path.places[-1].tolist()), told=False)
        return not there.smooth or there.found.verdict.edge is Edge.UNKNOWN
    if said["straight"]:
        room = mpf("1e-6") * (mpmath.mnorm(gradient, 1) + mpmath.mnorm(at.hessian, 1))
        return mpmath.mnorm(hessian, 1) <= room
    return True


def edge(kind: Edge) -> Callable[[Truth, Any], bool]:
    """What SymPy's derivatives on the sides of x say of f."""

    def judge(at: Truth, _: Any) -> bool:
        kink, crease = not at.sides(at.gradient_at), not at.sides(at.hessian_at)
        return {
            Edge.JUMP: at.jumps,
            Edge.KINK: not at.jumps and kink,
            Edge.CREASE: not at.jumps and not kink and crease,
            Edge.RULES: not at.jumps and not kink and not crease and not at.by_jax,
        }[kind]

    return judge


def no_curvature(at: Truth) -> bool:
    return all(entry == 0 for entry in at.hessian)


def symmetric(at: Truth, _: Any) -> bool:
    have = at.found.numbers.hessian
    return at.n > 1 and bool((have == have.T).all())


def pushed(at: Truth, said: re.Match[str]) -> bool:
    """Hv, and what the caption says v is."""
    v = [mpf(z) for z in at.v]
    if not all(map(fits, said["v"].split(", "), v)):
        return False
    true = at.bend * mpmath.matrix(v)
    size = mpmath.mnorm(at.bend, 1) * max(map(abs, v)) + mpmath.mpf(10) ** -300
    room = [mpf(float(error)) for error in at.found.errors.product]
    if "Rounding" not in at.texts[1]:
        assert all(error <= mpf("1e-2") * max(1, size) for error in room)
    return all(
        fits(text, z, error if text == "0" else 0)
        for text, z, error in zip(said["product"].split(", "), true, room, strict=True)
    )


def agrees(at: Truth, said: re.Match[str]) -> bool:
    have = at.found.numbers
    apart = float(np.abs(have.product - have.formed).max())
    lost = 0 if said["how"] == "exactly" else 2 * float(np.max(at.found.errors.product))
    size = float(np.abs(have.hessian).max() * np.abs(at.v).max())
    return pushed(at, said) and apart <= lost <= 1e-2 * max(1.0, size)


CLAIMS: list[Claim[Truth]] = [
    claim(r"With one input H is a single number, f″\.", lambda at, _: at.n == 1),
    claim(r"H is symmetric, to the last digit\.", symmetric),
    claim(r"H is symmetric, but for rounding\.", lambda at, _: at.smooth and not symmetric(at, _)),
    claim(
        r"With v = \((?P<v>.*?)\), one sweep gives Hv = \*\*\((?P<product>.*)\)\*\*, and the "
        r"formed H "
        r"times v agrees(?: (?P<how>exactly)|, but for rounding)\.",
        agrees,
    ),
    claim(r"The curvatures of f at x, the eigenvalues of H, are (.+)\.", listed),
    claim(r"The eigenvalues of JAX's H are (.+)\.", of_jax),
    claim(
        rf"What is 0 there is 0 to within ({NUMBER})\.",
        lambda at, m: (
            decimal(m[1]) <= mpf("1e-2") * max(map(abs, at.spectrum[0])) and bool(at.kernel)
        ),
    ),
    claim(
        rf"Rounding may have moved them by up to ({NUMBER}), and so which way the model bends is "
        rf"not known\.",
        lambda at, m: min(map(abs, at.spectrum[0])) <= decimal(m[1]),
    ),
    claim(
        r"The model is a \*\*(?P<name>bowl|hill|saddle)\*\*(?:: it bends up one way and down "
        r"another)?, and "
        r"(?P<shows>as far as rounding shows )?(?:(?P<at>x is at its (?:bottom|top|level point, "
        r"which is not a minimum))|"
        r"Newton's step (?:goes straight to its bottom|climbs straight to its top|goes to its "
        r"level point, which is not a minimum))\.",
        whole,
    ),
    claim(
        rf"{FAR} model is a \*\*tilted (?P<name>\w+)\*\*: it (?P<bends>.+), but along "
        rf"(?P<extent>{EXTENT}) it is "
        r"straight, and ∇f has a part along that, so that no point of it is level\.",
        tilted,
    ),
    claim(
        r"Newton's step leaves (that direction|those directions) out\.",
        lambda at, m: tilt(at) > 0 and (m[1] == "that direction") == (len(at.kernel) == 1),
    ),
    claim(
        rf"{FAR} model is a \*\*level (?P<name>\w+)\*\*: it (?P<bends>.+), but along "
        rf"(?P<extent>{EXTENT}) it does not change\.",
        level,
    ),
    claim(
        rf"Its level points fill (?P<extent>{EXTENT}), and (?:x is one of them|Newton's step goes "
        rf"to the nearest, \((?P<nearest>.+)\))\.",
        fill,
    ),
    claim(
        r"There is no curvature: the model is straight and slopes, with no level point, and there "
        r"is no Newton's step\.",
        lambda at, _: at.smooth and no_curvature(at) and mpmath.norm(at.gradient) > 0,
    ),
    claim(
        r"There is no curvature, and no slope: the model is level everywhere\.",
        lambda at, _: at.smooth and no_curvature(at) and mpmath.norm(at.gradient) == 0,
    ),
    claim(
        r"There is no curvature: the model is straight, and there is no Newton's step\.",
        lambda at, _: at.smooth and no_curvature(at),
    ),
    claim(r"A gradient step that is short enough goes down\.", falls),
    *(
        claim(re.escape(captions._EDGES[kind]), edge(kind))
        for kind in (Edge.KINK, Edge.JUMP, Edge.CREASE, Edge.RULES)
    ),
    free(r"\| η \| ∇f·s \| ∇f·s \+ ½sᵀHs \| f\(x \+ s\) − f\(x\) \|\n\|:--\|--:\|--:\|--:\|"),
    claim(
        rf"\| (?P<name>[^|]+) \| (?P<linear>{TOLD}) \| (?P<both>{TOLD}) \| (?P<true>{TOLD}|no "
        rf"number|not known) \|",
        row,
    ),
    claim(
        r"∇f is zero at this x: no step is suggested, by either\.",
        lambda at, _: mpmath.norm(at.slope) == 0,
    ),
    claim(
        r"JAX's ∇f is zero at this x: no step is suggested, by either\.",
        lambda at, _: not at.smooth and not at.found.numbers.gradient.any(),
    ),
    claim(
        r"∇f is not known to differ from zero at this x, since what is left of it is rounding: no "
        r"step is suggested, by either\.",
        lambda at, _: mpmath.mnorm(at.gradient, 1) <= at.rounding,
    ),
    claim(
        r"Of (?:these|those after which JAX has a number for f), (?P<hides>rounding hides which "
        r"goes lowest)?(?:: )?(?P<names>.+?)?(?: goes lowest| ends lowest, and even (?P<above>that "
        r"is above f\(x\)))?\.",
        goes_lowest,
    ),
    claim(
        r"None of these steps leads to where JAX has a number for f\.", lambda at, _: not ends(at)
    ),
    claim(
        r"On the model, a gradient step along the steepest curvature ends higher than it began "
        r"when η is beyond 2/∣λ∣ = (.+)\.",
        lambda at, m: bent(1)(at) and not at.kernel and fits(m[1], 2 / at.steepest),
    ),
    claim(
        r"Both still stand at x: play the race, or take it step by step\.",
        lambda at, _: mpmath.norm(at.gradient) > 0,
    ),
    claim(
        r"f is not known to be smooth at x, and no race is run from there\.",
        lambda at, _: not at.smooth,
    ),
    claim(
        r"∇f is zero at x, and neither has a step to take\.",
        lambda at, _: at.smooth and mpmath.norm(at.gradient) == 0,
    ),
    claim(
        r"∇f is not known to differ from zero at x, and neither has a step to take\.",
        lambda at, _: mpmath.mnorm(at.gradient, 1) <= at.rounding,
    ),
    claim(
        rf"After (?P<step>\d+) steps? f is \*\*(?P<descent>{TOLD}|not known)\*\* by gradient steps "
        rf"and \*\*(?P<newton>{TOLD}|not known)\*\* by Newton's: (?P<who>gradient steps stand|"
        r"Newton's stand|neither is known to stand) lower\.",
        in_race,
    ),
    claim(r"(?P<name>Gradient|Newton's) steps have climbed: f is higher there than at x\.", higher),
    claim(
        r"(?P<name>Gradient|Newton's) steps stop (?:after (?P<count>\d+) steps?|at x): "
        r"(?:(?P<still>∇f is not known to differ from zero there)|"
        r"(?P<rough>f is not known to be smooth there)|"
        r"(?P<straight>f has no curvature there that is known)|"
        r"the next would lead to where JAX has no finite f, gradient or Hessian)\.",
        stopped,
    ),
]


def test_every_sentence_is_true(stride: int) -> None:
    met: Counter[str] = Counter()
    for f in list(STATES)[::stride]:
        for x in STATES[f]:
            at = Truth(f, x)
            if at.texts:
                met += judged(at.texts, CLAIMS, at)
    if stride == 1:
        all_met(CLAIMS, met)


def test_costs_are_those_of_the_record_in_gradients() -> None:
    """Every number of the table is the quotient that its row and column name."""
    have = record()
    head, _, *rows = captions.costs(have).splitlines()
    sizes = re.findall(r"n = (\d+)", head)
    assert sizes == [*have.seconds]
    for line, key in zip(rows, [*have.seconds[sizes[0]]][1:], strict=True):
        name, *cells = line.strip("| ").split(" | ")
        assert ("Hv" in name) == (key == "hvp")
        for n, cell in zip(sizes, cells, strict=True):
            ratio = mpf(have.seconds[n][key]) / mpf(have.seconds[n]["gradient"])
            assert fits(cell, ratio)
