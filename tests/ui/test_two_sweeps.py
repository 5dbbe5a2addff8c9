"""The player takes from the browser what fits its state, and answers with JAX's numbers."""

from functools import partial
from typing import Any

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.two_sweeps import numbers as sweeps
from explainers.permalink.two_sweeps import CODEC, preset
from tests import pages
from tests.pages import choose, lists, received

BAYDIN = preset(CATALOG["baydin"])
GESTURE: dict[str, Any] = {
    "slug": "baydin",
    "x": [1, 2.5],
    "v": [0.0, 1.0],
    "u": [-2],
    "way": "rows",
    "step": 3,
    "cover": True,
}
BAD: list[dict[str, Any]] = [
    {"slug": "polar"},
    {"x": [1]},
    {"x": [1, float("nan")]},
    {"v": [1, 1e9]},
    {"u": ["1"]},
    {"u": None},
    {"way": "sideways"},
    {"way": ["both"]},
    {"step": 1.5},
    {"step": True},
    {"step": -2},
    {"step": 10**9},
    {"cover": None},
]


def test_a_gesture_is_taken_whole() -> None:
    wanted = CODEC.read(GESTURE, BAYDIN)
    assert wanted is not None
    assert wanted == BAYDIN._replace(x=(1, 2.5), v=(0, 1), u=(-2,), way="rows", step=3, cover=True)


@pytest.mark.parametrize("change", BAD, ids=str)
def test_a_bad_gesture_is_not_taken(change: dict[str, Any]) -> None:
    assert CODEC.read({**GESTURE, **change}, BAYDIN) is None


opened = partial(pages.opened, "two_sweeps")


@pytest.mark.parametrize(("way", "runs"), [("both", 1), ("columns", 2), ("rows", 3)])
def test_each_sweep_of_a_way_has_its_numbers(way: str, runs: int) -> None:
    entry = CATALOG["tanh-layer"]
    both = sweeps.sweeps(entry.map, entry.n)
    sweeps.settled(both, entry.x, entry.v, entry.u)  # so that nothing is left to compile
    data = received(opened(f="tanh-layer", way=way))
    assert data["state"]["way"] == way
    assert len(data["settled"]["runs"]) == runs
    assert {len(run) for run in data["settled"]["runs"]} == {both.places.total}


def test_the_first_picture_waits_for_no_compilation() -> None:
    with pages.nothing_compiles():
        data = received(pages.arrived("two_sweeps", f="=cosh(x1)*atan(x2)"))
    assert data["settled"] is None
    assert len(data["program"]["rows"]) == 3


def test_a_function_without_a_trace_is_told_and_another_offered() -> None:
    app = opened(f="eigenvalues")
    assert not app.exception
    assert "eigenvalues of a whole matrix" in app.info[0].value
    app.button(key="two_sweeps-another").click().run()
    assert not app.exception
    assert received(app)["entry"]["slug"] == "baydin"


def test_the_deep_program_is_one_press_away() -> None:
    app = opened()
    app.button(key="two_sweeps-deep").click().run()
    data = received(app)
    assert data["entry"]["slug"] == "predator-prey-20"
    assert np.diff(data["program"]["memory"]["residuals"]).min() == 0


def test_the_function_comes_along_from_and_to_other_lessons() -> None:
    app = pages.opened("push_and_pull", f="polar", x="2_0.5")
    app.query_params.clear()
    app.switch_page("pages/two_sweeps.py").run()
    state = received(app)["state"]
    assert state["x"] == [2, 0.5]
    choose(app, "two_sweeps-function", "arm")
    app.query_params.clear()
    app.switch_page("pages/push_and_pull.py").run()
    assert lists(app)["push_and_pull-function"].chosen == "arm"


def test_where_f_is_not_finite_the_trace_still_says_where() -> None:
    entry = CATALOG["baydin"]
    both = sweeps.sweeps(entry.map, entry.n)
    app = opened(f="baydin", x="-1_5")
    assert not app.exception
    run = received(app)["settled"]["runs"][0]
    nodes = both.places.nodes
    assert [value == "#nan" for value in run[:nodes]] == [
        *(False, False, True, False, True, False, True)
    ]
