"""Links to the complex plane restore its state exactly, and mend what they cannot have."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.complex_plane import PLANS, typed
from explainers.permalink.complex_plane import CODEC, State

numbers = st.floats(-1e6, 1e6)
pairs = st.tuples(numbers, numbers)
slugs = st.sampled_from([*PLANS, *(typed(t).slug for t in ("z^3 - 1", "|z| + 2i", "ln(z)/z^2"))])


@given(st.builds(State, slugs, pairs, pairs, st.booleans()))
def test_a_link_gives_back_exactly_the_state(state: State) -> None:
    arrival = CODEC.decode(dict(parse_qsl(CODEC.encode(state))))
    assert arrival.state == state
    assert arrival.notices == ()


def test_what_is_usual_is_left_out() -> None:
    assert CODEC.encode(State()) == "f=square"
    assert CODEC.decode({}).state == State()


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"f": "<script>"}, "a function that is not here"),
        ({"f": "=tan(z)"}, "at character 1: “tan” is not known here."),
        ({"z": "1"}, "z in the link has 1 number"),
        ({"dz": "nan_1"}, "dz in the link has a number that is not finite"),
        ({"z": "1e9_0"}, "beyond a million"),
    ],
)
def test_what_is_broken_is_mended_with_a_notice(query: dict[str, str], notice: str) -> None:
    arrival = CODEC.decode(query)
    assert arrival.state == State()
    assert len(arrival.notices) == 1
    assert notice in arrival.notices[0]


@given(st.dictionaries(st.sampled_from(["f", "z", "dz", "cover"]), st.text(max_size=12)))
def test_no_link_raises(query: dict[str, str]) -> None:
    assert CODEC.decode(query).state.plan
