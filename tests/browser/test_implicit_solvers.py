"""Sliders below the figure of implicit derivatives: silent while a hand moves, then all follows."""

import re

import pytest
from playwright.sync_api import Page, expect

from explainers.core.implicit import ridge
from explainers.core.numerals import numeral
from tests.browser.figure import centre, finished, wire
from tests.browser.test_pages_in_browser import opened


@pytest.mark.whole
def test_a_penalty_is_dragged_and_steps_are_typed(page: Page, app: str) -> None:
    opened(page, f"{app}/implicit")
    slider = page.get_by_role("slider", name="log₁₀ α, slider", exact=True)
    number = page.get_by_role("spinbutton", name="log₁₀ α", exact=True)
    slider.scroll_into_view_if_needed()
    expect(number).to_have_value("-1")
    expect(page.get_by_text("With α = 0.1 the loss")).to_be_visible()
    finished(page)
    log = wire(page).log
    before = sum(way == "sent" for way, _ in log)
    box = slider.bounding_box()
    assert box is not None
    x, y = centre(slider)
    page.mouse.move(x, y)
    page.mouse.down()
    for k in range(1, 11):
        page.mouse.move(x - 0.02 * k * box["width"], y)
    dragged = number.input_value().replace("−", "-")
    assert float(dragged) < -1.5
    assert sum(way == "sent" for way, _ in log) == before
    page.mouse.up()
    page.wait_for_url(f"**penalty={dragged}**")
    power = float(dragged)
    told = f"With α = {numeral(10.0**power)} the loss on what is held out is "
    told += numeral(float(ridge.found(power).here.loss))
    expect(page.get_by_text(told)).to_be_visible()
    finished(page)
    assert sum(way == "sent" for way, _ in log) == before + 1

    # A theme changes colours, and nothing of the address that the link has been told since.
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        expect(page.locator(f".sliders[data-theme={theme}]").first).to_be_visible()
        finished(page)
        assert f"penalty={dragged}" in page.url

    steps = page.get_by_role("spinbutton", name="N", exact=True)
    steps.fill("16")
    steps.press("Enter")
    page.wait_for_url(re.compile("steps=16"))
    expect(page.get_by_text("256 here")).to_be_visible()
    expect(page.get_by_text("the gradient that comes with it is worth nothing")).to_be_visible()
    mean = page.get_by_role("spinbutton", name="p", exact=True).last
    mean.fill("7")
    mean.press("Enter")
    page.wait_for_url(re.compile(r"mean=2\.5"))
    expect(mean).to_have_value("2.5")

    page.locator("summary", has_text="Both gradients in code").click()
    page.get_by_role("radiogroup", name="Both gradients in code").get_by_role(
        "radio", name="PyTorch"
    ).click()
    expect(page.get_by_text("class EndAlone(torch.autograd.Function):")).to_be_visible()

    # Another equation is another state; a hand on the sliders still means what it did.
    finished(page)
    choice = page.get_by_role("combobox", name="Equation, or type your own")
    choice.scroll_into_view_if_needed()
    choice.select_option(label="x² = p")
    page.wait_for_url(re.compile("g=fold"))
    number.fill("1")
    number.press("Enter")
    page.wait_for_url(re.compile("g=.*penalty=1"))
    expect(page.get_by_text("With α = 10 the loss")).to_be_visible()
    page.get_by_role("slider", name="parameter p").press("ArrowRight")
    page.wait_for_url(re.compile("g=.*at=.*penalty=1"))
