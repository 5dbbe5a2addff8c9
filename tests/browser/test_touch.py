"""Fingers: on a handle they drag, beside it they scroll the page."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.figure import Stage, centre, near, truth, vectors_of

_HEAR = """root => {
  window.heard = { pointerdown: 0, pointercancel: 0, pointerup: 0 };
  for (const type of Object.keys(window.heard)) {
    root.addEventListener(type, () => { window.heard[type] += 1; }, { capture: true });
  }
}"""
_SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


class Finger:
    """One finger on a touch screen, as the browser's own input."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)

    def swipe(self, start: tuple[float, float], dx: float, dy: float, moves: int = 20) -> None:
        x, y = start
        self._send("touchStart", [{"x": x, "y": y}])
        for k in range(1, moves + 1):
            self._send("touchMove", [{"x": x + dx * k / moves, "y": y + dy * k / moves}])
        self._send("touchEnd", [])

    def _send(self, kind: str, points: list[dict[str, float]]) -> None:
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.fixture
def stage(phone: Page, app: str) -> Stage:
    return Stage(phone, f"{app}/push_and_pull?f=polar")


def heard(stage: Stage) -> dict[str, int]:
    return stage.page.evaluate("window.heard")


def test_a_finger_drags_a_handle_and_the_page_stays(stage: Stage) -> None:
    finger = Finger(stage.page)
    stage.root.evaluate(_HEAR)
    for count, (name, kind, dx, dy) in enumerate(
        [("vector v", "v", 5, -40), ("point x", "x", 4, 40), ("vector u", "u", -10, -60)], start=1
    ):
        handle = stage.slider(name)
        handle.scroll_into_view_if_needed()
        before, sent = stage.vectors(), stage.sent()
        scrolled = stage.page.evaluate(_SCROLLED)
        finger.swipe(centre(handle), dx, dy)
        state = stage.settled()
        after = vectors_of(state)
        assert getattr(after, kind) != getattr(before, kind)
        moved = getattr(after, kind)[1] - getattr(before, kind)[1]
        assert moved * dy < 0
        assert stage.page.evaluate(_SCROLLED) == scrolled
        assert heard(stage) == {"pointerdown": count, "pointercancel": 0, "pointerup": count}
        assert stage.sent() == sent + 1
        expected = truth("polar", after)
        assert near(stage.numbers("Jv"), expected.push, 1e-15)
        assert near(stage.numbers("uᵀJ"), expected.pull, 1e-15)


def test_a_finger_drags_a_bar_sideways(stage: Stage) -> None:
    bar = stage.slider("v 1")
    bar.scroll_into_view_if_needed()
    before, scrolled = stage.vectors(), stage.page.evaluate(_SCROLLED)
    sent = stage.sent()
    Finger(stage.page).swipe(centre(bar), 18, 0)
    after = vectors_of(stage.settled())
    assert stage.sent() == sent + 1
    assert after.v[0] > before.v[0]
    assert after._replace(v=before.v) == before
    assert stage.page.evaluate(_SCROLLED) == scrolled


def test_a_swipe_beside_the_handles_scrolls_the_page(stage: Stage) -> None:
    before, sent = stage.vectors(), stage.sent()
    plane = stage.root.get_by_role("group", name="input space")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    assert box is not None
    scrolled = stage.page.evaluate(_SCROLLED)
    Finger(stage.page).swipe((box["x"] + box["width"] - 8, box["y"] + box["height"] - 8), 0, -160)
    stage.page.wait_for_function(f"({_SCROLLED}) > {scrolled} + 60")
    assert stage.vectors() == before
    assert stage.sent() == sent


def test_a_swipe_up_that_begins_on_a_bar_scrolls_and_moves_nothing(stage: Stage) -> None:
    bar = stage.slider("v 1")
    bar.scroll_into_view_if_needed()
    before, scrolled = stage.vectors(), stage.page.evaluate(_SCROLLED)
    Finger(stage.page).swipe(centre(bar), 0, -160)
    stage.page.wait_for_function(f"({_SCROLLED}) > {scrolled} + 60")
    assert stage.vectors() == before


def test_fingers_find_targets_that_are_large_enough(stage: Stage) -> None:
    for name in ("point x", "vector v", "vector u"):
        box = stage.slider(name).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    for name in ("Push Jv", "Cover", "Reset", "one-hot v 1", "v all ones"):
        box = stage.button(name).bounding_box()
        assert box is not None
        assert box["height"] >= 44
    for name in ("x 1", "v 1", "u 1"):
        bar = stage.slider(name).bounding_box()
        assert bar is not None
        assert bar["height"] >= 44
    expect(stage.slider("v 1")).to_be_visible()
