"""The rule laboratory: lights follow the hand, JAX settles once, links restore it."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import numpy as np
from playwright.sync_api import Locator, Page, expect

from explainers.permalink.rules import CODEC, PRESET, State
from tests.browser.stage import Wire, answered, arrived, centre, way

A = np.array([[0.6, -0.8], [0.7, 0.5]])


class Laboratory:
    """The laboratory of a page, opened and settled."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wire = Wire(page)
        self.root = page.locator(".rules")
        page.goto(address)
        arrived(self.root)

    def slider(self, name: str) -> Locator:
        return self.root.get_by_role("slider", name=name, exact=True)

    def light(self, name: str) -> Locator:
        return self.root.get_by_role("group", name=name, exact=True)

    def numbers(self, name: str) -> Any:
        shown = self.root.get_by_role("group", name=name, exact=True)
        return json.loads(shown.get_attribute("data-value") or "null")

    def state(self) -> State:
        return state_of(self.page.url)

    def settled(self) -> None:
        answered(self.root)

    def verdicts(self, adjoint: str, remainder: str, checked: str) -> None:
        expect(self.light("Adjoint identity")).to_have_attribute("data-verdict", adjoint)
        expect(self.light("Slope of the remainder")).to_have_attribute("data-verdict", remainder)
        expect(self.light("check_grads")).to_have_attribute("data-verdict", checked)


def state_of(url: str) -> State:
    return CODEC.decode(dict(parse_qsl(urlsplit(url).query))).state


def truth(state: State) -> np.ndarray:
    """uᵀJ of exp(Ax), by the formula."""
    return A.T @ (np.exp(A @ np.array(state.x)) * np.array(state.u))


def test_lights_follow_the_hand_and_one_message_settles_them(page: Page, app: str) -> None:
    lab = Laboratory(page, f"{app}/rules?rule=sign")
    lab.verdicts("fail", "fail", "fail")
    sent = len(lab.wire.sent)
    for count, name in enumerate(["point x", "vector v", "vector u"], start=1):
        handle = lab.slider(name)
        before = lab.root.locator(".side .number").first.text_content() or ""
        x, y = centre(handle)
        page.mouse.move(x, y)
        page.mouse.down()
        for dx, dy in way(24, -30, 40):
            page.mouse.move(x + dx, y + dy)
        expect(lab.root.locator(".source")).to_have_attribute("data-by", "tape")
        expect(lab.root.locator(".side .number").first).not_to_have_text(before)
        lab.verdicts("fail", "fail", "wait")
        assert len(lab.wire.sent) == sent + count - 1
        page.mouse.up()
        lab.settled()
        assert len(lab.wire.sent) == sent + count
        expect(handle).to_be_focused()
    page.wait_for_url(lambda url: "x=" in url and "v=" in url and "u=" in url)
    lab.verdicts("fail", "fail", "fail")
    np.testing.assert_allclose(lab.numbers("uᵀJ in truth"), truth(lab.state()), rtol=1e-12)
    np.testing.assert_allclose(lab.numbers("uᵀJ by the rule"), -truth(lab.state()), rtol=1e-12)


def test_keys_move_v_and_the_blind_spot_deceives_two_referees(page: Page, app: str) -> None:
    lab = Laboratory(page, f"{app}/rules?rule=transposed")
    sent = len(lab.wire.sent)
    lab.slider("vector v").press("ArrowUp")
    page.wait_for_url("**v=**")
    lab.settled()
    assert len(lab.wire.sent) == sent + 1
    before, usual = lab.state().v, PRESET.v
    lab.slider("vector v").press("Shift+ArrowLeft")
    page.wait_for_url(lambda url: state_of(url).v[0] < before[0])
    lab.settled()
    v = lab.state().v
    assert v[0] < usual[0]
    assert v[1] > usual[1]
    lab.root.get_by_role("button", name="Blind spot").click()
    lab.verdicts("pass", "pass", "fail")
    expect(lab.root.get_by_role("status")).to_contain_text("check_grads objects")
    lab.root.get_by_role("button", name="Right", exact=True).click()
    lab.verdicts("pass", "pass", "pass")
    expect(lab.root.get_by_role("button", name="Blind spot")).to_be_disabled()


def test_a_walk_and_a_rule_are_restored_on_a_cold_server(
    new_page: Callable[..., Page], app: str, cold_app: str
) -> None:
    lab = Laboratory(new_page(), f"{app}/rules")
    lab.root.get_by_role("button", name="Wrong residual").click()
    lab.settled()
    lab.root.get_by_role("button", name="a step back").click()
    lab.root.get_by_role("button", name="a step back").click()
    said = lab.root.locator(".strip .caption")
    expect(said).to_have_text("Backward begins with u = (0.7, −0.6), a weight for each output.")
    expect(lab.root.locator(".chip.derived")).to_be_hidden()
    lab.page.wait_for_url("**rule=residual&step=4")

    again = Laboratory(new_page(), lab.page.url.replace(app, cold_app))
    expect(again.root.locator(".strip .caption")).to_have_text(said.inner_text())
    expect(again.root.locator(".chip.derived")).to_be_hidden()
    again.verdicts("fail", "fail", "fail")
    assert again.numbers("uᵀJ by the rule") == lab.numbers("uᵀJ by the rule")
