"""A link restores the cheat sheet exactly; whatever the link, a sound state comes of it."""

from typing import get_args
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from explainers.core.cheatsheet import MOST
from explainers.permalink.cheatsheet import CODEC, PRESET, Layout, State

sizes = st.integers(1, MOST)
states = st.builds(State, m=sizes, n=sizes, layout=st.sampled_from(get_args(Layout)))


@given(states)
def test_a_link_restores_its_state_without_a_word(state: State) -> None:
    assert CODEC.decode(dict(parse_qsl(CODEC.encode(state), strict_parsing=True))) == (state, ())


@given(st.dictionaries(st.sampled_from(["m", "n", "layout"]), st.text(max_size=20)))
def test_any_link_gives_a_sound_state(query: dict[str, str]) -> None:
    state = CODEC.decode(query).state
    assert 1 <= state.m <= MOST
    assert 1 <= state.n <= MOST
    assert state.layout in get_args(Layout)


def test_what_is_no_use_is_the_presets_and_a_notice() -> None:
    state, notices = CODEC.decode({"m": "9", "n": "2.5", "layout": "sideways"})
    assert state == PRESET
    assert notices == (
        "m in the link is no whole number from 1 to 8; 2 is used.",
        "n in the link is no whole number from 1 to 8; 3 is used.",
        "layout in the link is none of numerator, denominator; numerator is used.",
    )
