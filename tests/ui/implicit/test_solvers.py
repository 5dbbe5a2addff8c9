"""What the page says below the figure: of solvers, a ridge, an ODE and costs."""

from functools import partial
from typing import Any

import pytest

from explainers.core.implicit.adjoint import Given
from explainers.core.implicit.solvers.programs import ode_programs, ridge_programs
from explainers.permalink.implicit import CODEC
from explainers.ui.implicit.solvers import within
from tests import pages
from tests.pages import shown

opened = partial(pages.opened, "implicit")


def test_each_section_tells_of_the_state_of_the_link() -> None:
    app = opened(mean="0.5", eccentricity="0.3", penalty="1", time="8", steps="33", crowding="0.25")
    assert not app.exception
    told = shown(app)
    assert "Here dx/dp is" in told
    assert "| kept for that |" in told
    assert "With α = 10 the loss on what is held out is" in told
    assert "Backprop keeps 16 numbers of each step, 528 here" in told
    assert "After 1000 rounds the unrolled gradient took" in told
    code = [one.value for one in app.code]
    assert ridge_programs(1.0).jax.rstrip() in code
    assert ode_programs(Given(8.0, 33, 0.25)).jax.rstrip() in code
    assert [button.label for button in app.button].count("Measure here") == 1


def test_of_a_fixed_point_that_leads_astray_the_page_says_so() -> None:
    told = shown(opened(mean="2", eccentricity="1.5"))
    assert "it goes to and fro between" in told
    assert "Newton’s method still comes to the solution" in told
    assert "| unrolled | not in 60 rounds | from round " in told


def test_where_nothing_is_finite_the_page_says_so() -> None:
    told = shown(opened(mean="0", eccentricity="1", time="20", steps="8", crowding="0"))
    assert "dx/dp has no finite value" in told
    assert "Steps of 2.5 are too long" in told


@pytest.mark.parametrize(
    ("part", "number", "taken"),
    [
        ("mean", 0.5, 0.5),
        ("mean", 9.0, 2.5),
        ("eccentricity", -1.0, 0.0),
        ("eccentricity", 9.0, 1.5),
        ("penalty", -0.12345678, -0.123457),
        ("steps", 12.0, 12),
        ("steps", 1e6, 512),
        ("crowding", 1.0, 0.9),
    ],
)
def test_a_number_is_taken_within_its_reach_as_a_link_holds_it(
    part: str, number: float, taken: float
) -> None:
    found = within(part, number)
    assert found == taken
    named: dict[str, Any] = {part: found}
    state = CODEC.first._replace(**named)
    query = dict(pair.split("=") for pair in CODEC.encode(state).split("&") if pair)
    assert CODEC.decode(query) == (state, ())
