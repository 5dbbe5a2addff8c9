"""Descent by hand: played, scrubbed, dragged and restored, with nothing sent that need not be."""

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import numpy as np
from playwright.sync_api import Locator, Page, expect

from explainers.core.descent.look import board, frames
from explainers.core.descent.run import runs
from explainers.core.numerals import numeral, numerals
from explainers.permalink.descent import CODEC, State, settings
from tests.browser.stage import Wire, answered, arrived, centre


class Descent:
    """The figure of the page, opened at an address and settled."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wire = Wire(page)
        page.goto(address)
        self.root = page.locator(".descent")
        arrived(self.root)

    def settled(self) -> None:
        answered(self.root)

    def slider(self, name: str) -> Locator:
        return self.root.get_by_role("slider", name=name, exact=True)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def state(self) -> State:
        return CODEC.decode(dict(parse_qsl(urlsplit(self.page.url).query))).state

    def until(self, condition: Callable[[State], bool]) -> State:
        """Wait until the address holds a state, which it follows when a hand has let go."""
        self.page.wait_for_url(
            lambda url: condition(CODEC.decode(dict(parse_qsl(urlsplit(url).query))).state)
        )
        return self.state()

    def where(self) -> str:
        """What the scrubber says of the step and of the run in focus."""
        return self.slider("step").get_attribute("aria-valuetext") or ""

    def agrees(self) -> None:
        """The scrubber says where JAX puts the run, and the board speaks of the same step."""
        state = self.state()
        theta = runs(settings(state)).theta[state.run, state.at]
        place = numerals(theta.astype(np.float32).tolist())
        said = f"step {state.at}, run {state.run + 1} at {place}"
        expect(self.slider("step")).to_have_attribute("aria-valuetext", re.compile(re.escape(said)))
        expect(self.root.get_by_role("heading", name="The pull of")).to_have_text(
            f"The pull of step {state.at}, run {state.run + 1}"
        )
        of = settings(state)
        gradient = board(of, runs(of), state.run).gradient[list(frames(of.steps)).index(state.at)]
        expect(self.root.locator(".sum-of .entry")).to_have_text(
            [numeral(float(np.float32(part))) for part in gradient]
        )


def test_playing_sends_nothing_and_a_pause_one_message(page: Page, app: str) -> None:
    descent = Descent(page, f"{app}/descent")
    sent = len(descent.wire.sent)
    # So slow that the end, which sends a message too, is far away.
    descent.root.get_by_role("combobox", name="speed").select_option("0.25")
    descent.button("play").click()
    expect(descent.slider("step")).to_have_attribute(
        "aria-valuetext", re.compile("^step ([5-9]|\\d{2,}),")
    )
    assert len(descent.wire.sent) == sent
    descent.button("pause").click()
    state = descent.until(lambda now: now.at > 0)
    descent.agrees()
    expect(page.get_by_text(f"At step {state.at}, run 1 is at")).to_be_visible()
    assert len(descent.wire.sent) == sent + 1


def test_on_a_slow_machine_what_is_played_is_in_step_where_it_stops(page: Page, app: str) -> None:
    descent = Descent(page, f"{app}/descent")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 12})
    scrubber = descent.slider("step")
    for _ in range(3):
        before = int(scrubber.input_value())
        descent.button("play").click()
        page.wait_for_function(
            "([scrubber, step]) => Number(scrubber.value) > step",
            arg=[scrubber.element_handle(), before + 12],
        )
        descent.button("pause").click()
        at = int(scrubber.input_value())
        descent.until(lambda now, at=at: now.at == at)
        descent.settled()
        descent.agrees()


def test_keys_scrub_and_choose_a_run(page: Page, app: str) -> None:
    descent = Descent(page, f"{app}/descent?at=3")
    scrubber = descent.slider("step")
    scrubber.focus()
    for key in ("ArrowRight", "PageUp", "ArrowLeft"):
        page.keyboard.press(key)
    descent.until(lambda now: now.at == 33)
    descent.agrees()
    page.keyboard.press("End")
    descent.until(lambda now: now.at == 300)
    expect(descent.button("a step forward")).to_be_disabled()
    page.keyboard.press(" ")
    expect(descent.button("pause")).to_be_visible()
    page.keyboard.press(" ")
    descent.button("4").press("Enter")
    descent.until(lambda now: now.run == 3)
    descent.settled()
    expect(descent.button("4")).to_have_attribute("aria-pressed", "true")
    expect(descent.root.get_by_role("heading", name=re.compile("run 4$"))).to_be_visible()


def test_a_dragged_start_asks_one_question_at_a_time_and_settles_once(page: Page, app: str) -> None:
    descent = Descent(page, f"{app}/descent")
    handle = descent.slider("start of run 4")
    begin = len(descent.wire.log)
    x, y = centre(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    for k in range(1, 41):
        page.mouse.move(x - 3 * k, y + 2 * k)
    across, down = centre(handle)
    assert abs(across - (x - 120)) < 1.5
    assert abs(down - (y + 80)) < 1.5
    page.mouse.up()
    state = descent.until(lambda now: now.starts[6:8] != (4.0, 3.0))
    descent.settled()
    # The last may be asked while one is still being answered: it is where the hand let go.
    assert 1 <= max(descent.wire.open_questions(begin, '"course": {')) <= 2
    assert state.run == 3
    expect(handle).to_have_attribute("aria-valuetext", numerals(state.starts[6:8])[1:-1])
    expect(handle).to_be_focused()
    descent.agrees()

    sent = len(descent.wire.sent)
    handle.click()
    descent.settled()
    assert len(descent.wire.sent) == sent

    page.keyboard.press("ArrowUp")
    moved = descent.until(lambda now: now.starts[7] > state.starts[7])
    assert moved.starts[6] == state.starts[6]
    descent.settled()
    descent.agrees()


def test_the_rate_is_moved_past_its_limit_and_divergence_is_said(page: Page, app: str) -> None:
    descent = Descent(page, f"{app}/descent?batch=200&rate=0.36&at=300")
    rate = descent.slider("learning rate η")
    expect(descent.root.get_by_text("limit 0.383")).to_be_visible()
    expect(page.get_by_text("The rate 0.36 is 94 % of that.")).to_be_visible()
    rate.focus()
    page.keyboard.press("ArrowRight")
    state = descent.until(lambda now: now.rate > 0.4)
    descent.settled()
    expect(rate).to_have_attribute("aria-valuetext", re.compile(re.escape(f"{state.rate:.3g}")))
    expect(page.get_by_text("is beyond it: along the sharpest direction")).to_be_visible()
    expect(descent.root.locator(".message")).to_have_text("All runs have left the plane.")
    descent.button("Reset the starts and the rate").click()
    descent.until(lambda now: now.rate == 0.05)
    expect(descent.root.locator(".message")).to_be_hidden()


def test_a_link_is_restored_on_a_cold_server(page: Page, cold_app: str) -> None:
    link = "risk=line&opt=nesterov&rate=0.02&batch=4&steps=100&seed=9&run=2&at=40"
    descent = Descent(page, f"{cold_app}/descent?{link}")
    descent.agrees()
    assert descent.state().seed == 9
    expect(descent.root.get_by_text("196 rows outside the batch, u = 0")).to_be_visible()
    expect(page.get_by_role("slider", name="Batch size")).to_have_value("4")


def test_who_asks_for_less_motion_sees_the_end_first(
    new_page: Callable[..., Page], app: str
) -> None:
    descent = Descent(new_page(reduced_motion="reduce"), f"{app}/descent")
    expect(descent.slider("step")).to_have_attribute("aria-valuetext", re.compile("^step 300,"))
    expect(descent.button("play")).to_be_visible()


def test_a_typed_function_is_descended_and_a_wrong_one_is_answered(page: Page, app: str) -> None:
    descent = Descent(page, f"{app}/descent?risk=%3D%28x1-1%29%5E2%2B4x2%5E2&steps=50")
    expect(descent.root.get_by_text("one output, f itself")).to_be_visible()
    field = page.get_by_role("textbox", name="Your function of two inputs")
    field.fill("x1^2 + x2 +")
    field.press("Enter")
    expect(page.get_by_text(re.compile("At character"))).to_be_visible()
    field.fill("x1 + 1")
    field.press("Enter")
    expect(page.get_by_text("A risk takes two inputs")).to_be_visible()
    field.fill("x1^2 + 2x2^2")
    field.press("Enter")
    state = descent.until(lambda now: "2*x2" in now.risk or "2x2" in now.risk)
    descent.settled()
    assert json.dumps(state.risk).startswith('"=')
    descent.agrees()


_ALL_AT_ONCE = """slider => {
  const tell = (type) => slider.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  tell("pointerdown");
  for (const value of ["0.7", "0.75"]) {
    slider.value = value;
    tell("input");
  }
  tell("pointerup");
}"""
"""A drag so quick that its question and its end go out together."""


def test_a_question_that_goes_out_with_the_release_does_not_answer_for_it(
    page: Page, app: str
) -> None:
    descent = Descent(page, f"{app}/descent")
    before = descent.state().rate
    descent.slider("learning rate η").evaluate(_ALL_AT_ONCE)
    descent.until(lambda now: now.rate != before)
    descent.settled()
