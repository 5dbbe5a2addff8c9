"""Sliders beside a figure: dragged, stepped by keys, typed, and led from outside."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.figure import centre, finished, state_of, wire
from tests.browser.test_pages_in_browser import opened


def test_a_coordinate_is_dragged_stepped_and_typed(page: Page, app: str) -> None:
    opened(page, f"{app}/jacobian?f=polar")
    slider = page.get_by_role("slider", name="r, slider", exact=True)
    number = page.get_by_role("spinbutton", name="r", exact=True)
    expect(number).to_have_value("1.4")
    log = wire(page).log
    before = sum(way == "sent" for way, _ in log)
    box = slider.bounding_box()
    assert box is not None
    x, y = centre(slider)
    page.mouse.move(x, y)
    page.mouse.down()
    for k in range(1, 11):
        page.mouse.move(x + 0.02 * k * box["width"], y)
    dragged = number.input_value()
    assert float(dragged) > 1.4
    assert sum(way == "sent" for way, _ in log) == before
    page.mouse.up()
    page.wait_for_url(f"**x={dragged}_0.75**")
    finished(page)
    assert sum(way == "sent" for way, _ in log) == before + 1

    number.fill("much")
    number.press("Enter")
    expect(page.get_by_role("alert").get_by_text("Not a number.")).to_be_visible()
    expect(number).to_have_attribute("aria-invalid", "true")
    assert f"{state_of(page.url).x[0]:g}" == dragged
    number.press("Escape")
    expect(number).to_have_value(dragged)

    number.fill("40")
    number.press("Enter")
    page.wait_for_url("**x=40_0.75**")
    expect(slider).to_have_attribute("max", "40")
    number.press("ArrowDown")
    page.wait_for_url(re.compile(r"x=39(\.\d)?_0\.75"))
    finished(page)
    page.get_by_role("button", name="Back to the preset point").click()
    expect(number).to_have_value("1.4")
    expect(slider).to_have_value("1.4")
    slider.press("ArrowRight")
    page.wait_for_url("**x=1.5_0.75**")
    slider.press("Shift+ArrowRight")
    page.wait_for_url("**x=1.51_0.75**")
    slider.press("PageUp")
    page.wait_for_url("**x=2.5_0.75**")


@pytest.mark.whole
def test_a_whole_number_keeps_to_its_track(page: Page, app: str) -> None:
    opened(page, f"{app}/descent?risk=line&batch=4&steps=100&seed=9")
    number = page.get_by_role("spinbutton", name="Batch size", exact=True)
    slider = page.get_by_role("slider", name="Batch size, slider", exact=True)
    for text in ("0", "2.5", "201"):
        number.fill(text)
        number.press("Enter")
        expect(page.get_by_text("A whole number from 1 to 200.")).to_be_visible()
        number.press("Escape")
        expect(number).to_have_value("4")
    slider.press("ArrowRight")
    page.wait_for_url("**batch=5**")
    number.fill("20")
    number.press("Enter")
    page.wait_for_url("**batch=20**")
    expect(slider).to_have_value("20")
