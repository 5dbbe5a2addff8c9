"""A lecture is put in order by keys and by drag, and shown state after state by keys."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from explainers.permalink.lecture import LARGEST
from tests.browser import contrast
from tests.browser.figure import Stage
from tests.browser.test_pages_in_browser import AXE, THEMES, axe, in_theme, scrolls_sideways

LINKS = """push_and_pull?f=polar&cover=1&ask=Where+will+Jv+land%3F
push_and_pull?f=seed&lock=point
https://evil.example/kinks?case=abs
kinks?case=relu"""


def rows(page: Page) -> list[str]:
    return page.locator(".lecture li .what").all_inner_texts()


def test_a_lecture_is_made_and_shown_by_keys(page: Page, app: str, tmp_path: Path) -> None:
    page.goto(f"{app}/lecture")
    page.get_by_role("textbox", name="Links, one a line").fill(LINKS)
    page.get_by_role("button", name="Add to the list").click()
    items = page.get_by_role("list", name="States, in the order").get_by_role("listitem")
    expect(items).to_have_count(3)
    expect(page.get_by_text("Link 3 is left out: it leads to another site")).to_be_visible()

    page.get_by_role("button", name="Move 3, Kinks and traps", exact=True).press("ArrowUp")
    expect(page.get_by_text("Kinks and traps is now 2 of 3")).to_be_attached()
    expect(page.get_by_role("button", name="Move 2, Kinks and traps", exact=True)).to_be_focused()
    handle = page.get_by_role("button", name="Move 2, Kinks and traps", exact=True).bounding_box()
    assert handle is not None
    page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(handle["x"] + 10, handle["y"] + 90, steps=5)
    page.mouse.up()
    expect(page.get_by_role("button", name="Move 3, Kinks and traps", exact=True)).to_be_focused()
    page.wait_for_url("**seed**relu")
    page.evaluate(AXE.read_text())
    assert axe(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    file = tmp_path / "lecture.json"
    download.value.save_as(file)
    page.get_by_role("button", name="Remove 1, Push and pull").click()
    expect(items).to_have_count(2)
    page.get_by_label("Read a file").set_input_files(file)
    expect(items).to_have_count(3)
    file.write_text(
        json.dumps({"app": "push-and-pull", "version": 1, "lecture": ["//evil.example"]})
    )
    page.get_by_label("Read a file").set_input_files(file)
    expect(page.get_by_text("Link 1 is left out: it leads to another site")).to_be_visible()
    expect(items).to_have_count(3)
    file.write_text("[" * (LARGEST + 1))
    page.get_by_label("Read a file").set_input_files(file)
    expect(page.get_by_text("This file is too large for a lecture.")).to_be_visible()
    expect(items).to_have_count(3)

    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**f=polar**present=1")
    stage = Stage(page)
    assert stage.settled().slug == "polar"
    menu = page.get_by_test_id("stSidebar")
    expect(menu).to_be_hidden()
    expect(page.get_by_text("1 of 3")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^\d+:\d\d$"))
    page.keyboard.press("b")
    blank = page.get_by_text("The screen is blank")
    expect(blank).to_be_visible()
    page.keyboard.press("n")
    expect(blank).to_be_hidden()
    expect(page.get_by_text("1 of 3")).to_be_visible()
    page.keyboard.press("l")
    ring = page.locator(".push-and-pull-ring")
    expect(ring).to_be_visible()
    cell = stage.root.get_by_role("gridcell").nth(1)
    cell.hover()
    framed, held = ring.bounding_box(), cell.bounding_box()
    assert framed is not None
    assert held is not None
    assert framed == pytest.approx(
        {
            "x": held["x"] - 4,
            "y": held["y"] - 4,
            "width": held["width"] + 8,
            "height": held["height"] + 8,
        },
        abs=1,
    )
    page.keyboard.press("l")
    page.keyboard.press("n")
    page.wait_for_url("**f=seed&lock=point&present=1")
    expect(page.get_by_text("2 of 3")).to_be_visible()
    page.reload()
    expect(page.get_by_text("2 of 3")).to_be_visible()
    assert stage.settled().slug == "seed"
    expect(stage.slider("point x")).to_be_hidden()
    expect(menu.locator("a").last).to_be_attached()
    expect(menu).to_be_hidden()
    page.keyboard.press("PageDown")
    page.wait_for_url("**/kinks?case=relu&present=1")
    expect(page.get_by_text("3 of 3")).to_be_visible()
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.get_by_role("button", name="Previous").click()
    page.wait_for_url("**f=seed&lock=point&present=1")
    # The page that is left takes no more keys; the one that comes takes them with its buttons.
    expect(page.get_by_text("2 of 3")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Push and pull")).to_be_visible()
    expect(menu).to_be_visible()
    expect(page.get_by_text("2 of 3")).to_be_visible()


@pytest.mark.whole
def test_a_lecture_is_read_on_a_phone(phone: Page, app: str) -> None:
    phone.goto(
        f"{app}/lecture?s=kinks%3Fcase%3Dabs%26ask%3D{'Wherever+' * 12}&s=descent%3Frisk%3Dline"
    )
    expect(phone.get_by_role("button", name="Move 2, Descent", exact=True)).to_be_visible()
    assert scrolls_sideways(phone) == []
    phone.evaluate(AXE.read_text())
    for theme in THEMES:
        in_theme(phone, theme)
        assert axe(phone) == []
        assert contrast.faint(phone) == []


@pytest.mark.whole
def test_a_lecture_that_no_address_holds_goes_on_after_a_reload(page: Page, app: str) -> None:
    page.goto(f"{app}/lecture")
    links = [f"kinks?case=relu&ask={k}{'+Why%3F' * 30}" for k in range(40)]
    page.get_by_role("textbox", name="Links, one a line").fill("\n".join(links))
    page.get_by_role("button", name="Add to the list").click()
    expect(page.get_by_text("This list is too long for an address")).to_be_visible()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("1 of 40")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("2 of 40")).to_be_visible()
    page.reload()
    expect(page.get_by_text("2 of 40")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("3 of 40")).to_be_visible()
