"""What a reader has visited and answered: in the session, in a cookie, and in words."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explainers.core.practice.puzzles import PUZZLES
from explainers.lessons import LESSONS
from explainers.ui.progress import VISITED, Mark, parsed, written
from tests.pages import arrived, asks, opened, shown

ANSWERED = Mark(answered=True)
KEPT: dict[str, Mark] = {"jacobian": ANSWERED, "push_and_pull": VISITED}
ALL: dict[str, Mark] = {
    "jacobian": Mark(answered=True, predicted=True),
    "kinks": Mark(predicted=True),
    "practice": Mark(solved=7),
    "rules": VISITED,
}


def labels(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.sidebar.get("page_link")]


def test_a_cookie_gives_back_what_was_written() -> None:
    assert written(KEPT) == "jacobian*.push_and_pull"
    assert parsed(written(KEPT)) == KEPT
    assert parsed(written({})) == {}
    assert written(ALL) == "jacobian!*.kinks!.practice7.rules"
    assert parsed(written(ALL)) == ALL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "home*",
        "nothing*.<script>",
        "*",
        "jacobian**x",
        "jacobian*!",
        "7",
        "practice1000",
    ],
)
def test_what_is_no_lessons_is_passed_over(text: str) -> None:
    assert parsed(text) == {}


def test_marks_are_told_in_one_order() -> None:
    assert written(dict(reversed(KEPT.items()))) == written(KEPT)


def test_the_menu_says_what_was_visited_but_not_where_one_is() -> None:
    app = opened("jacobian")
    assert not any("visited" in label for label in labels(app))
    app.switch_page("pages/kinks.py").run()
    assert [label for label in labels(app) if "visited" in label] == [
        "The Jacobian :gray[:small[visited]]"
    ]


def test_the_menu_says_what_was_predicted_and_solved() -> None:
    app = arrived("home")
    app.session_state["progress"] = {**ALL, "practice": Mark(solved=len(PUZZLES))}
    app.run()
    said = [label.partition(" :gray")[2] for label in labels(app) if ":gray" in label]
    assert said == [
        "[:small[✓ answered · predicted]]",
        "[:small[visited]]",
        "[:small[predicted]]",
        "[:small[25 of 25 solved]]",
    ]


def test_cards_tell_the_time_and_what_was_done() -> None:
    app = arrived("home")
    app.session_state["progress"] = dict(KEPT)
    app.run()
    said = shown(app)
    assert said.count("min to read") == len(LESSONS)
    assert said.count("min to read · ✓ answered") == 1
    assert said.count("min to read · visited") == 1


def test_the_browser_is_told_which_marks_the_menu_shows() -> None:
    app = opened("kinks")
    app.session_state["progress"] = dict(KEPT)
    app.run()
    (sent,) = asks(app)
    assert sent["marks"] == "jacobian*.kinks.push_and_pull"
    assert sent["lesson"] == "kinks"
    assert asks(arrived("home"))[0]["lesson"] == ""


def test_a_record_of_the_browser_replaces_what_the_menu_shows() -> None:
    app = arrived("home")
    app.session_state["progress"] = dict(KEPT)
    app.run()
    assert heard(app, "kinks*.rules.nothing") == {"kinks": ANSWERED, "rules": VISITED}
    assert heard(app, "") == {}


@pytest.mark.parametrize("value", [None, 3, [], {}, ["jacobian*"], "jacobian*." * 200])
@pytest.mark.share(3)
def test_what_no_record_tells_changes_nothing(value: Any) -> None:
    app = arrived("home")
    app.session_state["progress"] = dict(KEPT)
    app.run()
    assert heard(app, value) == KEPT


def heard(app: AppTest, value: Any) -> dict[str, Mark]:
    """The marks of a session after its browser has sent something."""
    script = AppTest.from_function(_hears)
    script.session_state["progress"] = dict(app.session_state["progress"])
    script.session_state["value"] = value
    script.run()
    assert not script.exception
    return script.session_state["progress"]


def _hears() -> None:
    import streamlit as st

    from explainers.ui.progress import heard

    heard(st.session_state["value"])
