"""The table of the Jacobian under a mouse."""

from playwright.sync_api import Page, expect

from tests.browser.figure import finished, state_of


def test_a_clicked_entry_is_selected_and_one_control_covers_the_table(page: Page, app: str) -> None:
    page.goto(f"{app}/jacobian?f=seed")
    plot = page.locator(".js-plotly-plot .nsewdrag")
    frames = page.locator(".js-plotly-plot .shapelayer path")
    expect(plot).to_be_visible()
    expect(frames).to_have_count(0)
    finished(page)
    box = plot.bounding_box()
    assert box
    # Near a corner of the cell in the second row and the third column.
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.55 * box["height"], steps=3)
    expect(page.locator(".js-plotly-plot .hovertext")).to_have_text("∂y₂/∂x₃ = 1")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(lambda url: state_of(url).v == (0, 0, 1) and state_of(url).u == (0, 1))
    expect(page.get_by_text("∂y₂/∂x₃ = 1, the selected entry")).to_be_visible()
    expect(frames).to_have_count(3)
    chosen = page.get_by_role("radio", name="x₃")
    expect(chosen).to_have_attribute("aria-checked", "true")

    page.get_by_text("Cover", exact=True).click()
    page.wait_for_url("**cover=1**")
    expect(page.locator(".js-plotly-plot .heatmaplayer text").first).to_have_text("?")
    expect(page.get_by_role("checkbox", name="cover the results")).to_have_count(0)
    page.get_by_text("Cover", exact=True).click()
    page.wait_for_url(lambda url: "cover" not in url)
    expect(page.locator(".js-plotly-plot .heatmaplayer text").first).to_have_text("4")
