"""What compiles, one piece at a time in the process: fair between readers, dropped when they go."""

import atexit
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import CancelledError, Future
from typing import Any, Generic, TypeVar

A = TypeVar("A")

LEASE = 10.0
"""Seconds for which somebody who asked is taken to be waiting; who still is asks again."""
QUIET = 1.5
"""Seconds without a reader's run after which work is done ahead."""
_READERS = 1024

_log = logging.getLogger(__name__)


class Work(Generic[A]):
    """Something to be computed once, by whichever thread comes first."""

    def __init__(self, compute: Callable[[], A], clock: Callable[[], float]) -> None:
        self.outcome: Future[A] = Future()
        self.ended = clock()
        """When it failed, if it did."""
        self._compute = compute
        self._clock = clock
        self._one = threading.Lock()

    def run(self) -> None:
        """Compute it, unless that is done or it was dropped; an exception is its outcome, too.

        A run of a page that is cut off is none of the work's: whoever asks next begins anew.
        """
        with self._one:
            if self.outcome.done() or not self.outcome.set_running_or_notify_cancel():
                return
            try:
                answer = self._compute()
            except Exception as error:
                _log.exception("What a page asked for failed")
                self.ended = self._clock()
                self.outcome.set_exception(error.with_traceback(None))
            except BaseException:
                self.outcome.set_exception(CancelledError())
                raise
            else:
                self.outcome.set_result(answer)


class Scheduler:
    """One thread that serves its readers in turn, and works ahead when none of them waits."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._changed = threading.Condition()
        self._waiting: dict[Work[Any], dict[Hashable, float]] = {}
        """Who waits for what, in the order of asking, and when they last asked."""
        self._served: dict[Hashable, int] = {}
        """How many had been served when a reader last was."""
        self._ahead: deque[Iterator[object]] = deque()
        self._last = clock()
        self._thread: threading.Thread | None = None
        self._ended = False

    def ask(self, reader: Hashable, work: Work[Any]) -> None:
        """Note that a reader waits for a piece of work."""
        with self._changed:
            self._last = self.clock()
            if work.outcome.done() or work.outcome.running():
                return
            self._waiting.setdefault(work, {})[reader] = self.clock()
            self._begin()

    def touch(self) -> None:
        """Note that a reader is being served: work ahead gives way."""
        self._last = self.clock()

    def work_ahead(self, pieces: Iterator[object]) -> None:
        """Take a piece from an iterator, which does the work, whenever nobody waits."""
        with self._changed:
            self._ahead.append(pieces)
            self._begin()

    def is_here(self) -> bool:
        """Whether the caller runs as a piece of this scheduler's work."""
        return self._thread is threading.current_thread()

    def next(self) -> Callable[[], None] | None:
        """What is to be done now, or None: the longest wait of the reader served longest ago.

        What nobody waits for any more is dropped.
        """
        now = self.clock()
        for work, readers in list(self._waiting.items()):
            for reader, asked in list(readers.items()):
                if asked < now - LEASE:
                    del readers[reader]
            if not readers:
                del self._waiting[work]
                work.outcome.cancel()
        if self._waiting:
            work = min(self._waiting, key=self._turn)
            if len(self._served) > _READERS:
                self._served.clear()
            count = 1 + max(self._served.values(), default=0)
            self._served.update(dict.fromkeys(self._waiting.pop(work), count))
            return work.run
        if self._ahead and self._rest() <= 0:
            return self._go_ahead
        return None

    def stop(self) -> None:
        """Let what is being compiled end: XLA does not survive being cut off."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _turn(self, work: Work[Any]) -> int:
        return min(self._served.get(reader, 0) for reader in self._waiting[work])

    def _rest(self) -> float:
        return self._last + QUIET - self.clock()

    def _go_ahead(self) -> None:
        pieces = self._ahead[0]
        try:
            next(pieces)
        except StopIteration:
            self._ahead.remove(pieces)
        except Exception:
            _log.exception("Work ahead failed")
            self._ahead.remove(pieces)

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="compile", daemon=True)
            self._thread.start()
            atexit.register(self.stop)
        self._changed.notify()

    def _serve(self) -> None:
        while (piece := self._wait_for_next()) is not None:
            piece()

    def _wait_for_next(self) -> Callable[[], None] | None:
        with self._changed:
            while not self._ended:
                piece = self.next()
                if piece is not None:
                    return piece
                self._changed.wait(self._rest() if self._ahead else None)
        return None
