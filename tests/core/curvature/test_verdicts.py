"""What is known of f and its model at x, at places where the answer is known by hand."""

import math

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.curvature.verdicts import Edge, Level, Shape, Slope, found
from explainers.core.expression import entry as typed


def at(text: str, *x: float):
    entry = CATALOG[text] if text in CATALOG else typed(text)
    return found(entry.map, x or entry.x, entry.v, 1.0)


@pytest.mark.parametrize(
    ("text", "x", "shape", "flat", "level"),
    [
        ("bowl", (), Shape.BOWL, 0, Level.POINT),
        ("logsumexp", (), Shape.BOWL, 1, Level.NOWHERE),
        ("(x1+x2)^2", (1, 0.5), Shape.BOWL, 1, Level.MANY),
        ("(x1+x2)^2+x1-x2", (1, 0.5), Shape.BOWL, 1, Level.NOWHERE),
        ("-(x1+x2)^2", (1, 0.5), Shape.HILL, 1, Level.MANY),
        ("(x1+x2+x3)^2", (0.1, 0.2, 0.7), Shape.BOWL, 2, Level.MANY),
        ("(x1+x2+x3)^2+x1", (0.1, 0.2, 0.7), Shape.BOWL, 2, Level.NOWHERE),
        ("(x1+x2)^2-(x2+x3)^2", (0.1, 0.2, 0.7), Shape.SADDLE, 1, Level.MANY),
        ("two-wells", (), Shape.SADDLE, 0, Level.POINT),
        ("2x1+x2", (1, 1), Shape.FLAT, 2, Level.NOWHERE),
        ("rosenbrock", (1e8, 1), Shape.BOWL, 0, Level.POINT),
        ("1e-20*x1^2+x2^2", (1, 1), Shape.BOWL, 0, Level.POINT),
        ("x1^2*1e6*1e6*1e4+x1^2-x1^2*1e6*1e6*1e4", (1,), Shape.UNKNOWN, 0, Level.UNKNOWN),
        ("0.1*x1^2+0.2*x1^2-0.3*x1^2", (1,), Shape.UNKNOWN, 0, Level.UNKNOWN),
        ("sin(x1)", (math.pi,), Shape.UNKNOWN, 0, Level.UNKNOWN),
    ],
)
def test_the_model_is_told_by_its_signs_and_by_what_is_level(
    text: str, x: tuple[float, ...], shape: Shape, flat: int, level: Level
) -> None:
    verdict = at(text, *x).verdict
    assert (verdict.shape, verdict.flat, verdict.level) == (shape, flat, level)


@pytest.mark.parametrize(
    ("text", "x", "slope"),
    [
        ("1e5*1e5*x1^2", (1e-10,), Slope.CLEAR),
        ("x1^2", (1e-300,), Slope.CLEAR),
        ("x1^2", (0,), Slope.ZERO),
        ("sin(x1)", (math.pi / 2,), Slope.ROUNDING),
        ("sin(x1)", (1.5707,), Slope.CLEAR),
        ("two-wells", (0, 0), Slope.ZERO),
    ],
)
def test_a_gradient_is_zero_only_beside_what_it_is_made_of(
    text: str, x: tuple[float, ...], slope: Slope
) -> None:
    assert at(text, *x).verdict.slope is slope


@pytest.mark.parametrize(
    ("text", "x", "edge"),
    [
        ("abs(x1)*x2", (0, 1), Edge.KINK),
        ("abs(x1)*x2", (0, 0), Edge.CREASE),
        ("abs(x1)*x2", (1e-9, 1), Edge.SMOOTH),
        ("max(x1,x2)", (1, 1), Edge.KINK),
        ("max(x1,0)^2", (0,), Edge.CREASE),
        ("abs(x1)^3", (0,), Edge.SMOOTH),
        ("relu(x1)-relu(-x1)", (0,), Edge.RULES),
        ("atan2(x2,x1)", (-1, 0), Edge.JUMP),
        ("logsumexp", (1, 1, 1), Edge.SMOOTH),
    ],
)
def test_kinks_are_told_from_ties_of_a_smooth_function(
    text: str, x: tuple[float, ...], edge: Edge
) -> None:
    assert at(text, *x).verdict.edge is edge


def test_newtons_step_goes_to_the_nearest_level_point() -> None:
    have = at("(x1+x2)^2", 1, 0.5)
    np.testing.assert_allclose(have.x + have.numbers.newton.step, [0.25, -0.25], atol=1e-15)


def test_newtons_step_keeps_a_small_curvature_beside_a_huge_one() -> None:
    """x₁²/10²⁰ + x₂² has its bottom at 0, however far that is along x₁."""
    have = at("1e-20*x1^2+x2^2", 1, 1)
    np.testing.assert_allclose(have.x + have.numbers.newton.step, 0.0, atol=1e-15)


def test_what_is_only_rounding_is_zero() -> None:
    have = at("logsumexp").numbers
    assert have.curvatures[0] == 0
    assert at("sin(x1)", math.pi / 2).numbers.gradient[0] == 0
    assert at("(x1+x2)^2", 0.1, -0.1).numbers.newton.step.tolist() == [0, 0]
