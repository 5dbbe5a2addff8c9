"""Questions: what a reader reads decides what is right, by JAX, SymPy or counting."""

import math
import re
from collections.abc import Callable
from itertools import combinations, permutations, product

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import sympy

from explainers.core.numerals import reading
from explainers.lessons import PAGES
from explainers.lessons.asking import Asked, Cell, Choose, Number, Order, Place, Variant
from explainers.lessons.questions import QUESTIONS, questions

SEEDS = range(150)
EVERY = [(slug, asked) for slug, group in QUESTIONS.items() for asked in group]
NAMES = [f"{slug}/{asked.slug}" for slug, asked in EVERY]
each = pytest.mark.parametrize(("slug", "asked"), EVERY, ids=NAMES)

Truth = float | tuple[float, ...]
Oracle = Callable[[str], Truth]
_NUMERAL = r"−?\d+(?:\.\d+)?(?:·10[⁻⁰¹²³⁴-⁹]+)?"


def numbers(text: str) -> list[float]:
    """All numbers of a text; a digit that belongs to a name is none."""
    return [reading(found) for found in re.findall(rf"(?<![\w.]){_NUMERAL}(?![\w])", text)]


def vectors(text: str) -> list[np.ndarray]:
    """All lists of numbers in brackets."""
    found = re.findall(rf"\(({_NUMERAL}(?:, {_NUMERAL})+)\)", text)
    return [np.array([reading(part) for part in one.split(", ")]) for one in found]


def complexes(text: str) -> list[complex]:
    found = re.findall(r"(−?\d+) ([+−]) (\d*)i", text)
    return [
        complex(reading(real), (-1 if sign == "−" else 1) * float(size or 1))
        for real, sign, size in found
    ]


def real_jacobian(derivative: complex) -> np.ndarray:
    """By JAX, of the map that multiplies by it, as a map of the plane."""

    def times(pair: jax.Array) -> jax.Array:
        z = derivative * jax.lax.complex(pair[0], pair[1])
        return jnp.stack([z.real, z.imag])

    return np.asarray(jax.jacfwd(times)(jnp.zeros(2)))


def formula(text: str, wanted: str) -> sympy.Expr:
    """The formula behind a name, read by SymPy."""
    ascii_ = str.maketrans("₁₂²·−", "12 *-")
    (found,) = re.findall(wanted, text)
    plain = found.replace("x₁²", "x₁**2").replace("x₂²", "x₂**2").replace("θ²", "t**2")
    return sympy.sympify(plain.translate(ascii_))


X = sympy.symbols("x1 x2")


# Oracles, each by what a reader reads ------------------------------------------------------------


def by_power(ask: str) -> Truth:
    pulled, v = vectors(ask)
    return float(sum(a * b for a, b in zip(pulled, v, strict=True)))


def by_slope(ask: str) -> Truth:
    second = formula(ask, r"x₂, (.+?)\) at")
    (at,) = vectors(ask)
    return float(second.diff(X[1]).subs(dict(zip(X, at, strict=True))))


def by_column(ask: str) -> Truth:
    n, m = map(int, numbers(ask))
    return jax.jacfwd(lambda x: jnp.ones(m) * x.sum())(jnp.ones(n))[:, 0].size


def by_push(ask: str) -> Truth:
    *rows, v = vectors(ask)
    J = jnp.array(rows)
    return tuple(map(float, jax.jvp(lambda x: J @ x, (jnp.zeros(2),), (jnp.array(v),))[1]))


def by_pull(ask: str) -> Truth:
    *rows, u = vectors(ask)
    J = jnp.array(rows)
    return tuple(map(float, jax.vjp(lambda x: J @ x, jnp.zeros(2))[1](jnp.array(u))[0]))


def by_hessian(ask: str) -> Truth:
    *rows, v = vectors(ask)
    H = jnp.array(rows)
    gradient = jax.grad(lambda x: x @ H @ x / 2)
    return tuple(map(float, jax.jvp(gradient, (jnp.zeros(2),), (jnp.array(v),))[1]))


def by_squares(ask: str) -> Truth:
    """The errors may as well be linear: then G is the Hessian, and JAX gives its product."""
    *rows, v = vectors(ask)
    J = jnp.array(rows)
    gradient = jax.grad(lambda x: jnp.sum((J @ x) ** 2))
    return float(jax.jvp(gradient, (jnp.zeros(2),), (jnp.array(v),))[1][0])


def by_line(ask: str) -> Truth:
    a, there = numbers(ask)[-2:]
    value, slope = jax.jvp(jnp.square, (a,), (1.0,))
    return float(value + (there - a) * slope)


def by_square_of_h(ask: str) -> Truth:
    (left,) = (z for z in numbers(ask) if z < 0.01)
    return left * (0.01 / 0.1) ** 2


def by_chain(ask: str) -> Truth:
    (at,) = vectors(ask)
    return float(jax.grad(lambda x: (x[0] * x[1]) ** 2)(jnp.array(at))[0])


def by_tangents(ask: str) -> Truth:
    (at,) = vectors(ask)
    tangent = [reading(found) for found in re.findall(r"ẋ[₁₂] = (−?\d+)", ask)]
    _, moved = jax.jvp(lambda x: x[0] * x[1], (jnp.array(at),), (jnp.array(tangent),))
    return float(moved)


def by_descent(ask: str) -> Truth:
    start, gradient = vectors(ask)
    rate = reading(re.findall(rf"rate is ({_NUMERAL})", ask)[0])
    return tuple(map(float, start - rate * gradient))


def by_repeating(ask: str) -> Truth:
    steps = int(numbers(ask)[0])
    evaluations = [step for last in range(steps, 0, -1) for step in range(last)]
    return float(len(evaluations) - len({*evaluations}))


def by_holding(ask: str) -> Truth:
    _, parts, length = (int(z) for z in numbers(ask)[:3])
    most, starts = 0, parts
    for _ in range(parts):
        most, starts = max(most, starts + length), starts - 1
    return float(most)


def by_batch(ask: str) -> Truth:
    (residuals,) = vectors(ask)
    samples = [int(k) - 1 for k in re.findall(r"samples (\d) and (\d)", ask)[0]]
    asked = int(re.findall(r"at sample (\d)", ask)[0]) - 1
    return float(
        jax.grad(lambda r: jnp.mean(r[jnp.array(samples)] ** 2))(jnp.array(residuals))[asked]
    )


def by_runs(ask: str) -> Truth:
    """Steps of descent tell on which side of the limit a rate lies; halve what is between."""
    (factor,) = (reading(one) for one in re.findall(rf"= ({_NUMERAL})·θ²", ask))
    slope = jax.grad(lambda t: factor * t**2)(1.0)
    low, high = 0.0, 10.0
    for _ in range(60):
        rate = (low + high) / 2
        low, high = (rate, high) if abs(1 - rate * slope) < 1 else (low, rate)
    return low


def by_loops(ask: str) -> Truth:
    """Count the multiplications of both products, one by one."""
    first, second = ((int(a), int(b)) for a, b in re.findall(r"(\d+)×(\d+)", ask))
    return sum(1 for a, b in (first, second) for _ in range(a) for _ in range(b))


def by_shorter(ask: str) -> Truth:
    return min(numbers(ask))


def by_second_slope(ask: str) -> Truth:
    return float(formula(ask, r"f\(x\) = (.+?)\. Which").diff(X[0], 2))


def by_newton(ask: str) -> Truth:
    """Where the slope of the parabola with these numbers is 0, by SymPy."""
    at, slope, bend = (sympy.nsimplify(z) for z in numbers(ask))
    t = sympy.Symbol("t")
    return float(sympy.solve(slope + bend * (t - at), t)[0])


def by_shapes(ask: str) -> Truth:
    inputs, outputs = (tuple(map(int, shape)) for shape in vectors(ask))
    return tensor(inputs, outputs).size


def tensor(inputs: tuple[int, ...], outputs: tuple[int, ...]) -> jax.ShapeDtypeStruct:
    """What JAX says of the Jacobian of a map between arrays of these shapes."""
    jacobian = jax.jacrev(lambda x: jnp.zeros(outputs) * x.sum())
    return jax.eval_shape(jacobian, jnp.zeros(inputs))


def by_weights(ask: str) -> Truth:
    batch, weights = (tuple(map(int, shape)) for shape in vectors(ask))
    x = jnp.ones(batch)
    return int(jnp.count_nonzero(jax.jacrev(lambda w: (x @ w)[0, 0])(jnp.ones(weights))))


def by_loss(ask: str) -> Truth:
    x, w = vectors(ask)
    k = "₁₂₃".index(re.findall(r"in w([₁₂₃])", ask)[0])
    return float(jax.grad(lambda w: (jnp.array(x) @ w) ** 2)(jnp.array(w))[k])


def by_logarithms(ask: str) -> Truth:
    first, h, second, smaller = numbers(ask)
    return math.log(first / second) / math.log(h / smaller)


def by_turn(ask: str) -> Truth:
    derivative, dz = complexes(ask)
    return tuple(map(float, real_jacobian(derivative) @ [dz.real, dz.imag]))


def by_squaring(ask: str) -> Truth:
    at, derivative = complexes(ask)
    assert derivative == 2 * at
    return float(real_jacobian(derivative)[0, 1])


def by_stopping(ask: str) -> Truth:
    c, at = numbers(ask)
    return float(jax.grad(lambda x: c * x * jax.lax.stop_gradient(x))(at))


def by_tie(ask: str) -> Truth:
    a, b = (reading(one) for one in re.findall(r"[ab] = (−?\d+)", ask))
    return float(jax.grad(lambda x: jnp.maximum(a * x, b * x))(0.0))


def by_products(ask: str) -> Truth:
    *rows, v = vectors(ask)
    J = jnp.array(rows)
    return float(v @ np.asarray(jax.jvp(lambda x: J @ x, (jnp.zeros(2),), (jnp.array(v),))[1]))


def by_one_push(ask: str) -> Truth:
    """The push of a function with that gradient, times its direction."""
    g, v = map(jnp.array, vectors(ask))
    _, told = jax.jvp(lambda x: g @ x, (jnp.zeros(2),), (v,))
    return tuple(map(float, told * v))


def by_flow(ask: str) -> Truth:
    """By the logarithm of the determinant of the flow's Jacobian, as JAX has them."""
    A = jnp.array(vectors(ask))
    (log_p,) = re.findall(rf"log p\(x\) = ({_NUMERAL})", ask)
    sign, log = jnp.linalg.slogdet(jax.jacfwd(lambda x: x + A @ x)(jnp.zeros(2)))
    assert sign == 1
    return reading(log_p) - float(log)


def by_root(ask: str) -> Truth:
    """By the solution nearby, a little farther and a little back in p."""
    c, x, p = numbers(ask)

    def solution(p: float) -> float:
        return max(np.roots([1.0, p, -c]).real)

    assert math.isclose(solution(p), x)
    h = 1e-4
    slopes = [(solution(p + k * h) - solution(p - k * h)) / (2 * k * h) for k in (1, 2)]
    return (4 * slopes[0] - slopes[1]) / 3


def by_fold(ask: str) -> Truth:
    """At the least p for which the equation still has a real solution, found by halving."""
    linear, c = (
        reading(f"{'−' * (sign == '−')}{n}") for sign, n in re.findall(r"([+−]) (\d+)", ask)
    )
    low, high = -100.0, 100.0
    for _ in range(100):
        p = (low + high) / 2
        low, high = (low, p) if linear**2 + 4 * (p + c) >= 0 else (p, high)
    return high, float(np.roots([1.0, linear, -(high + c)]).real.mean())


def needed(pattern: np.ndarray) -> int:
    """The fewest pushes that tell a pattern, by every way to share out few columns."""
    for count in range(1, pattern.shape[1] + 1):
        for colours in product(range(count), repeat=pattern.shape[1]):
            seeds = np.eye(count)[list(colours)]
            if (pattern @ seeds <= 1).all():
                return count
    raise AssertionError("a push for each column tells everything")


def by_band(ask: str) -> Truth:
    _, _, lower, upper = map(int, numbers(ask))
    # No row of a large J holds more than one of this size, where every way can be tried; and
    # columns as far apart as the band is wide share none.
    size = lower + upper + 1
    far = np.subtract.outer(np.arange(3 * size), np.arange(3 * size))
    whole = (far <= lower) & (far >= -upper)
    cyclic = np.eye(size)[np.arange(3 * size) % size]
    assert (whole @ cyclic <= 1).all()
    assert whole.sum(axis=1).max() == size
    return size


def by_arrowhead(ask: str) -> Truth:
    """Of a small arrowhead, by every choice of rows to pull one by one, and the rest by pushes."""
    rows, columns, _ = numbers(ask)
    assert rows == columns
    small = np.eye(5, dtype=bool)
    small[0] = small[:, 0] = True
    choices = (set(c) for count in range(6) for c in combinations(range(5), count))
    rest = [(len(pulled), np.delete(small, list(pulled), axis=0)) for pulled in choices]
    return min(count + (needed(left) if len(left) else 0) for count, left in rest)


ORACLES: dict[str, Oracle] = {
    "home/power": by_power,
    "jacobian/slope": by_slope,
    "jacobian/column": by_column,
    "push_and_pull/push": by_push,
    "push_and_pull/pull": by_pull,
    "push_and_pull/pairing": by_power,
    "linearization/predicted": by_line,
    "linearization/remainder": by_square_of_h,
    "two_sweeps/chain": by_chain,
    "two_sweeps/tangent": by_tangents,
    "descent/step": by_descent,
    "descent/batch": by_batch,
    "descent/limit": by_runs,
    "brackets/cost": by_loops,
    "brackets/sweeps": by_shorter,
    "curvature/product": by_hessian,
    "curvature/entry": by_second_slope,
    "curvature/newton": by_newton,
    "curvature/gauss": by_squares,
    "tensors/entries": by_shapes,
    "tensors/touched": by_weights,
    "rules/backward": by_loss,
    "rules/drift": by_logarithms,
    "complex_plane/turned": by_turn,
    "complex_plane/square": by_squaring,
    "sparsity/band": by_band,
    "sparsity/arrowhead": by_arrowhead,
    "kinks/stopped": by_stopping,
    "kinks/tie": by_tie,
    "many/sample": by_products,
    "many/forward": by_one_push,
    "many/density": by_flow,
    "implicit/slope": by_root,
    "implicit/fold": by_fold,
    "memory/start": by_repeating,
    "memory/segments": by_holding,
    "cheatsheet/push": by_column,
}
DEAR = {
    "cheatsheet/push",
    "descent/limit",
    "jacobian/column",
    "sparsity/arrowhead",
    "tensors/entries",
    "tensors/touched",
}
"""Oracles that JAX takes long for, at each of few different numbers: fewer seeds have them all."""


def number(truth: Truth) -> float:
    assert not isinstance(truth, tuple)
    return truth


def drawn(asked: Asked) -> dict[str, Variant]:
    """The variants of all seeds, by what they ask."""
    return {one.ask: one for one in (asked.variant(seed) for seed in SEEDS)}


@each
@pytest.mark.share(8)
def test_the_truth_is_what_the_question_says(slug: str, asked: Asked) -> None:
    name = f"{slug}/{asked.slug}"
    variants = drawn(asked)
    told = list(variants.values())[: 12 if name in DEAR else None]
    for one in told:
        match one:
            case Number():
                assert math.isclose(one.truth, number(ORACLES[name](one.ask)), abs_tol=1e-9)
            case Place():
                assert np.allclose(one.truth, ORACLES[name](one.ask), atol=1e-9)
            case _:
                assert name not in ORACLES


@each
def test_no_mistake_is_taken_for_the_truth_or_for_another(slug: str, asked: Asked) -> None:
    for one in drawn(asked).values():
        match one:
            case Number():
                values = [one.truth, *(mistake.value[0] for mistake in one.mistakes)]
                assert all(abs(a - b) > 2 * one.tolerance for a, b in combinations(values, 2))
            case Place():
                places = [one.truth, *(mistake.value for mistake in one.mistakes)]
                apart = one.reach + max(one.reach, one.tolerance)
                assert all(math.dist(a, b) > apart for a, b in combinations(places, 2))
                assert all(abs(z) < one.half for place in places for z in place)
            case Choose():
                assert sum(answer.right for answer in one.answers) == 1
                assert len({answer.text for answer in one.answers}) == len(one.answers) >= 2
            case Order():
                assert sorted(one.shown) == list(range(len(one.steps)))
                assert list(one.shown) != sorted(one.shown)
            case Cell():
                rows, columns = len(one.cells), {len(row) for row in one.cells}
                assert 0 <= one.truth[0] < rows
                assert columns == {len(row) for row in one.whys}
                assert 0 <= one.truth[1] < min(columns)


@each
def test_each_answer_has_a_sentence_of_its_own(slug: str, asked: Asked) -> None:
    for one in drawn(asked).values():
        match one:
            case Number() | Place():
                said = [one.why, one.hint, *(mistake.why for mistake in one.mistakes)]
                assert one.mistakes
            case Choose():
                said = [answer.why for answer in one.answers]
            case Order():
                said = [one.why, *(step.why for step in one.steps)]
            case Cell():
                said = [one.whys[one.truth[0]][one.truth[1]]]
        assert len(set(said)) == len(said)
        assert all(text.endswith((".", "?")) for text in said)


@each
def test_fresh_numbers_are_others(slug: str, asked: Asked) -> None:
    variants = asked.variants
    assert len({one.ask for one in variants}) == len(variants) or len(set(variants)) == len(
        variants
    )
    assert (len(variants) >= 3) == asked.fresh


def test_a_seed_draws_the_same_in_every_process() -> None:
    (push,) = (asked for asked in QUESTIONS["push_and_pull"] if asked.slug == "push")
    assert push.variant(0).ask == "J has the rows (−2, −2) and (1, −1), and v = (−2, 1). Place Jv."


def test_a_page_begins_with_its_idea_and_asks_three_to_five_questions() -> None:
    assert QUESTIONS.keys() <= {page.slug for page in PAGES}
    for page in PAGES:
        first, *more = questions(page)
        assert first.variant(0) == Choose(page.question.ask, page.question.answers)
        assert page.slug not in QUESTIONS or 3 <= 1 + len(more) <= 5
        assert len({asked.slug for asked in questions(page)}) == 1 + len(more)


def test_all_kinds_are_met() -> None:
    kinds = {asked.variant(0).kind for _, asked in EVERY}
    assert kinds == {"choose", "order", "number", "place", "cell"}


def found(slug: str, name: str) -> list[Variant]:
    """All that the seeds draw of one question."""
    (asked,) = (one for one in QUESTIONS[slug] if one.slug == name)
    return [*drawn(asked).values()]


def test_the_entry_asked_for_is_the_slope_of_that_output_along_that_input() -> None:
    for one in found("jacobian", "entry"):
        assert isinstance(one, Cell)
        output, along = ("₁₂₃".index(low) for low in re.findall(r"[yx]([₁₂₃])", one.ask))
        assert one.truth == (output, along)
        told = one.whys[output][along]
        assert told.startswith(f"Row {output + 1}, column {along + 1} tells how fast")


def test_one_changed_sign_mends_the_complex_matrix() -> None:
    for one in found("complex_plane", "broken"):
        assert isinstance(one, Cell)
        (derivative,) = complexes(one.ask)
        J = np.array([[reading(text) for text in row] for row in one.cells])
        mends: list[tuple[int, ...]] = []
        for place in np.ndindex(2, 2):
            changed = J.copy()
            changed[place] *= -1
            if np.array_equal(changed, real_jacobian(derivative)):
                mends.append(place)
        assert mends == [one.truth]


def test_the_entry_that_a_shared_push_tells_is_what_the_equations_determine() -> None:
    for one in found("sparsity", "shared"):
        assert isinstance(one, Cell)
        s, told = (sympy.Matrix(vector.astype(int)) for vector in vectors(one.ask))
        J = sympy.Matrix([[sympy.sympify(entry) for entry in row] for row in one.cells])
        solution = sympy.solve(list(J * s - told), sorted(J.free_symbols, key=str), dict=True)
        (wanted,) = re.findall(rf"entry is ({_NUMERAL})\?", one.ask)
        letters = [letter for letter, z in solution[0].items() if z == int(reading(wanted))]
        assert letters == [J[one.truth]]


def test_the_entry_that_a_probe_shows_is_the_one_that_the_pattern_has_not() -> None:
    """JAX's product of a J that holds something wherever the pattern does is 0 there."""
    lines: set[str] = set()
    for one in found("sparsity", "probe"):
        assert isinstance(one, Cell)
        ((kind, low),) = re.findall(r"a (push|pull) along e([₁₂₃₄])", one.ask)
        place = "₁₂₃₄".index(low)
        (told,) = vectors(one.ask)
        J = jnp.array([[float(text != "0") for text in row] for row in one.cells])
        e, origin = jnp.eye(4)[place], jnp.zeros(4)
        reached = (
            jax.jvp(lambda x, J=J: J @ x, (origin,), (e,))[1]
            if kind == "push"
            else jax.vjp(lambda x, J=J: J @ x, origin)[1](e)[0]
        )
        missed = np.flatnonzero((told != 0) & (np.asarray(reached) == 0)).tolist()
        assert [(k, place) if kind == "push" else (place, k) for k in missed] == [one.truth]
        lines.add(kind)
    assert lines == {"push", "pull"}


def test_one_order_alone_runs_and_holds_a_single_segment() -> None:
    """Of all orders, by what each step needs from those before it."""
    for one in found("memory", "back"):
        assert isinstance(one, Order)
        fine = [order for order in permutations(range(5)) if runs(one, order)]
        assert fine == [(0, 1, 2, 3, 4)]


def runs(one: Order, order: tuple[int, ...]) -> bool:
    """Whether all values are at hand when they are needed, and never those of both segments."""
    a, b, c, d = map(int, re.findall(r"steps (\d+) to (\d+) and steps (\d+) to (\d+)", one.ask)[0])
    assert (a, c) == (1, b + 1)
    states, held, gone = {0}, set[int](), d
    for k in order:
        text = one.steps[k].text
        first, last = map(int, re.findall(r"steps (\d+) to (\d+)", text)[0])
        if text.startswith("Go back"):
            segment = set(range(last, first + 1))
            if gone != first or not segment <= held:
                return False
            held, gone = held - segment, last - 1
        elif "again" in text:
            if d not in states or first - 1 not in states:
                return False
            held |= set(range(first, last + 1))
        else:
            states |= {b, d}
        if held >= {b, c}:
            return False
    return gone == 0


def test_the_shape_and_the_mode_are_jaxs() -> None:
    for one in found("tensors", "shape"):
        assert isinstance(one, Choose)
        inputs, outputs = (tuple(map(int, shape)) for shape in vectors(one.ask))
        shape = str(tensor(inputs, outputs).shape)
        assert [answer.text for answer in one.answers if answer.right] == [shape]
    for one in found("cheatsheet", "mode"):
        assert isinstance(one, Choose)
        n, m = numbers(one.ask)
        best = "`jax.jacfwd(f)(x)`" if n < m else "`jax.jacrev(f)(x)`"
        assert [answer.text for answer in one.answers if answer.right] == [best]
