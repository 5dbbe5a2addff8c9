"""The remainder falls as it must, and difference quotients have their valley where theory says."""

from functools import cache

import jax.numpy as jnp
import mpmath as mp
import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.expression import entry as typed
from explainers.core.linearization import numbers as lin
from explainers.core.linearization.programs import linearization as programs
from tests.core.oracles import ORACLES
from tests.core.test_programs import run

pytestmark = pytest.mark.share(3)

AFFINE = {"linear", "relu-layer", "line-fit"}
"""Where f is affine along the preset's v, near enough to x."""
CURVED = [slug for slug in CATALOG if slug not in AFFINE]
each_curved = pytest.mark.parametrize("slug", CURVED)


@cache
def found(slug: str) -> lin.Remainders:
    entry = CATALOG[slug]
    return lin.remainders(entry.map, entry.x, entry.v)


def formula(slug: str, x: np.ndarray) -> np.ndarray:
    """f by its formula in NumPy, derived by hand."""
    return np.asarray(ORACLES[slug](x)[0], float)


@each_curved
def test_the_remainder_of_the_right_derivative_falls_as_h_squared(slug: str) -> None:
    line = found(slug).line
    assert float(line.slope) == pytest.approx(2.0, abs=0.02)


@pytest.mark.parametrize("slug", CATALOG)
def test_the_remainder_of_half_the_derivative_falls_as_h(slug: str) -> None:
    assert float(found(slug).halved_line.slope) == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("slug", sorted(AFFINE))
def test_an_affine_function_leaves_no_remainder_and_gets_no_slope(slug: str) -> None:
    numbers = found(slug)
    assert np.isnan(float(numbers.line.slope))
    assert numbers.sizes.max() < 1e-13
    assert np.linalg.norm(numbers.second) == 0


@each_curved
def test_the_range_of_the_fit_stays_clear_of_rounding_and_of_large_h(slug: str) -> None:
    numbers = found(slug)
    used = np.asarray(numbers.line.used)
    assert lin.FEWEST <= used.sum() <= 4 * lin.DECADES + 1
    assert numbers.sizes[used].min() > 100 * np.finfo(float).eps * np.linalg.norm(numbers.value)
    assert lin.STEPS[used].max() < 0.01


@each_curved
def test_a_small_remainder_is_half_the_second_derivative(slug: str) -> None:
    numbers = found(slug)
    h = lin.STEPS[np.asarray(numbers.line.used)][0]
    size = numbers.sizes[np.asarray(numbers.line.used)][0]
    assert size == pytest.approx(h**2 * np.linalg.norm(numbers.second) / 2, rel=0.02)


def test_the_remainders_of_polar_coordinates_are_those_of_the_formula() -> None:
    """‖f(x+hv) − f(x) − hJv‖ worked out in 50 digits by mpmath."""
    numbers = found("polar")
    entry = CATALOG["polar"]
    with mp.workdps(50):
        r, angle = map(mp.mpf, entry.x)
        dr, turn = map(mp.mpf, entry.v)
        for h, size in zip(lin.STEPS[:21], numbers.sizes[:21], strict=True):
            step = mp.mpf(float(h))
            ahead_r, ahead = r + step * dr, angle + step * turn
            miss_x = (
                ahead_r * mp.cos(ahead)
                - r * mp.cos(angle)
                - step * (dr * mp.cos(angle) - r * turn * mp.sin(angle))
            )
            miss_y = (
                ahead_r * mp.sin(ahead)
                - r * mp.sin(angle)
                - step * (dr * mp.sin(angle) + r * turn * mp.cos(angle))
            )
            assert size == pytest.approx(float(mp.hypot(miss_x, miss_y)), abs=3e-15)


def test_the_derivatives_of_a_cubic_are_those_of_a_cubic() -> None:
    numbers = lin.remainders(typed("x1^3 + x1*x2^2").map, (2.0, 3.0), (1.0, -1.0))
    # g(t) = (2+t)³ + (2+t)(3−t)²: g″(0) = 12 + 2·2 − 2·2·3 = 4, g‴ = 6 + 3·2 = 12.
    assert numbers.second == pytest.approx([4.0])
    assert numbers.third == pytest.approx([12.0])


def test_where_the_second_derivative_vanishes_the_slope_is_three() -> None:
    numbers = lin.remainders(typed("sin(x1)").map, (0.0,), (1.0,))
    assert float(numbers.line.slope) == pytest.approx(3.0, abs=0.02)


def test_at_a_kink_the_slope_is_one() -> None:
    numbers = lin.remainders(typed("abs(x1)").map, (0.0,), (-1.0,))
    assert float(numbers.line.slope) == pytest.approx(1.0, abs=0.02)


def test_a_kink_farther_out_is_told_from_curvature() -> None:
    numbers = lin.remainders(typed("abs(x1)").map, (0.01,), (-1.0,))
    assert bool(numbers.line.cliff)
    assert not bool(found("polar").line.cliff)


def test_outside_the_domain_there_is_no_slope() -> None:
    numbers = lin.remainders(CATALOG["baydin"].map, (-1.0, 2.0), (1.0, 1.0))
    assert np.isnan(float(numbers.line.slope))


@pytest.mark.parametrize("slug", CATALOG)
def test_each_function_is_known_to_be_smooth_where_it_is_first_met(slug: str) -> None:
    assert found(slug).evidence.smooth


@pytest.mark.parametrize(
    ("text", "x", "smooth"),
    [
        ("softplus(x1)", (0.0,), True),
        ("softplus(x1-x2)", (1.0, 1.0), True),
        ("log(1+exp(x1))", (0.0,), True),
        ("sigmoid(x1)", (0.0,), True),
        ("softmax([x1,x2])", (1.0, 1.0), True),
        ("softmax", (1.0, 1.0, 0.0), True),
        ("logsumexp", (1.0, 1.0, -0.5), True),
        ("abs(x1)", (0.0,), False),
        ("relu(x1)", (0.0,), False),
        ("max(x1,x2)", (1.0, 1.0), False),
        ("max([x1,x2])", (1.0, 1.0), False),
        ("softplus(x1)+abs(x1)", (0.0,), False),
        ("softplus(x1)+relu(x1)", (0.0,), False),
        ("softplus(abs(x1))", (0.0,), False),
        ("relu-layer", (0.4, 0.2), False),
    ],
)
def test_a_program_that_compares_hides_no_smooth_function_and_no_kink(
    text: str, x: tuple[float, ...], smooth: bool
) -> None:
    entry = CATALOG.get(text) or typed(text)
    assert lin.remainders(entry.map, x, (1.0, -0.5, 0.3)[: entry.n]).evidence.smooth == smooth


QUADRATIC = {"seed", "square", "line-squares", "rosenbrock-residuals", "bowl", "predator-prey"}
"""Where f has no third derivative along the preset's v."""


@each_curved
def test_the_best_h_is_within_a_factor_of_ten_of_theory(slug: str) -> None:
    assert (np.linalg.norm(found(slug).third) <= 1e-6) == (slug in QUADRATIC)
    if slug in QUADRATIC:
        return
    entry = CATALOG[slug]
    given = lin.differences(entry.map, entry.x, entry.v, found(slug))
    for errors in (given.double, given.single):
        assert 0.1 < errors.best_forward / errors.theory_forward < 10
        assert 0.1 < errors.best_central / errors.theory_central < 10


def test_theory_by_hand_for_exp_at_zero() -> None:
    """For eˣ at 0 along 1: ε = 2⁻⁵³, h = 2√ε forward and ∛(3ε) central; in float32 ε = 2⁻²⁴."""
    f = typed("exp(x1)").map
    given = lin.differences(f, (0.0,), (1.0,), lin.remainders(f, (0.0,), (1.0,)))
    assert given.double.theory_forward == pytest.approx(2 * 2**-26.5)
    assert given.double.theory_central == pytest.approx((3 * 2**-53) ** (1 / 3))
    assert given.single.theory_forward == pytest.approx(2 * 2**-12)
    assert given.single.theory_central == pytest.approx((3 * 2**-24) ** (1 / 3))


@pytest.mark.parametrize("slug", ["polar", "softmax", "rosenbrock"])
def test_quotients_are_those_of_the_formula(slug: str) -> None:
    """Beside f in NumPy, at an h where rounding is far below truncation."""
    entry = CATALOG[slug]
    numbers = found(slug)
    given = lin.differences(entry.map, entry.x, entry.v, numbers).double
    x, v, k = np.array(entry.x), np.array(entry.v), 8
    h = given.steps[k]
    forward = (formula(slug, x + h * v) - formula(slug, x)) / h
    central = (formula(slug, x + h * v) - formula(slug, x - h * v)) / (2 * h)
    assert given.forward[k] == pytest.approx(np.linalg.norm(forward - numbers.push), rel=1e-8)
    assert given.central[k] == pytest.approx(np.linalg.norm(central - numbers.push), rel=1e-6)


def test_in_float32_a_step_of_1e_8_is_lost() -> None:
    entry = CATALOG["polar"]
    given = lin.differences(entry.map, entry.x, entry.v, found("polar"))
    assert not given.moved
    assert given.lost.tolist() == [0.0, 0.0]
    at_zero = lin.differences(
        typed("exp(x1)").map, (0.0,), (1.0,), lin.remainders(typed("exp(x1)").map, (0.0,), (1.0,))
    )
    assert at_zero.moved


def test_float32_leaves_no_trace_in_float64() -> None:
    entry = CATALOG["linear"]
    lin.differences(entry.map, entry.x, entry.v, found("linear"))
    assert found("linear").value.dtype == np.float64


@pytest.mark.parametrize("slug", ["seed", "helix", "logsumexp", "linear"])
@pytest.mark.parametrize("halved", [False, True], ids=["J", "J/2"])
@pytest.mark.share(99)
def test_the_jax_and_numpy_programs_print_what_the_lesson_shows(slug, halved, tmp_path) -> None:
    entry, numbers = CATALOG[slug], found(slug)
    line = numbers.halved_line if halved else numbers.line
    sizes = numbers.halved if halved else numbers.sizes
    written = programs(entry, entry.x, entry.v, halved, numbers)
    printed = run(written.jax, tmp_path)
    np.testing.assert_allclose(printed["Jv"], numbers.push / (2 if halved else 1), rtol=1e-12)
    if np.isnan(float(line.slope)):
        assert "slope" not in printed
        return
    used = np.asarray(line.used)
    np.testing.assert_allclose(printed["remainders"], sizes[used], rtol=1e-2)
    assert printed["slope"] == pytest.approx(float(line.slope), abs=2e-3)
    approximate = run(written.numpy, tmp_path)
    np.testing.assert_allclose(approximate["Jv"], printed["Jv"], rtol=1e-6, atol=1e-8)
    assert approximate["slope"] == pytest.approx(float(line.slope), abs=0.02)


@pytest.mark.parametrize("x", [700.0, 709.0, 710.0, 1000.0, -800.0])
def test_f_is_finite_where_each_mode_finds_it_so(x: float) -> None:
    f = typed("log(exp(x1))").map
    stated, found = np.asarray(f(jnp.array([x]))), lin.remainders(f, (x,), (1.0,))
    np.testing.assert_array_equal(np.isfinite(found.value), np.isfinite(stated))
    assert np.isfinite(found.jacobian).all() == np.isfinite(stated).all()
