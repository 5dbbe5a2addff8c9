"""The Stage takes from the browser what fits its state, and answers with JAX's numbers."""

import json
import math
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from numpy.testing import assert_allclose
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from explainers.core.catalog import CATALOG, Entry
from explainers.permalink import State, preset
from explainers.permalink.functions import CODEC
from explainers.ui import stage
from explainers.ui.gestures import meant
from explainers.ui.numbers import SETTLED, place
from explainers.ui.stage import (
    CURVE,
    LINES,
    NODES,
    Probe,
    samples,
)
from tests import pages
from tests.core.oracles import ORACLES
from tests.pages import choose, received

EXACT = 1e-12

SEED = preset(CATALOG["seed"])
EDITION = "0badcafe"

GESTURE: dict[str, Any] = {
    "edition": EDITION,
    "slug": "seed",
    "x": [1, -2.5, 3.0],
    "v": [0.0, 1.0, 0.0],
    "u": [0.5, -1],
    "mode": "pull",
    "covectors": "stripes",
    "circle": True,
    "cloud": 0.25,
    "cover": False,
    "inputs": [2, 0],
    "outputs": [1, 0],
    "views": [1.0, 2.0, 3.5, 0.0, -1.0, 8],
}
PROBE: dict[str, Any] = {
    **{name: GESTURE[name] for name in ("edition", "slug", "x", "v", "u", "inputs", "outputs")},
    "step": 0.25,
    "number": 3,
}


def read_gesture(sent: object, state: State, edition: str) -> State | None:
    message = meant(sent, edition)
    return None if message is None else CODEC.read(message, state)


def read_probe(sent: object, state: State, edition: str) -> Probe | None:
    message = meant(sent, edition)
    return None if message is None else stage.read_probe(message, state)


# What fits --------------------------------------------------------------------------------------


def test_a_gesture_gives_the_state_that_it_asks_for() -> None:
    assert read_gesture(GESTURE, SEED, EDITION) == State(
        slug="seed",
        x=(1.0, -2.5, 3.0),
        v=(0.0, 1.0, 0.0),
        u=(0.5, -1.0),
        mode="pull",
        covectors="stripes",
        circle=True,
        cloud=0.25,
        inputs=(2, 0),
        outputs=(1, 0),
        views=(1.0, 2.0, 3.5, 0.0, -1.0, 8.0),
    )


def test_a_gesture_leaves_alone_what_hands_do_not_move() -> None:
    before = SEED._replace(reading="row", index=1)
    after = read_gesture(GESTURE, before, EDITION)
    assert after is not None
    assert (after.reading, after.index) == ("row", 1)


def test_a_probe_gives_the_place_that_it_asks_about() -> None:
    assert read_probe(PROBE, SEED, EDITION) == Probe(
        edition=EDITION,
        number=3,
        x=(1.0, -2.5, 3.0),
        v=(0.0, 1.0, 0.0),
        u=(0.5, -1.0),
        step=0.25,
        inputs=(2, 0),
        outputs=(1, 0),
    )


def test_a_state_of_one_number_is_read_too() -> None:
    line = GESTURE | {"slug": "helix", "x": [0.5], "v": [1], "u": [1, 2, 3], "inputs": [0, 0]}
    after = read_gesture(line, preset(CATALOG["helix"]), EDITION)
    assert after is not None
    assert after.x == (0.5,)


# What does not ----------------------------------------------------------------------------------

VECTORS: list[object] = [
    *(None, [], [1.0], [1.0, 2.0, 3.0, 4.0], "1_2_3", {"0": 1.0}, 5, [[1.0, 2.0, 3.0]]),
    *([[1.0], [2.0], [3.0]], [1.0, 2.0, math.nan], [1.0, 2.0, math.inf], [-math.inf, 0.0, 0.0]),
    *([1.0, 2.0, "NaN"], [1.0, 2.0, "inf"], [1.0, 2.0, "3"], [1.0, 2.0, None], [True, 2.0, 3.0]),
    *([1.0, 2.0, 1.1e6], [1.0, 2.0, -1e300], [1, 2, 10**400]),
]
PAIRS: list[object] = [
    None,
    [],
    [0],
    [0, 0],
    [0, 9],
    [-1, 0],
    [0, 1, 1],
    [0.0, 1.0],
    [True, False],
    "01",
    [[0, 1]],
]
AMISS: dict[str, list[object]] = {
    "edition": [None, "", "older", 7, [EDITION]],
    "slug": [None, "polar", "Seed", ["seed"], {}],
    "x": [*VECTORS, [1.0, 2.0]],
    "v": [*VECTORS, [1.0, 2.0]],
    "u": [
        *(None, [], [1.0], [1.0, 2.0, 3.0], "1_2", {"0": 1.0}, [[1.0, 2.0]], [[1.0], [2.0]]),
        *([1.0, math.nan], [math.inf, 0.0], [1.0, "NaN"], [1.0, None], [True, 2.0]),
        *([1.0, 1.1e6], [-1e300, 0.0], [1, 10**400]),
    ],
    "mode": [None, "", "shove", ["push"], {}, True],
    "covectors": [None, "", "lines", 1],
    "circle": [None, 0, 1, "true"],
    "cloud": [None, -0.1, 1e9, math.nan, math.inf, "1", [0.2], True],
    "cover": [None, 0, 1, "false"],
    "inputs": [*PAIRS, [0, 3]],
    "outputs": [*PAIRS, [0, 2]],
    "views": [None, {}, "", [1.0] * 5, [1.0] * 7, [0, 0, 0, 0, 0, 1.0], [0, 0, 1.0, 0, 0, -1.0]],
    "step": [None, 0, -0.1, math.nan, math.inf, "0.1", True, 1e7, [0.1]],
    "number": [None, "1", 1.5, True, [1], math.nan],
}
NO_MAPPING: list[object] = [
    None,
    5,
    "gesture",
    [],
    [GESTURE],
    [["edition", EDITION]],
    {},
    {"gesture": GESTURE},
]


def label(name: str, value: object) -> str:
    return f"{name}={value!r}"[:40]


@pytest.mark.parametrize("name", GESTURE)
def test_a_gesture_with_one_thing_amiss_is_refused(name: str) -> None:
    for value in AMISS[name]:
        assert read_gesture(GESTURE | {name: value}, SEED, EDITION) is None, label(name, value)


@pytest.mark.parametrize("name", PROBE)
def test_a_probe_with_one_thing_amiss_is_refused(name: str) -> None:
    for value in AMISS[name]:
        assert read_probe(PROBE | {name: value}, SEED, EDITION) is None, label(name, value)


@pytest.mark.parametrize("name", ["step", "number"])
def test_a_probe_without_step_or_number_is_refused(name: str) -> None:
    lacking = {key: value for key, value in PROBE.items() if key != name}
    assert read_probe(lacking, SEED, EDITION) is None


def test_what_names_no_edition_is_refused() -> None:
    assert read_gesture({k: z for k, z in GESTURE.items() if k != "edition"}, SEED, EDITION) is None
    assert read_probe({k: z for k, z in PROBE.items() if k != "edition"}, SEED, EDITION) is None


@pytest.mark.parametrize("sent", NO_MAPPING, ids=lambda sent: label("sent", sent))
def test_what_is_no_gesture_at_all_is_refused(sent: object) -> None:
    assert read_gesture(sent, SEED, EDITION) is None
    assert read_probe(sent, SEED, EDITION) is None


# Numbers that are sent --------------------------------------------------------------------------


@pytest.mark.parametrize("entry", CATALOG.values(), ids=CATALOG.keys())
@pytest.mark.share(7)
def test_settled_numbers_are_those_of_jax(entry: Entry) -> None:
    found = SETTLED.wait(place(entry))
    x, v, u = (jnp.asarray(vector) for vector in (entry.x, entry.v, entry.u))
    value, pushed = jax.jvp(entry.map, (x,), (v,))
    (pulled,) = jax.vjp(entry.map, x)[1](u)
    jacobian = jax.jacfwd(entry.map)(x)
    expected = [value, jacobian, pushed, pulled, jnp.dot(u, pushed), entry.map(x + v)]
    for name, actual, wanted in zip(found._fields, found, expected, strict=True):
        size = np.abs(wanted).max()
        assert actual.shape == wanted.shape
        assert actual.dtype == np.float64
        assert_allclose(actual, wanted, rtol=0, atol=EXACT * max(1.0, size), err_msg=name)


EIGENVALUES = Probe(
    edition=EDITION,
    number=1,
    x=(1.5, 0.8, 0.5),
    v=(0.4, -0.3, 0.2),
    u=(1.0, 0.0),
    step=0.05,
    inputs=(2, 0),
    outputs=(1, 0),
)


def test_samples_are_two_families_of_lines_and_one_curve() -> None:
    taken = samples(CATALOG["eigenvalues"], EIGENVALUES)
    assert taken.step == EIGENVALUES.step
    assert taken.families.shape == (2, LINES, NODES, 4)
    assert taken.curve.shape == (CURVE, 4)


@pytest.mark.parametrize(("line", "node"), [(0, 0), (3, 8), (8, 4), (16, 2)])
def test_a_node_of_the_grid_is_the_function_there(line: int, node: int) -> None:
    families = samples(CATALOG["eigenvalues"], EIGENVALUES).families
    reach = 8 * EIGENVALUES.step
    offset, along = reach * (line - 8) / 8, reach * (node - 4) / 4
    for side in (0, 1):
        fixed, free = EIGENVALUES.inputs[side], EIGENVALUES.inputs[1 - side]
        x = np.array(EIGENVALUES.x)
        x[fixed] += offset
        x[free] += along
        value, jacobian = ORACLES["eigenvalues"](x)
        high, low = (1, 0)
        expected = [value[high], value[low], jacobian[high, free], jacobian[low, free]]
        assert_allclose(families[side, line, node], expected, atol=1e-6)


@pytest.mark.parametrize("node", [0, 6, 9, 12])
def test_a_node_of_the_curve_is_the_function_along_v(node: int) -> None:
    curve = samples(CATALOG["eigenvalues"], EIGENVALUES).curve
    v = np.array(EIGENVALUES.v)
    value, jacobian = ORACLES["eigenvalues"](np.array(EIGENVALUES.x) + (node - 6) / 4 * v)
    expected = [*value[::-1], *(jacobian @ v)[::-1]]
    assert_allclose(curve[node], expected, atol=1e-6)


# The page ---------------------------------------------------------------------------------------

opened = partial(pages.opened, "push_and_pull")


def send(page: AppTest, **values: Any) -> AppTest:
    """Run the page as when the Stage sends something, in the bytes of a browser."""
    states = page._tree.get_widget_states()
    parts = [part.proto for part in page.get("bidi_component")]
    (component,) = [part.id for part in parts if part.component_name == "explainers.stage"]
    states.widgets.append(WidgetState(id=component, json_value=json.dumps(values)))
    return page._run(states)


def state_of(page: AppTest) -> State:
    return page.session_state["held-lessons"].state


def test_the_stage_is_sent_the_function_its_tape_and_the_state() -> None:
    sent = received(opened(f="polar", x="2_0.5", mode="push"))
    assert sent["entry"]["slug"] == "polar"
    polar = CATALOG["polar"]
    usual = {"x": [*polar.x], "v": [*polar.v], "u": [*polar.u]}
    assert sent["entry"]["preset"] == usual
    assert {o[0] for o in sent["tape"]["operations"]} == {"sin", "cos", "mul", "neg"}
    assert sent["state"]["x"] == [2.0, 0.5]
    assert sent["state"]["mode"] == "push"
    assert sent["state"]["inputs"] == [0, 1]


def test_a_gesture_changes_the_state_and_is_answered_by_jax() -> None:
    page = opened(f="seed")
    edition = received(page)["edition"]
    send(page, gesture=GESTURE | {"edition": edition})
    assert not page.exception
    assert state_of(page) == read_gesture(GESTURE, SEED, EDITION)
    sent = received(page)
    assert sent["edition"] == edition
    assert sent["settled"]["x"] == sent["state"]["x"] == [1.0, -2.5, 3.0]
    assert sent["settled"]["value"] == [1.5, 6.5]
    assert sent["settled"]["jacobian"] == [2, 1, 1, 1, -1, 1]
    assert sent["settled"]["push"] == [1, -1]
    assert sent["settled"]["pull"] == [0, 1.5, -0.5]
    assert sent["settled"]["pairing"] == 1.5
    assert sent["settled"]["moved"] == [2.5, 5.5]
    assert sent["settled"]["precision"] == "float64"


def test_a_figure_is_told_which_of_its_gestures_was_taken_last() -> None:
    page = opened(f="seed")
    assert received(page)["heard"] is None
    gesture = GESTURE | {"edition": received(page)["edition"]}
    send(page, gesture=gesture | {"sent": "k3-1"})
    assert received(page)["heard"] == "k3-1"
    refused = [GESTURE | {"sent": "k3-2"}, gesture | {"sent": "k3-2", "x": [1]}]
    unnamed = [gesture | {"sent": name, "x": [1, 1, 1]} for name in (7, None, "k" * 41, ["k3-2"])]
    for sent in (*refused, *unnamed):
        send(page, gesture=sent)
        assert not page.exception
        assert received(page)["heard"] == "k3-1"
    choose(page, "push_and_pull-function", "polar")
    assert received(page)["heard"] == "k3-1"
    assert received(opened(f="seed"))["heard"] is None  # to another reader


def test_a_gesture_out_of_the_domain_is_answered_in_strict_json() -> None:
    page = opened(f="baydin")
    gesture = GESTURE | {"edition": received(page)["edition"], "slug": "baydin", "u": [1.0]}
    send(page, gesture=gesture | {"x": [-1, 5], "v": [0, 1], "inputs": [0, 1], "outputs": [0, 0]})
    assert not page.exception
    assert received(page)["settled"]["value"] == ["#nan"]
    assert received(page)["settled"]["x"] == [-1, 5]


MALFORMED: dict[str, dict[str, Any]] = {
    "older edition": {"gesture": GESTURE},
    "lacking": {"gesture": {"x": [1, 2, 3]}},
    "none": {"gesture": None},
    "list": {"gesture": [1, 2]},
    "text": {"gesture": "push"},
    "probe": {"probe": {"x": "here"}},
    "all": {"gesture": 3, "probe": [[]], "other": {}},
}
OUT_OF_HAND: list[list[object]] = [
    *([math.nan, 0, 0], [1e9, 0, 0], [10**400, 0, 0], ["1", 0, 0], [0, 0]),
]


def test_what_is_malformed_changes_nothing_and_throws_nothing() -> None:
    page = opened(f="seed")
    before = page.session_state["held-lessons"]
    for name, sent in MALFORMED.items():
        send(page, **sent)
        assert not page.exception, name
        assert page.session_state["held-lessons"] == before, name


def test_numbers_that_no_hand_can_send_change_nothing() -> None:
    page = opened(f="seed")
    for x in OUT_OF_HAND:
        send(page, gesture=GESTURE | {"edition": received(page)["edition"], "x": x})
        assert not page.exception, x
        assert state_of(page) == SEED, x


def test_a_function_without_a_tape_is_answered_where_the_hand_is() -> None:
    page = opened(f="eigenvalues")
    sent = received(page)
    assert sent["tape"] is None
    assert sent["settled"] is not None
    assert sent["live"] is None
    send(page, probe=EIGENVALUES._asdict() | {"edition": sent["edition"], "slug": "eigenvalues"})
    pages.answered(page)
    assert not page.exception
    live = received(page)["live"]
    assert (live["x"], live["number"]) == ([*EIGENVALUES.x], 1)
    value, jacobian = ORACLES["eigenvalues"](np.array(EIGENVALUES.x))
    assert_allclose(live["value"], value, rtol=EXACT)
    assert_allclose(live["jacobian"], jacobian.ravel(), rtol=EXACT)
    assert np.shape(live["samples"]["families"]) == (2, LINES, NODES, 4)
    assert live["samples"]["v"] == [*EIGENVALUES.v]
    assert state_of(page) == preset(CATALOG["eigenvalues"])


def test_a_question_that_comes_with_the_release_is_asked_where_the_hand_let_go() -> None:
    """Both come in one run, and Streamlit calls back for them in any order."""
    page = opened(f="eigenvalues")
    start = preset(CATALOG["eigenvalues"])
    stamp = {"edition": received(page)["edition"], "slug": "eigenvalues"}
    there = (2.0, -0.5, 1.25)
    question = EIGENVALUES._asdict() | stamp | {"number": 7}
    gesture = GESTURE | stamp | {"x": [*there], "v": [*start.v], "u": [*start.u], "views": []}
    send(page, probe=question, gesture=gesture)
    assert state_of(page).x == there
    assert (received(page)["live"]["x"], received(page)["live"]["number"]) == ([*there], 7)
    send(page, gesture=gesture | {"x": [*start.x]})
    send(page, probe=question)
    assert received(page)["live"]["x"] == [*EIGENVALUES.x]


def test_another_function_takes_a_new_edition() -> None:
    page = opened(f="seed")
    before = received(page)["edition"]
    choose(page, "push_and_pull-function", "polar")
    assert received(page)["edition"] != before
    assert received(page)["entry"]["slug"] == "polar"
    send(page, gesture=GESTURE | {"edition": before})
    assert state_of(page) == preset(CATALOG["polar"])
