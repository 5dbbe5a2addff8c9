"""Times a reader's gestures while another reader has a measurement running all the time.

`python -m benchmarks.busy [--gestures 50]`
"""

import argparse
from statistics import median, quantiles

from playwright.sync_api import Page

from benchmarks.settle import FUNCTION, WARM, gesture
from benchmarks.table import table
from harness import chromium
from harness.server import serving

NAMES = ("Measure here", "Measure again")


def keep_measuring(page: Page) -> bool:
    """Ask for the next measurement if none is under way; whether one is."""
    place = page.locator(".st-key-brackets-product-measuring")
    for name in NAMES:
        button = place.get_by_role("button", name=name)
        if button.count():
            button.click()
    place.get_by_role("button", name="Stop").wait_for(timeout=10_000)
    return True


def told(name: str, took: list[float]) -> tuple[str, str, str, str]:
    """One row of the table."""
    late = quantiles(took, n=20)[-1]
    return name, f"{median(took):.0f} ms", f"{late:.0f} ms", f"{max(took):.0f} ms"


def main() -> None:
    """Make the gestures in quiet and under a measurement, and print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gestures", type=int, default=50)
    options = parser.parse_args()
    with serving() as app, chromium.launched() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{app.url}/push_and_pull?f={FUNCTION}")
        page.locator(".source[data-by=JAX]").wait_for(timeout=60_000)
        quiet = [gesture(page, k) for k in range(WARM + options.gestures)][WARM:]
        other = browser.new_page(viewport={"width": 1440, "height": 900})
        other.goto(f"{app.url}/brackets")
        other.locator(".brackets[data-settled=true]").wait_for(timeout=60_000)
        busy: list[float] = []
        for k in range(options.gestures):
            keep_measuring(other)
            busy.append(gesture(page, k + 1))
    print("From release to JAX's numbers:")
    heads = (f"{options.gestures} gestures", "median", "95th percentile", "longest")
    rows = (told("alone", quiet), told("while another reader measures", busy))
    print(table(heads, rows))


if __name__ == "__main__":
    main()
