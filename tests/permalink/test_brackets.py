"""Links of the lesson on order and cost: there and back exactly, and garbage mended."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.permalink.brackets import (
    CODEC,
    LARGEST_SIDE,
    LARGEST_SIZE,
    USUAL,
    State,
    usual_order,
)


@st.composite
def states(draw: st.DrawFn) -> State:
    sizes = draw(st.lists(st.integers(1, LARGEST_SIZE), min_size=3, max_size=6))
    state = State(
        tuple(sizes),
        u=draw(st.booleans()),
        v=draw(st.booleans()),
        mirror=draw(st.booleans()),
        shape=(draw(st.integers(1, LARGEST_SIDE)), draw(st.integers(1, LARGEST_SIDE))),
    )
    done = draw(st.integers(0, state.factors - 1))
    places = [draw(st.integers(0, state.factors - 2 - step)) for step in range(done)]
    return state._replace(order=tuple(places))


def read(query: str) -> dict[str, str]:
    return dict(parse_qsl(query))


@given(states())
def test_a_link_restores_the_state_exactly(state: State) -> None:
    arrival = CODEC.decode(read(CODEC.encode(state)))
    assert arrival.state == state
    assert arrival.notices == ()


def test_the_usual_state_needs_no_words() -> None:
    assert CODEC.encode(USUAL) == ""
    assert CODEC.decode({}).state == USUAL
    assert CODEC.decode({"sizes": "3_2_4"}).state.order == (0, 0)
    assert usual_order(State((3, 2, 4), v=False)) == (0,)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sizes", "1_2"),
        ("sizes", "1_2_3_4_5_6_7"),
        ("sizes", "300_200_0_1"),
        ("sizes", "300_200_1001_1"),
        ("sizes", "2.5_2_1"),
        ("sizes", "nan_2_1"),
        ("sizes", "inf_2_1"),
        ("sizes", "1e400_2_1"),
        ("ends", "both"),
        ("order", "4"),
        ("order", "1_1_1_1"),
        ("order", "0"),
        ("order", ""),
        ("order", "💥"),
        ("shape", "4"),
        ("shape", "4_1025"),
        ("shape", "0_4"),
    ],
)
def test_what_is_broken_is_mended_with_a_notice(name: str, text: str) -> None:
    arrival = CODEC.decode({name: text})
    assert arrival.state == USUAL
    assert len(arrival.notices) == 1
    assert name in arrival.notices[0]


@given(st.dictionaries(st.sampled_from(["sizes", "ends", "order", "mirror", "shape"]), st.text()))
def test_garbage_never_raises_and_always_gives_a_sound_state(query: dict[str, str]) -> None:
    state = CODEC.decode(query).state
    assert CODEC.read(state._asdict(), USUAL) == state._replace(shape=USUAL.shape)


def test_what_only_looks_like_numbers_is_no_size_and_no_place() -> None:
    for sizes in ([True, 2, 3], [2.0, 2, 3], "234"):
        assert CODEC.read({"sizes": sizes}, USUAL, only=("sizes",)) is None
    chain = State(sizes=(2, 3, 4))
    for order in ([False], [0, 1]):
        assert CODEC.read({"order": order}, chain, only=("order",)) is None
    assert CODEC.read({"order": [1, 0]}, chain, only=("order",)) == chain._replace(order=(1, 0))
