"""What is heavy to load comes once the figure of a page has been drawn, and then stays."""

import pytest
from streamlit.testing.v1 import AppTest

from explainers.components.wire import UNDRAWN
from explainers.lessons import PAGES, Lesson
from explainers.ui.answers import WAITING
from tests.pages import answered, arrived, lists, nothing_compiles, received, shown

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


def test_a_page_beside_the_lessons_waits_for_no_figure_that_was_left_undrawn() -> None:
    app = arrived("implicit")
    waits = [app.session_state[UNDRAWN]]
    app.switch_page("pages/guide.py").run()
    assert [*waits, app.session_state[UNDRAWN]] == [True, False]


def test_what_jax_still_compiles_below_a_figure_is_waited_for_once_that_is_drawn() -> None:
    with nothing_compiles():
        app = arrived("memory", steps="19", stones="2_11_13")
        assert received(app)["state"]["steps"] == 19
        assert received(app)["settled"] is not None
        assert WAITING not in shown(app)
        app.run()
        assert WAITING in shown(app)


def test_a_page_that_is_come_back_to_is_whole_at_once() -> None:
    app = arrived("curvature")
    answered(app.run())
    app.switch_page("pages/kinks.py").run()
    assert not coded(app)
    app.switch_page("pages/curvature.py").run()
    assert coded(answered(app))
