"""What the complex plane says of f′(z), each sentence judged in 80 digits."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import jax.numpy as jnp
import mpmath as mp
import numpy as np
import pytest

from explainers.core import complex_plane as core
from explainers.lessons.complex_plane import captions
from tests.claims import Claim, all_met, claim, judged
from tests.numbers import last_place, number

DIGITS = 80
mp.mp.dps = DIGITS
TINY, SMALL = mp.mpf(10) ** -40, mp.mpf(10) ** -30
TURNS = [mp.expjpi(mp.mpf(k) / 8 + mp.mpf("0.03")) for k in range(16)]


class Function(NamedTuple):
    """A function as typed, and in mpmath."""

    text: str
    exact: Callable[[Any], Any]


FUNCTIONS = (
    Function("z^2", lambda z: z**2),
    Function("(z-1)^3", lambda z: (z - 1) ** 3),
    Function("1/z", lambda z: 1 / z),
    Function("exp(z)", mp.exp),
    Function("exp(conj(z))", lambda z: mp.exp(mp.conj(z))),
    Function("(exp(z)-1)/z", lambda z: (mp.exp(z) - 1) / z),
    Function("sin(z)", mp.sin),
    Function("sin(4z)/cos(4z)", lambda z: mp.sin(4 * z) / mp.cos(4 * z)),
    Function("sqrt(z)", mp.sqrt),
    Function("log(z)", mp.log),
    Function("sqrt(z^2-1)", lambda z: mp.sqrt(z**2 - 1)),
    Function("exp(log(z))", lambda z: mp.exp(mp.log(z))),
    Function("sqrt(z)^2", lambda z: mp.sqrt(z) ** 2),
    Function("1e4*z+log(z)", lambda z: 10000 * z + mp.log(z)),
    Function("log(z)*im(z)", lambda z: mp.log(z) * mp.im(z)),
    Function("conj(z)", mp.conj),
    Function("i*conj(z)", lambda z: 1j * mp.conj(z)),
    Function("z*conj(z)", lambda z: z * mp.conj(z)),
    Function("|z|", abs),
    Function("|z|^2", lambda z: abs(z) ** 2),
    Function("abs(z)^2+z", lambda z: abs(z) ** 2 + z),
    Function("|z|*|z|", lambda z: abs(z) * abs(z)),
    Function("|z|^3", lambda z: abs(z) ** 3),
    Function("z*|z|", lambda z: z * abs(z)),
    Function("|z^2|", lambda z: abs(z**2)),
    Function("|z-1|^4", lambda z: abs(z - 1) ** 4),
    Function("re(z)", mp.re),
    Function("i*re(z)^2", lambda z: 1j * mp.re(z) ** 2),
    Function("re(z)+i*im(z)", lambda z: z),
    Function("z+1e-5*conj(z)", lambda z: z + mp.mpf(1e-5) * mp.conj(z)),
    Function("z+4e-15*conj(z)", lambda z: z + mp.mpf(4e-15) * mp.conj(z)),
    Function("conj(sin(conj(4z)))/cos(4z)", lambda z: mp.sin(4 * z) / mp.cos(4 * z)),
)
POINTS: tuple[tuple[float, float], ...] = (
    (0, 0), (1, 0), (-1, 0), (-2, 0), (0, 1), (0, -0.5), (1, 2), (1, 3), (1, 5), (3, 4),
    (1e-7, 0), (-1e-7, 1e-7), (1e6, 0), (-1e6, 2), (1e6, 1e6), (1000, 0), (1, 400),
    (np.pi / 2, 0), (0, np.pi), (-1, 1e-9), (-1, -1e-14), (0.3, -1.1),
)  # fmt: skip


class State(NamedTuple):
    """Where a function is looked at, and what is computed of it."""

    function: Function
    z: tuple[float, float]

    @property
    def found(self) -> core.Settled:
        return settled(self.function.text, self.z)

    @property
    def now(self) -> core.Numbers:
        return self.found.numbers

    @property
    def here(self) -> Any:
        return mp.mpc(*self.z)

    def moved(self, distance: Any) -> list[Any]:
        """f(z + d) − f(z) for steps d of some length all round."""
        start = self.function.exact(self.here)
        return [self.function.exact(self.here + distance * turn) - start for turn in TURNS]

    def jumps(self) -> bool:
        near, far = (max(map(abs, self.moved(h))) for h in (TINY, SMALL))
        return near > far / 2 > 0

    def parts(self) -> tuple[Any, Any]:
        """A and B such that f(z + d) − f(z) is A·d + B·conj(d), from two directions."""
        along, across = (
            (self.function.exact(self.here + TINY * d) - self.function.exact(self.here)) / TINY
            for d in (1, 1j)
        )
        return (along - 1j * across) / 2, (along + 1j * across) / 2

    def is_smooth(self) -> bool:
        a, b = self.parts()
        size = abs(a) + abs(b)
        return not self.jumps() and all(
            abs(moved / TINY - a * d - b * mp.conj(d)) <= max(1e-20 * size, 1e-9 * TINY**0.5)
            for moved, d in zip(self.moved(TINY), TURNS, strict=True)
        )

    def has_derivative(self) -> bool:
        a, b = self.parts()
        return self.is_smooth() and abs(b) <= 1e-18 * max(abs(a), 1e-15)


@cache
def settled(text: str, z: tuple[float, float]) -> core.Settled:
    plan = core.typed(text)
    return core.settled(plan.map, plan.complex_map, z, (0.6, 0.3))


def states(stride: int) -> Iterator[State]:
    for function in FUNCTIONS[::stride]:
        for z in POINTS:
            yield State(function, (float(z[0]), float(z[1])))


def said(state: State) -> list[str]:
    found = state.found
    return [captions.split(found), *([captions.promise(found)] if found.is_finite else [])]


def is_said(words: Sequence[str], true: Any, doubt: float = 0.0) -> bool:
    """Whether a complex number is the one in words, to the digits that it is written with."""
    real, sign, imaginary = words
    exact = complex(true)
    shown = (number(real), number(imaginary) * (-1 if sign == "−" else 1))
    return all(
        abs(part - truth)
        <= max(0.51 * float(last_place(text)) * (part != 0), 1e-9 * abs(exact), 1e-30) + doubt
        for part, truth, text in zip(
            shown, (exact.real, exact.imag), (real, imaginary), strict=True
        )
    )


def says_derivative(state: State, match: Any) -> bool:
    a, _ = state.parts()
    words = match.groups()
    both = is_said(words[:3], a, told(state)) and is_said(words[3:], a, told(state))
    return state.has_derivative() and both


def told(state: State) -> float:
    """By how much the words themselves say that rounding may have moved a part."""
    said = re.search(r"moved each part by up to (.+)\.$", captions.split(state.found))
    return number(said[1]) if said else 0.0


def is_drowned(state: State, _: Any) -> bool:
    a, _b = state.parts()
    return state.has_derivative() and abs(a) <= state.found.verdict.errors.max()


def says_parts(state: State, match: Any) -> bool:
    a, b = state.parts()
    words = match.groups()
    doubt = told(state)
    return state.is_smooth() and is_said(words[:3], a, doubt) and is_said(words[3:], b, doubt)


def is_moved_less(state: State, bound: float) -> bool:
    a, b = state.parts()
    parts = zip((state.now.linear, state.now.rest), (complex(a), complex(b)), strict=True)
    off = [abs(complex(*have) - true) for have, true in parts]
    return max(off) <= 2 * bound and bound > 4e-4 * (abs(a) + abs(b))


def says_one_side(state: State, match: Any) -> bool:
    """In some direction f moves as A and B say."""
    words = match.groups()
    a, b = (
        complex(number(real), number(imaginary) * (-1 if sign == "−" else 1))
        for real, sign, imaginary in (words[:3], words[3:])
    )
    near, far = state.moved(TINY), state.moved(2 * TINY)
    return any(
        abs((two - one) / TINY - a * d - b * mp.conj(d)) <= 0.03 * (abs(a) + abs(b)) + 1e-20
        for one, two, d in zip(near, far, TURNS, strict=True)
    )


def misses(state: State, match: Any) -> bool:
    """To the digits that are written, but for rounding in J."""
    _, b = state.parts()
    off = abs(number(match[1]) - float(2 * abs(b)))
    return off <= 0.51 * float(last_place(match[1])) + 1e-15 * np.abs(state.now.jacobian).max()


def quotients_differ(state: State, _: Any) -> bool:
    quotients = [moved / (TINY * d) for moved, d in zip(state.moved(TINY), TURNS, strict=True)]
    return max(abs(one - quotients[0]) for one in quotients) > 0 and not state.has_derivative()


def has_kink(state: State, _: Any = None) -> bool:
    return not state.jumps() and not state.is_smooth()


def return_it(state: State, _: Any = None) -> bool:
    a, _b = state.parts()
    return state.has_derivative() and all(
        abs(complex(*mode) - complex(a)) <= 2e-3 * abs(complex(a)) + 1e-30
        for mode in (state.now.forward, state.now.reverse)
    )


def modes_disagree(state: State, _: Any = None) -> bool:
    """Forward mode reads the first column of J, reverse mode the first row."""
    a, b = state.parts()
    return abs(mp.im(a + b) - mp.im(a - b)) > 0 or abs(mp.im(b)) > 0


@cache
def refuses(state: State) -> bool:
    plan = core.typed(state.function.text)
    try:
        core.derivative(plan.complex_map, jnp.asarray(complex(*state.z)))
    except ValueError:
        return True
    return False


_PART = r"−?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
_COMPLEX = rf"({_PART}) ([+−]) ({_PART})i"
CLAIMS: tuple[Claim[State], ...] = (
    claim(
        r"Here f comes out not finite in float64: there is nothing to split\.",
        lambda state, _: not np.isfinite(state.now.value).all(),
    ),
    claim(
        r"Here the Jacobian comes out not finite in float64: there is nothing to split\.",
        lambda state, _: not np.isfinite(state.now.jacobian).all(),
    ),
    claim(
        rf"Here the rest vanishes: dw = \({_COMPLEX}\)·dz for every small dz, so f′\(z\) = "
        rf"{_COMPLEX}\.",
        says_derivative,
    ),
    claim(
        r"Here the rest vanishes, and f′\(z\) is no larger than its rounding errors may be\.",
        is_drowned,
    ),
    claim(
        rf"Here A = {_COMPLEX} and B = {_COMPLEX}: dw = A·dz \+ B·conj\(dz\)\.",
        says_parts,
    ),
    claim(
        r"The quotient dw/dz depends on the direction of dz, so there is no f′\(z\)\.",
        quotients_differ,
    ),
    claim(
        rf"Rounding may have moved each part by up to ({_PART})\.",
        lambda state, match: is_moved_less(state, number(match[1])),
    ),
    claim(rf"Cauchy–Riemann misses by 2\|B\| = ({_PART})\.", misses),
    claim(
        r"Here z lies on a branch cut, and f jumps across it\.",
        lambda state, _: state.jumps(),
    ),
    claim(r"There is no f′\(z\)\.", lambda state, _: not state.has_derivative()),
    claim(
        rf"J is that of one side: A = {_COMPLEX} and B = {_COMPLEX} say nothing of the other\.",
        says_one_side,
    ),
    claim(
        r"Here f has a kink: right beside z its Jacobian is another on another side, so there is "
        r"no f′\(z\)\.",
        has_kink,
    ),
    claim(
        rf"A = {_COMPLEX} and B = {_COMPLEX} are what JAX's rules give\.",
        lambda state, match: is_said(match.groups()[:3], complex(*state.now.linear)),
    ),
    claim(
        r"Here J is no larger than its rounding errors may be, and whether the rest vanishes is "
        r"not known\.",
        lambda state, _: np.abs(state.now.jacobian).max() <= 1e6 * state.found.verdict.errors.max(),
    ),
    claim(r"Whether the promise is kept here is lost in rounding\.", lambda state, _: True),
    claim(r"The promise is kept here\.", lambda state, _: state.has_derivative()),
    claim(r"The promise is kept here: both modes return f′\(z\)\.", return_it),
    claim(
        r"The promise is kept here, though rounding is all that both modes return\.",
        is_drowned,
    ),
    claim(
        r"`derivative` refuses all the same: so close to a cut, or to rounding, it cannot tell\.",
        lambda state, _: refuses(state),
    ),
    claim(
        r"The promise is broken(|, since f jumps here|, since f has a kink here), and the two "
        r"modes disagree: a number from one of them alone would have passed for f′\(z\)\.",
        lambda state, match: (
            not state.has_derivative()
            and because(state, match)
            and not np.allclose(state.now.forward, state.now.reverse, rtol=1e-12, atol=0)
        ),
    ),
    claim(
        r"The promise is broken(|, since f jumps here|, since f has a kink here), and even so "
        r"both modes return the same number\.",
        lambda state, match: (
            not state.has_derivative()
            and because(state, match)
            and np.allclose(state.now.forward, state.now.reverse, rtol=1e-5)
        ),
    ),
    claim(r"Nothing gives it away: only the check does\.", lambda state, _: refuses(state)),
    claim(
        r"Nothing gives it away: not even the check, which takes so little for rounding\.",
        lambda state, _: not refuses(state) and not state.has_derivative(),
    ),
)


def because(state: State, match: Any) -> bool:
    return state.jumps() == ("jumps" in match[1]) and has_kink(state) == ("kink" in match[1])


def test_all_that_is_said_of_a_derivative_is_true(stride: int) -> None:
    met: Counter[str] = Counter()
    count = 0
    for state in states(stride):
        met += judged(said(state), CLAIMS, state)
        count += 1
    assert count * stride > 500
    if stride == 1:
        all_met(CLAIMS, met)


@pytest.mark.whole
def test_the_table_shows_what_derivative_returns(stride: int) -> None:
    for state in states(stride):
        assert state.found.checked is not refuses(state), state


@pytest.mark.share(99)
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.text)
def test_the_picture_of_a_circle_is_the_one_that_j_makes(function: Function) -> None:
    for z in POINTS:
        state = State(function, (float(z[0]), float(z[1])))
        image = state.found.verdict.image
        if image == "unknown":
            continue
        a, b = map(abs, state.parts())
        size = a + b
        truth = {
            "point": size <= 1e-30,
            "circle": b <= 1e-15 * size,
            "mirrored": a <= 1e-15 * size,
            "segment": abs(a - b) <= 1e-14 * size,
            "ellipse": min(a, b, abs(a - b)) > 1e-16 * size,
        }
        assert truth[image], (state, image)


def test_modes_that_differ_by_rounding_alone_do_not_disagree() -> None:
    state = State(Function("exp(conj(z))", lambda z: mp.exp(mp.conj(z))), (0.0, np.pi))
    assert "return the same number" in captions.promise(state.found)


def test_digits_that_rounding_reaches_are_not_told_without_a_bound() -> None:
    state = State(Function("exp(-1/z^2)", lambda z: mp.exp(-1 / z**2)), (1e-7, 1e-7))
    assert "Rounding may have moved each part by up to" in captions.split(state.found)
