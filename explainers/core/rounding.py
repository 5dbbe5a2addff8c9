"""When a computed number is nothing but rounding.

Every number that a program computes in floating point stands for an interval: the result, and
how far all roundings together may have moved it. A number that is smaller than its own error
is not known to differ from 0, and nothing may be said that depends on its sign. The bounds
follow the program (running error analysis, Higham 2002, Accuracy and Stability of Numerical
Algorithms, section 3.3): they are relative to what was added and subtracted on the way, not to
the result, and not to 1.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from explainers.core.tape import SCALAR, SHORT, Tape, live_slots

Array: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]

UNIT = 2.0**-53
"""Largest relative error of one rounding to float64."""
TINY = 2.0**-1022
"""Smallest positive float64 of full precision: XLA takes what is below it for 0."""
LIBRARY = 4 * UNIT
"""Largest relative error of a function of the mathematics library, with room to spare."""
SAFE = 2.0
"""JAX may add in another order than the tape does, and differentiate in another mode."""


class Bounded(NamedTuple):
    """Values and Jacobians at k points, each number with a bound of its rounding error."""

    values: Array
    """k × m."""
    value_errors: Array
    jacobians: Array
    """k × m × n."""
    jacobian_errors: Array
    ties: np.ndarray[Any, np.dtype[np.bool_]]
    """k: whether a comparison on the way to the value, or the argument of a function with a
    kink or jump, is within its error of where it switches. Derivatives compare, too, but only
    to find what the value has taken."""
    edges: np.ndarray[Any, np.dtype[np.bool_]]
    """k: whether an argument is within its error of an end of a function's domain, or something
    on the way to the value is not finite."""


def bounded(
    tape: Tape, points: Array, *, spacing: bool = False, loose: Array | None = None
) -> Bounded:
    """What a tape computes at k points, one a row, and how far rounding may have moved it.

    With ``spacing`` coordinates and constants are themselves known only to half their spacing,
    as 0.1 or π are, unless they have few binary digits: the derivative of a sine at the float64
    nearest π/2 is then rounding alone. ``loose`` holds errors of coordinates beyond that.
    An error is infinite where nothing is known.
    """
    slots = [np.asarray(row, dtype=float) for row in points.T]
    slots += [np.full(len(points), number) for number in tape.constants]
    errors = [_spacing(row) if spacing else np.zeros_like(row) for row in slots]
    if loose is not None:
        errors[: tape.inputs] = [known + row for known, row in zip(errors, loose.T, strict=False)]
    ties = edges = np.zeros(len(points), dtype=bool)
    decisive = _behind(tape)
    with np.errstate(all="ignore"):
        for name, arguments in tape.operations:
            taken = [slots[slot] for slot in arguments]
            known = [errors[slot] for slot in arguments]
            given = np.asarray(SCALAR[name](*taken), dtype=float)
            if len(slots) in decisive:
                edges = edges | ~np.isfinite(given)
                if _may_switch(name, arguments):
                    ties = ties | _SWITCHES[name](*taken, *known)
                if name in _EDGES:
                    edges = edges | _EDGES[name](*taken, *known)
            error = _ERRORS[name](given, *taken, *known)
            slots.append(given)
            errors.append(np.where(np.isfinite(given) & ~np.isnan(error), error, np.inf))
        return Bounded(
            _gathered(slots, tape.value),
            SAFE * _gathered(errors, tape.value),
            _matrices(slots, tape),
            SAFE * _matrices(errors, tape),
            ties,
            edges,
        )


def measured(at: Callable[[Array], tuple[Array, Array]], points: Array) -> Bounded:
    """The same for a function without a tape: how far its numbers move with the inputs.

    ``at`` gives values and Jacobians. Each input is moved by the spacing of the largest, as an
    algorithm that is backward stable does; whether a comparison switches is not known, so that
    each point counts as a tie.
    """
    count, n = points.shape
    ways = np.concatenate([np.zeros((1, n)), np.eye(n), -np.eye(n)])
    sizes = 2 * UNIT * np.abs(points).max(axis=1)[:, None, None]
    moved = points[:, None, :] + sizes * ways
    found = [
        np.asarray(part).reshape(count, len(ways), *np.shape(part)[1:])
        for part in at(moved.reshape(-1, n))
    ]
    with np.errstate(all="ignore"):
        errors = [
            4 * SAFE * (np.abs(part - part[:, :1]).max(axis=1) + UNIT * np.abs(part[:, 0]))
            for part in found
        ]
    errors = [np.where(np.isnan(error), np.inf, error) for error in errors]
    values, jacobians = (part[:, 0] for part in found)
    unknown = np.ones(count, dtype=bool)
    return Bounded(values, errors[0], jacobians, errors[1], unknown, unknown)


def has_switches(tape: Tape) -> bool:
    """Whether a comparison, a kink or a jump stands anywhere in a program."""
    return any(_may_switch(name, arguments) for name, arguments in tape.operations)


def _may_switch(name: str, arguments: tuple[int, ...]) -> bool:
    """A number that is compared with itself, to find out whether it is NaN, switches nowhere."""
    itself = name in _COMPARED and arguments[0] == arguments[1]
    return name in _SWITCHES and not itself


def stable_errors(values: Array, points: Array, jacobian: Array) -> Array:
    """How far rounding may have moved values that no tape gives, one point a row.

    For programs known to be backward stable, as LAPACK's eigenvalues are: what they give is
    f of a point within a few roundings of ‖x‖ (ibid., section 1.5).
    """
    with np.errstate(all="ignore"):
        moved = np.linalg.norm(points, axis=1) * np.linalg.norm(jacobian)
        return 8 * UNIT * (moved[:, None] + np.abs(values))


def product_error(left: Array, left_error: Array, right: Array, right_error: Array) -> Array:
    """How far rounding may have moved a matrix product (ibid., section 3.5).

    Shapes as for ``left @ right``; errors have the shapes of what they bound.
    """
    size = np.abs(left) @ np.abs(right)
    count = left.shape[-1] + 1
    return (
        np.abs(left) @ right_error
        + left_error @ (np.abs(right) + right_error)
        + SAFE * count * (UNIT * size + TINY)
    )


def is_rounding(number: Array | float, error: Array | float) -> Any:
    """Whether a number is not known to differ from 0; what is not finite is no such number."""
    return np.isfinite(number) & (np.abs(number) <= error)


def cleared(numbers: Array | float, errors: Array | float) -> Array:
    """The numbers, those that are nothing but rounding as 0; without a bound they stay."""
    return np.where(np.isfinite(errors) & is_rounding(numbers, errors), 0.0, numbers)


def rank(matrix: Array, errors: Array) -> int:
    """How many singular values are known to differ from 0.

    Rows and columns are scaled by powers of two first, which leaves the rank as it is: a
    matrix is not poor for having been written in other units. Each singular value is moved by
    at most the norm of all errors (Weyl's inequality).
    """
    if not (np.all(np.isfinite(matrix)) and np.all(np.isfinite(errors))):
        raise ValueError("the rank of a matrix that is not finite is not known")
    scaled, moved = np.array(matrix, dtype=float), np.array(errors, dtype=float)
    for _ in range(3):
        for axis in (1, 0):
            largest = np.max(np.abs(scaled), axis=axis, keepdims=True, initial=0.0)
            _, exponent = np.frexp(np.where(largest > 0, largest, 1.0))
            scaled, moved = np.ldexp(scaled, -exponent), np.ldexp(moved, -exponent)
    found = np.linalg.svd(scaled, compute_uv=False)
    if not found.size:
        return 0
    bound = np.linalg.norm(moved) + 8 * max(scaled.shape) * UNIT * found[0]
    return int(np.sum(found > bound))


def _matrices(slots: list[Array], tape: Tape) -> Array:
    """Of width 0 where a tape has no Jacobian."""
    rows, width = len(tape.value), len(tape.jacobian) // len(tape.value)
    if not width:
        return np.empty((len(slots[0]), rows, 0))
    return _gathered(slots, tape.jacobian).reshape(-1, rows, width)


def _spacing(row: Array) -> Array:
    short = np.ldexp(row, SHORT)
    return np.where(short == np.round(short), 0.0, UNIT * np.abs(row))


def _behind(tape: Tape) -> set[int]:
    """The slots that the value depends on, but for maxima and sizes that no derivative asks about.

    A maximum that is only subtracted for safety (softmax) has its ties, and f no kink. Neither has
    log(1 + eᶻ), though its program adds max(z, 0) and log(1 + e^−∣z∣): its rule asks for no sign,
    which that of ∣z∣ does by comparing z with 0.
    """
    first = tape.inputs + len(tape.constants)
    appended = {first + k: operation for k, operation in enumerate(tape.operations)}
    compared = {pair for name, pair in tape.operations if name in _COMPARED}
    asked = {slot for pair in compared for slot in pair}
    zeros = {tape.inputs + k for k, number in enumerate(tape.constants) if number == 0}
    signed = {slot for pair in compared if zeros & {*pair} for slot in pair}
    signed |= {slot for name, (slot, *_) in tape.operations if name == "sign"}
    still: set[int] = set()
    for slot, (name, pair) in reversed(appended.items()):
        if name == "abs" and tape.jacobian and pair[0] not in signed:
            still.add(slot)
        if name not in ("max", "min"):
            continue
        if slot in asked or pair in compared or pair[::-1] in compared:
            asked.update(pair)  # a fold of several: the pairs before the last count as well
        elif tape.jacobian:
            still.add(slot)
    return live_slots(appended, tape.value) - still


def _gathered(slots: list[Array], where: tuple[int, ...]) -> Array:
    return np.stack([slots[slot] for slot in where], axis=-1) if where else np.zeros(0)


_Error: TypeAlias = Callable[..., Array]
_Switch: TypeAlias = Callable[..., np.ndarray[Any, np.dtype[np.bool_]]]


def _monotone(name: str) -> _Error:
    """Between the ends of the argument's interval a function of one mind takes its extremes.

    An end outside the domain counts as its border, where the function may be infinite.
    """
    function = SCALAR[name]
    low, high = _DOMAINS.get(name, (-np.inf, np.inf))

    def error(given: Array, a: Array, ea: Array) -> Array:
        exact = ea == 0
        ends = [function(np.clip(a + side * ea, low, high)) - given for side in (-1, 1)]
        moved = np.where(exact, 0.0, np.maximum(*map(np.abs, ends)))
        return moved + LIBRARY * np.abs(given) + TINY

    return error


_DOMAINS = {
    "sqrt": (0.0, np.inf),
    "log": (0.0, np.inf),
    "log1p": (-1.0, np.inf),
    "asin": (-1.0, 1.0),
    "acos": (-1.0, 1.0),
    "acosh": (1.0, np.inf),
    "atanh": (-1.0, 1.0),
}


def _sum(given: Array, a: Array, b: Array, ea: Array, eb: Array) -> Array:
    return ea + eb + UNIT * np.abs(given)


def _product(given: Array, a: Array, b: Array, ea: Array, eb: Array) -> Array:
    moved = _times(np.abs(a), eb) + _times(np.abs(b), ea) + _times(ea, eb)
    return moved + UNIT * np.abs(given) + TINY * ((a != 0) & (b != 0))


def _times(a: Array, b: Array) -> Array:
    """A product in which 0 wins over infinity: what is exactly 0 moves nothing."""
    return np.where((a == 0) | (b == 0), 0.0, a * b)


def _quotient(given: Array, a: Array, b: Array, ea: Array, eb: Array) -> Array:
    room = np.abs(b) - eb
    moved = (ea + _times(np.abs(given), eb)) / np.where(room > 0, room, 0.0)
    return np.where((ea == 0) & (eb == 0), 0.0, moved) + UNIT * np.abs(given) + TINY * (a != 0)


def _power(given: Array, a: Array, b: Array, ea: Array, eb: Array) -> Array:
    """In the base by the ends of its interval, in the exponent by the logarithm of the base."""
    low, high = a - ea, a + ea
    whole = np.floor(b) == b
    ends = [np.abs(np.power(end, b) - given) for end in (low, high)]
    moved = np.where((low < 0) & (high > 0) & (b < 0), np.inf, np.maximum(*ends))
    moved = np.where((low < 0) & ~whole, np.where(a == 0, np.power(ea, b), np.inf), moved)
    along = np.abs(np.expm1(_times(np.abs(np.log(np.abs(a))), eb)))
    return (
        np.where(ea == 0, 0.0, moved)
        + _times(np.where(eb == 0, 0.0, along), np.abs(given) + moved)
        + LIBRARY * np.abs(given)
        + TINY * (a != 0)
    )


def _atan2(given: Array, a: Array, b: Array, ea: Array, eb: Array) -> Array:
    room = np.hypot(a, b) - np.hypot(ea, eb)
    moved = np.hypot(ea, eb) / np.where(room > 0, room, 0.0)
    return np.where((ea == 0) & (eb == 0), 0.0, moved) + LIBRARY * np.abs(given)


def _wave(slope: Callable[[Array], Array]) -> _Error:
    """Sine and cosine: their slope at a, which changes by no more than the way from a."""
    return lambda given, a, ea: (
        ea * np.minimum(1.0, np.abs(slope(a)) + ea) + LIBRARY * np.abs(given)
    )


def _tangent(given: Array, a: Array, ea: Array) -> Array:
    room = np.abs(np.cos(a)) - ea
    return np.where(ea == 0, 0.0, ea / np.where(room > 0, room, 0.0) ** 2) + LIBRARY * np.abs(given)


def _remainder(given: Array, a: Array, b: Array, ea: Array, eb: Array) -> Array:
    return ea + _times(np.abs(np.trunc(a / b)), eb)


def _selected(
    given: Array, on: Array, no: Array, yes: Array, _: Array, eno: Array, eyes: Array
) -> Array:
    return np.where(on != 0, eyes, eno)


def _exact(given: Array, *_: Array) -> Array:
    return np.zeros_like(given)


_MONOTONE = (
    *("sqrt", "cbrt", "exp", "expm1", "log", "log1p", "asin", "acos", "atan"),
    *("sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
)
_COMPARED = ("eq", "ne", "lt", "le", "gt", "ge")
_STEPS = ("sign", "floor", "ceil", "and", "or", "not", "is_finite")
_ERRORS: dict[str, _Error] = {
    "add": _sum,
    "sub": _sum,
    "mul": _product,
    "div": _quotient,
    "pow": _power,
    "max": lambda given, a, b, ea, eb: np.maximum(ea, eb),
    "min": lambda given, a, b, ea, eb: np.maximum(ea, eb),
    "atan2": _atan2,
    "rem": _remainder,
    "neg": lambda given, a, ea: ea,
    "abs": lambda given, a, ea: ea,
    "sin": _wave(np.cos),
    "cos": _wave(np.sin),
    "tan": _tangent,
    "select": _selected,
    **{name: _monotone(name) for name in _MONOTONE},
    **dict.fromkeys((*_COMPARED, *_STEPS), _exact),
}


def _meet(a: Array, b: Array, ea: Array, eb: Array) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.abs(a - b) <= ea + eb


def _at_whole(a: Array, ea: Array) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.abs(a - np.round(a)) <= ea


def _at_zero(a: Array, ea: Array) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.abs(a) <= ea


_SWITCHES: dict[str, _Switch] = {
    **dict.fromkeys((*_COMPARED, "max", "min"), _meet),
    "abs": _at_zero,
    "sign": _at_zero,
    "floor": _at_whole,
    "ceil": _at_whole,
    "rem": lambda a, b, ea, eb: (
        np.abs(a / b - np.round(a / b)) <= (ea + np.abs(a / b) * eb) / np.abs(b)
    ),
    "atan2": lambda a, b, ea, eb: (np.abs(a) <= ea) & (b <= eb),
}
"""Functions with a kink or a jump, and whether an argument is there."""
_EDGES: dict[str, _Switch] = {
    "pow": lambda a, b, ea, eb: np.abs(a) <= ea,
    "sqrt": _at_zero,
    "log": _at_zero,
    "log1p": lambda a, ea: np.abs(a + 1) <= ea,
    "acosh": lambda a, ea: np.abs(a - 1) <= ea,
    **dict.fromkeys(("asin", "acos", "atanh"), lambda a, ea: np.abs(np.abs(a) - 1) <= ea),
}
"""Functions with an end of their domain, and whether an argument is there."""
