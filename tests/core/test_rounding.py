"""Error bounds, against what programs compute with a hundred digits."""

from typing import Any

import jax
import jax.numpy as jnp
import mpmath
import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.rounding import (
    _ERRORS,
    _MONOTONE,
    bounded,
    cleared,
    has_switches,
    is_rounding,
    product_error,
    rank,
    stable_errors,
)
from explainers.core.tape import SCALAR, Tape, plain_tape, tape

NEAR = 1e-7
EXACT: dict[str, Any] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "pow": lambda a, b: a**b,
    "max": max,
    "min": min,
    "atan2": mpmath.atan2,
    "rem": lambda a, b: a - b * int(a / b),
    "neg": lambda a: -a,
    "abs": abs,
    "sign": mpmath.sign,
    "cbrt": lambda a: mpmath.sign(a) * mpmath.cbrt(abs(a)),
    "floor": mpmath.floor,
    "ceil": mpmath.ceil,
    "eq": lambda a, b: mpmath.mpf(a == b),
    "ne": lambda a, b: mpmath.mpf(a != b),
    "lt": lambda a, b: mpmath.mpf(a < b),
    "le": lambda a, b: mpmath.mpf(a <= b),
    "gt": lambda a, b: mpmath.mpf(a > b),
    "ge": lambda a, b: mpmath.mpf(a >= b),
    "and": lambda a, b: mpmath.mpf(bool(a) and bool(b)),
    "or": lambda a, b: mpmath.mpf(bool(a) or bool(b)),
    "not": lambda a: mpmath.mpf(not a),
    "is_finite": lambda a: mpmath.mpf(mpmath.isfinite(a)),
    "select": lambda on, no, yes: yes if on else no,
    **{name: getattr(mpmath, name) for name in _MONOTONE if name != "cbrt"},
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
}


def exactly(program: Tape, x: Any) -> list[Any]:
    """All slots of a tape, with a hundred digits."""
    with mpmath.workdps(100):
        slots = [mpmath.mpf(float(z)) for z in (*x, *program.constants)]
        for name, arguments in program.operations:
            slots.append(EXACT[name](*(slots[a] for a in arguments)))
        return slots


def judged(program: Tape, x: Any) -> None:
    """No number is farther from the true one than its error says, where no switch is near."""
    got = bounded(program, np.array([x], dtype=float))
    if got.ties[0]:
        return
    slots = exactly(program, x)
    with mpmath.workdps(100):
        for found, error, where in (
            (got.values, got.value_errors, program.value),
            (got.jacobians, got.jacobian_errors, program.jacobian),
        ):
            for number, bound, slot in zip(found.ravel(), error.ravel(), where, strict=True):
                if np.isfinite(bound):
                    assert abs(mpmath.mpf(float(number)) - slots[slot]) <= mpmath.mpf(float(bound))


def test_every_operation_has_an_error() -> None:
    assert set(_ERRORS) == set(SCALAR) == set(EXACT)


@pytest.mark.parametrize("slug", [slug for slug in CATALOG if slug != "eigenvalues"])
def test_no_number_of_the_catalogue_is_farther_off_than_its_error(slug: str) -> None:
    entry = CATALOG[slug]
    program = tape(entry.map, entry.n)
    rng = np.random.default_rng(7)
    judged(program, entry.x)
    for scale in (1e-7, 1e-3, 1.0, 30.0):
        for _ in range(4):
            try:
                judged(program, np.array(entry.x) + scale * rng.normal(size=entry.n))
            except (ValueError, ZeroDivisionError, TypeError):
                continue  # outside the domain, where the oracle has no real number


CANCELLING = {
    "squares": (lambda x: jnp.stack([(x[0] + x[1]) ** 2 - x[0] ** 2 - x[1] ** 2]), [1e8, 1e-8]),
    "thirds": (lambda x: jnp.stack([x[0] + x[1] - 0.3]), [0.1, 0.2]),
    "logs": (lambda x: jnp.stack([jnp.log(jnp.exp(x[0])) - x[0]]), [0.3]),
    "quotients": (lambda x: jnp.stack([x[0] / x[1] * x[1] - x[0]]), [0.1, 0.3]),
}


@pytest.mark.parametrize("name", CANCELLING)
def test_what_cancels_is_rounding(name: str) -> None:
    f, x = CANCELLING[name]
    program = tape(f, len(x))
    judged(program, x)
    if name != "squares":
        got = bounded(program, np.array([x]))
        assert is_rounding(got.values, got.value_errors).all()
        assert (cleared(got.values, got.value_errors) == 0).all()


@pytest.mark.parametrize(
    ("f", "x", "error"),
    [
        (lambda x: jnp.stack([1e5 * 1e5 * x[0] ** 2]), [1e-10], 1e-9),
        (lambda x: jnp.stack([x[0] ** 2]), [1e-7], 1e-20),
        (lambda x: jnp.stack([x[0] ** 3]), [1e-4], 1e-20),
    ],
)
def test_what_is_small_is_not_rounding(f: Any, x: list[float], error: float) -> None:
    got = bounded(tape(f, 1), np.array([x]), spacing=True)
    assert not is_rounding(got.jacobians, got.jacobian_errors).any()
    assert (got.jacobian_errors < error).all()


def test_a_point_that_no_number_meets_is_known_to_its_spacing() -> None:
    program = tape(lambda x: jnp.sin(x), 1)
    top = np.array([[np.pi / 2]])
    exact, spaced = bounded(program, top), bounded(program, top, spacing=True)
    assert not is_rounding(exact.jacobians, exact.jacobian_errors).any()
    assert is_rounding(spaced.jacobians, spaced.jacobian_errors).all()


def test_what_a_loose_point_may_be_is_within_the_error() -> None:
    program = tape(lambda x: jnp.log(x), 1)
    found = bounded(program, np.array([[1e-3], [1e-3]]), loose=np.array([[1e-4], [2e-3]]))
    assert found.value_errors[0, 0] >= abs(np.log(0.9e-3) - np.log(1e-3))
    assert np.isinf(found.value_errors[1, 0])


@pytest.mark.parametrize(
    ("f", "x", "tied"),
    [
        (lambda x: jnp.maximum(x[0], x[1])[None], [1.0, 1.0], True),
        (lambda x: jnp.maximum(x[0], x[1])[None], [1.0, 1.1], False),
        (lambda x: jnp.abs(x[0] + x[1] - 0.3)[None], [0.1, 0.2], True),
        (lambda x: jnp.abs(x[0] + x[1] - 0.3)[None], [0.1, 0.2000001], False),
        (lambda x: jnp.abs(x), [1e-300], False),
        (lambda x: jax.nn.relu(x), [0.0], True),
        (lambda x: x**2, [0.0], False),
        (CATALOG["softmax"].map, [1.0, 1.0, 0.0], False),
        (CATALOG["logsumexp"].map, [1.0, 1.0, 1.0], False),
        (lambda x: jnp.max(x), [1.0, 1.0, 0.0], True),
        (lambda x: jnp.max(x), [1.0, 2.0, 0.0], False),
        (lambda x: jnp.maximum(x[0], x[1]), [1.0, 1.0], True),
        (lambda x: jax.nn.relu(x[0]) + x[1], [0.0, 1.0], True),
        (CATALOG["logistic"].map, [0.5, -1.0], False),
        (jax.nn.softplus, [0.0], False),
        (lambda x: jnp.logaddexp(x[0], x[1]), [2.0, 2.0], False),
        (lambda x: jax.nn.logsumexp(x), [1.0, 1.0], False),
        (jax.nn.softmax, [1.0, 1.0], False),
        (jax.nn.sigmoid, [0.0], False),
        (lambda x: jax.nn.softplus(x) + jnp.abs(x), [0.0], True),
        (lambda x: jax.nn.softplus(x) + jax.nn.relu(x), [0.0], True),
        (lambda x: jax.nn.softplus(x) + jnp.maximum(x, 0.0), [0.0], True),
        (lambda x: jnp.maximum(x, 0.0) + jnp.log1p(jnp.exp(-jnp.abs(x))), [0.0], True),
        (lambda x: jnp.floor(jnp.abs(x) + 1), [0.0], True),
    ],
)
def test_ties_are_told(f: Any, x: list[float], tied: bool) -> None:
    assert bounded(tape(f, len(x)), np.array([x]), spacing=True).ties.tolist() == [tied]


def test_a_product_is_no_farther_off_than_its_error() -> None:
    rng = np.random.default_rng(3)
    for _ in range(20):
        a, b = (
            rng.normal(size=(3, 5)),
            rng.normal(size=(5, 2)) * 10.0 ** rng.integers(-8, 8, (5, 1)),
        )
        error = product_error(a, np.zeros_like(a), b, np.zeros_like(b))
        with mpmath.workdps(60):
            true = mpmath.matrix(a.tolist()) * mpmath.matrix(b.tolist())
            for i in range(3):
                for k in range(2):
                    assert abs(mpmath.mpf(float((a @ b)[i, k])) - true[i, k]) <= error[i, k]


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ([[2e12, 0.0], [0.0, 1.0]], 2),
        ([[1e17, 0.0], [0.0, 1e-17]], 2),
        ([[1.0, 2.0], [2.0, 4.0]], 1),
        ([[0.1, 0.3], [0.2, 0.6]], 1),
        ([[0.0, 0.0], [0.0, 0.0]], 0),
        ([[1.0, 1.0], [1.0, 1.0 + 1e-9]], 2),
        ([[3.0]], 1),
        ([[1.0, 0.0, 0.0]], 1),
    ],
)
def test_rank_is_what_errors_leave_of_it(matrix: list[list[float]], expected: int) -> None:
    given = np.array(matrix)
    assert rank(given, np.spacing(np.abs(given)) * (given != 0)) == expected
    assert rank(given.T, (np.spacing(np.abs(given)) * (given != 0)).T) == expected


@pytest.mark.parametrize("units", [1.0, 2.0**30])
def test_what_errors_may_have_made_adds_no_rank(units: float) -> None:
    # Its smaller singular value is near 5e-7, and errors of e each move it by 2e at most.
    given = np.array([[1.0, 1.0], [1.0, 1.0 + 1e-6]]) * [[units], [1.0]]
    for error, expected in [(0.0, 2), (1e-7, 2), (1e-6, 1)]:
        assert rank(given, error * np.array([[units, units], [1.0, 1.0]])) == expected


def test_a_program_without_a_jacobian_has_the_bounds_of_its_values() -> None:
    def f(x: Any) -> Any:
        return jnp.stack([x[0] * x[1] - x[1], jnp.sin(x[0])])

    points = np.array([[1.1, 2.0], [1e8, -3.0]])
    alone, whole = bounded(plain_tape(f, 2), points), bounded(tape(f, 2), points)
    assert alone.jacobians.shape == (2, 2, 0)
    np.testing.assert_array_equal(alone.values, whole.values)
    np.testing.assert_array_equal(alone.value_errors, whole.value_errors)


@pytest.mark.parametrize(
    ("f", "switches"),
    [
        (lambda x: jnp.sin(x) * x, False),
        (jnp.abs, True),
        (lambda x: jnp.where(x > 1, x, 0.0), True),
        (jnp.floor, True),
    ],
)
def test_a_program_that_compares_or_has_kinks_is_known(f: Any, switches: bool) -> None:
    assert has_switches(plain_tape(f, 1)) is switches


@pytest.mark.parametrize("scale", [1e-7, 1.0, 1e6])
def test_eigenvalues_are_no_farther_off_than_a_stable_program_may_be(scale: float) -> None:
    entry = CATALOG["eigenvalues"]
    points = scale * np.random.default_rng(3).uniform(-2, 2, (50, 3))
    values = np.stack([np.asarray(entry.map(jnp.asarray(point))) for point in points])
    jacobian = np.array([[0.5, 1.0, 0.5], [0.5, 1.0, 0.5]])
    errors = stable_errors(values, points, jacobian)
    for point, value, error in zip(points, values, errors, strict=True):
        a, b, c = map(mpmath.mpf, point)
        with mpmath.workdps(40):
            root = mpmath.sqrt((a - c) ** 2 / 4 + b**2)
            exact = [(a + c) / 2 - root, (a + c) / 2 + root]
            off = [
                abs(float(one - mpmath.mpf(float(two))))
                for one, two in zip(exact, value, strict=True)
            ]
        assert (off <= error).all()
