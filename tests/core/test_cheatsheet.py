"""What the cheat sheet states is so."""

import runpy
from pathlib import Path
from typing import Any

import jax
import numpy as np
import pytest

from explainers.core import cheatsheet

J = np.array([[4.0, 1, 1], [1, -1, 1]])
"""At x = (2, 3, 1)."""
X, V, U = np.array([2.0, 3, 1]), np.array([0.5, 1, 2]), np.array([0.5, 1])
F = np.array([8.0, 0])
HESSIAN = 2 * J.T @ J + 2 * F[0] * np.diag([2.0, 0, 0])
"""Of Σf², by hand: 2JᵀJ + 2 Σ fᵢ ∇²fᵢ, where only f₁ has a second derivative."""


def gradient(x: np.ndarray) -> np.ndarray:
    f = np.array([x[0] ** 2 + x[1] + x[2], x[0] - x[1] + x[2]])
    return 2 * np.array([[2 * x[0], 1, 1], [1, -1, 1]]).T @ f


ORACLES: dict[str, Any] = {
    "Jv": J @ V,
    "uᵀJ": U @ J,
    "gradient": gradient(X),
    "gradient and value": (gradient(X), F @ F),
    "J, column by column": J,
    "J, row by row": J,
    "Hessian": HESSIAN,
    "Hessian times v": HESSIAN @ V,
    "Gauss–Newton of Σf² times v": 2 * J.T @ (J @ V),
    "v ↦ Jv, f run once": J @ V,
    "many v at once": J.T,
    "many v, two at a time": J.T,
    "columns 1 and 3 of J, if they share no row": J[:, 0] + J[:, 2],
    "a gradient for each x": np.stack([gradient(X), gradient(2 * X)]),
    "a constant, to derivatives": X,
    "gradient, less kept": gradient(X),
    # Of w = (√x₁, √x₂), entry by entry.
    "pull of u to x through g(w, x) = 0": np.append(U / (2 * np.sqrt(X[:2])), 0),
}


def result(setup: str, line: str, place: Path) -> Any:
    """What a line gives after its setup, run as a program."""
    file = place / "line.py"
    file.write_text(f"{setup}result = {line}\n", encoding="utf-8")
    return runpy.run_path(str(file))["result"]


@pytest.mark.parametrize("line", cheatsheet.ONE_LINERS, ids=lambda line: line.task)
@pytest.mark.share(9)
def test_each_line_in_jax_gives_what_it_promises(line: cheatsheet.OneLiner, tmp_path: Path) -> None:
    shown, expected = result(cheatsheet.JAX_SETUP, line.jax, tmp_path), ORACLES[line.task]
    pairs = (
        zip(shown, expected, strict=True) if isinstance(expected, tuple) else [(shown, expected)]
    )
    for one, other in pairs:
        np.testing.assert_allclose(np.asarray(one), other, rtol=1e-13)


def test_every_line_has_an_oracle() -> None:
    assert [line.task for line in cheatsheet.ONE_LINERS] == list(ORACLES)


@pytest.mark.parametrize(("m", "n"), [(1, 1), (1, 8), (8, 1), (2, 3), (8, 8)])
def test_shapes_are_what_the_spaces_say(m: int, n: int) -> None:
    assert cheatsheet.shapes(m, n) == ((n,), (m,), (m,), (n,), (m, n), (n,), (m,))


def test_the_example_has_the_published_jacobian() -> None:
    np.testing.assert_array_equal(cheatsheet.example(), J)


def test_the_mistakes_are_mistakes() -> None:
    a = np.array([[1.0, 2], [3, 4]])
    push = jax.jvp(lambda x: a @ x, (np.ones(2),), (np.array([1.0, 0]),))[1]
    pull = jax.vjp(lambda x: a @ x, np.ones(2))[1](np.array([1.0, 0]))[0]
    assert (push.tolist(), pull.tolist()) == ([1, 3], [1, 2])
    x, w = np.array([1.0, 2]), np.ones((2, 3))
    jacobian = jax.jacfwd(lambda w: x @ w)(w)
    assert jacobian.shape == (3, 2, 3)
    np.testing.assert_array_equal(jacobian[1, :, 1], x)
    assert not jacobian[1, :, [0, 2]].any()
    by_x = jax.jacfwd(lambda x: x @ (w * np.array([[1.0, 2, 3], [4, 5, 6]])))(x)
    np.testing.assert_array_equal(by_x[:, 0], [1, 2, 3])  # ∂/∂x₁ is row 1 of W
    assert (np.ones((4, 1)) - np.ones(4)).shape == (4, 4)
    ones = jax.vjp(lambda x: a @ x, np.ones(2))[1](np.ones(2))[0]
    np.testing.assert_array_equal(ones, a.sum(axis=0))


# Names ------------------------------------------------------------------------------------------


def test_what_the_glossary_says_of_pinv_one_hot_vectors_and_the_largest_eigenvalue() -> None:
    u = np.array([1.0, -2])
    step = np.linalg.pinv(J) @ u
    np.testing.assert_allclose(J @ step, u)
    (*_, flat) = np.linalg.svd(J)[2]
    assert np.linalg.norm(step + 0.1 * flat) > np.linalg.norm(step)
    np.testing.assert_array_equal(J @ np.eye(3)[1], J[:, 1])
    np.testing.assert_array_equal(np.eye(2)[0] @ J, J[0])
    for rate, grows in ((1.99 / 5, False), (2.01 / 5, True)):
        x = np.array([1.0, 1])
        for _ in range(50):
            x = x - rate * np.array([5.0, 1]) * x
        assert (np.linalg.norm(x) > np.linalg.norm([1, 1])) == grows
