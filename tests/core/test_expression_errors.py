"""Whatever is typed is a harmless function or is refused, at a place and with a reason."""

import re
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainers.core import expression
from explainers.core.expression import (
    DEEPEST,
    FUNCTIONS,
    LONGEST,
    MOST_INPUTS,
    MOST_NODES,
    MOST_OUTPUTS,
    ExpressionError,
    Program,
    canonical,
    entry,
    latex,
    map_of,
    parse,
    sources,
)
from explainers.core.expression.tree import walk
from explainers.core.tape import replayed, tape


def refused(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    return caught.value


# Mistakes that people make, where they are and what to do ------------------------------------

MISTAKES = [
    # text, the piece that is underlined, words of the message, words of the hint
    ("", "", "Type a function", "[x1^2 + x2, x1 - x2]"),
    ("  ", "  ", "Type a function", ""),
    ("x1 + ", "+", "missing after “+”", "a number, an input"),
    ("*x1", "*", "cannot begin with “*”", ""),
    ("x1*/2", "/", "After “*”", ""),
    ("[x1,]", "]", "After “,”", ""),
    ("2^^x1", "^", "After “^”", ""),
    ("x1 + (x2", "(", "not closed", "Add “)”"),
    ("[x1, x2", "[", "not closed", "Add “]”"),
    ("|x1 + 1", "|", "not closed", "Add “|”"),
    ("sin(x1", "(", "not closed", "Add “)”"),
    ("x1)", ")", "closes nothing", "Delete it"),
    ("(x1]", "]", "“)” is expected", ""),
    ("(x1, x2)", ",", "“)” is expected", "[ ]"),
    ("x1, x2", ",", "comma", "brackets"),
    ("0,5x1", ",", "comma", "point"),
    ("[]", "[]", "empty", ""),
    # names
    ("1 + sen(x1)", "sen", "not known", "Did you mean sin?"),
    ("Sin(x1)", "Sin", "not known", "Did you mean sin?"),
    ("softmx([x1])", "softmx", "not known", "Did you mean softmax?"),
    ("X1", "X1", "not known", "Did you mean x1?"),
    ("arctan(x1)", "arctan", "not known", "Write atan"),
    ("log10(x1)", "log10", "not known", "log(x1)/log(10)"),
    ("pow(x1, 2)", "pow", "not known", "x1^2"),
    ("xy", "xy", "not known", "x*y"),
    ("xyz", "xyz", "not known", "x*y*z"),
    ("sinx", "sinx", "not known", "sin(x)"),
    ("2pix", "pix", "not known", "pi*x"),
    ("theta", "theta", "not known", "x1 to x6"),
    ("x7", "x7", "no input “x7”", "x1 to x6"),
    ("x0", "x0", "no input “x0”", "x1 to x6"),
    ("x01", "x01", "no input “x01”", "x1 to x6"),
    ("x12", "x12", "no input “x12”", "x1 to x6"),
    # inputs
    ("3", "3", "no input", "x1"),
    ("pi + e", "pi + e", "no input", "x1"),
    ("x1 + x3", "x3", "“x2” is not", "0*x2"),
    ("[x2, x2]", "x2", "“x1” is not", "0*x1"),
    ("y^2", "y", "“x” is not", "0*x"),
    ("x + z", "z", "“y” is not", "0*y"),
    ("x + x2", "x2", "“x” and “x2” do not go together", "all of them x, y, z"),
    ("x1*y", "y", "“x1” and “y” do not go together", "x1, x2"),
    # products without a sign
    ("1/2x1", "2x1", "two ways", "(1/2)*x1 or 1/(2*x1)"),
    ("x1/2 x1", "2 x1", "two ways", "(x1/2)*x1 or x1/(2*x1)"),
    ("1/(2)(x1)", "(2)(x1)", "two ways", ""),
    ("x1^2x2", "x1^2x2", "two ways", "x1^2*x2"),
    ("x1^x2 x1", "x1^x2 x1", "two ways", "x1^x2*x1"),
    ("2^x1^2 x1", "2^x1^2 x1", "two ways", "2^x1^2*x1"),
    ("2^x1(x1 + 1)", "2^x1(x1 + 1)", "two ways", "parentheses"),
    ("e^x1 sin(x1)", "e^x1 sin(x1)", "two ways", "parentheses"),
    ("2^-x1 x1", "2^-x1 x1", "two ways", ""),
    ("|x1|x1", "|x1|x1", "two ways", "|x1|*x1"),
    ("|x1|x2|x1|", "|x1|x2", "two ways", "abs( )"),
    ("|x1||x1|", "|x1||x1|", "two ways", ""),
    ("x1 2", "2", "sign is missing", "x1*2"),
    ("2 3x1", "3", "sign is missing", "2*3"),
    ("(x1)2", "2", "sign is missing", "(x1)*2"),
    ("1.2.3x1", ".3", "sign is missing", ""),
    # functions
    ("sin x1", "sin", "needs parentheses", "sin(x1)"),
    ("sin^2(x1)", "sin", "needs parentheses", "sin(x1)^2"),
    ("2 sin", "sin", "needs parentheses", "sin(x1)"),
    ("sin()", "sin()", "one number; here are none", "sin(x1)"),
    ("sin(x1, x2)", "sin(x1, x2)", "one number; here are two", "sin(x1)"),
    ("atan2(x1)", "atan2(x1)", "two numbers; here is one", "atan2(x1, x2)"),
    ("sin([x1, x2])", "[x1, x2]", "a number, not a list", "[sin(x1), sin(x2)]"),
    ("sum(x1, x2)", "x1, x2", "needs a list", "sum([x1, x2])"),
    ("norm(x1)", "x1", "needs a list", "norm([x1])"),
    ("softmax(x1, x2)", "x1, x2", "needs a list", "softmax([x1, x2])"),
    ("max(x1, x2, x3)", "x1, x2, x3", "two numbers or one list", "max([x1, x2, x3])"),
    ("max(x1)", "max(x1)", "two numbers or one list", "max([x1, x2])"),
    ("max([x1], 2)", "max([x1], 2)", "two numbers or one list", ""),
    ("dot([x1, x2])", "dot([x1, x2])", "two lists", "dot([x1, x2], [x3, x4])"),
    ("dot([x1], [x1, x1])", "[x1, x1]", "different lengths: 1 and 2", ""),
    # lists
    ("[x1, x2] + 1", "[x1, x2]", "stands between numbers; this is a list", "sum([x1, x2])"),
    ("-[x1, x2]", "[x1, x2]", "this is a list", ""),
    ("|[x1, x2]|", "[x1, x2]", "this is a list", ""),
    ("2[x1]", "[", "list cannot stand here", ""),
    ("x1[0]", "[", "list cannot stand here", ""),
    ("2*softmax([x1, x2])", "softmax([x1, x2])", "softmax gives a list", ""),
    ("[softmax([x1]), x1]", "softmax([x1])", "softmax gives a list", ""),
    ("[[x1, x2], x1]", "[x1, x2]", "this is a list", ""),
    # limits
    ("1e7x1", "1e7", "beyond 1,000,000", ""),
    ("1e999x1", "1e999", "beyond 1,000,000", ""),
    ("1e-31x1", "1e-31", "closer to 0", ""),
    ("1e-999x1", "1e-999", "closer to 0", ""),
    ("x1^101", "101", "beyond 100", ""),
    ("x1^-(10^3)", "-(10^3)", "beyond 100", ""),
    ("9^9^9 x1", "9^9", "beyond 100", ""),
    ("9^99*x1", "9^99", "too large", ""),
    ("x1/0", "0", "divides by 0", ""),
    ("x1 + 1/(2 - 2)", "(2 - 2)", "divides by 0", ""),
    ("log(0) + x1", "log(0)", "not finite", ""),
    ("x1 sqrt(-1)", "sqrt(-1)", "not a real number", ""),
    ("(-8)^(1/3) + x1", "(-8)^(1/3)", "not a real number", ""),
    ("[x1,x1,x1,x1,x1,x1,-x1]", "-x1", "7 outputs; 6 is the limit", ""),
    ("softmax([1,1,1,1,1,1,x1])", "softmax([1,1,1,1,1,1,x1])", "7 outputs", ""),
    # characters
    ("f(x) = x^2", "=", "no place", "to the right of “=”"),
    ("x²", "²", "no place", "x^2"),
    ("√x", "√", "no place", "sqrt(x)"),
    (r"\sin(x)", "\\", "no place", "backslash"),
    ("x_1", "_", "no place", "x1"),
    ("{x1}", "{", "no place", "[ ]"),
    ("x1 < 2", "<", "no place", "relu"),
    ("x1; x2", ";", "no place", "commas"),
    ("2.x.y", ".", "no place", "inside a number"),
    ("\u0445 + 1", "\u0445", "CYRILLIC SMALL LETTER HA", "Type x"),
    ("\uff58 + 1", "\uff58", "FULLWIDTH LATIN SMALL LETTER X", "Type x"),
    ("x\uff0b1", "\uff0b", "FULLWIDTH PLUS SIGN", "Type +"),
    ("\u0661x", "\u0661", "no place", ""),
    ("x\u200b1", "\u200b", "ZERO WIDTH SPACE", "Delete"),
    ("\u202ex1", "\u202e", "RIGHT-TO-LEFT OVERRIDE", "Delete"),
    ("x\u0301", "\u0301", "COMBINING ACUTE ACCENT", "Delete"),
    ("x1\x00", "\x00", "U+0000", "Delete"),
    ("x1\ud800", "\ud800", "U+D800", "Delete"),
    ("x1 + \U0001f600", "\U0001f600", "no place", ""),
]


@pytest.mark.parametrize(("text", "piece", "message", "hint"), MISTAKES)
def test_a_mistake_is_told_at_its_place(text: str, piece: str, message: str, hint: str):
    error = refused(text)
    assert text[error.start : error.end] == piece
    assert message in error.message
    assert hint in error.hint
    assert str(error) == error.message


def test_the_second_of_two_equal_pieces_is_the_one_that_is_underlined():
    assert refused("sin(x1) + sin x1").start == 10
    assert refused("(x1) + (x1").start == 7


@pytest.mark.parametrize(
    ("text", "start"),
    [("-" * 50 + "x1", DEEPEST), ("(" * 50, DEEPEST), ("[" * 50, DEEPEST), ("|" * 50, DEEPEST)],
)
def test_nesting_is_refused_where_it_is_too_deep(text: str, start: int):
    error = refused(text)
    assert error.start == start
    assert f"more than {DEEPEST} deep" in error.message


def test_as_much_nesting_as_is_allowed_is_read():
    assert parse("(" * DEEPEST + "x1" + ")" * DEEPEST) == parse("x1")
    assert parse("-" * DEEPEST + "x1").n == 1
    assert parse("^".join(["x1"] * (DEEPEST + 1))).n == 1
    assert "deep" in refused("^".join(["x1"] * (DEEPEST + 2))).message


def test_length_is_limited_as_typed_and_written_out():
    fits = "x1" + " " * (LONGEST - 2)
    assert parse(fits).n == 1
    error = refused(fits + "+x1")
    assert (error.start, error.end) == (LONGEST, LONGEST + 3)
    bars = "+".join(["|x1|"] * 26)
    assert len(bars) < LONGEST
    assert "written out" in refused(bars).message


def test_the_number_of_nodes_is_limited():
    half = MOST_NODES // 2
    program = parse("+".join(["x1"] * half))
    assert sum(1 for _ in walk(program.body)) == MOST_NODES - 1
    error = refused("+".join(["x1"] * (half + 1)))
    assert f"More than {MOST_NODES}" in error.message


# Nothing else ever happens -------------------------------------------------------------------

ATTACKS = [
    "__import__('os').system('true')",
    "().__class__.__bases__[0].__subclasses__()",
    "x1.__class__",
    "x1.tofile('/tmp/x')",
    "x.T",
    "getattr(x1, 'shape')",
    "eval('x1')",
    "exec(x1)",
    "open('x')",
    "lambda: x1",
    "lambda x: x",
    "(lambda f: f(f))(x1)",
    "[x for x in x]",
    "[x1 for x1 in range(9)]",
    "{x1: 1}",
    "f'{x1}'",
    "{x1!r:>{x2}}",
    "{0.__class__}",
    "%s%n",
    "x1 if x2 else x3",
    "x1 := 2",
    "x1; import os",
    "import os",
    "sin(cos)(x1)",
    "sin(x1)(x2)(x1)",
    "sin(sin)(sin)",
    "(x1)(x2)(x1)",
    "x1[0]",
    "x1[::-1]",
    "*x1",
    "**x1",
    "...",
    "x1 @ x2",
    "~x1",
    "not x1",
    "x1 and x2",
    "x1 == x1",
    "'x1'",
    '"""x1',
    "`x1`",
    "$x1",
    "# x1",
    "x1 # comment",
    "x1 \\",
    "1j*x1",
    "0x10 + x1",
    "0b11 + x1",
    "1_000x1",
    "1e309",
    "nan + x1",
    "inf*x1",
    "9**9**9",
    "9^9^9^9^9^9^9",
    "x1^9^9^9",
    "x1^x1^x1^x1^x1^x1^x1^x1^x1^x1^x1^x1^x1^x1",
    "10^100^x1",
    "(((1e6^2)^2)^2)^2 x1",
    "(" * 5000,
    ")" * 5000,
    "[" * 200,
    "|" * 200,
    "-" * 200,
    "+" * 199 + "x",
    "2^" * 99 + "x1",
    "sin(" * 50,
    "softplus(" * 22,
    "(" * 99 + "x1" + ")" * 99,
    "[" * 99 + "x1" + "]" * 99,
    "x1" * 100,
    "x1 " * 60,
    "x1+" * 66 + "x1",
    "x1," * 66,
    "9" * 200,
    "." * 200,
    "e" * 200,
    "1e" * 100,
    "a" * 200,
    "x" * 10_000,
    "x1 + " * 2_000,
    "\x00",
    "x1\x00x2",
    "\u0445\u0443",
    "\uff58\uff11",
    "\u200b",
    "x\u200d1",
    "\u202e1x",
    "\u2066x1",
    "x\u0301" * 50,
    "\U0001f600" * 50,
    "\U0001d465",
    "\ud83d",
    "\ufeffx1",
    "\u2028x1",
    "\x1b[31mx1",
    "\u00bdx1",
    "\u2460",
    "\u0661\u0662",
    "\u216b",
    "\u00aa",
    "\u210ex",
    "<script>alert(1)</script>",
    "</textarea>x1",
    "[x1](javascript:alert)",
    "$$x1$$",
    "\\href{x}{y}",
    "x1%0Ax2",
    "../../etc/passwd",
]


def answer(text: str) -> Program | ExpressionError:
    try:
        return parse(text)
    except ExpressionError as error:
        return error


def harmless(text: str) -> Program | None:
    """The program of a text, or None if it was refused as it should be."""
    program = answer(text)
    if isinstance(program, ExpressionError):
        assert 0 <= program.start <= program.end <= len(text)
        assert program.start < program.end or not text
        assert program.message.endswith((".", "…"))
        assert len(program.message) + len(program.hint) < 400
        told = program.message + program.hint
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Mn", "Zl") for c in told)
        return None
    assert sum(1 for _ in walk(program.body)) <= MOST_NODES
    assert 1 <= program.n <= MOST_INPUTS
    assert 1 <= program.m <= MOST_OUTPUTS
    short = canonical(program)
    assert len(short) <= LONGEST
    assert parse(short) == program
    assert latex(program)
    assert all(source.startswith("def f(x):\n") for source in sources(program))
    return program


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_an_attack_is_refused_or_is_a_harmless_function(text: str):
    harmless(text)


def test_the_package_has_no_way_to_run_a_text():
    words = r"\b(eval|exec|getattr|setattr|globals|__import__|importlib|ast|sympify)\b"
    for file in Path(expression.__file__).parent.glob("*.py"):
        assert not re.search(words, re.sub(r'""".*?"""', "", file.read_text(), flags=re.DOTALL))


def test_what_looks_like_a_call_of_a_call_is_a_product():
    assert canonical(parse("sin(x1)(x2)(x1)")) == "sin(x1)*x2*x1"


PIECES = [
    *FUNCTIONS,
    *("x1", "x2", "x3", "x", "y", "z", "x1", "x", "x7", "pi", "e", "1", "2", "0.5", "1e3", "0"),
    *("(", ")", "[", "]", "|", ",", "+", "-", "*", "/", "^", "**", " ", "(", ")", "[", "]"),
]
pieces = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
often = settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])


@often
@given(st.text(max_size=LONGEST + 20))
def test_any_text_is_refused_or_harmless(text: str):
    harmless(text)


@often
@given(st.text("x123456yz()[]|,+-*/^.e \u0445\u200b\uff11_=pisnqrt", max_size=40))
def test_any_text_of_telling_characters_is_refused_or_harmless(text: str):
    harmless(text)


@often
@given(pieces)
def test_any_heap_of_pieces_is_refused_or_harmless(text: str):
    harmless(text)


@often
@given(st.data())
def test_a_function_with_one_change_is_refused_or_harmless(data: st.DataObject):
    text = data.draw(
        st.sampled_from(
            [
                "[x1^2 + x2 + x3, x1 - x2 + x3]",
                "dot(softmax([x1, 2x2]), [|x1|, e^-x2])",
                "100(x2 - x1^2)^2 + (1 - x1)^2",
                "max([sin(x), atan2(y, x), 1e-3]) + 2pi x",
            ]
        )
    )
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 3)))
    harmless(text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:])


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_every_function_that_is_accepted_has_a_tape(text: str):
    program = harmless(text)
    if program is not None:
        found = replayed(tape(map_of(program), program.n), np.full((1, program.n), 0.5))
        assert found.values.shape == (1, program.m)


def test_lists_that_would_take_too_many_steps_are_refused():
    items = ",".join(f"x{1 + i % 6}^{i}" for i in range(18))
    text = f"sum({'softmax(' * 9}[{items}]{')' * 10}"
    assert parse(text).n == 6
    with pytest.raises(ExpressionError, match="too many steps") as caught:
        entry(text)
    assert (caught.value.start, caught.value.end) == (0, len(text))


def test_an_entry_of_no_function_is_refused_as_by_the_parser():
    for text in ("sin x1", "x" * 10_000):
        with pytest.raises(ExpressionError) as caught:
            entry(text)
        assert caught.value.message == refused(text).message
