"""What a reader has visited and answered: in the session, in a cookie, and in words."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explainers.lessons import LESSONS
from explainers.ui.progress import Mark, parsed, written
from tests.pages import arrived, opened, shown

KEPT: dict[str, Mark] = {"jacobian": "answered", "push_and_pull": "visited"}


def labels(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.sidebar.get("page_link")]


def link_data(app: AppTest) -> str:
    """What the link is sent, which keeps the cookie."""
    texts = [part.proto.json for part in app.get("bidi_component") if part.proto.json]
    return next(text for text in texts if '"progress"' in text)


def test_a_cookie_gives_back_what_was_written() -> None:
    assert written(KEPT) == "jacobian*.push_and_pull"
    assert parsed(written(KEPT)) == KEPT
    assert parsed(written({})) == {}


@pytest.mark.parametrize("text", ["", "...", "home*", "nothing*.<script>", "*", "jacobian**x"])
def test_what_is_no_lessons_is_passed_over(text: str) -> None:
    assert parsed(text) == {}


def test_the_menu_says_what_was_visited_but_not_where_one_is() -> None:
    app = opened("jacobian")
    assert not any("visited" in label for label in labels(app))
    app.switch_page("pages/kinks.py").run()
    assert [label for label in labels(app) if "visited" in label] == [
        "The Jacobian :gray[:small[visited]]"
    ]


def test_a_right_answer_is_said_at_once_and_a_wrong_one_is_not() -> None:
    app = opened("jacobian")
    wrong, right = sorted(_question().answers[:2], key=lambda answer: answer.right)
    app.radio(key="jacobian-answer").set_value(wrong.text).run()
    assert not any("answered" in label for label in labels(app))
    app.radio(key="jacobian-answer").set_value(right.text).run()
    assert right.why in shown(app)
    assert [label for label in labels(app) if "answered" in label] == [
        "The Jacobian :gray[:small[✓ answered]]"
    ]
    assert "jacobian*" in link_data(app)
    app.radio(key="jacobian-answer").set_value(wrong.text).run()
    assert any("answered" in label for label in labels(app))


def test_cards_tell_the_time_and_what_was_done() -> None:
    app = arrived("home")
    app.session_state["progress"] = dict(KEPT)
    app.run()
    told = shown(app)
    assert told.count("min to read") == len(LESSONS)
    assert told.count("min to read · ✓ answered") == 1
    assert told.count("min to read · visited") == 1


def _question() -> Any:
    return next(page.question for page in LESSONS if page.slug == "jacobian")
