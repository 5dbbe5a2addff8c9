"""A function of the reader's own, typed in a browser, is dragged, linked and found again."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explainers.core.catalog import CATALOG
from explainers.core.expression import entry
from tests.browser.figure import Stage, state_of


def _typed(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="Your function")
    box.fill(text)
    box.press("Enter")


@pytest.mark.whole
def test_a_typed_function_is_dragged_and_restored_on_a_cold_server(
    page: Page, other: Page, app: str, cold_app: str
) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=%3Dx1")
    _typed(page, "[x^2 - y^2, 2x y]")
    page.wait_for_url("**x%5E2-y%5E2**")
    expect(stage.slider("x 2")).to_be_visible()
    stage.drag(stage.slider("point x"), 20, -30)
    state = stage.settled()
    a, b = state.x
    truth = np.array([[2 * a, -2 * b], [2 * b, 2 * a]]) @ np.array(state.v)
    np.testing.assert_allclose(stage.numbers("Jv"), truth, rtol=1e-13)
    again = Stage(other, page.url.replace(app, cold_app))
    assert again.settled() == state
    assert again.numbers("Jv") == stage.numbers("Jv")
    expect(again.page.get_by_role("textbox", name="Your function")).to_have_value("[x^2-y^2,2x*y]")


@pytest.mark.whole
def test_a_wrong_text_leaves_the_last_good_function_on_the_stage(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=%3D%5Bx1%2Cx1%5E2%5D")
    before, place = stage.settled(), stage.root.bounding_box()
    _typed(page, "[x1, sqt(x1)]")
    expect(page.get_by_role("alert").filter(has_text="Did you mean sqrt?")).to_be_visible()
    assert stage.root.bounding_box() == place
    assert stage.settled() == before
    expect(stage.slider("point x")).to_be_visible()


@pytest.mark.whole
def test_formulas_of_typed_functions_are_set_in_type(page: Page, app: str) -> None:
    page.goto(f"{app}/jacobian?f=%3Dx1")
    for text in ("[atan2(x1, x2), |x1 x2|^3]", "norm([x, y, z])/2", "[relu(x1), max(x1, 1e-3)]"):
        _typed(page, text)
        page.wait_for_url(lambda url, text=text: state_of(url).slug == entry(text).slug)
        expect(page.locator(".katex-display, .katex").first).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(page.locator(".katex-error")).to_have_count(0)


@pytest.mark.whole
def test_a_raw_plus_in_a_link_is_asked_about_and_answered_by_keyboard(
    page: Page, other: Page, app: str
) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f==x1+x2&x=2_0.5")
    choices = [page.get_by_role("button", name=f"Read it as x1{sign}x2") for sign in "+*"]
    for choice in choices:
        expect(choice).to_be_visible()
    assert stage.vectors().x == CATALOG["seed"].x
    choices[0].focus()
    page.keyboard.press("Tab")
    expect(choices[1]).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**f=%3Dx1%2Bx2&x=2_0.5**")
    state = stage.settled()
    assert (state.slug, state.x) == ("=x1+x2", (2.0, 0.5))
    expect(page.get_by_role("button", name="Read it as")).to_have_count(0)
    again = Stage(other, page.url)
    assert again.settled() == state
    expect(other.get_by_role("button", name="Read it as")).to_have_count(0)


@pytest.mark.whole
def test_that_a_function_can_be_typed_is_seen_in_the_picker_of_a_phone(
    phone: Page, app: str
) -> None:
    Stage(phone, f"{app}/push_and_pull")
    invitation = phone.get_by_role("button", name="or type your own")
    expect(invitation).to_be_in_viewport(ratio=1)
    invitation.tap()
    expect(phone.get_by_role("textbox", name="Your function")).to_be_visible()
    phone.goto(f"{app}/complex_plane")
    invitation = phone.get_by_role("radio", name="Type…")
    expect(invitation).to_be_in_viewport(ratio=1)
    phone.goto(f"{app}/descent")
    expect(phone.get_by_text("Risk, or type your own")).to_be_in_viewport(ratio=1)


@pytest.mark.whole
def test_a_function_that_compiles_for_long_settles_when_it_is_done(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=%3Dx1")
    deep = "softplus(" * 8 + "x1*x2" + ")" * 8
    wide = "softplus(" * 7 + "x1+x2" + ")" * 7
    _typed(page, f"[{deep}, sin({wide})]")
    expect(stage.slider("x 2")).to_be_visible()
    page.wait_for_url("**softplus**")
    assert stage.settled().entry.n == 2
    expect(page.get_by_text("still compiling")).to_have_count(0)
