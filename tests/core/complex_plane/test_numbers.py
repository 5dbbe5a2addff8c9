"""Functions of z: the same on pairs, on complex numbers and on a tape; derivative or refusal."""

import cmath
import math
from typing import Any

import jax.numpy as jnp
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from explainers.core import complex_plane as core
from explainers.core.complex_plane.parser import canonical, parse
from explainers.core.expression import ExpressionError
from explainers.core.tape import replayed

pytestmark = pytest.mark.share(4)

z_ = sympy.Symbol("z")

HOLOMORPHIC: dict[str, Any] = {
    "z^2": z_**2,
    "exp(z)": sympy.exp(z_),
    "1/z": 1 / z_,
    "(z^2-1)/(z^2+1)": (z_**2 - 1) / (z_**2 + 1),
    "sqrt(z^3-2i)": sympy.sqrt(z_**3 - 2 * sympy.I),
    "log(z)*sin(z)": sympy.log(z_) * sympy.sin(z_),
    "cos(z)-sinh(i z)+cosh(z/3)": sympy.cos(z_) - sympy.sinh(sympy.I * z_) + sympy.cosh(z_ / 3),
    "e^(pi*i)*z^-3": -(z_**-3),
}
OTHERS = {
    "conj(z)": lambda z: z.conjugate(),
    "z*conj(z)": lambda z: z * z.conjugate(),
    "|z|^2 - 2i*re(z)": lambda z: abs(z) ** 2 - 2j * z.real,
    "x^2 + i*y": lambda z: z.real**2 + 1j * z.imag,
    "im(z)*exp(conj(z))": lambda z: z.imag * cmath.exp(z.conjugate()),
}
POINTS = (1 + 2j, -0.7 + 0.4j, 0.3 - 1.1j, 3 + 4j)


def found(text: str, z: complex, dz: complex = 0.6 + 0.3j) -> core.Settled:
    plan = core.typed(text)
    return core.settled(plan.map, plan.complex_map, (z.real, z.imag), (dz.real, dz.imag))


def number(pair: Any) -> complex:
    return complex(float(pair[0]), float(pair[1]))


def oracle(text: str) -> Any:
    """The function in Python's own complex numbers."""
    return sympy.lambdify(z_, HOLOMORPHIC[text], "cmath") if text in HOLOMORPHIC else OTHERS[text]


@pytest.mark.parametrize("text", [*HOLOMORPHIC, *OTHERS])
@pytest.mark.share(99)
def test_values_and_jacobian_are_those_of_complex_arithmetic(text: str) -> None:
    f = oracle(text)
    h = 1e-6
    for z in POINTS:
        now = found(text, z).numbers
        assert number(now.value) == pytest.approx(f(z), rel=1e-13, abs=1e-13)
        across = (f(z + h) - f(z - h)) / (2 * h)
        up = (f(z + h * 1j) - f(z - h * 1j)) / (2 * h)
        expected = [[across.real, up.real], [across.imag, up.imag]]
        size = float(np.abs(expected).max())
        np.testing.assert_allclose(now.jacobian, expected, rtol=0, atol=1e-8 * max(1, size))


@pytest.mark.parametrize("text", [*HOLOMORPHIC, *OTHERS])
def test_pairs_complex_numbers_and_tape_are_one_function(text: str) -> None:
    plan = core.typed(text)
    points = np.array([[z.real, z.imag] for z in POINTS])
    played = replayed(plan.tape, points)
    for z, value, jacobian in zip(POINTS, played.values, played.jacobians, strict=True):
        assert complex(plan.complex_map(jnp.asarray(z))) == pytest.approx(number(value), rel=1e-12)
        np.testing.assert_allclose(
            jacobian, found(text, z).numbers.jacobian, rtol=1e-12, atol=1e-13
        )


@pytest.mark.parametrize("text", HOLOMORPHIC)
@pytest.mark.share(99)
def test_the_derivative_is_the_one_of_calculus(text: str) -> None:
    slope = sympy.lambdify(z_, sympy.diff(HOLOMORPHIC[text], z_), "cmath")
    plan = core.typed(text)
    for z in POINTS:
        assert complex(core.derivative(plan.complex_map, jnp.asarray(z))) == pytest.approx(
            slope(z), rel=1e-12
        )
        now = found(text, z)
        assert now.accepted
        for given_ in (now.numbers.linear, now.numbers.forward, now.numbers.reverse):
            assert number(given_) == pytest.approx(slope(z), rel=1e-12)


@pytest.mark.parametrize("text", OTHERS)
def test_other_functions_are_refused(text: str) -> None:
    plan = core.typed(text)
    for z in POINTS:
        assert not found(text, z).accepted
        with pytest.raises(ValueError, match="Cauchy–Riemann misses by"):
            core.derivative(plan.complex_map, jnp.asarray(z))


def test_the_meter_shows_the_numbers_of_the_text() -> None:
    at = 1 + 2j
    assert float(found("z^2", at).numbers.residual) == 0
    assert float(found("exp(z)", at).numbers.residual) == 0
    assert float(found("conj(z)", at).numbers.residual) == 2
    assert float(found("z*conj(z)", at).numbers.residual) == pytest.approx(2 * math.sqrt(5))


def test_holomorphic_true_is_taken_at_its_word() -> None:
    mirrored = found("conj(z)", 1 + 2j).numbers
    assert number(mirrored.forward) == number(mirrored.reverse) == 1
    size = found("z*conj(z)", 3 + 4j).numbers
    assert number(size.reverse) == 6 - 8j
    assert number(size.forward) == 6
    assert number(size.gradient) == 6 - 8j


@given(
    text=st.sampled_from([*HOLOMORPHIC, *OTHERS]),
    z=st.sampled_from(POINTS),
    dz=st.complex_numbers(max_magnitude=10),
)
@pytest.mark.whole
def test_a_step_is_turned_and_scaled_and_what_is_left_is_flipped(
    text: str, z: complex, dz: complex
) -> None:
    now = found(text, z, dz).numbers
    linear, rest = number(now.linear), number(now.rest)
    scale = (abs(linear) + abs(rest)) * max(1e-6, abs(dz))
    assert abs(number(now.push) - linear * dz - rest * dz.conjugate()) <= 1e-13 * scale
    assert float(now.residual) == pytest.approx(2 * abs(rest))
    # What the browser reads from J while a hand moves.
    (a, b), (c, _) = now.jacobian
    np.testing.assert_allclose(now.forward, [a, c], rtol=1e-12, atol=1e-13 * (abs(linear) + 1))
    np.testing.assert_allclose(now.reverse, [a, -b], rtol=1e-12, atol=1e-13 * (abs(linear) + 1))
    np.testing.assert_allclose(now.gradient, [a, -b], rtol=1e-12, atol=1e-13 * (abs(linear) + 1))


@pytest.mark.parametrize("text", [*HOLOMORPHIC, *OTHERS, "2i z", "-(z+1)^2", "z^-2", "ln(z)/|z|"])
def test_the_canonical_text_means_the_same(text: str) -> None:
    node = parse(text)
    assert parse(canonical(node)) == node
    assert core.typed(text) is core.typed(canonical(node))


@pytest.mark.parametrize(
    ("text", "start", "end", "says"),
    [
        ("", 0, 0, "Type a function of z"),
        ("3 + i", 0, 5, "no z"),
        ("z^0.5", 2, 5, "whole numbers"),
        ("z^z", 2, 3, "whole numbers"),
        ("z + tan(z)", 4, 7, "“tan”"),
        ("iz", 0, 2, "“iz”"),
        ("[z, 1]", 0, 1, "A list"),
        ("z, 1", 1, 2, "comma"),
        ("sin z", 0, 3, "parentheses"),
        ("sin()", 0, 5, "takes one number"),
        ("sin(z, 2)", 5, 6, "takes one number"),
        ("z + log(0)", 4, 10, "not finite"),
        ("z/0", 2, 3, "divides by 0"),
        ("(z", 0, 1, "not closed"),
        ("z)", 1, 2, "closes nothing"),
        ("z + __import__", 4, 5, "no place"),
        ("z" + "+z" * 25, 0, 51, "More than 40"),
        ("z" * 201, 200, 201, "201 characters"),
    ],
)
def test_what_is_no_function_is_refused_at_its_place(
    text: str, start: int, end: int, says: str
) -> None:
    with pytest.raises(ExpressionError, match=says) as refused:
        core.typed(text)
    assert (refused.value.start, refused.value.end) == (start, end)


@given(st.text(alphabet="zxyi012.^*/+-() |,conjexpsinlogab", max_size=30))
def test_any_text_is_a_function_or_refused(text: str) -> None:
    try:
        place = core.typed(text).window[2:]
    except ExpressionError as error:
        place = (error.start, error.end)
    assert all(0 <= number <= 1e6 for number in place)
    assert list(place) == sorted(place)


def test_a_square_root_of_minus_one_is_i() -> None:
    assert number(found("sqrt(-1) + z", 0j).numbers.value) == 1j
    assert "1.0j" in core.typed("sqrt(-1) + z").sources.jax


def test_branch_cuts_are_known() -> None:
    assert core.typed("z^2").cuts is None
    cuts = core.typed("sqrt(z^2-1) + log(2)").cuts
    assert cuts is not None
    inside = replayed(cuts, np.array([[0.0, 2.0]])).values[0]
    assert inside.tolist() == [-5.0, 0.0]
