"""How often somebody may do something: token buckets by who it is, as many as are remembered."""

from collections import OrderedDict
from collections.abc import Hashable
from ipaddress import IPv6Address, ip_address, ip_network
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

    def give_back(self, who: str, now: float) -> None:
        """One that was spent has not been needed."""
        most, _ = self._allowance
        self._left[who] = (min(most, self.left(who, now) + 1), now)

    def left(self, who: str, now: float) -> float:
        """How many are left."""
        most, rate = self._allowance
        tokens, at = self._left.get(who, (most, now))
        return min(most, tokens + (now - at) * rate)


class Known:
    """What has once been right; what was asked for longest ago is forgotten first."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, None] = OrderedDict()

    def note(self, what: Hashable) -> None:
        """It is right."""
        self._known[what] = None
        self._known.move_to_end(what)
        if len(self._known) > KNOWN:
            self._known.popitem(last=False)

    def holds(self, what: Hashable) -> bool:
        """Whether it was right, and is remembered."""
        if what in self._known:
            self._known.move_to_end(what)
        return what in self._known


def counted(address: str) -> str:
    """By which name an address is counted.

    Of IPv6 it is the network, since whoever has one has all the 2⁶⁴ addresses in it; an address of
    IPv4 is itself, however it is written.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((int(found) >> 64 << 64, 64)))
