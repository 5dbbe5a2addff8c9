"""What is said of a Jacobian, against numbers worked out by hand."""

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.known import Known, Numbers
from explainers.core.verdicts import smooth
from explainers.lessons.captions import trouble
from explainers.lessons.jacobian import captions

SEED = CATALOG["seed"]
J = np.array([[4.0, 1.0, 1.0], [1.0, -1.0, 1.0]])  # 2x₁, 1, 1; 1, −1, 1 at (2, 3, 1)
NAN = float("nan")


def table(jacobian: np.ndarray, value: np.ndarray | None = None) -> Known:
    """A Jacobian without rounding, of a smooth f."""
    m, n = jacobian.shape
    numbers = Numbers(
        value=np.zeros(m) if value is None else value,
        jacobian=jacobian,
        push=np.zeros(m),
        pull=np.zeros(n),
        pairing=np.zeros(()),
        moved=np.zeros(m),
    )
    errors = Numbers(*map(np.zeros_like, numbers))
    return Known(numbers, errors, jacobian, jacobian, smooth(jacobian, errors.jacobian))


def test_entries_are_told_by_the_largest() -> None:
    assert captions.by_entries(SEED, table(J)) == (
        "∂y₁/∂x₁ = 4, the largest entry in size: nudging x₁ by a small h moves y₁ by about 4·h."
    )


def test_size_counts_and_not_sign() -> None:
    assert captions.by_entries(SEED, table(J * [[0.1], [3.0]] * [1, 2, 1])).startswith(
        "∂y₂/∂x₂ = −6,"
    )


def test_a_tie_is_called_one() -> None:
    assert "one of the largest entries" in captions.by_entries(SEED, table(np.ones((2, 3))))


@pytest.mark.parametrize(("error", "alone"), [(1e-12, True), (7e-10, False)])
def test_entries_are_as_large_as_their_errors_leave_open(error: float, alone: bool) -> None:
    jacobian = np.array([[1.0, 1.0 - 1e-9], [0.5, 0.0]])
    known = table(jacobian)
    errors = known.errors._replace(jacobian=np.full_like(jacobian, error))
    said = captions.by_entries(CATALOG["polar"], known._replace(errors=errors))
    assert ("the largest entry in size" in said, "one of the largest entries" in said) == (
        alone,
        not alone,
    )


def test_a_zero_table_moves_nothing() -> None:
    assert captions.by_entries(SEED, table(np.zeros((2, 3)))).startswith("Every entry is 0")


def test_an_entry_that_is_not_finite_is_never_the_largest() -> None:
    assert captions.by_entries(SEED, table(np.where(J == 4, NAN, J))).startswith("∂y₁/∂x₂ = 1,")
    assert captions.by_entries(SEED, table(np.full((2, 3), NAN))).startswith(
        "No entry that is shown is finite"
    )


def test_a_column_is_j_times_a_unit_vector() -> None:
    assert captions.by_column(SEED, table(J), 1) == (
        "Column x₂ is Je₂ = (1, −1): what moves when only x₂ moves. A small h added to x₂ adds "
        "about h·(1, −1) to f(x). One JVP with v = e₂ gives it."
    )


def test_a_row_is_a_gradient_and_its_length_the_steepest_rate() -> None:
    assert captions.by_row(SEED, table(J), 0) == (  # √(16 + 1 + 1) = 4.2426
        "Row y₁ is e₁ᵀJ = (4, 1, 1): the gradient of y₁. y₁ rises fastest in this direction, at "
        "a rate of 4.24. One VJP with u = e₁ gives it."
    )


def test_a_zero_row_rises_nowhere() -> None:
    assert "no input moves y₂" in captions.by_row(SEED, table(J * [[1], [0]]), 1)


def test_a_broken_column_or_row_is_not_called_a_rate() -> None:
    broken = table(np.where(J == 4, NAN, J))
    assert captions.by_column(SEED, broken, 0).endswith("so JAX gives no rate of change here.")
    assert captions.by_row(SEED, broken, 0).endswith("so JAX gives no gradient here.")
    assert "One JVP" in captions.by_column(SEED, broken, 1)
    assert "One VJP" in captions.by_row(SEED, broken, 1)


def test_shapes_name_both_spaces() -> None:
    assert captions.shapes(SEED) == "f: ℝ³ → ℝ², so J is 2×3"
    assert captions.shapes(CATALOG["helix"]) == "f: ℝ → ℝ³, so J is 3×1"


def test_values_stand_with_their_names() -> None:
    assert captions.value(SEED, np.array([8.0, 0.0])) == "**f(x)**: y₁ = 8, y₂ = 0"


def test_the_table_can_be_heard() -> None:
    assert captions.table(SEED, J) == (
        "Jacobian of Square and sums, columns x₁, x₂, x₃; row y₁: 4, 1, 1; row y₂: 1, −1, 1"
    )


def test_nothing_is_said_where_all_is_finite() -> None:
    assert trouble(SEED, SEED.x, table(J)) is None


def test_a_value_that_is_not_finite_is_named_with_its_point() -> None:
    baydin = CATALOG["baydin"]
    said = trouble(baydin, (-1.0, 5.0), table(np.array([[4.0, -1.28]]), np.array([NAN])))
    assert said == (
        "At x = (−1, 5) f is not finite in float64: y = NaN. Its row of J says nothing there."
    )


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ([[NAN, 1, 1], [1, 1, 1]], "JAX's number for ∂y₁/∂x₁ is not."),
        ([[NAN, 1, 1], [1, np.inf, 1]], "JAX's numbers for ∂y₁/∂x₁ and ∂y₂/∂x₂ are not."),
        ([[NAN] * 3, [NAN] * 3], "6 of JAX's entries of J are not."),
    ],
)
def test_entries_that_are_not_finite_are_named(broken: list[list[float]], words: str) -> None:
    said = trouble(SEED, SEED.x, table(np.array(broken)))
    assert said is not None
    assert words in said
