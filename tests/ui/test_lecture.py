"""The page of a lecture: what it takes of an address and of hands."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explainers.permalink.lecture import MOST, Stop, address, encode
from explainers.ui.lecture import ordered, turns, without
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


def test_hands_put_states_in_order_and_lose_none_that_they_did_not_see() -> None:
    assert ordered(STOPS, [C.link, A.link, B.link]) == (C, A, B)
    assert ordered(STOPS, [B.link, A.link]) == (B, A, C)
    assert ordered(STOPS, []) == STOPS
    assert ordered(TWICE, [A.link, B.link, A.link]) == (A, B, A)


def test_one_state_goes_at_a_time() -> None:
    assert without(STOPS, B.link) == (A, C)
    assert without(TWICE, A.link) == (A, B)
    for gone in (None, 1, "kinks?case=sqrt", [A.link]):
        assert without(STOPS, gone) == STOPS


@pytest.mark.parametrize(
    "order",
    [None, A.link, {}, [0], [None], [A.link, A.link], [[A.link]], ["kinks?case=sqrt"], [A.link, 1]],
)
def test_what_is_no_order_is_not_taken(order: object) -> None:
    assert ordered(STOPS, order) == STOPS


@pytest.mark.parametrize("by", [1.0, True, 2, 0, "1", None, float("nan")])
def test_what_turns_a_page_is_one_whole_step(by: object) -> None:
    assert not turns(by)


def test_the_address_is_read_again_when_the_page_is_come_to_again() -> None:
    app = arrived("kinks?case=abs")
    app.query_params["s"] = ["kinks?case=relu"]
    assert held(app.run()).stops == (A,)
    app.switch_page("pages/guide.py").run()
    app.switch_page("pages/lecture.py")
    app.query_params["s"] = ["kinks?case=relu"]
    assert held(app.run()).stops == (B,)


def test_a_list_that_no_address_holds_says_so() -> None:
    app = arrived("kinks?case=abs")
    question = "ask=" + "%C3%A9" * 200
    app.text_area[0].set_value("\n".join([f"kinks?{question}"] * 39))
    app.button[0].click().run()
    texts = [part.proto.json for part in app.get("bidi_component") if part.proto.json]
    sent = next(data for (data,) in map(json.loads, texts) if "stops" in data)
    assert len(sent["stops"]) == 40
    assert sent["query"] == ""
    assert sent["problems"] == ["This list is too long for an address: save it as a file."]


def test_an_address_that_holds_a_lecture_is_short_enough_to_be_sent() -> None:
    assert len(address(STOPS * 13)) == len(encode(STOPS * 13)) < 2000


KEPT = encode(STOPS)


def shown(kept: object, place: object, page: str = "kinks") -> tuple[Any, Any]:
    """What a session holds that had no lecture, after a browser has told of one."""
    script = """
import streamlit as st
from explainers.ui import lecture
lecture.resumed(*st.session_state["told"])
st.session_state["shown"] = lecture.place(st.session_state["told"][0])
st.session_state["query"] = lecture.query(st.session_state["told"][0])
"""
    app = AppTest.from_string(script, default_timeout=60)
    app.session_state["told"] = (page, kept, place)
    app.run()
    assert not app.exception
    return app.session_state["shown"], app


def test_a_reload_goes_on_with_the_lecture() -> None:
    place, app = shown(KEPT, 2)
    assert place == (2, 3)
    assert held(app).stops == STOPS


def test_a_list_that_no_address_holds_is_kept_over_a_reload() -> None:
    long = tuple(Stop("kinks", f"case=abs&ask={k}{'+Why%3F' * 40}") for k in range(MOST))
    assert address(long) == ""
    place, app = shown(encode(long), 3)
    assert place == (3, MOST)
    assert held(app).stops == long
    assert app.session_state["query"] == encode(long)


@pytest.mark.parametrize(
    ("kept", "place", "page"),
    [
        (KEPT, 2, "descent"),
        (KEPT, 0, "kinks"),
        (KEPT, 4, "kinks"),
        (KEPT, True, "kinks"),
        (KEPT, 1.5, "kinks"),
        (KEPT, "1", "kinks"),
        (KEPT, None, "kinks"),
        ("", 1, "kinks"),
        (None, 1, "kinks"),
        ([KEPT], 1, "kinks"),
        ("s=%2F%2Fevil.example%2Fkinks", 1, "kinks"),
        ("s=" + "x" * 10**7, 1, "kinks"),
    ],
)
@pytest.mark.share(4)
def test_what_is_no_lecture_of_this_page_is_not_taken_up(
    kept: object, place: object, page: str
) -> None:
    assert shown(kept, place, page)[0] is None


def test_a_session_whose_lecture_was_emptied_takes_up_none() -> None:
    app = arrived("kinks?case=abs")
    app.session_state["lecture-held"] = held(app)._replace(stops=())
    script = "from explainers.ui import lecture; lecture.resumed('kinks', 's=kinks', 1)"
    again = AppTest.from_string(script, default_timeout=60)
    again.session_state["lecture-held"] = held(app)
    assert held(again.run()).stops == ()
