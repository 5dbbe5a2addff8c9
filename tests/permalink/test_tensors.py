"""Links of the lesson on tensors restore its state and mend what they cannot have."""

from typing import get_args
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.tensors.numbers import PRESET, Head
from explainers.permalink import LARGEST
from explainers.permalink.tensors import CODEC, SHAPES, USUAL, Form, Mode, State

number = st.floats(-LARGEST, LARGEST).map(lambda z: z + 0.0)


def numbers(name: str) -> st.SearchStrategy[tuple[float, ...]]:
    return st.sampled_from(SHAPES[name]).flatmap(lambda size: st.tuples(*[number] * size))


states = st.builds(
    State,
    **{name: numbers(name) | st.just(getattr(PRESET, name)) for name in SHAPES},
    head=st.sampled_from(get_args(Head)),
    mode=st.sampled_from(get_args(Mode)),
    form=st.sampled_from(get_args(Form)),
    output=st.integers(0, 9),
    cover=st.booleans(),
)


@given(states)
def test_a_link_restores_the_state_exactly(state: State) -> None:
    arrival = CODEC.decode(dict(parse_qsl(CODEC.encode(state))))
    assert arrival.state == state
    assert arrival.notices == ()


def test_what_is_usual_is_left_out() -> None:
    assert CODEC.encode(USUAL) == ""
    assert CODEC.encode(USUAL._replace(form="matrix", output=3)) == "form=matrix&output=2_2"
    assert CODEC.decode({}).state == USUAL


PARAMETERS = (*SHAPES, "head", "mode", "form", "output", "cover")


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text()))
def test_garbage_gives_a_state_that_a_link_can_hold(query: dict[str, str]) -> None:
    arrival = CODEC.decode(query)
    assert CODEC.decode(dict(parse_qsl(CODEC.encode(arrival.state)))).state == arrival.state
    bad = [name for name, text in query.items() if CODEC.decode({name: text}).notices]
    assert len(arrival.notices) == len(bad)


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"W": "1_2"}, "W in the link has 2 numbers where this function needs 6"),
        ({"b": "1_nan"}, "b in the link"),
        ({"U": "1e99" + "_0" * 9}, "U in the link has a number beyond a million"),
        ({"mode": "both"}, "mode in the link is none of push, pull; push is used."),
        ({"output": "6_1"}, "output in the link names no output; the first one is shown."),
        ({"output": "1.5_1"}, "output in the link names no output; the first one is shown."),
    ],
)
def test_a_bad_part_is_replaced_by_the_usual_one(query: dict[str, str], notice: str) -> None:
    arrival = CODEC.decode(query)
    assert arrival.state == USUAL
    assert len(arrival.notices) == 1
    assert arrival.notices[0].startswith(notice)


def test_b_may_have_two_numbers() -> None:
    assert CODEC.decode({"b": "1_-2"}).state.setting.b == (1.0, -2.0)
    assert CODEC.decode({"b": "1"}).state.setting.b == (1.0,)
