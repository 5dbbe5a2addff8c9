"""Links to colourings restore them exactly, and mend what no function has."""

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from explainers.core.sparsity.cases import CASES
from explainers.core.sparsity.colouring import PALETTE
from explainers.permalink.sparsity import CODEC, State


@st.composite
def states(draw: st.DrawFn) -> State:
    case = CASES[draw(st.sampled_from([*CASES]))]
    colour = st.integers(0, PALETTE)
    columns, rows = (
        tuple(draw(st.lists(colour, min_size=size, max_size=size))) for size in (case.n, case.m)
    )
    way = draw(st.sampled_from(case.ways))
    return State(case.slug, columns, rows, way, draw(st.booleans()), draw(st.booleans()))


@given(states())
def test_a_link_gives_back_exactly_the_state(state: State) -> None:
    assert CODEC.decode(dict(parse_qsl(CODEC.encode(state)))) == (state, ())


def test_a_reader_without_a_link_meets_two_columns_that_share() -> None:
    assert CODEC.encode(CODEC.first) == "f=rod&columns=1_0_0_1_0_0_0_0"
