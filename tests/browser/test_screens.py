"""Every lesson on every screen: projectors, small windows, frames of other pages, full screens."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from explainers.lessons import PAGES, Lesson, practice
from tests.browser import letters
from tests.browser.each import each_page
from tests.browser.test_pages_in_browser import (
    FITTED,
    address,
    has_its_charts_drawn,
    has_its_figure_above_the_fold,
    opened,
    rested,
    scrolls_sideways,
)

PROJECTOR: ViewportSize = {"width": 1024, "height": 768}
LAPTOP: ViewportSize = {"width": 1280, "height": 720}
TABLET: ViewportSize = {"width": 768, "height": 1024}
FRAME: ViewportSize = {"width": 800, "height": 600}


def figure(page: Page) -> Locator:
    return page.locator("[data-figure]").first


@pytest.mark.share(99)
@each_page
def test_small_screens_show_the_whole_figure(
    new_page: Callable[..., Page], app: str, lesson: Lesson
) -> None:
    page = new_page(viewport=PROJECTOR)
    opened(page, address(app, lesson))
    menu = page.get_by_test_id("stSidebar").get_by_role("link", name="Cheat sheet", exact=True)
    expect(menu).not_to_be_in_viewport()
    has_its_figure_above_the_fold(page, lesson)
    assert scrolls_sideways(page) == []
    assert page.get_by_role("heading", level=1).evaluate("n => n.getBoundingClientRect().top") < 40

    page.get_by_role("button", name="Expand sidebar").click()
    expect(menu).to_be_in_viewport()
    page.get_by_role("heading", level=1).click()
    expect(menu).not_to_be_in_viewport()

    page.set_viewport_size(TABLET)
    rested(page)
    assert scrolls_sideways(page) == []

    page.set_viewport_size(LAPTOP)
    rested(page)
    expect(menu).to_be_in_viewport()
    has_its_figure_above_the_fold(page, lesson)


@pytest.mark.whole
@pytest.mark.parametrize("puzzle", ["few-slots", "catch-rule"])
def test_puzzles_leave_their_figures_above_the_fold(
    new_page: Callable[..., Page], app: str, puzzle: str
) -> None:
    page = new_page(viewport=PROJECTOR)
    opened(page, f"{app}/practice?puzzle={puzzle}")
    has_its_figure_above_the_fold(page, practice.LESSON)


@pytest.mark.share(99)
@each_page
def test_in_a_frame_the_figure_comes_first_and_whole(
    new_page: Callable[..., Page], app: str, lesson: Lesson
) -> None:
    page = new_page(viewport=FRAME)
    opened(page, address(app, lesson, "?embed=true"))
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    has_its_figure_above_the_fold(page, lesson)
    assert scrolls_sideways(page) == []
    top = figure(page).evaluate("n => n.getBoundingClientRect().top")
    assert top < page.get_by_role("heading", level=1).evaluate("n => n.getBoundingClientRect().top")
    assert top < 100
    assert "embed=true" in page.url


@pytest.mark.whole
@each_page
@pytest.mark.parametrize("screen", [LAPTOP, PROJECTOR], ids=["laptop", "projector"])
def test_a_presented_figure_fills_a_small_screen_and_goes_back(
    new_page: Callable[..., Page], app: str, lesson: Lesson, screen: ViewportSize
) -> None:
    page = new_page(viewport=screen)
    opened(page, address(app, lesson))
    shown, heading = figure(page), page.get_by_role("heading", level=1)
    shown.evaluate("n => { n.marked = true; }")
    letters.keep(shown)
    page.keyboard.press("f")
    expect(heading).to_be_hidden()
    assert "present=1" in page.url
    page.wait_for_function(FITTED)
    has_its_figure_above_the_fold(page, lesson)
    assert letters.not_grown(shown, 1) == []
    assert shown.evaluate("n => n.marked") is True

    page.evaluate("document.exitFullscreen().catch(() => null)")
    page.keyboard.press("Escape")
    expect(heading).to_be_visible()
    assert "present" not in page.url
    assert shown.evaluate("n => n.marked") is True


@pytest.mark.whole
def test_no_word_in_a_figure_is_smaller_on_a_phone(phone: Page, app: str) -> None:
    found: dict[str, list[str]] = {}
    for lesson in PAGES:
        opened(phone, address(app, lesson))
        has_its_charts_drawn(phone)
        found[lesson.slug] = letters.small(phone, 12)
    assert found == {lesson.slug: [] for lesson in PAGES}
