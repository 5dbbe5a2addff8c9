"""A hand moves at once and sends nothing; when it lets go, JAX's numbers come, once."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from explainers.core.catalog import CATALOG
from explainers.core.numerals import numeral
from tests.browser.each import each
from tests.browser.figure import Stage, near, still, truth, vectors_of, way
from tests.browser.sound import faults, says_what_reset_leads_to

MOVES = {"polar": 300, "seed": 300, "softmax": 60, "sine": 60, "camera": 60}
"""Mouse moves of each drag."""
EXACT = 1e-15
"""JAX compiled may round an operation otherwise than JAX step by step."""

_WATCH = """element => {
  // Streamlit fades what waits for an answer for longer than half a second: that is the machine.
  const waits = () => element.dataset.settled === "false" && !element.classList.contains("held");
  const up = node => node.parentElement ?? node.getRootNode().host ?? null;
  const seen = { opacity: 1, frames: 0, gone: 0 };
  window.watched = seen;
  element.marked = true;
  const look = () => {
    seen.frames += 1;
    if (!element.isConnected) seen.gone += 1;
    for (let node = waits() ? null : element; node; node = up(node)) {
      seen.opacity = Math.min(seen.opacity, Number(getComputedStyle(node).opacity));
    }
    requestAnimationFrame(look);
  };
  look();
}"""


def watched(stage: Stage) -> dict[str, Any]:
    return stage.page.evaluate("window.watched")


def drag_and_check(
    stage: Stage, slug: str, handle: Locator, result: str, to: tuple[float, float]
) -> None:
    """Drag by many moves: nothing sent, numbers replayed; then one message and JAX's numbers."""
    before, text = stage.numbers(result), stage.group(result).text_content() or ""
    sent = stage.sent()
    start = stage.press(handle)
    places = way(*to, MOVES[slug])
    half = len(places) // 2
    stage.carry(start, places[:half])
    expect(stage.source).to_have_attribute("data-by", "tape")
    expect(handle).to_be_focused()
    expect(stage.group(result)).not_to_have_text(text)
    midway = stage.numbers(result)
    stage.carry(start, places[half:])
    expect(stage.source).to_have_attribute("data-by", "tape")
    assert before != midway
    assert stage.sent() == sent

    stage.page.mouse.up()
    state = stage.settled()
    assert stage.sent() == sent + 1
    expect(handle).to_be_focused()
    expected = truth(slug, vectors_of(state))
    assert state.slug == slug
    assert near(stage.numbers("Jv"), expected.push, EXACT)
    assert near(stage.numbers("uᵀJ"), expected.pull, EXACT)
    assert near(stage.numbers("uᵀJv"), expected.pairing, EXACT)
    assert stage.numbers(result) not in (before, midway)
    for name, vector in (("point x", state.x), ("vector v", state.v), ("vector u", state.u)):
        said = ", ".join(numeral(number) for number in vector)
        expect(stage.slider(name)).to_have_attribute("aria-valuetext", said)


@each("slug", MOVES, ("camera",))
def test_a_drag_sends_nothing_and_its_end_one_message(page: Page, app: str, slug: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f={slug}")
    sent = stage.sent()
    stage.root.evaluate(_WATCH)

    drag_and_check(stage, slug, stage.slider("point x"), "Jv", (46, -38))
    drag_and_check(stage, slug, stage.slider("vector v"), "Jv", (-30, -44))
    drag_and_check(stage, slug, stage.slider("vector u"), "uᵀJ", (38, 30))

    assert stage.sent() == sent + 3
    seen = watched(stage)
    assert seen["frames"] > 100
    assert (seen["opacity"], seen["gone"]) == (1, 0)
    assert stage.root.evaluate("element => element.marked === true")
    assert faults(stage.root) == {}
    says_what_reset_leads_to(stage)


@pytest.mark.whole
def test_bars_are_dragged_like_handles(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=camera")
    sent = stage.sent()
    stage.root.evaluate(_WATCH)

    drag_and_check(stage, "camera", stage.slider("v 1"), "Jv", (14, 3))
    drag_and_check(stage, "camera", stage.slider("u 2"), "uᵀJ", (-18, 2))
    drag_and_check(stage, "camera", stage.slider("x 1"), "Jv", (12, -3))

    assert stage.sent() == sent + 3
    seen = watched(stage)
    assert (seen["opacity"], seen["gone"]) == (1, 0)
    assert stage.root.evaluate("element => element.marked === true")


_SCALES = """root => [...root.querySelectorAll(".bar input[type=range]")]
  .map(bar => [bar.min, bar.max])"""


@pytest.mark.whole
def test_nothing_takes_a_new_scale_while_a_hand_moves(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    before = stage.root.evaluate(_SCALES)
    stage.hold(stage.slider("vector v"), 130, -130)
    still(stage.root)
    assert stage.root.evaluate(_SCALES) == before
    page.mouse.up()
    stage.settled()
    assert stage.root.evaluate(_SCALES) != before


@pytest.mark.whole
def test_a_handle_follows_the_hand_to_the_pixel(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    for name, u_moves in (("point x", False), ("vector v", False), ("vector u", True)):
        handle = stage.slider(name)
        x, y = start = stage.press(handle)
        stage.carry(start, way(40, -30, 10))
        at = (handle, x + 40, y - 30)
        stage.until(lambda at=at: _is_at(*at))
        still(stage.root)
        assert (stage.vectors().u != CATALOG["polar"].u) == u_moves
        page.mouse.up()
        stage.settled()
        stage.until(lambda at=at: _is_at(*at))


def _is_at(handle: Locator, x: float, y: float) -> bool:
    box = handle.bounding_box()
    assert box is not None
    dx = box["x"] + box["width"] / 2 - x
    dy = box["y"] + box["height"] / 2 - y
    return max(abs(dx), abs(dy)) < 1.5


@pytest.mark.whole
def test_another_button_of_the_mouse_moves_nothing(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    before, sent = stage.vectors(), stage.sent()
    handle = stage.slider("vector v")
    handle.hover()
    page.mouse.down(button="middle")
    page.mouse.move(600, 500)
    page.mouse.up(button="middle")
    page.mouse.move(500, 600)
    assert stage.vectors() == before
    stage.drag(handle, 20, 20)
    stage.settled()
    assert stage.vectors() != before
    assert stage.sent() == sent + 1


@pytest.mark.whole
def test_without_a_tape_the_server_is_asked_one_place_at_a_time(page: Page, app: str) -> None:
    """eigenvalues needs an operation that no tape holds; v and u need only J."""
    stage = Stage(page, f"{app}/push_and_pull?f=eigenvalues")
    idle(stage)
    begin = len(stage.wire.log)
    seen = [stage.numbers("Jv")]
    handle = stage.slider("point x")
    start = stage.press(handle)
    for leg in (
        way(40, -30, 60),
        [(40 - k / 4, -30 + k / 3) for k in range(1, 61)],
        [(25 - k / 2, k / 4 - 10) for k in range(1, 61)],
    ):
        stage.carry(start, leg)
        still(stage.root)
        # A hand that rests is answered for where it is.
        expect(stage.source).to_have_attribute("data-by", "JAX")
        assert stage.numbers("Jv") not in seen
        seen.append(stage.numbers("Jv"))
    assert max(stage.wire.open_questions(begin)) == 1
    assert sum(way == "sent" for way, _ in stage.wire.log[begin:]) > 2
    expect(handle).to_be_focused()
    page.mouse.up()
    state = stage.settled()
    expected = truth("eigenvalues", vectors_of(state))
    assert near(stage.numbers("Jv"), expected.push, 1e-14)
    assert near(stage.numbers("uᵀJ"), expected.pull, 1e-14)


def idle(stage: Stage) -> None:
    """Wait until the server has answered what the Stage asked for on arrival."""
    expect(stage.root.locator(".plane.output .grid")).to_have_attribute("d", re.compile("M"))


@pytest.mark.whole
def test_without_a_tape_v_and_u_still_send_nothing_while_dragged(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=eigenvalues")
    idle(stage)
    sent = stage.sent()
    for count, (name, result) in enumerate([("vector v", "Jv"), ("vector u", "uᵀJ")], start=1):
        before = stage.numbers(result)
        start = stage.press(stage.slider(name))
        stage.carry(start, way(30, -40, 100))
        expect(stage.source).to_have_attribute("data-by", "tape")
        stage.until(lambda before=before, result=result: stage.numbers(result) != before)
        assert stage.sent() == sent + count - 1
        page.mouse.up()
        state = stage.settled()
        assert stage.sent() == sent + count
        expected = truth("eigenvalues", vectors_of(state))
        assert near(stage.numbers("Jv"), expected.push, 1e-14)
        assert near(stage.numbers("uᵀJ"), expected.pull, 1e-14)


@pytest.mark.whole
def test_without_a_tape_the_image_settles_where_x_and_v_do(
    page: Page, other: Page, app: str
) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=eigenvalues")
    idle(stage)
    stage.drag(stage.slider("point x"), 40, -30)
    stage.settled()
    stage.drag(stage.slider("vector v"), -20, -30)
    stage.settled()
    fresh = Stage(other, stage.page.url)
    idle(fresh)
    for layer in ("grid", "curve"):
        path = fresh.root.locator(f".plane.output .{layer}").get_attribute("d")
        assert path
        expect(stage.root.locator(f".plane.output .{layer}")).to_have_attribute("d", path)
