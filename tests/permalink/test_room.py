"""What a link says of a room is read as far as it means something, and the rest is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.practice.puzzles import BY_SLUG
from explainers.lessons.questions import QUESTIONS
from explainers.permalink.fields import Field
from explainers.permalink.room import CODEC, FIELDS, LENGTH, LETTERS, State, read_code

ASKED = [
    *QUESTIONS,
    *(f"{page}/{one.slug}" for page, group in QUESTIONS.items() for one in group),
    *(f"practice/{slug}" for slug in BY_SLUG),
]


def test_a_link_without_a_word_of_a_room_says_nothing() -> None:
    assert CODEC.decode({"f": "polar", "x": "1_2", "embed": "true"}) == (State(), ())


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ({"c": "bcdfg"}, State(c="BCDFG")),
        ({"c": " BC DFG "}, State(c="BCDFG")),
        ({"ask": "cell"}, State(ask="cell")),
        (
            {"ask": "practice/aim-push", "seed": "class-7"},
            State(ask="practice/aim-push", seed="class-7"),
        ),
        (
            {"ask": "words", "at": "/kinks?case=relu&embed=true", "say": "Why?\n<b>"},
            State(ask="words", at="kinks?case=relu", say="Why? <b>"),
        ),
    ],
)
def test_a_link_says_what_a_room_begins_with(query: dict[str, str], state: State) -> None:
    assert CODEC.decode(query) == (state, ())


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.share(12)
def test_all_that_a_class_can_be_asked_has_a_name(name: str) -> None:
    assert CODEC.decode({"ask": name}) == (State(ask=name), ())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("c", "BCDF"),
        ("c", "ABCDE"),
        ("c", "B" * 10_000),
        ("ask", "kinks/nothing"),
        ("ask", "review"),
        ("ask", "practice/<script>"),
        ("seed", "Class 7"),
        ("seed", "x" * 25),
        ("at", "https://evil.example/kinks"),
        ("at", "kinks?case=nothing"),
        ("at", "lecture?s=kinks"),
        ("say", " \u200b "),
        ("say", "x" * 241),
    ],
)
def test_what_means_nothing_is_left_out_and_told(name: str, text: str) -> None:
    state, notices = CODEC.decode({name: text})
    assert state == State()
    assert [notice.split()[:3] for notice in notices] == [[name, "in", "the"]]
    assert "<" not in notices[0]


@given(st.sampled_from(FIELDS), st.text(max_size=40))
def test_no_text_breaks_it(field: Field, text: str) -> None:
    CODEC.decode({field.name: text})


@given(st.text(LETTERS, min_size=LENGTH, max_size=LENGTH))
def test_a_code_is_read_in_any_case_and_with_spaces(code: str) -> None:
    assert read_code(f" {code[:2].lower()} {code[2:]}\n") == code
