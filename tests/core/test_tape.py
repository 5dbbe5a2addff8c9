"""The tape says what JAX says, for the catalogue and for random expressions, and nothing twice."""

import gc
import math
import operator
import weakref
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jax import lax
from numpy.typing import ArrayLike, NDArray

from explainers.core import tape as tapes
from explainers.core.catalog import CATALOG, Entry
from explainers.core.tape import (
    Tape,
    UnsupportedPrimitive,
    plain_tape,
    replayed_values,
    tape,
    with_fixed,
)

pytestmark = pytest.mark.share(4)

EXACT = 1e-12
"""Of the largest entry; a few hundred roundings of float64."""
DRAWS = 4
"""Random points of the view at which each entry is tried, beside its preset."""
ROUNDING = 1e-15
"""Relative; a few units in the last place, as one library's exp differs from another's."""
TRIES = 16
"""How often an expression is replayed with random roundings."""

TAPED = {slug: entry for slug, entry in CATALOG.items() if slug != "eigenvalues"}
every_tape = pytest.mark.parametrize("entry", TAPED.values(), ids=TAPED.keys())

# A replayer of its own --------------------------------------------------------------------------

EXACTLY: dict[str, Callable[..., Any]] = {
    "max": np.maximum,
    "min": np.minimum,
    "neg": lambda a: -a,
    "abs": np.abs,
    "sign": np.sign,
    "floor": np.floor,
    "ceil": np.ceil,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "and": lambda a, b: (a != 0) & (b != 0),
    "or": lambda a, b: (a != 0) | (b != 0),
    "not": lambda a: a == 0,
    "is_finite": np.isfinite,
    "select": lambda condition, no, yes: np.where(condition != 0, yes, no),
}
ROUNDED: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "pow": lambda a, b: a**b,
    "rem": np.fmod,
    "atan2": np.arctan2,
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "exp": np.exp,
    "expm1": np.expm1,
    "log": np.log,
    "log1p": np.log1p,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
}
OPERATIONS = EXACTLY | ROUNDED


def replay(program: Tape, x: NDArray[np.float64], rounding: float = 0.0) -> NDArray[np.float64]:
    """f(x) and then J(x), row by row; one column for each column of x.

    Each result that is not exact is off by up to ``rounding``, differently in each column.
    """
    rng = np.random.default_rng(0)
    slots: list[Any] = [*x, *program.constants]
    with np.errstate(all="ignore"):
        for name, arguments in program.operations:
            result = np.float64(OPERATIONS[name](*(slots[slot] for slot in arguments)))
            if name in ROUNDED and rounding:
                result = result * (1 + rng.uniform(-rounding, rounding, x.shape[1:]))
            slots.append(result)
    shape = x.shape[1:]
    return np.array(
        [np.broadcast_to(slots[slot], shape) for slot in (*program.value, *program.jacobian)],
        dtype=np.float64,
    )


def by_jax(f: Callable[[Any], Any], x: ArrayLike) -> NDArray[np.float64]:
    """f(x) and then J(x), row by row."""
    value, jacobian = compiled(f)(jnp.asarray(x, dtype=float))
    return np.concatenate([np.ravel(value), np.ravel(jacobian)])


@lru_cache
def compiled(f: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, Any]]:
    return jax.jit(lambda x: (f(x), jax.jacfwd(f)(x)))


def assert_same(actual: NDArray[np.float64], expected: NDArray[np.float64]) -> None:
    """Equal where the expected entry is finite, up to EXACT of the largest of them."""
    known = np.isfinite(expected)
    if known.any():
        error = np.abs(actual[known] - expected[known])
        assert np.max(error) <= EXACT * np.abs(expected[known]).max()


def points(entry: Entry) -> list[NDArray[np.float64]]:
    rng = np.random.default_rng(zlib.crc32(entry.slug.encode()))
    low, high = np.array(entry.x_view).T
    return [np.array(entry.x), *rng.uniform(low, high, (DRAWS, entry.n))]


# Random expressions -----------------------------------------------------------------------------


def scalars(*numbers: Any) -> Any:
    return jnp.stack(numbers)


STEPS: dict[str, tuple[int, Callable[..., Any]]] = {
    "+": (2, operator.add),
    "-": (2, operator.sub),
    "*": (2, operator.mul),
    "/": (2, operator.truediv),
    "**": (2, operator.pow),
    "square": (1, lambda a: a**2),
    "cube": (1, lambda a: a**3),
    "inverse": (1, lambda a: a**-1),
    "neg": (1, operator.neg),
    "sin": (1, jnp.sin),
    "cos": (1, jnp.cos),
    "tanh": (1, jnp.tanh),
    "exp": (1, jnp.exp),
    "log": (1, jnp.log),
    "sqrt": (1, jnp.sqrt),
    "abs": (1, jnp.abs),
    "maximum": (2, jnp.maximum),
    "minimum": (2, jnp.minimum),
    "where": (3, lambda a, b, c: jnp.where(a > b, b * c, c)),
    "relu": (1, jax.nn.relu),
    "softplus": (1, jax.nn.softplus),
    "logsumexp": (3, lambda a, b, c: jax.nn.logsumexp(scalars(a, b, c))),
    "softmax": (3, lambda a, b, c: jax.nn.softmax(scalars(a, b, c))[1]),
    "dot": (3, lambda a, b, c: jnp.dot(scalars(a, b), scalars(b, c))),
    "matmul": (4, lambda a, b, c, d: jnp.sum(scalars(a, b, c, d).reshape(2, 2) @ scalars(d, a))),
    "concatenate": (3, lambda a, b, c: jnp.max(jnp.concatenate([scalars(a, b), scalars(c)]))),
    "cumsum": (3, lambda a, b, c: jnp.prod(jnp.cumsum(scalars(a, b, c))[:2])),
}


@dataclass(frozen=True)
class Expression:
    """A straight-line program: each step takes inputs, constants or earlier steps."""

    inputs: int
    outputs: int
    constants: tuple[float, ...]
    steps: tuple[tuple[str, tuple[int, ...]], ...]

    def __call__(self, x: Any) -> Any:
        held = [*(x[i] for i in range(self.inputs)), *map(jnp.float64, self.constants)]
        for name, arguments in self.steps:
            held.append(STEPS[name][1](*(held[slot] for slot in arguments)))
        return jnp.stack(held[-self.outputs :])


@st.composite
def expressions(draw: st.DrawFn) -> Expression:
    inputs = draw(st.integers(1, 4))
    constants = draw(
        st.lists(st.sampled_from([0.0, -0.0, 1.0, -1.0, 2.0, 0.5, 3.7]), min_size=1, max_size=3)
    )
    held = inputs + len(constants)
    steps: list[tuple[str, tuple[int, ...]]] = []
    for _ in range(draw(st.integers(1, 7))):
        name = draw(st.sampled_from(sorted(STEPS)))
        # The newest results and the inputs are taken most often.
        slot = st.one_of(
            st.integers(max(0, held - 2), held - 1),
            st.integers(0, inputs - 1),
            st.integers(0, held - 1),
        )
        steps.append((name, tuple(draw(slot) for _ in range(STEPS[name][0]))))
        held += 1
    outputs = draw(st.integers(1, min(4, len(steps))))
    return Expression(inputs, outputs, tuple(constants), tuple(steps))


# XLA takes for 0 what is smaller than the smallest normal number, and a tape does not.
coordinates = st.one_of(
    st.floats(-3, 3, allow_subnormal=False), st.sampled_from([0.0, 1.0, -1.0, 0.5, 2.0])
)


def by_jvp(f: Callable[[Any], Any], x: NDArray[np.float64]) -> NDArray[np.float64]:
    """As ``by_jax``, one column at a time, which shares what JAX compiles."""
    point = jnp.asarray(x)
    columns = [jax.jvp(f, (point,), (jnp.asarray(e),))[1] for e in np.eye(len(x))]
    return np.concatenate([np.ravel(f(point)), np.ravel(np.stack(columns, axis=1))])


# What the tape says ----------------------------------------------------------------------------


@every_tape
def test_the_tape_of_an_entry_equals_jax(entry: Entry) -> None:
    program = tape(entry.map, entry.n)
    finite = 0
    for x in points(entry):
        expected = by_jax(entry.map, x)
        assert_same(replay(program, x), expected)
        finite += bool(np.isfinite(expected).all())
    assert finite >= 3


@every_tape
def test_replaying_many_points_at_once_gives_each_its_numbers(entry: Entry) -> None:
    program = tape(entry.map, entry.n)
    found = tapes.replayed(program, np.array(points(entry)))
    for x, value, jacobian in zip(points(entry), *found, strict=True):
        assert value.shape == (entry.m,)
        assert jacobian.shape == (entry.m, entry.n)
        assert_same(np.concatenate([value, *jacobian]), replay(program, x))


@given(expressions(), st.data())
def test_the_tape_of_a_random_expression_equals_jax(f: Expression, data: st.DataObject) -> None:
    x = np.array([data.draw(coordinates) for _ in range(f.inputs)])
    program = tape(f, f.inputs)
    expected = by_jvp(f, x)
    known = np.isfinite(expected)
    assume(known.any())
    # Where roundings decide the number, or on which side of a kink it falls, nobody is right.
    rounded = replay(program, np.repeat(x[:, None], TRIES, axis=1), ROUNDING)[known]
    with np.errstate(invalid="ignore"):
        spread = np.abs(rounded - rounded[:, :1]).max()
    assume(spread <= EXACT / 4 * np.abs(expected[known]).max())
    assert_same(replay(program, x), expected)


LOGICAL = {
    "and": lambda a, b: lax.bitwise_and(a > 0, b > 0),
    "or": lambda a, b: lax.bitwise_or(a > 0, b > 0),
    "not": lambda a: lax.bitwise_not(a > 0),
    "select": lambda a, b: lax.select(a > b, a, -b),
}
UNARY = {
    *("neg", "abs", "sign", "sqrt", "cbrt", "exp", "expm1", "log", "log1p", "sin", "cos", "tan"),
    *("asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "floor", "ceil"),
    *("is_finite", "not"),
}


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_means_what_it_means_in_jax(name: str) -> None:
    operation = LOGICAL.get(name) or getattr(lax, name)

    def f(x: Any) -> Any:
        numbers = [x[0]] if name in UNARY else [x[0], x[1]]
        result = operation(*numbers)
        return jnp.stack([jnp.where(result, 1.0, 0.0) if result.dtype == bool else result])

    program = tape(f, 2)
    assert name in {operation.name for operation in program.operations}
    specials = [-2.5, -1.0, -0.75, 0.0, 0.75, 1.0, 2.5]
    grid = np.array([[a, b] for a in specials for b in specials])
    expected = np.asarray(jax.jit(jax.vmap(f))(jnp.asarray(grid)))[:, 0]
    assert_same(replay(program, grid.T)[0], expected)


def test_every_operation_is_known_to_the_replayer() -> None:
    assert set(tapes.SCALAR) == set(OPERATIONS)


MAPS: dict[str, Callable[[Any], Any]] = {
    "checkpoint": jax.checkpoint(lambda x: jnp.sin(x) * x),
    "custom_jvp": jax.nn.relu,
    "jit": jax.jit(lambda x: x * jnp.tanh(x)),
    "vmap": lambda x: jax.vmap(lambda row: row @ row)(x.reshape(2, 2)),
    "transpose": lambda x: (x.reshape(2, 2) @ x.reshape(2, 2).T).reshape(-1),
    "rev": lambda x: jnp.flip(x) * jnp.cumsum(x[::-1]),
    "reverse cumsum": lambda x: lax.cumsum(x * x, reverse=True),
    "pad": lambda x: jnp.pad(x, (1, 2)) * 3,
    "pad inside": lambda x: lax.pad(x, jnp.float64(2.0), [(1, 0, 1)]),
    "strided slice": lambda x: x[::3] * x[1:3],
    "split": lambda x: jnp.multiply(*jnp.split(x, 2)),
    "whole numbers": lambda x: x * jnp.arange(4) ** 2 + jnp.arange(4) % 3,
    "rsqrt": lambda x: lax.rsqrt(x),
    "sigmoid": jax.nn.sigmoid,
    "determinant": lambda x: jnp.linalg.det(x.reshape(2, 2))[None],
    "norm": lambda x: jnp.linalg.norm(x)[None],
    "largest": lambda x: jnp.stack([jnp.max(x), jnp.min(x), jnp.mean(x), jnp.prod(x)]),
    "sum of nothing": lambda x: x + jnp.sum(x[:0]),
    "product of nothing": lambda x: x * jnp.prod(x[:0]),
    "gradient": jax.grad(lambda x: jnp.sum(jnp.sin(x) * x[0])),
    "jacobian of a jacobian": lambda x: jax.jacfwd(lambda z: z**3)(x).reshape(-1),
    "constant": lambda x: jnp.array([1.0, jnp.inf]) + 0 * x[0],
    "identity": lambda x: x,
}


@pytest.mark.parametrize("f", MAPS.values(), ids=MAPS.keys())
def test_the_tape_follows_programs_that_call_move_and_fold(f: Callable[[Any], Any]) -> None:
    for x in ([0.3, 1.1, 2.7, 0.9], [1.0, 1.0, 2.0, 0.5]):
        assert_same(replay(tape(f, 4), np.array(x)), by_jax(f, x))


SIMPLIFIED: dict[str, tuple[Callable[[Any, Any], Any], list[str]]] = {
    "a + 0": (lambda a, b: a + 0.0, []),
    "0 + a": (lambda a, b: 0.0 + a, []),
    "a − 0": (lambda a, b: a - 0.0, []),
    "0 − a": (lambda a, b: 0.0 - a, ["neg"]),
    "a·1": (lambda a, b: a * 1.0, []),
    "1·a": (lambda a, b: 1.0 * a, []),
    "a·(−1)": (lambda a, b: a * -1.0, ["neg"]),
    "(−1)·a": (lambda a, b: -1.0 * a, ["neg"]),
    "a·0": (lambda a, b: b + a * 0.0, []),
    "0·a": (lambda a, b: b + 0.0 * a, []),
    "a/1": (lambda a, b: a / 1.0, []),
    "0/a": (lambda a, b: b + 0.0 / a, []),
    "−(−a)": (lambda a, b: operator.neg(-a), []),
    "a + (−b)": (lambda a, b: a + (-b), ["sub"]),
    "(−a) + b": (lambda a, b: (-a) + b, ["sub"]),
    "a − (−b)": (lambda a, b: a - (-b), ["add"]),
}


@pytest.mark.parametrize(("f", "left"), SIMPLIFIED.values(), ids=SIMPLIFIED.keys())
def test_what_is_simplified_means_the_same(f: Callable[[Any, Any], Any], left: list[str]) -> None:
    def whole(x: Any) -> Any:
        return f(x[0], x[1])[None]

    program, x = tape(whole, 2), np.array([0.3, 1.1])
    assert [operation.name for operation in program.operations] == left
    assert_same(replay(program, x), by_jvp(whole, x))


@pytest.mark.parametrize("f", [jax.nn.relu, jnp.abs, lambda x: jnp.maximum(x, -x)])
def test_at_a_kink_the_tape_takes_the_slope_that_jax_takes(f: Callable[[Any], Any]) -> None:
    at = np.zeros(1)
    assert replay(tape(f, 1), at).tolist() == by_jax(f, at).tolist()


def test_a_branch_not_taken_leaves_no_nan_behind() -> None:
    def f(x: Any) -> Any:
        return jnp.where(x > 0, jnp.log(x), 2 * x)

    assert replay(tape(f, 1), np.array([-1.0]))[0] == -2


def test_a_column_that_does_not_depend_on_an_input_is_zero_outside_of_the_domain() -> None:
    program = tape(lambda x: jnp.stack([jnp.log(x[0]), x[1]]), 2)
    value_0, value_1, *jacobian = replay(program, np.array([0.0, 3.0]))
    assert (value_0, value_1) == (-math.inf, 3.0)
    assert jacobian == [math.inf, 0.0, 0.0, 1.0]


# What no tape holds -----------------------------------------------------------------------------


UNSUPPORTED: dict[str, Callable[[Any], Any]] = {
    "eigh": CATALOG["eigenvalues"].map,
    "while": lambda x: lax.while_loop(lambda z: z[0] < 9, lambda z: 2 * z + 1, x),
    "scan": lambda x: lax.fori_loop(0, 3, lambda _, z: jnp.sin(z), x),
    "sort": jnp.sort,
    "lu": lambda x: jnp.linalg.solve(x.reshape(1, 1), jnp.ones(1)),
    "erf": lax.erf,
    "div of whole numbers": lambda x: x * (jnp.arange(3) // 2)[2],
    "and of whole numbers": lambda x: x * (jnp.arange(3) & 2)[2],
    "convert_element_type to float32": lambda x: x.astype(jnp.float32).astype(jnp.float64),
    "convert_element_type to int32": lambda x: x.astype(jnp.int32) * x,
}


@pytest.mark.parametrize("primitive", UNSUPPORTED)
def test_a_primitive_without_scalar_operations_is_named(primitive: str) -> None:
    n = 3 if primitive == "eigh" else 1
    with pytest.raises(UnsupportedPrimitive) as refused:
        tape(UNSUPPORTED[primitive], n)
    assert refused.value.primitive == primitive
    assert repr(primitive) in str(refused.value)


def test_a_program_that_no_hand_could_replay_is_refused() -> None:
    def f(x: Any) -> Any:
        for _ in range(tapes.LONGEST):
            x = jnp.sin(x)
        return x

    with pytest.raises(UnsupportedPrimitive, match=r"a program of \d+ operations"):
        tape(f, 1)


# How the tape is written ------------------------------------------------------------------------


def assert_tidy(program: Tape) -> None:
    first = program.inputs + len(program.constants)
    constants = set(range(program.inputs, first))
    number = dict(zip(sorted(constants), program.constants, strict=True))
    operations = program.operations

    assert [k for k, count in Counter(operations).items() if count > 1] == [], "made twice"
    for place, (name, arguments) in enumerate(operations, first):
        assert all(0 <= slot < place for slot in arguments), "taken before it was made"
        assert not constants.issuperset(arguments), "not folded"
        known = [number.get(slot) for slot in arguments]
        assert name != "mul" or not {0.0, 1.0, -1.0}.intersection(known), "multiplied for nothing"
        assert name != "add" or 0.0 not in known, "added for nothing"
        assert name != "sub" or 0.0 not in known, "subtracted for nothing"
        assert name != "div" or known[1] != 1.0, "divided for nothing"
    used = {*program.value, *program.jacobian, *(a for o in operations for a in o.arguments)}
    assert used.issuperset(range(program.inputs, first + len(operations))), "dead"
    assert max(used) < first + len(operations)


@every_tape
def test_the_tape_of_an_entry_holds_nothing_needless(entry: Entry) -> None:
    assert_tidy(tape(entry.map, entry.n))


@given(expressions())
def test_the_tape_of_a_random_expression_holds_nothing_needless(f: Expression) -> None:
    assert_tidy(tape(f, f.inputs))


@every_tape
def test_the_tape_has_a_slot_for_each_output_and_each_derivative(entry: Entry) -> None:
    program = tape(entry.map, entry.n)
    assert program.inputs == entry.n
    assert len(program.value) == entry.m
    assert len(program.jacobian) == entry.m * entry.n


def test_what_is_shared_is_computed_once() -> None:
    program = tape(
        lambda x: jnp.stack([jnp.sin(x[0]), jnp.sin(x[0]) + x[1], x[1] + jnp.sin(x[0])]), 2
    )
    assert Counter(o.name for o in program.operations) == {"sin": 1, "cos": 1, "add": 1}


def test_constants_are_folded_before_the_hand_comes() -> None:
    program = tape(lambda x: x * (jnp.sin(jnp.float64(2.0)) + 3), 1)
    assert program.operations == (("mul", (0, 1)),)
    assert program.constants == (pytest.approx(math.sin(2) + 3, rel=1e-15),)


def test_the_deep_entry_is_deep() -> None:
    assert len(tape(CATALOG["predator-prey-20"].map, 2).operations) >= 300


def test_a_tape_is_derived_once_and_goes_with_its_function() -> None:
    f = CATALOG["polar"].map
    assert tape(f, 2) is tape(f, 2)
    passing = [lambda x, k=k: x + k for k in range(5)]
    seen = [weakref.ref(one) for one in passing]
    assert len([tape(one, 1) for one in passing]) == 5
    passing.clear()
    gc.collect()
    assert [one() for one in seen] == [None] * 5


def test_an_exact_tape_folds_constants_only_where_nothing_is_rounded_away() -> None:
    def halves(x: Any) -> Any:
        return (x * 0.5) * 0.25 + (x + 1.5)

    def tenths(x: Any) -> Any:
        return x * 0.1 + x * 0.2 - x * 0.3

    for f, kept in ((halves, 0), (tenths, 2)):
        folded, exact = tape(f, 1), tape(f, 1, exact=True)
        assert len(exact.operations) - len(folded.operations) == kept
        point = np.array([[0.7]])
        for left, right in zip(
            tapes.replayed(exact, point), tapes.replayed(folded, point), strict=True
        ):
            np.testing.assert_array_equal(left, right)


def test_a_program_with_some_inputs_put_in_folds_what_is_constant() -> None:
    def f(z: Any) -> Any:
        return jnp.stack([z[0] * z[1], (z[1] - z[2]) * jnp.exp(z[0])])

    whole = plain_tape(f, 3)
    part = with_fixed(whole, {1: 2.0, 2: 2.0})
    assert part.inputs == 1
    assert [name for name, _ in part.operations] == ["mul"]
    points = np.array([[0.5], [-3.0]])
    np.testing.assert_array_equal(
        replayed_values(part, points),
        replayed_values(whole, np.hstack([points, np.full((2, 2), 2.0)])),
    )
