"""The table of the Jacobian under a mouse and under keys."""

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.figure import arrived, finished, predictions, state_of
from tests.browser.sound import faults
from tests.browser.test_pages_in_browser import SENTENCE


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
    expect(frames).to_have_count(0)
    expect(figure.locator(".mark.guess:visible")).to_have_count(1)
    page.get_by_role("button", name="Check the guess").click()
    page.wait_for_url(lambda url: "cover" not in url)
    expect(
        page.get_by_text("You chose ∂y₁/∂x₂ = 1, and ∂y₁/∂x₁ = 4 is farther from 0, by 3.")
    ).to_be_visible()
    # The guess and the truth are marked in their cells, and named there and in the legend.
    for mark, name in ((".mark.guess", "∂y₁/∂x₂ = 1, your guess"), (".mark.truth", TRUTH)):
        marked = figure.get_by_role("gridcell", name=name, exact=True)
        expect(figure.locator(mark).and_(page.locator(":visible"))).to_have_count(1)
        assert inside(figure.locator(mark).bounding_box(), marked.bounding_box())
    for name in ("your guess", "the truth: farthest from 0"):
        expect(figure.get_by_role("list", name="Legend").get_by_text(name)).to_be_visible()
    expect(cell).to_have_text(["4", "1", "1", "1", "−1", "1"])
    # The browser counts what the server judged.
    page.wait_for_function("() => localStorage.getItem('push-and-pull:predicted') !== null")
    assert predictions(page)["jacobian"] == 1
    assert faults(figure) == {}


TRUTH = "∂y₁/∂x₁ = 4, farthest from 0"


def inside(mark: FloatRect | None, cell: FloatRect | None) -> bool:
    """Whether a mark stands within a cell."""
    assert mark
    assert cell
    return all(
        cell[edge] < mark[edge] and mark[edge] + mark[size] < cell[edge] + cell[size]
        for edge, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.whole
def test_a_guess_outlasts_x_and_the_control_that_covers_checks_it(page: Page, app: str) -> None:
    page.goto(f"{app}/jacobian?f=seed&cover=1")
    figure, predict = page.locator("[data-figure]"), page.get_by_text("Predict", exact=True)
    arrived(figure)
    x1 = page.get_by_role("slider").first
    formulas = page.locator(".st-key-words-formulas")
    expect(formulas).to_contain_text("J=?")
    guess, truth = (figure.locator(f".mark.{name}:visible") for name in ("guess", "truth"))

    # By keys: Enter on a cell is a guess, which is spoken and stays when x moves.
    figure.get_by_role("gridcell").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(figure.get_by_role("status")).to_have_text("Your guess: ∂y₁/∂x₂")
    x1.press("ArrowLeft")
    page.wait_for_url(lambda url: state_of(url).x[0] < 2)
    expect(page.get_by_role("button", name="Check the guess")).to_be_visible()
    expect(guess).to_have_count(1)

    predict.click()
    told = page.get_by_test_id("stAlertContainer")
    expect(told).to_have_role("status")
    expect(told).to_contain_text("You chose ∂y₁/∂x₂ = 1, and ∂y₁/∂x₁ = 3.8 is farther from 0")
    expect(guess).to_have_count(1)
    expect(truth).to_have_count(1)
    expect(formulas).not_to_contain_text("J=?")
    x1.press("ArrowRight")
    expect(told).to_have_count(0)
    expect(guess).to_have_count(1)
    expect(truth).to_have_count(0)

    predict.click()
    expect(guess).to_have_count(0)
    page.get_by_role("button", name="Look without a guess").click()
    expect(told).to_have_text("Shown without a guess.")
    expect(guess).to_have_count(0)
    assert predictions(page)["jacobian"] == 1


@pytest.mark.whole
@pytest.mark.parametrize("link", ["present=1", "hide=words"])
def test_a_table_alone_has_no_words_beside_it(page: Page, app: str, link: str) -> None:
    said = page.locator(".st-key-frame-figure").get_by_test_id("stMarkdown").locator("p:visible")
    formulas = page.locator(".st-key-frame-figure .katex:visible")
    for words, address in ((True, "f=polar"), (False, f"f=polar&{link}")):
        page.goto(f"{app}/jacobian?{address}")
        arrived(page.locator("[data-figure]"))
        finished(page)
        assert bool([text for text in said.all_inner_texts() if SENTENCE.search(text)]) == words
        expect(formulas).to_have_count(2 if words else 0)
        expect(page.get_by_text("f(x): y₁ = 1.02, y₂ = 0.95")).to_be_visible()
    # What is asked is said all the same, and what became of it.
    page.goto(f"{app}/jacobian?f=polar&{link}&cover=1")
    expect(page.get_by_text("Which entry of J is farthest from 0 at this x?")).to_be_visible()
    page.get_by_role("button", name="Look without a guess").click()
    expect(page.get_by_text("Shown without a guess.")).to_be_visible()


@pytest.mark.whole
def test_a_phone_shows_no_empty_strip_above_the_sliders(phone: Page, app: str) -> None:
    phone.goto(f"{app}/jacobian?f=seed")
    arrived(phone.locator("[data-figure]"))
    finished(phone)
    above = phone.locator(".st-key-words-said").bounding_box()
    below = phone.locator(".st-key-jacobian-x").bounding_box()
    assert above
    assert below
    assert 0 <= below["y"] - above["y"] - above["height"] <= 24


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
