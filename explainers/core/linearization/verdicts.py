"""What remainders say of the matrix that stands for J, and of f at x along v.

Where f's program switches nothing at x, f is smooth there, whatever slope was measured: a
kink or a steep part near x may be all that the h see which rounding leaves. Elsewhere only
slopes tell, and those on both sides of x are compared.
"""

import math
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

import numpy as np

from explainers.core.linearization.numbers import STEPS, Evidence, Line, Remainders, norms

ABOUT = 0.02
"""A slope is about a whole number if it is no farther from it."""


class Kind(Enum):
    """What is known of f at x along v."""

    VALUE = auto()
    """f(x) is not finite."""
    JACOBIAN = auto()
    """f(x) is finite, and the Jacobian is not."""
    STILL = auto()
    """v is zero."""
    AFFINE = auto()
    """f is affine along v: no remainder at any h."""
    PIECE = auto()
    """f is affine along v near x, and may have kinks farther out."""
    FEW = auto()
    """Too few remainders stand clear of rounding, and f may be anything."""
    SECOND = auto()
    """The remainder is near h²‖D²f(v, v)‖/2."""
    HIGHER = auto()
    """D²f(v, v) is zero, and the remainder falls faster than h²."""
    FAR = auto()
    """f is smooth at x, but the h that could be measured are too large to show it."""
    STEEP = auto()
    """The remainder falls slower than h."""
    KINK = auto()
    """It falls as h, and f has different slopes on both sides of x."""
    WRONG = auto()
    """It falls as h, and f has the same slope on both sides, which is not Jv."""
    LINEAR = auto()
    """It falls as h, and the other side does not tell why."""
    ONCE = auto()
    """It falls faster than h and slower than h²."""
    TWICE = auto()
    """It falls about as h², and f is not known to be smooth."""
    FASTER = auto()
    """It falls faster than h², and f is not known to be smooth."""
    HALVED = auto()
    """With J/2: what is missed is near h‖Jv‖/2."""
    UNSEEN = auto()
    """With J/2: Jv is zero, and so is Jv/2."""
    MIXED = auto()
    """With J/2: what is missed is not near h‖Jv‖/2, as f's own remainder is not small beside it."""
    ROUGH = auto()
    """With J/2: the same, and f is not known to be smooth at x."""


class Verdict(NamedTuple):
    """What is known, with the slopes that it was read from."""

    kind: Kind
    line: Line
    """Of the remainder towards v; of f(x + hv) − f(x) where the Jacobian is not finite."""
    behind: float = math.nan
    """Slope of the same towards −v; NaN where none was fitted."""
    beside: Kind | None = None
    """Where the Jacobian is not finite: what f(x + hv) − f(x) itself says, if anything."""

    @property
    def slope(self) -> float:
        """Of the remainder towards v; NaN where none was fitted."""
        return float(self.line.slope)

    @property
    def range(self) -> tuple[float, float]:
        """Smallest and largest h that it was fitted to."""
        used = STEPS[np.asarray(self.line.used)]
        return float(used[-1]), float(used[0])


def verdict(found: Remainders, v: Sequence[float], halved: bool) -> Verdict:
    """What the remainders with J, or with J/2, say."""
    line = found.halved_line if halved else found.line
    if not np.isfinite(found.value).all():
        return Verdict(Kind.VALUE, line)
    if not np.isfinite(found.jacobian).all():
        return _without_jacobian(found.evidence)
    if not any(v):
        return Verdict(Kind.STILL, line)
    return _with_half(found) if halved else _with_jacobian(found)


def _with_jacobian(found: Remainders) -> Verdict:
    evidence, line = found.evidence, found.line
    if evidence.straight and not evidence.switches and not evidence.clear:
        return Verdict(Kind.AFFINE, line)
    if evidence.straight and evidence.switches and evidence.smooth:
        return Verdict(Kind.PIECE, line)
    if evidence.straight or not evidence.smooth:
        return _by_slopes(line, evidence.behind, evidence.both)
    if math.isnan(line.slope):
        return Verdict(Kind.FEW, line)
    level = not norms(found.second)
    if evidence.near_second and not level:
        return Verdict(Kind.SECOND, line)
    return Verdict(Kind.HIGHER if level and line.slope > 2 + ABOUT else Kind.FAR, line)


def _with_half(found: Remainders) -> Verdict:
    evidence, line = found.evidence, found.halved_line
    if not norms(found.push):
        return Verdict(Kind.UNSEEN, line)
    if math.isnan(line.slope):
        return Verdict(Kind.FEW, line)
    if evidence.near_half and abs(line.slope - 1) <= ABOUT:
        return Verdict(Kind.HALVED, line)
    return Verdict(Kind.MIXED if evidence.smooth else Kind.ROUGH, line)


def _without_jacobian(evidence: Evidence) -> Verdict:
    """f(x + hv) − f(x) is the remainder of a J that is zero, which no J was said to be."""
    told = _by_slopes(evidence.change, evidence.change_behind, evidence.both)
    beside = told.kind if told.kind in (Kind.STEEP, Kind.KINK, Kind.LINEAR) else Kind.WRONG
    return Verdict(Kind.JACOBIAN, told.line, told.behind, None if told.kind is Kind.FEW else beside)


def _by_slopes(line: Line, back: Line, both: Line) -> Verdict:
    """``both`` is what remains of the two sides together: it falls as h at a kink alone."""
    ahead, behind, across = (float(one.slope) for one in (line, back, both))
    linear = [abs(slope - 1) <= ABOUT for slope in (ahead, behind)]
    if min(ahead, behind, key=_steepness) < 1 - ABOUT:
        kind = Kind.STEEP
    elif any(linear) and abs(across - 1) <= ABOUT:
        kind = Kind.KINK
    elif all(linear) and not across <= 1 + ABOUT:
        kind = Kind.WRONG
    elif any(linear):
        kind = Kind.LINEAR
    elif math.isnan(ahead):
        kind = Kind.FEW
    elif ahead < 2 - ABOUT:
        kind = Kind.ONCE
    else:
        kind = Kind.TWICE if ahead <= 2 + ABOUT else Kind.FASTER
    return Verdict(kind, line, behind)


def _steepness(slope: float) -> float:
    return math.inf if math.isnan(slope) else slope
