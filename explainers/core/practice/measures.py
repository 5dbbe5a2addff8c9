"""Named measures of what a hand has set: what the goals of puzzles are bounds of.

Each is a pure function of the numbers at hand and of parameters; ``measures.js`` in the Stage has
the same ones, by the same names, for a hand that moves.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Parameters: TypeAlias = tuple[float, ...]


class At(NamedTuple):
    """The numbers of f at x, with the v and u that a hand holds."""

    x: Array
    v: Array
    u: Array
    value: Array
    jacobian: Array
    push: Array
    pull: Array
    moved: Array
    """f(x + v)."""
    more: Array = np.zeros(0)
    """What else is counted or compared on other ground than the Stage; see ``grounds``."""


Measure: TypeAlias = Callable[[At, Parameters], float]


def _norm(vector: Array) -> float:
    return float(np.sqrt(np.sum(vector * vector)))


def _ratio(part: float, whole: float) -> float:
    """A part of a whole; infinite where there is no whole, so that nothing is reached by zeros."""
    return part / whole if whole > 0 else float("inf")


def _apart(vector: Array, by: Parameters) -> float:
    """Distance from a target, in as many coordinates as that has."""
    return _norm(vector[: len(by)] - np.asarray(by))


def _angle(one: Array, other: Array) -> float:
    """Degrees from 0 to 180 between two vectors; 180 where one of them is zero."""
    lengths = _norm(one) * _norm(other)
    if not lengths > 0:
        return 180.0
    return float(np.degrees(np.arccos(np.clip(np.dot(one, other) / lengths, -1.0, 1.0))))


def _between_lines(one: Array, other: Array) -> float:
    """Degrees from 0 to 90 between two lines through 0; 90 where one of them is no line."""
    angle = _angle(one, other)
    return min(angle, 180.0 - angle) if _norm(one) * _norm(other) > 0 else 90.0


def stretches(jacobian: Array) -> tuple[float, float]:
    """The largest and the smallest singular value of a J with at most two rows or two columns.

    Raises ValueError for a J with more of both.
    """
    gram = jacobian @ jacobian.T if len(jacobian) <= 2 else jacobian.T @ jacobian
    if len(gram) > 2:
        raise ValueError(f"jacobian: {jacobian.shape} has more than two rows and two columns")
    if len(gram) == 1:
        return float(np.sqrt(gram[0, 0])), float(np.sqrt(gram[0, 0]))
    (a, b), (_, d) = gram
    middle, apart = (a + d) / 2, np.sqrt(((a - d) / 2) ** 2 + b * b)
    largest = np.sqrt(middle + apart)
    least = np.sqrt(max(a * d - b * b, 0.0)) / largest if largest > 0 else 0.0
    return float(largest), float(least)


def _gain(at: At, _: Parameters) -> float:
    whole = stretches(at.jacobian)[0] * _norm(at.v)
    return _norm(at.push) / whole if whole > 0 else 0.0


def _feel(at: At, _: Parameters) -> float:
    whole = stretches(at.jacobian)[0] * _norm(at.u)
    return _norm(at.pull) / whole if whole > 0 else 0.0


def _flatness(at: At, _: Parameters) -> float:
    largest, least = stretches(at.jacobian)
    return _ratio(least, largest)


def _turn(at: At, _: Parameters) -> float:
    return _norm((at.jacobian.T @ at.jacobian - np.eye(len(at.x))).ravel())


def _sign_error(at: At, _: Parameters) -> float:
    """How far v·Jv is from the trace over all signs, at the root of the mean square, over |J|."""
    both = (at.jacobian + at.jacobian.T) / 2
    beside = both - np.diag(np.diag(both))
    return _ratio(math.sqrt(2.0) * _norm(beside.ravel()), _norm(at.jacobian.ravel()))


def _honesty(at: At, _: Parameters) -> float:
    step = at.jacobian @ at.pull
    lengths = _norm(step) * _norm(at.u)
    return float(np.dot(step, at.u)) / lengths if lengths > 0 else 0.0


def _remainder(at: At, _: Parameters) -> float:
    return _ratio(_norm(at.moved - at.value - at.push), _norm(at.v))


def _swap_angle(at: At, _: Parameters) -> float:
    swapped = at.jacobian.T @ at.v
    return _angle(at.push, swapped) if _norm(at.push) * _norm(swapped) > 0 else 0.0


def _part(some: float, whole: float) -> float:
    """A part of a whole, 0 where there is none."""
    return some / whole if whole > 0 else 0.0


def _gap(at: At, _: Parameters) -> float:
    """How far u·(Jv) is from (uᵀJ)·v as the rule has it; 0 where v or u is."""
    return _part(abs(float(at.u @ at.push - at.pull @ at.v)), _norm(at.u) * _norm(at.v))


def _true_gap(at: At, _: Parameters) -> float:
    """How far the true uᵀJv is from 0, in the same measure."""
    return _part(abs(float(at.u @ at.push)), _norm(at.u) * _norm(at.v))


def _weights(at: At, by: Parameters) -> float:
    return float(np.max(np.abs(at.u - np.asarray(by) * at.value)))


def _farthest(entries: Array, by: Parameters) -> float:
    """How far the farthest entry is from what it is held against."""
    return float(np.max(np.abs(entries - np.asarray(by))))


MEASURES: dict[str, Measure] = {
    # Lengths, and how far something is from a target
    "x-part": lambda at, by: abs(float(at.x[int(by[0])]) - by[1]),
    "x-length": lambda at, _: _norm(at.x),
    "v-length": lambda at, _: _norm(at.v),
    "u-length": lambda at, _: _norm(at.u),
    "push-length": lambda at, _: _norm(at.push),
    "v-distance": lambda at, by: _apart(at.v, by),
    "push-distance": lambda at, by: _apart(at.push, by),
    "pull-distance": lambda at, by: _apart(at.pull, by),
    "change-distance": lambda at, by: _apart(at.moved - at.value, by),
    "swapped-distance": lambda at, by: _apart(at.jacobian.T @ at.v, by),
    "push-part": lambda at, by: abs(float(at.push[int(by[0])])),
    "pull-part": lambda at, by: abs(float(at.pull[int(by[0])]) - sum(by[1:])),
    "times-least": lambda at, by: _ratio(_apart(at.push, by[1:]), by[0]),
    "table-distance": lambda at, by: _farthest(at.jacobian.ravel(), by),
    "weights-distance": _weights,
    # Angles in degrees; those with a given vector are between lines
    "v-angle": lambda at, by: _between_lines(at.v, np.asarray(by)),
    "u-angle": lambda at, by: _between_lines(at.u, np.asarray(by)),
    "pull-angle": lambda at, _: _between_lines(at.pull, at.u),
    "swap-angle": _swap_angle,
    # Parts of what could be
    "silence": lambda at, _: _ratio(_norm(at.push), _norm(at.jacobian.ravel()) * _norm(at.v)),
    "deafness": lambda at, _: _ratio(_norm(at.pull), _norm(at.jacobian.ravel()) * _norm(at.u)),
    "power": lambda at, _: _ratio(abs(float(at.u @ at.push)), _norm(at.u) * _norm(at.push)),
    "plain-power": lambda at, _: _ratio(abs(float(at.u @ at.v)), _norm(at.u) * _norm(at.v)),
    "gain": _gain,
    "feel": _feel,
    "honesty": _honesty,
    # What J is
    "flatness": _flatness,
    "turn": _turn,
    "asymmetry": lambda at, _: _ratio(
        _norm((at.jacobian - at.jacobian.T).ravel()), _norm(at.jacobian.ravel())
    ),
    "sign-error": _sign_error,
    # What is told of other ground: of an order of products
    "multiplications": lambda at, _: float(at.more[0]),
    "held": lambda at, _: float(at.more[1]),
    # of stones on a chain
    "recomputed": lambda at, _: float(at.more[0]),
    "slots": lambda at, _: float(at.more[1]),
    # of a rule, with the true uᵀJ beside it
    "gap": _gap,
    "rule-error": lambda at, _: _norm(at.pull - at.more),
    "true-gap": _true_gap,
    # of a J that is guessed from probes
    "probes": lambda at, _: float(at.more[0]),
    "entries-distance": lambda at, by: _farthest(at.more[1:], by),
    "found-distance": lambda at, by: (
        _farthest(at.more[1:], by[1:]) if at.more[0] >= by[0] else math.inf
    ),
    # of a listing that was mended
    "off": lambda at, _: float(at.more[0]),
    "line-off": lambda at, by: abs(float(at.more[1]) - by[0]),
    # of a solution: how far dx/dp is from a slope, in parts of it where that is steep
    "slope-off": lambda at, by: abs(float(at.more[0]) - by[0]) / max(1.0, abs(by[0])),
    # and of a J that is coloured
    "products": lambda at, _: float(at.more[0]),
    "mixed": lambda at, _: float(at.more[1]),
    # How f bends
    "remainder": _remainder,
}
"""By the name that goals, the browser and its words know."""
