"""Patterns miss nothing, whatever f is, and are as small as its program allows."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.functions import find
from explainers.core.sparsity.cases import CASES
from explainers.core.sparsity.pattern import MOST, pattern
from explainers.core.types import Map, Point, Value

pytestmark = pytest.mark.share(4)

TYPED = (
    "=[x*y, sin(y), abs(z), x + 0*z]",
    "=[max(x, y), x^2, exp(z)]",
    "=[x1 + x2, x2*x3, x3 - x4, sin(x4)]",
    "=sqrt(x) + y",
)
MAPS = {
    **{slug: (entry.map, entry.x) for slug, entry in CATALOG.items()},
    **{slug: (case.map, case.x) for slug, case in CASES.items()},
    **{text: (find(text).map, find(text).x) for text in TYPED},
}
TOO_LARGE = {"eigenvalues"}
"""Whose program has steps that are taken as dense; here they happen to be so."""

each_map = pytest.mark.parametrize("name", MAPS)


def held(f: Map, n: int) -> np.ndarray:
    found = pattern(f, n)
    return np.array([[j in row for j in range(n)] for row in found.rows])


def differences(f: Map, x: np.ndarray) -> np.ndarray:
    h = 1e-6
    sides = [(np.asarray(f(x + e)), np.asarray(f(x - e))) for e in h * np.eye(len(x))]
    return np.stack([(after - before) / (2 * h) for after, before in sides], axis=-1)


@each_map
@pytest.mark.share(12)
def test_no_entry_is_missed_by_finite_differences(name: str) -> None:
    f, x = MAPS[name]
    chance = np.random.default_rng(5)
    there = held(f, len(x))
    for step in (0.0, 0.05, 0.2):
        found = differences(f, np.asarray(x) + step * chance.random(len(x)))
        assert not (np.abs(found[np.isfinite(found).all(axis=1)]) > 1e-5)[
            ~there[np.isfinite(found).all(axis=1)]
        ].any()


@each_map
@pytest.mark.share(12)
def test_what_is_outside_changes_no_product(name: str) -> None:
    """A probe along inputs that an output does not see leaves it exactly 0."""
    f, x = MAPS[name]
    there = held(f, len(x))
    chance = np.random.default_rng(7)
    for i, row in enumerate(there):
        v = np.where(row, 0.0, chance.normal(size=len(x)))
        assert np.asarray(jax.jvp(f, (jnp.asarray(x),), (jnp.asarray(v),))[1])[i] == 0


@each_map
@pytest.mark.share(12)
def test_every_entry_is_other_than_0_somewhere(name: str) -> None:
    """But for what multiplies by 0, and what happens to cancel."""
    f, x = MAPS[name]
    chance = np.random.default_rng(3)
    points = [np.asarray(x) + 0.3 * chance.normal(size=len(x)) for _ in range(8)]
    somewhere = np.any([np.asarray(jax.jacfwd(f)(jnp.asarray(at))) != 0 for at in points], axis=0)
    never = {"=[x*y, sin(y), abs(z), x + 0*z]": {(3, 2)}}.get(name, set())
    assert {(int(i), int(j)) for i, j in np.argwhere(held(f, len(x)) & ~somewhere)} <= never


def test_a_zero_at_one_x_stays_in_the_pattern() -> None:
    case = CASES["traffic"]
    J = np.asarray(jax.jacfwd(case.map)(jnp.asarray(case.x)))
    assert np.argwhere(held(case.map, 8) & (J == 0)).tolist() == [[3, 2]]


def test_what_is_not_known_is_taken_as_dense_and_named() -> None:
    def f(x: Point) -> Value:
        first = x[0]
        many = jax.lax.fori_loop(0, 3, lambda _, z: z * first, x[:2])
        return jnp.concatenate([many, x[2:] ** 2])

    found = pattern(f, 4)
    assert found.rows == ((0, 1), (0, 1), (2,), (3,))
    assert len(found.dense) == 1
    assert pattern(CATALOG["eigenvalues"].map, 3).dense == ("gather",)


def test_a_step_that_stops_derivatives_lets_nothing_through() -> None:
    def f(x: Point) -> Value:
        return jnp.stack([jnp.floor(x[0]), jax.lax.stop_gradient(x[0]) * x[1]])

    assert pattern(f, 2).rows == ((), (1,))


def test_a_rule_of_its_own_counts_and_not_the_program_of_the_value() -> None:
    @jax.custom_jvp
    def odd(x: Point) -> Value:
        return x * 2.0

    @odd.defjvp
    def _(primals: tuple[Point], tangents: tuple[Point]) -> tuple[Value, Value]:
        return odd(primals[0]), tangents[0][::-1]

    assert pattern(odd, 3).rows == ((2,), (1,), (0,))


def test_there_are_at_most_so_many_inputs() -> None:
    with pytest.raises(ValueError, match="n: 63 inputs"):
        pattern(lambda x: x, MOST + 1)
    assert pattern(lambda x: x, MOST).entries == MOST
