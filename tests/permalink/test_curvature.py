"""Links of the lesson on curvature come back exactly, and bad ones are mended."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from explainers.core.catalog import CATALOG
from explainers.core.expression import entry as typed
from explainers.permalink import LARGEST, functions, preset
from explainers.permalink.curvature import (
    CLOSEST,
    CODEC,
    FASTEST,
    SCALARS,
    SLOWEST,
    USUAL,
    State,
    usual,
)
from explainers.permalink.functions import Shared, brought, given

PARAMETERS = ("f", "x", "v", "inputs", "rate", "zoom", "cover")
entries = st.sampled_from([*(CATALOG[slug] for slug in SCALARS), typed("sin(x)"), typed("x*y*z")])
numbers = st.floats(-LARGEST, LARGEST)


@st.composite
def states(draw: st.DrawFn) -> State:
    entry = draw(entries)
    order = draw(st.permutations(range(entry.n)))
    return State(
        entry.slug,
        draw(st.tuples(*[numbers] * entry.n)),
        draw(st.tuples(*[numbers] * entry.n)),
        (0, 0) if entry.n == 1 else (order[0], order[1]),
        draw(st.floats(SLOWEST, FASTEST)),
        draw(st.floats(0, CLOSEST)),
        cover=draw(st.booleans()),
    )


def shared_by(slug: str) -> Shared:
    return given(functions.CODEC, preset(CATALOG[slug]), None)


def decoded(query: str):
    return CODEC.decode(dict(parse_qsl(query, keep_blank_values=True)))


@each(states())
def test_a_link_restores_the_state(state: State) -> None:
    assert decoded(CODEC.encode(state)) == (state, ())


@each(st.dictionaries(st.sampled_from(PARAMETERS), st.text()))
def test_whatever_the_link_a_state_comes_of_it(query: dict[str, str]) -> None:
    state, _ = CODEC.decode(query)
    assert SLOWEST <= state.rate <= FASTEST
    assert state.entry.m == 1
    assert len(state.x) == len(state.v) == state.entry.n


@pytest.mark.parametrize("bad", ["rate=0", "rate=4", "rate=nan", "zoom=4", "x=1", "inputs=1_1"])
def test_what_is_mended_is_said(bad: str) -> None:
    state, notices = decoded(f"f=bowl&{bad}")
    assert state == usual(CATALOG["bowl"])
    assert len(notices) == 1


def test_a_function_with_several_outputs_is_refused_with_a_notice() -> None:
    state, notices = decoded("f=polar&x=1_2")
    assert state == usual(CATALOG[USUAL])
    assert "2 outputs" in notices[0]


@each(states())
def test_function_point_and_direction_go_along_and_come_back(state: State) -> None:
    shared = given(CODEC, state, shared_by("arm"))
    assert (shared.slug, shared.x, shared.v) == (state.slug, state.x, state.v)
    own = usual(CATALOG["bowl"])._replace(rate=state.rate, zoom=state.zoom)
    assert brought(CODEC, own, shared)._replace(cover=state.cover) == state


def test_a_function_with_several_outputs_does_not_come_along() -> None:
    own = usual(CATALOG["bowl"])
    assert brought(CODEC, own, shared_by("polar")) == own


def test_a_function_that_could_not_come_along_is_kept_until_something_is_done() -> None:
    polar, bowl = shared_by("polar"), usual(CATALOG["bowl"])
    assert given(CODEC, bowl, polar) == polar
    assert given(CODEC, bowl._replace(x=(1.0, 1.0)), polar).slug == "bowl"
