"""A term shows its entry of the glossary where it stands, and the reader loses no place."""

import pytest
from playwright.sync_api import Locator, Page, expect

from explainers.lessons.glossary import glossary
from tests.browser import contrast
from tests.browser.figure import Stage
from tests.browser.test_pages_in_browser import AXE, THEMES, in_theme

ENTRIES = {term.name: term.words for term in glossary()}
PLACE = """() => [
  location.href, history.length, document.querySelector("[data-testid=stMain]").scrollTop,
]"""


FINDINGS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .flatMap(({ id, nodes }) => nodes.map(node => [id, node.html]))
  .filter(([, html]) => /glossary|cheatsheet#|legend/.test(html)).map(found => found.join(": "))"""
"""What axe finds, of any severity, in what terms and legends are made of."""


def term(page: Page, name: str) -> Locator:
    """A term in the words of a page, once it is one."""
    return page.get_by_test_id("stMarkdownContainer").get_by_role("button", name=name, exact=True)


def shows(page: Page, of: Locator, name: str) -> None:
    """Wait until the entry of a name is shown, and of its term only."""
    entry = page.get_by_role("tooltip")
    expect(entry).to_have_text(f"{name} {ENTRIES[name]}")
    expect(of).to_have_attribute("aria-expanded", "true")


def hidden(page: Page, of: Locator) -> None:
    expect(page.get_by_role("tooltip")).to_have_count(0)
    expect(of).to_have_attribute("aria-expanded", "false")


def test_a_term_under_the_pointer_or_the_focus_shows_its_entry(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=seed")
    jvp, vjp = term(page, "JVP"), term(page, "VJP")
    expect(jvp).to_have_accessible_description(ENTRIES["JVP"])
    jvp.scroll_into_view_if_needed()
    place = page.evaluate(PLACE)
    # The pointer, which may move on to the entry.
    jvp.hover()
    shows(page, jvp, "JVP")
    page.get_by_role("tooltip").hover()
    shows(page, jvp, "JVP")
    page.mouse.move(0, 0)
    hidden(page, jvp)
    # A press keeps it, and Escape sends it away.
    jvp.click()
    shows(page, jvp, "JVP")
    page.mouse.move(0, 0)
    shows(page, jvp, "JVP")
    page.keyboard.press("Escape")
    hidden(page, jvp)
    expect(jvp).to_be_focused()
    # Keys: the next term has the focus, and its entry.
    page.keyboard.press("Tab")
    expect(vjp).to_be_focused()
    shows(page, vjp, "VJP")
    expect(jvp).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    hidden(page, vjp)
    page.keyboard.press("Enter")
    shows(page, vjp, "VJP")
    assert page.evaluate(PLACE) == place
    assert len(page.context.pages) == 1
    # What the server says anew leaves terms as they are.
    stage.button("one-hot v 2").click()
    assert stage.settled().v == (0, 1, 0)
    jvp.click()
    shows(page, jvp, "JVP")
    page.keyboard.press("Escape")


@pytest.mark.whole
def test_a_term_of_a_figure_shows_its_entry_too(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=seed")
    expect(term(page, "JVP")).to_be_attached()
    cotangent = stage.root.get_by_role("button", name="cotangent", exact=True)
    cotangent.hover()
    shows(page, cotangent, "Cotangent")
    page.evaluate(AXE.read_text())
    for theme in THEMES:
        in_theme(page, theme)
        assert page.evaluate(FINDINGS) == []
        seen = contrast.words(page.get_by_role("tooltip"))
        assert (seen.count, seen.faint) == (2, [])
    page.mouse.move(0, 0)
    hidden(page, cotangent)
    stage.root.get_by_role("button", name="pushforward", exact=True).focus()
    page.keyboard.press("Tab")
    shows(page, cotangent, "Cotangent")
    page.keyboard.press("Escape")
    hidden(page, cotangent)
    expect(cotangent).to_be_focused()


@pytest.mark.whole
def test_a_finger_shows_an_entry_and_hides_it_within_a_small_screen(phone: Page, app: str) -> None:
    phone.goto(f"{app}/push_and_pull?f=seed")
    phone.get_by_role("heading", name="Tell them apart").get_by_role("button").tap()
    vjp = term(phone, "VJP")
    vjp.scroll_into_view_if_needed()
    place = phone.evaluate(PLACE)
    vjp.tap()
    shows(phone, vjp, "VJP")
    box = phone.get_by_role("tooltip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    vjp.tap()
    hidden(phone, vjp)
    vjp.tap()
    shows(phone, vjp, "VJP")
    phone.get_by_text("To check, take").tap()
    hidden(phone, vjp)
    assert phone.evaluate(PLACE) == place
    assert len(phone.context.pages) == 1
