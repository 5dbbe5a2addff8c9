"""What compiles, one piece at a time: fair between readers, and dropped when they go."""

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import CancelledError, Future
from typing import Any, Generic, TypeVar

A = TypeVar("A")

LEASE = 10.0
"""Seconds for which somebody who asked is taken to be waiting; who still is asks again."""
QUIET = 1.5
"""Seconds without a reader's run after which work is done ahead."""
AT_ONCE = 8
"""Where room is short, a reader waits for no more pieces than this: older ones are dropped."""
_READERS = 1024

_log = logging.getLogger(__name__)


class Work(Generic[A]):
    """Something to be computed once, by whichever thread comes first."""

    def __init__(self, compute: Callable[[], A], clock: Callable[[], float]) -> None:
        self.outcome: Future[A] = Future()
        self.ended = clock()
        """When it failed, if it did."""
        self.refused = False
        """Whether there was no room for it when it was last asked for."""
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


class _Thread(threading.Thread):
    """One that does a scheduler's work."""


class Scheduler:
    """One thread that serves its readers in turn, and works ahead when none of them waits."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        is_there: Callable[[Hashable], bool] = lambda _: True,
        room: int | None = None,
    ) -> None:
        """Serve readers as long as they are there, and no more pieces at once than there is room.

        Without a number there is room for all.
        """
        self.clock = clock
        self._is_there = is_there
        self._room = room
        self._changed = threading.Condition()
        self._waiting: dict[Work[Any], dict[Hashable, float]] = {}
        """Who waits for what, in the order of asking, and when they last asked."""
        self._turns = 0
        """Two for each piece begun: who comes between two has a place between them."""
        self._since: dict[Hashable, int] = {}
        """At which of them a reader was last served, or came."""
        self._ahead: deque[Iterator[object]] = deque()
        self._last = clock()
        self._thread: threading.Thread | None = None
        self._ended = False

    def ask(self, reader: Hashable, work: Work[Any]) -> None:
        """Note that a reader waits for a piece of work, or that there is no room for it."""
        with self._changed:
            self._last = self.clock()
            if self._ended or work.outcome.done() or work.outcome.running():
                return
            if work not in self._waiting and self._is_full():
                self._drop_abandoned()
                if self._is_full():
                    self._make_room_for(reader)
            work.refused = work not in self._waiting and self._is_full()
            if work.refused:
                return
            self._waiting.setdefault(work, {})[reader] = self.clock()
            self._since.setdefault(reader, self._turns - 1)
            if self._room is not None:
                self._let_go_for(reader)
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
        """Whether the caller runs as a piece of a scheduler's work, which waits for no other."""
        return isinstance(threading.current_thread(), _Thread)

    def next(self) -> Callable[[], None] | None:
        """What is to be done now, or None: the longest wait of whoever was served, or came, first.

        Who comes as somebody else each time gains nothing by it. What nobody waits for any more is
        dropped.
        """
        self._drop_abandoned()
        if self._waiting:
            work = min(self._waiting, key=self._turn)
            self._turns += 2
            self._since.update(dict.fromkeys(self._waiting.pop(work), self._turns))
            if len(self._since) > _READERS:
                self._forget()
            return work.run
        if self._ahead and self._rest() <= 0:
            return self._go_ahead
        return None

    def close(self) -> None:
        """Begin nothing more; who waits is let go."""
        with self._changed:
            self._ended = True
            for work in self._waiting:
                work.outcome.cancel()
            self._waiting.clear()
            self._changed.notify()

    def stop(self) -> None:
        """Let what is being compiled end: XLA does not survive being cut off."""
        self.close()
        if self._thread is not None:
            self._thread.join()

    def _is_full(self) -> bool:
        return self._room is not None and len(self._waiting) >= self._room

    def _drop_abandoned(self) -> None:
        now = self.clock()
        for work, readers in list(self._waiting.items()):
            for reader, asked in list(readers.items()):
                if asked < now - LEASE or not self._is_there(reader):
                    self._leave(work, reader)

    def _let_go_for(self, reader: Hashable) -> None:
        """Drop what a reader asked for longest ago, if that is more than one may wait for."""
        mine = [work for work, readers in self._waiting.items() if reader in readers]
        mine.sort(key=lambda work: self._waiting[work][reader])
        for work in mine[: max(0, len(mine) - AT_ONCE)]:
            self._leave(work, reader)

    def _make_room_for(self, reader: Hashable) -> None:
        """Have whoever waits for most give up what they asked for last, if they keep more."""
        counts = Counter(one for readers in self._waiting.values() for one in readers)
        if not counts:
            return
        most, count = counts.most_common(1)[0]
        if count < counts[reader] + 2:
            return
        theirs = [work for work, readers in self._waiting.items() if most in readers]
        alone = [work for work in theirs if len(self._waiting[work]) == 1]
        if alone:
            self._leave(alone[-1], most)

    def _leave(self, work: Work[Any], reader: Hashable) -> None:
        del self._waiting[work][reader]
        if not self._waiting[work]:
            del self._waiting[work]
            work.outcome.cancel()

    def _turn(self, work: Work[Any]) -> int:
        return min(self._since[reader] for reader in self._waiting[work])

    def _forget(self) -> None:
        """Forget who was served longest ago and waits for nothing."""
        here = {reader for readers in self._waiting.values() for reader in readers}
        kept = sorted(self._since.items(), key=lambda one: (one[0] in here, one[1]))
        self._since = dict(kept[-max(_READERS // 2, len(here)) :])

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
        if self._thread is None or not self._thread.is_alive():
            self._thread = _Thread(target=self._serve, name="compile", daemon=True)
            self._thread.start()
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
