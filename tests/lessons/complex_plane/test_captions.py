"""What is said of a complex function at a point."""

import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core import complex_plane as core
from explainers.core.tape import replayed
from explainers.lessons.complex_plane import captions

pytestmark = pytest.mark.share(4)


def found(text: str, z: tuple[float, float]) -> core.Settled:
    plan = core.typed(text)
    return core.settled(plan.map, plan.complex_map, z, (1.0, 0.0))


def test_complex_numbers_are_written_with_true_signs() -> None:
    assert captions.complex_numeral((3, -4)) == "3 − 4i"
    assert captions.complex_numeral((-0.5, 0.0)) == "−0.5 + 0i"
    assert captions.complex_numeral((1.0, -1e-17)) == "1 + 0i"


def test_the_words_say_whether_there_is_a_derivative() -> None:
    assert "f′(z) = 2 + 4i" in captions.split(found("z^2", (1, 2)))
    assert "misses by 2|B| = 4.47" in captions.split(found("z*conj(z)", (1, 2)))
    assert "not finite" in captions.split(found("1/z", (0, 0)))


def test_the_words_say_whether_the_modes_give_the_promise_away() -> None:
    assert "kept" in captions.promise(found("z^2", (1, 2)))
    assert "disagree" in captions.promise(found("z*conj(z)", (3, 4)))
    assert "only the check does" in captions.promise(found("conj(z)", (3, 4)))


def returns(text: str, z: tuple[float, float]) -> complex | None:
    """What ``derivative`` returns; None where it refuses."""
    try:
        return complex(core.derivative(core.typed(text).complex_map, jnp.asarray(complex(*z))))
    except ValueError:
        return None


def everything(text: str, z: tuple[float, float]) -> str:
    now = found(text, z)
    return f"{captions.split(now)} {captions.promise(now)}"


JUMPS = [
    ("sqrt(z)", (-1, 0)),
    ("sqrt(-z)", (1, 0)),
    ("log(z)", (-1e6, 0)),
    ("log(z)", (-1e-7, 0)),
    ("1e4*z+log(z)", (-2, 0)),
    ("sqrt(z^2-1)", (0, 1)),
    ("sqrt(z)*exp(z)", (-3, 0)),
]


@pytest.mark.parametrize(("text", "z"), JUMPS)
@pytest.mark.share(99)
@pytest.mark.whole
def test_where_f_jumps_words_table_figure_and_code_know_of_no_derivative(text, z) -> None:
    now, words = found(text, z), everything(text, z)
    assert now.verdict.kind is core.Kind.JUMP
    assert "f jumps across it" in words
    assert "f′(z) =" not in words
    assert "promise is kept" not in words
    assert captions.returned(now)["returns"][2] == "ValueError"
    assert returns(text, z) is None


@pytest.mark.parametrize(
    ("text", "z", "slope"),
    [
        ("exp(log(z))", (-2, 0), 1),
        ("sqrt(z)^2", (-1, 0), 1),
        ("sqrt(-z)^2", (3, 0), -1),
        ("exp(2*log(z))", (-2, 0), -4),
    ],
)
def test_a_cut_inside_f_that_f_does_not_jump_across_is_none_of_its_own(text, z, slope) -> None:
    now = found(text, z)
    assert now.accepted
    assert "jumps" not in everything(text, z)
    assert complex(*now.numbers.linear) == pytest.approx(slope, abs=1e-12)
    assert returns(text, z) == pytest.approx(slope, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "z"),
    [
        ("sin(4z)/cos(4z)", (1, 3)),
        ("sin(z)/cos(z)", (1, 12)),
        ("1+exp(-z)", (20, 1)),
        ("cosh(z)^2-sinh(z)^2+z", (8, 1)),
    ],
)
def test_rounding_beside_a_small_derivative_is_no_failure_of_cauchy_and_riemann(text, z) -> None:
    now = found(text, z)
    assert now.accepted
    assert not now.numbers.rest.any()
    assert float(now.numbers.residual) == 0
    assert "fails" not in everything(text, z)
    assert returns(text, z) == pytest.approx(complex(*now.numbers.linear), rel=1e-3)


@pytest.mark.parametrize("text", ["conj(z)", "z*conj(z)", "re(z)", "i*conj(z)"])
def test_not_the_speed_but_the_quotient_depends_on_the_direction(text: str) -> None:
    words = captions.split(found(text, (3, 4)))
    assert "The quotient dw/dz depends on the direction" in words
    assert "How fast" not in words


@pytest.mark.parametrize(
    ("text", "z"),
    [
        ("abs(z)^2", (0, 0)),
        ("|z|^2", (0, 0)),
        ("|z|*|z|", (0, 0)),
        ("|z|^4", (0, 0)),
        ("z*|z|", (0, 0)),
        ("|z-1|^2", (1, 0)),
        ("|z^2|", (0, 0)),
    ],
)
def test_where_a_size_is_multiplied_by_a_zero_its_kink_is_gone(text, z) -> None:
    now = found(text, z)
    assert np.isfinite(now.numbers.value).all()
    assert not now.numbers.jacobian.any()
    assert now.accepted
    assert returns(text, z) == 0
    played = replayed(core.typed(text).tape, np.array([z], float))
    assert not played.jacobians.any()


def test_a_size_itself_has_a_kink_at_zero() -> None:
    for text in ("|z|", "abs(z)+z"):
        assert found(text, (0, 0)).verdict.kind is core.Kind.KINK
        assert "f has a kink" in everything(text, (0, 0))
        assert returns(text, (0, 0)) is None


@pytest.mark.parametrize("text", ["z^2", "(z-1)^3+1", "z*conj(z)", "z^8"])
def test_a_derivative_of_zero_is_one(text: str) -> None:
    z = (1.0, 0.0) if "1" in text else (0.0, 0.0)
    assert "f′(z) = 0 + 0i" in captions.split(found(text, z))
    assert returns(text, z) == 0


def test_what_overflows_is_not_said_to_have_no_value() -> None:
    assert "comes out not finite in float64" in captions.split(found("exp(z)", (1000, 0)))
