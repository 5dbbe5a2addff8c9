"""Numbers of the classifier under a hand: nothing sent while they move, JAX's when they rest."""

from urllib.parse import parse_qsl

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explainers.core.tensors import numbers as core
from explainers.permalink.tensors import CODEC, USUAL, State
from tests.browser.figure import Figure, centre, still
from tests.browser.sound import faults, says_what_reset_leads_to

Classifier = Figure[State]


def opened(page: Page, address: str) -> Classifier:
    return Figure(page, CODEC.decode, address)


def views(figure: Classifier) -> list[list[str]]:
    """What the cells of each view show."""
    parts = (".equation .signed:not(.hand)", ".entry-cell", ".derived.push", ".worked .num")
    return [figure.root.locator(part).all_inner_texts() for part in parts]


def truth(state: State) -> core.Numbers[np.ndarray]:
    return core.settled(state.head, state.setting)


def test_a_drag_moves_every_view_and_sends_one_message(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/tensors")
    for name in ("W 2 1", "b", "inputs 1 1"):
        before, sent = views(figure), figure.sent()
        handle = figure.slider(name)
        figure.hold(handle, 43, 2)
        expect(figure.source).to_have_attribute("data-by", "tape")
        expect(handle).to_be_focused()
        still(figure.root)
        for now, then in zip(views(figure), before, strict=True):
            assert now != then
        assert figure.sent() == sent
        replayed = figure.numbers("pairing")
        page.mouse.up()
        expect(figure.source).to_have_attribute("data-by", "JAX")
        assert figure.sent() == sent + 1
        page.wait_for_url(f"**{name.split()[0]}=**")
        state = figure.settled()
        assert figure.numbers("pairing") == truth(state).pairing
        assert abs(figure.numbers("pairing") - replayed) < 1e-12
        expect(handle).to_be_focused()
    assert faults(figure.root) == {}
    says_what_reset_leads_to(figure)


@pytest.mark.whole
def test_keys_move_a_number_and_enter_lets_it_be_typed(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/tensors?mode=pull&head=logits")
    sent = figure.sent()
    handle = figure.slider("U 1 1")
    before = float(handle.input_value())
    handle.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    moved = f"{round(before + 0.3, 1):g}"  # to tenths
    expect(handle).to_have_value(moved)
    page.wait_for_url(f"**U={moved}_**")
    figure.settled()
    assert sent < figure.sent() <= sent + 3
    expect(figure.root.get_by_role("status")).to_contain_text("UᵀJ = ")

    page.keyboard.press("Enter")
    page.keyboard.type("much")
    page.keyboard.press("Enter")
    expect(figure.root.get_by_role("alert")).to_have_text("Not a number.")
    page.keyboard.press("Control+A")
    page.keyboard.type("-1.5")
    page.keyboard.press("Enter")
    expect(handle).to_be_focused()
    page.wait_for_url("**U=-1.5_**")
    assert figure.settled().setting.U[0] == -1.5
    assert figure.numbers("pairing") == truth(figure.state()).pairing

    figure.button("Reset all numbers").click()
    page.wait_for_url(lambda url: "U=" not in url)
    assert figure.settled() == USUAL._replace(mode="pull", head="logits")


@pytest.mark.whole
def test_the_jacobian_folds_into_a_matrix_and_explains_its_zeros(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/tensors")
    plugs = page.get_by_text("Shapes are plugs")
    in_it = page.get_by_role("radiogroup", name="A tangent V of shape")
    expect(plugs).to_be_visible()
    expect(in_it).to_be_hidden()
    expect(page.get_by_role("combobox", name="Output")).to_be_hidden()
    plugs.click()
    expect(in_it).to_be_visible()
    plugs.click()
    cells = figure.root.locator(".entry-cell")
    expect(cells).to_have_count(60)
    second, zero = cells.nth(1), cells.nth(3)
    tops = [centre(cells.nth(k))[1] for k in (0, 2)]
    assert tops[0] < tops[1]
    zero.hover()
    formula = figure.root.locator(".formula")
    expect(formula).to_contain_text("output 1,1 sees only column 1 of W")

    figure.button("10 × 6").click()
    page.wait_for_url("**form=matrix**")
    page.mouse.move(5, 5)
    figure.page.wait_for_function(
        """([first, , , , , last]) =>
            first.getBoundingClientRect().top === last.getBoundingClientRect().top""",
        arg=cells.element_handles(),
    )
    expect(formula).to_have_text("30 of 60 entries are 0: each output sees one column of W.")
    figure.slider("W 1 2").hover()
    expect(figure.root.locator(".entry-cell.looked")).to_have_count(10)
    expect(second).to_have_class("num entry-cell signed nothing looked")
    figure.root.locator(".derived.push").nth(9).hover()
    expect(formula).to_contain_text("JV 5,2 = ")
    expect(figure.root.get_by_role("heading", name="How JV 5,2 comes about")).to_be_visible()

    cells.nth(0).focus()
    page.keyboard.press("ArrowDown")
    expect(cells.nth(6)).to_be_focused()
    expect(formula).to_contain_text("∂out 1,2 / ∂W 1,1 = 0")


@pytest.mark.whole
def test_a_link_restores_the_lesson_where_nobody_has_been(page: Page, elsewhere: str) -> None:
    link = "W=1_2_-1_0.5_0_0.25&b=0.5_-1&U=1_0_0_0_0_0_0_0_0_2&mode=pull&form=matrix&output=2_1"
    figure = opened(page, f"{elsewhere}/tensors?{link}")
    state = CODEC.decode(dict(parse_qsl(link))).state
    assert figure.settled() == state
    assert [float(figure.slider(f"b {k}").input_value()) for k in (1, 2)] == [0.5, -1]
    assert float(figure.slider("W 3 2").input_value()) == 0.25
    assert figure.numbers("pairing") == truth(state).pairing
    expect(figure.button("10 × 6")).to_have_attribute("aria-pressed", "true")
    expect(figure.page.get_by_text("Output 2,1 sees only column 1 of W, so only")).to_be_visible()
