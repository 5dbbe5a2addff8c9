"""The microscope under a reader's hands."""

import re

import pytest
from playwright.sync_api import Page, expect

from explainers.core.catalog import CATALOG
from explainers.core.linearization.numbers import remainders
from explainers.permalink.linearization import CODEC, State
from tests.browser.figure import Figure, centre, still
from tests.browser.sound import faults, says_what_reset_leads_to


def opened(page: Page, address: str) -> Figure[State]:
    return Figure(page, CODEC.decode, address)


def seen(figure: Figure[State]) -> list[str]:
    """What the three views draw."""
    paths = (
        ".output .grid",
        ".output .linear",
        ".remainder .dots:not(.used)",
        ".remainder .here",
    )
    return [figure.root.locator(path).evaluate("node => node.outerHTML") for path in paths]


def expected(slug: str, x: tuple[float, ...], v: tuple[float, ...], zoom: float) -> float:
    f = CATALOG[slug].map
    step = 10.0**-zoom
    miss = remainders(f, x, v, step).missed
    return float((miss**2).sum() ** 0.5)


@pytest.mark.whole
def test_turning_the_magnification_by_mouse_sends_one_message(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/linearization?f=polar")
    before, sent = seen(figure), figure.sent()
    box = figure.slider("magnification").bounding_box()
    assert box is not None
    x, y = box["x"] + 8, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for k in range(1, 20):
        page.mouse.move(x + k * box["width"] / 40, y)
    expect(figure.root).to_have_attribute("data-settled", "false")
    still(figure.root)
    image, linear, dots, here = zip(before, seen(figure), strict=True)
    assert image[0] != image[1]
    # A linear picture is the same at every magnification, to a pixel; the map comes to it.
    flat = [[float(z) for z in re.findall(r"-?\d+", path.partition(' d="')[2])] for path in linear]
    assert flat[0] == pytest.approx(flat[1], abs=10)
    assert len(flat[0]) > 10
    assert here[0] != here[1]
    assert dots[0] == dots[1]
    assert figure.sent() == sent
    page.mouse.up()
    page.wait_for_url(re.compile("zoom="))
    figure.settled()
    assert figure.sent() == sent + 1
    zoom = float(re.findall(r"zoom=([\d.]+)", page.url)[0])
    entry = CATALOG["polar"]
    assert 2 < zoom < 4
    assert figure.numbers("remainder") == pytest.approx(
        expected("polar", entry.x, entry.v, zoom), abs=1e-15
    )


def test_dragging_v_moves_the_image_and_the_remainders_and_sends_one_message(
    page: Page, app: str
) -> None:
    figure = opened(page, f"{app}/linearization?f=polar&zoom=1")
    before, sent = seen(figure), figure.sent()
    gap = figure.root.locator(".output .gap").get_attribute("d")
    figure.hold(figure.slider("vector v"), 60, 40)
    expect(figure.root).to_have_attribute("data-settled", "false")
    still(figure.root)
    assert figure.root.locator(".fitted").get_attribute("d") == ""
    assert seen(figure)[2] != before[2]
    assert figure.root.locator(".output .gap").get_attribute("d") != gap
    assert figure.sent() == sent
    page.mouse.up()
    page.wait_for_url(re.compile("v="))
    figure.settled()
    assert figure.sent() == sent + 1
    v = tuple(map(float, re.findall(r"v=([-\d._]+)", page.url)[0].split("_")))
    assert figure.numbers("remainder") == pytest.approx(
        expected("polar", CATALOG["polar"].x, v, 1.0)
    )
    assert faults(figure.root) == {}
    says_what_reset_leads_to(figure)


@pytest.mark.whole
def test_keys_magnify_until_both_images_are_one(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/linearization?f=arm")
    expect(figure.root).not_to_contain_text("one picture")
    slider = figure.slider("magnification")
    slider.focus()
    page.keyboard.press("End")
    figure.settled()
    page.wait_for_url(re.compile("zoom=6"))
    expect(slider).to_have_attribute("aria-valuetext", "1·10⁶ ×, h = 1·10⁻⁶")
    expect(figure.root).to_contain_text("one picture")
    expect(figure.root.get_by_role("status")).to_contain_text("slope 2.00")
    page.keyboard.press("PageDown")
    page.wait_for_url(re.compile(r"zoom=5$"))
    figure.slider("point x").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("x="))
    figure.root.get_by_role("button", name="J/2, wrong").click()
    expect(figure.root.locator(".remainder")).to_contain_text("slope 1.00")
    expect(figure.root).not_to_contain_text("one picture")


@pytest.mark.whole
def test_the_wheel_magnifies_over_a_plane_and_scrolls_beside_it(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/linearization?f=polar")
    page.mouse.move(*centre(figure.root.locator(".plane.output .well")))
    page.mouse.wheel(0, -400)
    page.wait_for_url(re.compile("zoom=1"))
    top = page.locator("[data-testid=stMain]")
    assert top.evaluate("node => node.scrollTop") == 0
    page.mouse.move(*centre(page.get_by_role("heading", level=1)))
    page.mouse.wheel(0, 300)
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 100")


@pytest.mark.whole
def test_a_link_opens_where_nobody_has_been(page: Page, elsewhere: str) -> None:
    link = "linearization?f=seed&x=1_2_3&v=1_0_1&zoom=2.5&j=half"
    figure = opened(page, f"{elsewhere}/{link}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Under the microscope")
    assert page.url.endswith(link)
    expect(figure.slider("magnification")).to_have_attribute("aria-valuetext", "316 ×, h = 0.0032")
    expect(figure.slider("point x")).to_have_attribute("aria-valuetext", "1, 2, 3")
    found = remainders(CATALOG["seed"].map, (1.0, 2.0, 3.0), (1.0, 0.0, 1.0), 10**-2.5)
    assert figure.numbers("remainder") == pytest.approx(
        float((found.missed_halved**2).sum() ** 0.5)
    )
