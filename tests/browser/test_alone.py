"""A figure that was taken along opens from disk, and moves without a server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from explainers.export import exported
from tests.browser.conftest import LARGE, PHONE
from tests.browser.each import each
from tests.browser.figure import arrived
from tests.numbers import vector

POLAR = "push_and_pull?f=polar&x=2_0.5&v=0.6_0.5&u=1_-0.5"
ADDRESSES = (
    POLAR,
    "two_sweeps?step=4",
    "descent?rate=0.3",
    "practice?puzzle=aim-push&seed=class-7",
    "",
    "linearization",
    "brackets",
    "curvature",
    "tensors",
    "rules",
    "complex_plane",
    "kinks",
    "many?k=7",
    "sparsity",
    "memory",
    "implicit?g=fold",
    "practice?puzzle=budget",
    "practice?puzzle=catch-rule",
)


class Opened(NamedTuple):
    """A page in a browser that has no network, and what went wrong on it."""

    page: Page
    wrong: list[str]
    asked: list[str]

    def file(self, path: Path) -> None:
        self.page.goto(path.as_uri())
        arrived(self.page.locator("[data-figure]"))


@pytest.fixture(params=["large", "phone"])
def opened(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opened]:
    screen: dict[str, Any] = {"viewport": LARGE} if request.param == "large" else PHONE
    with browser.new_context(offline=True, **screen) as context:
        page = context.new_page()
        wrong: list[str] = []
        asked: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        yield Opened(page, wrong, asked)
        assert wrong == []


def written(address: str, tmp_path: Path) -> Path:
    file = tmp_path / "figure.html"
    file.write_text(exported(address)[0], "utf-8")
    return file


@pytest.mark.whole
@each("address", ADDRESSES, ADDRESSES[:4])
def test_a_file_opens_from_disk_and_asks_for_nothing(
    opened: Opened, address: str, tmp_path: Path
) -> None:
    file = written(address, tmp_path)
    opened.file(file)
    assert opened.asked == [file.as_uri()]
    width, inner = opened.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= inner
    expect(opened.page.get_by_text("This file needs no server.")).to_be_visible()


@pytest.mark.share(2)
@pytest.mark.whole
def test_numbers_are_jax_s_and_then_those_that_the_browser_replays(
    opened: Opened, tmp_path: Path
) -> None:
    opened.file(written(POLAR, tmp_path))
    badge = opened.page.locator(".source")
    expect(badge).to_have_text("JAX · float64")
    handle = opened.page.get_by_role("slider", name="point x").first
    handle.focus()
    for _ in range(3):
        opened.page.keyboard.press("ArrowRight")
    expect(badge).to_have_text("replayed")
    at = handle.get_attribute("aria-valuetext") or ""
    r, angle = vector(at)
    assert r > 2
    jacobian = np.array([[np.cos(angle), -r * np.sin(angle)], [np.sin(angle), r * np.cos(angle)]])
    for name, product in (("Jv", jacobian @ [0.6, 0.5]), ("uᵀJ", [1, -0.5] @ jacobian)):
        told = opened.page.locator(".readout").get_by_role("group", name=name, exact=True)
        assert vector(told.inner_text()) == pytest.approx(product, abs=0.006)


@pytest.mark.whole
def test_a_descent_plays_and_offers_nothing_that_it_cannot_do(
    opened: Opened, tmp_path: Path
) -> None:
    opened.file(written("descent?rate=0.3", tmp_path))
    page = opened.page
    page.locator(".scrubber").press("End")
    expect(page.locator(".player")).to_contain_text("300 / 300")
    expect(page.get_by_role("button", name="Reset")).to_be_hidden()
    expect(page.get_by_text("run", exact=True)).to_be_hidden()
    expect(page.locator(".message:visible")).to_have_count(0)


@pytest.mark.whole
def test_the_page_gives_the_figure_as_it_stands(
    page: Page, app: str, browser: Browser, tmp_path: Path
) -> None:
    page.goto(f"{app}/{POLAR}")
    arrived(page.locator("[data-figure]"))
    button = page.get_by_role("button", name="This figure as a file")
    button.scroll_into_view_if_needed()
    with page.expect_download() as arriving:
        button.click()
    assert arriving.value.suggested_filename == "polar.html"
    file = tmp_path / "polar.html"
    arriving.value.save_as(file)
    with browser.new_context(offline=True, viewport=LARGE) as context:
        alone = context.new_page()
        alone.goto(file.as_uri())
        arrived(alone.locator("[data-figure]"))
        expect(alone.locator(".source")).to_have_text("JAX · float64")
        expect(alone.get_by_role("link", name="This state in Push & Pull")).to_have_attribute(
            "href", f"{app}/{POLAR}"
        )
