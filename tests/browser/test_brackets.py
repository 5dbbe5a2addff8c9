"""The bracket machine by mouse and by keyboard, its link, and measurements in a browser."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from explainers.core.brackets.numbers import dimensions, multiplications
from explainers.permalink.brackets import CODEC, State
from tests.browser.figure import Figure, still
from tests.browser.sound import faults

Machine = Figure[State]


def opened(page: Page, address: str) -> Machine:
    return Figure(page, CODEC.decode, address)


def total(machine: Machine) -> Locator:
    return machine.root.locator(".order.own .number")


def written(machine: Machine, text: str) -> None:
    expect(machine.root.locator(".expression")).to_have_text(text)


def count(state: State) -> str:
    return f"{multiplications(dimensions(state.sizes, state.u, state.v), state.order):,}"


def leads_to(machine: Machine, **changed: Any) -> None:
    """Wait until the address holds a state, and the count is the one it should have."""
    state = machine.led_to(lambda now: now == State()._replace(**changed))
    expect(total(machine)).to_have_text(count(state))


@pytest.mark.whole
def test_it_opens_on_two_orders_of_a_gradient_with_the_numbers_of_the_text(
    page: Page, app: str
) -> None:
    machine = opened(page, f"{app}/brackets")
    assert machine.state() == CODEC.first
    written(machine, "∇hᵀ·(J₂·J₁)")
    expect(total(machine)).to_have_text("125,250,000")
    orders = machine.root.locator("button.order:visible")
    expect(orders.locator("b")).to_have_text(["Reverse mode", "Forward mode"])
    expect(orders.locator(".number")).to_have_text(["500,000", "125,250,000"])
    words = page.get_by_text("500,000").and_(page.get_by_text("125,250,000"))
    expect(words.first).to_be_visible()
    machine.button("Reverse mode").click()
    expect(total(machine)).to_have_text("500,000")


@pytest.mark.whole
def test_two_neighbours_are_multiplied_at_a_click(page: Page, app: str) -> None:
    machine = opened(page, f"{app}/brackets?ends=v")
    expect(total(machine)).to_have_text("6,030,300")
    machine.button("No brackets").click()
    leads_to(machine, order=())
    machine.button("multiply J₂ by J₁").hover()
    expect(machine.root).to_contain_text("J₂·J₁: 6,000,000, makes 100×300")
    machine.button("multiply ∇hᵀ by J₂").click()
    leads_to(machine, order=(0,))
    machine.button("multiply J₁ by v").click()
    leads_to(machine, order=(0, 1))
    machine.button("multiply ∇hᵀJ₂ by J₁v: 200 multiplications").click()
    leads_to(machine, order=(0, 1, 0))
    written(machine, "(∇hᵀ·J₂)·(J₁·v)")
    machine.button("Undo").click()
    leads_to(machine, order=(0, 1))
    machine.button("Reverse mode").click()
    leads_to(machine, order=(0, 0, 0))
    expect(machine.button("Reverse mode")).to_have_attribute("aria-pressed", "true")
    machine.button("v at the right").click()
    leads_to(machine, order=(0, 0), v=False)
    machine.button("Transpose").click()
    written(machine, "J₁ᵀ·(J₂ᵀ·∇h)")


@pytest.mark.whole
def test_a_size_under_a_hand_sends_nothing_until_it_is_let_go(page: Page, app: str) -> None:
    machine = opened(page, f"{app}/brackets?ends=v")
    box = machine.root.get_by_role("slider", name="n", exact=True).bounding_box()
    assert box is not None
    sent = machine.sent()
    row = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.8 * box["width"], row)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + (0.78 - 0.04 * step) * box["width"], row)
    expect(total(machine)).not_to_have_text("6,030,300")
    expect(machine.root).to_have_attribute("data-settled", "false")
    still(machine.root)
    assert machine.sent() == sent
    shown = total(machine).inner_text()
    page.mouse.up()
    state = machine.led_to(lambda now: now.sizes[0] < 300)
    assert machine.sent() == sent + 1
    assert shown == count(state)
    expect(total(machine)).to_have_text(shown)


def test_the_machine_works_from_the_keyboard(page: Page, app: str) -> None:
    machine = opened(page, f"{app}/brackets?ends=v")
    slider = machine.root.get_by_role("slider", name="n", exact=True)
    slider.focus()
    slider.press("ArrowRight")
    leads_to(machine, sizes=(400, 200, 100, 1))
    expect(slider).to_have_attribute("aria-valuetext", "n = 400")
    expect(slider).to_be_focused()
    number = machine.root.get_by_role("spinbutton", name="size m")
    number.fill("77")
    number.press("Enter")
    leads_to(machine, sizes=(400, 77, 100, 1))
    number.fill("0")
    number.press("Tab")
    expect(number).to_have_value("77")
    playhead = machine.root.get_by_role("slider", name="products done")
    playhead.focus()
    playhead.press("ArrowRight")
    expect(playhead).to_have_attribute(
        "aria-valuetext", "product 1: J₂J₁, 3,080,000 multiplications"
    )
    expect(machine.button("multiply ∇hᵀ by J₂J₁")).to_be_visible()
    machine.button("multiply J₂J₁ by v").press("Enter")
    leads_to(machine, sizes=(400, 77, 100, 1), order=(1, 1))
    expect(machine.root.get_by_role("status")).to_contain_text("so far")
    assert faults(machine.root) == {}


@pytest.mark.whole
def test_a_link_restores_the_chain_where_nobody_has_been(page: Page, elsewhere: str) -> None:
    query = "sizes=8_7_6_5_4&ends=uv&order=2_1_1_2&mirror=1&shape=9_8"
    machine = opened(page, f"{elsewhere}/brackets?{query}")
    wanted = State((8, 7, 6, 5, 4), True, True, (1, 0, 0, 1), True, (9, 8))
    assert machine.settled() == wanted
    written(machine, "(vᵀ·J₁ᵀ)·(J₂ᵀ·((J₃ᵀ·J₄ᵀ)·u))")
    expect(machine.page.get_by_role("spinbutton", name="Inputs n")).to_have_value("9")
    expect(machine.page.get_by_role("spinbutton", name="Outputs m")).to_have_value("8")


@pytest.mark.whole
def test_a_measurement_runs_to_its_end_and_another_is_stopped(page: Page, app: str) -> None:
    opened(page, f"{app}/brackets?sizes=6_5_4&ends=none")  # measured in a moment
    chain = page.locator(".st-key-brackets-chain-measuring")
    expect(page.get_by_role("cell", name="median time")).to_have_count(0)
    chain.get_by_role("button", name="Measure here").click()
    expect(page.get_by_role("cell", name="median time")).to_be_visible()
    expect(chain.get_by_role("button", name="Measure again")).to_be_visible()
    expect(page.get_by_text("Measured here on")).to_be_visible()

    product = page.locator(".st-key-brackets-product-measuring")
    product.get_by_role("button", name="Measure here").click()
    mistakes = page.locator(".st-key-brackets-mistakes-measuring")
    mistakes.get_by_role("button", name="Measure here").click()
    expect(mistakes.get_by_text("1 before you")).to_be_visible()
    mistakes.get_by_role("button", name="Stop").click()
    expect(mistakes.get_by_text("Stopped")).to_be_visible()
    product.get_by_role("button", name="Stop").click()
    expect(product.get_by_text("Stopped")).to_be_visible()
    expect(product.get_by_role("button", name="Measure here")).to_be_visible()
    expect(page.get_by_text("Measured here on")).to_have_count(1)
