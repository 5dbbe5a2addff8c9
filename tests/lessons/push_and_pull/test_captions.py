"""Captions against arithmetic done by hand, by NumPy, and by JAX's own refusals."""

import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.known import known
from explainers.core.push_and_pull.verdicts import Sides, Symmetry, symmetry
from explainers.core.recipes import Recipes, recipes
from explainers.lessons.push_and_pull import captions

J = np.asarray([[4.0, 1.0, 1.0], [1.0, -1.0, 1.0]])
"""Jacobian of the seed example at (2, 3, 1)."""


def _recipes(slug: str, u: tuple[float, ...]) -> Recipes:
    entry = CATALOG[slug]
    return recipes(entry.map, known(entry.map, entry.x, entry.v, u), entry.x, u)


def _sides(v: tuple[float, ...], u: tuple[float, ...], square: np.ndarray) -> Sides:
    right, left = np.asarray(v), np.asarray(u)
    exact = symmetry(square, np.zeros_like(square), right)
    return Sides(square @ right, right @ square, square @ left, left @ square, exact)


def _numbers(text: str) -> list[float]:
    return [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


@pytest.mark.parametrize(
    ("v", "said"),
    [
        ((0.0, 1.0, 0.0), "v = e₂: Jv is column 2 of J, (1, −1)."),
        (
            (1.0, 1.0, 1.0),
            "v is all ones: Jv is the sum of the columns, (4, 1) + (1, −1) + (1, 1) = (6, 1).",
        ),
        (
            (0.5, -1.0, 2.0),
            "v = (0.5, −1, 2): Jv weights the columns and adds them, "
            "0.5·(4, 1) − 1·(1, −1) + 2·(1, 1) = (3, 3.5).",
        ),
        (
            (-0.5, 0.0, 0.0),
            "Only v₁ is not zero: Jv is −0.5 times column 1 of J, −0.5·(4, 1) = (−2, −0.5).",
        ),
        (
            (0.0, 200000.0, 0.0),
            "Only v₂ is not zero: Jv is 2·10⁵ times column 2 of J, "
            "2·10⁵·(1, −1) = (2·10⁵, −2·10⁵).",
        ),
        ((0.0, 0.0, 0.0), "v is zero, and so is Jv."),
    ],
)
def test_jv_is_told_by_columns(v: tuple[float, ...], said: str) -> None:
    assert captions.pushed(v, J, J @ v) == said


@pytest.mark.parametrize(
    ("u", "said"),
    [
        ((1.0, 0.0), "u = e₁: uᵀJ is row 1 of J, (4, 1, 1)."),
        (
            (1.0, 1.0),
            "u is all ones: uᵀJ is the sum of the rows, (4, 1, 1) + (1, −1, 1) = (5, 0, 2).",
        ),
        (
            (0.5, 1.0),
            "u = (0.5, 1): uᵀJ weights the rows and adds them, "
            "0.5·(4, 1, 1) + 1·(1, −1, 1) = (3, −0.5, 1.5).",
        ),
    ],
)
def test_uj_is_told_by_rows(u: tuple[float, ...], said: str) -> None:
    assert captions.pulled(u, J, u @ J) == said


def test_a_single_row_is_the_only_one() -> None:
    row = np.asarray([[2.0, 3.0]])
    assert captions.pulled((1.0,), row, row[0]).endswith("the only row of J, (2, 3).")
    assert captions.pulled((2.0,), row, 2 * row[0]) == (
        "uᵀJ is 2 times the only row of J, 2·(2, 3) = (4, 6)."
    )


def test_a_long_sum_is_told_without_its_terms() -> None:
    wide = np.ones((6, 6))
    said = captions.pushed((2.0,) * 6, wide, wide @ np.full(6, 2.0))
    assert said.endswith("weights the columns and adds them, (12, 12, 12, 12, 12, 12).")
    assert "·" not in said


def test_a_swapped_vector_at_a_square_jacobian_gives_other_numbers() -> None:
    square = np.asarray([[1.0, 2.0], [3.0, 4.0]])
    found = _sides((1.0, 0.0), (0.0, 1.0), square)
    table = captions.both_sides((1.0, 0.0), (0.0, 1.0), found)
    assert "| v = (1, 0) | Jv = **(1, 3)** | vᵀJ = (1, 2) |" in table
    assert "| u = (0, 1) | Ju = (2, 4) | uᵀJ = **(3, 4)** |" in table
    assert captions.symmetry(found) == ("J is not symmetric, so the two sides differ.")


def test_a_symmetric_jacobian_hides_the_swap() -> None:
    symmetric = np.asarray([[1.0, 2.0], [2.0, 5.0]])
    assert captions.symmetry(_sides((1.0, 0.3), (1.0, 1.0), symmetric)).startswith("J is symmetric")
    rounded = symmetric + np.asarray([[0.0, 4e-16], [0.0, 0.0]])
    verdict = symmetry(rounded, np.full((2, 2), 1e-15), np.asarray([1.0, 0.3]))
    assert verdict is Symmetry.ROUNDED


def test_sides_that_agree_by_chance_are_told_from_symmetry() -> None:
    turn = np.asarray([[0.0, -1.0], [1.0, 0.0]])
    said = captions.symmetry(_sides((0.0, 0.0), (1.0, 1.0), turn))
    assert "for this v both sides agree" in said


@pytest.mark.parametrize("slug", ["seed", "linear", "helix", "logsumexp"])
def test_refusals_are_those_of_jax(slug: str) -> None:
    entry = CATALOG[slug]
    x, v, u = jnp.asarray(entry.x), jnp.asarray(entry.v), jnp.asarray(entry.u)
    with pytest.raises(ValueError, match="jvp called") as forward:
        jax.jvp(entry.map, (x,), (u,))
    with pytest.raises(ValueError, match="unexpected JAX type") as reverse:
        jax.vjp(entry.map, x)[1](v)
    said = " ".join(captions.refusals(entry.m, entry.n).split())
    assert " ".join(str(forward.value).replace(";", "; ").split()) in said
    assert str(reverse.value).partition(" because")[0] in said


def test_steps_show_linear_and_true_side_by_side() -> None:
    u = (0.5, 0.0)
    table = captions.steps(u, _recipes("seed", u))
    rows = table.splitlines()[2:]
    expected = [2, 0.5, 0.5, 0.1053, 0.0921, -0.0132]
    np.testing.assert_allclose(_numbers(rows[0]), expected, atol=5e-4)
    assert _numbers(rows[1]) == [9, 2, 0.5, 0]
    np.testing.assert_allclose(_numbers(rows[2])[-4:], [13, 2, 0.5111, 0], atol=5e-4)


def test_a_step_out_of_the_domain_is_said_in_words() -> None:
    u = (-1.0,)
    table = captions.steps(u, _recipes("baydin", u))
    assert "| f(x + step) − f(x) | not finite |" in table
    assert "NaN" not in table


@pytest.mark.parametrize(
    ("slug", "u", "said"),
    [
        ("seed", (0.5, 0.0), "J has rank 2, and f has 2 outputs: every u can be reached"),
        ("softmax", (0.5, 0.4, -0.5), "Its part (0.133, 0.133, 0.133) is out of reach"),
        ("softmax", (0.5, -0.5, 0.0), "not every u can be reached. This one can."),
        ("softmax", (2.0, 2.0, 2.0), "nothing of this u can be reached"),
        ("helix", (0.3, 0.2, 0.1), "J has rank 1, and f has 3 outputs: this u cannot"),
    ],
)
def test_reach_is_said_with_the_rank(slug: str, u: tuple[float, ...], said: str) -> None:
    entry = CATALOG[slug]
    assert said in captions.reach(u, _recipes(slug, u), entry.n)


def test_lengths_name_the_space_of_each_vector() -> None:
    assert captions.lengths(2, 3) == (
        "Here v and uᵀJ have 3 numbers, like x; u and Jv have 2 numbers, like f(x)."
    )
    assert "does not tell" in captions.lengths(2, 2)
