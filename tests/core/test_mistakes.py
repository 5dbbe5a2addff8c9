"""Each mistake gives what is said of it, and what was meant gives what was meant."""

import contextlib
import io

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.mistakes import MISTAKES, f, text, tried
from explainers.lessons import of_case
from explainers.lessons.cheatsheet import captions

J = np.array([[4.0, 1, 1], [1, -1, 1]])
"""Of f at (2, 3, 1), by hand."""

GIVEN: dict[str, tuple[np.ndarray | str, np.ndarray]] = {
    # what the mistaken attempt gives, or says; what was meant
    "outer": (
        "TypeError: sub got incompatible shapes for broadcasting: (3, 2), (2, 3).",
        1 - 0.1 * np.outer([1.0, 2, 3], [0.5, 1.0]),
    ),
    "ones": (J @ np.ones(3), J @ np.ones(3) / np.sqrt(3)),
    "sum": (np.ones(2) @ J, np.array([16.0, 0]) @ J),
    "tuples": ("TypeError: primal and tangent arguments to jax.jvp", J @ [0.5, 1, 2]),
    "broadcast": (np.array(12 / 9), np.array(0.0)),
    "in-place": ("TypeError: JAX arrays are immutable", np.array([4.0, 3, 1])),
}


def test_each_mistake_is_held_to_numbers_by_hand() -> None:
    assert [*GIVEN] == [*MISTAKES]


@pytest.mark.parametrize("slug", MISTAKES)
def test_an_attempt_gives_what_is_shown(slug: str) -> None:
    wrong, right = GIVEN[slug]
    mistake = MISTAKES[slug]
    found = tried(mistake.wrong)
    if isinstance(wrong, str):
        assert found.numbers is None
        assert found.error.startswith(wrong)
        assert captions.given(found) == ""
    else:
        numbers = found.numbers
        assert numbers is not None
        np.testing.assert_allclose(numbers, wrong, rtol=1e-14)
        assert captions.given(found).startswith("gives ")
    meant = tried(mistake.right)
    numbers = meant.numbers
    assert numbers is not None
    np.testing.assert_allclose(numbers, right, rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("slug", MISTAKES)
def test_the_code_on_screen_runs_and_prints_it(slug: str) -> None:
    mistake = MISTAKES[slug]
    for attempt in (mistake.wrong, mistake.right):
        found, printed = tried(attempt), io.StringIO()
        program = text(attempt)
        assert "return" not in program
        assert "pyrefly" not in program
        with contextlib.redirect_stdout(printed):
            said = pytest.raises(TypeError) if found.error else contextlib.nullcontext()
            with said:
                exec(program, {"jax": jax, "jnp": jnp, "f": f})  # noqa: S102 - our own text
        if found.numbers is not None:
            assert printed.getvalue() == f"{found.numbers}\n"


def test_what_is_said_of_the_mistakes_is_so() -> None:
    assert np.sqrt(3) == pytest.approx(1.73, abs=0.005)
    assert "here 1.73" in of_case("cheatsheet", "ones")
    square = np.ones((2, 2)) - np.outer([1.0, 2], [3.0, 4])  # with a square W nothing is raised
    assert square.shape == (2, 2)
    wrong = tried(MISTAKES["broadcast"].wrong).numbers
    assert wrong is not None
    assert float(wrong) > 0


@pytest.mark.torch
@pytest.mark.parametrize("slug", [slug for slug in MISTAKES if MISTAKES[slug].torch])
def test_pytorch_answers_what_is_recorded(slug: str) -> None:
    torch = pytest.importorskip("torch")
    mistake = MISTAKES[slug]
    with pytest.raises(RuntimeError) as raised:
        exec(mistake.torch, {"torch": torch})  # noqa: S102 - our own text
    assert f"RuntimeError: {raised.value}" == mistake.torch_says
