"""The complex plane under a hand: nothing sent while it moves, JAX's numbers when it rests."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect

from explainers.core import complex_plane as core
from explainers.permalink.complex_plane import CODEC, State
from tests.browser.stage import Wire, answered, arrived, centre, still, way


class Plane:
    """The figure of the lesson, opened and settled."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wire = Wire(page)
        self.root = page.locator(".complex_plane")
        self.source = self.root.locator(".source")
        page.goto(address)
        arrived(self.root)

    def slider(self, name: str) -> Locator:
        return self.root.get_by_role("slider", name=name, exact=True)

    def said(self, name: str) -> Locator:
        return self.root.get_by_role("group", name=name, exact=True)

    def settled(self) -> State:
        answered(self.root)
        expect(self.page.get_by_role("button", name="Copy link")).to_be_visible()
        return state_of(self.page.url)

    def dw(self) -> Any:
        return json.loads(self.said("dw").get_attribute("data-value") or "null")

    def carry(self, name: str, dx: float, dy: float) -> None:
        """Drag a handle, and hold it there."""
        handle = self.slider(name)
        x, y = centre(handle)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for a, b in way(dx, dy, 30):
            self.page.mouse.move(x + a, y + b)

    def let_go(self) -> State:
        """Let go, and wait for the address to follow; the state that it holds."""
        before = state_of(self.page.url)
        self.page.mouse.up()
        self.page.wait_for_url(lambda url: state_of(url) != before)
        return self.settled()


def state_of(url: str) -> State:
    return CODEC.decode(dict(parse_qsl(urlsplit(url).query))).state


def truth(state: State) -> core.Numbers:
    return core.settled(state.plan.map, state.plan.complex_map, state.z, state.dz).numbers


def test_a_drag_moves_every_view_and_sends_one_message(page: Page, app: str) -> None:
    plane = Plane(page, f"{app}/complex_plane?f=size")
    jacobian = plane.root.get_by_role("table", name="J", exact=True)
    image = plane.root.locator(".plane.output .grid")
    for name in ("point z", "step dz"):
        before = (jacobian.inner_text(), image.get_attribute("d"), plane.said("grad").inner_text())
        dw, sent = plane.said("dw").inner_text(), len(plane.wire.sent)
        plane.carry(name, -60, 45)
        expect(plane.source).to_have_attribute("data-by", "tape")
        expect(plane.said("dw")).not_to_have_text(dw)
        still(plane.root)
        if name == "point z":
            assert jacobian.inner_text() != before[0]
            assert image.get_attribute("d") != before[1]
            assert plane.said("grad").inner_text() != before[2]
        assert len(plane.wire.sent) == sent
        replayed = plane.dw()
        state = plane.let_go()
        assert len(plane.wire.sent) == sent + 1
        assert plane.dw() == truth(state).push.tolist()
        assert abs(plane.dw()[0] - replayed[0]) < 1e-12


def test_keys_move_z_and_the_result_is_said(page: Page, app: str) -> None:
    plane = Plane(page, f"{app}/complex_plane?f=conj")
    handle = plane.slider("point z")
    handle.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuetext", "1.12 + 2i")
    page.wait_for_url("**z=1.12_2")
    plane.settled()
    handle.press("Shift+ArrowUp")
    page.wait_for_url("**z=1.12_2.03")
    expect(plane.root.get_by_role("status")).to_have_text("dw = 0.6 − 0.3i; Cauchy–Riemann fails")
    plane.root.get_by_role("button", name="dz = i").click()
    page.wait_for_url("**dz=0_1")
    expect(plane.said("dw")).to_have_text("0 − 1i")


def test_a_pole_is_said_and_the_last_picture_stays(page: Page, app: str) -> None:
    plane = Plane(page, f"{app}/complex_plane?f=inverse&z=0_0.12")
    grid = plane.root.locator(".plane.output .grid").get_attribute("d")
    plane.slider("point z").press("ArrowDown")
    expect(plane.root.locator(".plane.output .message")).to_have_text(
        "f is not finite at z = 0 + 0i. Drag z back."
    )
    page.wait_for_url("**z=0_0")
    assert plane.root.locator(".plane.output .grid").get_attribute("d") == grid
    plane.slider("point z").press("ArrowUp")
    page.wait_for_url("**z=0_0.12")
    expect(plane.root.locator(".plane.output .message")).to_be_hidden()


def test_a_link_with_a_typed_function_opens_on_a_cold_server(
    new_page: Callable[..., Page], app: str, cold_app: str
) -> None:
    page = new_page()
    plane = Plane(page, f"{app}/complex_plane")
    page.get_by_role("radio", name="Own…").click()
    field = page.get_by_role("textbox", name="Your function of z")
    field.fill("z^3 + tan(z)")
    field.press("Enter")
    expect(page.get_by_text("At character 7: “tan” is not known here.")).to_be_visible()
    field.fill("sqrt(z^2 - 1)")
    field.press("Enter")
    page.wait_for_url("**sqrt**")
    expect(plane.root.get_by_role("heading", name="w-plane")).to_contain_text("sqrt(z^2-1)")
    plane.settled()
    plane.carry("point z", 20, 33)
    state = plane.let_go()
    assert state.slug == "=sqrt(z^2-1)"

    again = Plane(new_page(), page.url.replace(app, cold_app))
    assert again.settled() == state
    assert again.dw() == plane.dw() == truth(state).push.tolist()
    expect(again.page.get_by_role("textbox", name="Your function of z")).to_have_value(
        "sqrt(z^2-1)"
    )
