"""What holds on every page: no errors, nothing cut off, and all of it can be read and named."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from explainers.figures.style import Theme
from explainers.lessons import HOME, Lesson
from explainers.ui.skeletons import kept
from tests.browser import contrast, letters, saved
from tests.browser.each import each_page, every_page
from tests.browser.figure import Stage, arrived, finished
from tests.browser.test_labels import overprinted
from tests.browser.test_legend import RIGHT
from tests.browser.test_legend import rested as rested_legend

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
SHAPES = ("arm", "sine", "line-fit")
"""A small board, a wide one and a tall one."""

THEMES: tuple[Theme, ...] = get_args(Theme)
each_theme = pytest.mark.parametrize("theme", THEMES)


def address(app: str, lesson: Lesson, query: str = "") -> str:
    return f"{app}/{'' if lesson is HOME else lesson.slug}{query}"


def opened(page: Page, url: str) -> None:
    """Open a page, and wait until it has come to rest."""
    page.goto(url)
    rested(page)


def rested(page: Page) -> None:
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    finished(page)
    for figure in page.locator("[data-figure]").all():
        arrived(figure)
    # What a figure asked for on arrival, or what was compiled first, is said by another run.
    expect(page.get_by_text("JAX is still compiling")).to_have_count(0)
    finished(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


# On a large screen -------------------------------------------------------------------------------


def says_its_name(page: Page, lesson: Lesson) -> None:
    """That the console stays quiet is held for every test, by the fixture that lends pages."""
    expect(page.get_by_role("heading", level=1)).to_have_text(lesson.title)
    title = HOME.title if lesson is HOME else f"{lesson.title} · {HOME.title}"
    expect(page).to_have_title(title)


def has_its_figure_above_the_fold(page: Page, lesson: Lesson) -> None:
    marked = page.locator("[data-fold]").filter(visible=True).all()
    assert marked != []
    for figure in marked:
        expect(figure).to_be_in_viewport(ratio=1)


def has_what_a_place_is_kept_for(page: Page, lesson: Lesson) -> list[str]:
    """A place that is kept under a name that nothing has any more lets the page jump."""
    return [key for key in kept(lesson.slug) if not page.locator(f".st-key-{key}").count()]


def has_sliders_with_names_numbers_and_words(page: Page, lesson: Lesson) -> Iterator[str]:
    sliders = page.get_by_role("slider").all()
    assert sliders != []
    for slider in sliders:
        name, now, words = slider.evaluate(_SAID)
        if not (name and words and float(now) == float(now)):
            yield f"{name}: {now}, {words}"


_SAID = """node => [
  node.getAttribute("aria-label") ?? node.labels?.[0]?.textContent ??
    document.getElementById(node.getAttribute("aria-labelledby"))?.textContent,
  node.getAttribute("aria-valuenow") ?? node.value,
  node.getAttribute("aria-valuetext"),
]"""


def in_theme(page: Page, theme: Theme) -> None:
    """Turn to a theme, and wait until all that we draw has turned, too."""
    page.emulate_media(color_scheme=theme)
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", theme)
    expect(page.locator(f"[data-theme]:not([data-theme={theme}])")).to_have_count(0)


def is_accessible_in_the_light(page: Page, lesson: Lesson) -> Iterator[str]:
    page.evaluate(AXE.read_text())
    yield from axe(page)
    yield from contrast.faint(page)


def is_accessible_in_the_dark(page: Page, lesson: Lesson) -> Iterator[str]:
    in_theme(page, "dark")
    rested(page)
    yield from axe(page)
    yield from contrast.faint(page)


def saves_its_picture_with_the_link_of_its_state(page: Page, lesson: Lesson) -> Iterator[str]:
    buttons = page.get_by_role("group", name="Save picture")
    drawing = saved.drawing(saved.save(page, buttons, "SVG"))
    image = saved.image(saved.save(page, buttons, "PNG"))
    assert drawing.link == page.url
    assert image.words["Description"] == page.url
    assert image.words["Title"] == page.title()
    assert image.size == (2 * drawing.size[0], 2 * drawing.size[1])
    shown = page.locator("[data-figure]").first
    words, outlines = saved.seen(shown)
    assert len(words) > 2
    yield from (f"{word} is not in the picture" for word in words if word not in drawing.words)
    yield from (f"{line} is not drawn" for line in outlines if line not in drawing.outlines)


def has_its_charts_drawn(page: Page) -> list[Locator]:
    folded = page.locator("details:not([open]) > summary")
    while left := folded.count():
        folded.first.click()
        expect(folded).not_to_have_count(left)
    charts = page.locator("[class*=-drawn]").all()
    for chart in charts:
        expect(chart.locator(".main-svg :is(path[d], text)").first).to_be_attached()
    return charts


def saves_its_charts(page: Page, lesson: Lesson) -> Iterator[str]:
    for chart in has_its_charts_drawn(page):
        buttons = chart.get_by_role("group", name="Save chart")
        drawing = saved.drawing(saved.save(page, buttons, "SVG"))
        image = saved.image(saved.save(page, buttons, "PNG"))
        assert drawing.link == image.words["Description"] == page.url
        words, outlines = saved.seen(chart.locator(".js-plotly-plot"))
        yield from (word for word in words if word not in drawing.words)
        if not (words or outlines) or not drawing.outlines.issuperset(outlines):
            yield f"an outline is not drawn: {outlines}"


def writes_no_small_word(page: Page, lesson: Lesson) -> list[str]:
    has_its_charts_drawn(page)
    return letters.small(page, 13)


def names_every_mark_and_writes_over_none(page: Page, lesson: Lesson) -> list[str]:
    figure = page.locator("[data-figure]")
    assert rested_legend(figure) == RIGHT
    return overprinted(figure)


def presents_its_figure_alone_and_larger(page: Page, lesson: Lesson) -> list[str]:
    """A hall is shown letters of one and a half times the size, on the same screen."""
    page.set_viewport_size(HALL)
    rested(page)
    figure, heading = page.locator("[data-figure]").first, page.get_by_role("heading", level=1)
    letters.keep(figure)
    page.keyboard.press("f")
    expect(heading).to_be_hidden()
    page.wait_for_function(FITTED)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    said = page.get_by_test_id("stMain").get_by_test_id("stMarkdown").locator("p:visible")
    assert [text for text in said.all_inner_texts() if SENTENCE.search(text)] == []
    has_its_figure_above_the_fold(page, lesson)
    small = letters.not_grown(figure, 1.5)
    page.evaluate("document.exitFullscreen().catch(() => null)")
    page.keyboard.press("Escape")
    expect(heading).to_be_visible()
    return small


HALL: ViewportSize = {"width": 1920, "height": 1080}
FITTED = "() => !('fitting' in document.documentElement.dataset)"
"""Whether a presented figure has the size at which all of it is seen."""
SENTENCE = re.compile(r"[.?](\s|$)")


Check = Callable[[Page, Lesson], Iterable[str] | None]
CHECKS: tuple[Check, ...] = (
    says_its_name,
    has_its_figure_above_the_fold,
    has_what_a_place_is_kept_for,
    has_sliders_with_names_numbers_and_words,
    is_accessible_in_the_light,
    is_accessible_in_the_dark,
    saves_its_picture_with_the_link_of_its_state,
    saves_its_charts,
    writes_no_small_word,
    names_every_mark_and_writes_over_none,
    presents_its_figure_alone_and_larger,
)
"""One visit serves all: opening a page takes longer than looking at it."""


def complaints(check: Check, page: Page, lesson: Lesson) -> list[str]:
    try:
        return list(check(page, lesson) or ())
    except AssertionError as failure:
        return [str(failure)]


@pytest.mark.share(9)
@every_page
def test_every_page_passes_every_check(page: Page, app: str, lesson: Lesson) -> None:
    opened(page, address(app, lesson))
    found = {check.__name__: complaints(check, page, lesson) for check in CHECKS}
    assert found == {check.__name__: [] for check in CHECKS}


def axe(page: Page) -> list[str]:
    """What axe finds on the page, of any severity, each rule with each node."""
    return page.evaluate(_AXE)


_AXE = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .flatMap(found => found.nodes.map(node => `${found.id}: ${node.target.flat().join(" ")}` +
      ` ${node.html.slice(0, 120)} — ${node.failureSummary.split("\\n")[1]?.trim()}`))"""


# On a phone --------------------------------------------------------------------------------------


def scrolls_sideways(page: Page) -> list[str]:
    """What is wider than its place, of the page and what it is in."""
    return page.evaluate(_WIDE)


_WIDE = """() => [document.scrollingElement, ...document.querySelectorAll(
    "[data-testid=stMain], [data-testid=stAppViewContainer]")]
  .filter(node => node.scrollWidth > node.clientWidth)
  .map(node => `${node.tagName} ${node.scrollWidth} > ${node.clientWidth}`)"""


TALLEST = 4500
"""Pixels that a page may take as it opens."""
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"


def unfold(page: Page) -> None:
    """Open every section, by a tap and by keys in turn."""
    names = page.get_by_role("main").get_by_role("heading", level=2).get_by_role("button")
    assert names.count() > 0
    for k in range(names.count()):
        name, height = names.nth(k), page.evaluate(HEIGHT)
        expect(name).to_have_attribute("aria-expanded", "false")
        name.tap() if k % 2 == 0 else name.press("Enter" if k % 4 == 1 else " ")
        expect(name).to_have_attribute("aria-expanded", "true")
        assert page.evaluate(HEIGHT) > height


@pytest.mark.share(99)
@each_page
@pytest.mark.whole
def test_a_phone_folds_its_pages_and_never_scrolls_sideways(
    phone: Page, app: str, lesson: Lesson
) -> None:
    for slug in SHAPES:
        opened(phone, address(app, lesson, f"?f={slug}"))
        assert phone.evaluate("innerWidth") == 390
        assert phone.evaluate(HEIGHT) < TALLEST
        assert scrolls_sideways(phone) == []
        unfold(phone)
        assert scrolls_sideways(phone) == []
        if slug == SHAPES[0]:
            phone.evaluate(AXE.read_text())
            assert axe(phone) == []
            assert list(is_accessible_in_the_dark(phone, lesson)) == []
            phone.emulate_media(color_scheme="light")
        if "f" not in parse_qs(urlsplit(phone.url).query):
            break  # a lesson about no function looks the same for all
    phone.evaluate("document.querySelector('[data-testid=stMain] h1').style.width = '600px'")
    assert scrolls_sideways(phone) != []


# Contrast ----------------------------------------------------------------------------------------


@pytest.mark.share(2)
@each_theme
def test_the_stages_words_stand_out_from_their_ground(page: Page, app: str, theme: Theme) -> None:
    page.emulate_media(color_scheme=theme)
    stage = Stage(page, f"{app}/push_and_pull?f=seed&covectors=stripes")
    expect(stage.root).to_have_attribute("data-theme", theme)
    found: list[str] = []
    for mode in ("Both", "Push Jv", "Pull uᵀJ"):
        stage.button(mode).click()
        expect(stage.button(mode)).to_have_attribute("aria-pressed", "true")
        stage.settled()
        stage.button("one-hot v 1").hover()
        expect(stage.root.locator(".label", has_text="∂f/∂x₁")).to_have_count(1)
        seen = contrast.words(stage.root)
        assert seen.count > 40
        found += [f"{mode}: {text}" for text in seen.faint]
    assert found == []


@pytest.mark.whole
def test_a_nameless_handle_faint_words_and_faint_edges_would_be_noticed(
    page: Page, app: str
) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=seed")
    stage.slider("vector v").evaluate("handle => handle.removeAttribute('aria-label')")
    page.evaluate(AXE.read_text())
    assert any("aria" in line for line in page.evaluate(_AXE))
    stage.source.evaluate("node => { node.style.color = '#999'; }")
    assert [text for text in contrast.words(stage.root).faint if "JAX" in text] != []
    stage.button("Predict").evaluate("node => { node.style.borderColor = '#ccc'; }")
    assert [text for text in contrast.edges(stage.root).faint if "Predict" in text] != []
