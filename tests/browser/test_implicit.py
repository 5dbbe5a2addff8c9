"""A solution under a hand: p leads x, the point leads p, and a fold ends what p can do."""

import math
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explainers.core.implicit.numbers import found
from explainers.core.numerals import numeral, numerals
from explainers.permalink.implicit import CODEC, State
from tests.browser.figure import Figure, still
from tests.browser.sound import faults, says_what_reset_leads_to

Solution = Figure[State]


def opened(page: Page, address: str) -> Solution:
    return Figure(page, CODEC.decode, address)


def told(dx: list[float]) -> str:
    return numeral(dx[0]) if len(dx) == 1 else numerals(dx)


def agrees(figure: Solution, state: State) -> None:
    """What the figure says is what JAX finds."""
    numbers = found(state.given)
    expect(figure.group("dx")).to_have_text(told(numbers.push.tolist()))
    if state.mode == "pull":
        expect(figure.group("pull")).to_have_text(numeral(numbers.pull))


def test_x_follows_p_and_nothing_is_sent_before_the_hand_lets_go(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/implicit?g=fold")
    agrees(figure, figure.state())
    sent = figure.sent()
    slider = figure.slider("parameter p")
    figure.hold(slider, -20, moves=10)
    still(figure.root)
    assert figure.sent() == sent
    p = float(slider.input_value())
    assert 0 < p < 1
    expect(slider).to_have_attribute("aria-valuetext", f"p {numeral(p)}, x {numeral(math.sqrt(p))}")
    page.mouse.up()
    state = figure.led_to(lambda now: now.p < 1)
    assert figure.sent() == sent + 1
    np.testing.assert_allclose(state.x, [math.sqrt(state.p)], rtol=1e-12)
    agrees(figure, state)

    # What is typed is taken as it is, if p may be there.
    slider.press("Enter")
    field = figure.root.get_by_role("textbox", name="type parameter p")
    field.fill("9")
    field.press("Enter")
    expect(figure.root.get_by_role("alert")).to_have_text("From −1 to 3.")
    field.fill("0.0625")
    field.press("Enter")
    state = figure.led_to(lambda now: now.p == 0.0625)
    np.testing.assert_allclose(state.x, [0.25], rtol=1e-12)

    # At the fold p ends, and the board has no dx. The point goes on, round it.
    slider.fill("-0.5")
    state = figure.led_to(lambda now: now.p == 0)
    assert state.x == (0.0,)
    expect(figure.root.locator(".told")).to_contain_text("turns back at p = 0")
    expect(figure.group("dx")).to_have_text("none that is known")
    expect(figure.root.locator(".above td").nth(1)).to_contain_text("—")
    expect(page.get_by_text("This is a fold.")).to_be_visible()
    handle = figure.slider("the solution x at p")
    sent = figure.sent()
    for _ in range(3):
        handle.press("ArrowDown")
    state = figure.led_to(lambda now: now.p > 0)
    assert state.x[0] < 0
    np.testing.assert_allclose(state.x[0] ** 2, state.p, rtol=1e-12)
    agrees(figure, state)
    assert faults(figure.root) == {}
    says_what_reset_leads_to(figure)


@pytest.mark.whole
def test_a_hand_drags_the_point_from_one_branch_to_the_other(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/implicit?g=fold")
    figure.drag(figure.slider("the solution x at p"), 0, 230)
    state = figure.led_to(lambda now: now.x[0] < 0)
    np.testing.assert_allclose(state.x[0] ** 2, state.p, rtol=1e-12)
    agrees(figure, state)


@pytest.mark.whole
def test_two_unknowns_are_pulled_by_one_solve(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/implicit?g=arm&mode=pull")
    board = figure.root.locator("table.cells")
    state = figure.state()
    numbers = found(state.given)
    for entry in (*numbers.g_x.ravel(), *numbers.g_p):
        expect(board.locator(".cell").filter(has_text=numeral(entry)).first).to_be_visible()
    for k in (0, 1):
        expect(board.locator("td.weight.pull").nth(k)).to_contain_text(numeral(numbers.adjoint[k]))
    figure.slider("u₂").fill("-1.5")
    state = figure.led_to(lambda now: now.u == (1.0, -1.5))
    agrees(figure, state)
    figure.button("Push dp").click()
    state = figure.led_to(lambda now: now.mode == "push")
    agrees(figure, state)
    expect(figure.root.locator(".readout")).to_contain_text("u·dx = ")


@pytest.mark.whole
def test_another_equation_is_picked_and_one_is_typed(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/implicit?g==x^2-p*x-1")
    expect(figure.root.locator(".title").first).to_have_text(re.compile("= 0$"))
    agrees(figure, figure.state())
    figure.slider("parameter p").fill("-2")
    state = figure.led_to(lambda now: now.p == -2)
    np.testing.assert_allclose(state.x[0] ** 2 + 2 * state.x[0] - 1, 0, atol=1e-12)
    agrees(figure, state)


@pytest.mark.whole
def test_keys_lead_p_back_from_a_fold_and_the_point_from_a_crossing(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/implicit?g=fold&at=1_-1")
    slider = figure.slider("parameter p")
    slider.fill("-0.5")
    figure.led_to(lambda now: now.p == 0)
    slider.fill("1")
    assert figure.led_to(lambda now: now.p == 1).x == (-1.0,)

    figure = opened(page, f"{app}/implicit?g=crossing&at=0_0")
    handle = figure.slider("the solution x at p")
    handle.press("ArrowUp")
    state = figure.led_to(lambda now: now.x[0] > 0)
    assert abs(state.p) == abs(state.x[0])
    agrees(figure, state)


@pytest.mark.whole
def test_the_figure_takes_the_x_that_python_has_led_to_the_solution(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/implicit?g==sqrt(x)-p")
    figure.slider("parameter p").fill("0")
    # √x ends at 0. Next to it the hand leaves what Newton's method has still to sharpen.
    state = figure.led_to(lambda now: abs(now.p) < 1e-6)
    assert math.sqrt(state.x[0]) == pytest.approx(state.p)
    figure.slider("parameter p").fill("0.5")
    agrees(figure, figure.led_to(lambda now: now.p == 0.5))


@pytest.mark.whole
def test_a_puzzle_asks_for_the_slope_whatever_was_pulled(page: Page, app: str) -> None:
    page.goto(f"{app}/practice?puzzle=slope-to-order&seed=1")
    root = page.locator("[data-figure]")
    expect(root.get_by_role("slider", name="parameter p", exact=True)).to_be_visible()
    expect(root.get_by_role("slider", name="step dp", exact=True)).to_be_hidden()
    before = root.locator(".goal .number").text_content() or ""
    root.get_by_role("button", name="Pull u").click()
    expect(root.get_by_role("slider", name="u", exact=True)).to_be_hidden()
    expect(root.locator(".goal .number")).to_have_text(before)
