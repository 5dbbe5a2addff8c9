"""The page on descent takes from the browser what fits, sends little, and says what JAX found."""

import base64
import json
from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from explainers.components.descent import LARGEST, marked, packed
from explainers.core.descent import look
from explainers.core.descent.risks import RISKS
from explainers.core.descent.run import Settings, runs
from explainers.core.descent.samples import meant
from explainers.lessons.descent import captions
from explainers.permalink.descent import CODEC, State, preset, risk_of, settings
from explainers.ui.descent import read_probe
from tests import pages
from tests.pages import received, shown

LINE = preset(RISKS["line"])
GESTURE: dict[str, Any] = {
    "starts": [0.5, -1, 4.5, -1.5, 0, 3.5, 4, 3, 1, -2],
    "rate": 0.2,
    "run": 3,
    "at": 17,
}

opened = partial(pages.opened, "descent")


def numbers(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), "<f4")


# What comes from the browser ---------------------------------------------------------------------


def test_a_gesture_gives_the_state_that_it_asks_for() -> None:
    wanted = CODEC.read(GESTURE, LINE)
    assert wanted is not None
    assert wanted.starts[:2] == (0.5, -1.0)
    assert (wanted.rate, wanted.run, wanted.at) == (0.2, 3, 17)
    assert wanted._replace(starts=LINE.starts, rate=LINE.rate, run=0, at=0) == LINE


@pytest.mark.parametrize(
    "change",
    [
        *({"starts": starts} for starts in (None, [1] * 9, ["1"] * 10, [1e7] * 10, "1234567890")),
        *({"rate": rate} for rate in (None, 0, -1, 1e3, "0.1", True, float("nan"))),
        *({"run": run} for run in (None, -1, 5, 1.0, True, "1")),
        *({"at": at} for at in (None, -1, 301, 2.5, False)),
    ],
    ids=str,
)
def test_a_malformed_gesture_is_no_news(change: dict[str, Any]) -> None:
    assert CODEC.read({**GESTURE, **change}, LINE) is None


def test_a_probe_leaves_the_step_as_it_is() -> None:
    state = LINE._replace(at=9)
    wanted = read_probe({**GESTURE, "at": "nowhere"}, state)
    assert wanted is not None
    assert (wanted.at, wanted.run) == (9, 3)


# What goes to the browser ------------------------------------------------------------------------


def test_the_default_run_is_at_most_300_kilobytes() -> None:
    data = received(opened())
    assert data["ground"] is not None
    assert 20_000 < len(json.dumps(data)) < 300_000


def test_the_numbers_sent_are_those_of_the_runs() -> None:
    data = received(opened(rate="0.1", run="2", at="5"))
    given = settings(LINE._replace(rate=0.1))
    found = runs(given)
    course = data["course"]
    assert_allclose(
        numbers(course["theta"]).reshape(5, 301, 2), found.theta[:, :301], rtol=1e-6, atol=1e-9
    )
    board = look.board(given, found, 1)
    assert_allclose(numbers(course["gradient"]).reshape(-1, 2), board.gradient, rtol=1e-6)
    assert course["of"] == {
        "starts": [*LINE.starts],
        "rate": 0.1,
        "run": 1,
    }
    x, _ = meant(given.data)
    jacobian = numbers(data["ground"]["jacobian"]).reshape(-1, 2)
    assert_allclose(jacobian, np.stack([x, np.ones_like(x)], axis=1), rtol=1e-6)
    assert data["state"]["at"] == 5


def test_marks_name_the_samples_of_a_batch_and_packing_cuts_what_is_too_large() -> None:
    rows = np.array([[0, 2, 10], [3, 4, 5]])
    bits = np.frombuffer(base64.b64decode(marked(rows, 11)), np.uint8).reshape(2, 2)
    found = np.unpackbits(bits, axis=1, bitorder="little")[:, :11]
    assert [np.nonzero(row)[0].tolist() for row in found] == rows.tolist()
    assert_allclose(numbers(packed([1e300, -np.inf, 0.5])), [LARGEST, -LARGEST, 0.5], rtol=1e-6)


@pytest.mark.parametrize(
    "risk", ["logistic", "bowl", "rosenbrock", "=x1^2-cos(3x2)", "=-x1^2-x2^2"]
)
def test_every_risk_is_shown(risk: str) -> None:
    app = opened(risk=risk, steps="60")
    assert not app.exception
    assert received(app)["ground"]["risk"]["slug"] == risk_of(risk).slug


def test_all_samples_in_every_step_need_no_marks() -> None:
    data = received(opened(batch="200", steps="20"))
    assert data["ground"]["batches"] is None
    assert data["ground"]["limit"] == pytest.approx(look.limit(settings(LINE._replace(batch=200))))


# What is said ------------------------------------------------------------------------------------


def given(**changed: Any) -> Settings:
    state: State = LINE._replace(**changed)
    return settings(state)


def ends(now: Settings) -> str:
    found = runs(now)
    lowest = look.landscape(now).lowest
    assert lowest is not None
    return captions.ends(now, found, look.distances(now, found, lowest))


def test_the_ends_are_measured_from_least_squares() -> None:
    now = given()
    rows = np.stack([meant(now.data)[0], np.ones(200)], axis=1)
    least = np.linalg.lstsq(rows, meant(now.data)[1])[0]
    away = np.linalg.norm(runs(now).theta[:, 300] - least, axis=1)
    text = ends(now)
    assert f"(median {captions.numeral(float(np.median(away)))})" in text
    assert text.startswith("After 300 steps the five runs are")


def test_runs_that_stop_are_said_to() -> None:
    text = ends(given(batch=200, rate=90.0, steps=1000))
    assert text.startswith("Runs 1, 2, 3, 4 and 5 stopped at step")
    assert "not finite" in text


def test_runs_that_arrive_are_said_to() -> None:
    assert "within 10⁻⁶ of least squares" in ends(given(batch=200, rate=0.3, steps=2000))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"batch": 200}, "converges below 2/λmax = 0.383,"),
        ({"batch": 200, "rate": 0.5}, "The rate 0.5 is beyond it"),
        ({"batch": 200, "optimiser": "momentum"}, "and β = 0.9"),
        ({}, "mini-batches diverge earlier"),
        ({"optimiser": "adam"}, "Adam divides each step"),
    ],
)
def test_the_limit_is_said_or_why_there_is_none(changed: dict[str, Any], words: str) -> None:
    now = given(**changed)
    assert words in captions.limit(now, look.limit(now))


def test_a_curved_risk_has_no_single_limit() -> None:
    now = settings(preset(RISKS["rosenbrock"]))
    assert "changes from place to place" in captions.limit(now, look.limit(now))


def test_a_step_says_which_samples_it_weights() -> None:
    for batch, words in ((16, "the 16 samples of the batch and is 0 for the other 184"),
                         (1, "the one sample of the batch and is 0 for the other 199"),
                         (200, "weights all 200 samples")):  # fmt: skip
        now = given(batch=batch)
        text = captions.step(now, 0, 4, look.stepped(now, runs(now), 0, 4))
        assert words in text
        assert text.startswith("At step 4, run 1 is at")


def test_the_page_speaks_of_the_step_in_the_link() -> None:
    text = shown(opened(run="3", at="20"))
    assert "At step 20, run 3 is at" in text
    assert "a JVP says that the risk of the batch changes by −" in text


def test_a_run_that_overflows_leaves_no_traceback_and_no_nan() -> None:
    app = opened(batch="200", rate="90", steps="1000", at="900")
    assert not app.exception
    assert "stopped at step" in shown(app)
    assert "NaN" not in shown(app)
