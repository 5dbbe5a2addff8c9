"""Measures each figure, and the controls above it, for what stands there until they are drawn.

`python -m scripts.skeletons [PAGE …]`; run it when a figure or a control above it has another size
or look. Pages are named by their slugs; without a name, all are measured.
"""

import argparse
import json

from playwright.sync_api import Page

from explainers.lessons import PAGES
from explainers.ui.skeletons import MEASURED
from harness import chromium
from harness.server import serving

SCREENS = (
    360,
    390,
    414,
    480,
    592,
    593,
    640,
    700,
    768,
    820,
    900,
    1024,
    1100,
    1200,
    1280,
    1440,
    1920,
)
"""Widths at which heights are measured; layouts change between 592 and 593."""
OUTLINED = (390, 768, 1024, 1440)
PATIENCE = 60_000
PLAIN = 40
"""The height that the frame's style gives to what is not measured here, in pixels."""
MOST = 320
"""What is wider stands in no line with others on a phone."""

FIGURE = """() => {
  const key = (node) => [...node.classList].find((name) => name.startsWith("st-key-"))?.slice(7);
  const places = [...document.querySelectorAll('[data-testid=stMain] [class*="st-key-"]')]
    .filter((node) => node.matches('[data-testid=stElementContainer]'));
  const holds = (node) => [...node.querySelectorAll("*")]
    .map(({ shadowRoot }) => shadowRoot?.querySelector("[data-figure]")).find(Boolean);
  const place = places.find(holds);
  if (!place) return null;
  const figure = holds(place);
  const { left, top, width, height } = figure.getBoundingClientRect();
  const round = (number) => Math.round(number);
  const seen = [];
  const outline = (node) => {
    for (const part of node.children) {
      const box = part.getBoundingClientRect();
      const style = getComputedStyle(part);
      if (!part.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const framed = parseFloat(style.borderTopWidth) > 0 && parseFloat(style.borderLeftWidth) > 0;
      const clear = style.backgroundColor.endsWith(", 0)") && style.backgroundImage === "none";
      if (box.width > 30 && box.height > 16 && (framed || !clear || part.localName === "svg")) {
        const [x, y] = [round(box.left - left + 0.5), round(box.top - top + 0.5)];
        const [w, h] = [round(box.width - 1), round(box.height - 1)];
        seen.push(`M${x} ${y}h${w}v${h}h${-w}z`);
        if (part.matches(".well"))
          seen.push(`M${round(x + w / 2)} ${y}v${h}M${x} ${round(y + h / 2)}h${w}`);
      } else if (box.width > 0) outline(part);
    }
  };
  outline(figure);
  const end = figure.getBoundingClientRect().bottom;
  const above = places
    .filter((node) => node !== place && !key(node).startsWith("frame-"))
    .map((node) => [key(node), node.getBoundingClientRect()])
    .filter(([, box]) => box.height > 0 && box.top < end)
    .map(([name, box]) => [name, round(box.width), round(box.height)]);
  const size = [width, round(height)];
  return { key: key(place), size, above, outline: seen.slice(0, 60).join("") };
}"""
"""What holds the figure of a page, how large it is, its parts, and controls above its end."""

SETTLED = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  if (app?.dataset.testScriptState !== "notRunning") return false;
  if (!document.querySelector(".st-key-frame-turn a")) return false;
  const figures = [...document.querySelectorAll("[data-testid=stMain] *")]
    .map(({ shadowRoot }) => shadowRoot?.querySelector("[data-figure]")).filter(Boolean);
  return figures.length > 0 && figures.every((figure) => figure.dataset.settled === "true");
}"""


def measured(page: Page, url: str) -> dict[str, object] | None:
    """Sizes and outlines of the figure of a page, and sizes of the controls above it."""
    page.goto(url)
    page.wait_for_function(SETTLED, timeout=PATIENCE)
    sizes: dict[float, float] = {}
    outlines: dict[float, str] = {}
    controls: dict[str, list[list[int]]] = {}
    key = ""
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate(STEADY)
        if found is None:
            return None
        key = found["key"]
        across, down = found["size"]
        sizes.setdefault(across, down)
        for name, *size in found["above"]:
            known = controls.setdefault(name, [])
            if not known or known[-1][1:] != size:
                known.append([width, *size])
        if width in OUTLINED:
            outlines[across] = found["outline"]
    sized = sorted(sizes.items())
    return {"key": key, "sizes": sized, "outlines": outlines, "controls": told(controls)}


def told(controls: dict[str, list[list[int]]]) -> dict[str, list[list[int | None]]]:
    """Sizes from each width of the screen on; a control that is as wide as its place has none."""
    found: dict[str, list[list[int | None]]] = {}
    for name, sizes in controls.items():
        stays = len({across for _, across, _ in sizes if across < MOST}) == 1
        lines = list[list[int | None]]()
        for screen, across, down in sizes:
            size = [across if stays else None, down]
            if not lines or lines[-1][1:] != size:
                lines.append([screen, *size])
        if any(down != PLAIN or across for _, across, down in lines):
            found[name] = lines
    return found


STEADY = f"""async () => {{
  const look = {FIGURE};
  let [found, same] = [null, 0];
  for (let frames = 0; same < 30; frames += 1) {{
    if (frames > 1200) throw new Error("the figure goes on changing its size");
    await new Promise(requestAnimationFrame);
    const now = look();
    same = JSON.stringify(now?.size) === JSON.stringify(found?.size) ? same + 1 : 0;
    found = now;
  }}
  return found;
}}"""
"""The same, once its size has stayed for some frames."""


def main() -> None:
    """Measure the figures of some pages, or of all, and write what was found."""
    slugs = [lesson.slug for lesson in PAGES]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE")
    named = parser.parse_args().pages
    if unknown := set(named) - set(slugs):
        parser.error(f"no page is called {', '.join(sorted(unknown))}")
    before = json.loads(MEASURED.read_text("utf-8")) if named else {}
    found: dict[str, object] = {slug: before[slug] for slug in slugs if slug in before}
    with serving() as app, chromium.launched() as browser:
        for lesson in PAGES:
            if named and lesson.slug not in named:
                continue
            page = browser.new_page()
            path = "" if lesson.page == "app.py" else lesson.slug
            figure = measured(page, f"{app.url}/{path}")
            if figure is not None:
                found[lesson.slug] = figure
            page.close()
    found = {slug: found[slug] for slug in slugs if slug in found}
    MEASURED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
