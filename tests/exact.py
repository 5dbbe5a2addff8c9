"""Functions in exact arithmetic, or nearly: their own operations in 180 digits (mpmath).

Nothing is differentiated here: slopes are quotients of values, with a step that no digit of
float64 sees. NaN stands for what is not defined.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import mpmath

from explainers.core.catalog import Entry
from explainers.core.tape import Tape, tape

DIGITS = 180
NOTHING = mpmath.mpf(10) ** -36
"""A slope below this is one of 0: of h^1.4, say, at the step that is taken."""
STEP = 100
"""Slopes are taken over 10 to minus this."""
NAN = mpmath.mpf("nan")
Number = Any
"""mpmath's."""

mp = mpmath.MPContext()
mp.dps = DIGITS


def _real(number: Number) -> Number:
    return NAN if isinstance(number, mp.mpc) else mp.mpf(number)


def _of(name: str) -> Callable[..., Number]:
    def f(*arguments: Number) -> Number:
        if any(map(mp.isnan, arguments)):
            return NAN
        try:
            return _real(getattr(mp, name)(*arguments))
        except (ValueError, ZeroDivisionError):
            return NAN

    return f


def _quotient(a: Number, b: Number) -> Number:
    return NAN if b == 0 or mp.isnan(a) or mp.isnan(b) else a / b


def _power(a: Number, b: Number) -> Number:
    if mp.isnan(a) or mp.isnan(b) or (a == 0 and b < 0):
        return NAN
    return _real(mp.power(a, b))


def _log(a: Number) -> Number:
    return NAN if not a > 0 else mp.log(a)


def _exp(a: Number) -> Number:
    """Beyond what has digits to count: infinity, or 0."""
    if abs(a) > mp.mpf(10) ** 9:
        return mp.inf if a > 0 else mp.mpf(0)
    return mp.exp(a)


_OPERATIONS: dict[str, Callable[..., Number]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": _quotient,
    "pow": _power,
    "max": lambda a, b: NAN if mp.isnan(a) or mp.isnan(b) else max(a, b),
    "min": lambda a, b: NAN if mp.isnan(a) or mp.isnan(b) else min(a, b),
    "neg": lambda a: -a,
    "abs": abs,
    "sign": lambda a: NAN if mp.isnan(a) else mp.sign(a),
    "exp": _exp,
    "log": _log,
    "log1p": lambda a: _log(1 + a),
    "eq": lambda a, b: int(a == b),
    "ne": lambda a, b: int(a != b),
    "lt": lambda a, b: int(a < b),
    "le": lambda a, b: int(a <= b),
    "gt": lambda a, b: int(a > b),
    "ge": lambda a, b: int(a >= b),
    "and": lambda a, b: int(bool(a) and bool(b)),
    "or": lambda a, b: int(bool(a) or bool(b)),
    "not": lambda a: int(not a),
    "is_finite": lambda a: int(mp.isfinite(a)),
    "select": lambda condition, no, yes: yes if condition else no,
    **{
        name: _of(name)
        for name in [
            "sqrt",
            "cbrt",
            "expm1",
            "sin",
            "cos",
            "tan",
            "asin",
            "acos",
            "atan",
            "sinh",
            "cosh",
            "tanh",
            "asinh",
            "acosh",
            "atanh",
            "floor",
            "ceil",
            "atan2",
        ]
    },
}


def values(program: Tape, x: Sequence[Number]) -> list[Number]:
    """The value of a tape at x."""
    slots: list[Number] = [mp.mpf(z) for z in x] + [mp.mpf(z) for z in program.constants]
    for name, arguments in program.operations:
        slots.append(_OPERATIONS[name](*(slots[a] for a in arguments)))
    return [slots[slot] for slot in program.value]


class Exact:
    """A function at a point."""

    def __init__(self, entry: Entry, x: Sequence[float]) -> None:
        self.n, self.m = entry.n, entry.m
        self.x = [mp.mpf(z) for z in x]
        self._program = _values_only(entry)
        self.value = values(self._program, self.x)

    def at(self, way: Sequence[float], h: Number) -> list[Number]:
        """Values at x + h·way."""
        return values(self._program, [z + h * d for z, d in zip(self.x, way, strict=True)])

    @lru_cache(maxsize=256)  # noqa: B019
    def slopes(self, way: tuple[float, ...]) -> tuple[tuple[Number, Number], ...]:
        """Of each output along a direction: for h > 0 and for h < 0."""
        h = mp.mpf(10) ** -STEP
        there = [self.at(way, side * h) for side in (1, -1)]
        return tuple(
            ((ahead - here) / h, (here - behind) / h)
            for here, ahead, behind in zip(self.value, *there, strict=True)
        )

    def axis(self, row: int, column: int) -> tuple[Number, Number]:
        """Slopes of an output along an axis."""
        return self.slopes(tuple(float(j == column) for j in range(self.n)))[row]

    def entry(self, row: int, column: int) -> Number:
        """A partial derivative; NaN if there is none."""
        ahead, behind = self.axis(row, column)
        return ahead if agree(ahead, behind) else NAN

    def differentiable(self, row: int) -> bool:
        """Whether the slopes in many directions are those of one linear map."""
        parts = [self.entry(row, j) for j in range(self.n)]
        if any(map(mp.isnan, parts)):
            return False
        for k in range(1, 12):
            way = tuple(float(mp.sin(7 * k + 3 * j * j + j)) for j in range(self.n))
            made = sum(d * part for d, part in zip(way, parts, strict=True))
            scale = max([abs(d * part) for d, part in zip(way, parts, strict=True)])
            if not all(agree(slope, made, scale) for slope in self.slopes(way)[row]):
                return False
        return True


def agree(one: Number, other: Number, scale: Number = 0) -> bool:
    """Whether two slopes are the same, but for the step over which they were taken."""
    size = max(abs(one), abs(other), scale)
    return bool(abs(one - other) <= mp.mpf(10) ** -30 * size + NOTHING)


@lru_cache(maxsize=256)
def _values_only(entry: Entry) -> Tape:
    program = tape(entry.map, entry.n)
    needed, waiting = set(), [*program.value]
    first = program.inputs + len(program.constants)
    while waiting:
        slot = waiting.pop()
        if slot not in needed:
            needed.add(slot)
            if slot >= first:
                waiting.extend(program.operations[slot - first].arguments)
    place = {slot: slot for slot in range(first)}
    operations = []
    for slot in sorted(slot for slot in needed if slot >= first):
        name, arguments = program.operations[slot - first]
        place[slot] = first + len(operations)
        operations.append(type(program.operations[0])(name, tuple(place[a] for a in arguments)))
    return Tape(
        program.inputs,
        program.constants,
        tuple(operations),
        tuple(place[slot] for slot in program.value),
        (),
    )
