"""Descent by hand: played, scrubbed, dragged and restored, with nothing sent that need not be."""

import json
import re
from collections.abc import Callable
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import FloatRect, Page, expect

from explainers.core.descent.look import board, frames
from explainers.core.descent.run import runs
from explainers.core.numerals import numeral, numerals
from explainers.permalink.descent import CODEC, State, settings
from explainers.ui.answers import WAITING
from tests.browser.figure import Figure, centre
from tests.browser.sound import faults, says_what_reset_leads_to

Descent = Figure[State]


def opened(page: Page, address: str) -> Descent:
    return Figure(page, CODEC.decode, address)


def agrees(descent: Descent) -> None:
    """The scrubber says where JAX puts the run, and the board speaks of the same step."""
    state = descent.state()
    theta = runs(settings(state)).theta[state.run, state.at]
    place = numerals(theta.astype(np.float32).tolist())
    said = f"step {state.at}, run {state.run + 1} at {place}"
    expect(descent.slider("step")).to_have_attribute("aria-valuetext", re.compile(re.escape(said)))
    expect(descent.root.get_by_role("heading", name="The pull of")).to_have_text(
        f"The pull of step {state.at}, run {state.run + 1}"
    )
    of = settings(state)
    gradient = board(of, runs(of), state.run).gradient[list(frames(of.steps)).index(state.at)]
    expect(descent.root.locator(".sum-of .entry")).to_have_text(
        [numeral(float(np.float32(part))) for part in gradient]
    )


@pytest.mark.whole
def test_playing_sends_nothing_and_a_pause_one_message(page: Page, app: str) -> None:
    descent = opened(page, f"{app}/descent")
    sent = descent.sent()
    # So slow that the end, which sends a message too, is far away.
    descent.root.get_by_role("combobox", name="speed").select_option("0.25")
    descent.button("play", exact=True).click()
    expect(descent.slider("step")).to_have_attribute(
        "aria-valuetext", re.compile("^step ([5-9]|\\d{2,}),")
    )
    assert descent.sent() == sent
    descent.button("pause", exact=True).click()
    state = descent.led_to(lambda now: now.at > 0)
    agrees(descent)
    expect(page.get_by_text(f"At step {state.at}, run 1 is at")).to_be_visible()
    assert descent.sent() == sent + 1


@pytest.mark.whole
def test_on_a_slow_machine_what_is_played_is_in_step_where_it_stops(
    new_page: Callable[..., Page], app: str
) -> None:
    page = new_page()
    descent = opened(page, f"{app}/descent")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 12})
    scrubber = descent.slider("step")
    for _ in range(3):
        before = int(scrubber.input_value())
        descent.button("play", exact=True).click()
        page.wait_for_function(
            "([scrubber, step]) => Number(scrubber.value) > step",
            arg=[scrubber.element_handle(), before + 12],
        )
        descent.button("pause", exact=True).click()
        at = int(scrubber.input_value())
        descent.led_to(lambda now, at=at: now.at == at)
        agrees(descent)


@pytest.mark.whole
def test_keys_scrub_and_choose_a_run(page: Page, app: str) -> None:
    descent = opened(page, f"{app}/descent?at=3")
    scrubber = descent.slider("step")
    scrubber.focus()
    for key in ("ArrowRight", "PageUp", "ArrowLeft"):
        page.keyboard.press(key)
    descent.led_to(lambda now: now.at == 33)
    agrees(descent)
    page.keyboard.press("End")
    descent.led_to(lambda now: now.at == 300)
    expect(descent.button("a step forward", exact=True)).to_be_disabled()
    page.keyboard.press(" ")
    expect(descent.button("pause", exact=True)).to_be_visible()
    page.keyboard.press(" ")
    descent.button("4", exact=True).press("Enter")
    descent.led_to(lambda now: now.run == 3)
    expect(descent.button("4", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(descent.root.get_by_role("heading", name=re.compile("run 4$"))).to_be_visible()


def test_a_dragged_start_asks_one_question_at_a_time_and_settles_once(page: Page, app: str) -> None:
    descent = opened(page, f"{app}/descent")
    handle = descent.slider("start of run 4")
    begin = len(descent.wire.log)
    x, y = start = descent.press(handle)
    descent.carry(start, [(-3 * k, 2 * k) for k in range(1, 41)])
    across, down = centre(handle)
    assert abs(across - (x - 120)) < 1.5
    assert abs(down - (y + 80)) < 1.5
    page.mouse.up()
    state = descent.led_to(lambda now: now.starts[6:8] != (4.0, 3.0))
    # The last may be asked while one is still being answered: it is where the hand let go.
    assert 1 <= max(descent.wire.open_questions(begin, '"course": {')) <= 2
    assert state.run == 3
    expect(handle).to_have_attribute("aria-valuetext", numerals(state.starts[6:8])[1:-1])
    expect(handle).to_be_focused()
    agrees(descent)

    sent = descent.sent()
    handle.click()
    descent.settled()
    assert descent.sent() == sent

    page.keyboard.press("ArrowUp")
    moved = descent.led_to(lambda now: now.starts[7] > state.starts[7])
    assert moved.starts[6] == state.starts[6]
    agrees(descent)
    assert faults(descent.root) == {}
    says_what_reset_leads_to(descent)


@pytest.mark.whole
def test_the_rate_is_moved_past_its_limit_and_divergence_is_said(page: Page, app: str) -> None:
    descent = opened(page, f"{app}/descent?batch=200&rate=0.36&at=300")
    rate = descent.slider("learning rate η")
    expect(descent.root.get_by_text("limit 0.383")).to_be_visible()
    expect(page.get_by_text("The rate 0.36 is 94 % of that.")).to_be_visible()
    rate.focus()
    page.keyboard.press("PageUp")
    state = descent.led_to(lambda now: now.rate > 0.4)
    expect(rate).to_have_attribute("aria-valuetext", re.compile(re.escape(f"{state.rate:.3g}")))
    expect(page.get_by_text("is beyond it: along the sharpest direction")).to_be_visible()
    left = descent.root.get_by_text("All runs have left the plane.", exact=True)
    expect(left).to_be_visible()
    descent.button("Reset the starts and the rate").click()
    descent.led_to(lambda now: now.rate == 0.05)
    expect(left).to_be_hidden()


@pytest.mark.whole
def test_a_link_is_restored_where_nobody_has_been(page: Page, elsewhere: str) -> None:
    link = "risk=line&opt=nesterov&rate=0.02&batch=4&steps=100&seed=9&run=2&at=40"
    descent = opened(page, f"{elsewhere}/descent?{link}")
    agrees(descent)
    assert descent.state().seed == 9
    expect(descent.root.get_by_text("196 rows outside the batch, u = 0")).to_be_visible()
    expect(page.get_by_role("slider", name="Batch size")).to_have_value("4")


@pytest.mark.whole
def test_a_first_visit_tells_the_two_lowest_places_apart_and_its_link_names_the_seed(
    page: Page, app: str
) -> None:
    descent = opened(page, f"{app}/descent")
    lens = descent.root.locator(".lens")
    expect(lens).to_be_visible()
    expect(lens.get_by_text(re.compile("^×\\d"))).to_be_visible()
    boxes = [lens.locator(mark).bounding_box() for mark in (".lowest", ".truth")]
    (a, b), (c, d) = [centre_of(box) for box in boxes]
    assert np.hypot(a - c, b - d) > 20
    assert descent.state().seed != 4
    expect(page).to_have_url(re.compile(r"seed=\d"))


def centre_of(box: FloatRect | None) -> tuple[float, float]:
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.whole
def test_who_asks_for_less_motion_sees_the_end_first(page: Page, app: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    descent = opened(page, f"{app}/descent")
    expect(descent.slider("step")).to_have_attribute("aria-valuetext", re.compile("^step 300,"))
    expect(descent.button("play", exact=True)).to_be_visible()


@pytest.mark.whole
def test_a_typed_function_is_descended_and_a_wrong_one_is_answered(page: Page, app: str) -> None:
    descent = opened(page, f"{app}/descent?risk=%3D%28x1-1%29%5E2%2B4x2%5E2&steps=50")
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
    state = descent.led_to(lambda now: "2*x2" in now.risk or "2x2" in now.risk)
    assert json.dumps(state.risk).startswith('"=')
    agrees(descent)


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


@pytest.mark.whole
def test_a_question_that_goes_out_with_the_release_does_not_answer_for_it(
    page: Page, app: str
) -> None:
    descent = opened(page, f"{app}/descent")
    before = descent.state().rate
    descent.slider("learning rate η").evaluate(_ALL_AT_ONCE)
    descent.led_to(lambda now: now.rate != before)


@pytest.mark.whole
def test_a_function_that_compiles_for_long_shows_its_frame_and_says_what_it_waits_for(
    page: Page, app: str
) -> None:
    deep = "softplus(" * 8 + "x1*x2" + ")" * 8
    wide = "softplus(" * 7 + "x1+x2" + ")" * 7
    page.goto(f"{app}/descent?{urlencode({'risk': f'={deep}+sin({wide})', 'steps': '50'})}")
    root = page.locator(".descent")
    at_work = root.get_by_text(WAITING)
    expect(at_work).to_be_visible()
    expect(root.get_by_role("heading", name="Risk against steps")).to_be_visible()
    expect(page.get_by_text(WAITING)).to_have_count(2)
    expect(page.get_by_text("Nesterov", exact=True)).to_be_visible()
    descent: Descent = Figure(page, CODEC.decode)
    expect(at_work).to_be_hidden()
    expect(page.get_by_text(WAITING)).to_have_count(0)
    agrees(descent)
