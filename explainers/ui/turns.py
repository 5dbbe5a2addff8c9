"""Who of a class is served first: hands, then who has just come, then words; else who came first.

Who comes with a text that was typed comes last: it is taken apart before anything can be shown.

Scripts of many readers that run at once take each other's locks, caches and time: a server at its
limit does a third less for them together than one after the other, and has no answer ready before
all are nearly so. What is asked of Streamlit while others wait is cheaper so, too.
"""

import time
from bisect import insort
from collections.abc import Callable, Generator
from contextlib import contextmanager
from enum import IntEnum
from itertools import count
from threading import Event, Lock, local
from typing import NamedTuple


class Part(IntEnum):
    """A part of a page, by how soon a hand waits for it."""

    FIGURE = 0
    """Of a page that is open."""
    ARRIVAL = 1
    """Of one that comes: a whole class may arrive, and nobody's hand should notice."""
    WORDS = 2
    TYPED = 3
    """Of a page that comes with a text that somebody typed, which nobody else shall wait behind."""


_PATIENCE = {Part.FIGURE: 0.0, Part.ARRIVAL: 15.0, Part.WORDS: 30.0, Part.TYPED: 45.0}
"""Seconds after which whoever waits for a part goes before a hand that moves then: in a rush nobody
waits for ever, and no class takes as long to come."""


class _Guest(NamedTuple):
    """Who waits for a turn: the earliest due goes first, and of two alike who came first."""

    due: float
    number: int
    part: Part
    called: Event


class Turns:
    """Lets so many at a time do what takes the processor, and never one that sleeps.

    What is typed never has all of the turns: one text is taken apart at a time, and who waits for
    that shall not keep a turn from others.
    """

    def __init__(self, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        """For ``at_once`` of them."""
        self._free = at_once
        self._free_for_typed = max(1, at_once - 1)
        self._clock = clock
        self._lock = Lock()
        self._waiting: list[_Guest] = []
        self._count = count()
        self._own = local()

    @property
    def waiting(self) -> list[Part]:
        """What turns are waited for, in the order in which they will be had."""
        with self._lock:
            return [guest.part for guest in self._waiting]

    @contextmanager
    def turn(self, part: Part) -> Generator[None]:
        """Wait for a turn, and have it for as long as the context lasts; none within another.

        Raises RuntimeError for a turn within a turn.
        """
        self._take(part)
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def aside(self) -> Generator[None]:
        """Let others have the turn meanwhile, if this thread has one."""
        part: Part | None = getattr(self._own, "part", None)
        if part is not None:
            self._give()
        try:
            yield
        finally:
            if part is not None:
                self._take(part)

    def _take(self, part: Part) -> None:
        if getattr(self._own, "part", None) is not None:
            raise RuntimeError("a turn within a turn would wait for itself")
        self._own.part = part
        with self._lock:
            guest = _Guest(self._clock() + _PATIENCE[part], next(self._count), part, Event())
            insort(self._waiting, guest)
            self._call()
        guest.called.wait()

    def _give(self) -> None:
        part: Part = self._own.part
        self._own.part = None
        with self._lock:
            self._count_free(part, 1)
            self._call()

    def _call(self) -> None:
        """Give the turns that are free to those for whom they are."""
        for guest in list(self._waiting):
            if self._free == 0:
                return
            if guest.part is not Part.TYPED or self._free_for_typed > 0:
                self._waiting.remove(guest)
                self._count_free(guest.part, -1)
                guest.called.set()

    def _count_free(self, part: Part, more: int) -> None:
        self._free += more
        if part is Part.TYPED:
            self._free_for_typed += more


TURNS = Turns(2)
"""As many as the processor that JAX leaves to Python while it computes has use for."""
