"""The page on descent takes from the browser what fits, sends little, and says what JAX found."""

import base64
import json
import threading
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest
from numpy.testing import assert_allclose

from explainers.components.descent import LARGEST, LEAST, marked, packed
from explainers.core.catalog import CATALOG
from explainers.core.descent import look, verdicts
from explainers.core.descent.risks import RISKS
from explainers.core.descent.run import Settings, runs
from explainers.core.descent.samples import meant
from explainers.lessons.descent import captions
from explainers.permalink.descent import CODEC, State, preset, risk_of, settings
from explainers.ui.descent import course, read_probe
from explainers.ui.turns import TURNS, Part
from tests import pages
from tests.pages import headings, received, shown

pytestmark = pytest.mark.share(3)

LINE = preset(RISKS["line"])
GESTURE: dict[str, Any] = {
    "starts": [0.5, -1, 4.5, -1.5, 0, 3.5, 4, 3, 1, -2],
    "rate": 0.2,
    "run": 3,
    "at": 17,
    "cover": True,
}

opened = partial(pages.opened, "descent")


def numbers(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), "<f4")


# What comes from the browser ----------------------------------------------------------------------


def test_a_gesture_gives_the_state_that_it_asks_for() -> None:
    wanted = CODEC.read(GESTURE, LINE)
    assert wanted is not None
    assert wanted.starts[:2] == (0.5, -1.0)
    assert (wanted.rate, wanted.run, wanted.at, wanted.cover) == (0.2, 3, 17, True)
    assert wanted._replace(starts=LINE.starts, rate=LINE.rate, run=0, at=0, cover=False) == LINE


@pytest.mark.parametrize(
    "change",
    [
        *({"starts": starts} for starts in (None, [1] * 9, ["1"] * 10, [1e7] * 10, "1234567890")),
        *({"rate": rate} for rate in (None, 0, -1, 1e3, "0.1", True, float("nan"))),
        *({"cover": cover} for cover in (None, 0, 1, "true")),
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


# What goes to the browser -------------------------------------------------------------------------


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
@pytest.mark.share(99)
def test_every_risk_is_shown(risk: str) -> None:
    app = opened(risk=risk, steps="60")
    assert not app.exception
    assert received(app)["ground"]["risk"]["slug"] == risk_of(risk).slug


def test_all_samples_in_every_step_need_no_marks() -> None:
    data = received(opened(batch="200", steps="20"))
    assert data["ground"]["batches"] is None
    limit = verdicts.limit(settings(LINE._replace(batch=200)))
    assert data["ground"]["limit"] == pytest.approx(limit.rate)


# What is said -------------------------------------------------------------------------------------


def given(**changed: Any) -> Settings:
    state: State = LINE._replace(**changed)
    return settings(state)


def ends(now: Settings) -> str:
    found = runs(now)
    lowest = look.landscape(now).lowest
    assert lowest is not None
    stops = verdicts.stopped(now.risk, found)
    return captions.ends(now, found, stops, look.distances(now, found, lowest))


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
        ({}, "Mini-batches can diverge earlier"),
        ({"optimiser": "adam"}, "Adam divides each step"),
    ],
)
def test_the_limit_is_said_or_why_there_is_none(changed: dict[str, Any], words: str) -> None:
    now = given(**changed)
    assert words in captions.limit(now, verdicts.limit(now))


def test_a_curved_risk_has_no_single_limit() -> None:
    now = settings(preset(RISKS["rosenbrock"]))
    assert "changes from place to place" in captions.limit(now, verdicts.limit(now))


def test_a_step_says_which_samples_it_weights() -> None:
    for batch, words in ((16, "the 16 samples of the batch and is 0 for the other 184"),
                         (1, "the one sample of the batch and is 0 for the other 199"),
                         (200, "weights all 200 samples")):  # fmt: skip
        now = given(batch=batch)
        text = captions.step(now, 0, 4, look.stepped(now, runs(now), 0, 4), None)
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


# What is said where it was false ------------------------------------------------------------------


def told(**query: str) -> str:
    """All that a page says, for a link."""
    return shown(opened(**query))


@pytest.mark.parametrize(
    ("query", "rate"),
    [
        ({"risk": "=x^2+10*y^2", "rate": "0.1"}, "0.1"),
        ({"risk": "bowl", "rate": "0.2"}, "0.2"),
        ({"risk": "=x^2+y^2", "rate": "1"}, "1"),
        ({"risk": "=3*x^2+x+y^2", "rate": "0.3333333333333333"}, "0.333"),
        ({"risk": "=x^2+10*y^2", "rate": "0.19", "opt": "momentum"}, "0.19"),
    ],
)
@pytest.mark.share(99)
def test_at_the_limit_each_step_overshoots_by_exactly_as_much_as_it_mends(
    query: dict[str, str], rate: str
) -> None:
    text = told(steps="20", **query)
    assert "by exactly as much as it mends" in text
    assert f"The rate {rate}" in text
    assert "by more than it mends" not in text


def test_beside_the_limit_the_rate_is_told_apart_from_it() -> None:
    text = told(risk="=x^2+10*y^2", rate="0.10000001", steps="20")
    assert "2/λmax = 0.1," in text
    assert "The rate 0.10000001 is beyond it" in text
    assert "by more than it mends" in text
    text = told(risk="=x^2+10*y^2", rate="0.0999999", steps="20")
    assert "The rate 0.0999999 is just below that" in text
    assert "100 %" not in text


@pytest.mark.parametrize("batch", ["1", "2", "16"])
@pytest.mark.parametrize("rate", ["1", "3", "60"])
@pytest.mark.share(99)
def test_a_distance_is_never_a_clip(rate: str, batch: str) -> None:
    text = told(rate=rate, batch=batch)
    assert "10¹⁰⁰" not in text
    assert "NaN" not in text


def test_how_far_runs_are_at_their_end_is_measured_however_far_that_is() -> None:
    now = given(rate=1.0, batch=1, steps=300)
    found, lowest = runs(now), look.landscape(now).lowest
    assert lowest is not None
    away = look.distances(now, found, lowest)
    stops = verdicts.stopped(now.risk, found)
    tail = [float(z) for k in range(5) if stops[k] is None for z in away[k, 225:]]
    square = sum((Fraction(z) ** 2 for z in tail), Fraction(0)) / len(tail)
    root = 2.0 ** ((square.numerator.bit_length() - square.denominator.bit_length()) // 2)
    exact = root * float(square / Fraction(root) ** 2) ** 0.5
    assert exact > 1e30
    assert captions.numeral(exact) in captions.wandering(now, stops, away)


@pytest.mark.parametrize(
    ("query", "heading", "words"),
    [
        ({}, "Why the runs keep moving", "is pulled away again"),
        ({"batch": "199"}, "Why the runs keep moving", "is pulled away again"),
        ({"batch": "200"}, "Why the runs can come to rest", "Each step takes all samples"),
        ({"noise": "0"}, "Why the runs can come to rest", "the error of each sample is zero"),
        ({"noise": "1e-300"}, "Why the runs can come to rest", "the error of each sample is zero"),
        (
            {"samples": "2", "batch": "1"},
            "Why the runs can come to rest",
            "the error of each sample is zero",
        ),
        ({"samples": "2", "batch": "2"}, "Why the runs can come to rest", "takes all samples"),
        (
            {"risk": "logistic", "samples": "2", "batch": "1"},
            "Why the runs do not come to rest",
            "this empirical risk has no minimum",
        ),
        ({"risk": "logistic"}, "Why the runs keep moving", "is pulled away again"),
    ],
)
@pytest.mark.share(99)
def test_why_runs_keep_moving_is_said_only_where_they_do(
    query: dict[str, str], heading: str, words: str
) -> None:
    app = opened(steps="50", **query)
    told = headings(app)
    assert heading in told
    assert len([part for part in told if part.startswith("Why the runs")]) == 1
    assert words in shown(app).replace("\n", " ")


@pytest.mark.parametrize(
    ("risk", "rule", "limit"),
    [
        ("=x^2+10*y^2", "sgd", "2/λmax = 0.1,"),
        ("=x^2+10*y^2", "momentum", "2(1 + β)/λmax = 0.19,"),
        ("=x^2+10*y^2", "nesterov", "2(1 + β)/((1 + 2β) λmax) = 0.0679,"),
        ("=(x+2*y)^2+y^2-3*x", "sgd", "2/λmax = 0.172,"),
        ("=x^2/4+y^2/8", "sgd", "2/λmax = 4,"),
        ("=(x+y)^2", "sgd", "2/λmax = 0.5,"),
    ],
)
@pytest.mark.share(99)
def test_a_typed_quadratic_has_its_limit(risk: str, rule: str, limit: str) -> None:
    text = told(risk=risk, opt=rule, steps="20")
    assert limit in text
    assert "changes from place to place" not in text


@pytest.mark.parametrize(
    ("risk", "words"),
    [
        ("=x+y", "The Hessian of this risk is 0 everywhere"),
        ("=2*x-3*y+1", "The Hessian of this risk is 0 everywhere"),
        ("=x^2-y^2", "curves downwards along some direction"),
        ("=x*y", "curves downwards along some direction"),
        ("=abs(x)+y^2", "may have kinks or jumps"),
        ("=max(x,y)", "may have kinks or jumps"),
        ("=sin(x)+y^2", "changes from place to place"),
        ("=x^4+y^2", "changes from place to place"),
        ("=sin(x)^2+cos(x)^2+y^2", "It is not known whether the curvature"),
    ],
)
@pytest.mark.share(99)
def test_whether_curvature_changes_is_said_of_what_is_known(risk: str, words: str) -> None:
    text = told(risk=risk, steps="20")
    assert words in text
    assert ("changes from place to place" in text) is ("changes" in words)


DOMAINS: dict[str, Callable[[float, float], bool]] = {
    "=log(x)+y^2": lambda x, y: x > 0,
    "=log(x+y)+y^2": lambda x, y: x + y > 0,
    "=sqrt(x)+y^2": lambda x, y: x > 0,
    "=sqrt(x*y)": lambda x, y: x * y > 0,
    "=asin(x)+y^2": lambda x, y: abs(x) < 1,
    "=x^1.5+y^2": lambda x, y: x >= 0,
    "=1/sqrt(1-x^2-y^2)": lambda x, y: x**2 + y**2 < 1,
    "=log(log(x))+y^2": lambda x, y: x > 1,
    "=acos(x)+y^2": lambda x, y: abs(x) < 1,
}


@pytest.mark.parametrize("risk", DOMAINS)
@pytest.mark.share(99)
def test_runs_start_inside_the_domain_and_leave_no_number_outside(risk: str) -> None:
    inside = DOMAINS[risk]
    for rate in (0.01, 0.5, 20.0):
        state = preset(risk_of(risk))._replace(rate=rate, steps=200)
        assert len({*zip(state.starts[::2], state.starts[1::2], strict=True)}) == 5
        found = runs(settings(state))
        for theta in found.theta.reshape(-1, 2).tolist():
            assert inside(*theta)
        assert np.isfinite(look.risks(settings(state), found)).all()


def test_a_run_that_leaves_the_domain_stops_and_says_so() -> None:
    app = opened(risk="=log(x)+y^2", rate="0.5", steps="200", at="150", run="1")
    text, data = shown(app), received(app)
    assert "the next step leads out of the domain of the risk" in text
    assert "too large for a number" not in text
    assert "NaN" not in text
    ended = [stop for stop in data["course"]["ended"] if stop is not None]
    assert ended
    assert {stop["why"] for stop in ended} == {"outside"}
    assert np.isfinite(numbers(data["course"]["risks"])).all()


def test_a_start_outside_the_domain_takes_no_step_and_says_so() -> None:
    starts = "1_1_2_1_-1.9_0.5_3_1_1_2"
    app = opened(risk="=log(x)+y^2", starts=starts, steps="50", at="20", run="3")
    text = shown(app)
    assert "Run 3 starts outside the domain of the risk, and takes no step." in text
    assert "too large for a number" not in text
    assert "NaN" not in text
    course = received(app)["course"]
    assert course["ended"][2] == {"step": 0, "why": "outside", "begun": False}
    assert np.isnan(numbers(course["gradient"])).all()


@pytest.mark.parametrize(
    ("risk", "why"),
    [
        ("=exp(x^2)+y^2", "large"),
        ("=1/x+y^2", "outside"),
        ("=log(x)+y^2", "outside"),
        ("=x^100+y^2", "large"),
    ],
)
@pytest.mark.share(99)
def test_why_a_risk_is_not_finite_is_told_from_its_program(risk: str, why: str) -> None:
    starts = {"large": "100000_0", "outside": "0_0"}[why]
    app = opened(risk=risk, starts=f"{starts}_1_1_1_2_2_1_2_2", steps="10")
    assert received(app)["course"]["ended"][0] == {"step": 0, "why": why, "begun": False}
    outside = "Run 1 starts outside the domain of the risk" in shown(app)
    assert outside is (why == "outside")


def test_the_field_is_no_number_where_the_risk_is_not_finite() -> None:
    field = look.field(settings(preset(risk_of("=log(x)+y^2"))))
    assert np.isnan(field).any()
    assert not np.isinf(field).any()


def test_scores_are_not_called_errors_and_errors_are_not_called_residuals() -> None:
    line, logistic = (told(risk=risk, steps="20") for risk in ("line", "logistic"))
    assert "The errors are a function of the parameters" in line
    assert "The scores are a function of the parameters" in logistic
    for text in (line, logistic):
        assert "esidual" not in text


def test_a_fits_errors_have_one_name_in_every_function() -> None:
    for entry in CATALOG.values():
        assert "esidual" not in entry.title + entry.story
    assert CATALOG["rosenbrock-residuals"].title == "Rosenbrock, as errors"


# Where readers begin ------------------------------------------------------------------------------


def test_a_first_visit_begins_where_least_squares_is_about_as_far_as_usual() -> None:
    def away(seed: int) -> float:
        lowest = look.landscape(given(seed=seed)).lowest
        assert lowest is not None
        return float(np.hypot(lowest[0] - 2, lowest[1] - 0.5))

    app = opened()
    seed = received(app)["state"]["seed"]
    apart = [away(k) for k in range(200)]
    assert abs(sorted(apart).index(away(seed)) - 100) <= 5
    assert away(seed) == pytest.approx(np.median(apart), abs=0.002)
    assert away(4) == pytest.approx(0.147, abs=1e-3)


def test_links_carry_the_seed_and_one_without_means_seed_4() -> None:
    link = CODEC.encode(CODEC.first)
    assert "seed=" in link
    assert CODEC.decode(dict(parse_qsl(link))).state == CODEC.first
    assert CODEC.decode({"risk": "line"}).state.seed == 4
    assert received(opened(risk="line"))["state"]["seed"] == 4


def test_the_two_lowest_places_are_told_apart() -> None:
    text = told(risk="line").replace("\n", " ")
    assert "R(θ) = E[ℓ]" in text
    assert "(1/N) Σ ℓᵢ" in text
    assert "*loss*" in text
    assert "x is log-normal" in text
    assert "The risk is lowest at (2, 0.5)." in text
    assert "0.15 from there" in text


# Numbers that are only rounding -------------------------------------------------------------------


def test_rounding_is_shown_as_zero_on_the_board() -> None:
    for changed in ({"batch": 200, "rate": 0.3}, {"noise": 0.0, "rate": 0.2, "batch": 8}):
        now = given(steps=3000, **changed)
        board = look.board(now, runs(now), 0)
        assert (board.gradient[-1] == 0).all()
        assert (np.abs(board.gradient[5]) > 1e-6).all()
    assert (board.u[-1] == 0).all()
    assert look.risks(now, runs(now))[0, -1] == 0


def test_a_number_too_small_for_single_precision_is_not_sent_as_zero() -> None:
    found = numbers(packed([1e-60, -1e-60, 0.0, 1e-30]))
    assert_allclose(found, [LEAST, -LEAST, 0.0, 1e-30], rtol=1e-6)


def test_runs_are_computed_aside_so_that_nobody_waits_behind_them() -> None:
    longest = LINE._replace(steps=20_000, samples=1000, batch=1000)
    inside = [threading.Event() for _ in range(2)]

    def compute(rate: float, begun: threading.Event) -> None:
        with TURNS.turn(Part.FIGURE):
            begun.set()
            course(settings(longest._replace(rate=rate)), 0)

    readers = [
        threading.Thread(target=compute, args=(0.011 + k / 1000, begun))
        for k, begun in enumerate(inside)
    ]
    for reader, begun in zip(readers, inside, strict=True):
        reader.start()
        assert begun.wait(60)
    with TURNS.turn(Part.FIGURE):
        assert [reader.is_alive() for reader in readers] == [True, True]
    for reader in readers:
        reader.join()
