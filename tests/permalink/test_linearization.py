"""Links of the lesson on the linear picture come back exactly, and bad ones are mended."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from explainers.core.catalog import CATALOG
from explainers.core.expression import entry as typed
from explainers.permalink import LARGEST, functions, preset
from explainers.permalink.functions import brought, given
from explainers.permalink.linearization import CODEC, DEEPEST, State, usual

entries = st.sampled_from([*CATALOG.values(), typed("[x1^2+x2, 3sin(x1)]"), typed("exp(x)")])
PARAMETERS = ("f", "x", "v", "inputs", "outputs", "zoom", "j", "cover")
numbers = st.floats(-LARGEST, LARGEST)


def pairs(size: int) -> st.SearchStrategy[tuple[int, int]]:
    index = st.integers(0, size - 1)
    if size == 1:
        return st.just((0, 0))
    return st.tuples(index, index).filter(lambda pair: pair[0] != pair[1])


@st.composite
def states(draw: st.DrawFn) -> State:
    entry = draw(entries)
    return State(
        entry.slug,
        draw(st.tuples(*[numbers] * entry.n)),
        draw(st.tuples(*[numbers] * entry.n)),
        draw(pairs(entry.n)),
        draw(pairs(entry.m)),
        draw(st.floats(0, DEEPEST)),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def decoded(query: str):
    return CODEC.decode(dict(parse_qsl(query, keep_blank_values=True)))


@each(states())
def test_a_link_restores_the_state(state: State) -> None:
    assert decoded(CODEC.encode(state)) == (state, ())


@each(st.dictionaries(st.sampled_from(PARAMETERS), st.text()))
def test_whatever_the_link_a_state_comes_of_it(query: dict[str, str]) -> None:
    state, _ = CODEC.decode(query)
    assert 0 <= state.zoom <= DEEPEST
    assert len(state.x) == len(state.v) == state.entry.n


@pytest.mark.parametrize(
    "bad", ["zoom=7", "zoom=-1", "zoom=nan", "zoom=x", "j=third", "x=1", "cover=2"]
)
def test_what_is_mended_is_said(bad: str) -> None:
    state, notices = decoded(f"f=polar&{bad}")
    assert state == usual(CATALOG["polar"])
    assert len(notices) == 1


def test_the_preset_needs_no_more_than_the_function() -> None:
    assert CODEC.encode(usual(CATALOG["seed"])) == "f=seed"


@each(states())
def test_function_point_and_direction_go_along_and_come_back(state: State) -> None:
    shared = given(CODEC, state, given(functions.CODEC, preset(CATALOG["arm"]), None))
    assert (shared.slug, shared.x, shared.v) == (state.slug, state.x, state.v)
    assert (
        brought(CODEC, usual(CATALOG["arm"])._replace(zoom=2.0), shared)._replace(
            zoom=state.zoom, halved=state.halved, cover=state.cover
        )
        == state
    )
