"""Stones on a chain by mouse, by keys and by buttons; what is held and recomputed follows."""

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from explainers.core.memory.schedule import best, evenly, recomputed
from explainers.permalink.memory import CODEC, State
from tests.browser.figure import Figure, still
from tests.browser.sound import faults

Chain = Figure[State]


def opened(page: Page, address: str) -> Chain:
    return Figure(page, CODEC.decode, address)


def leads_to(chain: Chain, stones: tuple[int, ...], steps: int = 10) -> None:
    """Wait until the address holds a placement, and the count is the one it should have."""
    chain.led_to(lambda now: (now.steps, now.stones) == (steps, stones))
    expect(readings(chain).nth(1)).to_contain_text(f"{recomputed(steps, stones)} step")
    expect(readings(chain).first).to_contain_text(f"{len(stones) + 1} slot")


def readings(chain: Chain) -> Locator:
    return chain.root.locator(".readings dd")


def box(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found is not None
    return found


def unit(chain: Chain, steps: int = 10) -> float:
    """Pixels from state to state."""
    return (box(chain.root.locator(".field"))["width"] - 52) / steps


@pytest.mark.whole
def test_a_stone_is_dragged_in_silence_and_sends_one_message(page: Page, app: str) -> None:
    chain = opened(page, f"{app}/memory")
    # A small dot for each placement: what a cloud is in a plane is another's look.
    expect(chain.root.locator(".chart .cloud")).to_have_css("stroke-width", "3.5px")
    ways = chain.root.locator(".way.again.done")
    before = ways.get_attribute("d")
    sent = chain.sent()
    chain.hold(chain.slider("stone 1"), -2 * unit(chain))
    expect(chain.root).to_have_attribute("data-settled", "false")
    expect(readings(chain).nth(1)).to_contain_text(f"{recomputed(10, (3,))} step")
    assert ways.get_attribute("d") != before
    still(chain.root)
    assert chain.sent() == sent
    page.mouse.up()
    leads_to(chain, (3,))
    assert chain.sent() == sent + 1
    # Off the row, it is taken away.
    chain.drag(chain.slider("stone 1"), 0, 120)
    leads_to(chain, ())
    expect(chain.root.locator(".verdict")).to_contain_text("Only the start is kept")


def test_stones_are_set_moved_and_taken_away_by_keys_buttons_and_clicks(
    page: Page, app: str
) -> None:
    chain = opened(page, f"{app}/memory?stones=4_7")
    expect(chain.root.locator(".verdict")).to_have_text("No other places for the stones need less.")
    stone = chain.slider("stone 2")
    expect(stone).to_have_attribute("aria-valuetext", "keeps x₇")
    stone.press("ArrowRight")
    leads_to(chain, (4, 8))
    stone.press("Delete")
    leads_to(chain, (4,))
    chain.button("Add a stone").click()
    leads_to(chain, (4, 7))
    chain.button("Take one away").click()
    leads_to(chain, (4,))
    chain.root.locator(".field").click(position={"x": 26 + 6 * unit(chain), "y": 40})
    leads_to(chain, (4, 6))
    expect(chain.slider("stone 2")).to_be_focused()
    chain.slider("stone 1").press("ArrowRight")
    leads_to(chain, (5, 6))
    # Over another stone.
    chain.slider("stone 1").press("ArrowRight")
    leads_to(chain, (6, 7))
    assert faults(chain.root) == {}


@pytest.mark.whole
def test_other_chains_and_the_placements_that_are_offered(page: Page, app: str) -> None:
    chain = opened(page, f"{app}/memory?stones=4_7")
    steps = chain.root.get_by_role("spinbutton", name="steps of the chain")
    steps.fill("20")
    steps.press("Enter")
    leads_to(chain, (4, 7), 20)
    chain.button("Best").click()
    leads_to(chain, best(20, 3), 20)
    expect(readings(chain).nth(1)).to_have_text("45 steps, the least")
    chain.button("Evenly").click()
    leads_to(chain, evenly(20), 20)
    steps.fill("99")
    steps.press("Enter")
    expect(steps).to_have_value("20")
    steps.fill("5")
    steps.press("Enter")
    leads_to(chain, (), 5)


@pytest.mark.whole
def test_the_run_is_stepped_through(page: Page, app: str) -> None:
    chain = opened(page, f"{app}/memory?steps=3&stones=none")
    told = chain.root.locator(".move")
    place = chain.slider("place in the run")
    place.press("Home")
    expect(told).to_have_text("The start, x₀, is kept.")
    place.press("ArrowRight")
    expect(told).to_have_text("Out: x₀ → x₁.")
    expect(place).to_have_attribute(
        "aria-valuetext", "Out: x₀ → x₁. 1 slot held, 0 steps recomputed so far."
    )
    most = chain.root.get_by_role("img", name="slots held over the run: 1 at most")
    expect(most).to_be_visible()
    expect(chain.root.locator(".tape .rule")).to_have_text(
        "1 of 1 slot held, 0 of 3 steps recomputed"
    )
    place.press("End")
    expect(told).to_have_text("Out and back: every step has been gone back through.")
    chain.button("play", exact=True).click()
    expect(chain.button("pause", exact=True)).to_be_visible()
    expect(told).to_contain_text("Out and back")


@pytest.mark.whole
@pytest.mark.parametrize("size", [(1440, 900), (390, 844), (800, 600)])
def test_the_line_of_slots_held_is_in_view_and_covered_with_the_way_back(
    page: Page, app: str, size: tuple[int, int]
) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    embedded = "&embed=true" if width == 800 else ""
    chain = opened(page, f"{app}/memory?stones=4_7{embedded}")
    chain.slider("place in the run").press("End")
    line = chain.root.locator(".tally.done")
    expect(line).to_be_visible()
    # Each change of what is held is a side step: up and down once for each state kept.
    whole = line.get_attribute("d")
    assert whole is not None
    within = box(line)
    assert 0 < within["x"] < within["x"] + within["width"] <= width
    assert within["y"] + within["height"] <= height
    chain.slider("stone 2").press("ArrowRight")
    leads_to(chain, (4, 8))
    assert line.get_attribute("d") != whole
    chain.button("Predict").click()
    expect(chain.root.locator(".tape .rule")).not_to_contain_text("recomputed")
    # Only the way out: nothing is let go in it.
    out = line.get_attribute("d")
    assert out is not None
    sides = [float(part.split("V")[0]) for part in out.split("H")[1:]]
    assert sides == sorted(sides)
