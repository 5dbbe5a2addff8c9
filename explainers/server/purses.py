"""How often somebody may do something: token buckets by who it is, as many as are remembered."""

from collections import OrderedDict
from typing import NamedTuple

KNOWN = 20_000
"""Purses that are remembered; who did nothing for longest is forgotten first."""


class Allowance(NamedTuple):
    """So many at once, and then so many a second."""

    most: float
    rate: float


class Purses:
    """What is left of an allowance to each of those who have it."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, who: str, now: float) -> bool:
        """Whether there is one left, which is then gone."""
        left = self.left(who, now)
        granted = left >= 1
        self._left[who] = (left - granted, now)
        self._left.move_to_end(who)
        if len(self._left) > KNOWN:
            self._left.popitem(last=False)
        return granted

    def left(self, who: str, now: float) -> float:
        """How many are left."""
        most, rate = self._allowance
        tokens, at = self._left.get(who, (most, now))
        return min(most, tokens + (now - at) * rate)
