"""What the gallery takes from the browser, and what it says and lists."""

import math
from functools import partial
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explainers.core.kinks import CASES, samples
from explainers.lessons import of_case
from explainers.permalink.kinks import CODEC, State, preset
from tests import pages
from tests.pages import choose, received, shown, tables

opened = partial(pages.opened, "kinks")


def test_a_gesture_puts_x_and_h_on_places_where_they_may_stand() -> None:
    gesture = {"slug": "abs", "x": 0.031, "h": 0.251, "cover": True}
    assert CODEC.read(gesture, preset("abs")) == State("abs", 0.04, 0.26, cover=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "max"},
        {"x": 2.1},
        {"x": math.nan},
        {"x": "0"},
        {"x": True},
        {"h": 0},
        {"h": -1},
        {"h": 1.5},
        {"h": None},
        {"cover": "yes"},
    ],
)
def test_a_malformed_gesture_is_not_taken(wrong: dict[str, Any]) -> None:
    assert (
        CODEC.read({"slug": "abs", "x": 0, "h": 0.5, "cover": False} | wrong, preset("abs")) is None
    )


@pytest.mark.parametrize("slug", CASES)
@pytest.mark.share(5)
def test_every_case_opens_and_says_why(slug: str) -> None:
    app = opened(case=slug)
    assert not app.exception
    assert of_case("kinks", slug, "why") in shown(app)
    assert of_case("kinks", slug, "remedy") in shown(app)
    assert received(app)["case"]["samples"]["x"] == samples(slug).x.tolist()
    assert ("ValueError: Reverse-mode" in "".join(c.value for c in app.code)) == (slug == "loop")


def test_the_words_compare_the_remedy_with_what_was_returned() -> None:
    told = "At x = 0 both modes return 1 for it, where they returned 1 and NaN for f."
    assert told in shown(opened(case="where"))
    told = "At x = 3 both modes return 6 for it, where they returned 3 for f."
    assert told in shown(opened(case="stop"))


def test_what_cannot_be_sent_as_a_number_is_sent_as_text() -> None:
    norm = received(opened(case="norm"))["case"]
    middle = norm["samples"]["x"].index(0)
    assert norm["samples"]["reverse"][middle] == "#nan"
    loop = received(opened(case="loop"))["case"]
    assert loop["samples"]["reverse"] is None
    assert loop["said"] == {"forward": "", "reverse": "ValueError"}


def columns(app: AppTest) -> dict[str, list[str]]:
    """What the table of all cases shows, column by column; nothing before it is drawn."""
    return next((table for table in tables(app) if "from the left" in table), {})


def test_the_table_is_drawn_once_each_case_was_computed() -> None:
    app = opened()
    for slug in CASES:
        samples(slug)
        if not columns(app):
            app.run()
    assert "JAX 0.10.2, forward" in columns(app)


def test_the_table_gives_nothing_away_while_the_results_are_covered() -> None:
    for slug in CASES:
        samples(slug)
    covered = opened(cover="1")
    open_ = opened()
    for app in (covered, open_):
        while not columns(app):
            app.run()
    one, other = columns(covered), columns(open_)
    assert list(one) == list(other)
    assert list(one.values())[:4] == list(other.values())[:4]
    assert {cell for column in list(one.values())[4:] for cell in column} == {"?"}


def test_another_case_begins_at_its_kink() -> None:
    app = opened(case="abs", x="1")
    choose(app, "kinks-case", "where")
    assert app.session_state["held-kinks"].state == preset("where")


def test_the_page_shows_sine_at_pi_in_both_precisions() -> None:
    text = shown(opened())
    assert "| float64 | 1.22·10⁻¹⁶ | −1 |" in text
    assert "| float32 | −8.74·10⁻⁸ | −1 |" in text


def test_a_mode_that_refuses_is_not_said_to_return_anything() -> None:
    told = "where forward mode returned 0.35 and reverse mode raised ValueError for f."
    assert told in shown(opened(case="loop"))
    told = "where forward mode returned float0 and reverse mode raised TypeError for f."
    assert told in shown(opened(case="integers"))
