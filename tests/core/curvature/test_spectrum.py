"""Eigenvalues keep their digits beside far larger ones, and their bounds hold."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.curvature.spectrum import spectrum

DIGITS = 120
mpmath.mp.dps = DIGITS


@st.composite
def graded(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """A symmetric matrix with entries of very different sizes, and the same moved a little."""
    n = draw(st.integers(1, 5))
    part = st.floats(-1, 1).map(lambda z: round(z, 3))
    sizes = np.array([10.0 ** draw(st.integers(-8, 8)) for _ in range(n)])
    rows = np.array([[draw(part) for _ in range(n)] for _ in range(n)])
    matrix = (rows + rows.T) * np.sqrt(sizes[:, None] * sizes)
    moves = np.array([[draw(st.floats(-1, 1)) for _ in range(n)] for _ in range(n)])
    errors = 1e-12 * np.abs(matrix)
    moved = np.tril(matrix + moves * errors)
    return matrix, moved + np.tril(moved, -1).T


@given(graded())
def test_eigenvalues_of_all_matrices_within_the_errors_are_within_the_bounds(
    pair: tuple[np.ndarray, np.ndarray],
) -> None:
    matrix, moved = pair
    found = spectrum(matrix, 1.001e-12 * np.abs(matrix))
    for near in (matrix, moved):
        true = sorted(mpmath.eigsy(mpmath.matrix(near.tolist()), eigvals_only=True))
        for value, error, exact in zip(found.values, found.errors, true, strict=True):
            assert abs(mpmath.mpf(float(value)) - exact) <= error


def test_a_small_eigenvalue_beside_a_huge_one_keeps_its_sign_and_digits() -> None:
    """The Hessian of Rosenbrock's function at (10⁸, 1)."""
    matrix = np.array([[1.2e17 * 100 - 398, -4e10], [-4e10, 200.0]])
    found = spectrum(matrix, 1e-15 * np.abs(matrix))
    assert found.values[0] == pytest.approx(200 - 1.6e21 / (1.2e19 - 398))
    assert found.errors[0] < 1e-9
    assert found.values[0] < 67


def test_what_is_singular_exactly_is_zero_within_next_to_nothing() -> None:
    found = spectrum(np.array([[2.0, 2.0], [2.0, 2.0]]), np.zeros((2, 2)))
    assert abs(found.values[0]) <= found.errors[0] < 1e-40
    assert found.values[1] == 4


def test_what_is_diagonal_is_exact() -> None:
    found = spectrum(np.diag([2e20, 2e-20, -3.0]), np.zeros((3, 3)))
    np.testing.assert_array_equal(found.values, [-3.0, 2e-20, 2e20])
    assert (found.errors <= 1e-15 * np.abs(found.values)).all()


def test_an_unknown_entry_leaves_all_unknown() -> None:
    found = spectrum(np.eye(2), np.array([[0.0, np.inf], [0.0, 0.0]]))
    assert np.isinf(found.errors).all()
