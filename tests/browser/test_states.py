"""What a figure is about may be wide, tall or long: each of them on every small screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from explainers.core.catalog import CATALOG
from explainers.core.complex_plane import PLANS
from explainers.core.implicit.problems import PROBLEMS
from explainers.core.kinks import CASES
from explainers.core.many.maps import MAPS
from explainers.core.practice.puzzles import PUZZLES
from explainers.core.rules.numbers import RULES
from explainers.core.sparsity.cases import CASES as PATTERNS
from explainers.core.tensors.numbers import HEADS
from explainers.permalink.curvature import SCALARS
from tests.browser import letters
from tests.browser.each import each
from tests.browser.figure import arrived, finished
from tests.browser.test_labels import overprinted
from tests.browser.test_legend import RIGHT
from tests.browser.test_legend import rested as rested_legend
from tests.browser.test_pages_in_browser import FITTED, opened, rested, scrolls_sideways
from tests.browser.test_screens import FRAME, LAPTOP, PROJECTOR, TABLET

STATES = (
    *(f"push_and_pull?f={slug}" for slug in CATALOG),
    *(f"jacobian?f={slug}" for slug in CATALOG),
    *(f"linearization?f={slug}" for slug in CATALOG),
    *(f"two_sweeps?f={slug}" for slug in CATALOG if slug != "eigenvalues"),  # none is drawn of it
    *(f"curvature?f={slug}" for slug in SCALARS),
    *(f"rules?rule={slug}" for slug in RULES),
    *(f"tensors?head={slug}" for slug in HEADS),
    *(f"complex_plane?f={slug}" for slug in PLANS),
    *(f"kinks?case={slug}" for slug in CASES),
    *(f"many?map={slug}" for slug in MAPS),
    *(f"sparsity?f={slug}" for slug in PATTERNS),
    *(f"implicit?g={slug}" for slug in PROBLEMS),
    *(f"practice?puzzle={puzzle.slug}" for puzzle in PUZZLES),
)

FEW = 5
"""Words that every figure has; tables hold little else than numbers."""


def below_the_fold(page: Page) -> Iterator[str]:
    """Parts of a figure that are not in view; answers may stand below the Stage's larger boards."""
    size = page.viewport_size
    assert size
    is_stage = "push_and_pull" in page.url
    parts = "[data-fold]:not(.readout), .board" if is_stage else "[data-fold]"
    for part in page.locator(parts).filter(visible=True).all():
        box = part.bounding_box()
        assert box
        if not -1 <= box["y"] <= size["height"] + 1 - box["height"]:
            yield f"{part.get_attribute('class')} ends at {box['y'] + box['height']:.0f}"


def looked_at(page: Page, url: str) -> Iterator[str]:
    page.set_viewport_size({"width": 1440, "height": 900})
    opened(page, url)
    figure = page.locator("[data-figure]")
    is_puzzle = "puzzle=" in url  # its goals stand above the figure, which has less room then
    now = rested_legend(figure)
    if now != RIGHT:
        yield f"legend: {now}"
    yield from (f"1440: {word}" for word in letters.small(page, 13, FEW))
    screens: dict[str, ViewportSize] = {"1024": PROJECTOR, "1280": LAPTOP, "768": TABLET}
    for name, size in screens.items():
        page.set_viewport_size(size)
        rested(page)
        yield from (f"{name}: {told}" for told in scrolls_sideways(page))
        yield from (f"{name}: {told}" for told in letters.small(page, 12, FEW))
        yield from (f"{name}: {told}" for told in overprinted(figure))
        if name == "1024" or (name == "1280" and not is_puzzle):
            yield from (f"{name}: {told}" for told in below_the_fold(page))
    sign = "&" if "?" in url else "?"
    page.set_viewport_size(FRAME)
    opened(page, f"{url}{sign}embed=true")
    yield from (f"embed: {told}" for told in scrolls_sideways(page))
    yield from (f"embed: {told}" for told in letters.small(page, 12, FEW))
    yield from (f"embed: {told}" for told in overprinted(figure))
    if not is_puzzle:
        yield from (f"embed: {told}" for told in below_the_fold(page))
    page.set_viewport_size(PROJECTOR)
    page.goto(f"{url}{sign}present=1")
    arrived(figure)
    finished(page)
    page.wait_for_function(FITTED)
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    yield from (f"presented: {told}" for told in scrolls_sideways(page))
    yield from (f"presented: {told}" for told in overprinted(figure))
    yield from (f"presented: {told}" for told in below_the_fold(page))


@pytest.mark.whole
@each("address", STATES, ())
def test_a_figure_of_anything_is_whole_on_every_screen(page: Page, app: str, address: str) -> None:
    assert list(looked_at(page, f"{app}/{address}")) == []
