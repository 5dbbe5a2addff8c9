"""Times what a visitor waits for on each page, beside a stock page that has only a title.

`python -m benchmarks.start [--rounds 3] [--cold] [slug …]`

Every visit has an empty cache. Without ``--cold`` the server is warm: heading, figure and settled
figure are counted from the heading of the stock page in the same round, and so are requests, until
2.5 s after the heading. With ``--cold`` each visit is the first to a server that has just started:
skeleton, words and live figure are counted from the page's own heading.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, ViewportSize

from benchmarks.table import table
from explainers.lessons import HOME, PAGES, Lesson
from harness import chromium
from harness.server import ROOT, serving

STOCK = 'import streamlit as st\n\nst.title("hello")\n'
PATIENCE = 60_000
"""Milliseconds after which a picture that has not come is given up."""
COUNTED = 2_500
"""Milliseconds after its heading in which a page's requests are counted."""
LARGE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

WATCH = """(() => {
  const roots = [];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.push(root);
    return root;
  };
  window.marks = {};
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  const figures = () => roots.flatMap((root) => [...root.querySelectorAll("[data-figure]")]);
  const live = (figure) => !figure.hasAttribute("aria-busy");
  const seen = {
    heading: () => document.querySelector("h1")?.textContent.trim(),
    skeleton: () => figures().length || document.querySelector("[data-testid=stSkeleton]"),
    figure: () => figures().some(live),
    settled: () => figures().some((figure) => figure.dataset.settled === "true"),
    words: () => document.querySelector(".st-key-frame-turn a"),
  };
  const look = () => {
    for (const [name, there] of Object.entries(seen)) {
      if (!(name in window.marks) && there()) window.marks[name] = performance.now();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
"""Notes in the page when each thing was first there, in milliseconds, and how much has jumped."""


class Visit(NamedTuple):
    """When things came, in seconds from the first byte on, what was asked for, what jumped."""

    marks: dict[str, float]
    requests: int
    shift: float


def visit(browser: Browser, url: str, screen: ViewportSize, *last: str) -> Visit:
    """A visitor whose browser has seen nothing of the app yet, until the last things have come."""
    context = browser.new_context(viewport=screen, color_scheme="light")
    try:
        context.add_init_script(WATCH)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url, wait_until="commit")
        page.wait_for_function("() => window.marks.heading", timeout=PATIENCE)
        page.wait_for_timeout(COUNTED)
        requests = len(asked)
        for name in last:
            page.wait_for_function(f"() => window.marks.{name}", timeout=PATIENCE)
        marks = page.evaluate("window.marks")
        return Visit(
            {name: at / 1000 for name, at in marks.items()}, requests, page.evaluate("shift")
        )
    finally:
        context.close()


def address(url: str, page: Lesson) -> str:
    """Where a page is served."""
    return url if page is HOME else f"{url}/{page.slug}"


def warm(browser: Browser, stock: str, app: str, page: Lesson, rounds: int) -> list[str]:
    """A row for a page on a warm server: medians of differences to the stock page."""
    url = address(app, page)
    visit(browser, url, LARGE, "words")
    found = list[dict[str, float]]()
    for _ in range(rounds):
        plain = visit(browser, stock, LARGE, "heading")
        ours = visit(browser, url, LARGE, "settled")
        since = plain.marks["heading"]
        found.append(
            {name: ours.marks[name] - since for name in ("heading", "figure", "settled")}
            | {"requests": ours.requests - plain.requests, "shift": ours.shift}
        )
    small = visit(browser, url, PHONE, "settled").shift
    middle = {name: median(one[name] for one in found) for name in found[0]}
    return [
        page.title,
        *(f"{middle[name]:+.2f} s" for name in ("heading", "figure", "settled")),
        f"{middle['requests']:+.0f}",
        f"{middle['shift']:.2f}",
        f"{small:.2f}",
    ]


def cold(browser: Browser, page: Lesson, rounds: int) -> list[str]:
    """A row for a page on servers that have just started."""
    names = ("skeleton", "words", "figure", "settled")
    found = list[list[float]]()
    for _ in range(rounds):
        with serving(ROOT) as server:
            marks = visit(browser, address(server.url, page), LARGE, "settled", "words").marks
        found.append([marks[name] - marks["heading"] for name in names])
    return [page.title, *(f"{median(column):+.2f} s" for column in zip(*found, strict=True))]


def main() -> None:
    """Alternate the app and the stock page in rounds and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cold", action="store_true", help="first visits to a fresh server")
    parser.add_argument("slugs", metavar="SLUG", nargs="*", help="pages; all of them without")
    options = parser.parse_args()
    pages = [page for page in PAGES if page.slug in options.slugs or not options.slugs]
    rows = list[list[str]]()
    with tempfile.TemporaryDirectory() as made, chromium.launched() as browser:
        folder = Path(made)
        (folder / "app.py").write_text(STOCK)
        with serving(folder) as stock, serving(ROOT) as app:
            visit(browser, stock.url, LARGE, "heading")  # browser and disk are warm after this
            for page in pages:
                if options.cold:
                    rows.append(cold(browser, page, options.rounds))
                else:
                    rows.append(warm(browser, stock.url, app.url, page, options.rounds))
                print(f"{page.title} is done", file=sys.stderr)
    if options.cold:
        heads = ["since its heading, fresh server", "skeleton", "all words", "figure", "settled"]
    else:
        heads = ["since the stock page's heading", "heading", "figure", "settled"]
        heads += ["requests", "shift, 1440 px", "390 px"]
    print(f"Medians of {options.rounds} rounds.\n{table(heads, rows)}")


if __name__ == "__main__":
    main()
