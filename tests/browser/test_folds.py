"""Sections that phones show folded: what is linked to or looked for is seen, and print has all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.figure import Stage
from tests.browser.test_pages_in_browser import opened

NARROW: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1440, "height": 900}


def name(page: Page, heading: str) -> Locator:
    """The name of a section, where it is a button."""
    return page.get_by_role("heading", name=heading, level=2).get_by_role("button")


@pytest.mark.whole
def test_a_link_to_no_place_leaves_sections_folded_and_at_hand(phone: Page, app: str) -> None:
    opened(phone, f"{app}/cheatsheet#%E0%A4%")
    expect(name(phone, "Glossary")).to_have_attribute("aria-expanded", "false")
    name(phone, "Glossary").tap()
    expect(name(phone, "Glossary")).to_have_attribute("aria-expanded", "true")


@pytest.mark.whole
def test_a_link_to_what_is_folded_lands_on_it(phone: Page, app: str) -> None:
    opened(phone, f"{app}/cheatsheet#wengert-list")
    expect(name(phone, "Glossary")).to_have_attribute("aria-expanded", "true")
    expect(phone.get_by_role("heading", name="Wengert list")).to_be_in_viewport()
    expect(name(phone, "Lines that run")).to_have_attribute("aria-expanded", "false")
    phone.evaluate("location.hash = 'lines'")
    expect(name(phone, "Lines that run")).to_have_attribute("aria-expanded", "true")
    expect(phone.get_by_text("with from torch import func")).to_be_in_viewport()
    # What a section holds may come later than its heading.
    phone.evaluate(_LATE)
    expect(name(phone, "Late")).to_be_visible()
    expect(phone.get_by_text("Came")).to_be_hidden()
    name(phone, "Late").tap()
    expect(phone.get_by_text("Came")).to_be_visible()


_LATE = """async () => {
  const section = document.createElement("div");
  section.className = "st-key-folded-late";
  section.innerHTML = "<div><h2><span data-heading-text>Late</span></h2></div>";
  document.querySelector(".st-key-frame-turn").after(section);
  await new Promise(requestAnimationFrame);
  section.append(Object.assign(document.createElement("p"), { textContent: "Came" }));
}"""


@pytest.mark.whole
def test_a_section_opens_and_stays_as_it_is_until_it_is_closed(
    new_page: Callable[..., Page], app: str
) -> None:
    page = new_page(viewport=NARROW)
    stage = Stage(page, f"{app}/push_and_pull?f=seed")
    swapped, recipe = name(page, "If you swap them"), name(page, "A gradient is not a recipe")
    told = page.get_by_text("J has rank")
    expect(swapped).to_have_attribute("aria-expanded", "false")
    expect(told).to_be_hidden()

    recipe.click()
    expect(told).to_be_visible()
    asked = page.get_by_role("row", name="Asked for, u (1, 0) (1, 0)")
    expect(asked).to_have_count(0)
    stage.button("one-hot u 1").click()
    expect(asked).to_be_visible()
    expect(recipe).to_have_attribute("aria-expanded", "true")
    expect(swapped).to_have_attribute("aria-expanded", "false")
    recipe.press("Enter")
    expect(told).to_be_hidden()

    # A browser says so of what it has found in the page.
    told.dispatch_event("beforematch")
    expect(told).to_be_visible()
    recipe.click()
    page.emulate_media(media="print")
    expect(told).to_be_visible()
    page.emulate_media(media="screen")
    expect(told).to_be_hidden()

    page.set_viewport_size(WIDE)
    expect(told).to_be_visible()
    expect(recipe).to_have_count(0)
    page.set_viewport_size(NARROW)
    expect(recipe).to_have_attribute("aria-expanded", "false")
    expect(told).to_be_hidden()
