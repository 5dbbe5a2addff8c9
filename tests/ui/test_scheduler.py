"""One piece at a time, in turn between readers; what nobody waits for is dropped; ahead last."""

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from concurrent import futures
from typing import Any

import pytest

from explainers.ui.scheduler import AT_ONCE, LEASE, QUIET, Scheduler, Work


class Clock:
    """Seconds, as a test sets them."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Still(Scheduler):
    """Its work is done when the test asks for it, and not by a thread."""

    def __init__(
        self, is_there: Callable[[Hashable], bool] = lambda _: True, room: int | None = None
    ) -> None:
        self.seconds = Clock()
        super().__init__(self.seconds, is_there, room)

    def _begin(self) -> None:
        pass

    def goes_on(self) -> bool:
        piece = self.next()
        if piece is not None:
            piece()
        return piece is not None


@pytest.fixture
def still() -> Still:
    return Still()


@pytest.fixture
def done() -> list[str]:
    """Names of what was done, in order."""
    return []


@pytest.fixture
def work(still: Still, done: list[str]) -> Callable[[str], Work[None]]:
    def named(name: str) -> Work[None]:
        return Work(lambda: done.append(name), still.clock)

    return named


def _idle(still: Still) -> Work[None]:
    return Work(lambda: None, still.clock)


def exhaust(still: Still) -> None:
    while still.goes_on():
        pass


def test_readers_are_served_in_turn(
    still: Still, work: Callable[[str], Work[None]], done: list[str]
) -> None:
    for name in ("a1", "a2", "a3", "b1", "c1", "b2"):
        still.ask(name[0], work(name))
    exhaust(still)
    assert done == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_who_was_served_last_waits_for_those_who_came_since(
    still: Still, work: Callable[[str], Work[None]], done: list[str]
) -> None:
    still.ask("a", work("a1"))
    still.ask("a", work("a2"))
    still.goes_on()
    still.ask("b", work("b1"))
    exhaust(still)
    assert done == ["a1", "b1", "a2"]


def test_who_comes_as_somebody_else_each_time_does_not_go_before_who_was_served_once(
    still: Still, work: Callable[[str], Work[None]], done: list[str]
) -> None:
    for name in ("first", "second"):
        still.ask("reader", work(name))
    for visit in map(str, range(5)):
        still.ask(visit, work(visit))
        assert still.goes_on()
    assert done == ["first", "0", "1", "second", "2"]


def test_who_waits_is_not_forgotten_however_many_come_and_go(
    still: Still, work: Callable[[str], Work[None]], done: list[str]
) -> None:
    crowd = work("crowd")
    for name in ("first", "second"):
        still.ask("reader", work(name))
    for visit in map(str, range(3000)):
        still.ask(visit, crowd)
    still.ask("late", work("late"))
    exhaust(still)
    assert done == ["first", "crowd", "late", "second"]


def test_what_several_wait_for_is_done_once_in_the_first_ones_turn(
    still: Still, work: Callable[[str], Work[None]], done: list[str]
) -> None:
    shared = work("shared")
    for reader, piece in (("a", work("a1")), ("a", shared), ("b", shared), ("b", work("b1"))):
        still.ask(reader, piece)
    exhaust(still)
    assert done == ["a1", "shared", "b1"]


def test_work_whose_readers_are_gone_is_dropped(
    still: Still, work: Callable[[str], Work[None]], done: list[str]
) -> None:
    left, kept, shared = work("left"), work("kept"), work("shared")
    for reader, piece in (("a", left), ("b", kept), ("a", shared), ("b", shared)):
        still.ask(reader, piece)
    still.seconds.now += LEASE + 1
    still.ask("b", kept)
    still.ask("b", shared)
    exhaust(still)
    assert done == ["kept", "shared"]
    assert left.outcome.cancelled()


def test_who_asks_again_is_still_waiting(
    still: Still, work: Callable[[str], Work[None]], done: list[str]
) -> None:
    piece = work("a")
    for _ in range(5):
        still.ask("a", piece)
        still.seconds.now += LEASE - 1
    exhaust(still)
    assert done == ["a"]


def test_work_of_a_reader_whose_browser_was_closed_is_dropped_at_once(done: list[str]) -> None:
    gone: set[Hashable] = set()
    still = Still(lambda reader: reader not in gone)
    left, kept = (Work(lambda name=name: done.append(name), still.clock) for name in "ab")
    still.ask("a", left)
    still.ask("b", kept)
    gone.add("a")
    exhaust(still)
    assert done == ["b"]
    assert left.outcome.cancelled()


def test_who_waits_for_most_gives_up_the_newest_for_who_has_nothing() -> None:
    still = Still(room=2 * AT_ONCE)
    held = {reader: [_idle(still) for _ in range(AT_ONCE)] for reader in "ab"}
    for reader, pieces in held.items():
        for piece in pieces:
            still.ask(reader, piece)
    late = _idle(still)
    still.ask("c", late)
    assert not late.refused
    lost = [piece for pieces in held.values() for piece in pieces if piece.outcome.cancelled()]
    assert lost == [held["a"][-1]]
    exhaust(still)
    assert late.outcome.done()


def test_nobody_gives_up_what_others_have_no_less_of_or_wait_for_too() -> None:
    still = Still(room=3)
    first, second, shared, late, more = (_idle(still) for _ in range(5))
    for reader, piece in (("a", shared), ("b", shared), ("a", first), ("b", second)):
        still.ask(reader, piece)
    still.ask("c", late)
    assert not late.refused
    assert first.outcome.cancelled()  # the newest of hers that is hers alone
    still.ask("b", more)
    assert more.refused  # he would have more than whom he robs
    assert not shared.outcome.cancelled()


def test_who_finds_no_room_is_told_and_has_a_place_once_there_is(done: list[str]) -> None:
    still = Still(room=2)
    first, second, late = (
        Work(lambda name=name: done.append(name), still.clock) for name in ("1", "2", "late")
    )
    for reader, work in (("a", first), ("b", second), ("c", late), ("c", first)):
        still.ask(reader, work)
    assert [work.refused for work in (first, second, late)] == [False, False, True]
    still.goes_on()
    still.ask("c", late)
    assert not late.refused
    exhaust(still)
    assert done == ["1", "2", "late"]


def test_what_nobody_waits_for_takes_no_room(done: list[str]) -> None:
    still = Still(room=1)
    left, late = (Work(lambda: None, still.clock) for _ in range(2))
    still.ask("a", left)
    still.seconds.now += LEASE + 1
    still.ask("b", late)
    assert left.outcome.cancelled()
    assert not late.refused


def test_one_reader_does_not_take_all_the_room() -> None:
    still = Still(room=3 * AT_ONCE)
    works = [Work(lambda: None, still.clock) for _ in range(2 * AT_ONCE)]
    for work in works:
        still.ask("a", work)
        still.seconds.now += 0.1
    assert [work.outcome.cancelled() for work in works] == [True] * AT_ONCE + [False] * AT_ONCE


def test_a_scheduler_that_was_closed_begins_nothing_more(
    still: Still, work: Callable[[str], Work[None]], done: list[str]
) -> None:
    still.ask("a", waiting := work("a"))
    still.close()
    assert waiting.outcome.cancelled()
    still.ask("a", work("b"))
    exhaust(still)
    assert done == []


def pieces(done: list[str], *names: str) -> Iterator[None]:
    for name in names:
        done.append(name)
        yield


def test_work_ahead_gives_way_to_readers_and_to_their_pages(
    still: Still, work: Callable[[str], Work[None]], done: list[str]
) -> None:
    still.work_ahead(pieces(done, "ahead 1", "ahead 2"))
    assert not still.goes_on()  # somebody may just have come
    still.seconds.now += QUIET
    still.goes_on()
    still.touch()
    assert not still.goes_on()
    still.ask("a", work("a"))
    still.goes_on()
    assert not still.goes_on()
    still.seconds.now += QUIET
    exhaust(still)
    assert done == ["ahead 1", "a", "ahead 2"]


def test_work_ahead_that_fails_takes_nothing_else_along(
    still: Still, done: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Iterator[None]:
        raise ValueError("broken")
        yield

    still.work_ahead(broken())
    still.work_ahead(pieces(done, "ahead"))
    still.seconds.now += QUIET
    exhaust(still)
    assert done == ["ahead"]
    assert "Work ahead failed" in caplog.text


def test_failing_is_an_outcome_and_is_logged(
    still: Still, done: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Any:
        done.append("tried")
        raise ValueError("no")

    work = Work(fail, still.clock)
    still.ask("a", work)
    exhaust(still)
    work.run()
    assert done == ["tried"]
    assert repr(work.outcome.exception()) == "ValueError('no')"
    assert "ValueError: no" in caplog.text


def test_a_thread_works_on_one_piece_at_a_time_and_stops_when_told() -> None:
    scheduler = Scheduler()
    opened, begun = threading.Event(), threading.Event()
    order: list[str] = []

    def first() -> bool:
        begun.set()
        opened.wait(60)
        order.append("first")
        return scheduler.is_here()

    works = [
        Work(first, scheduler.clock),
        Work(lambda: order.append("second"), scheduler.clock),
    ]
    for work in works:
        scheduler.ask("a", work)
    assert begun.wait(60)
    assert order == []
    opened.set()
    assert works[0].outcome.result(60)
    works[1].outcome.result(60)
    assert order == ["first", "second"]
    assert not scheduler.is_here()
    scheduler.stop()
    scheduler.ask("a", late := Work(lambda: None, scheduler.clock))
    assert not late.outcome.done()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_ends_the_thread_ends_nothing_for_those_who_ask_later() -> None:
    scheduler = Scheduler()

    def end() -> str:
        raise SystemExit

    last = Work(end, scheduler.clock)
    scheduler.ask("one", last)
    with pytest.raises(futures.CancelledError):
        last.outcome.result(60)
    later = Work(lambda: "done", scheduler.clock)
    until = time.monotonic() + 60
    while not later.outcome.done() and time.monotonic() < until:
        scheduler.ask("two", later)
    assert later.outcome.result(0) == "done"
