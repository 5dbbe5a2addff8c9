"""Every sentence of the lesson on the table, at hundreds of states, against what is true."""

import re
from collections import Counter
from typing import Any

import numpy as np

from explainers.core.expression import entry as typed
from explainers.lessons.captions import kinks, trouble
from explainers.lessons.jacobian import captions
from tests.claims import Claim, all_met, claim, judged
from tests.exact import DIGITS as DIGITS
from tests.exact import NOTHING, mp
from tests.lessons.shared_claims import (
    ALONG,
    KINKS,
    LIES,
    TROUBLE,
    D,
    N,
    V,
    by_jax,
    by_reverse,
    doubt,
    entry_of,
    same,
    split,
)
from tests.lessons.states import State, says, states
from tests.numbers import number


def true(state: State, row: int, column: int) -> Any:
    return state.exact.entry(row, column)


def entries_vanish(state: State, rounded: bool, all_of_them: bool) -> bool:
    """Whether the entries that JAX has are 0, to rounding or exactly."""
    shown = state.found.numbers.jacobian
    where = [tuple(map(int, at)) for at in np.argwhere(np.isfinite(shown))]
    if all_of_them != (len(where) == shown.size):
        return False
    if not all_of_them:
        return all(abs(shown[at]) == 0 for at in where)
    room = [max(doubt(state, *at) if rounded else 0, NOTHING) for at in where]
    return all(abs(true(state, *at)) <= r for at, r in zip(where, room, strict=True))


def is_largest(state: State, row: int, column: int, place: str) -> bool:
    found = state.found.numbers.jacobian
    if place == "the only entry":
        return found.size == 1
    if place == "the selected entry":
        return found.size > 1
    finite = np.isfinite(found)
    if ("finite" in place) == bool(finite.all()):
        return False
    sizes = {
        tuple(map(int, at)): abs(true(state, *at))
        if not mp.isnan(true(state, *at))
        else abs(mp.mpf(float(found[tuple(at)])))
        for at in np.argwhere(finite)
    }
    mine = sizes[row, column]
    rivals = [size for at, size in sizes.items() if at != (row, column)]
    slack = mp.mpf(doubt(state, row, column)) * 4 + mine * mp.mpf("1e-12")
    if place.startswith("one of"):
        return any(abs(size - mine) <= slack for size in rivals)
    return all(size < mine + slack for size in rivals)


def nudge(state: State, said: re.Match[str]) -> bool:
    i, j = entry_of(state, said)
    rate = said["rate"]
    return (
        is_largest(state, i, j, said["place"])
        and said["x"] == state.entry.inputs[j]
        and said["y"] == state.entry.outputs[i]
        and said["entry"] == rate
        and says(rate, true(state, i, j), doubt(state, i, j))
    )


def only_jaxs(state: State, said: re.Match[str]) -> bool:
    i, j = entry_of(state, said)
    exact = true(state, i, j)
    wrong = bool(mp.isnan(exact)) or not says(said["entry"], exact, 1e-9)
    return (
        is_largest(state, i, j, said["place"])
        and same(said["entry"], by_jax(state)[i, j])
        and wrong
    )


def vector(text: str) -> list[str]:
    return text.strip("()").split(", ")


def column_of(state: State, name: str, text: str) -> int:
    j = state.column(name)
    shown = vector(text)
    assert len(shown) == state.entry.m
    return j


def is_column(state: State, said: re.Match[str]) -> bool:
    """The entries are partial derivatives, and they are said alike each time."""
    j = state.column(said["x"])
    return all(
        says(part, true(state, i, j), doubt(state, i, j))
        for i, part in enumerate(vector(said["c"]))
    )


def is_row(state: State, said: re.Match[str]) -> bool:
    i = state.row(said["y"])
    return state.exact.differentiable(i) and all(
        says(part, true(state, i, j), doubt(state, i, j))
        for j, part in enumerate(vector(said["c"]))
    )


def jaxs(state: State, part: str, i: int, j: int) -> bool:
    """Whether a number is that of one of JAX's modes, or the true one where neither has any."""
    modes = (by_jax(state)[i, j], by_reverse(state)[i, j])
    neither = not np.isfinite(modes).any() and np.isfinite(number(part))
    return says(part, true(state, i, j)) if neither else any(same(part, z) for z in modes)


def jaxs_column(state: State, text: str, j: int) -> bool:
    return all(jaxs(state, part, i, j) for i, part in enumerate(vector(text)))


def jaxs_row(state: State, text: str, i: int) -> bool:
    return all(jaxs(state, part, i, j) for j, part in enumerate(vector(text)))


def broken(text: str) -> bool:
    return any(not np.isfinite(number(part)) for part in vector(text))


def steepest(state: State, said: re.Match[str]) -> bool:
    i = state.row(said[1])
    parts = [true(state, i, j) for j in range(state.entry.n)]
    length = mp.sqrt(sum(part**2 for part in parts))
    return state.exact.differentiable(i) and length > 0 and says(said[2], length, 0.0)


def hidden(state: State, said: re.Match[str]) -> bool:
    """An entry may be wrong by a part of the row that would turn it visibly."""
    i = state.row(said[1])
    row = range(state.entry.n)
    doubted = max(state.found.errors.jacobian[i, j] for j in row)
    return state.exact.differentiable(i) and bool(
        max(abs(true(state, i, j)) for j in row) <= 2000 * doubted
    )


def flat(state: State, name: str, rounded: bool) -> bool:
    i = state.row(name)
    room = [doubt(state, i, j) if rounded else 0.0 for j in range(state.entry.n)]
    return state.exact.differentiable(i) and all(
        abs(true(state, i, j)) <= max(r, NOTHING) for j, r in enumerate(room)
    )


def unit(text: str) -> int:
    return int(text.translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"))) - 1


PLACE = (
    "(?P<place>the selected entry|the largest entry in size|one of the largest entries|"
    "the only entry|"
    "(?:the|one of the) largest of those that are finite)"
)
CLAIMS: tuple[Claim[Any], ...] = (
    claim(
        r"No entry that is shown is finite at this point\.",
        lambda s, _: (
            not np.isfinite(s.found.numbers.jacobian).any()
            and not np.isfinite(by_jax(s) + by_reverse(s)).any()
        ),
    ),
    claim(
        r"Every entry that is finite is 0( up to rounding)?\.",
        lambda s, m: entries_vanish(s, bool(m[1]), False),
    ),
    claim(
        r"Every entry is 0( up to rounding)?: to first order, no input (is known to "
        r"move|moves) any "
        r"output\.",
        lambda s, m: (
            entries_vanish(s, bool(m[1]), True)
            and bool(m[1]) == ("known" in m[2])
            and all(s.exact.differentiable(i) for i in range(s.entry.m))
        ),
    ),
    claim(
        r"Every entry is 0( up to rounding)?, which is what JAX returns\.",
        lambda s, m: (
            all(same("0", z) for z in by_jax(s).ravel())
            and not (
                entries_vanish(s, True, True)
                and all(s.exact.differentiable(i) for i in range(s.entry.m))
            )
        ),
    ),
    claim(
        rf"{D} = (?P<entry>{N}), {PLACE}: nudging (?P<x>\S+) by a small h moves (?P<y>.+) by about "
        rf"(?P<rate>{N})·h\.",
        nudge,
    ),
    claim(rf"{D} = (?P<entry>{N}), {PLACE}, is what JAX returns\.", only_jaxs),
    claim(
        rf"Column (?P<x>\S+) is Je([₀-₉]+) = (?P<c>{V}): what moves when only (\S+) moves\.",
        lambda s, m: s.column(m["x"]) == unit(m[2]) and m["x"] == m[5] and is_column(s, m),
    ),
    claim(
        rf"A small h added to (?P<x>\S+) adds about h·(?P<c>{V}) to f\(x\)\.",
        is_column,
    ),
    claim(
        rf"Column (\S+) is Je([₀-₉]+) = {V}: not all of it is finite, so JAX gives no rate of "
        rf"change "
        r"here\.",
        lambda s, m: (
            s.column(m[1]) == unit(m[2]) and broken(m[3]) and jaxs_column(s, m[3], unit(m[2]))
        ),
    ),
    claim(
        rf"Column (\S+) is Je([₀-₉]+) = {V}, which is what JAX returns\.",
        lambda s, m: s.column(m[1]) == unit(m[2]) and jaxs_column(s, m[3], unit(m[2])),
    ),
    claim(
        r"One JVP with v = e([₀-₉]+) gives it\.",
        lambda s, m: bool(np.isfinite(by_jax(s)[:, unit(m[1])]).all()),
    ),
    claim(
        rf"A JVP with v = e([₀-₉]+) gives {V} instead\.",
        lambda s, m: (
            all(
                same(part, z)
                for part, z in zip(vector(m[2]), by_jax(s)[:, unit(m[1])], strict=True)
            )
            and broken(m[2])
        ),
    ),
    claim(
        rf"Row (?P<y>.+?) is e([₀-₉]+)ᵀJ = (?P<c>{V}): the gradient of (.+)\.",
        lambda s, m: s.row(m["y"]) == unit(m[2]) and m["y"] == m[5] and is_row(s, m),
    ),
    claim(
        rf"Row (.+?) is e([₀-₉]+)ᵀJ = {V}: not all of it is finite, so JAX gives no gradient "
        rf"here\.",
        lambda s, m: s.row(m[1]) == unit(m[2]) and broken(m[3]) and jaxs_row(s, m[3], unit(m[2])),
    ),
    claim(
        rf"Row (.+?) is e([₀-₉]+)ᵀJ = {V}, which is what JAX returns\.",
        lambda s, m: s.row(m[1]) == unit(m[2]) and jaxs_row(s, m[3], unit(m[2])),
    ),
    claim(rf"(.+) rises fastest in this direction, at a rate of {N}\.", steepest),
    claim(r"Rounding hides in which direction (.+) rises fastest\.", hidden),
    claim(r"To first order, no input moves (.+)\.", lambda s, m: flat(s, m[1], False)),
    claim(r"Up to rounding, no input is known to move (.+)\.", lambda s, m: flat(s, m[1], True)),
    claim(
        r"One VJP with u = e([₀-₉]+) gives it\.",
        lambda s, m: bool(np.isfinite(by_reverse(s)[unit(m[1])]).all()),
    ),
    claim(
        rf"A VJP with u = e([₀-₉]+) gives {V} instead\.",
        lambda s, m: (
            all(
                same(part, z)
                for part, z in zip(vector(m[2]), by_reverse(s)[unit(m[1])], strict=True)
            )
            and broken(m[2])
        ),
    ),
    claim(
        r"\*\*f\(x\)\*\*: (.+)",
        lambda s, m: (
            all(f"{name} = " in m[1] for name in s.entry.outputs)
            and all(
                same(text, float(y))
                for text, y in zip(re.findall(rf"= {N}", m[1]), s.found.numbers.value, strict=True)
            )
        ),
    ),
    claim(
        r"f: ℝ(\S*) → ℝ(\S*), so J is (\d+)×(\d+)",
        lambda s, m: (int(m[3]), int(m[4])) == (s.entry.m, s.entry.n),
    ),
    *TROUBLE,
    *LIES,
    *KINKS,
    *ALONG,
)


def said(state: State) -> list[str]:
    entry, found = state.entry, state.found
    texts = [
        captions.by_entries(entry, found),
        *(captions.by_entries(entry, found, (i, 0)) for i in range(entry.m)),
        *(captions.by_column(entry, found, j) for j in range(entry.n)),
        *(captions.by_row(entry, found, i) for i in range(entry.m)),
    ]
    if not np.isfinite(found.numbers.value).all():
        texts = []
    texts += [trouble(entry, state.x, found), kinks(entry, found)]
    texts += [captions.value(entry, found.numbers.value), captions.shapes(entry)]
    return split(state, texts)


def test_every_sentence_is_true_at_every_state(stride: int) -> None:
    met: Counter[str] = Counter()
    seen = 0
    for state in states(stride):
        met += judged(said(state), CLAIMS, state)
        seen += 1
    assert seen * stride > 400
    if stride == 1:
        all_met(CLAIMS, met)


# Single states ----------------------------------------------------------------------------------


def at(text: str, *x: float) -> State:
    entry = typed(text)
    return State(entry, tuple(map(float, x)), (1.0,) * entry.n, (1.0,) * entry.m)


def entries(text: str, *x: float) -> str:
    state = at(text, *x)
    return captions.by_entries(state.entry, state.found)


def told(text: str, *x: float) -> str:
    state = at(text, *x)
    return trouble(state.entry, state.x, state.found) or ""


def test_entries_that_are_not_finite_are_not_zero() -> None:
    assert entries("[norm([x1,x2]),x1^2]", 0, 0) == "Every entry that is finite is 0."
    assert told("[norm([x1,x2]),x1^2]", 0, 0).startswith(
        "f(x) is finite here, but JAX's numbers for ∂y₁/∂x₁ and ∂y₁/∂x₂ are not. y₁ has a kink "
        "here."
    )


def test_a_tie_has_a_kink_and_no_rate() -> None:
    words = entries("max(x1,x2)", 1, 1)
    assert (
        "is what JAX returns. y has a kink here: along x₁ its slope is 1 for h > 0 and 0 for"
        in words
    )
    assert "about" not in words


def test_where_f_is_smooth_near_a_switch_its_rate_is_told() -> None:
    assert entries("abs(x1)*x1", 0).startswith("Every entry is 0: to first order, no input moves")
    assert "kink" not in entries("softmax([x1,x2,x3])", 1, 1, 1)


def test_jaxs_rules_are_not_taken_for_f() -> None:
    words = told("norm([x1,x2])^2", 0, 0)
    assert "y has the derivative (0, 0) here all the same" in words
    assert "no derivative" not in words
    assert "the slope of y is 1, which JAX's rule misses" in entries("relu(x1)-relu(-x1)", 0) + (
        captions.by_column(at("relu(x1)-relu(-x1)", 0).entry, at("relu(x1)-relu(-x1)", 0).found, 0)
    )


def test_where_the_modes_disagree_it_is_said_which_number_is_whose() -> None:
    assert entries("x1^x2", -2, 3).startswith(
        "∂y/∂x₁ = 12, the largest of those that are finite: nudging x₁ by a small h moves y by "
        "about 12·h."
    )
    assert (
        "For ∂y/∂x₁ forward mode gives NaN, by its rule; 12 is shown, by reverse mode, and right."
        in (told("x1^x2", -2, 3))
    )


def test_an_overflow_on_the_way_is_one_state() -> None:
    state = at("log(exp(x1))", 1000)
    assert not state.found.finite
    assert told("log(exp(x1))", 1000).startswith("At x = (1000) f is not finite in float64: y = ∞.")


def test_numbers_that_are_only_rounding_are_zero() -> None:
    state = at("softmax([x1,x2,x3])", 0.2, -0.4, 0.9)
    assert not state.found.numbers.pull.any()
    assert not at("cos(x1)", np.pi).found.numbers.jacobian.any()
