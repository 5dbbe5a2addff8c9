"""Each hint, when it is followed, is accepted and means what was typed."""

import itertools
import re
from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from explainers.core.expression import ExpressionError, canonical, parse
from explainers.core.expression.elsewhere import NOWHERE, OF_LISTS, OF_NUMBERS, POWERS
from explainers.core.expression.evaluate import constant_value
from explainers.core.expression.functions import FUNCTIONS
from explainers.core.expression.tree import Binary, Call, Input, Items, Negative, Node, Number
from tests.core.test_expression_errors import MISTAKES, PIECES

pytestmark = pytest.mark.share(6)

POINTS = ((0.3, 0.7), (1.7, 0.4), (-0.45, 1.6), (1.9, 1.2), (0.05, 0.6))
"""Each function below is real at one of them at least."""

Meaning = Callable[[Any, Any], Any]
"""A function of x and y in mpmath, by another hand than that of the code under test."""

ARGUMENTS: dict[str, Meaning] = {
    "x": lambda x, y: x,
    "2x": lambda x, y: 2 * x,
    "x^2": lambda x, y: x**2,
    "3 x y": lambda x, y: 3 * x * y,
    "-x": lambda x, y: -x,
    "|x|": lambda x, y: abs(x),
}
AROUND: dict[str, Callable[[Any, Any, Any], Any]] = {
    "{}": lambda f, x, y: f,
    "y + {}": lambda f, x, y: y + f,
    "2*{} - 1": lambda f, x, y: 2 * f - 1,
    "({}) / y": lambda f, x, y: f / y,
    "[{}, y]": lambda f, x, y: f,
}
KNOWN: dict[str, Callable[[Any], Any]] = {
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "asin": mp.asin,
    "acos": mp.acos,
    "atan": mp.atan,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "tanh": mp.tanh,
    "exp": mp.exp,
    "log": mp.log,
    "ln": mp.log,
    "sqrt": mp.sqrt,
    "abs": abs,
    "sign": mp.sign,
    "relu": lambda a: max(a, mp.mpf(0)),
    "sigmoid": lambda a: 1 / (1 + mp.exp(-a)),
    "softplus": lambda a: mp.log(1 + mp.exp(a)),
}
INVERSES: dict[str, Callable[[Any], Any]] = {
    "sin": mp.asin,
    "cos": mp.acos,
    "tan": mp.atan,
    "sinh": mp.asinh,
    "cosh": mp.acosh,
    "tanh": mp.atanh,
    "exp": mp.log,
    "log": mp.exp,
    "ln": mp.exp,
}
ELSEWHERE: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("arcsin", "arsin"), mp.asin),
    **dict.fromkeys(("arccos", "arcos"), mp.acos),
    **dict.fromkeys(("arctan", "arctg", "atn"), mp.atan),
    "arctan2": mp.atan2,
    "tg": mp.tan,
    **dict.fromkeys(("cot", "ctg", "cotg", "cotan", "ctn"), mp.cot),
    "sec": mp.sec,
    **dict.fromkeys(("csc", "cosec"), mp.csc),
    **dict.fromkeys(("arcsec", "asec"), mp.asec),
    **dict.fromkeys(("arccsc", "acsc"), mp.acsc),
    **dict.fromkeys(("sh", "sinhyp"), mp.sinh),
    "ch": mp.cosh,
    **dict.fromkeys(("th", "tgh"), mp.tanh),
    **dict.fromkeys(("coth", "cth", "ctgh"), mp.coth),
    "sech": mp.sech,
    **dict.fromkeys(("csch", "cosech"), mp.csch),
    **dict.fromkeys(("asinh", "arcsinh", "arsinh", "argsinh"), mp.asinh),
    **dict.fromkeys(("acosh", "arccosh", "arcosh", "argcosh"), mp.acosh),
    **dict.fromkeys(("atanh", "arctanh", "artanh", "argtanh"), mp.atanh),
    **dict.fromkeys(("acoth", "arccoth", "arcoth"), mp.acoth),
    **dict.fromkeys(("asech", "arcsech", "arsech"), mp.asech),
    **dict.fromkeys(("acsch", "arccsch", "arcsch"), mp.acsch),
    **dict.fromkeys(("square", "sq"), lambda a: a * a),
    "cube": lambda a: a * a * a,
    "cbrt": lambda a: mp.sign(a) * mp.root(abs(a), 3),
    **dict.fromkeys(("pow", "power"), lambda a, b: a**b),
    "hypot": mp.hypot,
    "exp2": lambda a: mp.power(2, a),
    "exp10": lambda a: mp.power(10, a),
    "expm1": mp.expm1,
    "log1p": mp.log1p,
    "lg": mp.log10,
    **dict.fromkeys(("lb", "ld"), lambda a: mp.log(a, 2)),
    "logaddexp": lambda a, b: mp.log(mp.exp(a) + mp.exp(b)),
    **dict.fromkeys(("sgn", "signum"), mp.sign),
    **dict.fromkeys(("fabs", "absolute", "modulus"), abs),
    **dict.fromkeys(("logistic", "expit", "sigm"), lambda a: 1 / (1 + mp.exp(-a))),
    "logit": lambda a: mp.log(a / (1 - a)),
    "logsigmoid": lambda a: mp.log(1 / (1 + mp.exp(-a))),
    **dict.fromkeys(("silu", "swish"), lambda a: a / (1 + mp.exp(-a))),
    "softsign": lambda a: a / (1 + abs(a)),
    "mish": lambda a: a * mp.tanh(mp.log(1 + mp.exp(a))),
    "relu6": lambda a: min(max(a, mp.mpf(0)), mp.mpf(6)),
    "hardtanh": lambda a: max(mp.mpf(-1), min(mp.mpf(1), a)),
    **dict.fromkeys(("maximum", "fmax"), max),
    **dict.fromkeys(("minimum", "fmin"), min),
    **dict.fromkeys(("deg2rad", "radians"), mp.radians),
    **dict.fromkeys(("rad2deg", "degrees"), mp.degrees),
    **dict.fromkeys(("sub", "subtract"), lambda a, b: a - b),
    **dict.fromkeys(("mul", "multiply"), lambda a, b: a * b),
    **dict.fromkeys(("div", "divide"), lambda a, b: a / b),
    **dict.fromkeys(("neg", "negative"), lambda a: -a),
    "reciprocal": lambda a: 1 / a,
    "sine": mp.sin,
    "cosine": mp.cos,
    "tangent": mp.tan,
    "loge": mp.log,
    "haversin": lambda a: mp.sin(a / 2) ** 2,
    "versin": lambda a: 2 * mp.sin(a / 2) ** 2,
}
LISTS: dict[str, Callable[[list[Any]], Any]] = {
    **dict.fromkeys(("logsumexp", "lse"), lambda a: mp.log(sum(map(mp.exp, a)))),
    **dict.fromkeys(("prod", "product"), lambda a: mp.fprod(a)),
    **dict.fromkeys(("average", "avg"), lambda a: mp.fsum(a) / len(a)),
    **dict.fromkeys(("total", "add", "plus"), mp.fsum),
    **dict.fromkeys(("amax", "nanmax"), max),
    **dict.fromkeys(("amin", "nanmin"), min),
    **dict.fromkeys(("magnitude", "norm2"), lambda a: mp.norm(mp.matrix(a))),
    "sumsq": lambda a: mp.fsum(b * b for b in a),
    "norm1": lambda a: mp.fsum(map(abs, a)),
    "rms": lambda a: mp.sqrt(mp.fsum(b * b for b in a) / len(a)),
}


def readings(text: str) -> tuple[str, ...]:
    """What the refusal of a text offers, which is never nothing here."""
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.readings, f"{text}: {caught.value.message} {caught.value.hint}"
    return caught.value.readings


def value(text: str, x: float, y: float) -> float:
    """Of the first output, by the tree; that JAX agrees with it is tested for all trees."""
    body = parse(text).body
    found = constant_value(_at(body.items[0] if isinstance(body, Items) else body, (x, y)))
    assert found is not None
    return found


def _at(node: Node, point: tuple[float, ...]) -> Node:
    """A tree with numbers for its inputs."""
    match node:
        case Input(index):
            number = Number(abs(point[index]))
            return number if point[index] >= 0 else Negative(number)
        case Negative(of):
            return Negative(_at(of, point))
        case Binary(sign, left, right):
            return Binary(sign, _at(left, point), _at(right, point))
        case Call(name, arguments):
            return Call(name, tuple(_at(argument, point) for argument in arguments))
        case Items(items):
            return Items(tuple(_at(item, point) for item in items))
        case _:
            return node


def means(text: str, meaning: Meaning) -> bool:
    """Whether a text is a function, wherever it is real; that it is somewhere is held, too."""
    compared = 0
    for x, y in POINTS:
        try:
            with mp.workdps(60):
                expected = mp.mpmathify(meaning(mp.mpf(x), mp.mpf(y)))
        except (ZeroDivisionError, ValueError):
            continue
        found = value(text, x, y)
        if mp.im(expected) != 0 or not mp.isfinite(expected) or np.isnan(found):
            continue
        compared += 1
        if not abs(found - float(expected)) <= 1e-12 * max(1, abs(float(expected))):
            return False
    assert compared
    return True


def is_understood(text: str, meaning: Meaning) -> None:
    offered = readings(text)
    assert any(means(reading, meaning) for reading in offered), (text, offered)
    if len(offered) == 1:
        hint = refusal(text).hint
        assert " ".join(offered[0].split()) in hint


def refusal(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    return caught.value


def in_context(core: str, meaning: Meaning, around: str) -> tuple[str, Meaning]:
    outer = AROUND[around]
    return around.format(core), lambda x, y: outer(meaning(x, y), x, y)


contexts = pytest.mark.parametrize("around", AROUND)


@contexts
@pytest.mark.parametrize("name", KNOWN)
def test_a_function_without_parentheses_is_applied_to_what_follows(name: str, around: str) -> None:
    f = KNOWN[name]
    for typed, inside in ARGUMENTS.items():
        text, meaning = in_context(f"{name} {typed}", lambda x, y, g=inside: f(g(x, y)), around)
        is_understood(text, meaning)


@contexts
@pytest.mark.parametrize("name", [name for name in KNOWN if name not in ("abs", "sign")])
@pytest.mark.parametrize(
    "typed", ["{}^2({})", "{}^2 {}", "{}²({})", "{}² {}", "{}^3({})", "{}³({})"]
)
def test_a_power_behind_the_name_is_that_of_the_value(name: str, typed: str, around: str) -> None:
    power = 3 if "3" in typed or "³" in typed else 2
    text, meaning = in_context(
        typed.format(name, "2x"), lambda x, y: KNOWN[name](2 * x) ** power, around
    )
    is_understood(text, meaning)


@contexts
@pytest.mark.parametrize("name", INVERSES)
@pytest.mark.parametrize("typed", ["{}^-1({})", "{}^(-1)({})", "{}⁻¹({})", "{}^−1 {}"])
def test_the_power_minus_one_of_a_function_is_its_inverse(
    name: str, typed: str, around: str
) -> None:
    text, meaning = in_context(typed.format(name, "x"), lambda x, y: INVERSES[name](x), around)
    is_understood(text, meaning)


def test_every_inverse_is_checked() -> None:
    assert set(POWERS) == set(INVERSES)


RAISED = {"²": 2, "³": 3, "⁴": 4, "⁻¹": -1, "¹⁰": 10, "⁻²": -2}


@pytest.mark.parametrize("power", RAISED)
def test_a_raised_number_is_the_power_of_what_stands_before_it(power: str) -> None:
    k = RAISED[power]
    bases: dict[str, Meaning] = {
        "x": lambda x, y: x**k,
        "2x": lambda x, y: 2 * x**k,
        "(x + 1)": lambda x, y: (x + 1) ** k,
        "|x|": lambda x, y: abs(x) ** k,
        "sin(x)": lambda x, y: mp.sin(x) ** k,
        "y + exp(2x)": lambda x, y: y + mp.exp(2 * x) ** k,
    }
    for base, meaning in bases.items():
        is_understood(f"{base}{power}", meaning)
        is_understood(f"{base}{power} y", lambda x, y, g=meaning, b=base: mixed(b, g, x, y))
        is_understood(f"{base}{power}/y", lambda x, y, g=meaning, b=base: divided(b, g, x, y))


def mixed(base: str, meaning: Meaning, x: Any, y: Any) -> Any:
    """The last term times y."""
    return (meaning(x, y) - y) * y + y if base.startswith("y +") else meaning(x, y) * y


def divided(base: str, meaning: Meaning, x: Any, y: Any) -> Any:
    return (meaning(x, y) - y) / y + y if base.startswith("y +") else meaning(x, y) / y


@contexts
@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_name_of_other_programs_is_written_out(name: str, around: str) -> None:
    f = ELSEWHERE[name]
    if "{1}" in OF_NUMBERS[name]:
        arguments: dict[str, Callable[[Any, Any], tuple[Any, ...]]] = {
            "(x + 2, y)": lambda x, y: (x + 2, y),
            "(x^2, 3)": lambda x, y: (x**2, mp.mpf(3)),
        }
    else:
        arguments = {
            "(x)": lambda x, y: (x,),
            "(x + 1)": lambda x, y: (x + 1,),
            "(x y)": lambda x, y: (x * y,),
            " x": lambda x, y: (x,),
            " x^2": lambda x, y: (x**2,),
        }
    for typed, inside in arguments.items():
        text, meaning = in_context(f"{name}{typed}", lambda x, y, g=inside: f(*g(x, y)), around)
        is_understood(text, meaning)


def test_every_name_of_other_programs_is_checked() -> None:
    told = {name for name, written in OF_NUMBERS.items() if "{" in written}
    assert told == set(ELSEWHERE)
    assert set(OF_LISTS) == set(LISTS)


@contexts
@pytest.mark.parametrize("name", LISTS)
def test_a_function_of_lists_of_other_programs_is_written_out(name: str, around: str) -> None:
    for typed in ("([x, y + 1])", "(x, y + 1)"):
        text, meaning = in_context(name + typed, lambda x, y: LISTS[name]([x, y + 1]), around)
        is_understood(text, meaning)


@contexts
@pytest.mark.parametrize(
    "typed", ["log2(x)", "log_2(x)", "log_{2} x", "log₂(x)", r"\log_2(x)", "log2 x"]
)
def test_a_logarithm_to_some_base_is_a_quotient(typed: str, around: str) -> None:
    text, meaning = in_context(typed, lambda x, y: mp.log(x, 2), around)
    is_understood(text, meaning)


OTHERS: list[tuple[str, Meaning]] = [
    ("sinx + y", lambda x, y: mp.sin(x) + y),
    ("sin2x + y", lambda x, y: mp.sin(2 * x) + y),
    ("expx y", lambda x, y: mp.exp(x) * y),
    ("xsin(y)", lambda x, y: x * mp.sin(y)),
    ("xy", lambda x, y: x * y),
    ("2xy^2", lambda x, y: 2 * x * y**2),
    ("1/xy", lambda x, y: 1 / (x * y)),
    ("1/xy", lambda x, y: y / x),
    ("sin x cos y", lambda x, y: mp.sin(x) * mp.cos(y)),
    ("sin cos x", lambda x, y: mp.sin(mp.cos(x))),
    ("sin x/2", lambda x, y: mp.sin(x) / 2),
    ("sin x/2", lambda x, y: mp.sin(x / 2)),
    ("exp -x^2", lambda x, y: mp.exp(-(x**2))),
    ("sin[x]", lambda x, y: mp.sin(x)),
    ("norm [x, y]", lambda x, y: mp.hypot(x, y)),
    ("sum(x, y)", lambda x, y: x + y),
    ("max(x, y, 1)", lambda x, y: max(x, y, mp.mpf(1))),
    ("sin([2x, y])", lambda x, y: mp.sin(2 * x)),
    ("Sin(x)", lambda x, y: mp.sin(x)),
    ("2 PI x", lambda x, y: 2 * mp.pi * x),
    ("x^2y", lambda x, y: x**2 * y),
    ("x^2y", lambda x, y: x ** (2 * y)),
    ("1/2x", lambda x, y: x / 2),
    ("1/2x", lambda x, y: 1 / (2 * x)),
    ("x 2", lambda x, y: 2 * x),
    ("1 000x", lambda x, y: 1000 * x),
    ("|x|y", lambda x, y: abs(x) * y),
    ("(x + y", lambda x, y: x + y),
    ("x + y)", lambda x, y: x + y),
    ("x, y", lambda x, y: x),
    ("(2x, y)", lambda x, y: 2 * x),
    ("y^2", lambda x, y: y**2),
    ("f(x, y) = x*y", lambda x, y: x * y),
    ("z = x y", lambda x, y: x * y),
    ("x.^2 + y", lambda x, y: x**2 + y),
    ("x.*y", lambda x, y: x * y),
    ("[2x; y]", lambda x, y: 2 * x),
    ("2x; y", lambda x, y: 2 * x),
    ("[0,5x; y]", lambda x, y: x / 2),
    ("x_1 + 3x_2", lambda x, y: x + 3 * y),
    (r"\sin(x)\cdot y", lambda x, y: mp.sin(x) * y),
    (r"\frac{x}{x+y^{2}}", lambda x, y: x / (x + y**2)),
    (r"\sqrt{x^{2}+1}", lambda x, y: mp.sqrt(x**2 + 1)),
    (r"\sqrt[3]{x} + y", lambda x, y: mp.sign(x) * abs(x) ** (mp.mpf(1) / 3) + y),
    (r"\sqrt[4]{x} y", lambda x, y: mp.sqrt(mp.sqrt(x)) * y),
    (r"\sqrt x y", lambda x, y: mp.sqrt(x) * y),
    (r"\sqrt2x + y", lambda x, y: mp.sqrt(2) * x + y),
    (r"\frac12x", lambda x, y: x / 2),
    ("x^{2}", lambda x, y: x**2),
    ("log_e(x) y", lambda x, y: mp.log(x) * y),
    ("log(2, x)", lambda x, y: mp.log(2) / mp.log(x)),
    ("sqrt|x|y", lambda x, y: mp.sqrt(abs(x)) * y),
    ("sqrt|x|y", lambda x, y: mp.sqrt(abs(x) * y)),
    ("{2x, y}", lambda x, y: 2 * x),
    ("√x", lambda x, y: mp.sqrt(x)),
    ("√(x + 1) y", lambda x, y: mp.sqrt(x + 1) * y),
    ("√2x", lambda x, y: mp.sqrt(2 * x)),
    ("√2x", lambda x, y: mp.sqrt(2) * x),
    ("½x", lambda x, y: x / 2),
    ("5%*x", lambda x, y: x / 20),
    ("sin(30°) x", lambda x, y: x / 2),
    ("sec^2(x)", lambda x, y: mp.sec(x) ** 2),
    ("csc² x + y", lambda x, y: mp.csc(x) ** 2 + y),
    ("2cot^2 (x y)", lambda x, y: 2 * mp.cot(x * y) ** 2),
    ("sec^-1(x)", lambda x, y: mp.asec(x)),
    ("max x, y", lambda x, y: max(x, y)),
    ("atan2 y, x", lambda x, y: mp.atan2(y, x)),
    ("sum x, 2y", lambda x, y: x + 2 * y),
    ("log(x, 2) y", lambda x, y: mp.log(x, 2) * y),
    ("1/log(2, x)", lambda x, y: 1 / mp.log(x, 2)),
    ("atan(y, x)", lambda x, y: mp.atan2(y, x)),
    ("1,000x", lambda x, y: 1000 * x),
    ("1,000,000x", lambda x, y: 1000000 * x),
    ("[1,000x, y]", lambda x, y: 1000 * x),
    ("[1,000x, y]", lambda x, y: x),
    ("1.000,5x", lambda x, y: 1000.5 * x),
    ("min(2x; y)", lambda x, y: min(2 * x, y)),
    ("np.sin(x) + math.exp(y)", lambda x, y: mp.sin(x) + mp.exp(y)),
    ("x[0]^2 + x[1]", lambda x, y: x**2 + y),
    ("x[1]^2 + x[2]", lambda x, y: x**2 + y),
    ("0,5x", lambda x, y: x / 2),
    ("sin(0,5x)", lambda x, y: mp.sin(x / 2)),
    ("max(0,5x, y)", lambda x, y: max(x / 2, y)),
    ("[0,5x, y]", lambda x, y: x / 2),
    ("[0,5x, y]", lambda x, y: mp.mpf(0)),
    ("[1,5x, 0,5y]", lambda x, y: 1.5 * x),
    ("[0,5x, sin 2y]", lambda x, y: x / 2),
    ("[0,5x, sin 2y]", lambda x, y: mp.mpf(0)),
    ("\uff58 + 1", lambda x, y: x + 1),
    ("x \uff0b 1", lambda x, y: x + 1),
]


@pytest.mark.parametrize(("text", "meaning"), OTHERS, ids=range(len(OTHERS)))
def test_other_ways_to_write_are_understood(text: str, meaning: Meaning) -> None:
    is_understood(text, meaning)


SIGNS: dict[str, Meaning] = {
    **dict.fromkeys("−–—‒―‐‑", lambda a, b: a - b),
    **dict.fromkeys("·×⋅∙•∗", lambda a, b: a * b),
    **dict.fromkeys("÷∕⁄", lambda a, b: a / b),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_are_read_as_the_operators_that_they_look_like(sign: str) -> None:
    for text in (f"x{sign}y", f"x {sign} y"):
        assert means(text, SIGNS[sign])
    if sign in "−–—‒―‐‑":
        assert means(f"{sign}x", lambda x, y: -x)
        assert means(f"2e{sign}3x", lambda x, y: x * mp.mpf("0.002"))


@pytest.mark.parametrize("name", sorted(NOWHERE))
def test_a_name_that_means_something_else_is_taken_for_nothing_here(name: str) -> None:
    for text in (f"{name}(x)", f"{name}(x, y)", f"{name} x"):
        error = refusal(text)
        assert not error.readings
        assert not any(known in error.hint for known in FUNCTIONS)


@pytest.mark.parametrize(
    "typed",
    [
        *("expi(x)", "expn(x)", "exprel(x)", "si(x)", "shi(x)", "cosm1(x)", "sinm(x)", "logm(x)"),
        *("sinhc(x)", "tanc(x)", "cov([x, y])", "mag([x, y])", "long(x)", "eps(x)", "sums(x, y)"),
        *("spacing(x)", "signbit(x)", "choose(x)", "return x^2", "expe(x)", "tane(x)"),
    ],
)
def test_a_name_that_is_no_slip_is_not_replaced(typed: str) -> None:
    assert not refusal(typed).readings


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *(("sen(x)", "sin"), ("coss(x)", "cos"), ("sqt(x)", "sqrt"), ("softmx([x])", "softmax")),
        *(
            ("exo(x)", "exp"),
            ("tahn(x)", "tan or tanh"),
            ("sgin(x)", "sign or sin"),
            ("sigmiod(x)", "sigmoid"),
        ),
    ],
)
def test_a_slip_is_told(typed: str, name: str) -> None:
    assert f"Did you mean {name}?" in refusal(typed).hint


@pytest.mark.parametrize("typed", ["x\u2074", "z\u00b2", "sin\u00b2x"])
def test_a_raised_number_is_never_taken_for_a_plain_one(typed: str) -> None:
    assert "plain character" not in refusal(typed).message


# Whatever is typed ------------------------------------------------------------------------------


def followed(text: str) -> None:
    """Every reading is accepted, and so is every text that the hint names."""
    try:
        parse(text)
    except ExpressionError as error:
        for reading in error.readings:
            parse(reading)
        for written in re.findall(r"Write (.+?)\.$", error.hint):
            for one in written.split(" or "):
                parse(one)


@pytest.mark.parametrize("text", [mistake[0] for mistake in MISTAKES])
def test_the_hint_of_a_mistake_can_be_followed(text: str) -> None:
    followed(text)


def test_the_hints_of_heaps_of_pieces_can_be_followed() -> None:
    rng = np.random.default_rng(0)
    others = ["²", "⁻¹", ",", "0,5", "csc", "√", "log2", "_", "=", "sin", "cot(", "½", ";"]
    for length, _ in itertools.product(range(2, 9), range(250)):
        followed("".join(rng.choice([*PIECES, *others], length)))


def test_the_canonical_form_of_what_is_asked_about_is_read_without_a_question() -> None:
    for text in ("[0, 5x, y]", "[x + 1, 2x]", "norm([3, 4])*x", "[x^2,3y]", "[1,2,3x]"):
        program = parse(text)
        assert parse(canonical(program)) == program
