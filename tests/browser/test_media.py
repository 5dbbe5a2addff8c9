"""Every page where the system chooses the colours, and on paper."""

import io
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect

from explainers.lessons import Lesson
from tests.browser.contrast import faint
from tests.browser.each import each_page
from tests.browser.figure import arrived
from tests.browser.test_pages_in_browser import address, opened, rested

TALL: ViewportSize = {"width": 1440, "height": 3200}
"""Holds most pages whole, so that all of them is in one picture."""
Sight: TypeAlias = np.ndarray
"""Contrast of each pixel with the ground of the page: height, width."""


class Mark(NamedTuple):
    """Something that a page shows: what it is, its name, and its box in pixels."""

    kind: str
    name: str
    x: float
    y: float
    width: float
    height: float

    def seen(self, sight: Sight, inset: int = 0) -> Sight:
        left, top = round(self.x) + inset, round(self.y) + inset
        right, bottom = round(self.x + self.width) - inset, round(self.y + self.height) - inset
        return sight[top : max(bottom, top + 1), left : max(right, left + 1)]


def sight(page: Page) -> Sight:
    """The page as it is seen; its ground is that of its upper left corner."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    rgb = np.asarray(picture, dtype=float) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    light = linear @ [0.2126, 0.7152, 0.0722] + 0.05
    return np.maximum(light / light[0, 0], light[0, 0] / light)


def is_seen(mark: Mark, sight: Sight) -> bool:
    """Whether a mark stands out from the ground by 3:1, as its kind must."""
    inside = mark.seen(sight)
    third = inside.shape[1] // 3
    frame = float((inside[1:3, third:-third] >= 3).mean())
    match mark.kind:
        case "track":  # from its one end to the other
            return float((inside.max(axis=0) >= 3).mean()) > 0.9
        case "bar":
            return float(np.median(mark.seen(sight, 1))) >= 3
        case "chosen":  # by its ground, or else by a broad frame
            return frame > 0.9 and float(inside.max() / inside.min()) >= 4.5
        case "free":  # what could be chosen, and is not
            return frame < 0.5
        case "plus":
            return _drawn(mark, sight) > 0.95
        case "minus":
            return 0.2 < _drawn(mark, sight) < 0.9
        case "sample":  # thin lines lie between two pixels, at half their strength
            return float(inside.max()) >= 2
        case _:
            return float(inside.max()) >= 3


def _drawn(mark: Mark, sight: Sight) -> float:
    """How much of the upper side of the frame around a sign is drawn, but for its corners."""
    above = mark._replace(y=mark.y - 1, height=1).seen(sight)
    third = above.shape[1] // 3
    return float((above[:, third:-third] >= 3).mean())


@pytest.mark.share(99)
@each_page
def test_what_is_drawn_remains_in_forced_colours(page: Page, app: str, lesson: Lesson) -> None:
    page.set_viewport_size(TALL)
    page.emulate_media(forced_colors="active")
    opened(page, address(app, lesson))
    page.set_viewport_size({**TALL, "height": max(TALL["height"], height(page))})
    rested(page)
    found = {"light": list(lost(page))}
    page.emulate_media(forced_colors="active", color_scheme="dark")
    expect(page.locator(".instrument").first).to_have_attribute("data-theme", "dark")
    rested(page)
    found["dark"] = list(lost(page))
    assert found == {"light": [], "dark": []}


def height(page: Page) -> int:
    """How tall all that a page shows is."""
    return page.get_by_test_id("stMain").evaluate("node => node.scrollHeight")


def lost(page: Page) -> Iterator[str]:
    """Marks of each kind, and words of figures, that cannot be seen."""
    picture = sight(page)
    marks = [Mark(*mark) for mark in page.evaluate(_MARKS)]
    assert {"chosen", "bar", "sample"} & {mark.kind for mark in marks}
    for mark in marks:
        if not is_seen(mark, picture):
            place, most = tuple(map(round, mark[2:])), mark.seen(picture).max()
            yield f"{mark.kind}: {mark.name} {place} {most:.2f}"
    if page.locator("[data-figure]").count():
        yield from faint(page)


@pytest.mark.share(2)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.whole
def test_edges_of_controls_stand_out(page: Page, app: str, theme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({**TALL, "height": 5000})
    page.emulate_media(color_scheme=theme)
    opened(page, f"{app}/brackets")
    picture = sight(page)
    controls = page.locator(_EDGED).filter(visible=True).all()
    assert len(controls) > 12
    for control in controls:
        box = control.bounding_box()
        assert box
        upper = Mark("edge", "", box["x"], box["y"], box["width"], 2).seen(picture)
        third = upper.shape[1] // 3
        assert upper.size, box
        assert upper[:, third:-third].max(axis=0).min() >= 3, control.evaluate("n => n.outerHTML")


_EDGED = """.action, .toggle, .row button, input[type=number], .player button,
  [role=radio][aria-checked=false], .stDownloadButton button"""
"""Controls of each kind with a straight edge of their own."""

PAPER: dict[str, ViewportSize] = {
    "A4": {"width": 733, "height": 1061},
    "Letter": {"width": 755, "height": 995},
}
"""What is left between margins of 8 mm, in pixels of CSS."""


_ZOOM = """() =>
  Number(getComputedStyle(document.documentElement).getPropertyValue("--paper-zoom")) || 1"""


@pytest.mark.share(99)
@each_page
def test_nothing_is_cut_on_paper(page: Page, app: str, lesson: Lesson) -> None:
    opened(page, address(app, lesson))
    sizes: list[list[str]] = page.evaluate(_SIZES)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    # A page that is printed smaller is arranged for a wider paper.
    width = PAPER["A4"]["width"] / page.evaluate(_ZOOM)
    found = {"from a large screen": page.evaluate(_WIDE, width)}
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    rested(page)
    assert page.evaluate(_SIZES) == sizes
    page.emulate_media(media="print")
    for name, size in PAPER.items():
        page.set_viewport_size(size)
        for figure in page.locator("[data-figure]").all():
            arrived(figure)
        found[name] = page.evaluate(_CUT)
    assert found == {"from a large screen": [], "A4": [], "Letter": []}
    folded = page.locator("details > :not(summary)")
    assert folded.count() == 0 or all(one.is_visible() for one in folded.all())


_EACH = """const each = (root, visit) => {
  for (const node of root.querySelectorAll("*")) {
    visit(node);
    if (node.shadowRoot) each(node.shadowRoot, visit);
  }
};"""

_SIZES = f"""() => {{
  {_EACH}
  const sizes = [];
  each(document, node => {{
    if (node.matches("[data-figure]")) sizes.push([node.clientWidth, node.dataset.layout]);
  }});
  return sizes;
}}"""
"""Width and layout of each figure."""

_WIDE = f"""paper => {{
  {_EACH}
  const wide = [];
  each(document, figure => {{
    if (!figure.matches("[data-figure]")) return;
    const right = figure.getBoundingClientRect().left + paper;
    each(figure, node => {{
      if (node.matches(".spoken, svg *")) return;
      if (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== "visible"
        || node.getBoundingClientRect().right > right + 1) {{
        wide.push(`${{node.tagName}} ${{node.getAttribute("class")}}`);
      }}
    }});
  }});
  return wide;
}}"""
"""What is wider than paper in figures that were told of it."""

_CUT = f"""() => {{
  {_EACH}
  const told = [];
  const say = (why, node) => told.push(
    `${{why}}: ${{node.tagName}} ${{node.className}} ${{node.textContent.slice(0, 40)}}`);
  const pressed = "[aria-pressed=true], [aria-checked=true], .head, .order, .dot-button, " +
    "[data-testid=stPopover] button";
  each(document.querySelector("[data-testid=stApp]"), node => {{
    const shown = node.checkVisibility({{ visibilityProperty: true, opacityProperty: true }});
    const box = node.getBoundingClientRect();
    if (!shown || box.width <= 1 || box.height <= 1) return;
    if (node.matches(".katex-mathml *")) return;
    const style = getComputedStyle(node);
    if (!node.closest("svg") && (box.right > innerWidth + 1 || box.left < -1)) say("beyond", node);
    const wide = node.scrollWidth > node.clientWidth + 1;
    const tall = node.scrollHeight > node.clientHeight + 1;
    if (wide && style.overflowX !== "visible" || tall && style.overflowY !== "visible") {{
      say("cut", node);
    }}
    const control = "button, .st-key-frame-turn a, [role=tab][aria-selected=false], " +
      "input[type=range], [data-testid=stSidebar]";
    if (node.matches(control) && !node.matches(pressed)) say("control", node);
  }});
  return told;
}}"""
"""What paper would cut, or bear though nobody can press it."""

_MARKS = """() => {
  const kinds = {
    track: "input[type=range]",
    bar: ".fill, .piece, .cost > span, .stack-of rect",
    chosen: "[aria-pressed=true], [role=radio][aria-checked=true]",
    free: "[aria-pressed=false], [role=radio][aria-checked=false]",
    plus: ".plus:not(svg *)",
    minus: ".minus:not(svg *)",
    handle: ".halo",
    sample: ".legend-sample",
    switch: "[data-testid=stCheckbox] label > div:first-of-type, .react-aria-SelectionIndicator",
  };
  const marks = [];
  const visit = root => {
    for (const [kind, selector] of Object.entries(kinds)) {
      for (const node of root.querySelectorAll(selector)) {
        const { x, y, width, height } = node.getBoundingClientRect();
        const shown = node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        if (!shown || width < 4 || height < 2) continue;
        const words = node.textContent.trim();
        if (kind === "bar" && words) continue;
        const near = kind === "sample" ? node.parentElement.textContent : words;
        const name = node.ariaLabel ?? (near.trim().slice(0, 30) || node.getAttribute("class"));
        marks.push([kind, name, x, y, width, height]);
      }
    }
    for (const node of root.querySelectorAll("*")) if (node.shadowRoot) visit(node.shadowRoot);
  };
  visit(document);
  return marks;
}"""
