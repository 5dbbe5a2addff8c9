"""Times, for each lesson, its first picture after a click in the menu, and its settling.

`python -m benchmarks.lessons [--gestures 12]`
"""

import argparse
import sys
from statistics import median

from playwright.sync_api import Locator, Page

from benchmarks.table import table
from explainers.lessons import HOME, LESSONS, Lesson
from harness import chromium
from harness.server import serving

PATIENCE = 60_000
"""Milliseconds after which something that should have come is given up."""
VISITS = 4
"""Rounds through the menu; the first one is not counted: it compiles and fills caches."""

PICTURE = """async ([slug, title]) => {
  const deep = (root, selector) => {
    const found = [...root.querySelectorAll(selector)];
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) found.push(...deep(node.shadowRoot, selector));
    }
    return found;
  };
  const link = [...document.querySelectorAll("[data-testid=stSidebar] a")]
    .find((a) => a.textContent.trim() === title);
  const begun = performance.now();
  link.click();
  const there = () =>
    location.pathname.endsWith(slug) &&
    document.querySelector("h1")?.textContent.trim() === title &&
    deep(document, "[data-fold]").some((node) => {
      const box = node.getBoundingClientRect();
      return box.width > 40 && box.height > 10 && node.checkVisibility();
    });
  while (!there()) {
    if (performance.now() - begun > 30000) throw new Error(`no picture of ${title}`);
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - begun;
}"""
"""Follows a link of the menu; milliseconds until the figure of the page can be seen."""

WATCH = """figure => {
  window.released = new Promise((resolve) => {
    const note = (event) => resolve(event.timeStamp);
    window.addEventListener("pointerup", note, { once: true, capture: true });
  });
  window.answered = window.released.then((begun) => new Promise((resolve, reject) => {
    const look = () => {
      if (figure.dataset.settled === "true") resolve(performance.now());
      else if (performance.now() - begun > 30000) reject(new Error("never settled"));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }));
}"""
"""Notes in the page when the pointer is released and when the figure has settled."""

TOOK = "async () => (await window.answered) - (await window.released)"


def handle(page: Page) -> Locator | None:
    """What a hand would take hold of first: a slider of the figure that stands in view."""
    for slider in page.locator("[data-figure]").get_by_role("slider").all():
        name = slider.get_attribute("aria-label") or ""
        box = slider.bounding_box()
        if box and 0 < box["y"] < 850 and "step" not in name:
            return slider
    return None


def settling(page: Page, gestures: int) -> list[float]:
    """Milliseconds from release to Python's answer, for short drags to and fro."""
    taken = handle(page)
    if taken is None:
        return []
    figure = page.locator("[data-figure]").first
    settled = page.locator("[data-figure][data-settled=true]").first
    took: list[float] = []
    for k in range(gestures + 2):
        settled.wait_for(timeout=PATIENCE)
        box = taken.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 5):
            page.mouse.move(x + (-1) ** k * 4 * step, y - (-1) ** k * 3 * step)
        figure.evaluate(WATCH)
        page.mouse.up()
        took.append(page.evaluate(TOOK))
    return took[2:]


def heading(page: Page, lesson: Lesson) -> None:
    """Wait until a page has come to rest."""
    page.get_by_role("heading", level=1, name=lesson.title, exact=True).wait_for(timeout=PATIENCE)
    still = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    still.wait_for(timeout=PATIENCE)
    for figure in page.locator("[data-figure]").all():
        figure.and_(page.locator("[data-settled=true]")).wait_for(timeout=PATIENCE)


def main() -> None:
    """Go through the menu in rounds, then drag in each lesson, and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gestures", type=int, default=12)
    options = parser.parse_args()
    seen: dict[str, list[float]] = {lesson.slug: [] for lesson in LESSONS}
    settled: dict[str, list[float]] = {}
    with serving() as app, chromium.launched() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(app.url)
        heading(page, HOME)
        for _ in range(VISITS):
            for lesson in LESSONS:
                seen[lesson.slug].append(page.evaluate(PICTURE, [lesson.slug, lesson.title]))
                heading(page, lesson)
        for lesson in LESSONS:
            page.evaluate(PICTURE, [lesson.slug, lesson.title])
            heading(page, lesson)
            settled[lesson.slug] = settling(page, options.gestures)
            print(f"{lesson.title} is done", file=sys.stderr)
    rows = [
        [
            lesson.title,
            f"{seen[lesson.slug][0]:.0f} ms",
            f"{median(seen[lesson.slug][1:]):.0f} ms",
            *(
                f"{number:.0f} ms"
                for took in [settled[lesson.slug]]
                if took
                for number in (median(took), max(took))
            ),
        ]
        for lesson in LESSONS
    ]
    heads = ["", "first picture, cold", "warm", "settled after", "longest"]
    print(table(heads, [row + [""] * (len(heads) - len(row)) for row in rows]))


if __name__ == "__main__":
    main()
