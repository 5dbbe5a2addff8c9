"""A link restores the rule laboratory exactly; whatever the link, a sound state comes of it."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.rules.numbers import RULES
from explainers.permalink.fields import LARGEST
from explainers.permalink.rules import CODEC, FARTHEST, LAST_STEP, PRESET, State


def pairs(far: float) -> st.SearchStrategy[tuple[float, float]]:
    return st.tuples(*[st.floats(-far, far)] * 2)


states = st.builds(
    State,
    rule=st.sampled_from(list(RULES)),
    x=st.one_of(st.just(PRESET.x), pairs(FARTHEST)),
    v=st.one_of(st.just(PRESET.v), pairs(LARGEST)),
    u=pairs(LARGEST),
    step=st.integers(0, LAST_STEP),
    cover=st.booleans(),
)


@given(states)
def test_a_link_restores_its_state_without_a_word(state: State) -> None:
    query = dict(parse_qsl(CODEC.encode(state), keep_blank_values=True, strict_parsing=True))
    assert CODEC.decode(query) == (state, ())


@given(st.dictionaries(st.sampled_from(["rule", "x", "v", "u", "step"]), st.text(max_size=30)))
def test_any_link_gives_a_sound_state(query: dict[str, str]) -> None:
    state = CODEC.decode(query).state
    assert state.rule in RULES
    assert all(abs(z) <= FARTHEST for z in state.x)
    assert CODEC.decode(dict(parse_qsl(CODEC.encode(state)))) == (state, ())


def test_the_link_of_the_preset_is_the_name_of_its_rule() -> None:
    assert CODEC.encode(PRESET) == "rule=sign"
    state = PRESET._replace(rule="right", x=(1.0, -2.5), step=3)
    assert CODEC.encode(state) == "rule=right&x=1_-2.5&step=3"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("rule", "mine", "rule in the link is none of"),
        ("x", "1_2_3", "x in the link has 3 numbers"),
        ("x", "31_0", "x in the link is farther than 30"),
        ("u", "nan_1", "u in the link has a number that is not finite"),
        ("step", "7", "step in the link is no whole number from 0 to 6"),
    ],
)
def test_what_is_no_use_is_the_presets_and_a_notice(name: str, text: str, said: str) -> None:
    state, (notice,) = CODEC.decode({name: text})
    assert state == PRESET
    assert notice.startswith(said)


def test_a_reader_without_a_link_begins_at_the_first_step_and_links_name_it() -> None:
    assert CODEC.first == PRESET._replace(step=0)
    assert CODEC.encode(CODEC.first) == "rule=sign&step=0"
    assert CODEC.decode({"rule": "sign"}).state == PRESET
