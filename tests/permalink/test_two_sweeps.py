"""Links of the lesson on the two sweeps: exact to and fro, and mended where they are bad."""

from typing import get_args
from urllib.parse import parse_qsl

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from explainers.core.catalog import CATALOG, Entry
from explainers.core.expression import entry as typed
from explainers.permalink import LARGEST, functions
from explainers.permalink.functions import brought, given
from explainers.permalink.two_sweeps import CODEC, END, LAST, State, Way, preset

entries = st.sampled_from([*CATALOG.values(), typed("[x1^2+x2, 3sin(x1)]"), typed("|x|+y^2")])
numbers = st.one_of(st.floats(-LARGEST, LARGEST), st.sampled_from([-0.0, 0.0, 1e-300, 0.1 + 0.2]))


@st.composite
def states(draw: st.DrawFn) -> State:
    entry = draw(entries)
    x, v, u = (draw(st.tuples(*[numbers] * size)) for size in (entry.n, entry.n, entry.m))
    way = draw(st.sampled_from(get_args(Way)))
    return State(entry.slug, x, v, u, way, draw(st.integers(END, LAST)))


def parsed(query: str) -> dict[str, str]:
    return dict(parse_qsl(query, keep_blank_values=True, strict_parsing=True))


@each(states())
def test_a_link_restores_a_state_exactly(state: State) -> None:
    assert CODEC.decode(parsed(CODEC.encode(state))) == (state, ())


@each(st.dictionaries(st.sampled_from(["f", "x", "v", "u", "way", "step"]), st.text(max_size=12)))
def test_whatever_the_link_a_state_comes_of_it(query: dict[str, str]) -> None:
    state, notices = CODEC.decode(query)
    assert CODEC.decode(parsed(CODEC.encode(state))).state == state
    assert all(notices)


@pytest.mark.parametrize("step", ["-1", "1e3", "10000", "two", "", "٣", "1.5"])
def test_a_step_that_is_none_leaves_the_playhead_at_the_end(step: str) -> None:
    state, notices = CODEC.decode({"step": step})
    assert state.step == END
    assert len(notices) == 1


def test_the_preset_asks_for_the_first_column_and_row() -> None:
    assert CODEC.encode(preset(CATALOG["baydin"])) == "f=baydin"
    state = CODEC.decode({}).state
    assert (state.slug, state.x, state.v, state.u) == ("baydin", (2, 5), (1, 0), (1,))


def test_a_reader_without_a_link_begins_at_the_first_step_and_links_name_it() -> None:
    assert CODEC.first == preset(CATALOG["baydin"])._replace(step=0)
    assert CODEC.encode(CODEC.first) == "f=baydin&step=0"
    assert CODEC.decode({"f": "baydin"}).state.step == END


@each(states())
def test_other_lessons_get_the_point_and_give_it_back(state: State) -> None:
    base, other = (given(functions.CODEC, preset_of(slug), None) for slug in ("seed", "polar"))
    shared = given(CODEC, state, base)
    assert (shared.slug, shared.x, shared.v, shared.u) == (state.slug, state.x, state.v, state.u)
    assert brought(CODEC, state, shared) == state
    taken = brought(CODEC, state, other)
    assert (taken.slug, taken.x, taken.v, taken.u) == ("polar", other.x, other.v, other.u)
    assert (taken.way, taken.step) == (state.way, 0)


@each(states(), entries)
def test_a_function_that_is_picked_begins_at_the_first_step_and_its_links_say_so(
    state: State, entry: Entry
) -> None:
    met = CODEC.met(state, entry)
    assert met == preset(entry)._replace(way=state.way, step=0)
    assert CODEC.decode(parsed(CODEC.encode(met))) == (met, ())


def preset_of(slug: str) -> functions.State:
    return functions.preset(CATALOG[slug])
