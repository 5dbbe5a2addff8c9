"""The table of the Jacobian under a mouse and under keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.figure import arrived, finished, predictions, state_of


def test_a_clicked_entry_is_selected_and_one_control_covers_the_table(page: Page, app: str) -> None:
    page.goto(f"{app}/jacobian?f=seed")
    figure = page.locator("[data-figure]")
    arrived(figure)
    frames = figure.locator(".frame:visible")
    cell, tip = figure.get_by_role("gridcell"), figure.locator(".tip")
    expect(figure.get_by_role("grid")).to_have_accessible_name(
        "Jacobian of Square and sums, columns x₁, x₂, x₃; row y₁: 4, 1, 1; row y₂: 1, −1, 1"
    )
    expect(frames).to_have_count(0)
    finished(page)
    box = figure.get_by_role("gridcell", name="∂y₂/∂x₃ = 1").bounding_box()
    assert box
    # All of a cell is its own, to its corners.
    page.mouse.move(box["x"] + 0.95 * box["width"], box["y"] + 0.1 * box["height"], steps=3)
    expect(tip).to_have_text("∂y₂/∂x₃ = 1")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(lambda url: state_of(url).v == (0, 0, 1) and state_of(url).u == (0, 1))
    expect(page.get_by_text("∂y₂/∂x₃ = 1, the selected entry")).to_be_visible()
    expect(frames).to_have_count(3)
    chosen = page.get_by_role("radio", name="x₃")
    expect(chosen).to_have_attribute("aria-checked", "true")
    expect(cell.and_(page.locator("[aria-selected=true]"))).to_have_accessible_name("∂y₂/∂x₃ = 1")

    page.get_by_text("Predict", exact=True).click()
    page.wait_for_url("**cover=1**")
    expect(cell).to_have_text(["?"] * 6)
    expect(frames).to_have_count(0)
    expect(page.get_by_role("checkbox", name="cover the results")).to_have_count(0)
    expect(page.get_by_role("button", name="Look without a guess")).to_be_visible()

    # A guess by a click, here of the first row and the second column, and what became of it.
    figure.get_by_role("gridcell", name="∂y₁/∂x₂").hover()
    expect(tip).to_have_text("∂y₁/∂x₂")
    page.mouse.down()
    page.mouse.up()
    expect(page.get_by_text("Your guess: ∂y₁/∂x₂.")).to_be_visible()
    expect(frames).to_have_count(3)
    page.get_by_role("button", name="Check the guess").click()
    page.wait_for_url(lambda url: "cover" not in url)
    expect(
        page.get_by_text("You chose ∂y₁/∂x₂ = 1, and ∂y₁/∂x₁ = 4 is farther from 0.")
    ).to_be_visible()
    expect(cell).to_have_text(["4", "1", "1", "1", "−1", "1"])
    # The browser counts what the server judged.
    page.wait_for_function("() => localStorage.getItem('push-and-pull:predicted') !== null")
    assert predictions(page)["jacobian"] == 1


@pytest.mark.whole
def test_keys_go_from_cell_to_cell_and_read_columns_and_rows(page: Page, app: str) -> None:
    page.goto(f"{app}/jacobian?f=seed&read=column_1")
    figure = page.locator("[data-figure]")
    arrived(figure)
    finished(page)
    frames, tip = figure.locator(".frame:visible"), figure.locator(".tip")
    expect(frames).to_have_class("frame push")
    first = figure.get_by_role("gridcell").first
    first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    last = figure.get_by_role("gridcell", name="∂y₂/∂x₃ = 1")
    expect(last).to_be_focused()
    expect(tip).to_have_text("∂y₂/∂x₃ = 1")
    assert state_of(page.url).index == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**read=column_3**")
    expect(page.get_by_text("Column x₃ is Je₃ = (1, 1)")).to_be_visible()
    expect(frames).to_have_class("frame push")
    expect(figure.get_by_role("status")).to_have_text("Column x₃")
    page.get_by_role("radio", name="Row", exact=True).click()
    page.wait_for_url("**read=row_1**")
    expect(frames).to_have_class("frame pull")
    last.press(" ")
    page.wait_for_url("**read=row_2**")
    expect(page.get_by_text("Row y₂ is e₂ᵀJ = (1, −1, 1)")).to_be_visible()
    expect(figure.get_by_role("status")).to_have_text("Row y₂")
    page.keyboard.press("Tab")
    expect(tip).to_be_hidden()
