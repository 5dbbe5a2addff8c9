"""Links to puzzles: the same numbers for the same seed, and nothing moved that is given."""

from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.practice.puzzles import PUZZLES
from explainers.permalink.practice import CODEC, State, at_start

SLUGS = [puzzle.slug for puzzle in PUZZLES]
numbers = st.floats(-1e6, 1e6)


@st.composite
def states(draw: st.DrawFn) -> State:
    seed = draw(st.sampled_from(["1", "class-7", "k"]))
    state = at_start(draw(st.sampled_from(SLUGS)), seed, draw(st.integers(0, 20)))
    moved: dict[str, Any] = {
        name: tuple(draw(numbers) + 0.0 for _ in getattr(state, name))
        for name in state.variant.puzzle.free
    }
    return state._replace(**moved)


def decoded(query: str) -> State:
    return CODEC.decode(dict(parse_qsl(query))).state


@given(states())
def test_a_link_gives_back_exactly_the_state(state: State) -> None:
    arrival = CODEC.decode(dict(parse_qsl(CODEC.encode(state))))
    assert arrival == (state, ())


def test_a_link_names_puzzle_and_seed_and_a_student_only_where_there_is_one() -> None:
    assert CODEC.encode(at_start("aim-push")) == "puzzle=aim-push&seed=1"
    link = "puzzle=aim-push&seed=class-7&student=12"
    assert CODEC.encode(decoded(link)) == link
    assert decoded(link) == at_start("aim-push", "class-7", 12)


def test_students_of_a_class_get_different_numbers_and_each_always_the_same() -> None:
    links = [f"puzzle=aim-push&seed=class-7&student={k}" for k in range(1, 31)]
    starts = [decoded(link).variant.setting for link in links]
    assert len({setting.goals for setting in starts}) >= 28
    assert starts == [decoded(link).variant.setting for link in links]


GIVEN = "{} in the link is not the one that this puzzle gives; the given one is used."


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"puzzle": "juggle"}, "puzzle in the link is none of aim-push, aim-pull"),
        ({"seed": "Class 7"}, "seed in the link is not made of up to 24 small letters"),
        ({"seed": "k" * 25}, "seed in the link is not made of"),
        ({"student": "-1"}, "student in the link is no whole number from 0 to 9999"),
        ({"x": "5_5"}, GIVEN.format("x")),
        ({"u": "1_1"}, GIVEN.format("u")),
        ({"v": "1_2_3"}, "v in the link has 3 numbers where this function needs 2"),
        ({"v": "inf_0"}, "v in the link has a number that is not finite"),
    ],
)
def test_what_is_broken_is_mended_with_a_notice(query: dict[str, str], notice: str) -> None:
    arrival = CODEC.decode(query)
    assert arrival.state == at_start("aim-push")
    assert len(arrival.notices) == 1
    assert arrival.notices[0].startswith(notice)


def gesture(state: State, **changes: Any) -> dict[str, Any]:
    return state._asdict() | {"slug": state.entry.slug} | changes


def test_a_hand_moves_what_is_free_and_nothing_else() -> None:
    state = at_start("aim-push")
    moved = CODEC.read(gesture(state, v=[0.5, 0.25]), state)
    assert moved == state._replace(v=(0.5, 0.25))
    assert CODEC.read(gesture(state, x=[0.5, 0.25]), state) is None
    assert CODEC.read(gesture(state, u=[0.5, 0.25]), state) is None


def test_a_hand_changes_neither_puzzle_nor_seed() -> None:
    state = at_start("aim-push")
    sent = gesture(state, puzzle="zero-power", seed="other", student=3)
    assert CODEC.read(sent, state) == state


@pytest.mark.parametrize("wrong", [None, "1_2", [1], [1, None], [True, 1], [1e9, 0], {}])
def test_a_malformed_gesture_is_not_taken(wrong: object) -> None:
    state = at_start("aim-push")
    assert CODEC.read(gesture(state, v=wrong), state) is None


@given(st.dictionaries(st.sampled_from([*State._fields, "view"]), st.text(max_size=12)))
def test_no_link_raises(query: dict[str, str]) -> None:
    state = CODEC.decode(query).state
    assert CODEC.decode(dict(parse_qsl(CODEC.encode(state)))).state == state
