"""What is typed is what is computed: the tree, the numbers, the texts made from it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from explainers.core.expression import (
    FUNCTIONS,
    ExpressionError,
    Program,
    canonical,
    jacobian_latex,
    latex,
    map_of,
    parse,
    sources,
)
from explainers.core.expression.functions import ALIASES, CONSTANTS
from explainers.core.expression.tree import (
    Binary,
    Call,
    Constant,
    Input,
    Items,
    Negative,
    Node,
    Number,
)
from explainers.core.tape import replayed, tape
from tests.core.test_tape import ROUNDING, TRIES, replay

pytestmark = pytest.mark.share(4)

EXACT = 1e-10
"""Of the largest number in sight."""

# A tree of the test's own: nested tuples ----------------------------------------------------

Tree = tuple[Any, ...]

UNARY = {
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "exp": sympy.exp,
    "log": sympy.log,
    "sqrt": sympy.sqrt,
    "abs": sympy.Abs,
    "sign": sympy.sign,
    "relu": lambda a: sympy.Max(a, 0),
    "sigmoid": lambda a: 1 / (1 + sympy.exp(-a)),
    "softplus": lambda a: sympy.log(1 + sympy.exp(a)),
}
BINARY = {"atan2": sympy.atan2, "min": sympy.Min, "max": sympy.Max}
OF_LIST: dict[str, Callable[[list[Any]], Any]] = {
    "norm": lambda a: sympy.sqrt(sum(b * b for b in a)),
    "sum": sum,
    "mean": lambda a: sum(a) / len(a),
    "min": lambda a: sympy.Min(*a),
    "max": lambda a: sympy.Max(*a),
}
SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
}

leaves: st.SearchStrategy[Tree] = st.one_of(
    st.integers(0, 2).map(lambda i: ("x", i)),
    st.integers(0, 2).map(lambda i: ("x", i)),
    st.sampled_from([0.5, 1.0, 2.0, 3.0, 0.25, 12.5, 1e-3]).map(lambda a: ("number", a)),
    st.sampled_from(["pi", "e"]).map(lambda name: ("constant", name)),
)


def _grown(smaller: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    items = st.lists(smaller, min_size=1, max_size=3).map(tuple)
    softmax = items.map(lambda a: ("softmax", a))
    lists = st.one_of(items.map(lambda a: ("list", a)), softmax)
    return st.one_of(
        st.tuples(st.sampled_from(["+", "-", "*", "/"]), smaller, smaller),
        st.tuples(st.just("^"), smaller, st.integers(0, 3).map(lambda k: ("number", float(k)))),
        st.tuples(st.just("^"), smaller, smaller),
        st.tuples(st.just("neg"), smaller),
        st.tuples(st.sampled_from(sorted(UNARY)), smaller),
        st.tuples(st.sampled_from(sorted(BINARY)), smaller, smaller),
        st.tuples(st.sampled_from(sorted(OF_LIST)).map(lambda name: f"{name} of"), lists),
        items.flatmap(lambda a: st.just(("dot", ("list", a), ("softmax", a)))),
    )


numbers = st.recursive(leaves, _grown, max_leaves=7)


@st.composite
def functions(draw: st.DrawFn) -> Tree:
    """A whole function of x1, x2 and x3: one output, several, or a softmax."""
    kind = draw(st.sampled_from(["number", "list", "softmax"]))
    if kind == "number":
        body = draw(numbers)
        return ("+", body, ("*", ("x", 2), ("*", ("x", 1), ("x", 0))))
    items = draw(st.lists(numbers, min_size=1, max_size=3))
    every_input = ("+", ("x", 0), ("-", ("x", 1), ("x", 2)))
    return (kind, (every_input, *items))


def in_sympy(tree: Tree, inputs: list[Any]) -> Any:
    """Value of a tree; a list for a list."""
    match tree:
        case "x", int(index):
            return inputs[index]
        case "number", float(value):
            return sympy.Float(value, 40) if value % 1 else sympy.Integer(int(value))
        case "constant", name:
            return sympy.pi if name == "pi" else sympy.E
        case "neg", of:
            return -in_sympy(of, inputs)
        case "list", items:
            return [in_sympy(item, inputs) for item in items]
        case "softmax", items:
            raised = [sympy.exp(in_sympy(item, inputs)) for item in items]
            return [a / sum(raised) for a in raised]
        case "dot", a, b:
            pairs = zip(in_sympy(a, inputs), in_sympy(b, inputs), strict=True)
            return sum(p * q for p, q in pairs)
        case str(name), a if name.endswith(" of"):
            return OF_LIST[name.removesuffix(" of")](in_sympy(a, inputs))
        case str(name), a:
            return UNARY[name](in_sympy(a, inputs))
        case str(name), a, b:
            made = SIGNS.get(name) or BINARY[name]
            return made(in_sympy(a, inputs), in_sympy(b, inputs))
        case _:
            raise AssertionError(tree)


def as_node(tree: Tree) -> Node:
    """The tree that the parser is to find."""
    match tree:
        case "x", int(index):
            return Input(index)
        case "number", float(value):
            return Number(value)
        case "constant", name:
            return Constant(name)
        case "neg", of:
            return Negative(as_node(of))
        case "list", items:
            return Items(tuple(map(as_node, items)))
        case "softmax", items:
            return Call("softmax", (Items(tuple(map(as_node, items))),))
        case "^", ("constant", "e"), exponent:
            return Call("exp", (as_node(exponent),))
        case ("+" | "-" | "*" | "/" | "^") as sign, a, b:
            return Binary(sign, as_node(a), as_node(b))
        case str(name), *arguments:
            return Call(name.removesuffix(" of"), tuple(map(as_node, arguments)))
        case _:
            raise AssertionError(tree)


# The same tree in many handwritings ---------------------------------------------------------

LOOSE = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}


class Handwriting:
    """Writes a tree as text, with spaces, signs and parentheses as a reader may."""

    def __init__(self, draw: st.DrawFn, letters: bool) -> None:
        self.draw = draw
        self.letters = letters

    def chance(self) -> bool:
        return self.draw(st.booleans())

    def one_of(self, *texts: str) -> str:
        return self.draw(st.sampled_from(texts))

    def space(self) -> str:
        return self.one_of("", "", " ", "  ", "\t")

    def at(self, tree: Tree, lowest: int) -> str:
        text = self.write(tree)
        if LOOSE.get(tree[0], 5) < lowest or self.draw(st.integers(0, 9)) == 0:
            return f"({self.space()}{text}{self.space()})"
        return text

    def product(self, a: Tree, b: Tree) -> str:
        first, second = self.at(a, 2), self.at(b, 3)
        closed = a[0] in ("x", "constant", "number") or first.endswith(")")
        closed = closed and not (a[0] in ("*", "/", "^", "neg") and first[0] != "(")
        closed = closed and not (LOOSE.get(a[0]) and not self._wrapped(first))
        if closed and (second[0].isalpha() or second[0] == "(") and self.chance():
            return f"{first} {second}"
        if a[0] == "number" and first[0] != "(" and second[0] in "xyzs(" and self.chance():
            return f"{first}{second}"
        return f"{first}{self.space()}{self.one_of('*', '·', '×')}{self.space()}{second}"

    @staticmethod
    def _wrapped(text: str) -> bool:
        """Whether one pair of parentheses is around all of the text."""
        depth = 0
        for place, character in enumerate(text):
            depth += (character == "(") - (character == ")")
            if depth == 0:
                return place == len(text) - 1
        return False

    def write(self, tree: Tree) -> str:
        s = self.space
        match tree:
            case "x", int(index):
                low = "₁₂₃"[index]
                return "xyz"[index] if self.letters else self.one_of(f"x{index + 1}", f"x{low}")
            case "number", float(value):
                texts = [repr(value), f"{value:g}", f"{value:.4e}", repr(value).lstrip("0")]
                return self.one_of(*(text for text in texts if float(text) == value))
            case "constant", name:
                return self.one_of("pi", "π") if name == "pi" else "e"
            case "neg", of:
                return f"{self.one_of('-', '−')}{s()}{self.at(of, 3)}"
            case "list", items:
                return f"[{s()}{f'{s()},{s()}'.join(map(self.write, items))}{s()}]"
            case "softmax", items:
                return f"softmax{s()}({s()}{self.write(('list', items))}{s()})"
            case "*", a, b:
                return self.product(a, b)
            case "^", a, b:
                return f"{self.at(a, 5)}{s()}{self.one_of('^', '**')}{s()}{self.at(b, 3)}"
            case ("+" | "-" | "/") as sign, a, b:
                left, right = (1, 2) if sign != "/" else (2, 3)
                return f"{self.at(a, left)}{s()}{sign}{s()}{self.at(b, right)}"
            case "abs", a if self.plain(a):
                return f"|{s()}{self.write(a)}{s()}|"
            case str(name), *arguments:
                name = name.removesuffix(" of")
                name = self.one_of("log", "ln") if name == "log" else name
                return f"{name}{s()}({s()}{f'{s()},{s()}'.join(map(self.write, arguments))}{s()})"
            case _:
                raise AssertionError(tree)

    def plain(self, tree: Tree) -> bool:
        """Whether bars may stand around it without a second reading."""
        return tree[0] in ("x", "+", "-") and all(
            part[0] in ("x", "number") for part in tree[1:] if isinstance(part, tuple)
        )


def written(data: st.DataObject, tree: Tree) -> str:
    return data.draw(st.composite(lambda draw: _write(draw, tree))(), label="text")


def _write(draw: st.DrawFn, tree: Tree) -> str:
    hand = Handwriting(draw, draw(st.booleans()))
    text = hand.write(tree)
    return f"{hand.space()}{text}{hand.space()}"


def parsed(text: str) -> Program:
    """The program, unless the random text breaks a limit that other tests are about."""
    try:
        return parse(text)
    except ExpressionError as error:
        limits = ("limit", "nested", "More than", "too large", "real number", "beyond", "divides")
        assume(not any(word in error.message for word in limits))
        raise


many = settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])


@many
@given(functions(), st.data())
def test_every_handwriting_of_a_tree_is_read_as_that_tree(tree: Tree, data: st.DataObject):
    program = parsed(written(data, tree))
    assert program.body == as_node(tree)
    assert program.n == 3


@many
@given(functions(), st.data())
def test_canonical_text_is_read_as_the_same_tree_and_is_its_own_canonical_text(
    tree: Tree, data: st.DataObject
):
    program = parsed(written(data, tree))
    text = canonical(program)
    assert parse(text) == program
    assert canonical(parse(text)) == text
    assert text.isascii()
    assert not re.search(r"\s", text)


# Numbers ------------------------------------------------------------------------------------

SYMBOLS = list(sympy.symbols("x1:4", real=True))
coordinates = st.integers(-30, 30).filter(bool).map(lambda k: k / 16)


def exactly(expression: Any, at: dict[Any, Any]) -> float:
    """Value of a SymPy expression, nan where it is not a real number."""
    value = sympy.sympify(expression).subs(at).evalf(25)
    return float(value) if value.is_real and value.is_finite else float("nan")


@lru_cache
def by_sympy(tree: Tree, x: tuple[float, ...]) -> np.ndarray:
    """f(x) and then J(x), row by row."""
    body = in_sympy(tree, SYMBOLS)
    outputs = body if isinstance(body, list) else [body]
    at = {symbol: sympy.Float(number, 40) for symbol, number in zip(SYMBOLS, x, strict=True)}
    slopes = [sympy.diff(output, symbol) for output in outputs for symbol in SYMBOLS]
    return np.array([exactly(item, at) for item in (*outputs, *slopes)])


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(functions(), st.lists(coordinates, min_size=3, max_size=3, unique_by=abs), st.data())
@pytest.mark.whole
def test_value_and_jacobian_are_those_of_sympy(tree: Tree, x: list[float], data: st.DataObject):
    program = parsed(written(data, tree))
    f = map_of(program)
    found = replayed(tape(f, 3), np.array([x]))
    actual = np.concatenate([found.values.ravel(), found.jacobians.ravel()])
    known = np.isfinite(actual)
    assume(known.all() and np.abs(actual).max() < 1e9)
    # Where roundings decide the number, or the side of a kink, nobody is right.
    around = replay(tape(f, 3), np.repeat(np.array(x)[:, None], TRIES, axis=1), 4 * ROUNDING)
    assume(np.abs(around - around[:, :1]).max() <= EXACT / 100 * max(1, np.abs(actual).max()))
    expected = by_sympy(tree, tuple(x))
    assume(np.isfinite(expected).all())
    assert_allclose(actual, expected, rtol=0, atol=EXACT * max(1, np.abs(expected).max()))


TYPED = {
    "x1": (1, 1),
    "[x1^2 + x2 + x3, x1 - x2 + x3]": (3, 2),
    "[x cos(y), x sin(y)]": (2, 2),
    "[x^2 - y^2, 2x y]": (2, 2),
    "3 sin(2x1) - 0.5": (1, 1),
    "e^(-x^2 - y^2)": (2, 1),
    "100(x2 - x1^2)^2 + (1 - x1)^2": (2, 1),
    "softmax([x1, x2, x3])": (3, 3),
    "log(sum([exp(x1), exp(x2), exp(x3)]))": (3, 1),
    "norm([x1, x2])": (2, 1),
    "[x1/norm([x1,x2]), x2/norm([x1,x2])]": (2, 2),
    "[relu(x1 - 0.6x2 + 0.2), relu(0.5x1 + x2 - 0.4)]": (2, 2),
    "[tanh(x1 - x2), sigmoid(x1 x2), softplus(3x1)]": (2, 3),
    "max(x1, x2) - min(x1, x2)": (2, 1),
    "[max([x1,x2,x3]), min([x1,x2,x3]), mean([x1,x2,x3])]": (3, 3),
    "dot([x1,x2,x3],[x4,x5,x6])": (6, 1),
    "x1^x2": (2, 1),
    "2^x1 + x1^-2 + x1^0.5 + x1^(1/3)": (1, 1),
    "atan2(y, x)": (2, 1),
    "[asin(x/3), acos(y/3), atan(x y)]": (2, 3),
    "[sinh(x), cosh(y), tan(x + y)]": (2, 3),
    "|x1| + |x2 - 1| + sign(x1 x2)": (2, 1),
    "sqrt(1 - x^2 - y^2)": (2, 1),
    "log(x1 - 1000)": (1, 1),
    "[x1, x2, x3, x4, x5, x6]": (6, 6),
    "[x1, 1, pi x1, e x1, sin(2), max(1, 2)]": (1, 6),
    "[x1 + 0*x2, x3]": (3, 2),
    "dot(softmax([x1, x2]), [x1, 1])": (2, 1),
    "sum(softmax([1, 2, 3])) x1": (1, 1),
    "norm([3, 4]) x1 + mean([1, 2]) x1 + max([1, 2]) + relu(2) + sigmoid(1) + exp(2)": (1, 1),
    "exp(exp(x1))": (1, 1),
    "x1^100": (1, 1),
    "10^6 x1": None,
    "(10^6) x1": (1, 1),
    "-x1^2 + --x1 + 2^-x1^2": (1, 1),
    "z x + y/z - sin(x)^2/y": (3, 1),
}
ACCEPTED = {text: shape for text, shape in TYPED.items() if shape}
every_text = pytest.mark.parametrize("text", ACCEPTED)


def points(program: Program) -> np.ndarray:
    rng = np.random.default_rng(program.n)
    return np.concatenate([rng.uniform(0.2, 0.9, (2, program.n)), rng.normal(size=(2, program.n))])


@every_text
def test_the_shape_is_as_typed(text: str):
    program = parse(text)
    assert (program.n, program.m) == ACCEPTED[text]
    assert map_of(program)(jnp.full(program.n, 0.5)).shape == (program.m,)
    assert map_of(program)(jnp.full(program.n, 0.5)).dtype == jnp.float64


@every_text
def test_the_tape_says_what_jax_says(text: str):
    program = parse(text)
    f = map_of(program)
    found = replayed(tape(f, program.n), points(program))
    for x, value, jacobian in zip(points(program), *found, strict=True):
        columns = [jax.jvp(f, (jnp.asarray(x),), (jnp.asarray(e),)) for e in np.eye(program.n)]
        expected = np.stack([column[1] for column in columns], axis=1)
        for actual, wanted in ((value, np.asarray(columns[0][0])), (jacobian, expected)):
            finite = np.isfinite(wanted)
            assert_allclose(actual[finite], wanted[finite], rtol=1e-11, atol=1e-11)


def function_of(source: str, **modules: Any) -> Callable[[Any], Any]:
    scope: dict[str, Any] = dict(modules)
    exec(source, scope)  # noqa: S102 - runs our own text as a reader would
    return scope["f"]


def assert_equal_numbers(actual: Any, expected: Any) -> None:
    found, wanted = np.asarray(actual), np.asarray(expected)
    assert found.shape == wanted.shape
    assert found.dtype == np.float64
    finite = np.isfinite(wanted)
    assert_allclose(found[finite], wanted[finite], rtol=1e-11, atol=1e-11)


@every_text
def test_the_jax_and_numpy_texts_compute_the_same(text: str):
    program = parse(text)
    values = replayed(tape(map_of(program), program.n), points(program)).values
    in_numpy = function_of(sources(program).numpy, np=np)
    in_jax = function_of(sources(program).jax, jnp=jnp, jax=jax)
    for x, value in zip(points(program), values, strict=True):
        with np.errstate(all="ignore"):
            assert_equal_numbers(in_numpy(x), value)
        assert_equal_numbers(in_jax(jnp.asarray(x)), value)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(functions(), st.lists(coordinates, min_size=3, max_size=3, unique_by=abs), st.data())
def test_the_numpy_text_of_a_random_tree_computes_the_same(
    tree: Tree, x: list[float], data: st.DataObject
):
    program = parsed(written(data, tree))
    in_numpy = function_of(sources(program).numpy, np=np)
    program_tape = tape(map_of(program), 3)
    value = replayed(program_tape, np.array([x])).values[0]
    around = replay(program_tape, np.repeat(np.array(x)[:, None], TRIES, axis=1), 4 * ROUNDING)
    around = around[: program.m]
    assume(np.isfinite(value).all())
    assume(np.abs(around - around[:, :1]).max() <= 1e-12 * max(1, np.abs(value).max()))
    with np.errstate(all="ignore"):
        actual = in_numpy(np.array(x))
    assert_allclose(actual, value, rtol=0, atol=EXACT * max(1, np.abs(value).max()))


@pytest.mark.torch
@pytest.mark.filterwarnings("ignore:.*torch.jit.script.*:DeprecationWarning")
@every_text
def test_the_torch_text_computes_the_same(text: str):
    torch = pytest.importorskip("torch")
    program = parse(text)
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    try:
        f = function_of(sources(program).torch, torch=torch)
        found = replayed(tape(map_of(program), program.n), points(program))
        for x, value, jacobian in zip(points(program), *found, strict=True):
            point = torch.tensor(x.tolist())
            assert_equal_numbers(f(point).numpy(), value)
            if np.isfinite(jacobian).all():
                assert_equal_numbers(torch.func.jacrev(f)(point).numpy(), jacobian)
                ones = torch.ones(program.n)
                pushed = torch.func.jvp(f, (point,), (ones,))[1]
                assert_equal_numbers(pushed.numpy(), jacobian @ np.ones(program.n))
    finally:
        torch.set_default_dtype(before)


@every_text
def test_the_texts_are_a_function_f_of_x(text: str):
    program = parse(text)
    for source in sources(program):
        assert source.startswith("def f(x):\n")
        assert source == source.rstrip()
        assert all(line == line.rstrip() for line in source.splitlines())
    assert "jax" not in sources(program).torch + sources(program).numpy
    assert "jnp" not in sources(program).torch + sources(program).numpy


# Kinks are JAX's ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "x", "slope"),
    [
        ("|x1|", [0.0], [1.0]),
        ("abs(x1)", [0.0], [1.0]),
        ("relu(x1)", [0.0], [0.0]),
        ("max(x1, 0)", [0.0], [0.5]),
        ("max(x1, x2)", [1.0, 1.0], [0.5, 0.5]),
        ("min(x1, x2)", [1.0, 1.0], [0.5, 0.5]),
        ("max([x1, x2, x3])", [1.0, 1.0, 1.0], [1 / 3] * 3),
        ("relu(x1) - relu(-x1)", [0.0], [0.0]),
        ("sqrt(x1)", [0.0], [np.inf]),
        ("norm([x1, x2])", [0.0, 0.0], [np.nan, np.nan]),
        ("sign(x1)", [0.0], [0.0]),
        ("softplus(x1)", [800.0], [1.0]),
        ("sigmoid(x1)", [-800.0], [0.0]),
        ("x1^2", [0.0], [0.0]),
        ("x1^1", [0.0], [1.0]),
        ("x1^0", [0.0], [0.0]),
        ("x1^1.5", [0.0], [0.0]),
    ],
)
def test_at_a_kink_the_slope_is_jaxs(text: str, x: list[float], slope: list[float]):
    program = parse(text)
    f = map_of(program)
    by_tape = replayed(tape(f, program.n), np.array([x])).jacobians[0, 0]
    np.testing.assert_array_equal(by_tape, slope)
    np.testing.assert_array_equal(jax.jacfwd(f)(jnp.asarray(x))[0], slope)


# Precedence, implicit products, canonical text ----------------------------------------------


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("-x1^2", "-x1^2"),
        ("-(x1^2)", "-x1^2"),
        ("(-x1)^2", "(-x1)^2"),
        ("2^3^x1", "2^3^x1"),
        ("(2^3)^x1", "(2^3)^x1"),
        ("2^-x1", "2^-x1"),
        ("2^(-x1)", "2^-x1"),
        ("2^-x1^2", "2^-x1^2"),
        ("2**x1", "2^x1"),
        ("+x1", "x1"),
        ("x1 - x2 - x3", "x1-x2-x3"),
        ("x1 - (x2 - x3)", "x1-(x2-x3)"),
        ("x1 + (x2 + x3)", "x1+(x2+x3)"),
        ("x1/x2/x3", "x1/x2/x3"),
        ("x1/(x2*x3)", "x1/(x2*x3)"),
        ("x1/x2*x3", "x1/x2*x3"),
        ("(x1/x2)x3", "x1/x2*x3"),
        ("x1*-x2", "x1*-x2"),
        ("x1--x2", "x1--x2"),
        ("-x1*x2", "-x1*x2"),
        ("-(x1*x2)", "-(x1*x2)"),
        ("2x1", "2x1"),
        ("2*x1", "2x1"),
        ("2 * x1", "2x1"),
        ("-2x1", "-2x1"),
        ("0x1", "0*x1"),
        ("3 sin(x1)", "3sin(x1)"),
        ("2(x1+1)", "2(x1+1)"),
        ("x1 x2", "x1*x2"),
        ("x1x2", "x1*x2"),
        ("x y", "x*y"),
        ("(x1)(x2)", "x1*x2"),
        ("x1(x2+1)", "x1*(x2+1)"),
        ("sin(x1)cos(x1)", "sin(x1)*cos(x1)"),
        ("sin(x1)(x2)", "sin(x1)*x2"),
        ("2 x1 x2 x3", "2x1*x2*x3"),
        ("2x1^2", "2x1^2"),
        ("2x1^2*x2", "2x1^2*x2"),
        ("x1^(2)x2", "x1^2*x2"),
        ("x1^2 x2", "x1^2*x2"),
        ("3x1^2 sin(x1)", "3x1^2*sin(x1)"),
        ("2^-3 x1", "2^-3*x1"),
        ("(x1^2)x2", "x1^2*x2"),
        ("2x1/3", "2x1/3"),
        ("2pi x1", "2pi*x1"),
        ("2e x1", "2*e*x1"),
        ("2e-3x1", "0.002x1"),
        ("2 e - 3x1", "2*e-3x1"),
        ("1e3 x1", "1000x1"),
        ("1e-5x1", "1e-5x1"),
        ("1000000x1", "1e6x1"),
        (".5x1", "0.5x1"),
        ("5.x1", "5x1"),
        ("0.1x1", "0.1x1"),
        ("|x1|", "abs(x1)"),
        ("||x1| - 1|", "abs(abs(x1)-1)"),
        ("|x1|*|x2|", "abs(x1)*abs(x2)"),
        ("|x1| - |x2|", "abs(x1)-abs(x2)"),
        ("2|x1|", "2abs(x1)"),
        ("|x1*|x2||", "abs(x1*abs(x2))"),
        ("|(x1)|^2", "abs(x1)^2"),
        ("ln(x1)", "log(x1)"),
        ("e^x1", "exp(x1)"),
        ("e^-x1^2", "exp(-x1^2)"),
        ("e^x1^2", "exp(x1^2)"),
        ("(e^x1)^2", "exp(x1)^2"),
        ("x₁·x₂ − π", "x1*x2-pi"),
        ("[x1]", "x1"),
        ("([x1, x2])", "[x1,x2]"),
        ("x1\n+\t1\u00a0", "x1+1"),
        ("[x,y]", "[x,y]"),
        ("norm([x1])", "norm([x1])"),
        ("max(x1,-x2)", "max(x1,-x2)"),
        ("sum(softmax([x1,x2]))", "sum(softmax([x1,x2]))"),
        ("((((((((((x1))))))))))", "x1"),
        ("+".join(["x1"] * 40), "+".join(["x1"] * 40)),
    ],
)
def test_a_text_has_one_short_form(text: str, short: str):
    program = parse(text)
    assert canonical(program) == short
    assert parse(short) == program


# Formulas -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("[x1^2 + x2, x1]", r"f(x) = \begin{pmatrix} x_1^{2} + x_2 \\ x_1 \end{pmatrix}"),
        ("x y", r"f(x, y) = x \, y"),
        ("2x", r"f(x) = 2 x"),
        ("x1*2", r"f(x) = x_1 \cdot 2"),
        ("2*(x1/3)", r"f(x) = 2 \cdot \frac{x_1}{3}"),
        ("(x1/3)^2", r"f(x) = \left(\frac{x_1}{3}\right)^{2}"),
        ("(x1 + 1)*x1", r"f(x) = (x_1 + 1) \, x_1"),
        ("x1 - -x1", "f(x) = x_1 - (-x_1)"),
        ("x1 + -x1*2", r"f(x) = x_1 + (-x_1 \cdot 2)"),
        ("(-x1)^2", "f(x) = (-x_1)^{2}"),
        ("exp(x1)^2", "f(x) = (e^{x_1})^{2}"),
        ("2^x1^2", "f(x) = 2^{x_1^{2}}"),
        ("1e-5x1", r"f(x) = 10^{-5} x_1"),
        ("1.5e-7^x1", r"f(x) = (1.5 \cdot 10^{-7})^{x_1}"),
        ("|x1/2|", r"f(x) = \left\lvert \frac{x_1}{2} \right\rvert"),
        ("ln(x1)", r"f(x) = \ln(x_1)"),
        ("atan2(x2, x1)", r"f(x) = \operatorname{atan2}(x_2, x_1)"),
        ("norm([x1,x2])", r"f(x) = \left\lVert (x_1, x_2) \right\rVert"),
        ("softmax([x1,x2])", r"f(x) = \operatorname{softmax}(x_1, x_2)"),
        ("sum(softmax([x1]))", r"f(x) = \operatorname{sum}(\operatorname{softmax}(x_1))"),
    ],
)
def test_the_formula_reads_as_mathematics(text: str, formula: str):
    assert latex(parse(text)) == formula


@many
@given(functions(), st.data())
@pytest.mark.whole
def test_formulas_are_balanced(tree: Tree, data: st.DataObject):
    program = parsed(written(data, tree))
    for formula in (latex(program), jacobian_latex(program)):
        for opener, closer in (("{", "}"), (r"\begin", r"\end"), (r"\left", r"\right")):
            assert formula.count(opener) == formula.count(closer)


def test_the_jacobian_has_a_row_an_output_and_a_column_an_input():
    assert jacobian_latex(parse("[x1, x1]")) == (
        r"J = \begin{pmatrix} \frac{\partial f_1}{\partial x_1}"
        r" \\[4pt] \frac{\partial f_2}{\partial x_1} \end{pmatrix}"
    )
    assert r"\partial f}{\partial y}" in jacobian_latex(parse("x y"))
    assert jacobian_latex(parse("[x1, x2, x3, x4]")).endswith(
        r"\quad i = 1, \ldots, 4, \quad j = 1, \ldots, 4"
    )


# The table ----------------------------------------------------------------------------------


def test_every_function_of_the_table_is_tried_against_sympy():
    tried = {*UNARY, *BINARY, *OF_LIST, "softmax", "dot"}
    assert tried == FUNCTIONS.keys()


def test_every_example_of_the_table_is_a_function():
    for function in FUNCTIONS.values():
        assert function.meaning
        for example in function.example.split(" or "):
            missing = "".join(f" + 0*x{i}" for i in (1, 2) if f"x{i}" not in example)
            text = example if function.name == "softmax" else example + missing
            assert parse(text).n >= 1


def test_no_name_means_two_things():
    names = [*FUNCTIONS, *ALIASES, *CONSTANTS, *"xyz"]
    assert len(set(names)) == len(names)
