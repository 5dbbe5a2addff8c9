"""The page of a lecture: what it takes of an address and of hands."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explainers.permalink.lecture import Stop, encode
from explainers.ui.lecture import ordered
from tests.pages import ROOT

STOPS = tuple(Stop("kinks", f"case={case}") for case in ("abs", "relu", "where"))


def arrived(*links: str) -> AppTest:
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page("pages/lecture.py")
    app.query_params["s"] = list(links)
    app.run()
    assert not app.exception
    return app


def held(app: AppTest) -> Any:
    return app.session_state["lecture-held"]


def test_an_address_brings_a_lecture_and_what_is_wrong_with_it() -> None:
    app = arrived("kinks?case=abs", "https://evil.example/kinks", "kinks?case=relu")
    assert held(app).stops == STOPS[:2]
    assert held(app).problems == (
        "Link 2 is left out: it leads to another site; a lecture shows pages of this one only.",
    )


def test_links_are_added_and_an_old_address_takes_nothing_back() -> None:
    app = arrived("kinks?case=abs")
    app.text_area[0].set_value("kinks?case=relu\n\n<script>alert(1)</script>\n")
    app.button[0].click().run()
    assert not app.exception
    assert held(app).stops == STOPS[:2]
    assert held(app).problems == ("Link 2 is left out: it names no page with a figure.",)
    assert app.run().session_state["lecture-held"].stops == STOPS[:2]


def test_without_states_there_is_nothing_to_show() -> None:
    app = (
        AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page("pages/lecture.py").run()
    )
    assert [button.label for button in app.button if button.disabled] == ["Show"]


A, B, C = STOPS
TWICE = (A, A, B)


def test_hands_put_states_in_order_and_leave_some_out() -> None:
    assert ordered(STOPS, [C.link, A.link, B.link]) == (C, A, B)
    assert ordered(STOPS, [B.link]) == (B,)
    assert ordered(STOPS, []) == ()
    assert ordered(TWICE, [A.link, B.link, A.link]) == (A, B, A)


@pytest.mark.parametrize(
    "order",
    [None, A.link, {}, [0], [None], [A.link, A.link], [[A.link]], ["kinks?case=sqrt"], [A.link, 1]],
)
def test_what_is_no_order_is_not_taken(order: object) -> None:
    assert ordered(STOPS, order) is None


def test_an_address_that_holds_a_lecture_is_short_enough_to_be_sent() -> None:
    assert len(encode(STOPS * 13)) < 2000
