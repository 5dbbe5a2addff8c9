"""Makes the picture in the README: `python -m scripts.screenshot [--path …]`."""

import argparse
from pathlib import Path

from playwright.sync_api import expect

from harness import chromium
from harness.server import ROOT, serving

PICTURE = Path("docs/stage.png")
PATH = "/push_and_pull?f=polar"


def main() -> None:
    """Open a lesson, wait until JAX has settled its numbers, and save what is in view."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--path", default=PATH, help="page and query of the app to show")
    options = parser.parse_args()
    picture = ROOT / PICTURE
    picture.parent.mkdir(exist_ok=True)
    with serving() as app, chromium.launched() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
        page.goto(app.url + options.path)
        page.locator(".source[data-by=JAX]").wait_for(timeout=60_000)
        expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
        page.evaluate("document.fonts.ready")
        page.mouse.move(1439, 899)
        page.screenshot(path=picture, animations="disabled")
    print(f"{PICTURE}: {picture.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
