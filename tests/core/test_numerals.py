"""Numerals say what the number is, to the digits asked for, and alike in both languages."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.numerals import numeral, numerals, subscript

TABLE = json.loads((Path(__file__).parents[1] / "numerals.json").read_text("utf-8"))
"""Number, digits, text; tests/js/format.test.js holds the browser to the same table."""

numbers = st.floats(allow_nan=False, allow_infinity=False)
near = st.one_of(numbers, st.floats(-1e6, 1e6), st.integers(-(10**6), 10**6).map(float))
digits = st.integers(1, 8)

ASCII = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")


def read(text: str) -> float:
    """The number that a reader takes a numeral for."""
    return float(text.replace("·10", "e").translate(ASCII))


def test_the_shared_table_holds() -> None:
    found = [[number, count, numeral(float(number), count)] for number, count, _ in TABLE]
    assert found == TABLE


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (4, "4"),
        (4.0001, "4.00"),
        (0.55, "0.55"),
        (-0.8, "−0.8"),
        (1 / 3, "0.33"),
        (math.pi, "3.14"),
        (-12.345, "−12.3"),
        (1234.5678, "1235"),
        (0.0456, "0.046"),
        (0.00012, "1.2·10⁻⁴"),
        (123456, "1.23·10⁵"),
        (-1e300, "−1·10³⁰⁰"),
        (0.0, "0"),
        (-0.0, "0"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "NaN"),
    ],
)
def test_a_number_is_written_as_a_reader_would(number: float, text: str) -> None:
    assert numeral(number) == text


@given(near, digits)
def test_a_numeral_is_the_number_to_about_its_digits(number: float, count: int) -> None:
    assert abs(read(numeral(number, count)) - number) <= 0.51 * 10.0 ** (2 - count) * abs(number)


@given(near, digits)
def test_a_negative_number_differs_by_a_true_minus_sign(number: float, count: int) -> None:
    text = numeral(abs(number), count)
    assert numeral(-abs(number), count) == ("0" if text == "0" else f"−{text}")
    assert "-" not in text
    assert "e" not in text


@given(st.floats(-1e6, 1e6), digits)
def test_zeros_at_the_end_say_that_something_was_rounded_away(number: float, count: int) -> None:
    text = numeral(number, count).split("·")[0]
    if "." in text and text.endswith("0"):
        assert read(numeral(number, count)) != number


@given(st.integers(-99999, 99999), st.integers(0, 3))
def test_a_short_decimal_fraction_is_written_as_it_is(whole: int, places: int) -> None:
    number = whole / 10**places
    text = numeral(number, 8)
    assert read(text) == number
    assert "·" in text or len(text) <= len(repr(number))


def test_a_vector_is_in_parentheses() -> None:
    assert numerals([0.55, -0.8]) == "(0.55, −0.8)"
    assert numerals([math.pi], 5) == "(3.1416)"


def test_subscripts_are_set_low() -> None:
    assert f"x{subscript(1)}, x{subscript(12)}" == "x₁, x₁₂"
