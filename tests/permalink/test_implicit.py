"""Links to solutions restore equation, solution and weights, and mend what is only near one."""

import math
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.implicit.problems import PROBLEMS
from explainers.permalink.implicit import CODEC, State, preset


@st.composite
def states(draw: st.DrawFn) -> State:
    x = draw(st.floats(-1.3, 1.3))
    weight = st.floats(-2, 2)
    return State(
        "hysteresis",
        x**3 - 3 * x,
        (x,),
        draw(st.sampled_from(["push", "pull"])),
        draw(weight) + 0.0,
        (draw(weight) + 0.0,),
        draw(st.booleans()),
    )


@given(states())
def test_a_link_gives_back_exactly_the_state(state: State) -> None:
    arrival = CODEC.decode(dict(parse_qsl(CODEC.encode(state))))
    assert arrival == (state, ())


@given(states())
def test_a_gesture_moves_all_but_the_equation(state: State) -> None:
    assert CODEC.read(state._asdict(), preset(PROBLEMS["hysteresis"])) == state
    assert CODEC.read(state._asdict(), preset(PROBLEMS["cubic"])) is None


def test_what_is_usual_is_left_out() -> None:
    assert CODEC.encode(preset(PROBLEMS["fold"])) == "g=fold"
    assert CODEC.encode(preset(PROBLEMS["fold"])._replace(mode="pull")) == "g=fold&mode=pull"


def test_what_is_near_a_solution_is_led_to_it() -> None:
    state, notices = CODEC.decode({"g": "fold", "at": "2_1.4"})
    assert state.x == pytest.approx((math.sqrt(2),))
    assert notices == ()
    typed = CODEC.decode({"g": "=x^3+x*p-1", "at": "0_0.9"}).state
    assert (typed.slug, typed.p) == ("=x^3+x*y-1", 0.0)
    assert typed.x == pytest.approx((1.0,))


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"g": "<script>"}, "The link asks for an equation that is not here"),
        ({"g": "=x^2+1+y^2"}, "The function in the link cannot be read"),
        ({"g": "=x"}, "The function in the link cannot be read"),
        ({"at": "4_1"}, "at in the link is no p with a solution near"),
        ({"at": "1_2_3"}, "at in the link is no p with a solution near"),
        ({"at": "nan_1"}, "at in the link is no p with a solution near"),
        ({"at": "0.625_0.9"}, "at in the link is no p with a solution near"),
        ({"u": "1_2"}, "u in the link has 2 numbers where this function needs 1"),
        ({"dp": "3"}, "dp in the link is no number from -2 to 2"),
    ],
)
def test_what_is_broken_is_mended_with_a_notice(query: dict[str, str], notice: str) -> None:
    arrival = CODEC.decode(query)
    assert arrival.state == preset(PROBLEMS["cubic"])
    assert len(arrival.notices) == 1
    assert arrival.notices[0].startswith(notice)


@given(st.dictionaries(st.sampled_from(["g", "at", "u", "dp", "mode"]), st.text(max_size=9)))
def test_no_link_raises(query: dict[str, str]) -> None:
    state = CODEC.decode(query).state
    assert len(state.x) == len(state.u) == state.entry.n
