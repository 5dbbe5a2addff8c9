"""What the figure of colourings takes from the browser, and what its page says and sends."""

from functools import partial
from typing import Any

import jax
import numpy as np
import pytest

from explainers.core.sparsity.cases import CASES
from explainers.core.tape import replayed, tape
from explainers.lessons import of_case
from explainers.permalink.sparsity import CODEC, State, preset
from tests import pages
from tests.pages import choose, lists, received, shown

opened = partial(pages.opened, "sparsity")
GOOD: dict[str, Any] = {
    "slug": "rod",
    "way": "both",
    "columns": [1, 0, 0, 1, 0, 0, 6, 0],
    "rows": [0] * 8,
    "graph": True,
    "cover": False,
    "x": [0.0, *range(1, 8)],
    "probe": "row",
    "place": 7,
}


def test_a_gesture_gives_colours() -> None:
    found = CODEC.read(GOOD, preset(CASES["rod"]))
    colours = State("rod", (1, 0, 0, 1, 0, 0, 6, 0), (0,) * 8, "both", graph=True)
    x = tuple(map(float, range(8)))
    assert found == colours._replace(x=x, probe="row", place=7)


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "hub"},
        {"way": "diagonal"},
        {"way": None},
        {"columns": [0] * 7},
        {"columns": [7] + [0] * 7},
        {"columns": [-1] + [0] * 7},
        {"columns": [0.5] + [0] * 7},
        {"columns": [True] + [0] * 7},
        {"columns": "00000000"},
        {"rows": None},
        {"rows": [[0]] * 8},
        {"graph": 1},
        {"x": [0.0] * 7},
        {"x": [None] * 8},
        {"x": [1e7] * 8},
        {"place": 8},
        {"place": -1},
        {"probe": "both"},
        {"probe": ["row"]},
        {"probe": ""},
    ],
)
def test_a_malformed_gesture_is_not_taken(wrong: dict[str, Any]) -> None:
    assert CODEC.read(GOOD | wrong, preset(CASES["rod"])) is None


def test_a_way_that_a_function_has_not_is_not_taken() -> None:
    sent = GOOD | {"slug": "hub", "way": "symmetric"}
    assert CODEC.read(sent, preset(CASES["hub"])) is None


@pytest.mark.parametrize("slug", CASES)
@pytest.mark.share(4)
def test_every_case_opens_and_says_what_it_is(slug: str) -> None:
    app = opened(f=slug)
    assert not app.exception
    case = CASES[slug]
    assert of_case("sparsity", slug) in shown(app)
    data = received(app)
    J = np.array(data["case"]["jacobian"])
    assert J.shape == (case.m, case.n)
    np.testing.assert_array_equal(np.array(data["settled"]["pushes"]).T, J)


@pytest.mark.whole
def test_a_page_that_waits_for_jax_has_j_from_the_tape() -> None:
    for case in CASES.values():
        J = replayed(tape(case.map, case.n), np.array([case.x])).jacobians[0]
        by_jax = jax.jacfwd(case.map)(np.asarray(case.x))
        np.testing.assert_allclose(J, by_jax, rtol=1e-13, atol=1e-14)
        held = {(i, j) for i, row in enumerate(case.pattern.rows) for j in row}
        assert {(int(i), int(j)) for i, j in np.argwhere(J)} <= held


def test_the_page_tells_a_zero_at_one_x_from_the_pattern() -> None:
    told = "One of them, in row 4 and column 3, comes out 0 at this x all the same."
    assert told in shown(opened(f="traffic"))


def test_j_is_taken_and_said_at_the_x_of_the_link() -> None:
    x = (1.0, 0.0, 2.0, 0.0, 0.4, 1.2, 0.8, 2.5)
    app = opened(f="hub", x="1_0_2_0_0.4_1.2_0.8_2.5", probe="row_1")
    data, J = received(app), np.asarray(jax.jacfwd(CASES["hub"].map)(np.array(x)))
    assert data["state"]["x"] == [*x]
    assert (data["state"]["probe"], data["state"]["place"]) == ("row", 0)
    for found in (data["case"]["jacobian"], data["settled"]["forward"], data["settled"]["reverse"]):
        np.testing.assert_allclose(np.array(found), J, rtol=1e-14)
    assert "2 of them come out 0 at this x all the same." in shown(app)


def test_the_fewest_are_not_told_while_they_are_to_be_guessed() -> None:
    told = "with nothing solved for, this J takes 8 products by columns"
    assert told in shown(opened(f="hub"))
    covered = shown(opened(f="hub", cover="1"))
    assert "solved for, this J" not in covered
    assert "The fewest products are to be guessed." in covered


def test_a_program_without_pulls_is_written_for_numpy_too() -> None:
    key = "sparsity-code"
    options = ["JAX", "PyTorch", "NumPy"]
    assert lists(opened(f="hub"))[key].options == options
    both = opened(f="hub", way="both", rows="1_0_0_0_0_0_0_0")
    assert lists(both)[key].options == options[:2]


def test_what_was_measured_is_shown_beside_what_was_predicted() -> None:
    assert "| 2,000 | " in shown(opened())


def test_a_typed_function_is_coloured_as_well() -> None:
    app = opened(f="=[x1^2 + x2, x2*x3, x3 - x4]")
    assert received(app)["case"]["rows"] == [[0, 1], [1, 2], [2, 3]]
    assert "Of its 12 entries 6 may be other than 0." in shown(app)


@pytest.mark.parametrize("f", ["=sign(x)", "=x^0", "=[sign(x),2]"])
def test_a_function_whose_j_is_0_opens(f: str) -> None:
    app = opened(f=f, way="both")
    assert not app.exception
    assert "This J is 0 everywhere" in shown(app)
    assert received(app)["settled"]["pushes"] == []


def test_another_function_begins_without_colours() -> None:
    app = opened(columns="1_0_0_1_0_0_1_0")
    choose(app, "sparsity-function", "hub")
    assert app.session_state["held-sparsity"].state == preset(CASES["hub"])
