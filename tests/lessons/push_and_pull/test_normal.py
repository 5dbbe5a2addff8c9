"""What is said of a push and then a pull says what is known."""

import re

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.expression import entry as typed
from explainers.core.known import known
from explainers.core.push_and_pull.normal import normal
from explainers.lessons.push_and_pull.normal import told
from tests.numbers import vector

ROW = re.compile(r"\| [^|]+: (?:JᵀJv|Hv) \| (\([^)]*\)) \|")


def said(text: str, x: tuple[float, ...], v: tuple[float, ...]) -> str:
    entry = CATALOG.get(text) or typed(text)
    return told(normal(entry.map, known(entry.map, x, v, (0.0,) * entry.m), x, v))


@pytest.mark.parametrize("x", [0.0, 1.0, -2.5, 1e-7, 1e6])
def test_the_numbers_of_a_square_less_two(x: float) -> None:
    # ½(x² − 2)²: JᵀJ = 4x², H = 6x² − 4.
    text = said("[x1^2-2]", (x,), (1.0,))
    first, second = (vector(row)[0] for row in ROW.findall(text))
    assert first == pytest.approx(4 * x**2, rel=1e-3)
    assert second == pytest.approx(6 * x**2 - 4, rel=1e-3)
    differ = re.search(r"differ by (\([^)]*\))", text)
    assert differ is not None
    (rest,) = vector(differ.group(1))
    assert rest == pytest.approx(2 * x**2 - 4, rel=1e-3)


def test_why_they_agree_is_told() -> None:
    assert "f(x) is 0 here" in said("rosenbrock-residuals", (1.0, 1.0), (0.9, 0.7))
    assert "along this v the curvature" in said("linear", (1.0, -1.0), (0.3, 2.0))
    assert "not known" in said("[exp(x1),x1]", (400.0,), (1.0,))


def test_linear_maps_agree_at_every_point() -> None:
    rng = np.random.default_rng(5)
    for _ in range(20):
        x, v = (tuple(rng.normal(size=2).tolist()) for _ in range(2))
        assert "The two agree" in said("[3x1-x2,x1,2x2]", x, v)
