"""A list of which one is chosen: by keys, under a finger, and beside other hands."""

import pytest
from playwright.sync_api import Page, expect

from explainers.core.catalog import CATALOG
from explainers.ui.controls import title
from tests.browser.figure import Stage, chosen, finished, near, truth, vectors_of
from tests.browser.test_pages_in_browser import scrolls_sideways

NAME = "Function, or type your own"


def test_a_function_is_chosen_by_keys_alone_and_other_controls_are_followed(
    page: Page, app: str
) -> None:
    slugs = list(CATALOG)
    stage = Stage(page, f"{app}/push_and_pull?f={slugs[0]}")
    picker = page.get_by_role("combobox", name=NAME, exact=True)
    expect(chosen(picker)).to_have_text(title(slugs[0]))
    picker.press("f")  # which presents the page where no list has the focus
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        picker.press(key)
    expect(chosen(picker)).to_have_text(title(slugs[2]))
    page.wait_for_url(f"**f={slugs[2]}**")
    state = stage.settled()
    expected = truth(slugs[2], vectors_of(state))
    assert near(stage.numbers("Jv"), expected.push, 1e-14)
    expect(picker).to_be_focused()
    expect(page.locator("html[data-present]")).to_have_count(0)

    finished(page)
    page.get_by_role("button", name="or type your own").click()
    page.wait_for_url("**f=%3D**")
    expect(chosen(picker)).to_have_text("Type your own function…")


@pytest.mark.whole
def test_a_finger_chooses_and_the_list_keeps_within_the_screen(phone: Page, app: str) -> None:
    stage = Stage(phone, f"{app}/push_and_pull?f=seed")
    picker = phone.get_by_role("combobox", name=NAME, exact=True)
    box = picker.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    picker.select_option("arm")
    phone.wait_for_url("**f=arm**")
    assert stage.settled().slug == "arm"
    assert scrolls_sideways(phone) == []
