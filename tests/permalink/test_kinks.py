"""Links to the gallery restore case, place and step exactly, and mend what they cannot have."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.kinks import CASES
from explainers.permalink.kinks import CODEC, State, nearest_step, preset

states = st.builds(
    lambda slug, x, h, cover: State(
        slug, CASES[slug].nearest(x), nearest_step(CASES[slug], h), cover
    ),
    st.sampled_from([*CASES]),
    st.floats(-10, 10),
    st.floats(0, 1),
    st.booleans(),
)


@given(states)
def test_a_link_gives_back_exactly_the_state(state: State) -> None:
    arrival = CODEC.decode(dict(parse_qsl(CODEC.encode(state))))
    assert arrival.state == state
    assert arrival.notices == ()


def test_what_is_usual_is_left_out() -> None:
    assert CODEC.encode(preset("where")) == "case=where"
    assert CODEC.decode({}).state == preset("abs")


def test_x_between_two_places_is_moved_to_the_nearer() -> None:
    assert CODEC.decode({"case": "abs", "x": "0.0312"}).state.x == 0.04


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"case": "<script>"}, "case in the link is none of abs, max"),
        ({"x": "3"}, "x in the link is no number from -2 to 2"),
        ({"x": "nan"}, "x in the link is no number"),
        ({"h": "-1"}, "h in the link is no number from 0 to 1"),
    ],
)
def test_what_is_broken_is_mended_with_a_notice(query: dict[str, str], notice: str) -> None:
    arrival = CODEC.decode(query)
    assert arrival.state == preset("abs")
    assert len(arrival.notices) == 1
    assert arrival.notices[0].startswith(notice)


@given(st.dictionaries(st.sampled_from(["case", "x", "h"]), st.text(max_size=12)))
def test_no_link_raises(query: dict[str, str]) -> None:
    state = CODEC.decode(query).state
    assert state.case.nearest(state.x) == state.x
