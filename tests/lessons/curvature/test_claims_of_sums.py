"""Every sentence on sums of losses, at many states, before formulas by hand in mpmath."""

import re
from collections import Counter
from functools import cached_property
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf

from explainers.core.catalog import CATALOG
from explainers.core.curvature.fits import FITS
from explainers.core.curvature.fitted import FIRST, TENFOLD, TRIES, Fitted, fitted
from explainers.core.curvature.gauss import gauss
from explainers.core.curvature.race import LONGEST, Path, Race, race, value_errors
from explainers.core.curvature.verdicts import found
from explainers.lessons import section
from explainers.lessons.curvature import captions
from tests.claims import Claim, all_met, claim, free, judged
from tests.core.curvature.sums import SUMS, Real
from tests.lessons.curvature.test_claims import TOLD, fits

DIGITS = 80
V = [(0.6, 0.7), (0.0, 1.0), (0.0, 0.0), (1e6, -1e-6)]
HUGE = (1e308, 1e308)
PLACES: dict[str, list[tuple[float, float]]] = {
    "rosenbrock": [
        *[(0.5, 0.3), (-0.5, 0.5), (1.0, 1.0), (0.0, 0.0), (0.5, 0.25), (-1.2, 1.0), (2.0, -3.0)],
        *[(1e-7, 2e-7), (1e6, -3e5), (1e8, 1e16), (1e8, 1.0), (1.0, 1.0 + 1e-9), (0.3, 0.09)],
        *[(1e160, 0.0), (-40.0, 10.0), (1e6, 1.0), (2e6, 1.0), (1e75, 0.0)],
    ],
    "line-squares": [
        *[(1.6, 1.0), (0.0, 0.0), (-1.0, 1.0), (2.022857142857143, 0.46), (1e-7, 2e-7)],
        *[(-40.0, 10.0), (1e6, -3e5), (1e8, 1.0), (1e16, -3e16), (1e100, 1.0)],
    ],
    "logistic": [
        *[(0.5, -1.0), (0.0, 0.0), (-1.0, 1.0), (2.0, -3.0), (0.0, -2.0), (1.0, 1.0), (0.3, 0.0)],
        *[(1e-7, 2e-7), (-40.0, 10.0), (-200.0, -200.0), (300.0, 0.0), (1e6, 1.0), (-30.0, 1.0)],
        *[(2.428055173566107, -4.249096553740687), (9.9e16, -2.97e17)],
        *[(0.0, 360.0), (0.0, 700.0), (120.0, 0.0), (-200.0, 700.0), (1e8, 1.0), (0.0, -800.0)],
        *[(200.0, -400.0), (140.0, -350.0), (-200.0, 200.0), (0.0, -5.5), (0.5, -6.0), (0.0, 3.0)],
        *[(3.5, -3.5), (-1.0, -3.0), (100.0, -200.0), (0.0, 40.0)],
    ],
}
STEPS = (1, 2, 3, 6, LONGEST)


class Truth:
    """A sum at x as mpmath knows it, and what the lesson says of it."""

    def __init__(self, slug: str, x: tuple[float, float], v: tuple[float, float]) -> None:
        entry, fit = CATALOG[slug], FITS[slug]
        self.slug, self.x, self.v, self.of = slug, [mpf(z) for z in x], v, SUMS[slug]
        self.found = found(entry.map, x, v, 1.0)
        self.texts: list[str] = []
        self.raced: dict[int, str] = {}
        self.step = 0
        self.run: Race
        self.beside: Fitted
        if captions.undefined(self.found):
            return
        self.have = gauss(entry.map, fit, self.found, v)
        self.texts = [
            captions.weighed(self.have, self.found, v),
            captions.bends(self.have, self.found),
            captions.start(self.found, four=True),
        ]
        if fit.likelihood:
            self.texts.append(captions.empirical(self.have))
        if captions.races(self.found):
            self.run = race(entry.map, x, 1.0)
            self.beside = fitted(entry.map, fit, x)
            self.raced = {step: captions.race(self.run, step, self.beside) for step in STEPS}
            self.texts.append(captions.by_step(self.run, LONGEST, self.beside))

    def __repr__(self) -> str:
        return f"{self.slug} at {self.x}, v = {self.v}"

    @property
    def paths(self) -> tuple[Path, ...]:
        return (*self.run, self.beside.gauss, self.beside.damped)

    @cached_property
    def matrix(self) -> Any:
        return self.of.gauss(self.x)

    @cached_property
    def rest(self) -> Any:
        return self.of.rest(self.x)

    def height(self, path: Path, step: int) -> tuple[Real, Real]:
        """F where a runner stands, and how well it is known."""
        k = min(step, path.steps)
        return self.of.value([mpf(float(z)) for z in path.places[k]]), mpf(float(path.errors[k]))


def entries(text: str, true: Any, errors: np.ndarray) -> bool:
    """Whether all numbers of a vector or a matrix are the true ones."""
    texts = re.findall(TOLD, text)
    rows = zip(texts, list(true), errors.ravel(), strict=True)
    return all(not np.isfinite(e) or fits(one, z, mpf(float(e))) for one, z, e in rows)


def small(at: Truth) -> bool:
    """Whether what is called known is known well beside what it is made of."""
    errors = at.have.errors
    size = max(abs(z) for z in at.matrix)
    return bool(np.isfinite(errors.matrix).all()) and errors.matrix.max() <= 1e-9 * (1 + size)


def pushed(at: Truth, said: re.Match[str]) -> bool:
    return entries(said[1], at.of.jacobian(at.x) * mpmath.matrix(at.v), at.have.errors.push)


def weighed(at: Truth, said: re.Match[str]) -> bool:
    push = at.of.jacobian(at.x) * mpmath.matrix(at.v)
    true = mpmath.diag(at.of.weights(at.of.z(at.x))) * push
    return entries(said[1], true, at.have.errors.weighed)


def pulled(at: Truth, said: re.Match[str]) -> bool:
    return entries(said[1], at.matrix * mpmath.matrix(at.v), at.have.errors.product)


def beside(at: Truth, said: re.Match[str]) -> bool:
    true = (at.matrix + at.rest) * mpmath.matrix(at.v)
    return entries(said[1], true, at.found.errors.product)


def matrix(at: Truth, said: re.Match[str]) -> bool:
    return entries(said["G"], at.matrix, at.have.errors.matrix)


def nothing(at: Truth) -> bool:
    """Whether what bends inside adds nothing that the gradient's own rounding does not."""
    return all(abs(z) <= mpf("1e-12") * max(abs(y) for y in at.matrix) for z in at.rest)


def linear(at: Truth, _: Any) -> bool:
    return at.slug != "rosenbrock" and not any(at.rest)


def level(at: Truth, _: Any) -> bool:
    return nothing(at) and not any(at.of.slopes(at.of.z(at.x)))


def alike(at: Truth, _: Any) -> bool:
    return nothing(at) and any(at.of.slopes(at.of.z(at.x)))


def far(at: Truth, place: Any) -> bool:
    """Whether a program that switches is taken to where not even the whole part of z is known."""
    return at.slug == "logistic" and max(map(abs, at.of.z(place))) > mpf("1e16")


def unknown(at: Truth, said: re.Match[str]) -> bool:
    push = at.of.jacobian(at.x) * mpmath.matrix(at.v)
    large = max(map(abs, [*push, *(at.matrix * mpmath.matrix(at.v))])) > mpf("1e307")
    return (large or far(at, at.x)) and (at.slug != "rosenbrock") == bool(said["same"])


def apart(at: Truth, said: re.Match[str]) -> bool:
    return entries(said[1], at.rest, at.have.rest_errors) and any(at.rest)


def along(at: Truth, _: Any) -> bool:
    true = at.rest * mpmath.matrix(at.v)
    room = [2 * mpf(float(z)) for z in at.found.errors.product + at.have.errors.product]
    return all(abs(z) <= e for z, e in zip(true, room, strict=True))


def below(at: Truth, _: Any) -> bool:
    whole = min(mpmath.eigsy(at.matrix + at.rest)[0])
    return whole < 0 and min(mpmath.eigsy(at.matrix)[0]) >= 0


def squared(at: Truth, said: re.Match[str]) -> bool:
    return entries(said[1], at.of.squared(at.x), at.have.errors.squared)


def same(at: Truth, _: Any) -> bool:
    gap = at.of.squared(at.x) - at.matrix
    return all(abs(z) <= mpf("1e-13") for z in gap)


def steep(at: Truth, _: Any) -> bool:
    return mpmath.norm(at.of.gradient(at.x)) > 0


def still(at: Truth, _: Any) -> bool:
    errors = at.found.errors.gradient
    slope = at.of.gradient(at.x)
    return all(abs(z) <= mpf(float(e)) for z, e in zip(slope, errors, strict=True))


NAMES = ("Gradient", "Newton's", "Gauss–Newton", "Levenberg–Marquardt")


def path_of(at: Truth, name: str) -> Path:
    names: list[str] = [one.lower() for one in NAMES]
    return at.paths[names.index(name.lower())]


def four(at: Truth, said: re.Match[str]) -> bool:
    """Whether f is as told at all places, and the one that is called lowest is."""
    step = int(said["step"])
    told = [said[name] for name in ("down", "jump", "gauss", "damped")]
    heights = [at.height(path, step) for path in at.paths]
    for text, (true, doubt) in zip(told, heights, strict=True):
        if not (mpmath.isinf(doubt) if text == "not known" else fits(text, true, doubt)):
            return False
    ahead = [k for k in range(4) if said["first"] and NAMES[k].lower() in said["first"].lower()]
    behind = [k for k in range(4) if k not in ahead]
    if any(heights[j][0] >= heights[k][0] or told[j] == told[k] for j in ahead for k in behind):
        return False
    among = ahead or behind
    return len(ahead) == 1 or not any(
        all(apart_by_more(heights[j], heights[k]) for k in range(4) if k != j) for j in among
    )


def apart_by_more(one: tuple[Real, Real], other: tuple[Real, Real]) -> bool:
    """Whether a height lies below another by more than what may be known of them."""
    (low, doubt), (high, error) = one, other
    return high - low > 2 * (doubt + error) + mpf("1e-15") * abs(high)


def climbed(at: Truth, said: re.Match[str]) -> bool:
    return at.height(path_of(at, said["name"]), at.step)[0] > at.of.value(at.x)


def stopped(at: Truth, said: re.Match[str]) -> bool:
    path = path_of(at, said["name"])
    if path.steps != int(said["count"] or 0) or at.step < path.steps:
        return False
    place = mpmath.matrix([mpf(float(z)) for z in path.places[-1]])
    gradient, whole = at.of.gradient(place), at.of.gauss(place) + at.of.rest(place)
    if said["still"]:
        size = mpmath.mnorm(whole, 1) * max(1, *map(abs, place))
        terms = mpmath.mnorm(at.of.jacobian(place).T, 1) * max(
            map(abs, at.of.slopes(at.of.z(place)))
        )
        if at.slug == "logistic":  # σ is known as well as z, which has the spacing of its terms
            terms *= max(1, *map(abs, at.of.z(place)))
        return mpmath.mnorm(gradient, 1) <= mpf("1e-13") * (size + terms)
    if said["straight"] or said["nothing"]:
        # σ(1 − σ) is the difference of two numbers near 1, where there is one; z has the spacing
        # of what it is the sum of.
        spacing = mpf("1e-15") * max(1, *map(abs, at.of.z(place)))
        return mpmath.mnorm(whole, 1) <= 100 * spacing
    if said["rough"]:
        return far(at, place)
    if said["stuck"]:
        return said["name"] == NAMES[-1] and int(said["tries"]) == TRIES and stuck(at, place)
    return lost(at, said["name"], place)


def stuck(at: Truth, place: Any) -> bool:
    """Whether none of the steps tried takes f down by more than its rounding."""
    path, dampings = at.beside.damped, at.beside.dampings
    matrix, gradient = at.of.gauss(place), at.of.gradient(place)
    damping = FIRST * max(matrix[0, 0], matrix[1, 1])
    if dampings:
        damping = mpf(dampings[-1]) / TENFOLD
    here, known = at.height(path, path.steps)
    for _ in range(TRIES):
        there = place - mpmath.lu_solve(matrix + damping * mpmath.eye(2), gradient)
        fall = here - at.of.value(there)
        doubt = value_errors(CATALOG[at.slug].map, np.array([[float(z) for z in there]]))
        if fall > known + mpf(float(doubt[0])):
            return False
        damping *= TENFOLD
    return True


def lost(at: Truth, name: str, place: Any) -> bool:
    """Whether f, ∇f or H is beyond float64 after the next step."""
    matrices = {
        "Gradient": lambda: 1 / mpf(float(at.found.numbers.rates[2])) * mpmath.eye(2),
        "Newton's": lambda: at.of.gauss(place) + at.of.rest(place),
        "Gauss–Newton": lambda: at.of.gauss(place),
    }
    rows, right = matrices[name](), at.of.gradient(place)
    values, vectors = mpmath.eigsy(rows)
    worst = mpf(0)
    # A direction that is flat to rounding may have been left out, or not.
    for left_out in (True, False):
        step = mpmath.zeros(2, 1)
        for value, q in zip(values, (vectors[:, 0], vectors[:, 1]), strict=True):
            if left_out and abs(value) < mpf("1e-13") * max(map(abs, values)):
                continue
            step -= q * ((q.T * right)[0] / value)
        there = place + step
        whole = at.of.gauss(there) + at.of.rest(there)
        sizes = [at.of.value(there), *at.of.gradient(there), *whole]
        worst = max(worst, *map(abs, sizes))
    return worst > mpf("1e300")


def by_g(at: Truth, step: int) -> bool:
    """Whether a Gauss–Newton step is −pinv(G)∇f of its own place, but for what rounding hides."""
    before, after = (
        mpmath.matrix([mpf(float(z)) for z in at.beside.gauss.places[k]]) for k in (step - 1, step)
    )
    taken, gradient = after - before, at.of.gradient(before)
    values, vectors = mpmath.eigsy(at.of.gauss(before))
    largest = max(values)
    clear = mpf("1e-12") * largest
    if at.slug == "logistic":  # 1 − σ is known as well as 1 is, and σ as well as z
        clear = max(clear, mpf("1e-12") * max(1, *map(abs, at.of.z(before))))
    for value, q in zip(values, (vectors[:, 0], vectors[:, 1]), strict=True):
        along, slope = (q.T * taken)[0], (q.T * gradient)[0]
        full = -slope / value if value > mpf("1e-60") * largest else mpf(0)
        room = mpf("1e-6") * mpmath.norm(taken) + mpf("1e-15") * mpmath.norm(before)
        share = mpf("1e-6") if value > clear else 2
        left_out = value <= clear and abs(along) <= room
        if not left_out and abs(along - full) > share * abs(full) + room:
            return False
    return True


def row(at: Truth, said: re.Match[str]) -> bool:
    """F at each place, and the μ that the step was taken with."""
    step = int(said["step"])
    cells = [said[name] for name in ("down", "jump", "gauss", "damped")]
    for cell, path in zip(cells, at.paths, strict=True):
        if (cell == "–") != (step > path.steps):
            return False
        if cell == "–":
            continue
        true, doubt = at.height(path, step)
        if not (mpmath.isinf(doubt) if cell == "not known" else fits(cell, true, doubt)):
            return False
    if step and cells[2] != "–" and not by_g(at, step):
        return False
    if said["mu"] == "–":
        return step == 0 or cells[3] == "–"
    before, after = (
        mpmath.matrix([mpf(float(z)) for z in at.beside.damped.places[k]]) for k in (step - 1, step)
    )
    damping = mpf(at.beside.dampings[step - 1])
    left = (at.of.gauss(before) + damping * mpmath.eye(2)) * (after - before)
    gradient = at.of.gradient(before)
    size = mpmath.mnorm(at.of.gauss(before), 1) * (1 + mpmath.mnorm(before, 1))
    room = mpf("1e-5") * mpmath.mnorm(gradient, 1) + mpf("1e-14") * size
    return fits(said["mu"], damping) and mpmath.mnorm(left + gradient, 1) <= room


VECTOR = rf"\((?:{TOLD}(?:, )?)+\)"
MATRIX = rf"\({VECTOR}, {VECTOR}\)"
G = rf"G = (?P<G>{MATRIX})\."
CELL = rf"(?:{TOLD}|not known|–)"
HEIGHT = rf"(?:{TOLD}|not known)"
NAME = r"Gradient|Newton's|Gauss–Newton|Levenberg–Marquardt"

CLAIMS: list[Claim[Truth]] = [
    claim(
        rf"\| v \| ({VECTOR}) \|\n\|:--\|:--\|",
        lambda at, m: entries(m[1], [mpf(z) for z in at.v], np.zeros(2)),
    ),
    claim(rf"\| pushed: Jv \| ({VECTOR}) \|", pushed),
    claim(rf"\| weighed: L·Jv \| ({VECTOR}) \|", weighed),
    claim(rf"\| pulled: \*\*Gv\*\* = Jᵀ\(L·Jv\) \| \*\*({VECTOR})\*\* \|", pulled),
    claim(rf"\| beside it: Hv \| ({VECTOR}) \|", beside),
    claim(rf"{G}", matrix),
    claim(r"Here z is linear, and nothing in it bends: G is H, at every x\.", linear),
    claim(
        r"Up to rounding, each slope ℓᵢ′\(zᵢ\) is 0 here, and so nothing weights the bending of z: "
        r"G and H agree\.",
        level,
    ),
    claim(
        r"Up to rounding, G and H agree here: what the slopes ℓᵢ′\(zᵢ\) weight of the bending of z "
        r"adds nothing\.",
        alike,
    ),
    claim(
        r"(?:Whether G and H agree|(?P<same>How large they are)) here is not known: rounding hides "
        r"it, or numbers on the way are too large for float64\.",
        unknown,
    ),
    claim(
        rf"H − G = \*\*({MATRIX})\*\*: the bending of z, weighted by the slopes ℓᵢ′\(zᵢ\)\.", apart
    ),
    claim(r"Along this v it adds nothing, up to rounding\.", along),
    claim(r"H has an eigenvalue below 0 here, and G has none at any x\.", below),
    claim(
        r"What is called the empirical Fisher matrix is another one: Σ gᵢgᵢᵀ, with gᵢ the gradient "
        rf"of a single loss, here ({MATRIX})\.",
        squared,
    ),
    claim(r"At this x it agrees with G, up to rounding\.", same),
    claim(r"All four still stand at x: play the race, or take it step by step\.", steep),
    claim(
        r"f is not known to be smooth at x, and no race is run from there\.",
        lambda at, _: far(at, at.x),
    ),
    claim(r"∇f is not known to differ from zero at x, and none has a step to take\.", still),
    claim(
        rf"After (?P<step>\d+) steps? f is \*\*(?P<down>{HEIGHT})\*\* by gradient steps, "
        rf"\*\*(?P<jump>{HEIGHT})\*\* by Newton's, \*\*(?P<gauss>{HEIGHT})\*\* by Gauss–Newton and "
        rf"\*\*(?P<damped>{HEIGHT})\*\* by Levenberg–Marquardt steps: (?:none is known to stand "
        rf"lowest|(?P<first>(?:(?:, | and )?(?:gradient|{NAME}))+) steps stand (?:lowest|lower "
        r"than the rest, and none of these is known to stand lowest))\.",
        four,
    ),
    claim(rf"(?P<name>{NAME}) steps have climbed: f is higher there than at x\.", climbed),
    claim(
        rf"(?P<name>{NAME}) steps stop (?:after (?P<count>\d+) steps?|at x): "
        r"(?:(?P<still>∇f is not known to differ from zero there)|"
        r"(?P<rough>f is not known to be smooth there)|"
        r"(?P<straight>f has no curvature there that is known)|"
        r"(?P<nothing>G is not known to differ from zero there)|"
        r"(?P<stuck>f falls no further in float64: (?P<tries>\d+) ever shorter steps were tried)|"
        r"the next would lead to where JAX has no finite f, gradient or Hessian)\.",
        stopped,
    ),
    free(
        r"\| step \| −η∇f \| Newton \| Gauss–Newton \| Levenberg–Marquardt \| μ \|\n"
        r"\|:--\|--:\|--:\|--:\|--:\|--:\|"
    ),
    claim(
        rf"\| (?P<step>\d+) \| (?P<down>{CELL}) \| (?P<jump>{CELL}) \| (?P<gauss>{CELL}) \| "
        rf"(?P<damped>{CELL}) \| (?P<mu>{TOLD}|–) \|",
        row,
    ),
]


def test_every_sentence_on_sums_is_true(stride: int) -> None:
    met: Counter[str] = Counter()
    with mpmath.workdps(DIGITS):
        for slug, places in PLACES.items():
            states = [(x, V[k % len(V)]) for k, x in enumerate(places)][::stride]
            for x, v in [*states, (places[0], HUGE)]:
                at = Truth(slug, x, v)
                met += judged(at.texts, CLAIMS, at)
                for step, text in at.raced.items():
                    at.step = step
                    met += judged([text], CLAIMS, at)
    if stride == 1:
        all_met(CLAIMS, met)


def test_the_limit_of_tries_in_words_is_the_one_that_is_kept() -> None:
    assert f"{TRIES} times at most" in section("curvature", "race-four").words


def test_every_place_has_a_direction_along_which_nothing_is_hidden() -> None:
    """Numbers that are called known are: bounds do not make all claims empty."""
    with mpmath.workdps(DIGITS):
        for slug, places in PLACES.items():
            assert all(small(Truth(slug, x, V[0])) for x in places[:8])
