"""Makes pictures of pages: `python -m scripts.looks DIR [--url URL] [--pages …] [--widths …]`.

Each is `NAME_WIDTH_THEME.png`, of what is in view once all figures are settled, or with `--whole`
of the page to its end. Below 640 pixels a screen is a phone's. Without a URL the app is started.
"""

import argparse
import re
from contextlib import nullcontext
from pathlib import Path
from typing import get_args

from playwright.sync_api import Browser, Page, ViewportSize

from explainers.figures.style import Theme
from explainers.lessons import HOME, PAGES
from harness import chromium
from harness.server import serving
from scripts.skeletons import PATIENCE

HEIGHT, PHONE_HEIGHT, WIDEST_PHONE = 900, 844, 640
THEMES: tuple[Theme, ...] = get_args(Theme)

STEADY = """async () => {
  const WAITS = "[aria-busy=true], [data-figure]:not([data-settled=true])";
  const parts = () => [...document.querySelectorAll("[data-testid=stMain] *")]
    .flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const rests = () =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning" &&
    document.querySelector("[data-testid=stMain] h1") !== null &&
    document.querySelector("[data-testid=stSkeleton]") === null &&
    document.fonts.status === "loaded" &&
    parts().every((root) => !root.querySelector(WAITS));
  for (let same = 0; same < 60; same = rests() ? same + 1 : 0)
    await new Promise(requestAnimationFrame);
}"""
"""Ends when everything on a page has its numbers, and has kept them for a second."""

WHOLE = """[data-testid=stApp], [data-testid=stAppViewContainer], [data-testid=stMain] {
  position: static !important; height: auto !important; overflow: visible !important;
}
[data-testid=stSidebar] { height: 100vh !important; }"""
"""The page scrolls, not a part of it."""


def main() -> None:
    """Open each page on each screen, and save what is seen in each theme."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--url", help="where the app runs")
    parser.add_argument(
        "--pages",
        nargs="+",
        default=[page.slug for page in PAGES],
        help=f"{HOME.slug}, or a page with or without a query: kinks?case=relu",
    )
    parser.add_argument("--widths", nargs="+", type=int, default=[390, 1024, 1440])
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument("--whole", action="store_true", help="to the end of each page")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    app = nullcontext(None) if options.url else serving()
    with app as server, chromium.launched() as browser:
        url = server.url if server else options.url.rstrip("/")
        for width in options.widths:
            page = opened(browser, width)
            for name in options.pages:
                page.goto(f"{url}/{'' if name == HOME.slug else name}")
                title = re.sub(r"[^\w.=-]+", "-", name)
                for theme in options.themes:
                    file = options.folder / f"{title}_{width}_{theme}.png"
                    look(page, theme, file, options.whole)
                    print(file, flush=True)
            page.context.close()


def opened(browser: Browser, width: int) -> Page:
    """A page on a screen of this width, under a mouse or, where it is narrow, under fingers."""
    phone = width <= WIDEST_PHONE
    size: ViewportSize = {"width": width, "height": PHONE_HEIGHT if phone else HEIGHT}
    context = browser.new_context(viewport=size, has_touch=phone, is_mobile=phone)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def look(page: Page, theme: Theme, file: Path, whole: bool) -> None:
    """Save what is seen of a page in a theme once it rests."""
    page.emulate_media(color_scheme=theme)
    page.evaluate(STEADY)
    style = page.add_style_tag(content=WHOLE) if whole else None
    page.screenshot(path=file, animations="disabled", full_page=whole)
    if style:
        style.evaluate("node => node.remove()")


if __name__ == "__main__":
    main()
