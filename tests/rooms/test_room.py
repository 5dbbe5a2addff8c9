"""What may happen in a room, and who is told what."""

import json
import math
from collections.abc import Sequence
from typing import Any

import pytest

from explainers.rooms import room as rooms
from explainers.rooms.room import (
    LASTS,
    MOST_ROUNDS,
    MOST_WORDS,
    Answer,
    Kind,
    Question,
    Room,
    sound,
    told,
    turned,
)

PUSH = Question("push", 2, {"title": "a push"})
PULL = Question("pull", 1, {"title": "a pull"})
NUMBER = Question("number", 1, {"title": "a number"})
CHOOSE = Question("choose", 1, {"title": "a choice"}, (3,))
CELL = Question("cell", 2, {"title": "an entry"}, (2, 3))
ORDER = Question("order", 3, {"title": "an order"}, (3, 3, 3))
PLACE = Question("place", 2, {"title": "a place"}, most=6.5)
PUZZLE = Question("puzzle", 4, {"title": "two hands"})
PICKS = Question("picks", 3, {"title": "products"}, (3, 2, 1))
WORDS = Question("words", 1, {"title": "words"}, (1,))
EVERY = (PUSH, PULL, NUMBER, CHOOSE, CELL, ORDER, PLACE, PUZZLE, PICKS, WORDS)
SECRET = "s" * 22


@pytest.fixture
def room() -> Room:
    return rooms.opened(SECRET, 1000.0, "https://example.org/room?c=BCDFG", PUSH)


def after(room: Room, *acts: str) -> Room:
    for act in acts:
        found = turned(room, act, len(room.rounds), PULL if act == "ask" else None)
        assert found is not None, act
        room = found
    return room


def test_codes_are_five_letters_that_are_not_taken_for_others() -> None:
    codes = {rooms.new_code() for _ in range(300)}
    assert len(codes) > 290
    assert all(rooms.read_code(code) == code for code in codes)
    assert not set("AEIOUL") & set("".join(codes))
    assert len(set(rooms.LETTERS)) ** rooms.LENGTH == 3_200_000


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" bcd fg ", "BCDFG"),
        ("BCDF", None),
        ("BCDFGH", None),
        ("BCDF1", None),
        ("ＢＣＤＦＧ", None),
        ("", None),
        ("B" * 10_000, None),
    ],
)
def test_a_code_is_read_as_it_is_typed(typed: str, code: str | None) -> None:
    assert rooms.read_code(typed) == code


def test_only_the_secret_opens_what_is_the_teachers(room: Room) -> None:
    assert rooms.unlocks(room, SECRET)
    for other in ("", "BCDFG", room.lock, SECRET[:-1], "é"):
        assert not rooms.unlocks(room, other)
    assert SECRET not in rooms.written(room)
    assert len(rooms.new_secret()) >= 22


def test_a_room_is_read_as_it_was_written(room: Room) -> None:
    later = after(room, "close", "again", "close", "reveal", "ask")
    assert rooms.read(rooms.written(later)) == later
    assert later.until == 1000.0 + LASTS


@pytest.mark.parametrize("question", EVERY)
def test_every_kind_of_question_is_read_as_it_was_written(question: Question) -> None:
    room = rooms.opened(SECRET, 1000.0, "https://example.org/room?c=BCDFG", question)
    assert rooms.read(rooms.written(room)) == room


def test_a_room_of_the_version_before_is_read_and_goes_on() -> None:
    """As it was written when all questions were arrows."""
    text = (
        f'["{rooms.digest(SECRET)}",44200.0,"https://example.org/room?c=BCDFG",'
        '[["push",2,{"title":"a push"}]],[[0,"closed"],[0,"open"]]]'
    )
    room = rooms.read(text)
    assert room.question == PUSH
    assert sound(room, 2, [1, 2]) == [1.0, 2.0]
    assert after(room, "close", "reveal", "ask").question == PULL


def test_a_puzzle_of_the_version_before_is_asked_on() -> None:
    """As it was written when one hand solved all of them."""
    text = (
        f'["{rooms.digest(SECRET)}",44200.0,"https://example.org/room?c=BCDFG",'
        '[["puzzle",2,{"hand":"v"},[]]],[[0,"open"]],false,[]]'
    )
    room = rooms.read(text)
    assert room.question.shown["free"] == ["v"]
    assert sound(room, 1, [1, 2]) == [1.0, 2.0]


def test_a_round_is_open_then_closed_then_shown(room: Room) -> None:
    assert room.asking == 1
    assert after(room, "close").asking == 0
    assert after(room, "close", "again").asking == 2
    assert after(room, "close", "again").together == [1, 2]
    asked = after(room, "close", "again", "close", "reveal", "ask")
    assert (asked.asking, asked.together, asked.question) == (3, [3], PULL)


@pytest.mark.parametrize(
    ("before", "act"),
    [
        ((), "reveal"),
        ((), "again"),
        ((), "ask"),
        (("close",), "close"),
        (("close", "reveal"), "reveal"),
        (("close", "reveal"), "close"),
        ((), "nonsense"),
    ],
)
def test_what_makes_no_sense_changes_nothing(room: Room, before: tuple[str, ...], act: str) -> None:
    here = after(room, *before)
    assert turned(here, act, len(here.rounds), PULL) is None


def test_a_press_that_comes_late_or_twice_changes_nothing(room: Room) -> None:
    second = after(room, "close", "again")
    for at in (0, 1, 3, None, True, "2", 2.5):
        assert turned(second, "close", at) is None
    assert turned(second, "close", 2) is not None


def test_rounds_end_somewhere(room: Room) -> None:
    for _ in range(MOST_ROUNDS - 1):
        room = after(room, "close", "again")
    assert turned(after(room, "close"), "again", MOST_ROUNDS) is None


def test_an_answer_is_as_many_finite_numbers_as_the_plane_shows(room: Room) -> None:
    assert sound(room, 1, [1, -0.0]) == [1.0, 0.0]
    for answer in (
        [1.0],
        [1.0, 2.0, 3.0],
        [1.0, math.nan],
        [1.0, math.inf],
        [1e7, 0.0],
        [True, 0.0],
        ["1", 0.0],
        [[1.0], 0.0],
        {"0": 1.0, "1": 0.0},
        "12",
        None,
        [10**400, 0],
    ):
        assert sound(room, 1, answer) is None, answer


@pytest.mark.parametrize(
    ("question", "fits", "others"),
    [
        (NUMBER, ([-2.5], [1e6]), ([1e7], [math.nan], [1, 2], ["1"], [True], [])),
        (CHOOSE, ([0], [2]), ([3], [-1], [0.5], [1.0], [True], ["0"], [0, 0], [10**400], 0)),
        (CELL, ([0, 0], [1, 2]), ([2, 0], [0, 3], [-1, 0], [0.0, 1.0], [0], [[0], 0], {}, None)),
        (
            ORDER,
            ([0, 1, 2], [2, 0, 1]),
            (
                [0, 1],
                [0, 1, 2, 0],
                [0, 0, 1],
                [1, 2, 3],
                [0, 1, -1],
                [0.0, 1.0, 2.0],
                [False, 1, 2],
                ["0", 1, 2],
                [[0], 1, 2],
                {0: 0, 1: 1, 2: 2},
                "012",
                [0, 1, 10**400],
            ),
        ),
        (
            PICKS,
            ([0, 0, 0], [2, 1, 0]),
            (
                [3, 0, 0],
                [0, 2, 0],
                [0, 0, 1],
                [0, 0],
                [0, 0, 0, 0],
                [-1, 0, 0],
                [0.5, 0, 0],
                [True, 0, 0],
                ["0", 0, 0],
                [[0, 0, 0]],
                {"0": 0},
                "000",
                [10**400, 0, 0],
            ),
        ),
        (
            PUZZLE,
            ([1, 2, -3, 0.5],),
            ([1, 2, 3], [1, 2, 3, 4, 5], [1, 2, 3, math.nan], [1e7, 0, 0, 0], ["v", 0, 0, 0]),
        ),
        (WORDS, ([0],), ([1], [], [0, 0], ["why"], "why", None)),
        (
            PLACE,
            ([6.5, -6.5], [0, 0.1]),
            (
                [6.6, 0],
                [0, -7],
                [1000000.0, 0],
                [math.nan, 0],
                [0, math.inf],
                [1],
                [1, 2, 3],
                ["1", 0],
                [True, 0],
                [[1], 0],
                None,
                {"0": 1, "1": 2},
                [10**400, 0],
            ),
        ),
    ],
)
def test_an_answer_is_a_number_or_one_of_a_closed_set_or_lies_in_its_plane(
    question: Question, fits: Sequence[list[float]], others: Sequence[object]
) -> None:
    room = rooms.opened(SECRET, 1000.0, "https://example.org/room?c=BCDFG", question)
    for answer in fits:
        assert sound(room, 1, answer) == answer
    for answer in others:
        assert sound(room, 1, answer) is None, answer


def test_what_a_teacher_takes_along_has_every_closed_round(room: Room) -> None:
    later = after(room, "close", "again", "close", "reveal", "ask", "close", "again")
    clouds = [[[1.0, 2.0]], [[3.0, 4.0]], [[5.0]]]
    given = [[Answer(numbers, "why", "n") for numbers in cloud] for cloud in clouds]
    assert rooms.past(later, given) == [
        (0, 1, True, clouds[0], ["why"]),
        (0, 2, True, clouds[1], ["why"]),
        (1, 1, False, clouds[2], ["why"]),
    ]
    hidden = later._replace(hidden=("n",))
    assert [one.words for one in rooms.past(hidden, given)] == [[""], [""], [""]]
    assert rooms.past(room, []) == []


def test_an_answer_to_another_round_is_none(room: Room) -> None:
    for at in (0, 2, True, "1", None):
        assert sound(room, at, [1.0, 2.0]) is None
    assert sound(after(room, "close"), 1, [1.0, 2.0]) is None


def test_students_get_the_answers_with_the_truth_and_the_teacher_before(room: Room) -> None:
    clouds = [[[1.0, 2.0]], [[3.0, 4.0]]]
    steps = {
        (): (None, None),
        ("close",): (None, clouds[:1]),
        ("close", "again"): (None, None),
        ("close", "again", "close"): (None, clouds),
        ("close", "again", "close", "reveal"): (clouds, clouds),
    }
    for acts, (student, teacher) in steps.items():
        here = after(room, *acts)
        given = [[Answer(one) for one in cloud] for cloud in clouds[: len(here.together)]]
        assert told(here, False, given).clouds == student, acts
        assert told(here, True, given).clouds == teacher, acts


def whole() -> dict[str, dict[str, Any]]:
    """A card of each kind, with what is right on it."""
    why, wrong = "because", {"value": [9.5], "why": "no"}
    answers = [{"text": "a", "right": False, "why": why}, {"text": "b", "right": True, "why": why}]
    near = {"tolerance": 0.25, "mistakes": [wrong], "why": why, "hint": "look"}
    return {
        "choose": {"ask": "?", "kind": "choose", "answers": answers},
        "number": {"ask": "?", "kind": "number", "truth": 4.5} | near,
        "cell": {"ask": "?", "kind": "cell", "cells": [["1", "2"]], "whys": [[why, why]]}
        | {"truth": [0, 1]},
        "place": {"ask": "?", "kind": "place", "half": 6.5, "truth": [4.5, 3.5], "reach": 1.5}
        | near,
    }


@pytest.mark.parametrize("kind", whole())
def test_what_is_right_on_a_card_comes_to_students_with_the_truth(kind: Kind) -> None:
    shown = {"kind": kind, "title": "t", "variant": whole()[kind]}
    asked = Question(kind, 1, shown)
    room = rooms.opened(SECRET, 1000.0, "https://example.org/room?c=BCDFG", asked)
    for acts in ((), ("close",), ("close", "again"), ("close", "reveal", "again")):
        here = after(room, *acts)
        seen = told(here, False, []).question
        text = json.dumps(seen)
        for part in ("because", "look", "no", "9.5", "4.5", "3.5", "0.25", "1.5", "true", "[0, 1]"):
            assert part not in text, acts
        assert seen["variant"].keys() == shown["variant"].keys()
        for same in ("ask", "kind", "half", "cells"):
            assert seen["variant"].get(same) == shown["variant"].get(same)
        assert [one["text"] for one in seen["variant"].get("answers", [])] == [
            one["text"] for one in shown["variant"].get("answers", [])
        ]
        assert told(here, True, []).question == shown
    assert told(after(room, "close", "reveal"), False, []).question == shown
    assert shown["variant"] == whole()[kind]  # what is kept is as it was


def test_words_are_off_until_the_teacher_lets_students_write(room: Room) -> None:
    assert not room.writing
    writing = turned(room, "words", 1)
    assert writing is not None
    assert writing.writing
    assert rooms.read(rooms.written(writing)) == writing
    assert turned(writing, "words", 1) is None
    again = turned(writing, "silence", 1)
    assert again is not None
    assert again == room


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        ("", ""),
        ("  columns,\n weighted ", "columns, weighted"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\u202eb\u200bc\x00d\ufeff", "a b c d"),
        ("∂y/∂x ≠ 0 🙂", "∂y/∂x ≠ 0 🙂"),
        ("e" + "\u0301" * 79, "e" + "\u0301" * 3),
        ("👨\u200d👩 नि क्\u200dष 1\ufe0f\u20e3", "👨\u200d👩 नि क्\u200dष 1\ufe0f\u20e3"),
        ("บ" + "\u0e48" * 79, "บ" + "\u0e48" * 3),
        ("o" + "\u20dd\u200d" * 39, "o" + "\u20dd\u200d\u20dd\u200d\u20dd"),
        ("\u0301\u0301a \u0301", "a"),
        ("\u200da\u200d\u200d\u200cb\u200d \u200c", "a\u200db"),
        ("\u3164\u2800 \u115f", ""),
        ("half \ud83d of a picture", "half of a picture"),
        ("x" * MOST_WORDS, "x" * MOST_WORDS),
        ("x" * (MOST_WORDS + 1), None),
        (" " * 1000, None),
        (None, None),
        (7, None),
        (["a"], None),
    ],
)
def test_words_are_one_short_line_of_signs_that_are_seen(sent: object, line: str | None) -> None:
    assert rooms.plain(sent) == line


def test_an_answer_is_read_as_it_was_kept_with_or_without_words() -> None:
    assert rooms.answers([rooms.kept([1.0, 2.0], "")]) == [Answer([1.0, 2.0])]
    one, other = rooms.answers([rooms.kept([3.0], "why"), rooms.kept([3.0], "why")])
    assert (one.numbers, one.words) == ([3.0], "why")
    assert one.name != other.name
    assert rooms.answers(["[1.0, 2.0]"]) == [Answer([1.0, 2.0])]  # of the version before


def test_words_come_with_the_truth_and_hidden_ones_to_no_student(room: Room) -> None:
    given = [rooms.answers([rooms.kept([1.0, 2.0], line) for line in ("first", "second", "")])]
    closed = after(room, "close")
    assert told(closed, False, given).written == []
    first = next(one for one in told(closed, True, given).written if one.words == "first")
    hidden = turned(closed, "hide", 1, name=first.name)
    assert hidden is not None
    assert rooms.read(rooms.written(hidden)) == hidden
    assert turned(hidden, "hide", 1, name=first.name) is None
    shown = after(hidden, "reveal")
    assert told(shown, False, given).written == [("second", "", False)]
    assert {(one.words, one.hidden) for one in told(shown, True, given).written} == {
        ("first", True),
        ("second", False),
    }
    for name in (None, "", "x" * 17, "é" * 16, ["a"], 7):
        assert turned(closed, "hide", 1, name=name) is None


def test_a_voters_token_is_long_enough_and_plain() -> None:
    assert rooms.is_voter("a-_Z0" * 5)
    for token in ("short", "a" * 65, "é" * 22, "a b" * 10, None, 7, ["a" * 22], "a\n" * 15):
        assert not rooms.is_voter(token)


def test_who_wrote_something_cannot_be_told_by_a_place_among_answers(room: Room) -> None:
    """Stores give answers by their texts, in which those with words stand together."""
    kept = sorted(rooms.kept([z, z], line) for z, line in ((0.9, ""), (0.1, "mine"), (0.5, "")))
    shown = after(room, "close", "reveal")
    for teacher in (False, True):
        found = told(shown, teacher, [rooms.answers(kept)])
        assert found.clouds == [[[0.1, 0.1], [0.5, 0.5], [0.9, 0.9]]]
