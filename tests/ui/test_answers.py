"""Answers are computed once, kept within bounds, and asked for without waiting."""

import threading
from collections.abc import Callable, Hashable
from typing import NamedTuple
from weakref import ref

import pytest

from explainers.core.catalog import CATALOG, Entry
from explainers.core.complex_plane.entry import PLANS, Plan
from explainers.core.complex_plane.entry import typed as typed_plan
from explainers.core.descent.risks import LINE, of_entry
from explainers.core.expression import entry
from explainers.core.functions import is_typed
from explainers.permalink.descent import preset, settings
from explainers.ui.answers import FORGIVEN, Answers, Pending, together, waiting
from tests.ui.test_scheduler import Still


@pytest.fixture
def still() -> Still:
    return Still()


@pytest.fixture
def computed() -> list[str]:
    """Keys that were computed, in order."""
    return []


@pytest.fixture
def upper(computed: list[str]) -> Callable[[str], str]:
    def compute(key: str) -> str:
        computed.append(key)
        if key.startswith("!"):
            raise ValueError(f"{key} is no word")
        return key.upper()

    return compute


def test_asking_does_not_wait_and_computes_once(
    still: Still, upper: Callable[[str], str], computed: list[str]
) -> None:
    answers = Answers(upper, 8, scheduler=still)
    assert not answers.at_hand("a")
    assert not answers.at_hand("a")
    with pytest.raises(Pending):
        answers.now("a")
    assert computed == []
    assert still.goes_on()
    assert not still.goes_on()
    assert answers.at_hand("a")
    assert answers.now("a") == "A"
    assert computed == ["a"]


def test_another_key_of_a_compiled_program_is_answered_at_once(
    still: Still, upper: Callable[[str], str], computed: list[str]
) -> None:
    answers = Answers(upper, 8, program=lambda key: key[0], scheduler=still)
    assert answers.pending("a1", "a2", "b1") is not None
    while still.goes_on():
        pass
    assert answers.now("a3") == "A3"
    assert answers.now("b2") == "B2"
    assert not answers.at_hand("c1")


def test_of_a_program_that_is_not_compiled_one_key_is_waited_for(
    still: Still, upper: Callable[[str], str]
) -> None:
    answers = Answers(upper, 8, program=lambda key: key[0], scheduler=still)
    pending = answers.pending("a1", "a2", "b1")
    assert pending is not None
    assert [question.key for question in pending.questions] == ["a2", "b1"]


def test_the_least_recently_used_goes_first(
    still: Still, upper: Callable[[str], str], computed: list[str]
) -> None:
    answers = Answers(upper, 2, scheduler=still)
    for key in ("a", "b"):
        answers.at_hand(key)
        still.goes_on()
    answers.at_hand("a")
    answers.at_hand("c")
    still.goes_on()
    assert [answers.at_hand(key) for key in ("a", "c", "b")] == [True, True, False]
    assert computed == ["a", "b", "c"]


class Key:
    """A key that is told from others by itself alone."""


def test_what_was_refused_for_want_of_room_is_let_go() -> None:
    answers = Answers(lambda _: "", 2, scheduler=Still(room=1))
    keys = [Key() for _ in range(10)]
    left = [ref(key) for key in keys]
    while keys:
        assert not answers.at_hand(keys.pop())
    assert sum(one() is not None for one in left) <= 3


def test_what_is_waited_for_is_not_let_go(still: Still, upper: Callable[[str], str]) -> None:
    answers = Answers(upper, 1, scheduler=still)
    for key in "abc":
        answers.at_hand(key)
    works = [answers.asked(key) for key in "abc"]
    while still.goes_on():
        pass
    assert [work.outcome.result() for work in works] == ["A", "B", "C"]
    assert answers.at_hand("c")
    assert not answers.at_hand("a")


def test_a_failure_is_told_and_not_kept_for_ever(
    still: Still, upper: Callable[[str], str], computed: list[str]
) -> None:
    answers = Answers(upper, 8, scheduler=still)
    pending = answers.pending("!")
    assert pending is not None
    still.goes_on()
    assert [repr(outcome.exception()) for outcome in pending.outcomes()] == [
        "ValueError('! is no word')"
    ]
    assert not answers.at_hand("!")
    assert not still.goes_on()
    with pytest.raises(Pending):
        answers.now("!")
    with pytest.raises(ValueError, match="! is no word"):
        answers.wait("!")
    still.seconds.now += FORGIVEN + 1
    assert not answers.at_hand("!")
    assert still.goes_on()
    assert computed == ["!", "!"]


def test_a_page_that_is_cut_off_leaves_no_failure_behind(still: Still) -> None:
    class CutOff(BaseException):
        pass

    begun: list[str] = []

    def cut_off_once(word: str) -> str:
        begun.append(word)
        if len(begun) == 1:
            raise CutOff
        return word.upper()

    answers = Answers(cut_off_once, 8, scheduler=still)
    assert not answers.at_hand("a")
    with pytest.raises(CutOff):
        still.goes_on()
    assert not answers.at_hand("a")
    still.goes_on()
    assert answers.now("a") == "A"


def test_what_was_dropped_is_asked_for_anew(
    still: Still, upper: Callable[[str], str], computed: list[str]
) -> None:
    answers = Answers(upper, 8, scheduler=still)
    answers.at_hand("a")
    still.seconds.now += 60
    assert not still.goes_on()
    answers.at_hand("a")
    still.goes_on()
    assert computed == ["a"]
    assert answers.at_hand("a")


def test_pending_answers_are_put_together(still: Still, upper: Callable[[str], str]) -> None:
    first, second = (Answers(upper, 8, scheduler=still) for _ in range(2))
    both = together(first.pending("a"), None, second.pending("b"))
    assert both is not None
    assert [question.key for question in both.questions] == ["a", "b"]
    assert together(None, None) is None


def test_waiting_for_an_answer_gives_it_and_work_may_wait_for_other_work(
    upper: Callable[[str], str],
) -> None:
    inner = Answers(upper, 8)

    def louder(key: str) -> str:
        return inner.wait(key) + "!"

    outer = Answers(louder, 8)
    assert outer.wait("a") == "A!"
    assert inner.now("a") == "A"


class Place(NamedTuple):
    """What is asked of a function."""

    of: Entry | Plan
    x: tuple[float, ...] = (1.0, 2.0)


@pytest.mark.parametrize(
    ("own", "typed"),
    [
        (Place(CATALOG["polar"]), Place(entry("x1*x2"))),
        (Place(PLANS["square"]), Place(typed_plan("z^3"))),
        ((("nested", CATALOG["polar"]), 1), (("nested", entry("x1*x2")), 1)),
        (settings(preset(LINE)), settings(preset(of_entry(entry("x1^2 + x2^2"))))),
    ],
)
def test_what_was_typed_is_compiled_apart(own: Hashable, typed: Hashable) -> None:
    lanes = Still(), Still()
    answers = Answers(repr, 8, scheduler=lanes[0], typed=lanes[1])
    assert answers.pending(typed, own) is not None
    assert lanes[0].goes_on()
    assert [answers.at_hand(key) for key in (own, typed)] == [True, False]
    assert not lanes[0].goes_on()
    assert lanes[1].goes_on()
    assert answers.at_hand(typed)


def test_nothing_else_waits_while_typed_texts_are_compiled() -> None:
    begun, over = threading.Event(), threading.Event()

    def slow(key: Entry) -> str:
        if is_typed(key.slug):
            begun.set()
            over.wait(60)
        return key.slug

    answers = Answers(slow, 8)
    typed = entry("x1 + 7")
    assert not answers.at_hand(typed)
    assert begun.wait(60)
    assert answers.wait(CATALOG["polar"]) == "polar"
    assert not answers.at_hand(typed)
    over.set()
    assert answers.wait(typed) == typed.slug


def test_two_who_ask_at_once_share_one_answer(still: Still) -> None:
    opened, begun = threading.Event(), threading.Event()
    count: list[None] = []

    def slow(key: str) -> str:
        count.append(None)
        begun.set()
        opened.wait(60)
        return key

    answers = Answers(slow, 8, program=lambda _: None, scheduler=still)
    work = answers.asked("a")
    other = threading.Thread(target=work.run)
    other.start()
    assert begun.wait(60)
    opened.set()
    work.run()
    other.join(60)
    assert count == [None]


def test_a_block_that_lacks_nothing_is_left_alone() -> None:
    with waiting():
        done = True
    assert done
