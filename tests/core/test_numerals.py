"""Numerals say what the number is, to the digits asked for, and alike in both languages."""

import json
import math
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.numerals import Sum, above, balanced, numeral, numerals, subscript

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


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-10, 10)), min_size=1, max_size=4))
def test_a_sum_of_products_comes_to_the_total_beside_it_as_printed(
    terms: list[tuple[float, float]],
) -> None:
    total = sum(a * b for a, b in terms)
    told = balanced([Sum(terms, total)])
    printed = sum(
        Decimal(read(numeral(a, told.digits))) * Decimal(read(numeral(b, told.digits)))
        for a, b in terms
    )
    mantissa, _, power = told.totals[0].translate(ASCII).partition("·10")
    last = Decimal(10) ** (int(power or 0) - len(mantissa.partition(".")[2]))
    size = sum(abs(a * b) for a, b in terms)
    assert abs(printed - Decimal(read(told.totals[0]))) <= last / 2 + Decimal(1e-14 * size)


@pytest.mark.parametrize(
    ("terms", "digits", "total"),
    [
        ([(0.3, 0.25)], 3, "0.075"),
        ([(0.25, 0.25)], 3, "0.0625"),
        ([(0.1, 1.0), (0.2, 1.0), (-0.3, 1.0)], 3, "0"),
        ([(2**0.5, 2**0.5)], 4, "2"),
        ([(0.707, 0.333), (100.0, 1.0)], 3, "100"),
        ([(math.nan, 1.0)], 3, "NaN"),
    ],
)
def test_factors_have_the_digits_that_it_takes(
    terms: list[tuple[float, float]], digits: int, total: str
) -> None:
    told = balanced([Sum(terms, sum(a * b for a, b in terms))])
    assert told == (digits, (total,))


def test_a_vector_of_sums_has_one_number_of_digits_for_all() -> None:
    weights, rows = (0.123456, 0.5), ((1.0, 0.000321), (2.0, 1.0))
    sums = [
        Sum(
            [*zip(weights, column, strict=True)],
            sum(a * b for a, b in zip(weights, column, strict=True)),
        )
        for column in zip(*rows, strict=True)
    ]
    digits, totals = balanced(sums)
    for terms, text in zip((one.terms for one in sums), totals, strict=True):
        left = sum(read(numeral(a, digits)) * read(numeral(b, digits)) for a, b in terms)
        assert left == pytest.approx(read(text), abs=0.005)


@given(st.floats(1e-300, 1e300))
def test_a_bound_is_never_told_smaller_than_it_is(bound: float) -> None:
    assert bound * (1 - 1e-12) <= read(above(bound)) <= 2 * bound * (1 + 1e-12)
