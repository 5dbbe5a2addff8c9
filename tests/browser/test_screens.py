"""Every lesson on every screen: projectors, small windows, frames of other pages, full screens."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from explainers.lessons import PAGES, Lesson, practice
from tests.browser.each import each_page
from tests.browser.test_pages_in_browser import (
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
HALL: ViewportSize = {"width": 1920, "height": 1080}


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


@pytest.mark.share(99)
@each_page
@pytest.mark.parametrize(
    ("screen", "least"),
    [(HALL, 1.2), pytest.param(PROJECTOR, 1, marks=pytest.mark.whole)],
    ids=["hall", "projector"],
)
@pytest.mark.whole
def test_a_presented_figure_fills_the_screen(
    new_page: Callable[..., Page], app: str, lesson: Lesson, screen: ViewportSize, least: float
) -> None:
    page = new_page(viewport=screen)
    opened(page, address(app, lesson))
    shown, heading = figure(page), page.get_by_role("heading", level=1)
    shown.evaluate("n => { n.marked = true; }")
    size = shown.evaluate(_LETTERS)
    page.keyboard.press("f")
    expect(heading).to_be_hidden()
    assert "present=1" in page.url
    page.wait_for_function("() => !('fitting' in document.documentElement.dataset)")
    has_its_figure_above_the_fold(page, lesson)
    assert shown.evaluate(_LETTERS) >= least * size
    assert shown.evaluate("n => n.marked") is True

    page.evaluate("document.exitFullscreen().catch(() => null)")
    page.keyboard.press("Escape")
    expect(heading).to_be_visible()
    assert "present" not in page.url
    assert shown.evaluate("n => n.marked") is True


_LETTERS = """root => {
  const letters = [...root.querySelectorAll("h3, text, .title, button, [role=gridcell], .readout")];
  const node = letters.find(one => one.checkVisibility());
  return parseFloat(getComputedStyle(node).fontSize) * (node.currentCSSZoom ?? 1);
}"""


@pytest.mark.whole
@pytest.mark.parametrize(
    ("width", "least"), [pytest.param(1440, 13, marks=pytest.mark.whole), (390, 12)]
)
def test_no_word_in_a_figure_is_smaller(
    new_page: Callable[..., Page], app: str, width: int, least: float
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    found: dict[str, list[str]] = {}
    for lesson in PAGES:
        opened(page, address(app, lesson))
        has_its_charts_drawn(page)
        count, words = small(page, least)
        assert count > 10
        found[lesson.slug] = words
    assert found == {lesson.slug: [] for lesson in PAGES}


def small(page: Page, least: float) -> tuple[int, list[str]]:
    """How many words stand in figures and charts, and which are written in smaller letters."""
    count, words = page.evaluate(_SMALL, least)
    return count, words


_SMALL = """least => {
  const words = [];
  const visit = node => {
    if (node.shadowRoot) visit(node.shadowRoot);
    for (const child of node.childNodes) {
      if (child.nodeType === 1) visit(child);
      else if (child.nodeType === 3 && child.data.trim() && node.nodeType === 1) words.push(node);
    }
  };
  const find = root => {
    for (const node of root.querySelectorAll("*")) {
      if (node.matches("[data-figure], .js-plotly-plot")) visit(node);
      if (node.shadowRoot) find(node.shadowRoot);
    }
  };
  find(document);
  const small = words.filter(node => node.checkVisibility({ visibilityProperty: true }))
    .filter(node => !node.matches("style, script, option, .spoken"))
    .map(node => {
      const map = node.getScreenCTM?.();
      const scale = map ? Math.min(Math.hypot(map.a, map.b), Math.hypot(map.c, map.d)) : 1;
      return [node, parseFloat(getComputedStyle(node).fontSize) * scale];
    })
    .filter(([, size]) => size < least - 0.05)
    .map(([node, size]) => `${node.textContent.slice(0, 20)} (${node.getAttribute("class")}):` +
      ` ${size.toFixed(2)}`);
  return [words.length, small];
}"""
