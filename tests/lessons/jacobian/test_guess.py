"""What is said of a guess which entry of J is farthest from 0, against entries known otherwise."""

import numpy as np
import pytest

from explainers.core.expression import entry as typed
from explainers.core.jacobian.verdicts import farthest
from explainers.core.known import Known, known
from explainers.core.numerals import numeral
from explainers.lessons.jacobian import captions

TURN = "[x1+2x2,5x1+3x2]"


def _known(text: str, x: tuple[float, ...] = (1.0, 1.0)) -> Known:
    made = typed(text)
    return known(made.map, x, made.v, made.u)


def _told(text: str, row: int, column: int, x: tuple[float, ...] = (1.0, 1.0)) -> str:
    return captions.guess(typed(text), _known(text, x), row, column)


@pytest.mark.parametrize(
    ("text", "row", "column", "begins"),
    [
        (TURN, 1, 0, "Right: ∂y₂/∂x₁ = 5 is the entry farthest from 0."),
        (TURN, 0, 1, "You chose ∂y₁/∂x₂ = 2, and ∂y₂/∂x₁ = 5 is farther from 0, by 3. Rows are"),
        (TURN, 1, 1, "You chose ∂y₂/∂x₂ = 3, and ∂y₂/∂x₁ = 5 is farther from 0, by 2."),
        (
            "[x1-7x2,2x1+3x2]",
            1,
            1,
            "You chose ∂y₂/∂x₂ = 3, the largest number; ∂y₁/∂x₂ = −7 is farther from 0, by 4.",
        ),
        ("[2x1,2x2]", 1, 1, "Right: no entry is known to be farther from 0 than ∂y₂/∂x₂ = 2."),
        ("[2x1,2x2]", 0, 1, "You chose ∂y₁/∂x₂ = 0, and ∂y₁/∂x₁ = 2 is farther from 0, by 2."),
        ("[0x1,0x2]", 0, 0, "No entry is known to differ from 0"),
        ("[(x1-1)^2,(x2-1)^2]", 0, 0, "No entry is known to differ from 0"),
        ("[exp(-200)x1,2exp(-200)x2]", 1, 1, "Right: ∂y₂/∂x₂ = 2.77·10⁻⁸⁷ is the entry"),
        ("[x1-7x2,2x1+3x2]", 1, 0, "You chose ∂y₂/∂x₁ = 2, and ∂y₁/∂x₂ = −7 is farther from 0, by"),
        ("[x1/exp(-200),-2x2/exp(-200)]", 0, 0, "You chose ∂y₁/∂x₁ = 7.23·10⁸⁶, the largest"),
    ],
)
def test_a_guess_is_told_what_it_is(text: str, row: int, column: int, begins: str) -> None:
    assert _told(text, row, column).startswith(begins)


# The first entry is (x₁ + 500000)² − x₁² along x₁, a million, which rounding blurs.
@pytest.mark.parametrize(
    ("other", "gap"),
    [("999999.5", "0.5"), ("999999.99", "0.010"), ("999999.99999999", "9.12·10⁻⁹ to 1.09·10⁻⁸")],
)
def test_a_gap_that_rounding_blurs_is_told_by_its_bounds(other: str, gap: str) -> None:
    told = _told(f"[(x1+500000)^2-x1^2,{other}x2]", 1, 1)
    assert told.endswith(f"∂y₁/∂x₁ = 1·10⁶ is farther from 0, by {gap}.")


@pytest.mark.parametrize(
    ("text", "x", "places"),
    [
        (TURN, (1.0, 1.0), [(1, 0)]),
        ("[2x1,-2x2]", (1.0, 1.0), [(0, 0), (1, 1)]),
        ("[(x1-1)^2,(x2-1)^2]", (1.0, 1.0), []),
        ("[log(x1),-2x2]", (0.0, 1.0), [(1, 1)]),
        ("[(x1+500000)^2-x1^2,1000000x2]", (1.0, 1.0), [(0, 0), (1, 1)]),
    ],
)
def test_the_farthest_are_all_that_none_is_known_to_be_beyond(
    text: str, x: tuple[float, ...], places: list[tuple[int, int]]
) -> None:
    assert list(farthest(_known(text, x))) == places


def test_an_entry_that_is_not_finite_is_compared_with_nothing() -> None:
    told = _told("[1/x1,x1+x2]", 0, 0, (0.0, 1.0))
    assert told == "The entry that you chose is not finite here: there is nothing to compare."
    told = _told("[1/x1,x1+2x2]", 1, 1, (0.0, 1.0))
    assert told.startswith("Right: ∂y₂/∂x₂ = 2")
    assert told.endswith("Entries that are not finite do not count here.")


def test_at_a_kink_numbers_are_said_to_be_those_that_jax_returns() -> None:
    told = _told("[abs(x1),x2/2]", 0, 0, (0.0, 1.0))
    assert told.startswith("Right: ∂y₁/∂x₁ = 1 is the entry farthest from 0.")
    assert told.endswith("not each is known to be a derivative here.")
    assert "derivative" not in _told("[abs(x1),x2/2]", 0, 0, (2.0, 1.0))


@pytest.mark.whole
def test_exactly_one_kind_of_place_is_right_for_random_tables() -> None:
    dice = np.random.default_rng(3)
    for _ in range(60):
        a = np.round(dice.uniform(-9, 9, (2, 2)), 1)
        text = f"[{a[0, 0]}x1+{a[0, 1]}x2,{a[1, 0]}x1+{a[1, 1]}x2]".replace("+-", "-")
        far = np.argwhere(np.abs(a) == np.abs(a).max()).tolist()
        for row in range(2):
            for column in range(2):
                told = _told(text, row, column)
                assert told.startswith("Right") == ([row, column] in far)
                apart = np.abs(a).max() - abs(a[row, column])
                assert (f"farther from 0, by {numeral(round(apart, 1))}" in told) == (apart > 0)
        assert [list(at) for at in farthest(_known(text))] == far
