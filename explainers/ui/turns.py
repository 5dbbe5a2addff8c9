"""Who of a class is served first: hands, then who has just come, then words; else who came first.

Who comes with a text that was typed comes last: it is taken apart before anything can be shown.

Scripts of many readers that run at once take each other's locks, caches and time: a server at its
limit does a third less for them together than one after the other, and has no answer ready before
all are nearly so. What is asked of Streamlit while others wait is cheaper so, too.
"""

import heapq
from collections.abc import Generator
from contextlib import contextmanager
from enum import IntEnum
from itertools import count
from threading import Event, Lock, local


class Part(IntEnum):
    """A part of a page, by how soon a hand waits for it."""

    FIGURE = 0
    """Of a page that is open."""
    ARRIVAL = 1
    """Of one that comes: a whole class may arrive, and nobody's hand should notice."""
    WORDS = 2
    TYPED = 3
    """Of a page that comes with a text that somebody typed, which nobody else shall wait behind."""


class Turns:
    """Lets so many at a time do what takes the processor, and never one that sleeps."""

    def __init__(self, at_once: int) -> None:
        """For ``at_once`` of them."""
        self._free = at_once
        self._lock = Lock()
        self._waiting: list[tuple[Part, int, Event]] = []
        self._count = count()
        self._own = local()

    @property
    def waiting(self) -> list[Part]:
        """What turns are waited for, in the order in which they will be had."""
        with self._lock:
            return [part for part, *_ in sorted(self._waiting)]

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
            if self._free > 0:
                self._free -= 1
                return
            called = Event()
            heapq.heappush(self._waiting, (part, next(self._count), called))
        called.wait()

    def _give(self) -> None:
        self._own.part = None
        with self._lock:
            if self._waiting:
                heapq.heappop(self._waiting)[2].set()
            else:
                self._free += 1


TURNS = Turns(2)
"""As many as the processor that JAX leaves to Python while it computes has use for."""
