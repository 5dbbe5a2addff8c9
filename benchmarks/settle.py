"""Times how soon JAX's numbers replace the replayed ones when a hand lets go of x.

`python -m benchmarks.settle [--gestures 50]`
"""

import argparse
import math
from statistics import median, quantiles

from playwright.sync_api import Page

from harness import chromium
from harness.server import serving

FUNCTION = "polar"
WARM = 5
"""Gestures made before anything is timed."""

WATCH = """source => {
  window.released = new Promise((resolve) => {
    const note = (event) => resolve(event.timeStamp);
    window.addEventListener("pointerup", note, { once: true, capture: true });
  });
  window.answered = new Promise((resolve) => {
    const watcher = new MutationObserver(() => {
      if (source.dataset.by !== "JAX") return;
      watcher.disconnect();
      resolve(performance.now());
    });
    watcher.observe(source, { attributes: true, attributeFilter: ["data-by"] });
  });
}"""
"""Notes in the page when the pointer is released and when the readout says JAX."""

TOOK = "async () => (await window.answered) - (await window.released)"


def gesture(page: Page, k: int) -> float:
    """Milliseconds from release to JAX after a short drag of x to a place it was not at."""
    source = page.locator(".source")
    box = page.get_by_role("slider", name="point x", exact=True).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    across, down = 20 * math.cos(2.4 * k), 20 * math.sin(2.4 * k)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(x + across * step / 5, y + down * step / 5)
    page.locator(".source[data-by=tape]").wait_for()
    source.evaluate(WATCH)
    page.mouse.up()
    return page.evaluate(TOOK)


def main() -> None:
    """Make the gestures and print median, 95th percentile and the longest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gestures", type=int, default=50)
    options = parser.parse_args()
    with serving() as app, chromium.launched() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{app.url}/push_and_pull?f={FUNCTION}")
        page.locator(".source[data-by=JAX]").wait_for(timeout=60_000)
        took = [gesture(page, k) for k in range(WARM + options.gestures)][WARM:]
    late = quantiles(took, n=20)[-1]
    print(
        f"From release to JAX's numbers, {len(took)} gestures: median {median(took):.0f} ms, "
        f"95th percentile {late:.0f} ms, longest {max(took):.0f} ms"
    )


if __name__ == "__main__":
    main()
