"""The queue of measurements: one at a time for the server, each in a process of its own."""

import atexit
import json
import subprocess
import sys
import threading
import time
from collections import OrderedDict, deque
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from explainers.measure.results import Job, Machine, Result, Run

Stage: TypeAlias = Literal["waiting", "running", "done", "stopped", "failed"]

KEPT = 64
"""How many results are kept; the least recently measured goes first."""
LONGEST_QUEUE = 12
LONGEST_RUN = 120.0
"""Seconds after which a measurement is taken for lost."""
FORGOTTEN = 45.0
"""Seconds after which nobody seems to look any more."""


class Ticket:
    """A place in the queue, and what has become of it."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.stage: Stage = "waiting"
        self.done = 0
        self.of = 0
        self.seen = time.monotonic()

    @property
    def active(self) -> bool:
        """Whether there is still something to wait for."""
        return self.stage in ("waiting", "running")


class Bench:
    """Tickets in a row, a thread that serves them, and the results that are kept."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._queue: deque[Ticket] = deque()
        self._running: Ticket | None = None
        self._process: subprocess.Popen[str] | None = None
        self._results: OrderedDict[Job, Result] = OrderedDict()
        self._thread: threading.Thread | None = None
        self._closed = False

    def ask(self, job: Job) -> Ticket | None:
        """A place in the queue, or None if it is full."""
        with self._changed:
            if len(self._queue) >= LONGEST_QUEUE or self._closed:
                return None
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="bench", daemon=True)
                self._thread.start()
            ticket = Ticket(job)
            self._queue.append(ticket)
            self._changed.notify()
            return ticket

    def ahead(self, ticket: Ticket) -> int:
        """How many are served before this one; notes that somebody is looking at it."""
        with self._changed:
            ticket.seen = time.monotonic()
            if ticket not in self._queue:
                return 0
            return self._queue.index(ticket) + (self._running is not None)

    def stop(self, ticket: Ticket) -> None:
        """Take a ticket out of the queue, or end the process that works for it."""
        with self._changed:
            if not ticket.active:
                return
            ticket.stage = "stopped"
            if ticket in self._queue:
                self._queue.remove(ticket)
            elif self._running is ticket and self._process is not None:
                self._process.kill()

    def result(self, job: Job) -> Result | None:
        """What was measured here, if it is kept."""
        with self._changed:
            return self._results.get(job)

    def close(self) -> None:
        """Serve nobody any more, and end what is under way."""
        with self._changed:
            self._closed = True
            self._queue.clear()
            if self._process is not None:
                self._process.kill()
            self._changed.notify()

    def _serve(self) -> None:
        while (ticket := self._next()) is not None:
            result = self._measured(ticket)
            with self._changed:
                self._process = None
                if ticket.stage == "running":
                    ticket.stage = "failed" if result is None else "done"
                if result is not None:
                    self._results[ticket.job] = result
                    self._results.move_to_end(ticket.job)
                    while len(self._results) > KEPT:
                        self._results.popitem(last=False)

    def _next(self) -> Ticket | None:
        """The next ticket that somebody still wants, waited for; None when the bench is closed."""
        with self._changed:
            self._running = None
            while not self._closed:
                if not self._queue:
                    self._changed.wait()
                    continue
                ticket = self._queue.popleft()
                if time.monotonic() - ticket.seen <= FORGOTTEN:
                    self._running, ticket.stage = ticket, "running"
                    return ticket
                ticket.stage = "stopped"
            return None

    def _measured(self, ticket: Ticket) -> Result | None:
        """What a process of its own measures, or None if it did not come to its end."""
        with self._changed:
            if ticket.stage != "running":
                return None
            try:
                self._process = process = subprocess.Popen(
                    [sys.executable, "-m", "explainers.measure.worker"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    start_new_session=True,
                )
            except OSError:
                return None
        ended = threading.Event()
        watch = threading.Thread(target=self._watch, args=(ticket, ended), daemon=True)
        watch.start()
        try:
            with process:
                try:
                    return self._follow(ticket, process)
                finally:
                    ended.set()
                    process.kill()
                    watch.join()
        except (OSError, ValueError):  # the pipe broke, also while it was closed, or a line did
            return None

    def _watch(self, ticket: Ticket, ended: threading.Event) -> None:
        """Stop a measurement that nobody looks at, or that does not end."""
        begin = time.monotonic()
        while not ended.wait(1.0):
            now = time.monotonic()
            if now - ticket.seen > FORGOTTEN or now - begin > LONGEST_RUN:
                self.stop(ticket)

    def _follow(self, ticket: Ticket, process: "subprocess.Popen[str]") -> Result | None:
        """Read what the worker writes until it ends; None if it did not come to its end."""
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(ticket.job._asdict()) + "\n")
        process.stdin.flush()  # and left open: the worker ends where it is closed
        runs: list[Run] = []
        for line in process.stdout:
            said: dict[str, Any] = json.loads(line)
            if "of" in said:
                ticket.of = said["of"]
            elif "run" in said:
                runs.append(Run(**said["run"]))
                ticket.done = len(runs)
            elif "machine" in said:
                return Result(tuple(runs), Machine(**said["machine"]), said["date"])
        return None


@lru_cache(maxsize=1)
def bench() -> Bench:
    """The one bench of this process."""
    made = Bench()
    atexit.register(made.close)
    return made
