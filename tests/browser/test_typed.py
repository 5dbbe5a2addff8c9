"""A function of the reader's own, typed in a browser, is dragged, linked and found again."""

import numpy as np
from playwright.sync_api import Page, expect

from explainers.core.expression import entry
from tests.browser.figure import Stage, state_of


def _typed(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="Your function")
    box.fill(text)
    box.press("Enter")


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


def test_a_wrong_text_leaves_the_last_good_function_on_the_stage(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=%3D%5Bx1%2Cx1%5E2%5D")
    before = stage.settled()
    _typed(page, "[x1, sqt(x1)]")
    expect(page.get_by_role("alert").filter(has_text="Did you mean sqrt?")).to_be_visible()
    assert stage.settled() == before
    expect(stage.slider("point x")).to_be_visible()


def test_formulas_of_typed_functions_are_set_in_type(page: Page, app: str) -> None:
    page.goto(f"{app}/jacobian?f=%3Dx1")
    for text in ("[atan2(x1, x2), |x1 x2|^3]", "norm([x, y, z])/2", "[relu(x1), max(x1, 1e-3)]"):
        _typed(page, text)
        page.wait_for_url(lambda url, text=text: state_of(url).slug == entry(text).slug)
        expect(page.locator(".katex-display, .katex").first).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(page.locator(".katex-error")).to_have_count(0)


def test_a_function_that_compiles_for_long_settles_when_it_is_done(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=%3Dx1")
    deep = "softplus(" * 8 + "x1*x2" + ")" * 8
    wide = "softplus(" * 7 + "x1+x2" + ")" * 7
    _typed(page, f"[{deep}, sin({wide})]")
    expect(stage.slider("x 2")).to_be_visible()
    page.wait_for_url("**softplus**")
    assert stage.settled().entry.n == 2
    expect(page.get_by_text("still compiling")).to_have_count(0)
