"""One home for the function that lessons share; what is a lesson's own stays with it."""

import gc
from typing import Any

from streamlit.testing.v1 import AppTest

from explainers.core.expression.entry import KEPT, entry


def page() -> None:
    """A page that has nothing but a home, to which it does what it is asked."""
    import streamlit as st

    from explainers.core.functions import find
    from explainers.permalink import curvature, linearization, two_sweeps
    from explainers.ui import session

    lesson = st.session_state["page"]
    codecs: Any = {
        "linearization": linearization.CODEC,
        "curvature": curvature.CODEC,
        "two_sweeps": two_sweeps.CODEC,
    }
    own = session.Home(lesson, codecs[lesson], shares=True) if lesson in codecs else None
    home: Any = own or session.home(lesson)
    home.arrive(lesson)
    for moved in st.session_state.pop("moves", []):
        home.follow(home.state._replace(**moved))
    for picked in st.session_state.pop("picks", []):
        home.pick(find(picked))
    st.session_state["seen"] = (home.state, home.held.edition)
    st.session_state["told"] = home.held.notices


class Visitor:
    """Somebody who goes from page to page."""

    def __init__(self) -> None:
        self.app = AppTest.from_function(page, default_timeout=60)

    def at(self, lesson: str, *moves: dict[str, Any], pick: str = "", **link: str) -> Any:
        """The state of a lesson after what is done there; ``moves`` are gestures."""
        self.app.session_state["page"] = lesson
        self.app.session_state["moves"] = moves
        self.app.session_state["picks"] = [pick] if pick else []
        self.app.query_params.clear()
        self.app.query_params.update(link)
        self.app.run()
        assert not self.app.exception
        state, self.edition = self.app.session_state["seen"]
        return state


def test_a_typed_function_stays_at_hand_as_long_as_a_reader_has_it() -> None:
    visitor = Visitor()
    first = visitor.at("push_and_pull", f="=x+71x^2").entry
    for k in range(KEPT + 3):
        entry(f"x+{k + 2}x^7")
    assert visitor.at("push_and_pull").entry is first
    del visitor
    gc.collect()
    for k in range(KEPT + 3):
        entry(f"x+{k + 2}x^8")
    assert entry("x+71x^2") is not first


def test_function_point_and_vectors_are_those_of_all_lessons() -> None:
    visitor = Visitor()
    visitor.at("push_and_pull", f="polar", x="2_0.5", v="1_2", u="3_4")
    state = visitor.at("linearization")
    assert (state.slug, state.x, state.v) == ("polar", (2, 0.5), (1, 2))
    visitor.at("linearization", {"x": (3.0, 1.0), "inputs": (1, 0)})
    state = visitor.at("two_sweeps")
    assert (state.slug, state.x, state.v, state.u) == ("polar", (3, 1), (1, 2), (3, 4))
    visitor.at("two_sweeps", {"u": (0.0, 1.0)})
    state = visitor.at("jacobian")
    assert (state.x, state.v, state.u, state.inputs) == ((3, 1), (1, 2), (0, 1), (1, 0))


def test_what_is_a_lessons_own_is_as_it_was_left() -> None:
    visitor = Visitor()
    visitor.at("linearization", f="polar", zoom="2.5", j="half")
    visitor.at("two_sweeps", {"way": "reverse", "step": 3})
    visitor.at("push_and_pull", {"mode": "push", "x": (1.0, 1.0)})
    state = visitor.at("linearization")
    assert (state.x, state.zoom, state.halved) == ((1, 1), 2.5, True)
    state = visitor.at("two_sweeps")
    assert (state.x, state.way, state.step) == ((1, 1), "reverse", 0)
    assert visitor.at("push_and_pull").mode == "push"


def test_another_function_comes_to_the_stage_as_it_is_first_met() -> None:
    visitor = Visitor()
    visitor.at("push_and_pull", f="seed", mode="push", read="row_2", view="0_0_1_0_0_1")
    visitor.at("linearization", pick="helix")
    state = visitor.at("jacobian")
    assert (state.slug, state.mode, state.reading, state.index) == ("helix", "both", "entries", 0)
    assert state.views == ()


def test_windows_stay_unless_the_point_is_moved_elsewhere() -> None:
    visitor = Visitor()
    visitor.at("push_and_pull", f="polar", view="0_0_1_0_0_1")
    visitor.at("linearization", {"zoom": 1.0})
    assert visitor.at("push_and_pull").views == (0, 0, 1, 0, 0, 1)
    visitor.at("linearization", {"x": (1.0, 1.0)})
    assert visitor.at("push_and_pull").views == ()


def test_curvature_goes_on_with_its_own_where_it_cannot_show_what_others_left() -> None:
    visitor = Visitor()
    visitor.at("curvature", {"rate": 2.0, "zoom": 1.0}, f="bowl", x="1_1")
    visitor.at("push_and_pull", f="polar", x="2_0.5")
    state = visitor.at("curvature")
    assert (state.slug, state.x, state.rate, state.zoom) == ("bowl", (1, 1), 2, 1)


def test_what_curvature_cannot_show_stays_with_the_others_until_something_is_done_there() -> None:
    visitor = Visitor()
    visitor.at("push_and_pull", f="polar", x="2_0.5")
    assert visitor.at("curvature").slug == "two-wells"
    assert visitor.at("push_and_pull").x == (2, 0.5)
    visitor.at("curvature", {"x": (1.0, 1.0)})
    state = visitor.at("push_and_pull")
    assert (state.slug, state.x) == ("two-wells", (1, 1))


def test_the_two_sweeps_meet_a_function_with_seeds_of_their_own() -> None:
    visitor = Visitor()
    assert visitor.at("two_sweeps").v == (1, 0)
    assert visitor.at("two_sweeps", pick="seed").v == (1, 0, 0)
    assert visitor.at("push_and_pull").v == (1, 0, 0)
    assert visitor.at("push_and_pull", pick="polar").v == (0.55, 0.8)
    assert visitor.at("two_sweeps").v == (0.55, 0.8)


def test_the_home_page_keeps_its_own_arm() -> None:
    visitor = Visitor()
    visitor.at("home", {"x": (0.25, 0.5)})
    assert visitor.at("push_and_pull").slug == "seed"
    visitor.at("push_and_pull", f="polar")
    state = visitor.at("home")
    assert (state.slug, state.x) == ("arm", (0.25, 0.5))


def test_a_new_edition_begins_only_where_others_have_changed_something() -> None:
    visitor = Visitor()
    visitor.at("push_and_pull", f="polar")
    first = visitor.edition
    visitor.at("linearization", {"zoom": 1.0})
    visitor.at("push_and_pull")
    assert visitor.edition == first
    visitor.at("linearization", {"x": (1.0, 1.0)})
    visitor.at("push_and_pull")
    assert visitor.edition != first


def test_a_notice_stays_until_a_hand_moves_something() -> None:
    """A figure that asks for numbers once more sends the state that it has."""
    visitor = Visitor()
    visitor.at("linearization", f="polar", x="1")
    told = visitor.app.session_state["told"]
    assert told
    visitor.at("linearization", {}, f="polar", x="1")
    assert visitor.app.session_state["told"] == told
    visitor.at("linearization", {"zoom": 2.0}, f="polar", x="1")
    assert not visitor.app.session_state["told"]
