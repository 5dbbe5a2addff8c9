"""What is said of curvature at places where an expert found the words false."""

import pytest

from explainers.core.catalog import CATALOG
from explainers.core.curvature.verdicts import found
from explainers.core.expression import entry as typed
from explainers.lessons.curvature import captions


def at(text: str, *x: float):
    entry = CATALOG[text] if text in CATALOG else typed(text)
    return found(entry.map, x or entry.x, entry.v, 1.0)


def test_log_sum_exp_is_no_bowl_but_a_tilted_trough() -> None:
    told = captions.kind(at("logsumexp"))
    assert "are 0, 0.16, 0.42." in told
    assert "**tilted trough**" in told
    assert "no point of it is level" in told
    assert "bowl" not in told
    assert "bottom" not in told


def test_a_level_trough_has_level_points_and_newton_goes_to_the_nearest() -> None:
    told = captions.kind(at("(x1+x2)^2", 1, 0.5))
    assert "**level trough**" in told
    assert "fill a line, and Newton's step goes to the nearest, (0.25, −0.25)." in told
    assert "no level point" not in told
    assert "bowl" not in told


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("2x1^2+x2^2/2", ("0.25/∣λ∣ = 0.0625", "1/∣λ∣ = 0.25")),
        ("x1^2*25/48+x2^2/4", ("0.25/∣λ∣ = 0.24", "1/∣λ∣ = 0.96")),
        ("4x1^2+x2^2", ("0.25/∣λ∣ = 0.03125", "1/∣λ∣ = 0.125")),
    ],
)
def test_rates_have_the_digits_that_make_them_true(text: str, rates: tuple[str, ...]) -> None:
    have = at(text, 1, 1)
    table = captions.steps(have)
    assert all(f"| {rate} |" in table for rate in rates)
    assert f"2/∣λ∣ = {2 * float(rates[1].rpartition(' ')[2]):g}." in captions.verdict(have)


def test_without_curvature_rates_are_not_divided_by_it() -> None:
    have = at("2x1+x2", 1, 1)
    told = captions.steps(have) + captions.kind(have) + captions.verdict(have)
    assert "λ" not in told
    assert "| 0.25 |" in told
    assert "**Newton**" not in told


def test_a_steep_function_near_its_minimum_has_a_gradient() -> None:
    have = at("1e5*1e5*x1^2", 1e-10)
    assert "zero" not in captions.verdict(have)
    assert "goes straight to its bottom" in captions.kind(have)


@pytest.mark.parametrize(
    ("text", "x"), [("two-wells", (0, 0)), ("-x1^2-x2^2", (0, 0)), ("x1*x2", (0, 0))]
)
def test_where_no_step_is_suggested_none_is_said_to_go_down(
    text: str, x: tuple[float, ...]
) -> None:
    have = at(text, *x)
    assert "no step is suggested" in captions.verdict(have)
    assert "goes down" not in captions.kind(have)
    assert "x is at its" in captions.kind(have)


@pytest.mark.parametrize(
    ("text", "x"),
    [("abs(x1)*x2", (0, 1)), ("max(x1,x2)", (1, 1)), ("abs(x1)+x2^2", (0, 1)), ("abs(x1)", (0,))],
)
def test_at_a_kink_that_is_said_and_no_model_named(text: str, x: tuple[float, ...]) -> None:
    told = captions.kind(at(text, *x))
    assert "f has a kink" in told
    assert "goes down" not in told
    assert "**" not in told


def test_a_smooth_function_whose_program_ties_has_no_kink() -> None:
    assert "kink" not in captions.kind(at("logsumexp", 1, 1, 1))
    assert "kink" not in captions.kind(at("abs(x1)^3", 0))
