"""The complex plane under a hand: nothing sent while it moves, JAX's numbers when it rests."""

import pytest
from playwright.sync_api import Page, expect

from explainers.core import complex_plane as core
from explainers.permalink.complex_plane import CODEC, State
from tests.browser.figure import Figure, centre, still
from tests.browser.sound import faults, says_what_reset_leads_to

Plane = Figure[State]


def opened(page: Page, address: str) -> Plane:
    return Figure(page, CODEC.decode, address)


def let_go(plane: Plane) -> State:
    """Let go, and wait for the address to follow; the state that it holds."""
    before = plane.state()
    plane.page.mouse.up()
    return plane.led_to(lambda state: state != before)


def truth(state: State) -> core.Numbers:
    return core.settled(state.plan.map, state.plan.complex_map, state.z, state.dz).numbers


def test_a_drag_moves_every_view_and_sends_one_message(page: Page, app: str) -> None:
    plane = opened(page, f"{app}/complex_plane?f=size")
    jacobian = plane.root.get_by_role("table", name="J", exact=True)
    image = plane.root.locator(".plane.output .grid")
    for name in ("point z", "step dz"):
        before = (jacobian.inner_text(), image.get_attribute("d"), plane.group("grad").inner_text())
        dw, sent = plane.group("dw").inner_text(), plane.sent()
        plane.hold(plane.slider(name), -60, 45)
        expect(plane.source).to_have_attribute("data-by", "tape")
        expect(plane.group("dw")).not_to_have_text(dw)
        still(plane.root)
        if name == "point z":
            assert jacobian.inner_text() != before[0]
            assert image.get_attribute("d") != before[1]
            assert plane.group("grad").inner_text() != before[2]
        assert plane.sent() == sent
        replayed = plane.numbers("dw")
        state = let_go(plane)
        assert plane.sent() == sent + 1
        assert plane.numbers("dw") == truth(state).push.tolist()
        assert abs(plane.numbers("dw")[0] - replayed[0]) < 1e-12
    assert faults(plane.root) == {}
    says_what_reset_leads_to(plane)


@pytest.mark.whole
def test_keys_move_z_and_the_result_is_said(page: Page, app: str) -> None:
    plane = opened(page, f"{app}/complex_plane?f=conj")
    handle = plane.slider("point z")
    handle.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuetext", "1.1 + 2i")
    page.wait_for_url("**z=1.1_2")
    plane.settled()
    handle.press("Shift+ArrowUp")
    page.wait_for_url("**z=1.1_2.01")
    expect(plane.root.get_by_role("status")).to_have_text("dw = 0.6 − 0.3i; Cauchy–Riemann fails")
    plane.root.get_by_role("button", name="dz = i").click()
    page.wait_for_url("**dz=0_1")
    expect(plane.group("dw")).to_have_text("0 − 1i")


@pytest.mark.whole
def test_a_pole_is_said_and_the_last_picture_stays(page: Page, app: str) -> None:
    plane = opened(page, f"{app}/complex_plane?f=inverse&z=0_0.1")
    grid = plane.root.locator(".plane.output .grid").get_attribute("d")
    plane.slider("point z").press("ArrowDown")
    expect(plane.root.locator(".plane.output .message")).to_have_text(
        "In float64, f is not finite at z = 0 + 0i. Drag z back."
    )
    page.wait_for_url("**z=0_0")
    assert plane.root.locator(".plane.output .grid").get_attribute("d") == grid
    plane.slider("point z").press("ArrowUp")
    page.wait_for_url("**z=0_0.1")
    message = plane.root.locator(".plane.output .message")
    expect(message).to_be_hidden()
    # A hand that crosses the pole is told on the way, and sees its planes painted all the time.
    width = plane.root.locator(".plane.input .well").evaluate("well => well.clientWidth")
    down = 0.1 * width / (2 * core.HALF)
    start = plane.press(plane.slider("point z"))
    plane.carry(start, [(k, 0) for k in range(8)])
    expect(plane.root.locator(".well.painted")).to_have_count(2)
    plane.carry(start, [(0, down)])
    expect(message).to_have_text("In float64, f is not finite at z = 0 + 0i. Drag z back.")
    plane.carry(start, [(0, down + 20)])
    expect(message).to_be_hidden()
    expect(plane.root.locator(".well.painted")).to_have_count(2)
    page.mouse.up()
    plane.settled()


@pytest.mark.whole
def test_a_link_with_a_typed_function_opens_where_nobody_has_been(
    page: Page, other: Page, app: str, elsewhere: str
) -> None:
    plane = opened(page, f"{app}/complex_plane")
    page.get_by_role("radio", name="Type…").click()
    field = page.get_by_role("textbox", name="Your function of z")
    field.fill("z^3 + tan(z)")
    field.press("Enter")
    expect(page.get_by_text("At character 7: “tan” is not known here.")).to_be_visible()
    field.fill("sqrt(z^2 - 1)")
    field.press("Enter")
    page.wait_for_url("**sqrt**")
    expect(plane.root.get_by_role("heading", name="w-plane")).to_contain_text("sqrt(z^2-1)")
    plane.settled()
    plane.hold(plane.slider("point z"), 20, 33)
    state = let_go(plane)
    assert state.slug == "=sqrt(z^2-1)"

    again = opened(other, page.url.replace(app, elsewhere))
    assert again.settled() == state
    assert again.numbers("dw") == plane.numbers("dw") == truth(state).push.tolist()
    expect(again.page.get_by_role("textbox", name="Your function of z")).to_have_value(
        "sqrt(z^2-1)"
    )


@pytest.mark.whole
def test_handles_that_stand_close_are_each_taken_at_their_centre(phone: Page, app: str) -> None:
    plane = opened(phone, f"{app}/complex_plane")
    for name, stays in (("point z", "dz"), ("step dz", "z")):
        before = plane.state()
        x, y = centre(plane.slider(name).locator(".halo"))
        phone.mouse.move(x, y)
        phone.mouse.down()
        phone.mouse.move(x - 30, y + 20, steps=4)
        after = let_go(plane)
        assert getattr(after, stays) == getattr(before, stays)
