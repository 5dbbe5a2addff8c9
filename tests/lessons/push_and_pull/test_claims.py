"""Every sentence of the lesson on the two products, at hundreds of states, against what is true."""

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import cache, cached_property
from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np
from sympy import QQ
from sympy.polys.matrices import DomainMatrix

from explainers.core.expression import entry as typed
from explainers.core.numerals import numeral
from explainers.core.push_and_pull.spread import stretch
from explainers.core.push_and_pull.verdicts import sides
from explainers.core.recipes import Recipes, recipes
from explainers.lessons.captions import kinks, trouble
from explainers.lessons.push_and_pull import captions
from explainers.lessons.push_and_pull import spread as stretching
from tests.claims import Claim, all_met, claim, free, judged
from tests.exact import DIGITS as DIGITS
from tests.exact import mp
from tests.lessons.push_and_pull import spread_claims
from tests.lessons.shared_claims import KINKS, LIES, TROUBLE, N, V, doubt, number_of, split
from tests.lessons.states import State, says, states
from tests.numbers import last_place, number, vector

SIGNED = re.compile(rf"(?P<sign> \+ | − |^)(?:{N}·)?{V}")


class Product(NamedTuple):
    """A product with the J that is shown, and what a 0 in it may hide."""

    true: list[Fraction]
    hidden: list[float]


def _product(
    table: Sequence[Sequence[Fraction]], doubts: Sequence[Sequence[float]], w: Sequence[float]
) -> Product:
    true = [
        sum((a * Fraction(b) for a, b in zip(row, w, strict=True)), Fraction()) for row in table
    ]
    return Product(true, [sum(d * abs(b) for d, b in zip(row, w, strict=True)) for row in doubts])


class Multiplied(State):
    """A state with the exact products of the J that is shown."""

    @cached_property
    def table(self) -> list[list[Fraction]]:
        return [[Fraction(float(z)) for z in row] for row in self.found.numbers.jacobian]

    @cached_property
    def doubts(self) -> list[list[float]]:
        rows, columns = range(self.entry.m), range(self.entry.n)
        return [[doubt(self, i, j) for j in columns] for i in rows]

    @cached_property
    def steps(self) -> Recipes | None:
        if not self.found.finite:
            return None
        return recipes(self.entry.map, self.found, self.x, self.u)

    def times(self, v: Sequence[float]) -> Product:
        """J times a vector of the input space."""
        return _product(self.table, self.doubts, v)

    def from_left(self, u: Sequence[float]) -> Product:
        """A vector of the output space times J."""
        return _product([*zip(*self.table, strict=True)], [*zip(*self.doubts, strict=True)], u)


def near(text: str, true: Product, state: Multiplied, digits: int = 3) -> bool:
    """Whether a vector is told truly, but for rounding of what was added to get it."""
    size = max((abs(float(z)) for row in state.table for z in row), default=0.0)
    weights = max(map(abs, (*state.v, *state.u, 0.0)))
    slack = 1e-13 * size * (weights + 1e-3) + 1e-300
    return all(
        says(
            part,
            mp.mpf(z.numerator) / z.denominator,
            slack + (hidden if part == "0" else 0),
            digits,
        )
        for part, z, hidden in zip(text.strip("()").split(", "), *true, strict=True)
    )


def is_vector(text: str, true: tuple[float, ...]) -> bool:
    return vector(text) == [number_of(z) for z in true]


def terms_add_up(text: str, total: str) -> bool:
    """Whether a sum is true of the numbers that are printed."""
    sums, size = added(text)
    slack, last = 1e-12 * size + 1e-300, 0.03 * size  # of a 0, to the digits of what is added
    return all(
        says(t, mp.mpf(float(z)), last if t == "0" else slack)
        or number(t) == number(numeral(float(z)))  # 0.03 is what 0.0297 is rounded to, too
        for t, z in zip(total.strip("()").split(", "), sums, strict=True)
    )


def misses(text: str, total: str) -> bool:
    """Whether what is printed does not come to what is printed as its sum, to its last digit."""
    sums, size = added(text)
    return any(
        abs(number(t) - z) > (1e-13 * size if t == "0" else 0.49 * float(last_place(t)))
        for t, z in zip(total.strip("()").split(", "), sums, strict=True)
    )


def added(text: str) -> tuple[np.ndarray, float]:
    """What printed vectors come to, and the largest of the numbers that are added."""
    found = list(SIGNED.finditer(text))
    assert found, text
    parts = [
        np.array(vector(one[3]))
        * (number(one[2]) if one[2] else 1.0)
        * (-1 if one["sign"].strip() == "−" else 1)
        for one in found
    ]
    return np.sum(parts, axis=0), max(float(np.abs(part).max()) for part in parts)


def adds(s: Multiplied, name: str, m: re.Match[str]) -> bool:
    """Whether a product is told truly, and its sum is true as printed or said to be rounded."""
    judge = terms_add_up if m["close"] is None else misses
    fits = m["close"] is None if m["terms"] is None else judge(m["terms"], m["result"])
    return fits and near(m["result"], product(s, name), s)


def product(state: Multiplied, name: str) -> Product:
    return state.times(state.v) if name == "Jv" else state.from_left(state.u)


def weights(state: Multiplied, name: str) -> tuple[float, ...]:
    return state.v if name in ("v", "Jv") else state.u


def used(state: Multiplied, name: str) -> list[int]:
    return [i for i, weight in enumerate(weights(state, name)) if weight != 0]


def one_hot(s: Multiplied, m: re.Match[str]) -> bool:
    vector = weights(s, m[1])
    k = int(m[2].translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"))) - 1
    which = m[4]
    alone = len(vector) == 1
    fits = which.startswith("the only") if alone else f" {k + 1} of J" in which
    return (
        vector == tuple(float(i == k) for i in range(len(vector)))
        and fits
        and near(m[5], product(s, m[3]), s)
    )


def single(s: Multiplied, m: re.Match[str]) -> bool:
    name = m["name"]
    [k] = used(s, name)
    return says(m["weight"], mp.mpf(weights(s, name)[k])) and adds(s, name, m)


def summed(s: Multiplied, m: re.Match[str]) -> bool:
    return adds(s, m["name"], m)


@cache
def rank(s: Multiplied) -> int:
    """Of J as the floats that it is, exactly."""
    rows = [[QQ(z.numerator, z.denominator) for z in row] for row in s.table]
    return DomainMatrix(rows, (s.entry.m, s.entry.n), QQ).rank()


def rank_fits(s: Multiplied, m: re.Match[str]) -> bool:
    """A rank that is known is the exact one; one up to rounding is no larger."""
    told, outputs = int(m[1]), int(m[3])
    most = min(s.entry.m, s.entry.n)
    fits = told == rank(s) if m[2] is None else told < most and told <= rank(s)
    return fits and outputs == s.entry.m and (m[2] is None) == (told == most)


@cache
def best(s: Multiplied) -> list[Any]:
    """pinv(J)u, as the limit of Jᵀ(JJᵀ + δ)⁻¹u, in more digits than any float asks for."""
    with mp.workdps(1500):
        jacobian = mp.matrix(
            [[mp.mpf(z.numerator) / z.denominator for z in row] for row in s.table]
        )
        u = mp.matrix(list(map(mp.mpf, s.u)))
        square = jacobian * jacobian.T + mp.eye(s.entry.m) * mp.mpf(10) ** -1000
        return list(jacobian.T * mp.lu_solve(square, u))


@cache
def missed_exactly(s: Multiplied) -> list[Any]:
    """What exact least squares leaves of u, where J's rank is certain."""
    with mp.workdps(1500):
        step = best(s)
        return [
            mp.mpf(want)
            - sum(mp.mpf(z.numerator) / z.denominator * d for z, d in zip(row, step, strict=True))
            for want, row in zip(s.u, s.table, strict=True)
        ]


def certain(s: Multiplied) -> bool:
    return s.steps is not None and s.steps.rank == rank(s)


def reached(s: Multiplied) -> bool:
    """Whether u can be reached, but for rounding."""
    if not certain(s):
        return True
    return all(abs(float(z)) <= 1e-9 * max(map(abs, (*s.u, 1e-300))) for z in missed_exactly(s))


def nothing(s: Multiplied) -> bool:
    u = np.array(s.u)
    if not certain(s):
        return any(s.u)
    missed = np.array([float(z) for z in missed_exactly(s)])
    return bool(u.any()) and bool(np.abs(u - missed).max() <= 1e-9 * np.abs(u).max())


def partly(s: Multiplied, missed: str, left: str) -> bool:
    if certain(s):
        true = [float(z) for z in missed_exactly(s)]
    else:
        true = s.steps.missed.tolist() if s.steps else []
    return all(
        says(part, mp.mpf(z), 1e-9 * max(map(abs, s.u)), 4)
        for part, z in zip(missed.strip("()").split(", "), true, strict=True)
    ) and all(
        says(part, mp.mpf(u - z), 1e-9 * max(map(abs, s.u)), 4)
        for part, u, z in zip(left.strip("()").split(", "), s.u, true, strict=True)
    )


def cell(text: str, found: np.ndarray, doubt: float) -> bool:
    if text == "not finite":
        return not np.isfinite(found).all()
    return all(
        says(part, mp.mpf(float(z)), doubt, 4)
        for part, z in zip(text.strip("()").split(", "), found, strict=True)
    )


def pinv_solves(s: Multiplied, text: str) -> bool:
    """Whether the step is the exact pseudoinverse's, where J's rank is certain."""
    if not certain(s):
        return True
    step = best(s)
    size = max([abs(z) for z in step] + [mp.mpf("1e-300")])
    return text == "not finite" or all(
        says(part, z, size * mp.mpf("1e-9"), 4)
        for part, z in zip(text.strip("()").split(", "), step, strict=True)
    )


def moved(s: Multiplied, step: np.ndarray) -> np.ndarray:
    """f(x + step) − f(x), exactly from the step that is a float."""
    there = s.exact.at(tuple(map(float, step)), mp.mpf(1))
    return np.array([float(a - b) for a, b in zip(there, s.exact.value, strict=True)])


def room(s: Multiplied, step: np.ndarray) -> float:
    values = [
        abs(float(z))
        for z in (*s.exact.value, *s.exact.at(tuple(map(float, step)), mp.mpf(1)))
        if mp.isfinite(z)
    ]
    return 1e-10 * max([*values, 1e-300])


CELL = r"(\([^()]*\)|not finite)"


def first_row(s: Multiplied, m: re.Match[str]) -> bool:
    return near(m[1], s.from_left(s.u), s, 4) and pinv_solves(s, m[3])


def second_row(s: Multiplied, m: re.Match[str]) -> bool:
    found = s.steps
    assert found is not None
    jacobian = np.asarray(s.found.numbers.jacobian)
    scale = mp.mpf(float(np.abs(jacobian).max())) ** 2 * max(map(abs, (*s.u, 1e-300)))
    exact = found.gradient.step
    left = s.times([*map(float, exact)])  # of the step that was taken, which is a float
    room = scale * mp.mpf("1e-12")
    with np.errstate(over="ignore", invalid="ignore"):
        of_step = (np.abs(jacobian) + s.doubts) @ s.from_left(s.u).hidden  # it is rounded itself
    return (
        m[1] == "not finite"
        or all(
            says(
                part,
                mp.mpf(z.numerator) / z.denominator,
                room + (hidden + more if part == "0" else 0),
                4,
            )
            for part, z, hidden, more in zip(
                m[1].strip("()").split(", "), *left, of_step, strict=True
            )
        )
    ) and cell(m[2], np.array(s.u) - found.missed, 1e-9 * max(map(abs, (*s.u, 1e-300))))


def third_row(s: Multiplied, m: re.Match[str]) -> bool:
    found = s.steps
    assert found is not None

    def fits(text: str, step: np.ndarray) -> bool:
        if not np.isfinite(step).all():
            return text == "not finite"
        true = moved(s, step)
        if text == "not finite":
            return bool((~np.isfinite(true) | (np.abs(true) > 1e290)).any()) or overflows(s, step)
        return cell(text, true, room(s, step))

    return fits(m[1], found.gradient.step) and fits(m[2], found.smallest.step)


def overflows(s: Multiplied, step: np.ndarray) -> bool:
    return not np.isfinite(np.asarray(s.entry.map(jnp.asarray(np.array(s.x) + step)))).all()


SUB = "([₀-₉]+)"
SUM = rf"(?P<terms>(?:[^=()]*{V})+) = "
CLOSE = "(?P<close>, up to rounding)?"
CLAIMS: tuple[Claim[Any], ...] = (
    claim(
        r"(v|u) is zero, and so is (Jv|uᵀJ)\.",
        lambda s, m: not any(weights(s, m[1])) and not any(product(s, m[2]).true),
    ),
    claim(rf"(v|u) = e{SUB}: (Jv|uᵀJ) is ([^,]+), {V}\.", one_hot),
    claim(
        rf"(?:Only (?:v|u){SUB} is not zero: )?(?P<name>Jv|uᵀJ) is (?P<weight>{N}) times "
        rf"(?:the only )?(?:column|row)(?: \d+)? of J(?:, {SUM}|, )(?P<result>{V}){CLOSE}\.",
        single,
    ),
    claim(
        rf"(?:v|u) is all ones: (?P<name>Jv|uᵀJ) is the sum of the (?:columns|rows)"
        rf"(?:, {SUM}|, )(?P<result>{V}){CLOSE}\.",
        lambda s, m: all(w == 1 for w in weights(s, m["name"])) and summed(s, m),
    ),
    claim(
        rf"(v|u) = (?P<vector>{V}): (?P<name>Jv|uᵀJ) weights the (?:columns|rows) and adds them"
        rf"(?:, {SUM}|, )(?P<result>{V}){CLOSE}\.",
        lambda s, m: is_vector(m["vector"], weights(s, m[1])) and summed(s, m),
    ),
    claim(
        r"Here v and uᵀJ have (\d+) numbers?, like x; u and Jv have (\d+) numbers?, like f\(x\)\.",
        lambda s, m: (int(m[1]), int(m[2])) == (s.entry.n, s.entry.m),
    ),
    claim(
        r"Here all four vectors have (\d+) numbers?, so that length does not tell the two spaces "
        r"apart\.",
        lambda s, m: s.entry.n == s.entry.m == int(m[1]),
    ),
    free(r"\| vector \| to the right of J \| to the left of J \|\n\|:--\|:--\|:--\|"),
    claim(
        rf"\| v = {V} \| Jv = \*\*{V}\*\* \| vᵀJ = {V} \|",
        lambda s, m: (
            is_vector(m[1], s.v) and near(m[2], s.times(s.v), s) and near(m[3], s.from_left(s.v), s)
        ),
    ),
    claim(
        rf"\| u = {V} \| Ju = {V} \| uᵀJ = \*\*{V}\*\* \|",
        lambda s, m: (
            is_vector(m[1], s.u) and near(m[2], s.times(s.u), s) and near(m[3], s.from_left(s.u), s)
        ),
    ),
    claim(
        r"J is a single number, so both sides always agree\.",
        lambda s, _: s.entry.m == s.entry.n == 1,
    ),
    claim(
        r"J is symmetric at this point, so both sides agree and the mistake stays hidden until "
        r"J no "
        r"longer is\.",
        lambda s, _: s.table == [list(c) for c in zip(*s.table, strict=True)],
    ),
    claim(
        r"Up to rounding, J is symmetric at this point, so both sides agree and the mistake stays "
        r"hidden until J no longer is\.",
        lambda s, _: asymmetry(s) <= mp.mpf("1e-12"),
    ),
    claim(
        r"J is not symmetric: for this v both sides agree, up to rounding, for others they do "
        r"not\.",
        lambda s, _: asymmetry(s) > 0 and differ(s) <= mp.mpf("1e-12"),
    ),
    claim(
        r"J is not symmetric, so the two sides differ\.",
        lambda s, _: asymmetry(s) > 0 and differ(s) > 0,
    ),
    free(r"\| change \| uᵀJ taken as a step \| pinv\(J\)u \|\n\|:--\|:--\|:--\|"),
    claim(
        rf"\| The step \| {CELL.replace('|not finite', '')} \| ({CELL}) \|",
        lambda s, m: near(m[1], s.from_left(s.u), s, 4) and pinv_solves(s, m[2]),
    ),
    claim(rf"\| J times the step \| {CELL} \| {CELL} \|", second_row),
    claim(rf"\| f\(x \+ step\) − f\(x\) \| {CELL} \| {CELL} \|", third_row),
    claim(
        rf"\| Asked for, u \| {V} \| {V} \|",
        lambda s, m: (
            m[1] == m[2]
            and all(
                says(t, mp.mpf(z), 0, 4)
                for t, z in zip(m[1].strip("()").split(", "), s.u, strict=True)
            )
        ),
    ),
    claim(
        r"J has rank (\d+)(, up to rounding)?, and f has (\d+) outputs?: every u can be "
        r"reached, to "
        r"first order\.",
        lambda s, m: rank_fits(s, m) and int(m[1]) == s.entry.m,
    ),
    claim(
        r"J has rank (\d+)(, up to rounding)?, and f has (\d+) outputs?: not every u can be "
        r"reached\.",
        lambda s, m: rank_fits(s, m) and int(m[1]) < s.entry.m,
    ),
    claim(r"This one can\.", lambda s, _: reached(s)),
    claim(
        r"J has rank (\d+)(, up to rounding)?, and f has (\d+) outputs?: nothing of this u can be "
        r"reached\.",
        lambda s, m: rank_fits(s, m) and nothing(s),
    ),
    claim(
        r"J has rank (\d+)(, up to rounding)?, and f has (\d+) outputs?: this u cannot be "
        r"reached\.",
        lambda s, m: rank_fits(s, m) and int(m[1]) < s.entry.m,
    ),
    claim(
        rf"Its part {V} is out of reach, and the smallest step gives what is left, {V}\.",
        lambda s, m: partly(s, m[1], m[2]),
    ),
    *TROUBLE,
    *LIES,
    *KINKS,
)


def differ(s: Multiplied) -> Any:
    """How far Jv and vᵀJ are apart, in units of what was added."""
    apart = max(abs(a - b) for a, b in zip(s.times(s.v).true, s.from_left(s.v).true, strict=True))
    size = max(abs(z) for row in s.table for z in row) * max(
        [abs(Fraction(z)) for z in s.v] + [Fraction(0)]
    )
    return mp.mpf(apart.numerator) / apart.denominator / (float(size) or 1.0)


def asymmetry(s: Multiplied) -> Any:
    apart = max(
        abs(s.table[i][j] - s.table[j][i]) for i in range(s.entry.n) for j in range(s.entry.n)
    )
    size = max(abs(z) for row in s.table for z in row) or Fraction(1)
    part = apart / size
    return mp.mpf(part.numerator) / part.denominator


def said(state: Multiplied) -> list[str]:
    entry, found = state.entry, state.found
    texts: list[str | None] = [captions.lengths(entry.m, entry.n)]
    texts += [trouble(entry, state.x, found), kinks(entry, found)]
    if not found.finite:
        return split(state, texts)
    numbers_ = found.numbers
    texts += [
        captions.pushed(state.v, numbers_.jacobian, numbers_.push),
        captions.pulled(state.u, numbers_.jacobian, numbers_.pull),
    ]
    if entry.m == entry.n:
        both = sides(found, np.asarray(state.v), np.asarray(state.u))
        texts += [captions.both_sides(state.v, state.u, both), captions.symmetry(both)]
    assert state.steps is not None
    texts += [captions.steps(state.u, state.steps), captions.reach(state.u, state.steps, entry.n)]
    return split(state, texts)


def test_every_sentence_is_true_at_every_state(stride: int) -> None:
    met: Counter[str] = Counter()
    spreads = spread_claims.Held()
    for plain in (*states(stride), *list(spread_claims.more())[::stride]):
        state = Multiplied(plain.entry, plain.x, plain.v, plain.u)
        met += judged(said(state), CLAIMS, state)
        spreads.at(state)
    kept = [one for one in CLAIMS if one not in (*TROUBLE, *LIES, *KINKS)]
    if stride == 1:
        all_met(kept, met)
        all_met(spread_claims.CLAIMS, spreads.met)


# Single states ----------------------------------------------------------------------------------


def at(text: str, x: tuple[float, ...], v: tuple[float, ...], u: tuple[float, ...]) -> Multiplied:
    return Multiplied(typed(text), tuple(map(float, x)), v, u)


def reach(text: str, x: tuple[float, ...], u: tuple[float, ...]) -> str:
    state = at(text, x, (1.0,) * len(x), u)
    assert state.steps is not None
    return captions.reach(u, state.steps, state.entry.n)


def test_a_row_in_large_units_leaves_the_rank_of_the_others() -> None:
    for large in ("1e6*(1e6*(2x1))", "1e6*(1e6*(1e6*(100x1)))", "1e-10*(1e-10*x1)"):
        said = reach(f"[{large},x2]", (1, 1), (1.0, 1.0))
        assert said == "J has rank 2, and f has 2 outputs: every u can be reached, to first order."
    assert "rank 2," in reach("[x1+x2,x1+1.0000000000001*x2]", (1, 1), (1.0, 0.0))
    assert "rank 1, up to rounding" in reach("[0.1*x1+0.2*x2,0.3*x1+0.6*x2]", (1, 1), (1.0, 0.0))


def test_a_step_that_answers_a_row_in_large_units_is_exact() -> None:
    state = at(
        "[1e6*(1e6*(1e6*(100x1)))+x2,1e6*(1e6*(1e6*(100x1)))-x2]", (1, 1), (1.0, 1.0), (1.0, 0.0)
    )
    assert state.steps is not None
    np.testing.assert_allclose(state.steps.smallest.step, (0.5e-20, 0.5), rtol=1e-15)


def test_a_sum_is_true_of_the_numbers_that_are_printed() -> None:
    state = at("0.25*x1+x2", (1, 1), (0.3, 0.0), (1.0,))
    said = captions.pushed(state.v, state.found.numbers.jacobian, state.found.numbers.push)
    assert said.endswith("0.3·(0.25) = (0.075).")


def test_what_ones_pull_out_of_softmax_is_zero() -> None:
    state = at("softmax([x1,x2,x3])", (0.2, -0.4, 0.9), (1.0, 1.0, 1.0), (1.0, 1.0, 1.0))
    said = captions.pulled(state.u, state.found.numbers.jacobian, state.found.numbers.pull)
    assert said.endswith("(0, 0, 0).")
    assert not np.any(state.found.numbers.push)
    assert state.found.numbers.pairing == 0


def test_of_a_j_without_bounds_nothing_is_told_of_how_it_stretches() -> None:
    found = at("[x1*x2,x1]", (1, 2), (1.0, 1.0), (1.0, 1.0)).found
    endless = found.errors._replace(jacobian=np.full((2, 2), np.inf))
    told = stretching.stretched(stretch(found._replace(errors=endless)), 2, 2)
    assert told == "Rounding hides how far J stretches here."
