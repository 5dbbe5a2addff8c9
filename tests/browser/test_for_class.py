"""For class: a teacher makes a link, and a student opens it on a phone."""

import pytest
from playwright.sync_api import Page, expect

from explainers.lessons import TOOLS, Tool
from tests.browser import contrast
from tests.browser.codes import read
from tests.browser.figure import Stage, finished
from tests.browser.test_pages_in_browser import AXE, THEMES, axe, in_theme, scrolls_sideways

QUESTION = "Where will Jv land? <b>Not</b> *there*"


@pytest.mark.whole
def test_a_link_for_a_class_opens_as_it_was_made(page: Page, phone: Page, app: str) -> None:
    teacher = Stage(page, f"{app}/push_and_pull?f=polar")
    teacher.settled()
    page.get_by_role("button", name="For class").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="A question of your own, in plain text").fill(QUESTION)
    for box in ("Menu", "Words", "Buttons of the figure", "Point", "Function"):
        # Streamlit's box lies behind its label, which hands meet.
        dialog.locator("label").filter(has_text=box).click()
        expect(dialog.get_by_role("checkbox", name=box)).to_be_checked()
    link = dialog.locator("code").first
    expect(link).to_contain_text("hide=menu_words_tools&lock=function_point")
    expect(dialog.get_by_role("img")).to_be_visible()
    finished(page)
    assert read(dialog.get_by_role("img")) == link.inner_text()
    page.evaluate(AXE.read_text())
    for theme in THEMES:
        in_theme(page, theme)
        assert axe(page) == []
        assert contrast.faint(page) == []
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="For class").click()
    expect(link).to_contain_text("f=polar")

    student = Stage(phone, link.inner_text())
    before = student.settled()
    expect(phone.get_by_text(QUESTION, exact=True)).to_be_visible()
    expect(phone.get_by_role("combobox", name="Function")).to_be_disabled()
    expect(student.slider("point x")).to_be_hidden()
    expect(student.button("Push Jv")).to_be_hidden()
    expect(phone.get_by_role("heading", name="In code")).to_be_visible()
    expect(phone.get_by_role("heading", name="Read it on the board")).to_be_hidden()
    expect(phone.get_by_role("link", name="Cheat sheet")).to_have_count(0)
    assert scrolls_sideways(phone) == []
    student.drag(student.slider("vector v"), 10, -10)
    after = student.settled()
    assert after.x == before.x
    assert after.v != before.v
    phone.wait_for_url("**hide=menu_words_tools&lock=function_point**")


@pytest.mark.whole
@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.slug)
def test_pages_beside_the_lessons_hold_on_any_screen(
    page: Page, phone: Page, app: str, tool: Tool
) -> None:
    for opened in (page, phone):
        opened.goto(f"{app}/{tool.slug}")
        expect(opened.get_by_role("heading", level=1)).to_be_visible()
        finished(opened)
        # The menu comes last.
        expect(opened.get_by_test_id("stSidebarContent").locator("a").last).to_be_attached()
        expect(opened.locator("[aria-busy=true]")).to_have_count(0)
        opened.evaluate(AXE.read_text())
        for theme in THEMES:
            in_theme(opened, theme)
            assert scrolls_sideways(opened) == []
            assert axe(opened) == []
            assert contrast.faint(opened, least=0) == []


@pytest.mark.whole
def test_a_link_leaves_out_chosen_controls_alone(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=polar&hide=switches_readout_legend")
    for name in ("Circle", "Predict"):
        expect(stage.button(name)).to_be_hidden()
    expect(stage.group("Jv")).to_be_hidden()
    expect(stage.root.get_by_text("a tangent")).to_be_hidden()
    for name in ("Push Jv", "Stripes", "Fit", "Reset"):
        expect(stage.button(name)).to_be_visible()
    page.goto(f"{app}/curvature?hide=modes_views_sliders")
    expect(page.get_by_role("group", name="gradient", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Predict")).to_be_visible()
    expect(page.get_by_role("button", name="Reset")).to_be_hidden()
    expect(page.get_by_role("slider", name="rate of the gradient step")).to_be_hidden()
