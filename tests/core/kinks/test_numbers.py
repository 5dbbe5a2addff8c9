"""Each cell of the gallery, pinned to the JAX in use and held against limits and calculus."""

import contextlib
import io
import math
import runpy
from collections.abc import Callable
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.kinks import CASES, Case, programs, refusal, returned, samples

pytestmark = pytest.mark.share(3)

inf, nan = math.inf, math.nan

PINNED: dict[str, tuple[float, float, float | str, float | str]] = {
    # slope from the left, from the right; forward mode, reverse mode: JAX 0.10.2
    "abs": (-1, 1, 1, 1),
    "max": (0, 1, 0.5, 0.5),
    "relu": (0, 1, 0, 0),
    "difference": (1, 1, 0, 0),
    "norm": (-5, 5, nan, nan),
    "sqrt": (nan, inf, inf, inf),
    "where": (1, 1, 1, nan),
    "stop": (6, 6, 3, 3),
    "round": (0, inf, 0, 0),
    "floor": (inf, 0, 0, 0),
    "sign": (inf, inf, 0, 0),
    "argmax": (0, inf, 0, 0),
    "integers": (nan, nan, "float0", "TypeError"),
    "loop": (0.5 / math.sqrt(2), 0.5 / math.sqrt(2), 0.5 / math.sqrt(2), "ValueError"),
}
"""What 0 divided by h, a jump and calculus say of each side; what JAX says at the kink."""

MENDED = {
    "abs": 0.0,
    "max": 0.0,
    "relu": 0.5,
    "difference": 1.0,
    "norm": 0.0,
    "sqrt": 50.0,
    "where": 1.0,
    "stop": 6.0,
    "round": 1.0,
    "floor": 1.0,
    "sign": 4.0,
    "argmax": 2.0,
    "integers": 6.0,
    "loop": 0.5 / math.sqrt(2),
    "float32": math.cos(1),
}

SLOPES: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    # f and f′ by hand, where there is an f′
    "abs": (abs, lambda x: math.copysign(1, x)),
    "max": (lambda x: max(x, 0.0), lambda x: float(x > 0)),
    "relu": (lambda x: max(x, 0.0), lambda x: float(x > 0)),
    "difference": (lambda x: x, lambda x: 1.0),
    "norm": (lambda x: 5 * abs(x), lambda x: math.copysign(5, x)),
    "sqrt": (math.sqrt, lambda x: 0.5 / math.sqrt(x)),
    "where": (
        lambda x: x if x < 1 else math.sqrt(x),
        lambda x: 1.0 if x < 1 else 0.5 / math.sqrt(x),
    ),
    "loop": (math.sqrt, lambda x: 0.5 / math.sqrt(x)),
    "floor": (math.floor, lambda x: 0.0),
    "sign": (lambda x: math.copysign(1, x), lambda x: 0.0),
}

each_case = pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.slug)


def said(slug: str, mode: str) -> float | str:
    answer = getattr(returned(slug, CASES[slug].at), mode)
    return answer.said if answer.number is None else answer.number


def test_the_gallery_is_the_one_of_the_table() -> None:
    assert [*PINNED, "float32"] == [*CASES]
    assert [*MENDED] == [*CASES]


@pytest.mark.parametrize("slug", PINNED)
def test_each_cell_is_what_this_jax_returns(slug: str) -> None:
    left, right, forward, reverse = PINNED[slug]
    found = returned(slug, CASES[slug].at)
    assert found.left == pytest.approx(left, abs=1e-7, nan_ok=True)
    assert found.right == pytest.approx(right, abs=1e-7, nan_ok=True)
    for mode, expected in (("forward", forward), ("reverse", reverse)):
        now = said(slug, mode)
        assert now == (
            expected if isinstance(expected, str) else pytest.approx(expected, nan_ok=True)
        )


@each_case
def test_the_remedy_gives_what_it_promises(case: Case) -> None:
    assert returned(case.slug, case.at).mended == pytest.approx(MENDED[case.slug], abs=2e-8)


@each_case
def test_samples_are_what_jax_returns_for_one_point_at_a_time(case: Case) -> None:
    if case.central:
        return
    x = jnp.asarray(int(case.at) if case.whole else case.at)
    found = returned(case.slug, case.at)
    assert found.value == pytest.approx(float(case.f(x)))
    if found.forward.number is not None:
        alone = jax.jvp(case.f, (x,), (jnp.ones_like(x),))[1]
        assert found.forward.number == pytest.approx(float(alone), nan_ok=True)
    if found.reverse.number is not None:
        assert found.reverse.number == pytest.approx(float(jax.grad(case.f)(x)), nan_ok=True)


@pytest.mark.parametrize("slug", SLOPES)
def test_away_from_the_kink_all_slopes_are_the_derivative(slug: str) -> None:
    case, (f, slope) = CASES[slug], SLOPES[slug]
    low, high = case.reach
    for x in np.linspace(low, high, 7)[1:-1] + 0.31 * case.step:
        at = case.nearest(float(x))
        if at in (0.0, 1.0, -1.0):
            continue
        found = returned(slug, at)
        assert found.value == pytest.approx(f(at), rel=1e-9)
        assert found.left == pytest.approx(slope(at), rel=1e-6)
        assert found.right == pytest.approx(slope(at), rel=1e-6)
        assert found.forward.number == pytest.approx(slope(at), rel=1e-5)


def test_left_of_zero_the_branch_not_taken_still_spoils_reverse_mode() -> None:
    found = returned("where", -0.5)
    assert found.forward.number == 1
    assert math.isnan(found.reverse.number or 0)


def test_a_refusal_holds_the_words_of_jax() -> None:
    loop = refusal("loop", "reverse")
    assert loop is not None
    assert loop.message.startswith("Reverse-mode differentiation does not work for lax.while_loop")
    whole = refusal("integers", "reverse")
    assert whole is not None
    assert "real- or complex-valued inputs" in whole.message
    assert "int64" in whole.message


def test_central_differences_are_best_near_the_step_of_theory() -> None:
    found = samples("float32")
    for errors, epsilon in ((found.value, 2.0**-24), (found.mended, 2.0**-53)):
        smooth = np.convolve(errors, np.ones(9) / 9, mode="valid")
        best = found.x[4 + int(np.argmin(smooth))]
        assert abs(best - math.log10((3 * epsilon) ** (1 / 3))) < 1


def test_in_float32_a_step_of_a_hundred_millionth_sees_no_change() -> None:
    assert returned("float32", -8.0).left == 0
    assert returned("float32", -8.0).forward.number == pytest.approx(math.cos(1), abs=1e-7)


def test_the_question_has_the_answer_that_it_is_given() -> None:
    def loss(inside: Callable[[jax.Array], jax.Array]) -> float:
        return float(jax.grad(lambda x: jnp.where(x > 0, jnp.sqrt(inside(x)), 0.0))(0.0))

    assert math.isnan(loss(lambda x: x))
    assert math.isnan(loss(lambda x: jnp.maximum(x, 0.0)))
    assert loss(lambda x: jnp.where(x > 0, x, 1.0)) == 0


@each_case
def test_the_kink_is_a_place_where_x_may_stand(case: Case) -> None:
    assert case.nearest(case.at) == case.at
    assert case.at in samples(case.slug).x
    assert case.nearest(-1e9) == case.reach[0]
    assert case.nearest(1e9) == case.reach[1]


@each_case
def test_the_jax_program_prints_what_the_page_shows(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "snippet.py"
    file.write_text(programs(case, case.at).jax, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(file), run_name="__main__")
    lines = dict(line.split(" = ", 1) for line in printed.getvalue().splitlines())
    found = returned(case.slug, case.at)
    if case.central:
        assert float(lines["float32 difference"]) == pytest.approx(found.left, rel=1e-6)
        assert float(lines["float64 difference"]) == pytest.approx(found.right, rel=1e-9)
    else:
        assert float(lines["f(x)"]) == pytest.approx(found.value)
        assert float(lines["mended"]) == pytest.approx(found.mended)
    for mode in ("forward", "reverse"):
        answer = getattr(found, mode)
        if answer.number is not None:
            assert float(lines[mode]) == pytest.approx(answer.number, nan_ok=True)
        else:
            assert (answer.message or answer.said) in lines[mode]


@each_case
def test_each_program_speaks_of_its_own_library_only(case: Case) -> None:
    both = programs(case, case.at)
    assert "torch" not in both.jax
    assert "jax" not in both.torch
    assert "jnp" not in both.torch
    assert "Array" not in both.jax
