"""The rule laboratory: lights follow the hand, JAX settles once, links restore it."""

from collections.abc import Callable
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explainers.permalink.rules import CODEC, PRESET, State
from tests.browser import saved
from tests.browser.figure import Figure
from tests.browser.sound import faults, says_what_reset_leads_to

A = np.array([[0.6, -0.8], [0.7, 0.5]])


Laboratory = Figure[State]


def opened(page: Page, address: str) -> Laboratory:
    return Figure(page, CODEC.decode, address)


def verdicts(lab: Laboratory, adjoint: str, remainder: str, checked: str) -> None:
    expect(lab.group("Adjoint identity")).to_have_attribute("data-verdict", adjoint)
    expect(lab.group("Slope of the remainder")).to_have_attribute("data-verdict", remainder)
    expect(lab.group("check_grads")).to_have_attribute("data-verdict", checked)


def truth(state: State) -> np.ndarray:
    """uᵀJ of exp(Ax), by the formula."""
    return A.T @ (np.exp(A @ np.array(state.x)) * np.array(state.u))


def test_lights_follow_the_hand_and_one_message_settles_them(page: Page, app: str) -> None:
    lab = opened(page, f"{app}/rules?rule=sign")
    verdicts(lab, "fail", "fail", "fail")
    sent = lab.sent()
    for count, name in enumerate(["point x", "vector v", "vector u"], start=1):
        handle = lab.slider(name)
        before = lab.root.locator(".side .number").first.text_content() or ""
        lab.hold(handle, 24, -30)
        expect(lab.source).to_have_attribute("data-by", "tape")
        expect(lab.root.locator(".side .number").first).not_to_have_text(before)
        verdicts(lab, "fail", "fail", "wait")
        assert lab.sent() == sent + count - 1
        page.mouse.up()
        lab.settled()
        assert lab.sent() == sent + count
        expect(handle).to_be_focused()
    page.wait_for_url(lambda url: "x=" in url and "v=" in url and "u=" in url)
    verdicts(lab, "fail", "fail", "fail")
    np.testing.assert_allclose(lab.numbers("uᵀJ in truth"), truth(lab.state()), rtol=1e-12)
    np.testing.assert_allclose(lab.numbers("uᵀJ by the rule"), -truth(lab.state()), rtol=1e-12)
    assert faults(lab.root) == {}
    says_what_reset_leads_to(lab)


@pytest.mark.whole
def test_keys_move_v_and_the_blind_spot_deceives_two_referees(page: Page, app: str) -> None:
    lab = opened(page, f"{app}/rules?rule=transposed")
    sent = lab.sent()
    lab.slider("vector v").press("ArrowUp")
    page.wait_for_url("**v=**")
    lab.settled()
    assert lab.sent() == sent + 1
    before, usual = lab.state().v, PRESET.v
    lab.slider("vector v").press("Shift+ArrowLeft")
    v = lab.led_to(lambda now: now.v[0] < before[0]).v
    assert v[0] < usual[0]
    assert v[1] > usual[1]
    lab.root.get_by_role("button", name="Blind spot").click()
    verdicts(lab, "pass", "pass", "fail")
    expect(lab.root.get_by_role("status")).to_contain_text("check_grads: raises")
    lab.root.get_by_role("button", name="Right", exact=True).click()
    verdicts(lab, "pass", "pass", "pass")
    expect(lab.root.get_by_role("button", name="Blind spot")).to_be_disabled()


def later(lab: Laboratory) -> None:
    """Nothing of what the way back leads to is drawn or said."""
    verdicts(lab, "wait", "wait", "wait")
    expect(lab.root.locator(".light .word")).to_have_text(["not yet"] * 3)
    expect(lab.root.locator(".side .number")).to_have_text(["·", "·"])
    for name in ("uᵀJ by the rule", "uᵀJ in truth"):
        expect(lab.group(name)).to_have_text("not yet")
        assert lab.numbers(name) is None
    for mark in (".dots", ".fit", ".guide", ".descent .ring", ".descent .curve", ".curves path"):
        for path in lab.root.locator(mark).all():
            expect(path).to_have_attribute("d", "")
    expect(lab.root.locator("p.hint")).to_be_visible()
    assert "by the rule" not in lab.root.locator(".plane svg").first.inner_html()


BEGINNINGS = {
    "played": lambda lab: lab.button("play", exact=True).click(),
    "dragged": lambda lab: lab.drag(lab.slider("point x"), 20, 10),
    "turned": lambda lab: lab.slider("vector u").press("ArrowUp"),
    "chosen": lambda lab: lab.button("Transposed", exact=True).click(),
}


@pytest.mark.whole
@pytest.mark.parametrize("begin", BEGINNINGS.values(), ids=BEGINNINGS)
def test_what_the_walk_leads_to_waits_until_it_ends_or_a_hand_moves(
    page: Page, app: str, begin: Callable[[Laboratory], None]
) -> None:
    lab = opened(page, f"{app}/rules")
    later(lab)
    lab.button("a step forward", exact=True).click()
    later(lab)
    below = lab.root.locator(".descent .curves")
    before = below.bounding_box()
    begin(lab)
    verdicts(lab, "fail", "fail", "fail")
    expect(lab.root.locator("p.hint")).to_be_hidden()
    np.testing.assert_allclose(lab.numbers("uᵀJ in truth"), truth(lab.settled()), rtol=1e-12)
    expect(lab.root.locator(".curves .right")).not_to_have_attribute("d", "")
    assert below.bounding_box() == before
    lab.slider("step").press("Home")
    verdicts(lab, "fail", "fail", "fail")


@pytest.mark.whole
def test_a_walk_and_a_rule_are_restored_where_nobody_has_been(
    page: Page, other: Page, app: str, elsewhere: str
) -> None:
    lab = opened(page, f"{app}/rules")
    assert lab.state() == CODEC.first
    said = lab.root.locator(".strip .caption")
    expect(said).to_have_text("Forward begins with x = (0.5, −0.4).")
    expect(lab.root.locator(".chip.derived")).to_be_hidden()
    lab.slider("step").press("End")
    expect(lab.root.locator(".chip.derived")).to_be_visible()
    lab.root.get_by_role("button", name="Wrong residual").click()
    lab.settled()
    lab.root.get_by_role("button", name="a step back").click()
    lab.root.get_by_role("button", name="a step back").click()
    expect(said).to_have_text("Backward begins with u = (0.7, −0.6), a weight for each output.")
    expect(lab.root.locator(".chip.derived")).to_be_hidden()
    page.wait_for_url("**rule=residual&step=4")

    again = opened(other, page.url.replace(app, elsewhere))
    expect(again.root.locator(".strip .caption")).to_have_text(said.inner_text())
    expect(again.root.locator(".chip.derived")).to_be_hidden()
    verdicts(again, "fail", "fail", "fail")
    assert again.numbers("uᵀJ by the rule") == lab.numbers("uᵀJ by the rule")


@pytest.mark.whole
def test_a_saved_picture_has_frames_outlines_and_places_that_are_still_empty(
    page: Page, app: str
) -> None:
    lab = opened(page, f"{app}/rules")
    places = lab.root.locator(".box.later").count()
    plots = lab.root.locator(".remainder svg, .falling svg, svg.remainder, svg.falling")
    sizes = [plot.bounding_box() for plot in plots.all()]
    file = saved.save(page, page.get_by_role("group", name="Save picture"), "SVG")
    drawn = [rect.attrib for rect in ElementTree.parse(file).iter(f"{saved.SVG}rect")]
    assert places == sum(rect.get("stroke-linecap") == "round" for rect in drawn) > 2
    now = lab.root.locator(".strip .now").bounding_box()
    framed = [
        (float(rect["width"]), float(rect["height"]))
        for rect in drawn
        if rect.get("stroke") and rect["width"][-1] != "%"
    ]
    for box, apart in [(now, 4), *((size, -1) for size in sizes)]:
        assert box is not None
        expected = (box["width"] + apart, box["height"] + apart)
        assert any(np.allclose(size, expected, atol=0.51) for size in framed)
