"""What is heavy comes once a figure is drawn and its page has been told, and then stays."""

import pytest
from streamlit.testing.v1 import AppTest

from explainers.components.wire import DRAWN
from explainers.lessons import PAGES, Lesson
from explainers.ui import arrival
from tests.pages import answered, arrived, lists, received

CHARTED = ("linearization", "many", "implicit")
"""Lessons with charts among their words, or beyond them."""
CODELESS = ("cheatsheet", "practice")
"""Pages that show no program, or have one only for a puzzle."""


def heavy(app: AppTest) -> set[str]:
    """What a page has of what brings scripts of its own to a browser."""
    return {kind for kind in ("code", "plotly_chart", "download_button") if app.get(kind)}


def coded(app: AppTest) -> bool:
    return any(key.endswith("-code") for key in lists(app))


@pytest.mark.parametrize("slug", CHARTED)
@pytest.mark.share(2)
def test_code_and_charts_wait_for_the_figure(slug: str) -> None:
    app = answered_once(slug)
    assert received(app)["undrawn"] is True
    assert heavy(app) == set()
    app.run()
    answered(app)
    assert not app.exception
    assert received(app)["undrawn"] is False
    assert heavy(app) == {"code", "plotly_chart", "download_button"}


def answered_once(slug: str) -> AppTest:
    """A page as it first comes, in a session that finds its answers at hand."""
    answered(arrived(slug))
    return arrived(slug)


@pytest.mark.parametrize("page", [page for page in PAGES if page.slug not in CODELESS], ids=str)
@pytest.mark.share(5)
def test_the_program_of_every_lesson_waits_and_comes(page: Lesson) -> None:
    app = arrived(page.slug)
    assert not coded(app)
    answered(app)
    answered(app.run())
    assert coded(app)


def test_a_page_that_is_come_back_to_is_whole_at_once() -> None:
    app = arrived("curvature")
    answered(app.run())
    app.switch_page("pages/kinks.py").run()
    assert not coded(app)
    app.switch_page("pages/curvature.py").run()
    assert coded(answered(app))


# Runs that are broken off ------------------------------------------------------------------------


def _page() -> None:
    """The words of a page, behind what is heavy; it notes what each run has brought."""
    import streamlit as st

    from explainers.ui import arrival

    runs: list[str] = st.session_state.setdefault("runs", [])
    arrival.come("many")
    runs.append("words" if arrival.late() else "all")
    if st.session_state.pop("interrupted", False):
        st.stop()
    arrival.end("many")


def _runs(**noted: bool) -> list[str]:
    """What each run brought, of a page that is opened in a session with these notes."""
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in noted.items():
        app.session_state[name] = value
    return app.run().session_state["runs"]


def test_the_first_run_brings_the_words_alone() -> None:
    assert _runs() == ["words"]


def test_a_figure_that_is_drawn_before_the_words_came_lets_them_come_first() -> None:
    assert _runs(**{DRAWN: True}) == ["words", "all"]


@pytest.mark.parametrize("drawn", [False, True])
def test_a_run_that_was_broken_off_is_begun_anew_without_what_is_heavy(drawn: bool) -> None:
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["interrupted"] = True
    app.session_state[arrival.key("many")] = True  # its figure was sent, its words were not
    app.run()
    if drawn:
        app.session_state[DRAWN] = True
    runs = app.run().session_state["runs"]
    assert runs == ["words", "words", *["all"] * drawn]


def test_a_page_that_was_there_before_brings_all_at_once() -> None:
    assert _runs(**{arrival.key("many"): True, arrival.told("many"): True}) == ["all"]
