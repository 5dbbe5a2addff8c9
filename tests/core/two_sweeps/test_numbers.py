"""The trace of a function, swept forward and back, gives what JAX gives; and holds what it says."""

import math
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jax import lax
from numpy.testing import assert_allclose

from explainers.core.catalog import CATALOG, Entry
from explainers.core.expression import entry as typed
from explainers.core.functions import find
from explainers.core.tape import UnsupportedPrimitive, replayed_values
from explainers.core.two_sweeps import trace as traces
from explainers.core.two_sweeps.numbers import Sweeps, pulled, pushed, settled, sweeps, tidied
from explainers.core.two_sweeps.wengert import named
from explainers.core.types import Map

pytestmark = pytest.mark.share(3)

EXACT = 1e-12
TRACED = {slug: entry for slug, entry in CATALOG.items() if slug != "eigenvalues"}

every_entry = pytest.mark.parametrize("entry", TRACED.values(), ids=TRACED.keys())


def both_of(entry: Entry) -> Sweeps:
    return sweeps(entry.map, entry.n)


def same(found: Any, expected: Any) -> None:
    expected = np.asarray(expected)
    size = max(1.0, float(np.abs(expected[np.isfinite(expected)]).max(initial=0.0)))
    assert_allclose(found, expected, rtol=0, atol=EXACT * size, equal_nan=True)


def agrees(f: Map, x: Sequence[float], v: Sequence[float], u: Sequence[float]) -> None:
    """The sums of the trace are JAX's, and the replay's are the trace's."""
    both = sweeps(f, len(x))
    numbers = settled(both, x, v, u)
    point, direction, weights = map(jnp.asarray, (list(map(float, z)) for z in (x, v, u)))
    value, tangent = jax.jvp(f, (point,), (direction,))
    (gradient,) = jax.vjp(f, point)[1](weights)
    outputs = [both.node(slot) for slot in both.trace.outputs]
    values = [
        both.trace.constants[slot - len(x)] if node is None else numbers[node]
        for slot, node in zip(both.trace.outputs, outputs, strict=True)
    ]
    same(values, value)
    same(pushed(both, numbers), tangent)
    same(pulled(both, numbers), gradient)
    if np.isfinite(numbers).all():
        replay = replayed_values(both.tape, np.array([[*x, *v, *u]], dtype=float))[0]
        same(replay, numbers)


@every_entry
def test_the_sums_of_the_trace_are_jaxs(entry: Entry) -> None:
    rng = np.random.default_rng(zlib.crc32(entry.slug.encode()))
    low, high = np.array(entry.x_view).T
    agrees(entry.map, entry.x, entry.v, entry.u)
    for _ in range(2):
        x = rng.uniform(low, high)
        agrees(
            entry.map,
            x.tolist(),
            rng.normal(size=entry.n).tolist(),
            rng.normal(size=entry.m).tolist(),
        )


KINKS: dict[str, list[list[float]]] = {
    "relu(x1)": [[0.0], [-0.0], [1.0], [-1.0]],
    "relu(x1) - relu(-x1)": [[0.0]],
    "|x1|": [[0.0]],
    "max(x1, x2)": [[1.0, 1.0], [1.0, 2.0]],
    "max([x1, x2, x3])": [[1.0, 1.0, 1.0], [1.0, 1.0, 0.0], [3.0, 1.0, 1.0]],
    "min([x1, x2, x3])": [[1.0, 1.0, 1.0]],
    "norm([x1, x2])": [[0.0, 0.0], [3.0, 4.0]],
    "sqrt(x1)": [[0.0]],
    "|x1|^1.5": [[0.0]],
    "sign(x1)*x2": [[0.0, 2.0]],
    "softmax([x1, x2, x3])": [[0.0, 0.0, 0.0], [2.0, 2.0, -1.0]],
    "[x1, 3]": [[1.0]],
    "[x1, x1, x1^2]": [[2.0]],
    "atan2(x1, x2)": [[0.0, 0.0]],
}


@pytest.mark.parametrize(("text", "points"), KINKS.items(), ids=KINKS.keys())
def test_kinks_are_jaxs(text: str, points: list[list[float]]) -> None:
    entry = typed(text)
    for x in points:
        for v in np.eye(entry.n):
            agrees(entry.map, x, v.tolist(), [1.0] * entry.m)


def test_the_square_root_behind_a_switch_misleads_the_way_back_only() -> None:
    def f(x: Any) -> Any:
        return jnp.where(x < 1, x, jnp.sqrt(x))

    both = sweeps(f, 1)
    numbers = settled(both, [0.0], [1.0], [1.0])
    assert pushed(both, numbers).tolist() == [1.0]
    assert math.isnan(pulled(both, numbers)[0])


def test_stop_gradient_stops() -> None:
    def f(x: Any) -> Any:
        return x * lax.stop_gradient(x)

    both = sweeps(f, 1)
    numbers = settled(both, [3.0], [1.0], [1.0])
    assert [numbers[both.places.nodes - 1], *pushed(both, numbers)] == [9.0, 3.0]
    assert pulled(both, numbers).tolist() == [3.0]


STOPPED: dict[str, tuple[Map, int]] = {
    # f, and the rows that no derivative passes
    "largest": (lambda x: x - lax.stop_gradient(jnp.max(x)), 1),
    "largest of sines": (lambda x: x - lax.stop_gradient(jnp.max(jnp.sin(x))), 4),
    "input": (lambda x: x * lax.stop_gradient(x), 3),
    "used both ways": (lambda x: jnp.sin(x) + lax.stop_gradient(jnp.sin(x)), 3),
    "one row, both ways": (lambda x: (s := jnp.sin(x)) * lax.stop_gradient(s), 3),
    "output": (lambda x: lax.stop_gradient(x * x), 3),
    "stopped twice": (lambda x: x + lax.stop_gradient(lax.stop_gradient(x * x) + 1.0), 6),
}


@pytest.mark.parametrize("name", STOPPED)
def test_what_is_stopped_is_asked_for_its_value_alone(name: str) -> None:
    f, still = STOPPED[name]
    both = sweeps(f, 3)
    assert sum(not row.moving for row in both.trace.rows) == still
    for x in ([1.0, 2.0, -0.5], [1.0, 1.0, 1.0]):
        agrees(f, x, [0.5, -1.0, 2.0], [1.0, 2.0, -1.0])
    _, back = jax.vjp(f, jnp.array([1.0, 2.0, -0.5]))
    numbers = {float(z) for leaf in jax.tree.leaves(back) for z in np.ravel(leaf)}
    kept = settled(both, [1.0, 2.0, -0.5], [0.0] * 3, [0.0] * 3)[both.places.kept :]
    assert len(set(kept)) <= len(numbers)


@pytest.mark.parametrize(
    ("slug", "count"), [("softmax", 1 + 3 + 3 + 2 + 3), ("logsumexp", 1 + 3 + 3 + 2 + 1 + 1)]
)
def test_the_trace_of_a_shifted_formula_is_that_formula(slug: str, count: int) -> None:
    entry = CATALOG[slug]
    both = both_of(entry)
    formulas = named(both, entry).formulas
    assert len(formulas) == count
    assert formulas[:4] == ("max(x₁, x₂, x₃)", "x₁ − a", "x₂ − a", "x₃ − a")
    assert not both.trace.rows[0].moving  # c is held fixed
    assert both.kept[0] == ()


def test_what_is_only_rounding_is_shown_as_zero() -> None:
    both = both_of(CATALOG["softmax"])
    for x in ([0.6, 0.2, -0.4], [1.0, 1.0, 1.0], [1000.0, 0.0, 0.0], [3.0, 3.0, -7.0]):
        for u in ([1.0] * 3, [-2.5] * 3):
            numbers = tidied(both, settled(both, x, [1.0] * 3, u), x, [1.0] * 3, u)
            assert pulled(both, numbers).tolist() == [0.0] * 3
            assert pushed(both, numbers).tolist() == [0.0] * 3
    x, v, u = [0.6, 0.2, -0.4], [0.5, 0.3, -0.9], [0.3, -0.4, -1.0]
    numbers = settled(both, x, v, u)
    same(tidied(both, numbers, x, v, u), numbers)


_LEAVES = st.sampled_from(["x1", "x2", "x3", "2", "0.5"])


def _grown(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = ["sin", "exp", "tanh", "relu", "sigmoid", "softplus", "abs", "cos", "sqrt", "log"]
    return st.one_of(
        st.tuples(part, st.sampled_from("+-*/"), part).map(lambda p: f"({p[0]}{p[1]}{p[2]})"),
        st.tuples(st.sampled_from(names), part).map(lambda p: f"{p[0]}({p[1]})"),
        st.tuples(part, part).map(lambda p: f"max({p[0]},{p[1]})"),
        st.tuples(part, st.integers(2, 3)).map(lambda p: f"({p[0]})^{p[1]}"),
    )


_EXPRESSIONS = st.recursive(_LEAVES, _grown, max_leaves=5)
_NUMBERS = st.lists(st.sampled_from([-1.5, -0.5, 0.0, 0.25, 1.0, 2.0]), min_size=3, max_size=3)


@settings(max_examples=40)
@given(_EXPRESSIONS, _EXPRESSIONS, _NUMBERS, _NUMBERS)
def test_traces_of_random_functions_are_jaxs(
    first: str, second: str, x: list[float], v: list[float]
) -> None:
    entry = typed(f"[x1+x2+x3, {first}, {second}]")
    agrees(entry.map, x, v, [0.5, -1.0, 2.0])


BAYDIN = {
    # name: value, tangent for (1, 0), cotangent; tables 2 and 3 of Baydin et al. (2018)
    "x₁": (2, 1, 5.5),
    "x₂": (5, 0, 1.716),
    "a": (0.693, 0.5, 1),
    "b": (10, 5, 1),
    "c": (10.693, 5.5, 1),
    "d": (-0.959, 0, -1),
    "e": (11.652, 5.5, 1),
}


def test_the_published_tables_come_out() -> None:
    entry = CATALOG["baydin"]
    both = both_of(entry)
    numbers = settled(both, (2, 5), (1, 0), (1,))
    nodes = both.places.nodes
    found = zip(numbers[:nodes], numbers[nodes : 2 * nodes], numbers[2 * nodes :], strict=False)
    for (name, row), own in zip(BAYDIN.items(), named(both, entry).nodes, strict=True):
        assert name == own
        assert_allclose(next(found), row, atol=5e-4)
    assert_allclose(numbers[nodes - 1], 11.6521, atol=5e-5)
    assert_allclose(pulled(both, numbers), [5.5, 1.7163], atol=5e-5)


def test_the_published_example_keeps_what_the_text_says() -> None:
    entry = CATALOG["baydin"]
    both = both_of(entry)
    assert named(both, entry).kept == (("x₁",), ("x₁", "x₂"), (), ("cos x₂",), ())
    numbers = settled(both, (2, 5), (1, 0), (1,))
    assert_allclose(numbers[both.places.kept :], [2, 2, 5, 0.2837], atol=5e-5)
    assert max(both.memory.forward) == 6
    assert both.memory.repeated == 4
    assert both.memory.remaining[0] == 3  # x₁, kept twice, counted once


RESIDUALS: dict[str, tuple[Callable[..., Any], list[str]]] = {
    "log(x1)": (jnp.log, ["x₁"]),
    "x1*x2": (jnp.multiply, ["x₁", "x₂"]),
    "sin(x1)": (jnp.sin, ["cos x₁"]),
    "exp(x1)": (jnp.exp, ["a"]),
    "x1+x2": (jnp.add, []),
    "x1-x2": (jnp.subtract, []),
    "sqrt(x1)": (jnp.sqrt, ["0.5/a"]),
    "x1^2": (jnp.square, ["2·x₁"]),
    "x1/x2": (jnp.divide, ["x₁", "x₂", "1/(x₂²)"]),
}


@pytest.mark.parametrize("text", RESIDUALS)
def test_an_operation_keeps_what_jax_keeps(text: str) -> None:
    operation, kept = RESIDUALS[text]
    entry = typed(text)
    both = both_of(entry)
    assert list(named(both, entry).kept[-1]) == kept
    x = [0.5 + k for k in range(entry.n)]
    numbers = settled(both, x, [1.0] * entry.n, [1.0])[both.places.kept :]
    _, back = jax.vjp(operation, *map(jnp.asarray, x))
    of_jax = {float(leaf) for leaf in jax.tree.leaves(back)}
    assert_allclose(sorted(set(numbers)), sorted(of_jax), rtol=1e-15)


def test_constants_are_not_kept() -> None:
    entry = typed("relu(3*x1)")
    assert named(both_of(entry), entry).kept == ((), ("a > 0",))


def lifetimes(both: Sweeps) -> int:
    """Most values with their tangents at once, by counting references as a program runs."""
    listed = both.trace
    uses = Counter(slot for row in listed.rows for slot in row.arguments)
    uses.update(listed.outputs)
    nodes = [slot for slot in range(listed.width) if not listed.is_constant(slot)]
    alive = {slot for slot in nodes[: listed.inputs] if uses[slot]}

    def size() -> int:
        return sum(2 if listed.moves(slot) else 1 for slot in alive)

    most = size()
    for index, row in enumerate(listed.rows):
        alive.add(listed.first + index)
        for slot in row.arguments:
            uses[slot] -= 1
            if not uses[slot]:
                alive.discard(slot)
        most = max(most, size())
    return most


@every_entry
def test_forward_holds_what_counting_references_finds(entry: Entry) -> None:
    both = both_of(entry)
    assert max(both.memory.forward) == lifetimes(both)
    assert both.memory.forward[-1] == 2 * len(set(both.trace.outputs))


@every_entry
def test_reverse_lets_go_of_everything_in_the_end(entry: Entry) -> None:
    memory = both_of(entry).memory
    assert memory.remaining[-1] == 0
    assert memory.remaining[0] == memory.residuals[-1] <= memory.repeated
    assert list(memory.remaining) == sorted(memory.remaining, reverse=True)
    assert memory.residuals[0] == 0
    listed = both_of(entry).trace
    used = {slot for row in listed.rows for slot in row.arguments} | set(listed.outputs)
    assert memory.cotangents[-1] == sum(slot < entry.n for slot in used)


def test_reverse_grows_with_depth_and_forward_does_not() -> None:
    once, often = (both_of(CATALOG[slug]).memory for slug in ("predator-prey", "predator-prey-20"))
    assert max(often.forward) == max(once.forward)
    assert often.remaining[0] == 20 * once.remaining[0]


def test_named_functions_stay_one_row() -> None:
    assert [row.name for row in both_of(find("=relu(x1)+softplus(x2)")).trace.rows] == [
        "relu",
        "logaddexp",
        "add",
    ]


def test_a_second_function_of_the_same_operations_compiles_nothing() -> None:
    first, second = typed("sin(x1)*x2 + x1"), typed("x2*sin(x2) + x1*x2 + sin(x1)")
    before = traces._compiled.cache_info().misses
    both_of(first)
    assert traces._compiled.cache_info().misses == before  # nor does making a trace
    settled(both_of(first), (1, 2), (1, 0), (1,))
    before = traces._compiled.cache_info().misses
    settled(both_of(second), (1, 2), (1, 0), (1,))
    assert traces._compiled.cache_info().misses == before


def test_a_function_without_scalar_operations_says_so() -> None:
    with pytest.raises(UnsupportedPrimitive, match="eigh"):
        both_of(CATALOG["eigenvalues"])


@every_entry
def test_cotangents_are_the_sums_of_what_each_use_sends(entry: Entry) -> None:
    both = both_of(entry)
    numbers = settled(both, entry.x, entry.v, entry.u)
    places = both.places
    sums = np.zeros(places.nodes)
    for slot, weight in zip(both.trace.outputs, entry.u, strict=True):
        node = both.node(slot)
        if node is not None:
            sums[node] += weight
    edge = places.sent
    for row in both.trace.rows:
        for position in row.moving:
            node = both.node(row.arguments[position])
            assert node is not None
            sums[node] += numbers[edge]
            edge += 1
    same(sums, numbers[places.cotangents : places.cotangents + places.nodes])
