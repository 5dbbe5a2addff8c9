"""A link restores a run exactly, whatever it is; whatever the link, a run comes of it."""

import re
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import RISKS
from explainers.permalink.descent import (
    CODEC,
    NOISES,
    RATES,
    SAMPLES,
    SEEDS,
    SPREADS,
    STEPS,
    State,
    preset,
    risk_of,
    settings,
)
from explainers.permalink.fields import LARGEST

PARAMETERS = (
    *("risk", "starts", "opt", "rate", "batch", "steps"),
    *("samples", "noise", "spread", "seed", "run", "at"),
)
USUAL = preset(RISKS["line"])
GESTURE: dict[str, object] = {
    "starts": [*USUAL.starts],
    "rate": 1,
    "run": 0,
    "at": 0,
    "cover": False,
}
TYPED = ("=x1^2+3x2^2", "=(x1-1)^2*x2^2", "=sin(x1)+|x2|")


def parsed(query: str) -> dict[str, str]:
    return dict(parse_qsl(query, keep_blank_values=True, strict_parsing=True))


@st.composite
def states(draw: st.DrawFn) -> State:
    usual = preset(risk_of(draw(st.sampled_from([*RISKS, *TYPED]))))
    number = st.floats(-LARGEST, LARGEST)
    starts = st.tuples(*[number] * 10)
    samples = draw(st.integers(*SAMPLES))
    steps = draw(st.integers(*STEPS))
    return usual._replace(
        starts=draw(st.one_of(st.just(usual.starts), starts)),
        rate=draw(st.one_of(st.just(usual.rate), st.floats(*RATES))),
        steps=steps,
        optimiser=draw(st.sampled_from(list(OPTIMISERS))),
        batch=draw(st.integers(1, samples)),
        samples=samples,
        noise=draw(st.floats(*NOISES)),
        spread=draw(st.floats(*SPREADS)),
        seed=draw(st.integers(*SEEDS)),
        run=draw(st.integers(0, 4)),
        at=draw(st.integers(0, steps)),
    )


@given(states())
def test_a_link_restores_its_run_without_a_word(state: State) -> None:
    assert CODEC.decode(parsed(CODEC.encode(state))) == (state, ())


@given(states())
def test_a_link_passes_through_a_browser_unchanged(state: State) -> None:
    assert re.fullmatch(r"([A-Za-z0-9_.~&=+-]|%[0-9A-F]{2})+", CODEC.encode(state))


@pytest.mark.parametrize("slug", [*RISKS, TYPED[0]])
def test_the_link_of_a_preset_is_the_name_of_its_risk(slug: str) -> None:
    assert list(parsed(CODEC.encode(preset(risk_of(slug))))) == ["risk"]


def test_a_link_reads_like_what_is_on_screen() -> None:
    state = USUAL._replace(optimiser="adam", rate=0.2, batch=1, seed=7, run=2, at=40)
    assert CODEC.encode(state) == "risk=line&opt=adam&rate=0.2&batch=1&seed=7&run=3&at=40"


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=30)))
def test_any_link_gives_a_sound_run(query: dict[str, str]) -> None:
    state = CODEC.decode(query).state
    assert CODEC.decode(parsed(CODEC.encode(state))) == (state, ())
    assert 1 <= state.batch <= state.samples
    assert 0 <= state.at <= state.steps
    assert settings(state).optimiser in OPTIMISERS


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("starts", text) for text in ("", "1_2", "nan_" * 9 + "1", "1e7_" * 9 + "1", "a_b")),
        *(("rate", text) for text in ("0", "-1", "nan", "inf", "101", "fast", "1e-7")),
        *(("batch", text) for text in ("0", "201", "1.5", "all", "-1")),
        *(("steps", text) for text in ("9", "20001", "1e9", "")),
        *(("samples", text) for text in ("1", "1001", "２００")),
        *(("noise", text) for text in ("-0.1", "6", "nan")),
        *(("spread", text) for text in ("0", "2")),
        *(("seed", text) for text in ("-1", "10000", "0.5")),
        *(("opt", text) for text in ("", "SGD", "rmsprop")),
        *(("run", text) for text in ("0", "6", "one")),
        *(("at", text) for text in ("-1", "301", "end")),
    ],
)
def test_what_cannot_be_used_is_the_usual_and_one_notice(name: str, text: str) -> None:
    state, notices = CODEC.decode({name: text})
    assert state == USUAL
    (notice,) = notices
    assert notice.startswith(f"{name} in the link")
    assert len(notice) < 140


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mountain", "none of line, logistic, bowl, rosenbrock"),
        ("=x1+", "cannot be read, at character"),
        ("=[x1,x2]", "does not take two inputs to one output"),
        ("=x1", "does not take two inputs to one output"),
        ("=" + "x1+" * 200 + "x2", "none of line"),
    ],
)
def test_a_risk_that_is_none_is_the_line_and_a_notice(text: str, said: str) -> None:
    state, notices = CODEC.decode({"risk": text})
    assert state == USUAL
    (notice,) = notices
    assert said in notice


def test_fewer_samples_make_the_usual_batch_smaller() -> None:
    assert CODEC.decode({"samples": "10"}) == (USUAL._replace(samples=10, batch=10), ())
    assert CODEC.decode(parsed(CODEC.encode(USUAL._replace(samples=10, batch=10)))).notices == ()


def test_a_risk_without_samples_does_not_depend_on_any() -> None:
    bowl = preset(RISKS["bowl"])
    assert settings(bowl) == settings(bowl._replace(seed=9, samples=50, batch=3, noise=1.0))
    assert settings(USUAL) != settings(USUAL._replace(seed=9))


@pytest.mark.parametrize("starts", [None, "1" * 10, [1.0] * 9, [True] * 10, [float("nan")] * 10])
def test_starts_from_outside_are_ten_numbers(starts: object) -> None:
    assert CODEC.read(GESTURE | {"starts": starts}, USUAL) is None


def test_a_rate_from_outside_is_a_positive_number() -> None:
    assert CODEC.read(GESTURE | {"rate": 0.1}, USUAL) == USUAL._replace(rate=0.1)
    for rate in (0, -1, True, "0.1", None, float("nan"), 1e9):
        assert CODEC.read(GESTURE | {"rate": rate}, USUAL) is None
