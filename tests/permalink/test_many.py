"""Links to random products restore map, strength, draws and count, and mend what cannot be."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.many.maps import MAPS
from explainers.core.many.numbers import LAWS, OFS, Law, Of
from explainers.permalink.many import CODEC, DECIMALS, SEEDS, STRENGTHS, State, most


@st.composite
def states(draw: st.DrawFn) -> State:
    of: Of = draw(st.sampled_from(OFS))
    law: Law = draw(st.sampled_from(LAWS))
    return State(
        draw(st.sampled_from([*MAPS])),
        round(draw(st.floats(*STRENGTHS)), DECIMALS) + 0.0,
        of,
        law,
        draw(st.integers(1, most(of))),
        draw(st.integers(*SEEDS)),
        draw(st.booleans()),
    )


@given(states())
def test_a_link_gives_back_exactly_the_state(state: State) -> None:
    arrival = CODEC.decode(dict(parse_qsl(CODEC.encode(state))))
    assert arrival == (state, ())


@given(states())
def test_a_gesture_moves_all_but_the_map(state: State) -> None:
    assert CODEC.read(state._asdict(), State(state.slug)) == state
    other = next(slug for slug in MAPS if slug != state.slug)
    assert CODEC.read(state._asdict(), State(other)) is None


def test_what_is_usual_is_left_out() -> None:
    assert CODEC.encode(State("layer")) == "map=layer"
    assert CODEC.encode(State("ring", k=5)) == "map=ring&k=5"


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"map": "<script>"}, "map in the link is none of layer, ring"),
        ({"c": "1.1"}, "c in the link is no number from 0 to 1"),
        ({"c": "nan"}, "c in the link is no number"),
        ({"of": "sum"}, "of in the link is none of trace, diagonal"),
        ({"law": "cauchy"}, "law in the link is none of signs, normal"),
        ({"k": "0"}, "k in the link is no whole number from 1 to 100"),
        ({"k": "1.5"}, "k in the link is no whole number from 1 to 100"),
        ({"seed": "-1"}, "seed in the link is no whole number from 0 to 9999"),
    ],
)
def test_what_is_broken_is_mended_with_a_notice(query: dict[str, str], notice: str) -> None:
    arrival = CODEC.decode(query)
    assert arrival.state == State("layer")
    assert len(arrival.notices) == 1
    assert arrival.notices[0].startswith(notice)


def test_the_range_takes_no_more_products_than_there_are_inputs() -> None:
    arrival = CODEC.decode({"of": "range", "k": "13"})
    assert arrival.state == State("layer", of="range")
    assert arrival.notices[0].startswith("k in the link is no whole number from 1 to 12")


def test_a_log_determinant_takes_as_many_as_other_estimates() -> None:
    state = State("ring", c=0.5, of="logdet", k=100)
    assert CODEC.encode(state) == "map=ring&c=0.5&of=logdet&k=100"
    assert CODEC.decode({"map": "ring", "c": "0.5", "of": "logdet", "k": "100"}) == (state, ())


def test_a_strength_that_is_less_than_any_is_none() -> None:
    assert CODEC.decode({"c": "1e-9"}).state.c == 0


@given(
    st.dictionaries(st.sampled_from(["map", "c", "of", "law", "k", "seed"]), st.text(max_size=9))
)
def test_no_link_raises(query: dict[str, str]) -> None:
    state = CODEC.decode(query).state
    assert 1 <= state.k <= most(state.of)
