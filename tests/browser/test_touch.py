"""Fingers: on a handle they drag, beside it they scroll the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from explainers.lessons import PAGES, Lesson
from tests.browser import letters
from tests.browser.each import each, slug
from tests.browser.figure import Stage, answered, centre, drawn, finished, near, truth, vectors_of
from tests.browser.test_pages_in_browser import HEIGHT, TALLEST, address, opened

_HEAR = """root => {
  window.heard = { pointerdown: 0, pointercancel: 0, pointerup: 0 };
  for (const type of Object.keys(window.heard)) {
    root.addEventListener(type, () => { window.heard[type] += 1; }, { capture: true });
  }
}"""
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
_RESTS = f"""new Promise(done => {{
  let [at, frames] = [-1, 0];
  const look = () => {{
    const now = {SCROLLED};
    frames = now === at ? frames + 1 : 0;
    at = now;
    frames > 6 ? done() : requestAnimationFrame(look);
  }};
  look();
}})"""
"""A page goes on scrolling for a while after a finger has left it."""


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
        scrolled = stage.page.evaluate(SCROLLED)
        finger.swipe(centre(handle), dx, dy)
        state = stage.settled()
        after = vectors_of(state)
        assert getattr(after, kind) != getattr(before, kind)
        moved = getattr(after, kind)[1] - getattr(before, kind)[1]
        assert moved * dy < 0
        assert stage.page.evaluate(SCROLLED) == scrolled
        assert heard(stage) == {"pointerdown": count, "pointercancel": 0, "pointerup": count}
        assert stage.sent() == sent + 1
        expected = truth("polar", after)
        assert near(stage.numbers("Jv"), expected.push, 1e-15)
        assert near(stage.numbers("uᵀJ"), expected.pull, 1e-15)


@pytest.mark.whole
def test_a_finger_drags_a_bar_sideways(stage: Stage) -> None:
    bar = stage.slider("v 1")
    bar.scroll_into_view_if_needed()
    before, scrolled = stage.vectors(), stage.page.evaluate(SCROLLED)
    sent = stage.sent()
    Finger(stage.page).swipe(centre(bar), 18, 0)
    after = vectors_of(stage.settled())
    assert stage.sent() == sent + 1
    assert after.v[0] > before.v[0]
    assert after._replace(v=before.v) == before
    assert stage.page.evaluate(SCROLLED) == scrolled


@pytest.mark.whole
def test_a_finger_that_taps_a_bar_may_type_its_number(stage: Stage) -> None:
    bar = stage.slider("v 1")
    bar.scroll_into_view_if_needed()
    before = stage.vectors()
    stage.page.touchscreen.tap(*centre(bar))
    field = stage.root.get_by_role("textbox", name="type v 1", exact=True)
    expect(field).to_be_focused()
    assert stage.vectors() == before
    field.fill("-0.25")
    field.press("Enter")
    assert stage.led_to(lambda now: now.v != before.v).v == (-0.25, before.v[1])


@pytest.mark.whole
def test_a_swipe_beside_the_handles_scrolls_the_page(stage: Stage) -> None:
    before, sent = stage.vectors(), stage.sent()
    plane = stage.root.get_by_role("group", name="input space")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    assert box is not None
    scrolled = stage.page.evaluate(SCROLLED)
    Finger(stage.page).swipe((box["x"] + box["width"] - 8, box["y"] + box["height"] - 8), 0, -160)
    stage.page.wait_for_function(f"() => ({SCROLLED}) > {scrolled} + 60")
    assert stage.vectors() == before
    assert stage.sent() == sent


@pytest.mark.whole
def test_a_swipe_up_that_begins_on_a_bar_scrolls_and_moves_nothing(stage: Stage) -> None:
    bar = stage.slider("v 1")
    bar.scroll_into_view_if_needed()
    before, scrolled = stage.vectors(), stage.page.evaluate(SCROLLED)
    Finger(stage.page).swipe(centre(bar), 0, -160)
    stage.page.wait_for_function(f"() => ({SCROLLED}) > {scrolled} + 60")
    assert stage.vectors() == before


@pytest.mark.whole
def test_fingers_find_targets_that_are_large_enough(stage: Stage) -> None:
    for name in ("point x", "vector v", "vector u"):
        box = stage.slider(name).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    for name in ("Push Jv", "Predict", "Reset", "one-hot v 1", "v all ones"):
        box = stage.button(name).bounding_box()
        assert box is not None
        assert box["height"] >= 44
    for name in ("x 1", "v 1", "u 1"):
        bar = stage.slider(name).bounding_box()
        assert bar is not None
        assert bar["height"] >= 44
    expect(stage.slider("v 1")).to_be_visible()


@each("lesson", PAGES, ("rules",), slug)
def test_fingers_that_swipe_scroll_and_fingers_that_drag_sideways_move(
    phone: Page, app: str, lesson: Lesson
) -> None:
    """Every slider and every figure; handles in a plane go with the finger wherever it goes."""
    opened(phone, address(app, lesson))
    assert phone.evaluate(HEIGHT) < TALLEST
    assert letters.small(phone, 12) == []
    assert phone.evaluate(_SMALL) == []
    finger = Finger(phone)
    assert [fault for place in places(phone) for fault in scrolled_by(finger, place)] == []
    sliders = [slider for slider in phone.get_by_role("slider").all() if lies(slider)]
    assert [fault for slider in sliders for fault in slid_by(finger, slider)] == []


_SMALL = """() => {
  const each = (root, visit) => {
    for (const node of root.querySelectorAll("*")) {
      visit(node);
      if (node.shadowRoot) each(node.shadowRoot, visit);
    }
  };
  const targets = "button, select, input, summary, [role=slider], [role=radio]";
  const small = [];
  each(document, figure => figure.matches(".instrument") && each(figure, node => {
    if (!node.matches(targets) || node.disabled || node.closest("[inert], .legend")) return;
    // A handle is taken by the disk around it, and a choice by its words as well.
    const place = node.querySelector(".hit") ?? node.closest("label") ?? node;
    const { width, height } = place.getBoundingClientRect();
    if (width === 0 || !node.checkVisibility({ visibilityProperty: true })) return;
    const handle = node.matches("[role=slider], [type=range]");
    const across = node.matches("[type=range]") || !handle ? 24 : 44;
    if (width < across - 0.5 || height < (handle ? 44 : 24) - 0.5) {
      small.push(`${node.ariaLabel ?? node.textContent}: ${width} x ${height}`);
    }
  }));
  return small;
}"""
"""What fingers press and is less than 24 pixels wide or high, and handles less than 44."""


def places(page: Page) -> list[Locator]:
    """Where swipes begin: sliders that lie, wells and boards."""
    figure = page.locator("[data-figure]")
    sliders = [slider for slider in page.get_by_role("slider").all() if lies(slider)]
    wells = [well for well in figure.locator(".well, .cell, .trace").all() if well.is_visible()]
    return [*sliders, *wells[:8]]


def lies(slider: Locator) -> bool:
    """Whether it is seen, moves sideways alone, and is not switched off."""
    return slider.is_visible() and slider.evaluate(
        """node => getComputedStyle(node).touchAction !== "none" &&
          node.getAttribute("aria-disabled") !== "true" && !node.disabled && !node.inert"""
    )


def told(page: Page) -> list[str]:
    """What all sliders of a page say, and its address."""
    drawn(page)
    said = page.get_by_role("slider").evaluate_all(
        "all => all.map(node => `${node.ariaLabel}: ${node.ariaValueText ?? node.value}`)"
    )
    return [page.url, *said]


def scrolled_by(finger: Finger, place: Locator) -> Iterator[str]:
    """A swipe up that begins there, or down where the page has come to its end."""
    page = finger.page
    place.evaluate("node => node.scrollIntoView({ block: 'center', behavior: 'instant' })")
    before, at = told(page), page.evaluate(SCROLLED)
    box = place.bounding_box()
    assert box is not None
    start = box["x"] + 0.3 * box["width"], box["y"] + 0.5 * box["height"]
    finger.swipe(start, 2, 170 if at > 200 else -170)
    page.wait_for_function(f"() => Math.abs(({SCROLLED}) - {at}) > 60")
    page.evaluate(_RESTS)
    if page.locator(".number-typed:visible").count():
        yield f"a swipe from {start} opened a field"
    if told(page) != before:
        yield f"{before} became {told(page)}"


def slid_by(finger: Finger, slider: Locator) -> Iterator[str]:
    """A drag sideways and the arrow keys each move it."""
    page = finger.page
    slider.evaluate("node => node.scrollIntoView({ block: 'center', behavior: 'instant' })")
    name = slider.get_attribute("aria-label")
    slider.hover(trial=True)  # waits until it stands still
    beside = slider.evaluate("node => !node.closest('[data-figure]')")
    for act in ("drag", "arrow"):
        before, at, then = valued(slider), page.evaluate(SCROLLED), page.url
        if act == "drag":
            box = slider.bounding_box()
            assert box is not None
            far = max(18, 0.4 * box["width"])
            finger.swipe(centre(slider), far if before[1] < 0.5 else -far, 0)
        else:
            slider.press("ArrowRight" if before[1] < 0.5 else "ArrowLeft")
        drawn(page)
        for figure in page.locator("[data-figure]").all():
            answered(figure)
        if beside:  # what it has led to comes to the figure from outside
            page.wait_for_url(lambda url, then=then: url != then)
            finished(page)
        if valued(slider)[0] == before[0]:
            yield f"{name}: {act} leaves {before}"
        if page.evaluate(SCROLLED) != at:
            yield f"{name}: {act} scrolls"


def valued(slider: Locator) -> tuple[str, float]:
    """What a slider says, and how far along its track that is."""
    text, part = slider.evaluate(
        """node => {
          const [low, high] = [node.ariaValueMin ?? node.min, node.ariaValueMax ?? node.max];
          const now = Number(node.ariaValueNow ?? node.value);
          return [node.ariaValueText ?? String(now), (now - low) / (high - low)];
        }"""
    )
    return text, part
