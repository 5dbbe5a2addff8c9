"""A completion code is read as it was signed, and only with the key that signed it."""

import hashlib
import hmac
import re
import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.permalink.completion import (
    ALPHABET,
    LARGEST_STUDENT,
    LONGEST,
    LONGEST_CLASS,
    MOST_PUZZLES,
    CodeError,
    Completion,
    code,
    read,
)

PUZZLES = [f"puzzle-{k}" for k in range(16)]
KEY = b"a key that only the server has"
SOME = Completion(date(2026, 11, 29), "class-7", 12, ("puzzle-0", "puzzle-9"))

completions = st.builds(
    Completion,
    day=st.dates(date(2026, 1, 1), date(2026, 1, 1) + timedelta(2**16 - 1)),
    group=st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=LONGEST_CLASS),
    student=st.integers(0, LARGEST_STUDENT),
    solved=st.sets(st.sampled_from(PUZZLES)).map(
        lambda some: tuple(sorted(some, key=PUZZLES.index))
    ),
)


@given(completions)
def test_a_code_is_read_as_it_was_signed(completion: Completion) -> None:
    text = code(completion, PUZZLES, KEY)
    assert len(text) <= LONGEST
    assert re.fullmatch(rf"([{ALPHABET}]{{5}}-)*[{ALPHABET}]{{1,5}}", text)
    assert read(text, PUZZLES, KEY) == completion


def test_the_longest_code_of_the_most_puzzles_is_read() -> None:
    many = [f"p{k}" for k in range(MOST_PUZZLES)]
    longest = Completion(date(2199, 1, 1), "z" * LONGEST_CLASS, LARGEST_STUDENT, tuple(many))
    text = code(longest, many, KEY)
    assert len(text) <= LONGEST
    assert read(text, many, KEY) == longest


def test_the_usual_code_is_short() -> None:
    assert len(code(SOME, PUZZLES, KEY)) <= 40


def test_a_code_may_be_typed_as_people_type() -> None:
    text = code(SOME, PUZZLES, KEY)
    typed = f"  {text.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')}\t"
    assert read(typed, PUZZLES, KEY) == SOME


@given(completions, st.data())
def test_an_edited_code_is_refused(completion: Completion, data: st.DataObject) -> None:
    text = code(completion, PUZZLES, KEY)
    places = [k for k, letter in enumerate(text) if letter != "-"]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != text[place]]))
    with pytest.raises(CodeError):
        read(text[:place] + other + text[place + 1 :], PUZZLES, KEY)


@given(completions)
def test_a_code_of_another_key_is_refused(completion: Completion) -> None:
    with pytest.raises(CodeError, match="another key"):
        read(code(completion, PUZZLES, KEY), PUZZLES, KEY + b"!")


@pytest.mark.parametrize(
    "puzzles", [PUZZLES[:9], ["new", *PUZZLES[:-1]], PUZZLES[::-1]], ids=["fewer", "new", "turned"]
)
def test_a_code_is_never_one_of_other_puzzles(puzzles: list[str]) -> None:
    with pytest.raises(CodeError):
        read(code(SOME, PUZZLES, KEY), puzzles, KEY)


def test_new_puzzles_at_the_end_of_the_list_leave_codes_as_they_are() -> None:
    assert read(code(SOME, PUZZLES, KEY), [*PUZZLES, *(f"new-{k}" for k in range(20))], KEY) == SOME


@given(st.text(max_size=200) | st.text(ALPHABET, max_size=200))
def test_what_is_no_code_is_refused_in_words(text: str) -> None:
    with pytest.raises(CodeError, match=r"\w+\.$"):
        read(text, PUZZLES, KEY)


def test_the_signature_is_that_of_the_standard() -> None:
    """The last six bytes, read back by hand, are the first of HMAC-SHA256 over what is told."""
    letters = code(SOME, PUZZLES, KEY).replace("-", "")
    number = sum(ALPHABET.index(z) * 32**k for k, z in enumerate(reversed(letters)))
    message = "completion\n2026-11-29\nclass-7\n12\npuzzle-0\npuzzle-9"
    expected = hmac.new(KEY, message.encode(), hashlib.sha256).hexdigest()
    assert f"{number:x}"[-12:] == expected[:12]


@pytest.mark.parametrize(
    "wrong",
    [
        SOME._replace(group=""),
        SOME._replace(group="Class 7"),
        SOME._replace(group="x" * (LONGEST_CLASS + 1)),
        SOME._replace(student=-1),
        SOME._replace(student=LARGEST_STUDENT + 1),
        SOME._replace(day=date(2025, 12, 31)),
        SOME._replace(solved=("elsewhere",)),
    ],
)
def test_what_does_not_fit_into_a_code_is_not_signed(wrong: Completion) -> None:
    with pytest.raises(ValueError, match=r"group|student|day|not in"):
        code(wrong, PUZZLES, KEY)
