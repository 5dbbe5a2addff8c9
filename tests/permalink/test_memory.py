"""Links to the lesson on checkpoints restore chain and stones, and mend what does not fit."""

from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.memory.schedule import MOST, is_placement
from explainers.permalink.memory import CODEC, USUAL, State


@st.composite
def states(draw: st.DrawFn) -> State:
    steps = draw(st.integers(2, MOST))
    stones = tuple(sorted(draw(st.sets(st.integers(1, steps - 1)))))
    return State(steps, stones, draw(st.booleans()))


@given(states())
def test_a_link_gives_back_exactly_the_state(state: State) -> None:
    arrival = CODEC.decode(dict(parse_qsl(CODEC.encode(state))))
    assert arrival.state == state
    assert arrival.notices == ()


def test_what_is_usual_is_left_out() -> None:
    assert CODEC.encode(USUAL) == ""
    assert CODEC.encode(State(20, (10,))) == "steps=20"
    assert CODEC.encode(State(10, ())) == "stones=none"
    assert CODEC.encode(State(10, (4, 7))) == "stones=4_7"


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"steps": "1"}, "steps in the link is no whole number from 2 to 20; 10 is used."),
        ({"steps": "21"}, "steps in the link is no whole number from 2 to 20; 10 is used."),
        ({"stones": "10"}, "stones in the link do not fit the chain"),
        ({"stones": "7_4"}, "stones in the link do not fit the chain"),
        ({"stones": "<script>"}, "stones in the link do not fit the chain"),
    ],
)
def test_what_is_broken_is_mended_with_a_notice(query: dict[str, str], notice: str) -> None:
    arrival = CODEC.decode(query)
    assert arrival.state == USUAL
    assert len(arrival.notices) == 1
    assert arrival.notices[0].startswith(notice)


@given(st.dictionaries(st.sampled_from(["steps", "stones", "cover"]), st.text(max_size=12)))
def test_no_link_raises(query: dict[str, str]) -> None:
    state = CODEC.decode(query).state
    assert is_placement(state.steps, state.stones)


SENT = {"steps": 12, "stones": [3, 8], "cover": False}


def test_a_gesture_moves_the_chain_and_its_stones_together() -> None:
    assert CODEC.read(SENT, USUAL) == State(12, (3, 8))


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": 21},
        {"steps": 8},
        {"steps": True},
        {"stones": [8, 3]},
        {"stones": [3, 3]},
        {"stones": [0]},
        {"stones": [12]},
        {"stones": [2.5]},
        {"stones": [True]},
        {"stones": "3"},
        {"stones": None},
        {"cover": "yes"},
    ],
)
def test_a_malformed_gesture_is_not_taken(wrong: dict[str, Any]) -> None:
    assert CODEC.read(SENT | wrong, USUAL) is None
