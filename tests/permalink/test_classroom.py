"""What a teacher's link says of a page: read, refused with words, and written back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.permalink import Codec, cheatsheet, complex_plane, functions, kinks, practice, rules
from explainers.permalink.classroom import CODEC, HIDDEN, LOCKED, LONGEST, State, parted, read
from tests.permalink.test_old_links import OLD, parsed

FUNCTION = functions.CODEC


def test_a_link_that_says_nothing_of_the_page_leaves_it_whole() -> None:
    assert read({"f": "polar"}, FUNCTION) == (State(), ())
    assert CODEC.encode(State()) == ""


def test_a_link_says_what_is_left_out_and_what_stays() -> None:
    query = parsed("f=polar&hide=words_menu&lock=point_function&ask=Where+to%3F&present=1")
    state, notices = read(query, FUNCTION)
    assert state == State("Where to?", ("menu", "words"), ("function", "point"), True)
    assert notices == ()


@given(
    ask=st.text("abc <>&?=_%+#\"'é→💥", max_size=40).map(lambda text: " ".join(text.split())),
    hide=st.sets(st.sampled_from(HIDDEN)),
    lock=st.sets(st.sampled_from(LOCKED)),
    present=st.booleans(),
)
def test_what_is_written_is_read_back(
    ask: str, hide: set[str], lock: set[str], present: bool
) -> None:
    hidden = tuple(word for word in HIDDEN if word in hide)
    locked = tuple(word for word in LOCKED if word in lock)
    state = State(ask, hidden, locked, present)
    assert CODEC.decode(parsed(CODEC.encode(state))) == (state, ())


@pytest.mark.parametrize(
    ("query", "begin"),
    [
        ("hide=figure", "hide in the link is to name some of menu, words, code,"),
        ("hide=words_figure", "hide in the link is to name some of"),
        ("hide=", "hide in the link is to name some of"),
        ("hide=<script>", "hide in the link is to name some of"),
        ("lock=v", "lock in the link is to name some of function, point,"),
        ("present=2", "present in the link is none of 0, 1"),
        ("ask=", "ask in the link is no text of 1 to 240 characters"),
        ("ask=%00%1b%20", "ask in the link is no text"),
        (f"ask={'a' * (LONGEST + 1)}", "ask in the link is no text"),
    ],
)
def test_what_is_no_use_is_refused_with_words_and_spoils_nothing_else(
    query: str, begin: str
) -> None:
    state, (notice,) = read(parsed(f"f=polar&{query}"), FUNCTION)
    assert notice.startswith(begin)
    assert "<" not in notice
    assert state == State()
    assert read(parsed(f"{query}&lock=point"), FUNCTION).state.lock == ("point",) or "lock" in query


def test_a_question_is_one_line_of_what_can_be_seen() -> None:
    state, notices = read({"ask": " a\n\nb\u202e\x00\tc "}, FUNCTION)
    assert state.ask == "a b c"
    assert notices == ()
    assert read({"ask": "é" * LONGEST}, FUNCTION).state.ask == "é" * LONGEST


@pytest.mark.parametrize(
    ("codec", "function", "point"),
    [
        (functions.CODEC, ("slug",), ("x",)),
        (kinks.CODEC, ("slug",), ("x",)),
        (complex_plane.CODEC, ("slug",), ("z",)),
        (rules.CODEC, (), ("x",)),
        (cheatsheet.CODEC, (), ()),
        (practice.CODEC, (), ()),
    ],
)
def test_a_page_locks_what_it_has(
    codec: Codec[Any], function: tuple[str, ...], point: tuple[str, ...]
) -> None:
    assert codec.locked(("function",)) == function
    assert codec.locked(("point",)) == point
    state, notices = read({"lock": "function_point"}, codec)
    lacks = [word for word, names in (("function", function), ("point", point)) if not names]
    assert notices == tuple(
        f"There is no {word} to lock on this page; it is left as it is." for word in lacks
    )
    assert state.lock == tuple(word for word in LOCKED if word not in lacks)


def test_no_old_link_says_anything_of_a_page() -> None:
    assert [old for old in OLD if parted(parsed(old.query))[0]] == []
