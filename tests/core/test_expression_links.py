"""A text in a link, where a raw “+” has become a space: read as it was meant, or asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core import complex_plane
from explainers.core.expression import ExpressionError, canonical, linked, parse
from explainers.core.expression.links import numbers_from_link
from tests.core.test_expression import ACCEPTED, Tree, functions, parsed, written

BLANK = [
    ("x1 *x2", "x1*x2"),
    ("x1 * x2 ", "x1*x2"),
    (" x1", "x1"),
    ("( x1 )", "x1"),
    ("[ x1, x2 ]", "[x1,x2]"),
    ("[x1 , x2]", "[x1,x2]"),
    ("x1- x2", "x1-x2"),
    ("x1^ 2", "x1^2"),
    ("2/ x1", "2/x1"),
    ("sin (x1)", "sin(x1)"),
    ("max( x1, x2)", "max(x1,x2)"),
    ("| x1 |", "abs(x1)"),
    ("[ x1 ,| x2|]", "[x1,abs(x2)]"),
    ("1e 5*x1", "100000*x1"),
    ("x1-2.5e 3", "x1-2500"),
]


@pytest.mark.parametrize(("text", "meant"), BLANK)
def test_a_space_beside_a_sign_is_blank(text: str, meant: str) -> None:
    assert linked(text) == canonical(parse(meant))


ASKED = [
    # as it arrives, the place that is asked about, and what it may mean
    ("x1 x2", (2, 3), {"x1+x2", "x1*x2"}),
    ("x1   x2", (2, 5), {"x1+x2", "x1*x2"}),
    ("2 x1", (1, 2), {"2+x1", "2x1"}),
    ("x1^2 1", (4, 5), {"x1^2+1", "x1^2*1"}),
    ("x1 (x2)", (2, 3), {"x1+x2", "x1*x2"}),
    ("(x1) (x2)", (4, 5), {"x1+x2", "x1*x2"}),
    ("x1 sin(x2)", (2, 3), {"x1+sin(x2)", "x1*sin(x2)"}),
    ("sin(x1) x2", (7, 8), {"sin(x1)+x2", "sin(x1)*x2"}),
    ("[x1 x2, x1]", (3, 4), {"[x1+x2,x1]", "[x1*x2,x1]"}),
    ("|x1| |x2|", (4, 5), {"abs(x1)+abs(x2)", "abs(x1)*abs(x2)"}),
    ("|x1 x2|", (3, 4), {"abs(x1+x2)", "abs(x1*x2)"}),
    ("x1 x2 x3", (2, 3), {"x1+x2+x3", "x1*x2*x3"}),
    ("x1   2 x2", (2, 5), {"x1+2+x2", "x1+2x2", "x1*2*x2"}),
    ("1/2 x1", (3, 4), {"1/2+x1", "1/2*x1", "1/(2x1)"}),
    ("1e 5 x1", (4, 5), {"100000+x1", "100000x1"}),
    ("x1^2 x2^2-1", (4, 5), {"x1^2+x2^2-1", "x1^2*x2^2-1"}),
    ("pi x1", (2, 3), {"pi+x1", "pi*x1"}),
    ("e^-x1 1", (5, 6), {"exp(-x1)+1", "exp(-x1)*1"}),
    # a comma that may be of a decimal as well
    ("[0,5x1 x2]", (6, 7), {"0.5x1+x2", "[0,5x1+x2]", "0.5x1*x2", "[0,5x1*x2]"}),
    ("[1,5x1 2,5x2]", (6, 7), {"1.5x1+2.5x2", "[1,5x1+2,5x2]", "[1,5x1*2,5x2]"}),
]


@pytest.mark.parametrize(("text", "place", "meant"), ASKED)
def test_a_space_between_operands_is_asked_about(
    text: str, place: tuple[int, int], meant: set[str]
) -> None:
    with pytest.raises(ExpressionError) as caught:
        linked(text)
    error = caught.value
    assert (error.start, error.end) == place
    assert meant <= set(error.readings)
    assert "+" in error.readings[0]
    for reading in error.readings:
        assert linked(reading) == reading


@pytest.mark.parametrize("text", ACCEPTED)
def test_a_link_that_the_app_wrote_is_read_without_a_question(text: str) -> None:
    short = canonical(parse(text))
    assert linked(short) == short


@given(functions(), st.data())
def test_any_link_that_the_app_writes_is_read_without_a_question(
    tree: Tree, data: st.DataObject
) -> None:
    short = canonical(parsed(written(data, tree)))
    assert linked(short) == short


def answers(text: str) -> tuple[str, ...]:
    """What a text in a link means, or may mean."""
    try:
        return (linked(text),)
    except ExpressionError as error:
        return error.readings


@given(functions(), st.data())
def test_a_plus_that_became_a_space_is_one_of_the_readings(tree: Tree, data: st.DataObject) -> None:
    short = canonical(parsed(written(data, tree)))
    assert short in answers(short.replace("+", " "))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("z i", {"z+i", "z*i"}),
        ("z^2 1", {"z^2+1", "z^2*1"}),
        ("(z 1)/z", {"(z+1)/z", "z*1/z"}),
        ("x i*y", {"re(z)+i*im(z)", "re(z)*i*im(z)"}),
    ],
)
def test_a_function_of_z_is_asked_about_too(text: str, meant: set[str]) -> None:
    with pytest.raises(ExpressionError) as caught:
        complex_plane.linked(f"={text}")
    assert set(caught.value.readings) == meant
    assert complex_plane.linked("=exp (i*z)") == "=exp(i*z)"
    assert complex_plane.linked("square") == "square"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1e 5", "1e+5"),
        ("2_1.5E 3_4", "2_1.5E+3_4"),
        ("x1e 5", "x1e 5"),
        ("1e  5", "1e  5"),
        ("e 5", "e 5"),
    ],
)
def test_the_plus_of_an_exponent_is_kept(text: str, kept: str) -> None:
    assert numbers_from_link(text) == kept


@given(st.text("x123 +e()[]|,.*/^sin", max_size=30))
def test_any_text_in_a_link_is_read_asked_about_or_refused(text: str) -> None:
    for reading in answers(text):
        parse(reading)
        assert answers(reading) == (reading,)
