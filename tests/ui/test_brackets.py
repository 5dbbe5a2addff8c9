"""What the page makes of gestures and guesses, and what it says of measurements."""

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.brackets.programs import timing
from explainers.lessons.brackets import captions
from explainers.measure.recorded import SHAPES, brackets_job, recorded
from explainers.measure.results import Job
from explainers.permalink.brackets import CODEC, USUAL, State
from tests.pages import choose, lists, opened, shown

GESTURE = {
    "sizes": [5, 4, 3],
    "u": True,
    "v": False,
    "order": [1, 0],
    "mirror": True,
    "cover": True,
}


page = partial(opened, "brackets")


def test_a_sound_gesture_is_taken_and_leaves_the_shape_alone() -> None:
    before = USUAL._replace(shape=(7, 8))
    assert CODEC.read(GESTURE, before) == State(
        (5, 4, 3), True, False, (1, 0), True, (7, 8), cover=True
    )


@pytest.mark.parametrize(
    "change",
    [
        {"sizes": [5, 4]},
        {"sizes": [5, 4, 1e9]},
        {"sizes": [5, 4, float("nan")]},
        {"sizes": "543"},
        {"u": 1},
        {"mirror": None},
        {"cover": "1"},
        {"order": [0, 1]},
        {"order": [0, 0, 0]},
        {"order": [-1]},
        {"order": None},
    ],
)
def test_a_malformed_gesture_is_not(change: dict[str, Any]) -> None:
    assert CODEC.read({**GESTURE, **change}, USUAL) is None


@given(st.dictionaries(st.sampled_from(sorted(GESTURE)), st.recursive(st.none(), st.lists)))
def test_no_gesture_raises(gesture: dict[str, Any]) -> None:
    CODEC.read(gesture, USUAL)


def test_recorded_results_are_offered_at_once_and_marked() -> None:
    app = page(sizes="300_200_100_1")
    assert not app.exception
    text = shown(app)
    assert "| multiplications | 80,300 | 80,100 | 6,030,300 |" in text
    assert text.count("Recorded on") == 3
    assert "Here 20,000 + 60,000 = 80,000 against 6,000,000 + 30,000 = 6,030,000, 75 times" in text


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.share(99)
def test_the_measurement_is_shown_once_the_reader_has_guessed(shape: tuple[int, int]) -> None:
    n, m = shape
    app = page(shape=f"{n}_{m}")
    before = len(app.get("plotly_chart"))
    choose(app, f"brackets-guess-{n}-{m}", "jacrev")
    assert not app.exception
    assert len(app.get("plotly_chart")) == before + 3
    forward, reverse = (
        captions.largest(recorded()[Job("modes", (shape,))].runs, name)
        for name in ("jacfwd", "jacrev")
    )
    right = reverse.median * captions.EVEN < forward.median
    assert ("**As you said.**" if right else "**Not as you said.**") in shown(app)


def test_a_shape_of_ones_own_is_asked_for_and_travels_in_the_link() -> None:
    app = page(shape="20_30")
    assert not app.exception
    assert "brackets-guess-20-30" not in lists(app)
    assert app.number_input(key="brackets-shape-0").value == 20
    app.number_input(key="brackets-shape-1").set_value(31).run()
    links = [at.proto.json for at in app.get("bidi_component")]
    assert any("shape=20_31" in link for link in links)


@pytest.mark.parametrize(
    "query",
    [
        {"sizes": "1_1_1"},
        {"sizes": "1_1_1", "ends": "none"},
        {"sizes": "3_1_2_1", "ends": "none"},
        {"sizes": "1_7_9_1"},
        {"sizes": "1000_1000_1000_1000_1000_1000", "ends": "uv", "order": "none"},
        {"order": "2_1"},
        {"mirror": "1"},
    ],
)
@pytest.mark.share(4)
def test_the_page_holds_for_every_chain(query: dict[str, str]) -> None:
    app = page(**query)
    assert not app.exception
    assert not app.info


def test_the_larger_chain_is_taken_at_a_click() -> None:
    app = page(sizes="300_200_100_1")
    app.button(key="brackets-larger").click().run()
    assert not app.exception
    assert "| multiplications | 500,000 | 125,250,000 |" in shown(app)


def test_a_reader_without_a_link_meets_a_gradient_that_has_been_measured() -> None:
    app = page()
    assert "Here 250,000 + 250,000 = 500,000 against" in shown(app)
    assert "| multiplications | 500,000 | 125,250,000 |" in shown(app)
    assert not [button for button in app.button if button.key == "brackets-larger"]


def test_a_job_times_each_bracketing_once() -> None:
    assert len(brackets_job((5, 4), u=False, v=False, order=()).given) == 3
    assert brackets_job((5, 4, 3), False, False, (0,)).given[2:] == ((0,),)
    mixed = brackets_job((300, 200, 100, 1), False, True, (1, 0, 0)).given[2:]
    assert mixed == ((0, 0, 0), (2, 1, 0), (1, 0, 0))
    assert brackets_job((300, 200, 100, 1), False, True, (0, 0, 0)).given[2:] == mixed
    assert brackets_job((300, 200, 100, 1), False, True, ()).given[2:] == mixed


def test_the_code_that_times_wide_and_tall_can_be_copied() -> None:
    app = page(shape="8_3")
    assert not app.exception
    for program in timing(8, 3).values():
        assert program.strip() in [block.value.strip() for block in app.code]
