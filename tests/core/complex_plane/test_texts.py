"""A function of z as it was typed: principal values, canonical texts, and hints to follow."""

import cmath
import math
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jax.numpy as jnp
import mpmath as mp
import numpy as np
import pytest
import sympy
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from explainers.core import complex_plane as core
from explainers.core.complex_plane.parser import canonical, parse
from explainers.core.expression import ExpressionError
from explainers.core.rounding import bounded
from explainers.core.tape import replayed

pytestmark = pytest.mark.share(5)

NAMES = {
    **{name: getattr(sympy, name) for name in ("exp", "log", "sqrt", "sin", "cos", "sinh", "cosh")},
    "conj": sympy.conjugate,
    "abs": sympy.Abs,
    "re": sympy.re,
    "im": sympy.im,
    "i": sympy.I,
    "pi": sympy.pi,
    "e": sympy.E,
}


def exactly(text: str, z: Any = 0) -> complex:
    """Value by SymPy, which takes −1 for what is −1, and the principal branch."""
    written = text.replace("^", "**")
    sympify: Any = sympy.sympify
    number = sympify(written, {**NAMES, "z": z}, rational=True)
    return complex(sympy.N(sympy.nsimplify(number), 30))


def shown(text: str, z: complex, place: Path) -> list[complex]:
    """What the page, its figure, JAX's complex numbers and the program make of a text at z."""
    plan = core.typed(text)
    at = (z.real, z.imag)
    page = core.settled(plan.map, plan.complex_map, at, (0.6, 0.3)).numbers.value
    figure = replayed(plan.tape, np.array([at])).values[0]
    program = place / "program.py"
    program.write_text(f"import jax.numpy as jnp\n\n\n{plan.sources.jax}\n", encoding="utf-8")
    f = runpy.run_path(str(program))["f"]
    given_ = jnp.asarray(z, dtype=complex)
    found = [complex(*map(float, page)), complex(*figure.tolist())]
    return [*found, complex(plan.complex_map(given_)), complex(f(given_))]


CONSTANTS = [
    *("sqrt(-1)", "sqrt(1/(-1))", "sqrt((-1)/1)", "sqrt(-1/1)", "sqrt(0-1)", "sqrt(-(1))"),
    *("sqrt(--(-1))", "sqrt(conj(-1))", "sqrt(-conj(1))", "sqrt(i^2)", "sqrt(i*i)", "sqrt(1/i^2)"),
    *("sqrt((-i)^2)", "sqrt(i^6)", "sqrt(i^-2)", "sqrt(-4)^3", "sqrt(-4)^-1", "sqrt(2*(-3))"),
    *("sqrt((-3)*2)", "sqrt(-1*(1+0*i))", "sqrt((1-2)*(1-0*i))", "sqrt(conj(i)^2)"),
    *("log(-1)", "log(1/(-1))", "log(-e)", "log(i^2)", "log((-1)^3)", "log((-1)^-3)", "log(-i)"),
    *("log(conj(-2))", "log(-abs(3+4i))", "log(re(-1+0*i))", "log(im(-i))", "log(-1)^2"),
    *(
        "sqrt(e^(-i*pi))",
        "sqrt(exp(-i*pi))",
        "sqrt(exp(i*pi))",
        "log(exp(-i*pi))",
        "log(e^(3i*pi))",
    ),
    *("sqrt(cos(pi))", "sqrt(-cos(0))", "log(sin(-pi/2))", "sqrt(cosh(i*pi))", "sqrt(cosh(-i*pi))"),
    *("sqrt((1-i*sqrt(3))^3)", "sqrt((1+i*sqrt(3))^3)", "log((1-i)^4)", "sqrt((1-i)^4)"),
    *("sqrt(exp(log(-1)))", "sqrt(exp(-log(-1)))", "sqrt(sqrt(-1)^2)", "sqrt(1/sqrt(-1)^2)"),
    *("-i*log(2i+sqrt(1-2^2))", "-i*log(-2i+sqrt(1-(-2)^2))", "log(2+sqrt(2+1)*sqrt(2-1))"),
    *("log(-2+sqrt(-2+1)*sqrt(-2-1))", "(log(1+2)-log(1-2))/2", "i/2*(log(1-i*2i)-log(1+i*2i))"),
    *("exp(0.5*log(-1))", "exp(log(-8)/3)", "sqrt(1/(-4))+log(1/(-4))", "sqrt(sqrt(-4)*sqrt(-4))"),
]


@pytest.mark.parametrize("text", CONSTANTS)
def test_a_constant_has_its_principal_value(text: str, tmp_path: Path) -> None:
    expected = exactly(text.replace("2i", "2*i").replace("3i", "3*i").replace("4i", "4*i"))
    z = 1 + 2j
    for found in shown(f"{text} + z", z, tmp_path):
        assert found == pytest.approx(expected + z, rel=1e-14, abs=1e-14)
    for found in shown(f"({text})*z", z, tmp_path):
        assert found == pytest.approx(expected * z, rel=1e-14, abs=1e-14)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sqrt(-1-1e-20*i)", -1j),
        ("sqrt(-1+1e-20*i)", 1j),
        ("log(-1-1e-20*i)", -1j * cmath.pi),
        ("log(-1+1e-20*i)", 1j * cmath.pi),
        ("log(-4-1e-9*i)", cmath.log(-4 - 1e-9j)),
    ],
)
def test_a_constant_that_is_truly_beside_the_cut_stays_there(
    text: str, value: complex, tmp_path: Path
) -> None:
    for found in shown(f"{text} + z", 0j, tmp_path):
        assert found == pytest.approx(value, abs=1e-14)


def test_what_is_only_rounding_in_a_constant_is_zero() -> None:
    assert core.typed("e^(i*pi)*z").sources.jax.endswith("return (-1) * z")
    with pytest.raises(ExpressionError, match="divides by 0"):
        core.typed("z/(e^(i*pi) + 1)")


ON_CUTS = [
    ("sqrt(-z)", 1 + 0j),
    ("sqrt(-z)", 4 + 0j),
    ("sqrt(z)", complex(-4, -0.0)),
    ("sqrt(z)", -4 + 0j),
    ("log(-z)", 1 + 0j),
    ("log(z)", complex(-1, -0.0)),
    ("log(1/z)", -1 + 0j),
    ("log(1/z)", -2 + 0j),
    ("sqrt(1/z)", -4 + 0j),
    ("sqrt(conj(z))", -4 + 0j),
    ("log(conj(z))", -1 + 0j),
    ("sqrt(z^2-1)", -0.5 + 0j),
    ("sqrt(z^2-1)", 0.5 + 0j),
    ("sqrt(1-z^2)", -2 + 0j),
    ("sqrt(1-z^2)", 2 + 0j),
    ("log(z^3)", -1 + 0j),
    ("sqrt(z^3)", -1 + 0j),
    ("sqrt(z^-3)", -1 + 0j),
    ("sqrt(-z^2)", 1 + 0j),
    ("sqrt(-z^2)", -1 + 0j),
    ("sqrt(z*(-1))", 1 + 0j),
    ("sqrt(-1*z)", 1 + 0j),
    ("sqrt(z/(-1))", 1 + 0j),
    ("sqrt(z*conj(z)-2)", 1 + 0j),
    ("sqrt(-conj(z))", 1 + 0j),
    ("sqrt(-re(z))", 1 + 1j),
    ("sqrt(-im(z))", 1 + 1j),
    ("sqrt(-abs(z))", 3 + 4j),
    ("sqrt(i*z)", 1j),
    ("sqrt(-i*z)", -1j),
    ("log(-exp(z))", 0j),
    ("sqrt(-cosh(z))", 0j),
    ("sqrt(-z)+log(-z)", 1 + 0j),
    ("sqrt(2-z)", 3 + 0j),
    ("sqrt(z-2)", 1 + 0j),
    ("sqrt(sqrt(-z)^2)", 1 + 0j),
]


@pytest.mark.parametrize(("text", "z"), ON_CUTS)
def test_on_a_branch_cut_a_function_has_its_principal_value(
    text: str, z: complex, tmp_path: Path
) -> None:
    at = sympy.Rational(str(z.real)) + sympy.I * sympy.Rational(str(z.imag))
    expected = exactly(text, at)
    found = shown(text, z, tmp_path)
    if math.copysign(1, z.imag) < 0:
        found.pop()  # the page writes no −0.0 into a program
    assert found == [pytest.approx(expected, rel=1e-14, abs=1e-14)] * len(found)


@pytest.mark.parametrize("text", ["sqrt(z)", "log(z)", "sqrt(z^2+1)", "log(-z)*sqrt(conj(z))"])
def test_beside_a_cut_and_far_from_it_nothing_has_changed(text: str, tmp_path: Path) -> None:
    f = {
        "sqrt(z)": cmath.sqrt,
        "log(z)": cmath.log,
        "sqrt(z^2+1)": lambda z: cmath.sqrt(z * z + 1),
        "log(-z)*sqrt(conj(z))": lambda z: cmath.log(-z) * cmath.sqrt(z.conjugate()),
    }[text]
    for z in (1 + 2j, -1 + 1e-9j, -1 - 1e-9j, -1e-9j + 3, 4 + 1e-200j, -4 - 1e-200j, 0.5 - 3j):
        for found in shown(text, z, tmp_path):
            assert found == pytest.approx(f(z), rel=1e-12)


@pytest.mark.parametrize("text", ["sqrt(z)", "log(z)"])
def test_the_jacobian_on_the_positive_axis_is_whole(text: str) -> None:
    plan = core.typed(text)
    found = core.settled(plan.map, plan.complex_map, (4.0, 0.0), (1.0, 0.0))
    np.testing.assert_allclose(found.numbers.jacobian, 0.25 * np.eye(2), atol=1e-15)
    assert complex(core.derivative(plan.complex_map, jnp.asarray(4 + 0j))) == pytest.approx(0.25)


@pytest.mark.parametrize("text", ["sqrt(z)", "log(z)", "sqrt(z)*log(z)"])
def test_only_the_cut_is_a_tie(text: str) -> None:
    points = np.array([(4.0, 0.0), (1e-3, 0.0), (0.0, 1.0), (0.0, -1.0), (-4.0, 1e-9), (-4.0, 0.0)])
    ties = bounded(core.typed(text).tape, points).ties
    assert ties.tolist() == [False, False, False, False, False, True]


# Canonical texts --------------------------------------------------------------------------------

PIECES = [
    *("z", "x", "y", "i", "2", "0.5", "pi", "e", "z", "x", "3", "(", ")", "|", "|"),
    *("+", "-", "*", "/", "^", "^2", "^-1", " ", "e^", "-", "sin(", "sqrt(", "log(", "abs(", "re("),
]
LIMITS = [
    "------------x",
    "-----------x",
    "------------z",
    "((((((((((((x))))))))))))",
    "(((((((((((x)))))))))))",
    "e^-e^-e^-e^-e^-e^-x",
    "|".join(["", *(["x"] * 1), ""]),
    "+".join(["x"] * 20),
    "+".join(["x"] * 13),
    "+".join(["|x|"] * 10),
    "+".join(["|z|"] * 13),
    "-".join(["z"] * 20),
    "sin(cos(exp(sinh(cosh(sin(cos(exp(sin(cos(exp(x)))))))))))",
    "sin(" * 12 + "x" + ")" * 12,
    "sin(" * 11 + "x" + ")" * 11,
    "x^2+y^2-2i*x*y+|x+i*y|^2",
    "1e5x+0.00001y+123456.789z",
]


def is_its_own_reading(text: str) -> None:
    """What is accepted is accepted in its canonical form, as the same function."""
    try:
        node = parse(text)
    except ExpressionError:
        return
    short = canonical(node)
    assert parse(short) == node
    assert canonical(parse(short)) == short
    assert core.linked(f"={short}") == f"={short}"


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
@example("------------x")
def test_the_canonical_form_of_any_text_is_accepted_and_means_the_same(text: str) -> None:
    is_its_own_reading(text)


@settings(max_examples=300)
@given(
    st.integers(0, 14),
    st.sampled_from(["-", "(", "|", "sin(", "e^", "e^-", "1/(", "2^", "-("]),
    st.sampled_from(["x", "z", "|z|", "y", "x+y"]),
    st.integers(1, 12),
)
def test_the_canonical_form_is_accepted_at_every_limit(
    depth: int, nested: str, inside: str, terms: int
) -> None:
    closed = {"(": ")", "|": "|"}.get(nested[-1], "")
    text = nested * depth + inside + closed * depth
    is_its_own_reading("+".join([text] * terms))


@pytest.mark.parametrize("text", LIMITS)
def test_the_canonical_form_is_accepted_near_the_limits(text: str) -> None:
    is_its_own_reading(text)
    plan = made(text)
    assert plan is None or core.typed(plan.text) is plan


def made(text: str) -> core.Plan | None:
    """The function of a text; None if it is refused, at a place in it."""
    try:
        return core.typed(text)
    except ExpressionError as refused:
        place = (refused.start, refused.end)
    assert 0 <= place[0] <= place[1] <= len(text)
    return None


# Hints ------------------------------------------------------------------------------------------

Z = (0.3 + 0.4j, -0.7 + 0.2j, 1.3 - 0.8j)
UNDERSTOOD: list[tuple[str, Callable[[Any], Any]]] = [
    ("z²", lambda z: z**2),
    ("z⁴ + 1", lambda z: z**4 + 1),
    ("2z² i", lambda z: 2 * z**2 * 1j),
    ("(z + 1)⁻¹", lambda z: 1 / (z + 1)),
    ("sin²(z)", lambda z: mp.sin(z) ** 2),
    ("|z|²", lambda z: abs(z) ** 2),
    ("sin 2z", lambda z: mp.sin(2 * z)),
    ("exp -z", lambda z: mp.exp(-z)),
    ("exp iz", lambda z: mp.exp(1j * z)),
    ("iz", lambda z: 1j * z),
    ("2j z", lambda z: 2j * z),
    ("z^0.5", mp.sqrt),
    ("z^(1/3)", lambda z: mp.power(z, mp.mpf(1) / 3)),
    ("2^z", lambda z: mp.power(2, z)),
    ("z^z", lambda z: mp.power(z, z)),
    ("z^-i", lambda z: mp.power(z, -1j)),
    ("log2(z)", lambda z: mp.log(z) / mp.log(2)),
    ("log_10(z)", lambda z: mp.log(z) / mp.log(10)),
    ("sin^-1(z)", mp.asin),
    ("cos⁻¹(z)", mp.acos),
    ("sinh^-1(z)", mp.asinh),
    ("cosh^-1(z)", mp.acosh),
    ("exp^-1(z)", mp.log),
    ("tan(z)", mp.tan),
    ("z*tan(z)^2", lambda z: z * mp.tan(z) ** 2),
    ("1/tanh z", mp.coth),
    ("cot(z)", mp.cot),
    ("coth(z)", mp.coth),
    ("sec(z)", mp.sec),
    ("csc z", mp.csc),
    ("cosec(z)", mp.csc),
    ("sech(z)", mp.sech),
    ("csch(z)", mp.csch),
    *((name, mp.asin) for name in ("asin(z)", "arcsin(z)")),
    *((name, mp.acos) for name in ("acos(z)", "arccos z")),
    *((name, mp.atan) for name in ("atan(z)", "arctan(z)")),
    *((name, mp.asinh) for name in ("asinh(z)", "arcsinh(z)", "arsinh(z)")),
    *((name, mp.acosh) for name in ("acosh(z)", "arccosh(z)", "arcosh(z)")),
    *((name, mp.atanh) for name in ("atanh(z)", "arctanh(z)", "artanh(z)")),
    *((f"{name}(z)", lambda z: z.real) for name in ("real", "realpart")),
    *((f"{name}(z)", lambda z: z.imag) for name in ("imag", "impart", "imagpart")),
    *((f"{name}(z)", mp.arg) for name in ("arg", "angle", "phase")),
    *((f"{name}(z)", lambda z: z.conjugate()) for name in ("conjugate", "bar")),
    *((f"{name}(z)", abs) for name in ("modulus", "cabs", "fabs", "mod")),
    *((f"{name}(z)", lambda z: z * z) for name in ("square", "sq")),
    ("cube(z)", lambda z: z**3),
    ("tan^-1(z)", mp.atan),
    ("tanh⁻¹ z", mp.atanh),
    ("tan²(z)", lambda z: mp.tan(z) ** 2),
    ("z z\u0304", lambda z: z * z.conjugate()),
    ("(z + i)\u0305", lambda z: (z + 1j).conjugate()),
    ("pow(z, 3)", lambda z: z**3),
    ("power(z + 1, 2)", lambda z: (z + 1) ** 2),
    ("cis(z)", lambda z: mp.exp(1j * z)),
    ("expm1(z)", lambda z: mp.exp(z) - 1),
    ("log1p(z)", lambda z: mp.log(1 + z)),
    ("exp2(z)", lambda z: mp.power(2, z)),
    ("sgn(z)", lambda z: z / abs(z)),
    ("√z", mp.sqrt),
    ("Sin(z)", mp.sin),
    ("0,5z", lambda z: 0.5 * z),
    ("sin(0,5z)", lambda z: mp.sin(0.5 * z)),
    (r"\frac{z-1}{z+1}", lambda z: (z - 1) / (z + 1)),
    ("w = z^2", lambda z: z**2),
    ("(z + 1", lambda z: z + 1),
    ("1/2z", lambda z: z / 2),
    ("1/2z", lambda z: 1 / (2 * z)),
]


@pytest.mark.parametrize(("text", "meaning"), UNDERSTOOD, ids=range(len(UNDERSTOOD)))
def test_a_hint_on_the_complex_plane_keeps_the_meaning(
    text: str, meaning: Callable[[Any], Any]
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    offered = caught.value.readings
    assert offered, caught.value.hint
    plans = [core.typed(reading) for reading in offered]

    def agrees(plan: core.Plan) -> bool:
        return all(
            complex(plan.complex_map(jnp.asarray(z))) == pytest.approx(complex(meaning(z)))
            for z in Z
        )

    assert any(map(agrees, plans))
    if len(offered) == 1:
        assert " ".join(offered[0].split()) in caught.value.hint


@pytest.mark.parametrize("text", ["z – 1", "z−1", "2⋅z", "2∙z", "2•z", "2∗z", "z÷2"])
def test_signs_are_read_as_they_look(text: str) -> None:
    f = {"–": z_minus_one, "−": z_minus_one, "÷": lambda z: z / 2}
    expected = next((f[sign] for sign in f if sign in text), lambda z: 2 * z)
    for z in Z:
        assert complex(core.typed(text).complex_map(jnp.asarray(z))) == pytest.approx(expected(z))


def z_minus_one(z: complex) -> complex:
    return z - 1


# Where a reader begins --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "abs(z-1-2i)",
        "|z - (1+2i)|^2",
        "sqrt(z-2-2i)",
        "log(z-3-2i)",
        "1/(z-1-2i)",
        "sqrt(conj(z)-2+2i)",
        "log(z-1-2i)*z",
        "sqrt(im(z)-2)+z",
        "|re(z)-1|+z",
        "sqrt((z-1-2i)^2)",
    ],
)
def test_the_first_point_lies_on_no_tie_no_kink_and_no_cut(text: str) -> None:
    plan = core.typed(text)
    x = np.array(plan.z)
    at = replayed(plan.tape, x[None]).jacobians[0]
    assert np.isfinite(at).all()
    for direction in (*np.eye(2), np.ones(2), np.array([1.0, -1.0])):
        for h in (1e-7, -1e-7):
            there = replayed(plan.tape, (x + h * direction)[None])
            np.testing.assert_allclose(there.jacobians[0], at, rtol=1e-4, atol=1e-4)
            move = there.values[0] - replayed(plan.tape, x[None]).values[0]
            np.testing.assert_allclose(move / h, at @ direction, rtol=1e-3, atol=1e-3)


def test_where_nothing_speaks_against_it_a_reader_begins_at_the_usual_point() -> None:
    for text in ("z^3", "sqrt(z)", "abs(z)", "log(z)/conj(z)"):
        assert core.typed(text).z == core.Z
