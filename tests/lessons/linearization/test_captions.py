"""What the microscope says where remainders are lost, rough, far from their limit, or halved."""

import math

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.expression import entry as typed
from explainers.core.linearization.numbers import Remainders, differences, remainders
from explainers.lessons.linearization import captions


def found(text: str, x: tuple[float, ...], v: tuple[float, ...] = (1.0,)) -> Remainders:
    return remainders(typed(text).map, x, v)


def said(
    text: str, x: tuple[float, ...], v: tuple[float, ...] = (1.0,), halved: bool = False
) -> str:
    return captions.slope(found(text, x, v), v, halved)


LOST = [
    ("x1^2", (1e6,), (1.0,)),
    ("x1^2", (1e8,), (1.0,)),
    ("x1^2+1e6", (1e-3,), (1e-5,)),
    ("x1*x2", (1e6, -1e6), (1.0, 1.0)),
    ("[x1^2,x2]", (1e8, 3.0), (-1.0, 0.0)),
]


@pytest.mark.parametrize(("text", "x", "v"), LOST)
def test_a_remainder_that_drowns_in_rounding_is_not_called_zero(text, x, v) -> None:
    now = found(text, x, v)
    words = captions.slope(now, v, False)
    assert "oo few remainders stand clear of rounding" in words
    assert "no h is too large" not in words
    assert "The remainder is zero" not in words
    assert captions.note(now, v, False) == "Too few remainders stand clear of rounding."


AFFINE = [
    ("3*x1-2", (1e8,), (1.0,)),
    ("0*x1+5", (1.0,), (1.0,)),
    ("[x1+x2,2*x1]", (1e-7, 1e6), (1.0, -3.0)),
    ("x1*x2", (2.0, 3.0), (1.0, 0.0)),
    ("(x1-x2)^2", (2.0, 0.5), (1.0, 1.0)),
]


@pytest.mark.parametrize(("text", "x", "v"), AFFINE)
def test_where_f_is_affine_along_v_by_its_program_no_h_is_too_large(text, x, v) -> None:
    assert "no h is too large" in said(text, x, v)


@pytest.mark.parametrize(
    ("power", "says"),
    [
        (0.5, "slope 0.50: as far as these h tell, f has no finite derivative along v"),
        (1, "which is a kink, and no matrix is its derivative"),
        (1.4, "**1.40**. The remainder falls faster than h, so f has the derivative Jv along v"),
        (1.4, "differentiable once and not twice"),
        (2.5, "**2.50**. The remainder falls faster than h²."),
    ],
)
def test_the_slope_at_a_power_of_size_is_named_as_what_it_is(power: float, says: str) -> None:
    words = said(f"abs(x1)^{power}", (0.0,), (-1.0,))
    assert says in words
    assert ("no matrix is its derivative" in words) is (power == 1)


def test_a_slope_of_one_is_a_kink_or_a_wrong_jacobian_by_the_other_side() -> None:
    assert "which is a kink" in said("abs(x1)", (0.0,), (-1.0,))
    assert "which is a kink" in said("max(x1,x2)", (1.0, 1.0), (1.0, 0.0))
    wrong = said("relu(x1)-relu(-x1)", (0.0,))
    assert "J is wrong" in wrong
    assert "kink" not in wrong


@pytest.mark.parametrize("text", ["abs(x1)", "abs(x1)^1.4", "abs(x1)^0.5"])
def test_beside_a_kink_that_no_h_can_see_past_f_is_smooth(text: str) -> None:
    words = said(text, (1e-10,), (-1.0,))
    assert "not smooth" not in words
    assert "differentiable once" not in words
    assert "no finite derivative" not in words


def test_where_a_number_is_only_asked_whether_it_is_one_f_is_smooth() -> None:
    for text, x in (("softplus(x1)", 20.0), ("softplus(10*x1)", 2.0)):
        assert "At this x f is smooth" in said(text, (x,))
    assert "‖D²f(v, v)‖ = 0.25 here" in said("softplus(x1)", (0.0,))


def test_a_derivative_whose_rounding_is_not_known_is_not_called_zero() -> None:
    for x in (1000.0, 1e6):
        found = remainders(typed("log(exp(x1))").map, (x,), (1.0,))
        assert "zero" not in captions.slope(found, (1.0,), halved=True)
        assert found.push == 1 or not np.isfinite(found.push)


def test_where_all_is_still_zero_towards_v_the_other_side_tells_of_the_kink() -> None:
    words = said("abs(x1)", (0.0,), (1.0,))
    assert "no h is too large" not in words
    assert "towards −v the slope is 1.00: f leaves x at different slopes on both sides" in words


@pytest.mark.parametrize(
    ("text", "x", "second"),
    [
        ("[x1^3,1000]", 1e-4, "6.00·10⁻⁴"),
        ("x1^3+1000", 1e-4, "6.00·10⁻⁴"),
        ("x1^3", 1e-7, "6·10⁻⁷"),
    ],
)
def test_a_small_second_derivative_is_not_called_zero(text: str, x: float, second: str) -> None:
    words = said(text, (x,))
    assert "is zero" not in words
    assert f"‖D²f(v, v)‖ = {second}" in words


def test_a_second_derivative_of_zero_is() -> None:
    for text, x in (("x1^3", 0.0), ("sin(x1)", 0.0), ("x1^4", 0.0)):
        assert "D²f(v, v) is zero at this x, so the" in said(text, (x,))
    assert "D²f(v, v) is zero at this x, but for rounding, so the" in said("sin(x1)", (math.pi,))


@pytest.mark.parametrize("x", [1e-7, -1e-7, 1e-6])
def test_with_half_of_a_small_jacobian_what_is_missed_does_not_fall_as_h(x: float) -> None:
    now = found("x1^2", (x,))
    words = captions.slope(now, (1.0,), True)
    assert abs(float(now.halved_line.slope) - 1) > 0.05
    assert "only as fast as h does" not in words
    assert "slope 1, by which a wrong derivative is found out, comes with smaller h" in words


@pytest.mark.parametrize(
    ("text", "x"), [("x1^2", 0.0), ("sin(x1)", math.pi), ("x1^3-x1", 1.0), ("cos(x1)", math.pi / 2)]
)
def test_where_f_is_zero_theory_puts_the_best_h_nowhere(text: str, x: float) -> None:
    now = found(text, (x,))
    given = differences(typed(text).map, (x,), (1.0,), now)
    for curve in captions.curves(given):
        assert math.isnan(curve.theory)
    assert "| 0 |" not in captions.best(given)
    assert "none, as f(x) = 0" in captions.best(given)


@pytest.mark.parametrize(
    ("text", "x"),
    [("x1^2", 1e8), ("x1^3", 0.0), ("x1^2", 0.0), ("x1^2+1e6", 1e-3)],
)
def test_no_best_h_is_told_beyond_those_that_are_drawn(text: str, x: float) -> None:
    now = found(text, (x,))
    given = differences(typed(text).map, (x,), (1.0,), now)
    for curve in captions.curves(given):
        for mark in (curve.best, curve.theory):
            assert math.isnan(mark) or curve.steps[-1] < mark < curve.steps[0]
    assert "not drawn" in captions.best(given)


def test_a_kink_leaves_no_valley_and_no_theory() -> None:
    now = found("abs(x1)", (0.0,), (-1.0,))
    table = captions.best(differences(typed("abs(x1)").map, (0.0,), (-1.0,), now))
    assert (
        "| forward, float64 | none: no h helps | none, as f is not known to be smooth | – |"
        in table
    )


def test_at_a_cusp_the_jacobian_names_no_tangent_line() -> None:
    level = bool(found("[x1^2,x1^3]", (0.0,)).evidence.level)
    assert level
    assert "J names no tangent line" in captions.tangent(2, 1, level)
    assert "its tangent line" not in captions.tangent(2, 1, level)


def test_a_level_plane_has_no_level_lines() -> None:
    level = bool(found("x1^2+x2^2", (0.0, 0.0), (1.0, 0.0)).evidence.level)
    assert "no level lines" in captions.tangent(1, 2, level)
    assert "evenly spaced" in captions.tangent(1, 2, False)


def test_what_is_only_rounding_is_sent_as_zero() -> None:
    entry = CATALOG["linear"]
    for h in (0.1, 0.3, 1e-3):
        now = remainders(entry.map, entry.x, entry.v, h)
        assert not now.missed.any()
    assert not found("cos(x1)", (math.pi / 2,)).second.any()
    assert not found("sin(x1)", (math.pi / 2,)).push.any()


def test_the_code_promises_a_slope_only_where_there_is_one() -> None:
    entry = CATALOG["linear"]
    assert "their slope" in captions.code(entry.title, entry.x, entry.v, True)
    assert "slope" not in captions.code(entry.title, entry.x, entry.v, False)


def test_squares_of_large_numbers_do_not_hide_a_slope() -> None:
    for x in (500.0, -500.0):
        assert float(found("exp(x1)", (x,)).line.slope) == pytest.approx(2, abs=0.01)
    assert np.isfinite(found("exp(x1)", (700.0,)).sizes).any()
