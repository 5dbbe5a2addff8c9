"""The player of the two sweeps, as a reader uses it."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from explainers.permalink.two_sweeps import CODEC, State
from tests.browser.figure import Figure, answered, finished
from tests.browser.sound import faults


class Player(Figure[State]):
    """The player of a page; settled once the server has said all that it has to say."""

    def __init__(self, page: Page, address: str | None) -> None:
        super().__init__(page, CODEC.decode, address)
        finished(page)

    def settled(self) -> State:
        answered(self.root)
        finished(self.page)
        return self.state()

    def line(self, name: str) -> Locator:
        return self.root.get_by_role("row").filter(
            has=self.page.get_by_role("rowheader", name=re.compile(f"^{name}( |$)"))
        )

    def cells(self, name: str) -> list[str]:
        return self.line(name).get_by_role("cell").all_inner_texts()


def test_both_sweeps_play_without_a_word_to_the_server(page: Page, app: str) -> None:
    player = Player(page, f"{app}/two_sweeps")
    assert player.state() == CODEC.first
    assert player.cells("e") == ["·", "·", "·", "–"]
    begin = player.sent()
    player.root.get_by_role("combobox", name="speed").select_option("4")
    player.button("play", exact=True).click()
    expect(player.root).to_have_attribute("data-phase", "back")
    expect(player.button("a step forward", exact=True)).to_be_disabled()
    expect(player.group("Jv")).to_have_text("5.5")
    expect(player.group("uᵀJ")).to_have_text("(5.5, 1.7163)")
    assert player.cells("d") == ["−0.959", "0", "−1", "cos x₂"]
    page.wait_for_url(lambda url: "step" not in url)
    assert player.sent() == begin + 1  # at the end, and none on the way
    assert faults(player.root) == {}


@pytest.mark.whole
def test_a_number_is_dragged_and_settled_by_jax_in_one_message(page: Page, app: str) -> None:
    player = Player(page, f"{app}/two_sweeps?f=baydin")
    begin = player.sent()
    handle = player.slider("x 1")
    player.hold(handle, 30)
    expect(player.root).to_have_attribute("data-settled", "false")
    expect(player.group("f(x)")).not_to_have_text("11.652")
    assert player.sent() == begin
    page.mouse.up()
    page.wait_for_url("**x=**")
    player.settled()
    assert player.sent() == begin + 1
    (a, b), (v, w), (u,) = player.state()[1:4]
    assert a == float(handle.get_attribute("aria-valuenow") or "nan") > 2
    jacobian = np.array([1 / a + b, a - np.cos(b)])
    shown = [
        float(t.replace("−", "-")) for t in re.findall(r"[−\d.]+", player.group("uᵀJ").inner_text())
    ]
    np.testing.assert_allclose(shown, u * jacobian, rtol=1e-4)
    expect(player.group("Jv")).to_have_text(f"{float(jacobian @ [v, w]):.4f}")
    player.button("Reset x, v and u").click()
    expect(player.root.get_by_role("status")).to_have_text("Jv = 5.5; uᵀJ = (5.5, 1.7163)")


@pytest.mark.whole
def test_keys_step_scrub_and_turn_numbers(page: Page, app: str) -> None:
    player = Player(page, f"{app}/two_sweeps?f=baydin")
    scrubber = player.slider("step")
    scrubber.focus()
    page.keyboard.press("Home")
    expect(scrubber).to_have_value("0")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(scrubber).to_have_attribute("aria-valuetext", re.compile("b = x₁·x₂ = 10"))
    expect(player.line("b")).to_have_attribute("data-state", "now push")
    expect(player.group("Jv")).to_have_text("?")
    page.wait_for_url("**step=2**")
    seed = player.slider("v 2")
    seed.press("ArrowRight")
    expect(seed).to_have_attribute("aria-valuenow", "0.1")
    page.wait_for_url("**v=1_0.1**")
    expect(scrubber).to_have_value("2")
    player.settled()
    scrubber.focus()
    page.keyboard.press("End")
    expect(player.group("Jv")).to_have_text("5.6716")  # 5.5 + 0.1·(2 − cos 5)


@pytest.mark.whole
def test_whoever_brings_a_function_or_picks_one_or_a_way_begins_at_the_first_step(
    page: Page, app: str
) -> None:
    page.goto(f"{app}/push_and_pull?f=polar")
    finished(page)
    page.get_by_role("link", name="One program, two sweeps").first.click()
    expect(page.locator(".two_sweeps")).to_be_visible()
    player = Player(page, None)
    step = player.slider("step")
    expect(step).to_have_value("0")
    expect(player.group("uᵀJ")).to_have_text("?")
    assert (player.state().slug, player.state().step) == ("polar", 0)
    step.press("End")
    expect(step).not_to_have_value("0")
    player.button("Reverse uᵀJ").click()
    expect(step).to_have_value("0")
    page.wait_for_url("**way=reverse**step=0**")
    step.press("End")
    page.get_by_role("button", name="Show twenty steps").click()
    page.wait_for_url("**f=predator-prey-20**step=0**")
    player.settled()
    expect(step).to_have_value("0")


@pytest.mark.whole
def test_rows_and_nodes_lead_to_their_turn_and_to_each_other(page: Page, app: str) -> None:
    player = Player(page, f"{app}/two_sweeps?f=baydin")
    player.line("d").click()
    expect(player.line("d")).to_have_attribute("data-state", "now pull")
    node = player.root.locator(".node", has_text="sin")
    expect(node).to_have_attribute("data-state", "now pull")
    expect(player.root.get_by_text("= (−1)·0.284 = −0.284", exact=False)).to_be_visible()
    product = player.root.locator(".node", has_text="×")
    product.hover()
    expect(player.line("b")).to_have_class(re.compile("looked"))
    product.click()
    expect(player.line("b")).to_have_attribute("data-state", "now pull")
    expect(player.root.get_by_text("now −0.284 + 2 = 1.716", exact=False)).to_be_visible()


@pytest.mark.whole
def test_the_jacobian_is_won_column_by_column(page: Page, app: str) -> None:
    player = Player(page, f"{app}/two_sweeps?f=polar&x=2_0&step=3")
    player.button("J by columns").click()
    player.settled()
    cells = player.group("J").locator(".cell")
    expect(cells).to_have_text(["?", "?", "?", "?"])
    player.slider("step").focus()
    page.keyboard.press("End")
    expect(cells).to_have_text(["1", "0", "0", "2"])
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(cells).to_have_text(["1", "?", "0", "?"])
    expect(player.root.get_by_text("forward sweep 1 of 2", exact=False).first).to_be_visible()


@pytest.mark.whole
def test_reverse_grows_on_the_deep_program(page: Page, app: str) -> None:
    player = Player(page, f"{app}/two_sweeps?f=baydin")
    page.get_by_role("button", name="Show twenty steps").click()
    expect(player.root.get_by_text("8 at most", exact=False)).to_be_visible()
    expect(player.root.get_by_text("44 at most", exact=False)).to_be_visible()
    player.settled()
    player.slider("step").press("End")
    line = player.line("a₁₄₀")
    line.scroll_into_view_if_needed()
    line.click()
    expect(player.root.get_by_text("of 40 residuals", exact=False)).to_be_visible()
    expect(line).to_have_attribute("data-state", "now pull")


@pytest.mark.whole
def test_a_link_restores_the_playhead_where_nobody_has_been(
    page: Page, other: Page, app: str, elsewhere: str
) -> None:
    first = Player(page, f"{app}/two_sweeps?f=%3Dsin(x1)*x2&x=0.5_3")
    first.button("Reverse uᵀJ").click()
    first.settled()
    first.slider("u 1").press("ArrowLeft")
    page.wait_for_url("**u=0.9&**")
    first.line("b").click()
    page.wait_for_url("**step=**")
    first.settled()
    again = Player(other, page.url.replace(app, elsewhere))
    assert again.state() == first.state()
    assert again.state().way == "reverse"
    for name in ("x₁", "x₂", "a", "b"):
        assert again.cells(name) == first.cells(name)
    value = first.slider("step").get_attribute("aria-valuetext") or "?"
    expect(again.slider("step")).to_have_attribute("aria-valuetext", value)


@pytest.mark.whole
def test_on_a_phone_the_table_comes_first_and_fingers_turn_numbers(phone: Page, app: str) -> None:
    player = Player(phone, f"{app}/two_sweeps")
    table, graph = player.root.locator(".trace"), player.root.locator(".graph")
    above, below = table.bounding_box(), graph.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    box = player.slider("x 1").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44 - 1


@pytest.mark.whole
def test_what_cannot_be_traced_is_said(page: Page, app: str) -> None:
    page.goto(f"{app}/two_sweeps?f=eigenvalues")
    page.get_by_role("button", name="Show the formula to trace by hand").click()
    expect(page.locator(".two_sweeps")).to_have_attribute("data-settled", "true")
    expect(page.get_by_role("alert")).to_have_count(0)
