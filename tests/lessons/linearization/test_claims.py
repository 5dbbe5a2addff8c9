"""What the microscope says of remainders, each sentence judged in 110 digits."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple, TypeAlias

import jax.numpy as jnp
import mpmath as mp
import numpy as np

from explainers.core.expression import entry as typed
from explainers.core.linearization.curve import Curve, Theory
from explainers.core.linearization.numbers import STEPS, Remainders, differences, remainders
from explainers.core.numerals import numeral
from explainers.lessons.linearization import captions
from tests.claims import Claim, all_met, claim, free, judged
from tests.numbers import number

Exact: TypeAlias = Callable[..., Sequence[Any]]
DIGITS = 110
mp.mp.dps = DIGITS
TINY = mp.mpf(10) ** -25
"""An h far below every other length."""


class Function(NamedTuple):
    """A function as typed, and in mpmath; where it has a kink, and where JAX does not see f."""

    text: str
    exact: Exact
    rough: Callable[..., bool] = lambda *_: False


def _max(a: Any, b: Any) -> Any:
    return b if mp.im(b) != 0 or b > a else a


LINES = (
    Function("x1^2", lambda a: [a**2]),
    Function("x1^3", lambda a: [a**3]),
    Function("x1^4", lambda a: [a**4]),
    Function("3*x1-2", lambda a: [3 * a - 2]),
    Function("0*x1+5", lambda a: [mp.mpf(5)]),
    Function("[x1^3,1000]", lambda a: [a**3, mp.mpf(1000)]),
    Function("[x1^2,x1^3]", lambda a: [a**2, a**3]),
    Function("x1^3+1000", lambda a: [a**3 + 1000]),
    Function("x1^2+1e6", lambda a: [a**2 + 10**6]),
    Function("sin(x1)", lambda a: [mp.sin(a)]),
    Function("cos(x1)", lambda a: [mp.cos(a)]),
    Function("exp(x1)", lambda a: [mp.exp(a)]),
    Function("tanh(x1)", lambda a: [mp.tanh(a)]),
    Function("log(x1)", lambda a: [mp.log(a)]),
    Function("softplus(x1)", lambda a: [mp.log(1 + mp.exp(a))]),
    Function("softplus(10*x1)", lambda a: [mp.log(1 + mp.exp(10 * a))]),
    Function("1/x1", lambda a: [1 / a]),
    Function("sqrt(x1)", lambda a: [mp.sqrt(a)]),
    Function("abs(x1)", lambda a: [abs(a)], lambda a: a == 0),
    Function("abs(x1-0.3)", lambda a: [abs(a - mp.mpf(0.3))], lambda a: a == mp.mpf(0.3)),
    Function("sign(x1)", lambda a: [mp.sign(a)], lambda a: a == 0),
    Function("relu(-x1)+x1^2", lambda a: [_max(-a, mp.mpf(0)) + a**2], lambda a: a == 0),
    Function("relu(x1)-relu(-x1)", lambda a: [a], lambda a: a == 0),
    Function("x1*abs(x1)", lambda a: [a * abs(a)], lambda a: a == 0),
    *(
        Function(f"abs(x1)^{p}", lambda a, p=p: [abs(a) ** mp.mpf(p)], lambda a: a == 0)
        for p in (0.5, 1, 1.4, 2.5)
    ),
    Function(
        "abs(x1)^1.4+relu(-x1)",
        lambda a: [abs(a) ** mp.mpf(1.4) + _max(-a, mp.mpf(0))],
        lambda a: a == 0,
    ),
    Function("x1^3+relu(x1-1e-9)", lambda a: [a**3 + _max(a - mp.mpf(1e-9), mp.mpf(0))]),
    Function("relu(sign(-x1))+x1", lambda a: [_max(mp.sign(-a), mp.mpf(0)) + a], lambda a: a == 0),
    Function(
        "relu(sign(-x1))+x1^2", lambda a: [_max(mp.sign(-a), mp.mpf(0)) + a**2], lambda a: a == 0
    ),
    Function("max(x1,x1^1.5)", lambda a: [_max(a, a ** mp.mpf(1.5))], lambda a: a in (0, 1)),
    Function("x1^1.4", lambda a: [a ** mp.mpf(1.4)], lambda a: a == 0),
)
PLANES = (
    Function("x1*x2", lambda a, b: [a * b]),
    Function("(x1-x2)^2", lambda a, b: [(a - b) ** 2]),
    Function("[x1*cos(x2),x1*sin(x2)]", lambda a, b: [a * mp.cos(b), a * mp.sin(b)]),
    Function("max(x1,x2)", lambda a, b: [_max(a, b)], lambda a, b: a == b),
    Function("norm([x1,x2])", lambda a, b: [mp.hypot(a, b)], lambda a, b: a == b == 0),
    Function("norm([x1,x2])^2", lambda a, b: [a**2 + b**2], lambda a, b: a == b == 0),
    Function("[x1+x2,2*x1]", lambda a, b: [a + b, 2 * a]),
)
POINTS = (0.0, 1e-7, -1e-7, 1e-4, 0.3, 1.0, -2.0, 3.141592653589793, 20.0, 500.0, 1e6, 1e8)
PAIRS = ((0.0, 0.0), (1.0, 1.0), (1e-7, 2.0), (1e6, -3.0), (2.0, 0.0), (1e8, 1e8))
WAYS = ((1.0,), (-1.0,), (0.0,))
DIRECTIONS = ((1.0, 0.0), (1.0, 1.0), (-0.5, 1.0), (0.0, 0.0))


class State(NamedTuple):
    """What a reader looks at, and what is computed of it."""

    function: Function
    x: tuple[float, ...]
    v: tuple[float, ...]
    halved: bool

    @property
    def found(self) -> Remainders:
        return numbers(self.function.text, self.x, self.v)

    @property
    def rough(self) -> bool:
        return self.function.rough(*map(mp.mpf, self.x))

    def f(self, t: Any) -> list[Any]:
        """f(x + tv)."""
        return list(
            self.function.exact(
                *(mp.mpf(a) + t * mp.mpf(b) for a, b in zip(self.x, self.v, strict=True))
            )
        )

    def change(self, t: Any) -> Any:
        return mp.norm([a - b for a, b in zip(self.f(t), self.f(mp.mpf(0)), strict=True)])

    def push(self) -> list[Any]:
        """Jv: JAX's where f has none of its own."""
        if self.rough:
            return [
                sum((mp.mpf(a) * mp.mpf(b) for a, b in zip(row, self.v, strict=True)), mp.mpf(0))
                for row in self.found.jacobian
            ]
        return self.derivative(1)

    def derivative(self, order: int) -> list[Any]:
        return [
            mp.diff(lambda t, k=k: self.f(t)[k], 0, order) for k in range(len(self.f(mp.mpf(0))))
        ]

    def bend(self) -> Any:
        return mp.norm(self.derivative(2))

    def missed(self, t: Any, part: float = 1.0) -> Any:
        """‖f(x + tv) − f(x) − tJv‖, or with a part of J."""
        start, push = self.f(mp.mpf(0)), self.push()
        return mp.norm(
            [b - a - t * part * d for a, b, d in zip(start, self.f(t), push, strict=True)]
        )

    @property
    def line(self) -> Any:
        return self.found.halved_line if self.halved else self.found.line

    def at_steps(self) -> list[Any]:
        """Remainders at the h that the line was fitted to."""
        part = 0.5 if self.halved else 1.0
        return [self.missed(mp.mpf(float(h)), part) for h in STEPS[self.line.used]]


@cache
def numbers(text: str, x: tuple[float, ...], v: tuple[float, ...]) -> Remainders:
    return remainders(typed(text).map, x, v)


def states(stride: int) -> Iterator[State]:
    ways = product(LINES[::stride], [(a,) for a in POINTS], WAYS)
    planes = product(PLANES[::stride], PAIRS, DIRECTIONS)
    for (function, x, v), halved in product([*ways, *planes], (False, True)):
        yield State(function, x, v, halved)


# Reading numbers ---------------------------------------------------------------------------


def is_said(text: str, true: Any) -> bool:
    """Whether a number stands in a sentence, to the digits that are written."""
    return numeral(float(true)) == text or abs(number(text) / float(true) - 1) < 1e-6


def fitted(steps: Any, sizes: Sequence[Any]) -> float:
    logs = [float(mp.log10(size)) for size in sizes]
    return float(np.polyfit(np.log10(steps), logs, 1)[0])


# Judges ------------------------------------------------------------------------------------


def says_slope(state: State, said: Any) -> bool:
    used = STEPS[state.line.used]
    slope = fitted(used, state.at_steps())
    ends = (said[1], said[2]) == (numeral(used[-1]), numeral(used[0]))
    return ends and abs(slope - number(said[3])) <= 0.015


def a_tenth_leaves_a_hundredth(state: State, _: Any) -> bool:
    return all(
        90 < state.missed(h) / state.missed(h / 10) < 110
        for h in map(mp.mpf, STEPS[state.line.used][:2].tolist())
    )


def is_near_second(state: State, said: Any) -> bool:
    bend = state.bend()
    near = all(
        abs(size / (mp.mpf(float(h)) ** 2 * bend / 2) - 1) < 0.06
        for h, size in zip(STEPS[state.line.used], state.at_steps(), strict=True)
    )
    return near and is_said(said[1], bend)


def tends_to_second(state: State, said: Any) -> bool:
    bend = state.bend()
    tends = abs(state.missed(TINY) / (TINY**2 * bend / 2) - 1) < 1e-3
    return tends and not state.rough and is_said(said[1], bend)


def is_not_shown(state: State, _: Any) -> bool:
    bend = state.bend()
    used = STEPS[state.line.used]
    if bend < TINY:
        return fitted(used, state.at_steps()) < 2.03
    return any(
        abs(size / (mp.mpf(float(h)) ** 2 * bend / 2) - 1) > 0.03
        for h, size in zip(used, state.at_steps(), strict=True)
    )


def bend_is_zero(state: State, said: Any) -> bool:
    bend, rounding = state.bend(), said[1] != ""
    size = float(np.max(np.abs(state.x))) * 2.0**-50
    zero = bend < TINY or (rounding and bend <= size * mp.norm(state.derivative(3)))
    return zero and not state.rough


def starts_higher(state: State, said: Any) -> bool:
    return bend_is_zero(state, said) and fitted(STEPS[state.line.used], state.at_steps()) > 2


def falls_faster_than_square(state: State, said: Any) -> bool:
    return bend_is_zero(state, said) and state.missed(TINY) < TINY**2 * 1e-3


def is_affine(state: State, _: Any) -> bool:
    return not state.rough and all(
        state.missed(mp.mpf(t)) < TINY * (1 + mp.norm(state.f(mp.mpf(t))))
        for t in (-1000, -3, -0.7, 1e-3, 0.1, 1, 2.5, 1000)
    )


def is_affine_nearby(state: State, _: Any) -> bool:
    return all(state.missed(side * TINY) < TINY**2 for side in (1, -1))


def is_missed_farther_out(state: State, _: Any) -> bool:
    return is_affine_nearby(state, _) and min(state.at_steps()) > 0


def is_zero_but_at_a_few(state: State, _: Any) -> bool:
    missed = sum(
        state.missed(mp.mpf(float(h))) > 1e-12 * mp.norm(state.f(mp.mpf(0))) for h in STEPS
    )
    return is_affine_nearby(state, _) and missed <= 3


def sides(state: State, h: Any = TINY) -> tuple[list[Any], list[Any]]:
    """Difference quotients at some h, on both sides."""
    start = state.f(mp.mpf(0))
    ahead, behind = (
        [(b - a) / (side * h) for a, b in zip(start, state.f(side * h), strict=True)]
        for side in (1, -1)
    )
    return ahead, behind


def apart(one: Sequence[Any], other: Sequence[Any]) -> Any:
    return mp.norm([a - b for a, b in zip(one, other, strict=True)])


def has_kink(state: State, _: Any = None) -> bool:
    """The quotients on both sides stay apart, however small h."""
    return apart(*sides(state)) > apart(*sides(state, mp.mpf("1e-15"))) / 2 > 0


def has_slope_behind(state: State, said: Any) -> bool:
    line = state.found.evidence.behind
    sizes = [state.missed(-mp.mpf(float(h))) for h in STEPS[line.used]]
    return abs(fitted(STEPS[line.used], sizes) - number(said[1])) <= 0.015


def has_kink_behind(state: State, said: Any) -> bool:
    return has_kink(state) and has_slope_behind(state, said)


def is_steep(state: State, _: Any = None) -> bool:
    return any(
        state.change(side * TINY) / TINY
        > 100 * state.change(side * mp.mpf("1e-12")) / mp.mpf("1e-12")
        > 0
        for side in (1, -1)
    )


def is_steep_behind(state: State, said: Any) -> bool:
    return is_steep(state) and has_slope_behind(state, said)


def has_another_derivative(state: State, _: Any) -> bool:
    ahead, behind = sides(state)
    return apart(ahead, behind) < 1e-9 and apart(ahead, state.push()) > 1e-6


def is_once(state: State, said: Any) -> bool:
    ways = (1, -1) if said[1] == "along" else (1,)
    return all(
        state.missed(way * TINY) < TINY * 1e-6 and state.missed(TINY) > 1e6 * TINY**2
        for way in ways
    )


def are_few(state: State, said: Any) -> bool:
    """In each run of four remainders one is off, or zero, or not finite."""
    part = 0.5 if state.halved else 1.0
    sizes = state.found.halved if state.halved else state.found.sizes
    fine = [
        bool(np.isfinite(size))
        and (true := state.missed(mp.mpf(float(h)), part)) > 0
        and abs(size / true - 1) < 1e-7
        for h, size in zip(STEPS, sizes, strict=True)
        if is_real(state, h)
    ]
    all_finite = len(fine) == len(STEPS) and bool(np.isfinite(sizes).all())
    runs = [all(fine[k : k + 4]) for k in range(len(fine) - 3)]
    return not any(runs) and (said[1] == "") == all_finite


def is_real(state: State, h: float) -> bool:
    try:
        return all(mp.im(part) == 0 for part in state.f(mp.mpf(float(h))))
    except ZeroDivisionError:
        return False


def has_bend(state: State, said: Any) -> bool:
    return is_said(said[1], state.bend()) and state.missed(mp.mpf("0.1")) > 0


def is_unfinite(state: State, _: Any) -> bool:
    with np.errstate(all="ignore"):
        return not np.isfinite(
            np.asarray(typed(state.function.text).map(jnp.asarray(state.x)))
        ).all()


def push_is_zero(state: State, _: Any) -> bool:
    scale = (
        max(map(abs, state.x)) * 2.0**-50 * state.bend() if any(state.x) and not state.rough else 0
    )
    lost = 0 if state.rough else 2.0**-50 * mp.norm(state.f(mp.mpf(0)))
    return mp.norm(state.push()) <= max(scale, lost, TINY)


def is_near_half(state: State, _: Any = None) -> bool:
    half = mp.norm(state.push()) / 2
    return all(
        abs(size / (mp.mpf(float(h)) * half) - 1) < 0.06
        for h, size in zip(STEPS[state.line.used], state.at_steps(), strict=True)
    )


def is_mixed(state: State, _: Any) -> bool:
    half = mp.norm(state.push()) / 2
    return any(
        state.missed(mp.mpf(float(h))) > 0.03 * mp.mpf(float(h)) * half
        for h in STEPS[state.line.used]
    )


def comes_with_smaller_h(state: State, _: Any) -> bool:
    half = mp.norm(state.push()) / 2
    return half > 0 and abs(state.missed(TINY, 0.5) / (TINY * half) - 1) < 1e-3


def jacobian_is_unfinite(state: State, _: Any) -> bool:
    return bool(
        not np.isfinite(state.found.jacobian).all() and np.isfinite(state.found.value).all()
    )


def changes_with_slope(state: State, text: str, side: int = 1) -> bool:
    evidence = state.found.evidence
    steps = STEPS[(evidence.change if side > 0 else evidence.change_behind).used]
    sizes = [state.change(side * mp.mpf(float(h))) for h in steps]
    return abs(fitted(steps, sizes) - number(text)) <= 0.015


def changes_steeply(state: State, said: Any) -> bool:
    return changes_with_slope(state, said[2], 1 if said[1] == "+" else -1) and is_steep(state)


def changes_smoothly(state: State, said: Any) -> bool:
    return changes_with_slope(state, said[1]) and not has_kink(state) and not is_steep(state)


def no_slope(state: State, _: Any) -> bool:
    return bool(np.isnan(state.line.slope))


_NUMBER = r"(−?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
_SECOND = r"‖D²f\(v, v\)‖"
CLAIMS: tuple[Claim[State], ...] = (
    claim(
        rf"Fitted where remainders stand clear of rounding, from h = {_NUMBER} to {_NUMBER}, the "
        rf"slope is \*\*{_NUMBER}\*\*\.",
        says_slope,
    ),
    claim(r"No slope could be fitted\.", no_slope),
    claim(r"A tenth of h leaves a hundredth of the remainder\.", a_tenth_leaves_a_hundredth),
    claim(rf"It is close to h²{_SECOND}/2, and {_SECOND} = {_NUMBER} here\.", is_near_second),
    claim(
        r"D²f\(v, v\) is zero at this x(|, but for rounding), so the remainder starts with a "
        r"higher power of h\.",
        starts_higher,
    ),
    claim(
        rf"At this x f is smooth, and {_SECOND} = {_NUMBER} is not zero: for small h the "
        rf"remainder is close to h²{_SECOND}/2, with slope 2\.",
        tends_to_second,
    ),
    claim(
        r"At this x f is smooth, and D²f\(v, v\) is zero(|, but for rounding): for small h the "
        r"remainder falls faster than h²\.",
        falls_faster_than_square,
    ),
    claim(r"These h are too large to show it\.", is_not_shown),
    claim(
        r"The remainder is zero, but for rounding: D²f\(v, v\) = 0 and so is everything beyond\.",
        is_affine,
    ),
    claim(r"Along this v, f is its own linear picture, and no h is too large\.", is_affine),
    claim(
        r"But near x, f is affine along v: there the remainder is zero, and what is missed comes "
        r"from a jump or a kink farther out\.",
        is_missed_farther_out,
    ),
    claim(
        r"The remainder is zero, but for rounding, at all h but a few at most: near x, f is "
        r"affine along v, and has jumps or kinks farther out if anywhere\.",
        is_zero_but_at_a_few,
    ),
    claim(
        r"J is what JAX returns, yet the slope is not 2: f is not smooth along v at this x\.",
        has_kink,
    ),
    claim(
        r"Towards v and towards −v it leaves at different slopes, which is a kink, and no matrix "
        r"is its derivative here\.",
        has_kink,
    ),
    claim(
        rf"But towards −v the slope is {_NUMBER}: f leaves x at different slopes on both sides, "
        r"which is a kink, and no matrix is its derivative here\.",
        has_kink_behind,
    ),
    claim(
        r"The remainder falls slower than h, and so does f\(x \+ hv\) − f\(x\): as far as these h "
        r"tell, f has no finite derivative along v\.",
        is_steep,
    ),
    claim(
        rf"But towards −v the slope is {_NUMBER}, and f\(x − hv\) − f\(x\) falls slower than h: as "
        r"far as these h tell, f has no finite derivative along v\.",
        is_steep_behind,
    ),
    claim(
        rf"But towards −v the slope is {_NUMBER}: as far as these h tell, f has no finite "
        r"derivative along v\.",
        is_steep_behind,
    ),
    claim(
        r"J is what JAX returns, yet the slope is not 2: J is wrong, or f has a kink along v\.",
        lambda state, _: state.missed(TINY) > TINY * 1e-6,
    ),
    claim(
        rf"But towards −v the slope is {_NUMBER}: J is wrong, or f has a kink along v\.",
        lambda state, said: has_slope_behind(state, said) and abs(number(said[1]) - 1) < 0.03,
    ),
    claim(r"The side towards −v does not tell which\.", lambda state, _: not is_real(state, -0.1)),
    claim(r"J is what JAX returns, yet the slope is not 2\.", has_another_derivative),
    claim(
        r"Towards v and towards −v f leaves at the same slope, which is not Jv: as far as these h "
        r"tell, f has a derivative along v, and J is wrong\.",
        has_another_derivative,
    ),
    claim(
        r"The remainder falls faster than h, so f has the derivative Jv (along|towards) v, but "
        r"slower than h²: as far as these h tell, it is differentiable once and not twice\.",
        is_once,
    ),
    claim(
        r"The remainder falls faster than h²\.",
        lambda state, _: state.missed(TINY) < 1e-6 * TINY**2,
    ),
    claim(
        r"Too few remainders (|are finite and )stand clear of rounding for a slope to be fitted\.",
        are_few,
    ),
    claim(
        r"Too few remainders towards v stand clear of rounding for a slope to be fitted\.", no_slope
    ),
    claim(rf"Zero they are not: {_SECOND} = {_NUMBER}\.", has_bend),
    claim(
        r"v is zero: f\(x \+ hv\) is f\(x\), and nothing is missed\.",
        lambda state, _: not any(state.v),
    ),
    claim(
        r"f comes out not finite in float64 at this x: there is no linear picture here\.",
        is_unfinite,
    ),
    claim(
        r"The Jacobian that JAX returns is not finite at this x, so there is no linear picture "
        r"here\.",
        jacobian_is_unfinite,
    ),
    claim(
        rf"The change f\(x ([+−]) hv\) − f\(x\) has the slope {_NUMBER}: as far as these h tell, f "
        r"has no finite derivative along v\.",
        changes_steeply,
    ),
    claim(
        rf"The change f\(x \+ hv\) − f\(x\) has the slope {_NUMBER}: as far as these h tell, f "
        r"has a derivative along v, which JAX's rules do not find\.",
        changes_smoothly,
    ),
    claim(
        r"But f itself leaves x at different slopes towards v and −v: as far as these h tell, it "
        r"has a kink\.",
        has_kink,
    ),
    claim(
        r"Jv is zero here, or nothing but rounding, and so is Jv/2: along this v the mistake "
        r"cannot be seen\.",
        push_is_zero,
    ),
    claim(r"What is missed is Jv/2 times h, and falls only as fast as h does\.", is_near_half),
    free(
        r"A wrong derivative gives slope 1, by whatever factor it is wrong, and this is how it is "
        r"found out\."
    ),
    claim(
        r"What is missed is Jv/2 times h and what J itself misses, which is not small beside it "
        r"at these h\.",
        is_mixed,
    ),
    claim(
        r"Jv is not zero: slope 1, by which a wrong derivative is found out, comes with smaller "
        r"h\.",
        comes_with_smaller_h,
    ),
    claim(
        r"What is missed is Jv/2 times h and what J itself misses, which is not small beside it: "
        r"f is not known to be smooth at this x, so this slope does not tell J from J/2\.",
        lambda state, _: state.rough and not is_near_half(state),
    ),
)


# The table of the best h ---------------------------------------------------------------------


def off(state: State, curve: Curve) -> list[float]:
    """Errors of a quotient, where f is rounded once and all else is exact."""
    kind = np.float32 if curve.single else np.float64
    push = [float(part) for part in state.push()]
    x, v = (np.asarray(part, kind) for part in (state.x, state.v))

    def value(points: Any) -> Any:
        exact = state.function.exact(*(mp.mpf(float(part)) for part in points))
        return np.array([complex(part).real for part in exact]).astype(kind)

    errors = []
    for h in curve.steps.astype(kind):
        last = x - h * v if curve.central else x
        quotient = (value(x + h * v) - value(last)) / (2 * h if curve.central else h)
        errors.append(float(np.abs(quotient.astype(float) - push).max()))
    return np.maximum(errors, np.finfo(kind).eps / 2 * np.abs(push).max() or 1e-300).tolist()


def says_theory(state: State, curve: Curve, cell: str) -> bool:
    value = mp.norm(state.f(mp.mpf(0)))
    size = max(map(abs, state.x)) * 2.0**-50
    power = 3 if curve.central else 2
    if cell == "none, as f(x) = 0":
        return value <= size * (mp.norm(state.push()) + 1)
    if cell.startswith("none, as D"):
        lost = 2.0**-36 * mp.norm(state.push())
        return mp.norm(state.derivative(power)) <= TINY + lost + size * (
            1 + mp.norm(state.derivative(power + 1))
        )
    if cell == "none, as f is not known to be smooth":
        return state.rough
    derivative = mp.norm(state.derivative(power))
    if cell == "no truncation":
        return derivative < TINY and mp.norm(state.derivative(power + 1)) < TINY
    ratio = mp.mpf(2.0**-24 if curve.single else 2.0**-53) * value / derivative
    h = 2 * mp.sqrt(ratio) if power == 2 else mp.cbrt(3 * ratio)
    drawn = curve.steps[-1] <= h <= curve.steps[0]
    told, _, beyond = cell.partition(",")
    return abs(number(told) / float(h) - 1) < 0.06 and (beyond == "") == bool(drawn)


def says_best(state: State, curve: Curve, cell: str) -> bool:
    """Within what luck in rounding may move it."""
    logs = np.log10(off(state, curve))
    smooth = np.array([logs[max(0, k - 2) : k + 3].mean() for k in range(len(logs))])
    if cell == "none: no h helps":
        return bool(smooth.max() - smooth.min() < 1)
    if cell == "none":
        return curve.known is Theory.NO_TRUNCATION
    at = number(cell.partition(" or ")[0]) if " or " in cell else number(cell)
    near = np.abs(np.log10(curve.steps / at)) < 0.6
    return bool(smooth[near].min() <= smooth.min() + 1)


def test_the_table_of_the_best_h_is_true(stride: int) -> None:
    count = 0
    for function, x in product(LINES[::stride], POINTS):
        state = State(function, (x,), (1.0,), False)
        if not (np.isfinite(state.found.jacobian).all() and np.isfinite(state.found.value).all()):
            continue
        given = differences(typed(function.text).map, (x,), (1.0,), state.found)
        rows = [row.strip("| ").split(" | ") for row in captions.best(given).splitlines()[2:]]
        for curve, (name, best, theory, _) in zip(captions.curves(given), rows, strict=True):
            assert name == curve.name
            assert says_theory(state, curve, theory), (function.text, x, rows)
            if np.isfinite(curve.errors).all() and is_real(state, -1.0):
                assert says_best(state, curve, best), (function.text, x, rows)
                count += 1
    assert count * stride > 500


def test_all_that_slopes_say_is_true(stride: int) -> None:
    met: Counter[str] = Counter()
    count = 0
    for state in states(stride):
        met += judged([captions.slope(state.found, state.v, state.halved)], CLAIMS, state)
        count += 1
    assert count * stride > 500
    if stride == 1:
        all_met(CLAIMS, met)
