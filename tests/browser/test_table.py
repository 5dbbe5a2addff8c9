"""The table of the Jacobian under a mouse."""

from playwright.sync_api import Page, expect

from tests.browser.figure import finished, predictions, state_of


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

    page.get_by_text("Predict", exact=True).click()
    page.wait_for_url("**cover=1**")
    expect(page.locator(".js-plotly-plot .heatmaplayer text").first).to_have_text("?")
    expect(page.get_by_role("checkbox", name="cover the results")).to_have_count(0)
    expect(page.get_by_role("button", name="Look without a guess")).to_be_visible()

    # A guess by a click, here of the first row and the second column, and what became of it.
    box = plot.bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.3 * box["height"], steps=3)
    expect(page.locator(".js-plotly-plot .hovertext")).to_have_text("∂y₁/∂x₂")
    page.mouse.down()
    page.mouse.up()
    expect(page.get_by_text("Your guess: ∂y₁/∂x₂.")).to_be_visible()
    expect(frames).to_have_count(3)
    page.get_by_role("button", name="Check the guess").click()
    page.wait_for_url(lambda url: "cover" not in url)
    expect(
        page.get_by_text("You chose ∂y₁/∂x₂ = 1, and ∂y₁/∂x₁ = 4 is farther from 0.")
    ).to_be_visible()
    expect(page.locator(".js-plotly-plot .heatmaplayer text").first).to_have_text("4")
    # The browser counts what the server judged.
    page.wait_for_function("localStorage.getItem('push-and-pull:predicted') !== null")
    assert predictions(page)["jacobian"] == 1
