"""Links to colourings restore them exactly, and mend what no function has."""

from typing import cast
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.sparsity.cases import CASES
from explainers.core.sparsity.colouring import PALETTE
from explainers.permalink.fields import LARGEST
from explainers.permalink.sparsity import CODEC, Probe, State, preset


@st.composite
def states(draw: st.DrawFn) -> State:
    case = CASES[draw(st.sampled_from([*CASES]))]
    colour = st.integers(0, PALETTE)
    columns, rows = (
        tuple(draw(st.lists(colour, min_size=size, max_size=size))) for size in (case.n, case.m)
    )
    way = draw(st.sampled_from(case.ways))
    x = tuple(draw(st.lists(st.floats(-LARGEST, LARGEST), min_size=case.n, max_size=case.n)))
    lines = ["_0", *(f"column_{j}" for j in range(case.n)), *(f"row_{i}" for i in range(case.m))]
    probe, _, place = draw(st.sampled_from(lines)).partition("_")
    shown = draw(st.booleans()), draw(st.booleans())
    return State(case.slug, columns, rows, way, *shown, x, cast(Probe, probe), int(place))


@given(states())
def test_a_link_gives_back_exactly_the_state(state: State) -> None:
    assert CODEC.decode(dict(parse_qsl(CODEC.encode(state)))) == (state, ())


def test_a_reader_without_a_link_meets_two_columns_that_share() -> None:
    assert CODEC.encode(CODEC.first) == "f=rod&columns=1_0_0_1_0_0_0_0"


def test_a_link_counts_from_1_what_is_probed() -> None:
    state = preset(CASES["traffic"])._replace(probe="row", place=3, x=(0.0, *(1.0,) * 7))
    assert CODEC.encode(state) == "f=traffic&x=0_1_1_1_1_1_1_1&probe=row_4"


@pytest.mark.parametrize(
    "probe", ["column_9", "column_0", "row_-1", "row", "e_1", "column_1.5", ""]
)
def test_a_link_that_probes_nothing_of_j_says_so(probe: str) -> None:
    told = "probe in the link names no column or row of J; nothing is probed."
    assert CODEC.decode({"f": "rod", "probe": probe}) == (preset(CASES["rod"]), (told,))


def test_a_function_begins_at_its_own_x() -> None:
    moved = CODEC.decode({"f": "hub", "x": "1_2_3_4_5_6_7_8"}).state
    assert moved.case.x == moved.x != CASES["hub"].x
    assert CODEC.usual(moved) == preset(CASES["hub"])
