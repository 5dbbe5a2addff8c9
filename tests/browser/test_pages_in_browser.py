"""What holds on every page: no errors, nothing cut off, and all of it can be read and named."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from explainers.lessons import HOME, PAGES, Lesson
from tests.browser.stage import Stage, arrived, finished

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
SHAPES = ("arm", "sine", "line-fit")
"""A small board, a wide one and a tall one."""

each_page = pytest.mark.parametrize("lesson", PAGES, ids=lambda page: page.slug)
each_theme = pytest.mark.parametrize("theme", ["light", "dark"])


def address(app: str, lesson: Lesson, query: str = "") -> str:
    return f"{app}/{'' if lesson is HOME else lesson.slug}{query}"


def opened(page: Page, url: str) -> Page:
    """A page that has come to rest."""
    page.goto(url)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    finished(page)
    for figure in page.locator("[data-figure]").all():
        arrived(figure)
    # What a figure asked for on arrival, or what was compiled first, is said by another run.
    expect(page.get_by_text(re.compile("^JAX is (still compiling|going through)"))).to_have_count(0)
    finished(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    return page


_AXE = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .filter(found => ["serious", "critical"].includes(found.impact))
  .flatMap(found => found.nodes.map(node => `${found.id}: ${node.target.flat().join(" ")}` +
      ` ${node.html.slice(0, 120)} — ${node.failureSummary.split("\\n")[1]?.trim()}`))"""


@each_theme
def test_axe_finds_nothing_serious(new_page: Callable[..., Page], app: str, theme: str) -> None:
    page = new_page(color_scheme=theme)
    found: dict[str, Any] = {}
    for lesson in PAGES:
        opened(page, address(app, lesson))
        page.add_script_tag(path=AXE)
        found[lesson.slug] = page.evaluate(_AXE)
    assert found == {lesson.slug: [] for lesson in PAGES}


def test_axe_does_find_what_is_wrong(page: Page, app: str) -> None:
    Stage(page, f"{app}/push_and_pull?f=polar").slider("vector v").evaluate(
        "handle => handle.removeAttribute('aria-label')"
    )
    page.add_script_tag(path=AXE)
    assert any("aria" in line for line in page.evaluate(_AXE))


_FAINT = """root => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parse = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [R, G, B]) =>
    [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const parent = node => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  const grounds = node => {
    const style = getComputedStyle(node);
    const up = parent(node);
    const below = up ? grounds(up) : [[255, 255, 255, 1]];
    const painted = (style.backgroundImage.match(/(?:color|rgba?)\\([^()]*\\)/g) ?? []).map(parse);
    const own = below.map(ground => over(parse(style.backgroundColor), ground));
    return painted.length
      ? painted.flatMap(colour => own.map(ground => over(colour, ground)))
      : own;
  };
  const opacity = node => node ? Number(getComputedStyle(node).opacity) * opacity(parent(node)) : 1;
  const light = ([r, g, b]) => {
    const [R, G, B] = [r, g, b].map(c => c / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const ratio = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((p, q) => q - p);
    return (high + 0.05) / (low + 0.05);
  };
  const texts = [];
  const walk = node => {
    if (node.shadowRoot) walk(node.shadowRoot);
    for (const child of node.childNodes) {
      if (child.nodeType === 1) walk(child);
      else if (child.nodeType === 3 && child.data.trim() && node.nodeType === 1) {
        texts.push([node, child.data.trim()]);
      }
    }
  };
  walk(root);
  const faint = [];
  let count = 0;
  for (const [node, text] of texts) {
    if (["STYLE", "SCRIPT", "OPTION"].includes(node.tagName)) continue;
    if (!node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const box = node.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    const style = getComputedStyle(node);
    const svg = node.namespaceURI.endsWith("svg");
    const [r, g, b, a] = parse(svg ? style.fill : style.color);
    count += 1;
    const worst = Math.min(...grounds(node).map(ground =>
      ratio(over([r, g, b, a * opacity(node)], ground), ground)));
    if (worst < 4.5) {
      faint.push(`${text.slice(0, 30)} (${node.getAttribute("class")}): ${worst.toFixed(2)}`);
    }
  }
  return { count, faint: [...new Set(faint)] };
}"""


@each_theme
def test_the_stages_words_stand_out_from_their_ground(
    new_page: Callable[..., Page], app: str, theme: str
) -> None:
    page = new_page(color_scheme=theme)
    faint: list[str] = []
    for mode in ("both", "push", "pull"):
        stage = Stage(page, f"{app}/push_and_pull?f=seed&mode={mode}&covectors=stripes")
        expect(stage.root).to_have_attribute("data-theme", theme)
        stage.button("one-hot v 1").hover()
        expect(stage.root.locator(".label", has_text="∂f/∂x₁")).to_have_count(1)
        seen = stage.root.evaluate(_FAINT)
        assert seen["count"] > 40
        faint += [f"{mode}: {text}" for text in seen["faint"]]
    assert faint == []


def test_faint_words_would_be_noticed(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=seed")
    stage.root.locator(".source").evaluate("node => { node.style.color = '#999'; }")
    seen = stage.root.evaluate(_FAINT)
    assert [text for text in seen["faint"] if "JAX" in text] != []


_WIDE = """() => [document.scrollingElement, ...document.querySelectorAll(
    "[data-testid=stMain], [data-testid=stAppViewContainer]")]
  .filter(node => node.scrollWidth > node.clientWidth)
  .map(node => `${node.tagName} ${node.scrollWidth} > ${node.clientWidth}`)"""


def test_a_phone_never_scrolls_sideways(new_page: Callable[..., Page], app: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    for lesson in PAGES:
        for slug in SHAPES:
            opened(page, address(app, lesson, f"?f={slug}"))
            assert page.evaluate("innerWidth") == 390, (lesson.slug, slug)
            assert page.evaluate(_WIDE) == [], (lesson.slug, slug)
    page.evaluate("document.querySelector('[data-testid=stMain] h1').style.width = '600px'")
    assert page.evaluate(_WIDE) != []


@each_page
def test_the_figure_stands_above_the_fold(page: Page, app: str, lesson: Lesson) -> None:
    opened(page, address(app, lesson))
    marked = page.locator("[data-fold]")
    figures = marked.all() if marked.count() else [page.get_by_test_id("stPlotlyChart").first]
    for figure in figures:
        expect(figure).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()


def test_every_slider_has_a_name_a_number_and_words(page: Page, app: str) -> None:
    for lesson in PAGES:
        opened(page, address(app, lesson))
        sliders = page.get_by_role("slider").all()
        assert sliders != []
        for slider in sliders:
            name, now, words = slider.evaluate(_SAID)
            assert name, lesson.slug
            assert float(now) == float(now), (lesson.slug, name)
            assert words, (lesson.slug, name)


_SAID = """node => [
  node.getAttribute("aria-label") ?? node.labels?.[0]?.textContent ??
    document.getElementById(node.getAttribute("aria-labelledby"))?.textContent,
  node.getAttribute("aria-valuenow") ?? node.value,
  node.getAttribute("aria-valuetext"),
]"""


def test_every_page_says_its_name_and_marks_no_error(page: Page, app: str) -> None:
    """That the console stays quiet is held for every test, by the fixture that opens pages."""
    for lesson in PAGES:
        opened(page, address(app, lesson))
        expect(page.get_by_role("heading", level=1)).to_have_text(lesson.title)
        title = HOME.title if lesson is HOME else f"{lesson.title} · {HOME.title}"
        expect(page).to_have_title(title)
