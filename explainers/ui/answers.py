"""Whether what a page asks of JAX is at hand: computed once, kept, and visibly waited for.

No page waits for a compiler. What is not at hand is compiled beside the sessions
(``scheduler``), and the page is drawn anew when it has come. What readers type is compiled
apart, so that nothing else waits behind it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable
from concurrent import futures
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar, cast

import streamlit as st

from explainers.core.functions import is_typed
from explainers.lessons import shared
from explainers.lessons.captions import failed
from explainers.ui import arrival
from explainers.ui.compiling import SCHEDULER, TYPED, reader
from explainers.ui.scheduler import Scheduler, Work
from explainers.ui.theme import escaped, muted
from explainers.ui.turns import TURNS

K = TypeVar("K", bound=Hashable)
A = TypeVar("A")

WAITING = shared()["waiting"].words
CROWDED = shared()["crowded"].words
PROGRAMS = 512
"""How many programs count as compiled; of those that core has let go no key is asked for again."""
FORGIVEN = 10.0
"""Seconds after which what failed may be asked for again."""
PATIENCE = 0.2
"""Seconds that a page waits before it says that it does."""
_LOOK_AGAIN = 0.5


class Question(NamedTuple, Generic[K, A]):
    """Something asked of JAX."""

    answers: "Answers[K, A]"
    key: K


class Pending(Exception):
    """Answers that are still to come, or that failed."""

    def __init__(self, *questions: Question[Any, Any]) -> None:
        super().__init__(f"{len(questions)} answers")
        self.questions = questions

    def works(self) -> list[Work[Any]]:
        """What they come from; what is not done is asked for again."""
        return [question.answers.asked(question.key) for question in self.questions]

    def outcomes(self) -> list[Future[Any]]:
        """What became of them; what is not done is asked for again."""
        return [work.outcome for work in self.works()]


class Answers(Generic[K, A]):
    """What ``compute`` answers to keys; of those kept the least recently used goes first.

    ``program`` tells what is compiled for a key: once one key of a program was answered, its
    other keys are computed at once, by whoever asks. Without it each key waits its turn: among
    what is ``typed`` if a text that was typed stands in it, otherwise in the ``scheduler``'s.
    """

    def __init__(
        self,
        compute: Callable[[K], A],
        kept: int,
        program: Callable[[K], Hashable] | None = None,
        scheduler: Scheduler = SCHEDULER,
        typed: Scheduler = TYPED,
    ) -> None:
        self._compute = compute
        self._kept = kept
        self._program = program
        self._scheduler = scheduler
        self._typed = typed
        self._works: OrderedDict[K, Work[A]] = OrderedDict()
        self._compiled: OrderedDict[Hashable, None] = OrderedDict()
        self._lock = threading.Lock()

    def at_hand(self, key: K) -> bool:
        """Whether the answer can be had now; it is asked for otherwise."""
        return _came(self.asked(key).outcome)

    def pending(self, *keys: K) -> Pending | None:
        """Which of some answers are not at hand, if any: one for each program."""
        missing = [Question(self, key) for key in keys if not self.at_hand(key)]
        by_program = {self._program(q.key) if self._program else q.key: q for q in missing}
        return Pending(*by_program.values()) if missing else None

    def now(self, key: K) -> A:
        """The answer. Raises Pending if it is not at hand."""
        outcome = self.asked(key).outcome
        if not _came(outcome):
            raise Pending(Question(self, key))
        return outcome.result()

    def wait(self, key: K) -> A:
        """The answer, however long it takes: for those who have no page to show meanwhile."""
        while not _ended(outcome := self.asked(key).outcome):
            futures.wait([outcome], _LOOK_AGAIN)
        return outcome.result()

    def asked(self, key: K) -> Work[A]:
        """The work that gives an answer: done, or under way."""
        with self._lock:
            work = self._works.get(key)
            if work is None or _dropped(work.outcome) or self._is_forgiven(work):
                work = self._works[key] = Work(partial(self._noting, key), self._scheduler.clock)
            self._works.move_to_end(key)
            self._let_go()
            at_once = self._program is not None and self._program(key) in self._compiled
        if self._scheduler.is_here() or (at_once and not work.outcome.done()):
            work.run()
        else:
            (self._typed if has_typed(key) else self._scheduler).ask(reader(), work)
        return work

    def _let_go(self) -> None:
        over = len(self._works) - self._kept
        if over > 0:
            idle = (key for key, work in self._works.items() if work.refused or work.outcome.done())
            for key in list(islice(idle, over)):
                del self._works[key]

    def _noting(self, key: K) -> A:
        answer = self._compute(key)
        if self._program is not None:
            with self._lock:
                self._compiled[self._program(key)] = None
                self._compiled.move_to_end(self._program(key))
                if len(self._compiled) > PROGRAMS:
                    self._compiled.popitem(last=False)
        return answer

    def _is_forgiven(self, work: Work[A]) -> bool:
        late = self._scheduler.clock() > work.ended + FORGIVEN
        return late and _error(work.outcome) is not None


def has_typed(key: object) -> bool:
    """Whether what is asked for holds a function that a reader typed."""
    slug = getattr(key, "slug", None)
    if isinstance(slug, str):
        return is_typed(slug)
    return isinstance(key, tuple) and any(map(has_typed, cast("tuple[object, ...]", key)))


def together(*several: Pending | None) -> Pending | None:
    """All that is pending, if anything is."""
    questions = [question for pending in several if pending for question in pending.questions]
    return Pending(*questions) if questions else None


@contextmanager
def waiting() -> Generator[None]:
    """Wait visibly for an answer that a block asks for; the rest of the block waits with it."""
    try:
        yield
    except Pending as pending:
        watch(pending)


@contextmanager
def afterwards() -> Generator[None]:
    """The same below a figure, of which nothing waits: it comes once the figure has been drawn."""
    try:
        yield
    except Pending as pending:
        if not arrival.late():
            watch(pending)


def watch(pending: Pending) -> None:
    """Say that JAX is compiling, and draw the page anew when it has ended; or say what failed."""
    outcomes = pending.outcomes()
    with TURNS.aside():
        futures.wait(outcomes, PATIENCE, futures.FIRST_EXCEPTION)
    errors = [error for outcome in outcomes if (error := _error(outcome)) is not None]
    if not errors:
        _watch(pending)
        return
    st.error(escaped(failed(errors[0])))


@st.fragment(run_every=_LOOK_AGAIN)
def _watch(pending: Pending) -> None:
    works = pending.works()
    outcomes = [work.outcome for work in works]
    if all(map(_came, outcomes)) or any(map(_error, outcomes)):
        st.rerun()
    muted(CROWDED if any(work.refused for work in works) else WAITING)


def _dropped(outcome: Future[Any]) -> bool:
    return outcome.cancelled() or isinstance(_error(outcome), futures.CancelledError)


def _ended(outcome: Future[Any]) -> bool:
    return outcome.done() and not _dropped(outcome)


def _came(outcome: Future[Any]) -> bool:
    return outcome.done() and not outcome.cancelled() and outcome.exception() is None


def _error(outcome: Future[Any]) -> BaseException | None:
    return outcome.exception() if outcome.done() and not outcome.cancelled() else None
